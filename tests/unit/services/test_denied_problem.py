"""Whoever says what the trouble is not is offered no help with it, and the right one is put down."""

from __future__ import annotations

import pytest

from bot.decisions.playbook import PROBLEM
from bot.decisions.questions import Question
from tests.support.context import Chat
from tests.support.telling import answer, begin, keys, stands, told

Q = Question


@pytest.mark.parametrize("intent", ["report_fault", "give_details", "correct_details", "deny"])
def test_the_problem_is_taken_back_and_nothing_is_tried(chat: Chat, intent: str) -> None:
    begin(chat, "Our calls keep dropping and your man was rude to me, I want to complain")
    assert (told(chat)[PROBLEM], stands(chat)) == ("voip_quality", Q.SORT_OR_LOG)
    outcome = answer(chat, "call quality was never the problem", intent)
    assert keys(outcome) == ["utter_problem_corrected"]
    assert told(chat)[PROBLEM] == "rude_or_no_reply"
    assert told(chat)[Q.DESCRIPTION].endswith("call quality was never the problem")
    assert stands(chat) is Q.HAPPENED_ON


def test_what_is_denied_and_was_never_heard_changes_nothing(chat: Chat) -> None:
    begin(chat, "You billed me twice on 2 November, I want to complain")
    outcome = answer(chat, "the internet is fine")
    assert "utter_problem_corrected" not in keys(outcome)
    assert told(chat)[PROBLEM] == "bill_wrong"
