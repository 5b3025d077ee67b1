"""May what is kept of a complaint go now, and if not, why not? Pure: values and today's London date in, a verdict out.

A chat goes as a whole: while one of its complaints has to stay, its lines stay too. How many months a closed complaint
is kept is a rule (``retention``), or a dated fact of the provider's profile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.decisions.calendar import add_months
from bot.decisions.provider import Retention
from bot.decisions.records import CaseStatus

RULE: Final = "retention"
CLOSED: Final = (CaseStatus.RESOLVED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED_NO_REPLY)
CLOSING_EVENTS: Final = ("case.resolved", "outcome.accepted", "case.withdrawn", "case.closed_no_reply")
"""What closes a complaint; the last of them counts."""
KEPT_OF_EVENTS: Final = frozenset(
    {"by", "kind", "due_on", "stage", "channel", "received_on", "posted_on", "promise", "number"}
)
"""Facts of a case's history that name nobody: days, kinds and steps, from which reports are counted."""
KEPT_OF_AUDIT: Final = frozenset(
    {"by", "reference", "line", "file", "to", "what", "earlier", "format", "why", "reason", "kind", "due_on"}
)
"""Facts of the audit trail that name nobody but agents; what a customer wrote can stand beside them."""
_A_DAY: Final = timedelta(days=1)


class Why(StrEnum):
    """Why something stays, or goes. ``gone``: it went before."""

    OPEN = "open"
    ADR_WINDOW = "adr_window"
    NOT_YET = "not_yet"
    MAY_GO = "may_go"
    GONE = "gone"


@dataclass(frozen=True)
class KeptCase:
    """``closed_on``: a London date, ``None`` while it is open. ``adr_until``: the last day on which the customer may
    still take it to the scheme, where a letter or an agreement fixes one."""

    status: CaseStatus
    closed_on: date | None = None
    adr_until: date | None = None


@dataclass(frozen=True)
class Verdict:
    """``goes`` now, or not because of ``why``. ``from_day``: the first day on which it may go, where one is known."""

    goes: bool
    why: Why
    from_day: date | None = None


MAY_GO: Final = Verdict(True, Why.MAY_GO)


def months_kept(default: int, own: Sequence[Retention], closed_on: date) -> int:
    """The months for a complaint closed on that day: the provider's own where it has any for that day, the latest."""
    standing = [each for each in own if each.since <= closed_on]
    return max(standing, key=lambda each: each.since).months if standing else default


def may_be_erased(cases: Sequence[KeptCase], today: date) -> Verdict:
    """On request: no complaint of the chat is open, and no window for the scheme that is known."""
    if any(case.status not in CLOSED for case in cases):
        return Verdict(False, Why.OPEN)
    until = max((case.adr_until for case in cases if case.adr_until is not None), default=None)
    if until is not None and today <= until:
        return Verdict(False, Why.ADR_WINDOW, until + _A_DAY)
    return MAY_GO


def is_due(
    cases: Sequence[KeptCase], last_heard_on: date, default: int, own: Sequence[Retention], today: date
) -> Verdict:
    """By itself: that long after the last of its complaints was closed; without a complaint, after its last line."""
    asked = may_be_erased(cases, today)
    if asked.why is Why.OPEN:
        return asked
    ends = [case.closed_on for case in cases if case.closed_on is not None] or [last_heard_on]
    due = max(add_months(end, months_kept(default, own, end)) for end in ends)
    if not asked.goes and asked.from_day is not None:
        return Verdict(False, Why.ADR_WINDOW, max(due, asked.from_day))
    return MAY_GO if today >= due else Verdict(False, Why.NOT_YET, due)
