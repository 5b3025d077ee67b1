"""A complaint told to the services line by line, without engine."""

from __future__ import annotations

from typing import Any

from bot.decisions.questions import DETAILS, Purpose, Question
from bot.services.heard import Outcome
from bot.services.start_complaint import start_complaint
from bot.services.take_answer import question_now, take_answer
from tests.support.context import Chat

STORY = "You billed me twice and nobody answers my letters"

TOLD: dict[Question, str] = {
    Question.FAULT_OR_COMPLAINT: "log a complaint",
    Question.DESCRIPTION: STORY,
    Question.SORT_OR_LOG: "log it",
    Question.SORTED: "no, still dead",
    Question.HAPPENED_ON: "3 November",
    Question.FIRST_TOLD_ON: "5 November",
    Question.NAME: "Sam Carter",
    Question.REPLY_BY: "e-mail",
    Question.REPLY_ADDRESS: "sam@example.com",
    Question.STILL_HAPPENING: "yes",
    Question.HANDLED_BY: "a man called Dave",
    Question.SERVICE: "broadband",
    Question.REFERENCE: "44120",
    Question.ACCOUNT: "AB123456",
    Question.EXAMPLES: "calls to 1234 fail",
    Question.OUTCOME: "a refund",
    Question.AMOUNT: "£40",
    Question.ROLE: "it is somebody else's account",
    Question.ACTING_FOR: "Joan Carter",
    Question.CUSTOMER: "business",
    Question.EMPLOYEES: "6",
    Question.COPIES: "to follow",
    Question.NEEDS: "large print",
    Question.REPLY_OFTEN: "weekly",
    Question.CHECK: "yes",
    Question.CHANGE: "nothing",
    Question.CODE: "skip",
}
"""An answer to every question of a complaint, as typed."""


def begin(chat: Chat, text: str = STORY, unsure: bool = False, **more: object) -> Outcome:
    return start_complaint(chat.context, chat.hears(text, "make_complaint", **more), unsure)  # type: ignore[arg-type]


def answer(chat: Chat, text: str, intent: str = "give_details", **more: object) -> Outcome:
    asked = stands(chat)
    return take_answer(chat.context, chat.hears(text, intent, **more), asked, Purpose.COMPLAINT)  # type: ignore[arg-type]


def stands(chat: Chat) -> Question | None:
    """The question that stands now."""
    return question_now(chat.context, chat.id, Purpose.COMPLAINT)


def tell(chat: Chat, *lines: str) -> Outcome:
    """Several answers, one after the other; what came of the last."""
    return [answer(chat, line) for line in lines][-1]


def tell_until(chat: Chat, question: Question | None, **instead: str) -> list[Outcome]:
    """Answer from ``TOLD`` (or ``instead``, by question) until ``question`` stands; ``None``: until all is told."""
    outcomes: list[Outcome] = []
    while (asked := stands(chat)) is not question:
        assert asked is not None, f"{question} was never asked"
        assert len(outcomes) <= len(TOLD), f"{asked} is asked again and again"
        outcomes.append(answer(chat, instead.get(asked, TOLD[asked])))
    return outcomes


def leave_out_the_rest(chat: Chat) -> Outcome:
    """ "That's all" at the first detail, "skip" where the page wants something all the same, and the last look is
    right; what came of the last look. The code, if there is one, is asked for then."""
    asked = stands(chat)
    if asked in DETAILS:
        answer(chat, "that's all")
    for _ in DETAILS:
        if stands(chat) is Question.CHECK:
            break
        answer(chat, "skip")
    assert stands(chat) is Question.CHECK
    return answer(chat, "yes", "affirm")


def told(chat: Chat) -> dict[str, Any]:
    """The answers that are kept: the truth."""
    with chat.context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    return dict(intake.answers) if intake else {}


def keys(outcome: Outcome) -> list[str]:
    return [key for key, _ in outcome.says]
