""" "That's all", "finish", "just log it, no more questions": from then on only what is needed is asked, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.questions import UNKNOWN, Question
from tests.support.context import Chat
from tests.support.telling import answer, begin, keys, stands, tell_until, told
from tests.unit.services.patterns import chat_at

Q = Question
ENOUGH = [
    "thats all",
    "finish",
    "no more questions",
    "just log it, no more questions",
    "enough questions, log it",
    "that's everything, thank you",
]
INTENTS = ["give_details", "stop_cancel", "goodbye", "out_of_scope", "thank"]


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("said", ENOUGH)
@pytest.mark.parametrize("question", [Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME], ids=str)
def test_before_it_is_logged_only_the_way_to_reply_is_left(
    question: Question, said: str, intent: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    answer(chat, said, intent)
    assert stands(chat) is Q.REPLY_BY
    answer(chat, "sam@example.com")
    assert stands(chat) is Q.COPIES  # the page of I.T Communications wants it
    answer(chat, said, intent)
    assert stands(chat) is Q.CHECK


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("said", ENOUGH)
def test_where_to_reply_is_needed_and_nothing_is_asked_after_it_but_what_the_page_wants(
    said: str, intent: str, tmp_path: Path
) -> None:
    chat = chat_at(Q.REPLY_BY, tmp_path)
    assert "utter_problem_need_reply" in keys(answer(chat, said, intent))
    answer(chat, "sam@example.com")
    tell_until(chat, Q.CHECK, copies="no", reference="none")
    assert Q.OUTCOME not in told(chat)


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("said", [*ENOUGH, "yes send it", "just log it", "log it please"])
@pytest.mark.parametrize("question", [Q.STILL_HAPPENING, Q.HANDLED_BY, Q.EXAMPLES, Q.OUTCOME], ids=str)
def test_with_the_complaint_logged_the_last_look_comes_at_once(
    question: Question, said: str, intent: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    answer(chat, said, intent)
    assert stands(chat) is Q.CHECK
    assert told(chat)[question] == UNKNOWN


@pytest.mark.parametrize("said", ENOUGH)
def test_whoever_has_had_enough_is_not_asked_to_try_anything(said: str, tmp_path: Path) -> None:
    chat = chat_at(Q.SORT_OR_LOG, tmp_path)
    answer(chat, said)
    assert told(chat)[Q.SORT_OR_LOG] == "log"
    assert stands(chat) is Q.REPLY_BY


@pytest.mark.parametrize("said", ENOUGH)
def test_after_logging_nobody_who_is_done_is_asked_to_try_it_again(said: str, chat: Chat) -> None:
    begin(chat, "complaint internet slow since 2 october, anna@example.org")
    if stands(chat) is Q.SORT_OR_LOG:
        answer(chat, said)
    for _ in range(4):
        if stands(chat) is Q.CHECK:
            break
        answer(chat, said)
    assert stands(chat) is Q.CHECK
    assert told(chat)[Q.SORT_OR_LOG] == "log"


def test_log_it_ends_the_details_also_where_copies_are_asked(tmp_path: Path) -> None:
    chat = chat_at(Q.COPIES, tmp_path)
    answer(chat, "just log it")
    assert stands(chat) is Q.REFERENCE
    answer(chat, "just log it")
    assert stands(chat) is Q.CHECK


def test_send_it_where_copies_are_asked_ends_nothing(tmp_path: Path) -> None:
    chat = chat_at(Q.COPIES, tmp_path)
    answer(chat, "yes send it")
    assert "_thats_all" not in told(chat)
