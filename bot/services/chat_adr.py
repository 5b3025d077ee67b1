"""ADR in the chat: what we know already, what is still missing, and the answer in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.decisions.adr import AdrAnswer, answer_adr, latest_first_date
from bot.decisions.adr_facts import AdrFacts, read_facts
from bot.decisions.adr_outcome import AdrReason, AdrStatus
from bot.decisions.calendar import london_date
from bot.decisions.questions import NONE_YET, UNKNOWN, Question, next_adr_question
from bot.decisions.records import Case
from bot.readers.adr_told import (
    CLAIM_POUNDS,
    EARLY_ON,
    IN_COURT,
    NOT_COMPLAINED,
    SETTLED_HOW,
    SETTLED_ON,
    SUBJECT,
)
from bot.readers.when import LETTER_ABOUT
from bot.services.answer_adr import adr_words
from bot.services.context import Context
from bot.wording import Said, span_in_words

_COUNTS = (Question.EMPLOYEES, Question.VOLUNTEERS, Question.CONTRACTORS)
LETTER_SAID = "_letter_said"
"""Key of the answers: they pressed that they have had a final letter, and its date is wanted."""
ASKED_AS = "_asked_as"
"""Key of the answers: ``late`` when they asked whether it is too late, ``wait`` whether they must still wait, ``plain``
whether somebody else's word is right: each turns "yes" round."""
DEADLOCK_ISSUED: Final = "deadlock_letter_issued_on"
ADR_LETTER_ISSUED: Final = "wait_letter_issued_on"
"""Keys of the answers, beside what the customer told: the day (ISO) of the first such letter that was issued here."""
ASKED_AS_KINDS = ("late", "wait", "plain")
NOT_BY_DATE = (AdrStatus.NOT_ELIGIBLE, AdrStatus.ASK_SCHEME, AdrStatus.LAST_DAY, AdrStatus.EXPIRED)
"""Where a date alone would be untrue: a firm that is too big, a court, a letter of over a year ago."""
_OPENS = ("utter_close_adr_ask", "utter_close_adr_open", "utter_close_adr_at_latest", "utter_close_adr_rough")
_OPENS_BY_MAIL = (
    "utter_mail_adr_ask",
    "utter_mail_adr_open",
    "utter_mail_adr_at_latest",
    "utter_close_adr_rough",
)
"""No day is known; it is open already; at the latest then, as it is not known when they first told the provider; and as
they told it at a rough time."""
_SETTLED_STATUSES = (AdrStatus.NOT_ELIGIBLE, AdrStatus.COMPLAIN_FIRST)


def told_on(answers: Mapping[str, Any]) -> dict[str, str] | None:
    """When they first told the provider, as a range, if they said so."""
    told = answers.get(Question.FIRST_TOLD_ON)
    return told if isinstance(told, dict) else None


def facts_from(answers: Mapping[str, Any]) -> AdrFacts:
    """The facts in the customer's answers. A rough time counts by its latest day: no date is promised too early."""
    raw: dict[str, Any] = {}
    told = told_on(answers)
    if told is not None:
        raw["first_complained_on"] = told["to"]
    elif answers.get(NOT_COMPLAINED):
        raw["first_complained_on"] = None
    elif answers.get(Question.FIRST_TOLD_ON) == UNKNOWN:
        raw["first_complained_on"] = "unknown"
    if answers.get(Question.CUSTOMER) not in (None, UNKNOWN):
        raw["customer"] = answers[Question.CUSTOMER]
    for question in _COUNTS:
        if isinstance(answers.get(question), int):
            raw[question.value] = answers[question]
    letter = answers.get(Question.FINAL_LETTER_ON)
    if letter is not None:
        raw["deadlock_letter_on"] = None if letter == NONE_YET else letter
    if issued := answers.get(DEADLOCK_ISSUED):
        # The earlier of two: nobody gets more time by a second letter, and a day too early does no harm.
        raw["deadlock_letter_on"] = min(raw.get("deadlock_letter_on") or issued, issued)
    if answers.get(ADR_LETTER_ISSUED):
        raw["adr_letter_on"] = answers[ADR_LETTER_ISSUED]
    if answers.get(SETTLED_ON):
        raw["settlement_accepted_on"] = answers[SETTLED_ON]
    if answers.get(EARLY_ON):
        raw["early_referral_agreed_on"] = answers[EARLY_ON]
    raw |= {key: answers[key] for key in (IN_COURT, CLAIM_POUNDS, SUBJECT) if key in answers}
    return read_facts(raw)


def answer_for(context: Context, provider: str, answers: Mapping[str, Any]) -> AdrAnswer:
    """The decision on what the answers tell, today.

    A letter of no exact day counts from the earliest that it may be; if that alone would make it too late, from the
    latest: nobody is turned away for what they did not say.
    """
    answer = _answer(context, provider, answers)
    rough = rough_letter(answers)
    if rough is None or answer.status not in (AdrStatus.EXPIRED, AdrStatus.LAST_DAY):
        return answer
    return _answer(context, provider, {**answers, Question.FINAL_LETTER_ON: rough["to"]})


def rough_letter(answers: Mapping[str, Any]) -> dict[str, str] | None:
    """The days between which the final letter came, if no exact one was told; its first is what is kept as its date."""
    rough = answers.get(LETTER_ABOUT)
    return (
        rough if isinstance(rough, dict) and rough["from"] == answers.get(Question.FINAL_LETTER_ON) else None
    )


def _answer(context: Context, provider: str, answers: Mapping[str, Any]) -> AdrAnswer:
    return answer_adr(
        facts_from(answers), context.provider(provider), context.today(), context.rules, context.schemes
    )


def rough_words(context: Context, answers: Mapping[str, Any]) -> str | None:
    """ "between 12 and 26 October", and from which day it counts, where they told the provider at a rough time."""
    told = told_on(answers)
    if told is None or told["from"] == told["to"]:
        return None
    first, last = (date.fromisoformat(told[end]) for end in ("from", "to"))
    between = span_in_words(first, last, context.today())
    return context.words.text("utter_told_rough", between=between, day=context.day(last))


def adr_question(
    context: Context, provider: str, answers: Mapping[str, Any], case: Case | None
) -> Question | None:
    """What to ask next before answering, by what is missing. Where the answer stands already, nothing is asked:
    for a complaint that is logged (it counts from that day at the latest), before any complaint, and where a bar is
    sure."""
    if answers.get(LETTER_SAID) and Question.FINAL_LETTER_ON not in answers:
        return Question.FINAL_LETTER_ON
    answer = answer_for(context, provider, answers)
    if answer.status in _SETTLED_STATUSES or case is not None:
        return None
    missing = list(answer.missing)
    if answer.status is not AdrStatus.NEED_DATE and told_on(answers) is None:
        # A final letter or an early referral opens it at once: the first complaint need not be dated.
        missing = [fact for fact in missing if fact != "first_complained_on"]
    return next_adr_question(answers, missing)


def adr_answer_words(context: Context, provider: str, answers: Mapping[str, Any]) -> list[Said]:
    """The answer, one idea a bubble, as far as we know it."""
    profile = context.provider(provider)
    answer = answer_for(context, provider, answers)
    texts = adr_words(
        answer,
        profile,
        context.schemes,
        context.words,
        context.today(),
        answers.get(ASKED_AS),
        rough_words(context, answers),
    )
    how = answers.get(SETTLED_HOW)
    if answer.reason is AdrReason.SETTLED and how in ("undated", "again"):
        scheme = context.schemes[profile.adr.scheme].name.value
        texts[0] = context.words.text(f"utter_adr_settled_{how}", provider=profile.name, scheme=scheme)
    return [Said(text) for text in texts]


def latest_day(context: Context) -> date:
    """Somebody who first told their provider on or before this day can go to the scheme today."""
    return latest_first_date(context.today(), context.rules)


def when_adr_opens(context: Context, case: Case, by_mail: bool = False) -> str:
    """For somebody whose complaint is logged: from when the scheme can look at it, if it is not sorted.

    Without a day on which they first told the provider it counts from this complaint, and says "at the latest".
    ``by_mail``: in words for a mail, in which nobody can ask the assistant; its link leads to the working.
    """
    ask, is_open, at_latest, at_rough_time = _OPENS_BY_MAIL if by_mail else _OPENS
    profile = context.provider(case.provider)
    scheme = context.schemes[profile.adr.scheme].name.value
    told = told_on(case.details)
    counted = told or {"to": london_date(case.received_at).isoformat()}
    facts = {**case.details, Question.FIRST_TOLD_ON: {"from": counted["to"], "to": counted["to"]}}
    answer = answer_for(context, case.provider, facts)
    if answer.status in NOT_BY_DATE and by_mail:
        return context.words.text("utter_mail_adr_depends", scheme=scheme)
    if answer.status in NOT_BY_DATE:
        first, *more = adr_answer_words(context, case.provider, facts)
        return " ".join(said.text for said in [first, *more[-1:]])  # who decides in the end comes last
    if answer.opens_on is None:
        return context.words.text(ask, scheme=scheme)
    key = is_open if answer.opens_on <= context.today() else "utter_close_adr"
    if key == "utter_close_adr" and (told is None or told["from"] != told["to"]):
        key = at_latest if told is None else at_rough_time
    return context.words.text(
        key,
        scheme=scheme,
        day=context.day(answer.opens_on),
        provider=profile.name,
        received=context.day(london_date(case.received_at)),
        told_when=rough_words(context, case.details),
    )
