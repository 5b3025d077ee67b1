"""Is it closed, still open, saved? Yes or no first, of the complaint that is meant."""

from __future__ import annotations

import pytest

from bot.decisions.records import CaseStatus
from bot.services.answer_is_it import answer_is_it
from bot.services.context import Context
from bot.services.heard import Heard
from tests.support.case_rows import add_case
from tests.support.context import open_chat


def asks(context: Context, chat: str, line: str) -> str:
    return " ".join(each.text for each in answer_is_it(context, Heard(chat, "9", line, context.now())))


@pytest.mark.parametrize(
    ("status", "line", "first"),
    [
        (CaseStatus.OPEN, "so its closed yeah?", "No, it is not closed."),
        (CaseStatus.OUTCOME_OFFERED, "is it closed then", "No, it is not closed."),
        (CaseStatus.RESOLVED, "is it closed then", "Yes, it is closed."),
        (CaseStatus.WITHDRAWN, "so its closed yeah?", "Yes, it is closed."),
        (CaseStatus.CLOSED_NO_REPLY, "is my complaint closed?", "Yes, it is closed."),
        (CaseStatus.OPEN, "is it still open?", "Yes, it is still going."),
        (CaseStatus.RESOLVED, "is it still open?", "No, it is not open any more."),
        (CaseStatus.OPEN, "is it saved?", "Yes."),
    ],
)
def test_the_answer_begins_with_yes_or_no(
    context: Context, status: CaseStatus, line: str, first: str
) -> None:
    case = add_case(context, status=status)
    said = asks(context, case.conversation_id, line)
    assert said.startswith(first)
    assert case.reference in said


def test_nobody_else_hears_of_it(context: Context) -> None:
    add_case(context)
    assert asks(context, open_chat(context, "it-communications", "b" * 32), "is it closed?") == ""
