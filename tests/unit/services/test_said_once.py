"""What role-players said once and was lost: at each question it is taken, and not asked again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.decisions.questions import Question
from tests.support.context import Chat
from tests.support.telling import answer, begin, stands, told
from tests.unit.services.patterns import chat_at

Q = Question
EARLY = [Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME]
RUTH = {"name": "Ruth Amadi", "reply_by": "phone", "reply_address": "07700 900123"}


@pytest.mark.parametrize("intent", ["give_details", "request_agent", "out_of_scope", "ask_contact_details"])
@pytest.mark.parametrize("question", EARLY, ids=str)
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("07700 900456 mick", {"name": "Mick", "reply_by": "phone", "reply_address": "07700 900456"}),
        ("IT10234 joan price", {"name": "Joan Price", "account": "IT10234"}),
        ("Please phone me, 07700 900123. My name is Ruth Amadi.", RUTH),
        ("ring me on 07700 900123, my names ruth amadi", RUTH),
        ("ruth amadi, 07700900123", RUTH),
    ],
)
def test_a_name_and_a_number_in_one_line_are_both_taken(
    question: Question, said: str, kept: dict[str, str], intent: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    answer(chat, said, intent)
    assert {key: told(chat).get(key) for key in kept} == kept
    assert stands(chat) not in (Q.NAME, *([Q.REPLY_BY] if "reply_by" in kept else []))


def test_a_name_and_a_number_where_the_way_to_reply_is_asked(tmp_path: Path) -> None:
    chat = chat_at(Q.REPLY_BY, tmp_path)
    answer(chat, "07700 900456 mick")
    assert told(chat)[Q.REPLY_ADDRESS] == "07700 900456"
    assert told(chat)[Q.NAME] == "Sam Carter"  # told before: nothing says that it is put right


def test_an_account_number_is_taken_also_where_the_name_is_known(tmp_path: Path) -> None:
    chat = chat_at(Q.REPLY_BY, tmp_path)
    answer(chat, "IT10234 joan price")
    assert (told(chat)[Q.ACCOUNT], told(chat)[Q.NAME]) == ("IT10234", "Sam Carter")


def test_a_further_wish_is_put_behind_the_first(tmp_path: Path) -> None:
    chat = chat_at(Q.REFERENCE, tmp_path)
    answer(chat, "just give me the code")
    answer(chat, "PAC code. NOW")
    assert told(chat)[Q.OUTCOME] == "just give me the code; PAC code. NOW"
    answer(chat, "PAC code. NOW")
    assert told(chat)[Q.OUTCOME] == "just give me the code; PAC code. NOW"
    assert stands(chat) is Q.REFERENCE


def test_a_name_in_the_first_line_is_not_asked_for(chat: Chat) -> None:
    begin(chat, "you charged me twice on 2 november, 42 pound, i want to complain im joan price")
    assert told(chat)[Q.NAME] == "Joan Price"


@pytest.mark.parametrize(
    "said", ["i told them last munth to", "told you lot last mounth", "i told u last moth"]
)
def test_a_month_as_they_spell_it_is_when_they_told_us(said: str, tmp_path: Path) -> None:
    chat = chat_at(Q.FIRST_TOLD_ON, tmp_path)
    answer(chat, said)
    assert told(chat)[Q.FIRST_TOLD_ON] == {"from": "2026-10-01", "to": "2026-10-31"}


@pytest.mark.parametrize(
    "said", ["His name is Dev Shah, I'm Meera Shah", "his name's Dev Shah. My name is Meera Shah"]
)
@pytest.mark.parametrize("intent", ["give_details", "out_of_scope"])
def test_whoever_names_somebody_else_and_themselves_acts_for_the_other(
    said: str, intent: str, tmp_path: Path
) -> None:
    chat = chat_at(Q.NAME, tmp_path)
    answer(chat, said, intent)
    answers = told(chat)
    assert (answers[Q.NAME], answers[Q.ROLE], answers[Q.ACTING_FOR]) == (
        "Meera Shah",
        "acting_for",
        "Dev Shah",
    )


WISHES: list[tuple[str, list[str]]] = [
    ("i want 14 quid a month back", ["refund"]),
    ("a date for the install and money for the delay", ["refund", "action"]),
    ("I want written confirmation whether mine was sent too", ["explanation"]),
    ("want fast internet or leave no pay", ["action"]),
    ("mend my line", ["action"]),
    ("just give me the f**king code", ["action"]),
    ("PAC code. NOW", ["action"]),
    ("i want my line mended", ["action"]),
    ("a firm date for my engineer", ["action"]),
    ("just want my money back", ["refund"]),
    ("A Word file of every bill", ["action"]),
]


@pytest.mark.parametrize(
    "question",
    [Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME, Q.REPLY_BY, Q.REFERENCE, Q.HANDLED_BY, Q.OUTCOME],
    ids=str,
)
@pytest.mark.parametrize(("said", "kinds"), WISHES)
@pytest.mark.parametrize("intent", ["give_details", "ask_compensation", "out_of_scope"])
def test_a_wish_is_kept_at_whatever_question_and_read_back(
    question: Question, said: str, kinds: list[str], intent: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, said, intent)
    assert told(chat)[Q.OUTCOME] == said
    assert told(chat)["outcome_kinds"] == kinds
    if question is not Q.OUTCOME:
        keys: list[Any] = [key for key, _ in outcome.says]
        assert "utter_noted_details" in keys
        assert stands(chat) is question
    assert told(chat)[Q.DESCRIPTION] == "You billed me twice and nobody answers my letters"


@pytest.mark.parametrize(
    "intent", ["give_details", "out_of_scope", "ask_contact_details", "ask_accessibility"]
)
@pytest.mark.parametrize(
    "said", ["A Word file of every bill", "large type bills please", "my bills as Word documents"]
)
def test_what_they_would_like_is_taken_in_their_own_words(said: str, intent: str, tmp_path: Path) -> None:
    chat = chat_at(Q.OUTCOME, tmp_path)
    answer(chat, said, intent)
    assert told(chat)[Q.OUTCOME] == said


@pytest.mark.parametrize(
    "said",
    ["I want this treated as a complaint", "ok lets make the complaint", "please record it as a complaint"],
)
@pytest.mark.parametrize("question", EARLY, ids=str)
def test_that_it_is_a_complaint_is_nodded_to_and_the_question_stands(
    question: Question, said: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, said)
    assert [key for key, _ in outcome.says] == ["utter_affirm_in_form"]
    assert stands(chat) is question
    assert told(chat)[Q.DESCRIPTION] == "You billed me twice and nobody answers my letters"
