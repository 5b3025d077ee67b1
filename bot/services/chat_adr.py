"""ADR in the chat: what we know already, what is still missing, and the answer in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.decisions.adr import AdrAnswer, answer_adr, latest_first_date
from bot.decisions.adr_facts import AdrFacts, read_facts
from bot.decisions.calendar import london_date
from bot.decisions.questions import NONE_YET, UNKNOWN, Question, next_adr_question
from bot.decisions.records import Case
from bot.services.answer_adr import adr_words
from bot.services.context import Context
from bot.wording import Said

_COUNTS = (Question.EMPLOYEES, Question.VOLUNTEERS, Question.CONTRACTORS)


def facts_from(context: Context, answers: Mapping[str, Any], case: Case | None) -> AdrFacts:
    """The facts that the customer's answers and the case of this chat give. A range counts by its latest day,
    so that no date is promised too early."""
    raw: dict[str, Any] = {}
    told = answers.get(Question.FIRST_TOLD_ON)
    if isinstance(told, dict):
        raw["first_complained_on"] = told["to"]
    elif case is not None:
        raw["first_complained_on"] = (case.first_complained_on or london_date(case.received_at)).isoformat()
    elif told == UNKNOWN:
        raw["first_complained_on"] = "unknown"
    elif answers.get("not_complained"):
        raw["first_complained_on"] = None
    if answers.get(Question.CUSTOMER):
        raw["customer"] = answers[Question.CUSTOMER]
    for question in _COUNTS:
        if isinstance(answers.get(question), int):
            raw[question.value] = answers[question]
    letter = answers.get(Question.FINAL_LETTER_ON)
    if letter is not None:
        raw["deadlock_letter_on"] = None if letter == NONE_YET else letter
    return read_facts(raw)


def answer_for(context: Context, provider: str, answers: Mapping[str, Any], case: Case | None) -> AdrAnswer:
    return answer_adr(
        facts_from(context, answers, case),
        context.provider(provider),
        context.today(),
        context.rules,
        context.schemes,
    )


def adr_question(
    context: Context, provider: str, answers: Mapping[str, Any], case: Case | None
) -> Question | None:
    """What to ask next before answering, by what is missing. With a case of this chat the answer stands at once."""
    if case is not None or answers.get("not_complained"):
        return None
    return next_adr_question(answers, list(answer_for(context, provider, answers, case).missing))


def adr_answer_words(
    context: Context, provider: str, answers: Mapping[str, Any], case: Case | None
) -> list[Said]:
    """The answer, one idea a bubble, as far as we know it."""
    profile = context.provider(provider)
    answer = answer_for(context, provider, answers, case)
    return [
        Said(text) for text in adr_words(answer, profile, context.schemes, context.words, context.today())
    ]


def latest_day(context: Context) -> date:
    """Somebody who first told their provider on or before this day can go to the scheme today."""
    return latest_first_date(context.today(), context.rules)


def when_adr_opens(context: Context, case: Case) -> str:
    """For somebody whose complaint has just been logged: from when the scheme can look at it, if it is not sorted."""
    profile = context.provider(case.provider)
    scheme = context.schemes[profile.adr.scheme]
    answer = answer_for(context, case.provider, {}, case)
    if answer.opens_on is None:
        return context.words.text("utter_close_adr_ask", scheme=scheme.name.value)
    key = "utter_close_adr_open" if answer.opens_on <= context.today() else "utter_close_adr"
    if case.first_complained_on is None and key == "utter_close_adr":
        key = "utter_close_adr_at_latest"
    return context.words.text(
        key, scheme=scheme.name.value, day=context.day(answer.opens_on), provider=profile.name
    )
