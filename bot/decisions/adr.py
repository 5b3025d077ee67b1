"""Can this customer go to the ADR scheme yet? A pure answer with its dates, its reason and the rules it used.

The rules are applied in ``adr_outcome``; this module joins the outcome with what the provider's page would give
and with what is worth asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.decisions.adr_facts import AdrFacts, read_facts
from bot.decisions.adr_missing import ASKABLE, missing_facts
from bot.decisions.adr_outcome import (
    CLAIM_CAP,
    LONGSTOP,
    SMALL_BUSINESS_MAX,
    AdrCase,
    AdrLaw,
    AdrReason,
    AdrStatus,
    Outcome,
    UsedRule,
    decide,
    latest_first_date,
    rule_at,
)
from bot.decisions.errors import BadFacts, RuleMissing
from bot.decisions.provider import Provider
from bot.decisions.rule import Rulebook
from bot.decisions.scheme import Scheme

__all__ = [
    "ASKABLE",
    "AdrAnswer",
    "AdrFacts",
    "AdrReason",
    "AdrStatus",
    "Outcome",
    "UsedRule",
    "answer_adr",
    "latest_first_date",
    "read_facts",
]

ADVICE_BODIES: Final = "advice_bodies"
SUBJECT_GOES_TO: Final = "subject_goes_to"
OFCOM_ADR_PAGE: Final = "ofcom_adr_page"
MENTIONED: Final = (SMALL_BUSINESS_MAX, CLAIM_CAP, LONGSTOP, ADVICE_BODIES, SUBJECT_GOES_TO, OFCOM_ADR_PAGE)
"""Rules that the words of an answer may name without resting on them."""


@dataclass(frozen=True, slots=True)
class AdrAnswer:
    """The answer. ``apply_by`` is the last safe day, ``outer_limit_on`` the day after which it looks too late.

    ``scheme`` is the provider's scheme as far as we know. ``missing`` are facts that were not given and could change
    the status or a date, in the order to ask. ``published_differs``: the page's own wait or limit, applied to these
    facts, would change the status or a date; ``page`` is what it would come to. ``first_complained_on`` is the date
    that was used, ``letter_on`` the letter from which the limit counts. ``used`` is what the answer rests on;
    ``mentioned`` is for its words only. ``can_go_if_first_by`` is ``latest_first_date`` on the day of asking.
    """

    provider: str
    scheme: str
    asked_on: date
    facts: AdrFacts
    outcome: Outcome
    page: Outcome
    used: tuple[UsedRule, ...]
    mentioned: tuple[UsedRule, ...]
    can_go_if_first_by: date
    missing: tuple[str, ...]
    first_complained_on: date | None
    letter_on: date | None

    @property
    def status(self) -> AdrStatus:
        return self.outcome.status

    @property
    def reason(self) -> AdrReason:
        return self.outcome.reason

    @property
    def opens_on(self) -> date | None:
        return self.outcome.opens_on

    @property
    def apply_by(self) -> date | None:
        return self.outcome.apply_by

    @property
    def outer_limit_on(self) -> date | None:
        return self.outcome.outer_limit_on

    @property
    def published_differs(self) -> bool:
        return self.page.differs_from(self.outcome)

    @property
    def rules(self) -> tuple[str, ...]:
        """Keys in ``bot/rules`` of what was used, in order."""
        return tuple(rule.key for rule in self.used)

    def rule(self, key: str) -> UsedRule | None:
        """The value of ``key`` that was used or is mentioned, if any."""
        return next((rule for rule in (*self.used, *self.mentioned) if rule.key == key), None)


def answer_adr(
    facts: AdrFacts, provider: Provider, asked_on: date, rulebook: Rulebook, schemes: Mapping[str, Scheme]
) -> AdrAnswer:
    """Answer on ``asked_on`` (a London date). Letters, agreements and closings after that day are left out of account,
    and a first complaint after it counts as not known.

    Raises ``BadFacts`` for dates too near the end of the calendar, ``RuleMissing`` for a rule or a scheme that is not
    in ``bot/rules``.
    """
    if provider.adr.scheme not in schemes:
        raise RuleMissing(
            f"{provider.slug}.yml names the scheme '{provider.adr.scheme}', which schemes.yml has not."
        )
    case = AdrCase.of(facts, asked_on)
    law = AdrLaw(rulebook, tuple(schemes))
    try:
        outcome = decide(case, law)
        used = tuple(law.used.values())
        page = decide(case, law, page=provider.adr)
        missing = missing_facts(case, law, outcome, facts.ruled_out)
    except OverflowError:
        raise BadFacts("One of the dates is too near the end of the calendar to count from.") from None
    return AdrAnswer(
        provider=provider.slug,
        scheme=provider.adr.scheme,
        asked_on=asked_on,
        facts=facts,
        outcome=outcome,
        page=page,
        used=used,
        mentioned=tuple(rule_at(rulebook, key, asked_on) for key in MENTIONED),
        can_go_if_first_by=latest_first_date(asked_on, rulebook),
        missing=missing,
        first_complained_on=case.first,
        letter_on=(case.deadlock or case.adr_letter) if outcome.apply_by else None,
    )
