"""The rules of ADR applied to one complaint: which status, which dates, and why.

Order of questions: what bars the scheme from looking at all, whether there was a complaint, whether it was
settled or closed, when the scheme opens, and whether the time to apply has run out. A bar that is certain (too
many employees, money over the cap, a court) goes before one that only the scheme can judge (a headcount with
volunteers, the subject).

Where no source settles how to count, the reading is the one that favours the customer, who is told the safer
date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from bot.decisions.adr_facts import AdrFacts
from bot.decisions.calendar import ONE_DAY, add_months, add_weeks
from bot.decisions.errors import BadFacts
from bot.decisions.provider import Adr, Period
from bot.decisions.rule import Rulebook
from bot.decisions.sourced import Standing

SMALL_BUSINESS_MAX: Final = "small_business_max"
CLAIM_CAP: Final = "adr_claim_cap"
NOT_IN_COURT: Final = "adr_not_in_court"
COMPLAIN_FIRST: Final = "adr_complain_first"
NOT_IF_SETTLED: Final = "adr_not_if_settled"
SILENCE_IS_NO_SETTLEMENT: Final = "adr_silence_is_no_settlement"
WAIT: Final = "adr_wait"
LETTER_OPENS: Final = "adr_letter_opens"
EARLY_REFERRAL: Final = "adr_early_referral"
LETTER_AND_LONGSTOP: Final = "adr_letter_and_longstop"
LONGSTOP: Final = "adr_longstop"
LONGSTOP_MARGIN: Final = "adr_longstop_margin"


class AdrStatus(StrEnum):
    OPEN = "open"
    NOT_YET = "not_yet"
    LAST_DAY = "last_day"
    EXPIRED = "expired"
    NOT_ELIGIBLE = "not_eligible"
    ASK_SCHEME = "ask_scheme"
    COMPLAIN_FIRST = "complain_first"
    NEED_DATE = "need_date"


class AdrReason(StrEnum):
    """Why. For statuses with an opening date: what opens it first (on one day: the first of these)."""

    TOO_MANY_EMPLOYEES = "too_many_employees"
    OVER_CAP = "over_cap"
    IN_COURT = "in_court"
    HEADCOUNT_UNCLEAR = "headcount_unclear"
    SUBJECT = "subject"
    NOT_COMPLAINED = "not_complained"
    SETTLED = "settled"
    CLOSED_FOR_SILENCE = "closed_for_silence"
    NO_DATE = "no_date"
    WAIT = "wait"
    DEADLOCK_LETTER = "deadlock_letter"
    ADR_LETTER = "adr_letter"
    EARLY_REFERRAL = "early_referral"
    ADR_LETTER_OLD = "adr_letter_old"


@dataclass(frozen=True, slots=True)
class UsedRule:
    """The value of a rule, the day from which it applies, and how well both are supported together."""

    key: str
    since: date
    value: Any
    standing: Standing


@lru_cache(maxsize=4096)
def rule_at(rulebook: Rulebook, key: str, on: date) -> UsedRule:
    """The value of rule ``key`` on ``on``. Raises ``RuleMissing``. Kept, because one answer asks many times."""
    found = rulebook.at(key, on)
    since = max(start for start in rulebook[key].values if start <= on)
    return UsedRule(key, since, found.value, found.start_standing or found.standing)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules, or a page applied in their place, come to. Dates are London dates."""

    status: AdrStatus
    reason: AdrReason
    opens_on: date | None = None
    apply_by: date | None = None
    outer_limit_on: date | None = None

    def differs_from(self, other: Outcome) -> bool:
        """In the status or in a date; another reason for the same is no difference."""
        return (self.status, self.opens_on, self.apply_by, self.outer_limit_on) != (
            other.status,
            other.opens_on,
            other.apply_by,
            other.outer_limit_on,
        )


class Size(StrEnum):
    """How the people in a business or charity stand to the limit."""

    IN = "in"
    UNCLEAR = "unclear"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class AdrCase:
    """The facts as they stand on the day of asking."""

    asked_on: date
    first: date | None
    never: bool
    customer: str | None
    counts: tuple[int | None, ...]
    deadlock: date | None
    deadlock_given: bool
    adr_letter: date | None
    agreed: date | None
    settled: date | None
    silent: date | None
    in_court: bool
    claim: int | float | None
    subject: str | None

    @classmethod
    def of(cls, facts: AdrFacts, asked_on: date) -> AdrCase:
        def by_now(day: date | None) -> date | None:
            return day if day is not None and day <= asked_on else None

        return cls(
            asked_on=asked_on,
            first=by_now(facts.first_date),
            never=facts.has_not_complained,
            customer=facts.customer,
            counts=(facts.employees, facts.volunteers, facts.contractors),
            deadlock=by_now(facts.deadlock_letter_on),
            deadlock_given=facts.deadlock_letter_on is not None,
            adr_letter=by_now(facts.adr_letter_on),
            agreed=by_now(facts.early_referral_agreed_on),
            settled=by_now(facts.settlement_accepted_on),
            silent=by_now(facts.closed_for_silence_on),
            in_court=bool(facts.in_court),
            claim=facts.claim_pounds,
            subject=facts.subject,
        )

    @property
    def counts_people(self) -> bool:
        return self.customer in ("business", "charity") and any(count is not None for count in self.counts)


class AdrLaw:
    """The rulebook, remembering what was looked up: ``used`` by key, in order."""

    def __init__(self, rulebook: Rulebook, schemes: tuple[str, ...]) -> None:
        self.rulebook = rulebook
        self.schemes = schemes
        self.used: dict[str, UsedRule] = {}

    def value(self, key: str, on: date) -> Any:
        rule = rule_at(self.rulebook, key, on)
        self.used.setdefault(key, rule)
        return rule.value

    def excludes(self, subject: str, on: date) -> bool:
        """Whether either scheme does: today's membership of the provider is not certain."""
        keys = [f"{scheme.replace('-', '_')}_excluded_subjects" for scheme in self.schemes]
        return any(subject in self.value(key, on) for key in keys)

    def opens_after_wait(self, first: date, page: Adr | None) -> date:
        if page and page.wait:
            return _after(first, page.wait)
        return add_weeks(first, self.value(WAIT, first))

    def limit(self, case: AdrCase, page: Adr | None) -> tuple[date, date, bool] | None:
        """The last safe day, the last day, and whether the limit binds or is advice only.

        The day of a written or formal complaint, from which some pages count, is not among the facts: the first
        complaint stands for it.
        """
        if page and page.limit and case.first:
            last = _after(case.first, page.limit)
            return last - timedelta(days=self.value(LONGSTOP_MARGIN, case.first)), last, True
        letter = case.deadlock or case.adr_letter
        if letter is None:
            return None
        binds = case.deadlock is not None or self.value(LETTER_AND_LONGSTOP, letter)
        last = add_months(letter, self.value(LONGSTOP, letter))
        return last - timedelta(days=self.value(LONGSTOP_MARGIN, letter)), last, binds


def _after(day: date, period: Period) -> date:
    return add_weeks(day, period.length) if period.unit == "weeks" else add_months(day, period.length)


def decide(case: AdrCase, law: AdrLaw, page: Adr | None = None, size: Size | None = None) -> Outcome:
    """``page`` puts a provider's own terms in the place of the rules; ``size`` tries another than the facts'."""
    barred = _bar(case, law, size)
    if barred:
        return barred
    if case.never and law.value(COMPLAIN_FIRST, case.asked_on):
        return Outcome(AdrStatus.COMPLAIN_FIRST, AdrReason.NOT_COMPLAINED)
    if case.settled and law.value(NOT_IF_SETTLED, case.settled):
        return Outcome(AdrStatus.NOT_ELIGIBLE, AdrReason.SETTLED)
    if case.silent and law.value(SILENCE_IS_NO_SETTLEMENT, case.silent):
        return Outcome(AdrStatus.ASK_SCHEME, AdrReason.CLOSED_FOR_SILENCE)
    door = _first_door(case, law, page)
    if door is None:
        return Outcome(AdrStatus.NEED_DATE, AdrReason.NO_DATE)
    opens_on, reason = door
    limit = law.limit(case, page)
    safe, last, binds = limit or (None, None, False)
    status = AdrStatus.OPEN
    if opens_on > case.asked_on:
        status = AdrStatus.NOT_YET
    elif safe and last and case.asked_on > safe:
        if binds:
            status = AdrStatus.LAST_DAY if case.asked_on <= last else AdrStatus.EXPIRED
        else:
            status, reason = AdrStatus.ASK_SCHEME, AdrReason.ADR_LETTER_OLD
    return Outcome(status, reason, opens_on, safe, last)


def _bar(case: AdrCase, law: AdrLaw, size: Size | None) -> Outcome | None:
    if size is None:
        size = _size(case, law.value(SMALL_BUSINESS_MAX, case.asked_on)) if case.counts_people else Size.IN
    if size is Size.OUT:
        return Outcome(AdrStatus.NOT_ELIGIBLE, AdrReason.TOO_MANY_EMPLOYEES)
    if case.claim is not None and case.claim > law.value(CLAIM_CAP, case.asked_on):
        return Outcome(AdrStatus.NOT_ELIGIBLE, AdrReason.OVER_CAP)
    if case.in_court and law.value(NOT_IN_COURT, case.asked_on):
        return Outcome(AdrStatus.NOT_ELIGIBLE, AdrReason.IN_COURT)
    if size is Size.UNCLEAR:
        return Outcome(AdrStatus.ASK_SCHEME, AdrReason.HEADCOUNT_UNCLEAR)
    if case.subject is not None and law.excludes(case.subject, case.asked_on):
        return Outcome(AdrStatus.ASK_SCHEME, AdrReason.SUBJECT)
    return None


def _first_door(case: AdrCase, law: AdrLaw, page: Adr | None) -> tuple[date, AdrReason] | None:
    doors: list[tuple[date, AdrReason]] = []
    if case.first:
        doors.append((law.opens_after_wait(case.first, page), AdrReason.WAIT))
    if case.deadlock and law.value(LETTER_OPENS, case.deadlock):
        doors.append((case.deadlock, AdrReason.DEADLOCK_LETTER))
    if case.adr_letter and law.value(LETTER_OPENS, case.adr_letter):
        doors.append((case.adr_letter, AdrReason.ADR_LETTER))
    if case.agreed and law.value(EARLY_REFERRAL, case.agreed):
        doors.append((case.agreed, AdrReason.EARLY_REFERRAL))
    return min(doors, key=lambda door: door[0], default=None)


def _size(case: AdrCase, people_max: int) -> Size:
    return size_of(case.customer, case.counts, people_max)


def size_of(customer: str | None, counts: tuple[int | None, ...], people_max: int) -> Size:
    """Some sources count employees, some everybody who works there. In by every way of counting is in; more than the
    limit by employees alone is out; between the two the scheme has to say. A count that was not given is nobody."""
    if customer not in ("business", "charity"):
        return Size.IN
    employees, *others = (count or 0 for count in counts)
    if employees > people_max:
        return Size.OUT
    return Size.IN if employees + sum(others) <= people_max else Size.UNCLEAR


def latest_first_date(asked_on: date, rulebook: Rulebook) -> date:
    """The day for turning the question round: whoever first complained on it *or on any day before* can go on
    ``asked_on`` without a letter.

    Where a wait became shorter, somebody who complained earlier may wait longer for some weeks; the day given is then
    before all who still wait. Raises ``BadFacts`` at the very start of the calendar.
    """
    values = rulebook[WAIT].values
    starts = sorted(values)
    try:
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            over_for = add_weeks(asked_on, -int(values[start].value))
            if following is None or over_for < following - ONE_DAY:
                return over_for if over_for >= start else start - ONE_DAY
    except OverflowError:
        pass
    raise BadFacts(f"{asked_on} is too near the start of the calendar to count back from.")
