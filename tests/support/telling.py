"""A complaint told to the services line by line, without engine."""

from __future__ import annotations

from bot.decisions.questions import Purpose
from bot.services.heard import Outcome
from bot.services.start_complaint import start_complaint
from bot.services.take_answer import question_now, take_answer
from tests.support.context import Chat

STORY = "You billed me twice and nobody answers my letters"


def begin(chat: Chat, text: str = STORY, unsure: bool = False, **more: object) -> Outcome:
    return start_complaint(chat.context, chat.hears(text, "make_complaint", **more), unsure)  # type: ignore[arg-type]


def answer(chat: Chat, text: str, intent: str = "give_details", **more: object) -> Outcome:
    asked = question_now(chat.context, chat.id, Purpose.COMPLAINT)
    return take_answer(chat.context, chat.hears(text, intent, **more), asked, Purpose.COMPLAINT)  # type: ignore[arg-type]


def keys(outcome: Outcome) -> list[str]:
    return [key for key, _ in outcome.says]
