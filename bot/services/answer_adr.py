"""The ADR answer in words: the answer first, then what it rests on, how to apply, and who can check it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.decisions.adr import ADVICE_BODIES, OFCOM_ADR_PAGE, SUBJECT_GOES_TO, AdrAnswer, AdrReason, AdrStatus
from bot.decisions.adr_outcome import CLAIM_CAP, LONGSTOP, SMALL_BUSINESS_MAX, WAIT
from bot.decisions.provider import Period, Provider
from bot.decisions.scheme import Scheme
from bot.decisions.sourced import Standing
from bot.wording import Words, day_in_words, list_in_words, span_in_words


def adr_words(
    answer: AdrAnswer,
    provider: Provider,
    schemes: Mapping[str, Scheme],
    words: Words,
    today: date,
    asked_as: str | None = None,
    told_when: str | None = None,
) -> list[str]:
    """The answer, one idea an item. Dates read as seen from ``today``. Raises ``BrokenWording``.

    ``asked_as``: ``late`` for "is it too late?", ``wait`` for "must I wait?" and ``plain`` for "is she right?", where
    "Yes" would say the opposite, or nobody knows of what. ``told_when``: a rough time at which they first told the
    provider, in words; without it the day that was counted from is named as theirs.
    """
    return list(_AdrWords(answer, provider, schemes[answer.scheme], words, today, asked_as, told_when).all())


class _AdrWords:
    def __init__(
        self,
        answer: AdrAnswer,
        provider: Provider,
        scheme: Scheme,
        words: Words,
        today: date,
        asked_as: str | None,
        told_when: str | None,
    ) -> None:
        self.answer = answer
        self.provider = provider
        self.words = words
        self.today = today
        facts = answer.facts
        wait = answer.rule(WAIT)
        name = scheme.name.value
        self.values: dict[str, object] = {
            "opener": words.text(f"utter_adr_opener_{asked_as}" if asked_as else "utter_adr_opener"),
            "provider": provider.name,
            "scheme": name,
            "scheme_start": name[0].upper() + name[1:],
            "url": scheme.url.value,
            "costs": scheme.what_it_costs.value,
            "independent": scheme.independent.value,
            "how_to_apply": scheme.how_to_apply.value,
            "check_url": self._value(OFCOM_ADR_PAGE),
            "weeks": wait.value if wait else None,
            "since": _plain(wait.since) if wait else None,
            "months": self._value(LONGSTOP),
            "people_max": self._value(SMALL_BUSINESS_MAX),
            "cap": _pounds(self._value(CLAIM_CAP)),
            "claim": None if facts.claim_pounds is None else _pounds(facts.claim_pounds),
            "employees": facts.employees,
            "people": sum(n or 0 for n in (facts.employees, facts.volunteers, facts.contractors)),
            "first": self._day(answer.first_complained_on or facts.first_date),
            "told_when": told_when or self._on(answer.first_complained_on or facts.first_date),
            "opens": self._day(answer.opens_on),
            "apply_by": self._day(answer.apply_by),
            "outer": self._day(answer.outer_limit_on),
            "agreed": self._day(facts.early_referral_agreed_on),
            "settled": self._day(facts.settlement_accepted_on),
            "closed": self._day(facts.closed_for_silence_on),
            "letter": self._day(answer.letter_on),
            "day": self._day(answer.can_go_if_first_by),
        }

    def all(self) -> Iterator[str]:
        match self.answer.status:
            case AdrStatus.OPEN:
                yield self._open()
                yield from self._apply_by()
                yield from self._page()
                yield self._say("utter_adr_how")
                yield self._joined("utter_adr_bars", "utter_adr_person", "utter_adr_membership")
            case AdrStatus.NOT_YET:
                yield self._say("utter_adr_not_yet")
                yield from self._page()
                yield self._say("utter_adr_not_yet_sooner")
                yield self._joined("utter_adr_person", "utter_adr_membership")
            case AdrStatus.LAST_DAY:
                yield self._say("utter_adr_last_day")
                yield self._say("utter_adr_how")
                yield self._joined("utter_adr_person", "utter_adr_membership")
            case AdrStatus.EXPIRED:
                yield self._joined("utter_adr_expired", "utter_adr_expired_but")
                yield self._advice()
                yield self._say("utter_adr_person")
            case AdrStatus.NOT_ELIGIBLE:
                yield self._say(f"utter_adr_{self.answer.reason}")
                yield from self._next_step()
                yield self._joined("utter_adr_person", "utter_adr_last_word")
            case AdrStatus.ASK_SCHEME:
                yield from self._ask_scheme()
                yield self._joined("utter_adr_person", "utter_adr_membership")
            case AdrStatus.COMPLAIN_FIRST:
                yield self._say("utter_adr_complain_first")
            case AdrStatus.NEED_DATE:
                given = "utter_adr_need_date_not_future" if self.values["first"] else "utter_adr_need_date"
                yield self._joined(given, "utter_adr_need_date_inverse")

    def _open(self) -> str:
        if (
            self.answer.reason is AdrReason.WAIT
            and self.answer.opens_on == self.answer.asked_on == self.today
        ):
            return self._say("utter_adr_open_wait_today")
        letters = {
            AdrReason.DEADLOCK_LETTER: self.answer.facts.deadlock_letter_on,
            AdrReason.ADR_LETTER: self.answer.facts.adr_letter_on,
        }
        letter = self._day(letters.get(self.answer.reason))
        return self._say(f"utter_adr_open_{self.answer.reason}", letter=letter)

    def _apply_by(self) -> Iterator[str]:
        """The ADR letter at the end of the wait sets no limit that we know of; the deadlock letter does."""
        if self.answer.apply_by is None:
            return
        if self.answer.letter_on == self.answer.facts.deadlock_letter_on:
            told = self.answer.reason is AdrReason.DEADLOCK_LETTER
            yield self._say("utter_adr_apply_by" if told else "utter_adr_apply_by_letter")
        else:
            told = self.answer.reason is AdrReason.ADR_LETTER
            yield self._say("utter_adr_apply_by_advice" if told else "utter_adr_apply_by_advice_letter")

    def _page(self) -> Iterator[str]:
        """Where the provider's page says something else than what was used."""
        adr, wait = self.provider.adr, self.answer.rule(WAIT)
        if not self.answer.published_differs or self.answer.reason is not AdrReason.WAIT or wait is None:
            return
        if adr.wait and (adr.wait.length, adr.wait.unit) != (wait.value, "weeks"):
            said = self._page_wait(adr.wait, wait.value, wait.standing)
            if adr.wait.counts_from != "complaint":
                said += " " + self._say(f"utter_adr_page_start_{adr.wait.counts_from}")
            yield said
        if adr.limit and self.answer.status is AdrStatus.OPEN:
            yield self._say("utter_adr_page_limit", page_length=self._length(adr.limit))

    def _page_wait(self, page: Period, weeks: int, standing: Standing) -> str:
        if page.unit == "weeks" and page.length < weeks:
            key = "utter_adr_page_wait_shorter"
        elif standing is Standing.PRIMARY:
            key = "utter_adr_page_wait"
        else:
            key = "utter_adr_page_wait_as_far_as_we_know"
        return self._say(key, page_length=self._length(page))

    def _ask_scheme(self) -> Iterator[str]:
        reason = self.answer.reason
        if reason is not AdrReason.SUBJECT:
            yield self._say(
                "utter_adr_letter_old" if reason is AdrReason.ADR_LETTER_OLD else f"utter_adr_{reason}"
            )
            return
        code = self.answer.facts.subject or ""
        lists = (rule.value for rule in self.answer.used if rule.key.endswith("_excluded_subjects"))
        subject = next(listed[code] for listed in lists if code in listed)
        theirs = self.provider.adr.scheme.replace("-", "_") + "_excluded_subjects"
        own = any(rule.key == theirs and code in rule.value for rule in self.answer.used)
        yield self._say("utter_adr_subject_not_theirs" if own else "utter_adr_subject", subject=subject)
        office = self._value(SUBJECT_GOES_TO).get(code)
        if office:
            yield self._say("utter_adr_subject_goes_to", subject=subject, office=office)

    def _next_step(self) -> Iterator[str]:
        """The last rung before ADR that everybody can take; not for a complaint that is settled or in court."""
        rungs = [step for step in self.provider.ladder[1:] if not step.ends and not step.optional]
        if rungs and self.answer.reason in (AdrReason.TOO_MANY_EMPLOYEES, AdrReason.OVER_CAP):
            yield self._say("utter_adr_next_step", who=rungs[-1].who)

    def _advice(self) -> str:
        nations: dict[str, list[str]] = {}
        for nation, body in self._value(ADVICE_BODIES).items():
            nations.setdefault(body, []).append(self._say(f"utter_adr_nation_{nation}"))
        bodies = [
            self._say("utter_adr_advice_body", body=body, nations=list_in_words(names))
            for body, names in nations.items()
        ]
        return self._say("utter_adr_advice", bodies=list_in_words(bodies, last="or"))

    def _say(self, key: str, **more: object) -> str:
        return self.words.text(key, **{**self.values, **more})

    def _joined(self, *keys: str) -> str:
        return " ".join(self._say(key) for key in keys)

    def _length(self, period: Period) -> str:
        return self.words.text(f"utter_adr_length_{period.unit}", length=period.length)

    def _day(self, day: date | None) -> str | None:
        return day_in_words(day, self.today) if day else None

    def _on(self, day: date | None) -> str | None:
        return span_in_words(day, day, self.today) if day else None

    def _value(self, key: str) -> Any:
        rule = self.answer.rule(key)
        return rule.value if rule else None


def _plain(day: date) -> str:
    """Such as "8 April 2026": a day of the rules, where the weekday says nothing."""
    return f"{day.day} {day:%B} {day.year}"


def _pounds(amount: float) -> str:
    """Such as "£1,234", "£99.50"."""
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"
