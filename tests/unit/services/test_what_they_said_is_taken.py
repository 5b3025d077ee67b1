"""What customers say once is taken at whatever question stands, read back, and not asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.questions import Question
from tests.support.context import Chat
from tests.support.telling import answer, begin, stands, tell_until, told
from tests.unit.services.patterns import chat_at

Q = Question


def between(first: str, last: str | None = None) -> dict[str, str]:
    return {"from": first, "to": last or first}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("My broadband has been very slow for about five weeks now", between("2026-10-12", "2026-10-26")),
        ("your november bill, came on the 16th. 45 quid i dont owe", between("2026-11-16")),
        ("my number was ment to move to u on 10 novmber and it hasnt", between("2026-11-10")),
        ("You took the money on 5 October and 5 November", between("2026-10-05")),
        ("your man was rude on 19 november about 3pm", between("2026-11-19")),
        ("I left on 30 September. You took the money on 5 October", between("2026-10-05")),
    ],
)
def test_the_opening_line_says_when_it_happened_and_nobody_asks_again(
    chat: Chat, said: str, kept: dict[str, str]
) -> None:
    outcome = begin(chat, said)
    assert told(chat)[Q.HAPPENED_ON] == kept
    assert ("utter_noted_happened_on", {"day": kept}) in outcome.says
    tell_until(chat, Q.FIRST_TOLD_ON)


@pytest.mark.parametrize(
    "question", [Q.FAULT_OR_COMPLAINT, Q.SORT_OR_LOG, Q.HAPPENED_ON, Q.FIRST_TOLD_ON], ids=str
)
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("about three weeks ago I rang", between("2026-10-26", "2026-11-09")),
        ("told you lot on the 12th by email", between("2026-11-12")),
        ("I rang twice in October", between("2026-10-01", "2026-10-31")),
        ("i told u around the 19th of October", between("2026-10-16", "2026-10-22")),
    ],
)
def test_when_they_told_us_is_taken_at_any_question(
    question: Question, said: str, kept: dict[str, str], tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, said)
    assert told(chat)[Q.FIRST_TOLD_ON] == kept
    assert ("utter_noted_first_told_on", {"day": kept}) in outcome.says
    assert Q.HAPPENED_ON not in told(chat) or question is Q.FIRST_TOLD_ON


@pytest.mark.parametrize("question", [Q.NAME, Q.REPLY_BY, Q.REPLY_ADDRESS], ids=str)
def test_how_they_told_us_is_no_way_to_reply(chat: Chat, question: Question) -> None:
    begin(chat)
    tell_until(chat, question, first_told_on="skip", reply_by="phone")
    answer(chat, "told you lot on the 12th by email")
    assert told(chat)[Q.FIRST_TOLD_ON] == between("2026-11-12")
    assert stands(chat) is question
    assert told(chat).get(Q.REPLY_BY) == ("phone" if question is Q.REPLY_ADDRESS else None)


@pytest.mark.parametrize(
    "said", ["5 day", "for about five weeks now", "came on the 16th", "twice in October"]
)
@pytest.mark.parametrize("question", [Q.NAME, Q.REPLY_BY], ids=str)
def test_a_bare_day_is_when_it_happened_where_that_is_not_known(
    chat: Chat, said: str, question: Question
) -> None:
    begin(chat)
    tell_until(chat, question, happened_on="skip", first_told_on="skip")
    answer(chat, said)
    assert isinstance(told(chat)[Q.HAPPENED_ON], dict)
    assert stands(chat) is question


def test_what_befell_them_does_not_become_the_day_on_which_they_told_us(chat: Chat) -> None:
    begin(chat)
    answer(chat, "1 November")
    answer(chat, "rude on 19 november about 3pm")
    assert Q.FIRST_TOLD_ON not in told(chat)
    assert told(chat)[Q.HAPPENED_ON] == between("2026-11-01")
    assert "rude on 19 november about 3pm" in told(chat)[Q.DESCRIPTION]


@pytest.mark.parametrize("digits", ["111111", "130314", "560740"])
@pytest.mark.parametrize("question", [Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME, Q.HANDLED_BY], ids=str)
def test_six_digits_are_no_date_and_no_reference_where_none_is_asked(
    question: Question, digits: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    before = {key: told(chat).get(key) for key in (Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.REFERENCE)}
    answer(chat, digits)
    assert {key: told(chat).get(key) for key in before} == before


def test_six_digits_may_be_a_reference_where_that_is_asked(tmp_path: Path) -> None:
    chat = chat_at(Q.REFERENCE, tmp_path)
    answer(chat, "130314")
    assert told(chat)[Q.REFERENCE] == "130314"


LOGS_IT = [
    "I need to raise a formal complaint",
    "Log a formal complaint please",
    "fucking log it then",
    "just log it",
]
DEAD = "our internet is dead"


@pytest.mark.parametrize("wish", LOGS_IT)
@pytest.mark.parametrize("unsure", [False, True])
def test_who_wants_it_logged_is_not_offered_help_first(chat: Chat, wish: str, unsure: bool) -> None:
    begin(chat, wish, unsure)
    outcome = begin(chat, DEAD, unsure)
    assert outcome.next == Q.HAPPENED_ON
    assert told(chat)["complaining"]


@pytest.mark.parametrize("wish", LOGS_IT)
def test_in_the_story_itself_too(chat: Chat, wish: str) -> None:
    assert begin(chat, f"{DEAD}. {wish}", unsure=True).next == Q.HAPPENED_ON


@pytest.mark.parametrize("wish", LOGS_IT)
@pytest.mark.parametrize("question", [Q.FAULT_OR_COMPLAINT, Q.SORT_OR_LOG, Q.SORTED], ids=str)
def test_help_is_not_offered_again_once_they_said_log_it(
    wish: str, question: Question, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    assert answer(chat, wish).next == Q.HAPPENED_ON
    assert answer(chat, "sam@example.com").next == Q.HAPPENED_ON
    assert answer(chat, "it is still dead").next == Q.HAPPENED_ON


@pytest.mark.parametrize("wish", LOGS_IT)
def test_nor_for_another_fault_of_the_same_chat_after_logging(chat: Chat, wish: str) -> None:
    begin(chat, f"{DEAD}. {wish}", unsure=True)
    tell_until(chat, None)
    begin(chat, "another problem: the internet is slow in the office", unsure=True)
    assert stands(chat) is Q.HAPPENED_ON


def test_who_only_complains_is_still_asked_whether_to_try_first(chat: Chat) -> None:
    assert begin(chat, f"{DEAD}, I want to complain").next == Q.SORT_OR_LOG


def test_a_wish_to_know_beside_a_formal_complaint_is_kept(chat: Chat) -> None:
    begin(chat, "i want to know what was said and to who, and a formal complaint")
    assert told(chat)["outcome_kinds"] == ["explanation"]
    assert told(chat)[Q.OUTCOME].startswith("i want to know what was said and to who")
    assert stands(chat) is Q.HAPPENED_ON
