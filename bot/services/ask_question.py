"""The words of a question, with what it needs to be understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import Purpose, Question
from bot.services.chat_adr import latest_day
from bot.services.context import Context
from bot.wording import Said


def question_words(
    context: Context, conversation_id: str, question: Question, purpose: Purpose, again: bool
) -> list[Said]:
    """``again``: the question stood before this message already; a long one is then put shortly.

    Nothing while "did you mean …?" waits for a yes or a no: that is the question then.
    """
    with context.store.read() as tx:
        provider = context.provider(tx.conversations.get(conversation_id).provider)
        intake = tx.intakes.latest(conversation_id)
        logged = intake is not None and tx.cases.by_intake(intake.id) is not None
    answers = intake.answers if intake else {}
    if "_suggestion" in answers or "_asked_back" in answers:
        return []
    key = _key(question, purpose, answers)
    if logged and f"{key}_logged" in context.words:
        key = f"{key}_logged"
    if again and f"{key}_again" in context.words:
        key = f"{key}_again"
    said = context.words.say(
        key,
        provider=provider.name,
        scheme=context.schemes[provider.adr.scheme].name.value,
        day=context.day(latest_day(context)),
        address=answers.get(Question.REPLY_ADDRESS, ""),
    )
    return [said]


def _key(question: Question, purpose: Purpose, answers: Mapping[str, Any]) -> str:
    if question is Question.REPLY_ADDRESS:
        return f"utter_ask_reply_address_{answers.get(Question.REPLY_BY, 'email')}"
    if question is Question.REPLY_BY and answers.get(Question.SORTED) == "yes":
        return "utter_ask_reply_by_summary"
    if question is Question.FIRST_TOLD_ON and purpose is Purpose.ADR:
        return "utter_ask_first_told_on_adr"
    return f"utter_ask_{question.value}"
