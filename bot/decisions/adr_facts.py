"""The facts that the ADR answer rests on, and how they are read from plain data."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final, Literal, get_args

from bot.decisions.calendar import london_date, read_day, read_moment
from bot.decisions.errors import BadFacts, Refused

CustomerKind = Literal["residential", "business", "charity"]
CUSTOMER_KINDS: Final = get_args(CustomerKind)
COUNTS: Final = ("employees", "volunteers", "contractors")
EVENTS: Final = (
    "deadlock_letter_on",
    "adr_letter_on",
    "early_referral_agreed_on",
    "settlement_accepted_on",
    "closed_for_silence_on",
)


@dataclass(frozen=True, slots=True)
class AdrFacts:
    """What is known of one complaint. Dates are London dates.

    ``first_complained_on``: when the customer first told the provider that they were unhappy, in any channel;
    ``"unknown"`` if they did but the day is not known; None if they have not complained. ``first_complained_at`` is
    the same as an instant; with both, the earlier counts. None elsewhere means not given.
    ``ruled_out`` names facts that were asked about and are not to be asked again: no such letter, cannot say.
    """

    first_complained_on: date | Literal["unknown"] | None = "unknown"
    first_complained_at: datetime | None = None
    customer: CustomerKind | None = None
    employees: int | None = None
    volunteers: int | None = None
    contractors: int | None = None
    deadlock_letter_on: date | None = None
    adr_letter_on: date | None = None
    early_referral_agreed_on: date | None = None
    settlement_accepted_on: date | None = None
    closed_for_silence_on: date | None = None
    in_court: bool | None = None
    claim_pounds: int | float | None = None
    subject: str | None = None
    ruled_out: frozenset[str] = frozenset()

    @property
    def first_date(self) -> date | None:
        """The London date of the first complaint, the earlier of the two if both are given; None if not known."""
        on = self.first_complained_on if isinstance(self.first_complained_on, date) else None
        at = london_date(self.first_complained_at) if self.first_complained_at else None
        return min(on, at) if on and at else on or at

    @property
    def has_not_complained(self) -> bool:
        return self.first_complained_on is None and self.first_complained_at is None


FACT_NAMES: Final = frozenset(field.name for field in fields(AdrFacts)) - {"ruled_out"}


def read_facts(raw: object) -> AdrFacts:
    """Read facts from plain data (JSON). Dates are ISO strings, or dates already.

    Null means: has not complained (``first_complained_on``); there was no such letter or event (dates of events: not
    asked again); not given (anything else). Raises ``BadFacts``, naming the fact, for an unknown key, a wrong type or
    a date that does not exist.
    """
    if not isinstance(raw, Mapping):
        raise BadFacts("The facts are missing, or they are not an object of names and values.")
    unknown = [str(key) for key in raw if key not in FACT_NAMES]
    if unknown:
        raise BadFacts(
            f"There is no fact called '{unknown[0][:40]}'. Known: {', '.join(sorted(FACT_NAMES))}."
        )
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key == "first_complained_on":
            values[key] = value if value is None or value == "unknown" else _day(key, value)
        elif value is None:
            continue
        elif key == "first_complained_at":
            values[key] = _moment(key, value)
        elif key in EVENTS:
            values[key] = _day(key, value)
        elif key in COUNTS:
            values[key] = _count(key, value)
        else:
            values[key] = _READERS[key](key, value)
    return AdrFacts(**values, ruled_out=frozenset(key for key in EVENTS if key in raw and raw[key] is None))


def _day(key: str, value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise BadFacts(f"{key}: a date like 2026-11-22 is wanted, not {_kind(value)}.")
    try:
        return read_day(value)
    except Refused as error:
        raise BadFacts(f"{key}: {error}") from None


def _moment(key: str, value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise BadFacts(f"{key}: a time like 2026-11-22T14:30:00Z is wanted, not {_kind(value)}.")
    try:
        return read_moment(value)
    except Refused as error:
        raise BadFacts(f"{key}: {error}") from None


def _count(key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadFacts(f"{key}: a whole number of people, 0 or more, is wanted.")
    return value


def _customer(key: str, value: object) -> str:
    if value not in CUSTOMER_KINDS:
        raise BadFacts(f"{key}: one of {', '.join(CUSTOMER_KINDS)} is wanted.")
    return str(value)


def _yes_or_no(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadFacts(f"{key}: true or false is wanted, not {_kind(value)}.")
    return value


def _pounds(key: str, value: object) -> int | float:
    endless = isinstance(value, float) and not math.isfinite(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or endless or value < 0:
        raise BadFacts(f"{key}: an amount in pounds, 0 or more, is wanted.")
    return value


def _subject(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadFacts(f"{key}: a word for what the complaint is about is wanted.")
    return re.sub(r"[\s-]+", "_", value.strip().lower())


_READERS: Final = {
    "customer": _customer,
    "in_court": _yes_or_no,
    "claim_pounds": _pounds,
    "subject": _subject,
}


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "text",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "that")
