"""How much is read, by rule ``mailbox_reading``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Self

from bot.readers.received_mail import Limits
from bot.services.context import Context

RULE: Final = "mailbox_reading"
_KILO: Final = 1024


@dataclass(frozen=True)
class Reading:
    """``every``: between two looks; ``a_case_a_day``: mails that one complaint takes; ``tell_after``: with no look."""

    every: timedelta
    mails: int
    largest: int
    mail: Limits
    a_case_a_day: int
    tell_after: timedelta

    @classmethod
    def today(cls, context: Context) -> Self:
        rule: dict[str, Any] = context.rules.at(RULE, context.today()).value
        return cls(
            every=timedelta(seconds=rule["every_seconds"]),
            mails=rule["mails_a_look"],
            largest=rule["largest_megabytes"] * _KILO * _KILO,
            mail=Limits(rule["characters"], rule["files"], rule["picture_kilobytes"] * _KILO),
            a_case_a_day=rule["mails_a_case_a_day"],
            tell_after=timedelta(minutes=rule["tell_after_minutes"]),
        )
