"""Who is asking? What to ask of somebody who wants to hear of a complaint that this chat did not open. Pure.

Two ways: a code to the contact on file, or the provider's own questions about the account. Nothing here says whether a
complaint, an account or an address exists: whatever was given, the next question is the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

Answers = Mapping[str, Any]


class Who(StrEnum):
    """The questions; each value is the slot's name in ``domain.yml`` and the key of the answers."""

    WHICH = "who_which"
    CODE = "who_code"
    ACCOUNT = "who_account"
    POSTCODE = "who_postcode"
    NAME = "who_name"
    ROLE = "who_role"
    ACTING_FOR = "who_acting_for"


FORM: Final = "identity_form"
"""The form's name in ``domain.yml``."""
WAY: Final = "way"
"""Key of the answers: which way they go, a value of ``Way``."""


class Way(StrEnum):
    CODE = "code"
    ACCOUNT = "account"


class Holder(StrEnum):
    """Values of ``Who.ROLE``."""

    SELF = "holder"
    ACTING = "acting_for"


CLAIM: Final = (Who.ACCOUNT, Who.POSTCODE, Who.NAME)
"""What the customer directory is asked about, all of it or nothing."""


def next_who(answers: Answers) -> Who | None:
    """The next question; ``None`` when all that can be asked was answered."""
    if answers.get(WAY) == Way.ACCOUNT:
        wanted = [*CLAIM, Who.ROLE]
        if answers.get(Who.ROLE) == Holder.ACTING:
            wanted.append(Who.ACTING_FOR)
        return next((who for who in wanted if who not in answers), None)
    if Who.WHICH not in answers:
        return Who.WHICH
    return Who.CODE if Who.CODE not in answers else None


@dataclass(frozen=True)
class Step:
    """No more than ``times`` within ``minutes``."""

    times: int
    minutes: int


def pause_until(happened: Sequence[datetime], steps: Sequence[Step], now: datetime) -> datetime | None:
    """Until when nothing more is taken, by what ``happened`` so far (aware UTC, any order); ``None``: go on.

    Each step pauses until the oldest of its last ``times`` is ``minutes`` old.
    """
    newest = sorted(happened, reverse=True)
    ends = [
        newest[step.times - 1] + timedelta(minutes=step.minutes)
        for step in steps
        if len(newest) >= step.times
    ]
    latest = max(ends, default=None)
    return latest if latest is not None and latest > now else None
