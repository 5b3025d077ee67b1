"""Playbooks as files: one for every problem, and what is wrong with one names file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.adapters.playbook_files import PLAYBOOKS, load_playbooks, playbook_faults
from bot.commands.checks.playbooks import playbooks_are_sound
from bot.decisions.errors import BrokenPlaybook
from bot.decisions.problem import Problem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLAYBOOKS, tmp_path / "playbooks"))


def test_the_shipped_ones_are_sound_and_there_is_one_for_every_problem() -> None:
    assert playbooks_are_sound() == []
    assert set(load_playbooks()) == set(Problem)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("same_day: true", "same_day: true\ncolour: red", "colour"),
        ("problem: slow", "problem: porting", "its file is named for slow"),
        ("kind: try", "kind: hope", "steps.3.kind"),
        ("problem: slow", "problem: slow\nproblem: slow", "given twice"),
        ("tries: restart", "tries: prayer", "steps.3.tries"),
    ],
)
def test_a_slip_is_named_with_file_and_key(folder: Path, old: str, new: str, says: str) -> None:
    file = folder / "slow.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    [fault, *_] = playbook_faults(folder)
    assert "slow.yml" in str(fault)
    assert says in str(fault)
    with pytest.raises(BrokenPlaybook, match=r"slow\.yml"):
        load_playbooks(folder)


def test_one_that_is_missing_and_one_too_many_are_named(folder: Path) -> None:
    (folder / "slow.yml").rename(folder / "fast.yml")
    assert {"slow.yml", "fast.yml"} == {Path(fault.file).name for fault in playbook_faults(folder)}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("utter_step_wired", "utter_step_wire", "steps.5.say"),
        ("source: profile", "source: hearsay", "steps.0.source"),
    ],
)
def test_a_step_without_words_or_with_a_source_that_is_not_there_is_to_be_mended(
    folder: Path, old: str, new: str, key: str
) -> None:
    file = folder / "slow.yml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert key in [fault.key for fault in playbooks_are_sound(folder)]
