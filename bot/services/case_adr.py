"""When the ADR scheme opens for a case, by when to apply once there is a letter, and what both rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.decisions.adr import AdrAnswer, AdrReason, AdrStatus
from bot.decisions.adr_outcome import (
    EARLY_REFERRAL,
    LETTER_OPENS,
    LONGSTOP,
    LONGSTOP_MARGIN,
    WAIT,
    UsedRule,
    rule_at,
)
from bot.decisions.calendar import london_date
from bot.decisions.provider import Period
from bot.decisions.questions import Question
from bot.decisions.records import Case, CaseStatus
from bot.services.case_dates import (
    CaseDate,
    Ground,
    SourceLink,
    ground,
    length_in_words,
    page_ground,
    sum_in_words,
    when,
)
from bot.services.chat_adr import answer_for, told_on
from bot.services.context import Context


@dataclass(frozen=True)
class AdrDates:
    """``unsure`` is a sentence in the place of dates: what was told leaves it to the scheme. ``told`` are the
    first and last day on which they can have told the provider first, if they said so; one day twice if they named
    it."""

    dates: tuple[CaseDate, ...]
    unsure: str | None
    told: tuple[date, date] | None


def adr_dates(context: Context, case: Case, answers: Mapping[str, Any]) -> AdrDates:
    """As ``when_adr_opens`` counts: from the latest day on which they can have told the provider, else from this
    complaint, "at the latest"; and with the letters and agreements that the ``answers`` of the intake tell of."""
    told = told_on(answers)
    counted = told["to"] if told else london_date(case.received_at).isoformat()
    answer = answer_for(
        context, case.provider, {**answers, Question.FIRST_TOLD_ON: {"from": counted, "to": counted}}
    )
    days = (date.fromisoformat(told["from"]), date.fromisoformat(told["to"])) if told else None
    if answer.opens_on is None:
        return AdrDates((), _no_day(context, case, answer), days)
    dates = _AdrDates(context, answer, told).all()
    return AdrDates(tuple(dates), None, days)


def _no_day(context: Context, case: Case, answer: AdrAnswer) -> str:
    """Why there is no day: that they accepted an offer stands on the page in any case. What else they told of
    themselves does not, as anybody with the link can see it."""
    facts = {
        "scheme": context.schemes[answer.scheme].name.value,
        "provider": context.provider(answer.provider).name,
    }
    settled = answer.facts.settlement_accepted_on
    if (
        answer.reason is AdrReason.SETTLED
        and case.status is CaseStatus.RESOLVED
        and isinstance(settled, date)
    ):
        return context.words.text("utter_adr_settled", settled=context.day(settled), **facts)
    return context.words.text("utter_case_page_adr_unsure", **facts)


class _AdrDates:
    def __init__(self, context: Context, answer: AdrAnswer, told: dict[str, str] | None) -> None:
        self.context, self.answer = context, answer
        self.provider = context.provider(answer.provider)
        self.told = told
        self.values: dict[str, object] = {
            "provider": self.provider.name,
            "scheme": context.schemes[answer.scheme].name.value,
        }

    def all(self) -> Iterator[CaseDate]:
        answer = self.answer
        if answer.opens_on is not None:
            yield self._opens(answer.opens_on)
        if answer.apply_by is not None and answer.outer_limit_on is not None and answer.letter_on is not None:
            yield self._apply_by(answer.letter_on, answer.apply_by, answer.outer_limit_on)
            if answer.letter_on == answer.facts.deadlock_letter_on:
                yield self._outer_limit(answer.letter_on, answer.outer_limit_on)

    # -- when it opens

    def _opens(self, on: date) -> CaseDate:
        by_wait = self._by_wait(on)
        at_latest = by_wait and on > self.answer.asked_on and (not self.told or self._rough)
        if self.answer.status is AdrStatus.EXPIRED:
            what = "utter_case_page_what_adr_opened"
        elif on <= self.answer.asked_on:
            what = "utter_case_page_what_adr_open"
        else:
            what = "utter_case_page_what_adr_at_latest" if at_latest else "utter_case_page_what_adr_opens"
        if on < self.answer.asked_on:
            gone = self.answer.status is AdrStatus.EXPIRED
            title = "utter_case_page_title_adr_opened" if gone else "utter_case_page_title_adr_open"
        else:
            title = "utter_case_page_title_adr_at_latest" if at_latest else "utter_case_page_title_adr_opens"
        grounds = self._wait_grounds() if by_wait else [self._letter_ground()]
        return self._date(
            "adr-opens",
            on,
            self._say(title),
            self._say(what),
            self._wait_sum(on) if by_wait else None,
            tuple(self._counted_from()) if by_wait else (),
            tuple(grounds),
        )

    def _by_wait(self, on: date) -> bool:
        """Whether it is the wait that opens it; the reason tells, but for a letter that grew old."""
        facts = self.answer.facts
        if self.answer.reason is AdrReason.ADR_LETTER_OLD:
            return on not in (facts.adr_letter_on, facts.early_referral_agreed_on)
        return self.answer.reason is AdrReason.WAIT

    @property
    def _rough(self) -> bool:
        return self.told is not None and self.told["from"] != self.told["to"]

    def _wait_sum(self, on: date) -> str | None:
        first, wait = self.answer.first_complained_on, self.answer.rule(WAIT)
        if first is None or wait is None:
            return None
        return sum_in_words(self.context, first, length_in_words(self.context, wait.value, "weeks"), on)

    def _counted_from(self) -> Iterator[str]:
        first = self.answer.first_complained_on
        if self.told is None:
            yield self._say("utter_case_page_from_this_complaint")
        elif self._rough:
            yield self._say("utter_case_page_from_rough_time")
        elif first is not None:
            yield self._say("utter_case_page_from_told", day=self.context.day(first))

    def _wait_grounds(self) -> list[Ground]:
        wait, first = self.answer.rule(WAIT), self.answer.first_complained_on
        if wait is None or first is None:
            return []
        weeks = length_in_words(self.context, wait.value, "weeks")
        says = self._say("utter_case_page_because_wait", weeks=weeks)
        if wait.since > min(self.context.rules[WAIT].values):
            says += " " + self._say("utter_case_page_wait_since", since=_plain(wait.since))
        counting = rule_at(self.context.rules, "adr_wait_counting", first)
        grounds = [self._rule_ground(wait, says), self._rule_ground(counting, str(counting.value))]
        page = self.provider.adr.wait
        if page and (page.length, page.unit) != (wait.value, "weeks"):
            grounds.append(self._page_ground("utter_case_page_page_wait", page))
        return grounds

    def _letter_ground(self) -> Ground:
        """What opened it before the wait was over."""
        facts, day = self.answer.facts, self.context.day
        if facts.deadlock_letter_on is not None and facts.deadlock_letter_on == self.answer.opens_on:
            key, on, rule = "utter_case_page_because_final_answer", facts.deadlock_letter_on, LETTER_OPENS
        elif facts.adr_letter_on is not None and facts.adr_letter_on == self.answer.opens_on:
            key, on, rule = "utter_case_page_because_adr_letter", facts.adr_letter_on, LETTER_OPENS
        else:
            key, rule = "utter_case_page_because_agreed", EARLY_REFERRAL
            on = facts.early_referral_agreed_on or self.answer.asked_on
        return self._rule_ground(rule_at(self.context.rules, rule, on), self._say(key, day=day(on)))

    # -- by when to apply

    def _apply_by(self, letter: date, safe: date, last: date) -> CaseDate:
        months, margin = self._rule(LONGSTOP, letter), self._rule(LONGSTOP_MARGIN, letter)
        binds = letter == self.answer.facts.deadlock_letter_on
        shown = self._say(
            "utter_case_page_sum_less",
            start=self.context.day(letter),
            length=self._months(months),
            margin=self._margin(margin.value),
            end=self.context.day(safe),
        )
        because = self._say("utter_case_page_because_longstop", months=self._months(months))
        early = self._say("utter_case_page_because_margin", last=self.context.day(last))
        grounds = [self._rule_ground(months, because), self._rule_ground(margin, early)]
        page = self.provider.adr.limit
        if page and (page.length, page.unit) != (months.value, "months"):
            grounds.append(self._page_ground("utter_case_page_page_limit", page))
        what = "utter_case_page_what_apply_by" if binds else "utter_case_page_what_apply_by_advice"
        return self._date(
            "apply-by",
            safe,
            self._say("utter_case_page_title_apply_by"),
            self._say(what),
            shown,
            (),
            tuple(grounds),
        )

    def _outer_limit(self, letter: date, last: date) -> CaseDate:
        months = self._rule(LONGSTOP, letter)
        because = self._say("utter_case_page_because_longstop", months=self._months(months))
        return self._date(
            "outer-limit",
            last,
            self._say("utter_case_page_title_outer_limit"),
            self._say("utter_case_page_what_outer_limit"),
            sum_in_words(self.context, letter, self._months(months), last),
            (),
            (self._rule_ground(months, because),),
        )

    # -- parts

    def _date(
        self,
        key: str,
        on: date,
        title: str,
        what: str,
        shown: str | None,
        notes: tuple[str, ...],
        grounds: tuple[Ground, ...],
    ) -> CaseDate:
        context = self.context
        return CaseDate(key, on, context.day(on), when(context, on), title, what, shown, notes, grounds)

    def _rule(self, key: str, on: date) -> UsedRule:
        return rule_at(self.context.rules, key, on)

    def _rule_ground(self, used: UsedRule, says: str) -> Ground:
        value = self.context.rules[used.key].at(used.since)
        sources = tuple(SourceLink(reference.title, reference.href) for reference in value.reference)
        return ground(self.context, says, used.standing, sources)

    def _page_ground(self, key: str, period: Period) -> Ground:
        length = self.context.words.text(f"utter_adr_length_{period.unit}", length=period.length)
        return page_ground(self.context, self.provider, self._say(key, page_length=length), period)

    def _months(self, rule: UsedRule) -> str:
        return self.context.words.text("utter_adr_length_months", length=rule.value)

    def _margin(self, count: int) -> str:
        key = "utter_case_page_margin_one" if count == 1 else "utter_case_page_margin"
        return self.context.words.text(key, count=count)

    def _say(self, key: str, **more: object) -> str:
        return self.context.words.text(key, **{**self.values, **more})


def _plain(day: date) -> str:
    """Such as "8 April 2026": a day of the rules, where the weekday says nothing."""
    return f"{day.day} {day:%B} {day.year}"
