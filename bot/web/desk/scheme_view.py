"""The answer about the ADR scheme as the card says it: the facts of the decision, with days and sums in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.decisions.adr import AdrAnswer
from bot.decisions.adr_outcome import CLAIM_CAP, LONGSTOP, SMALL_BUSINESS_MAX, WAIT
from bot.services.context import Context


def scheme_facts(context: Context, answer: AdrAnswer) -> dict[str, Any]:
    """What ``templates/desk/adr_answer.html`` names; ``None`` for what plays no part in this answer."""

    def day(on: date | None) -> str | None:
        return context.day(on) if on is not None else None

    def value(key: str) -> Any:
        rule = answer.rule(key)
        return rule.value if rule else None

    facts = answer.facts
    return {
        "status": answer.status.value,
        "reason": answer.reason.value,
        "today": answer.opens_on == answer.asked_on,
        "opens": day(answer.opens_on),
        "first": day(answer.first_complained_on),
        "weeks": value(WAIT),
        "letter": day(answer.letter_on),
        "final_letter": day(facts.deadlock_letter_on),
        "adr_letter": day(facts.adr_letter_on),
        "agreed": day(facts.early_referral_agreed_on),
        "settled": day(facts.settlement_accepted_on),
        "closed": day(facts.closed_for_silence_on),
        "apply_by": day(answer.apply_by),
        "binding": answer.letter_on is not None and answer.letter_on == facts.deadlock_letter_on,
        "outer": day(answer.outer_limit_on),
        "months": value(LONGSTOP),
        "people_max": value(SMALL_BUSINESS_MAX),
        "employees": facts.employees,
        "cap": _pounds(value(CLAIM_CAP)),
        "claim": _pounds(facts.claim_pounds),
        "if_first_by": day(answer.can_go_if_first_by),
        "page_differs": answer.published_differs,
    }


def _pounds(amount: float | None) -> str | None:
    if amount is None:
        return None
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"
