"""Training: a fixed name, no file rewritten, and a check that costs nothing."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from engine import train
from engine.errors import ConfigError

from conftest import HERE


@pytest.fixture
def copied(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the trained project, and the current folder."""
    shutil.copytree(project, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def test_training_leaves_one_model_under_its_fixed_name_and_rewrites_nothing(project: Path) -> None:
    assert sorted(path.name for path in (project / "models").iterdir()) == [
        "firstline.inputs",
        "firstline.tar.gz",
        "usem3.vectors.npz",  # of the lines, for the next training
    ]
    assert not (project / ".rasa").exists()
    for path in [HERE / "project" / "config.yml", HERE / "project" / "domain.yml"]:
        assert (project / path.name).read_bytes() == path.read_bytes()


def test_a_fresh_model_is_current(copied: Path) -> None:
    assert train.is_current()
    assert train.main(["--check"]) == 0


@pytest.mark.parametrize("change", ["config.yml", "domain.yml", "data/nlu.yml", "data/deep/new.yml"])
def test_a_changed_or_new_input_makes_it_outdated(copied: Path, change: str) -> None:
    (copied / change).parent.mkdir(exist_ok=True)
    with (copied / change).open("a") as file:
        file.write("\n# changed\n")
    assert train.main(["--check"]) == 1


@pytest.mark.parametrize("lost", ["models/firstline.tar.gz", "models/firstline.inputs", "data/rules.yml"])
def test_a_lost_file_makes_it_outdated(copied: Path, lost: str) -> None:
    (copied / lost).unlink()
    assert train.main(["--check"]) == 1


def test_the_engines_own_code_and_lock_are_inputs() -> None:
    names = {path.name for path in train.training_inputs() if path.is_absolute()}
    components = {
        "component.py",
        "danger.py",
        "descent.py",
        "eight_bit.py",
        "encoder.py",
        "encoders.py",
        "intents.py",
        "learner.py",
        "ngrams.py",
        "plain_spelling.py",
        "plain_spellings.txt",
        "softmax.py",
        "topics.py",
    }
    assert names == {*components, "minilm_vocabulary.txt", "requirements.lock"}


def test_the_check_imports_no_rasa_and_takes_less_than_the_blink_of_an_eye(
    project: Path, environment: dict[str, str]
) -> None:
    code = "import sys; from engine.train import main; main(['--check']); sys.exit('rasa' in sys.modules)"
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], cwd=project, env=environment, check=False)
    assert done.returncode == 0
    assert time.monotonic() - began < 1  # 0.05 s on an idle machine


def test_outside_a_project_it_says_where_to_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=r"config\.yml .*root of the project"):
        train.train()
    assert not (tmp_path / "models").exists()


def test_a_refusal_is_told_even_if_clearing_up_after_it_fails(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rasa.api
    from rasa.shared.exceptions import RasaException

    def refuse(**_: object) -> None:
        try:
            raise RasaException("two rules contradict")
        finally:
            raise OSError("Directory not empty")

    monkeypatch.setattr(rasa.api, "train", refuse)
    with pytest.raises(ConfigError, match="Rasa cannot train on this: two rules contradict"):
        train.train()


def test_what_is_no_refusal_of_rasa_comes_out_as_it_is(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import rasa.api

    def break_down(**_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(rasa.api, "train", break_down)
    with pytest.raises(OSError, match="no space left"):
        train.train()


def test_rules_that_contradict_are_an_error_and_the_old_model_stays(copied: Path) -> None:
    before = (copied / train.MODEL).read_bytes()
    with (copied / "data/rules.yml").open("a") as file:
        file.write("  - rule: contradiction\n    steps: [{intent: ask_adr}, {action: utter_stopped}]\n")
    with pytest.raises(ConfigError, match="Rasa cannot train on this"):
        train.train()
    assert (copied / train.MODEL).read_bytes() == before
    assert sorted(path.name for path in (copied / "models").iterdir()) == [
        "firstline.inputs",
        "firstline.tar.gz",
        "usem3.vectors.npz",  # of the lines, for the next training
    ]
    assert not train.is_current()
