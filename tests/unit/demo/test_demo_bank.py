"""The made-up stories: enough of them, for every problem, each a complaint that the services take."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.demo_bank import FOLDER, load_bank
from bot.adapters.yaml_files import load_providers
from bot.decisions.demo_bank import Bank
from bot.decisions.errors import Unsound
from bot.decisions.questions import Question
from bot.services.demo.assistant import Meant
from tests.support.context import Chat, Clock, make_context
from tests.support.telling import begin, told

BANK = load_bank()
TEXTS = sorted({story.text for problem in BANK.problems.values() for story in problem.says})


def test_there_are_more_than_120_first_messages_and_none_twice() -> None:
    written = [story.text for problem in BANK.problems.values() for story in problem.says]
    assert len(set(written)) == len(written) > 120


def test_every_problem_has_a_share_and_every_provider_people() -> None:
    assert set(BANK.year.problems) == set(BANK.problems)
    providers = set(load_providers())
    assert set(BANK.people.agents) == set(BANK.year.shares) == providers
    for agents in BANK.people.agents.values():
        assert 3 <= len(agents) <= 6
        assert agents[0].role.value == "supervisor"
    assert BANK.year.focus in providers


def test_shares_that_belong_together_name_the_same() -> None:
    year = BANK.year
    assert set(year.fates) | set(year.fates_lately) == set(year.first_answer)
    assert set(BANK.words.asks) <= {meant.value for meant in Meant}


@pytest.mark.parametrize("text", TEXTS)
def test_every_first_message_is_taken_as_what_happened(text: str, tmp_path: Path) -> None:
    chat = Chat(make_context(tmp_path, Clock()))
    outcome = begin(chat, text)
    assert told(chat)[Question.DESCRIPTION]
    assert outcome.next is not None


def test_files_say_that_they_are_made_up() -> None:
    for path in FOLDER.rglob("*.yml"):
        assert path.read_text(encoding="utf-8").startswith("# Made up for `firstline demo`"), path.name


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(FOLDER, tmp_path / "demo")
    (tmp_path / "demo" / "stories" / "slow.yml").write_text("says: []\n", encoding="utf-8")
    with pytest.raises(Unsound, match=r"problems\.slow"):
        load_bank(tmp_path / "demo")
    (tmp_path / "demo" / "year.yml").write_text("a: b: c", encoding="utf-8")
    with pytest.raises(Unsound, match=r"year\.yml"):
        load_bank(tmp_path / "demo")
    assert isinstance(BANK, Bank)
