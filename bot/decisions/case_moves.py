"""From which status a case comes to which, by whose word. Only the customer's word ends a complaint as sorted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.decisions.records import Case, CaseStatus

STILL_OPEN: Final = (CaseStatus.OPEN, CaseStatus.WAITING_FOR_CUSTOMER, CaseStatus.OUTCOME_OFFERED)
"""Somebody still has to do something about these."""
CAN_COME_BACK: Final = (CaseStatus.RESOLVED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED_NO_REPLY)
"""Ended, and open again as soon as the customer says so, with the clock that it had."""


class Move(StrEnum):
    """What somebody does to a whole case."""

    SORTED = "sorted"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    CLOSED_FOR_SILENCE = "closed_for_silence"


_FROM: Final = {
    Move.SORTED: STILL_OPEN,
    Move.WITHDRAWN: STILL_OPEN,
    Move.REOPENED: CAN_COME_BACK,
    Move.CLOSED_FOR_SILENCE: (CaseStatus.OUTCOME_OFFERED,),
}
_TO: Final = {
    Move.SORTED: CaseStatus.RESOLVED,
    Move.WITHDRAWN: CaseStatus.WITHDRAWN,
    Move.REOPENED: CaseStatus.OPEN,
    Move.CLOSED_FOR_SILENCE: CaseStatus.CLOSED_NO_REPLY,
}


def after(status: CaseStatus, move: Move) -> CaseStatus | None:
    """The status that ``move`` leads to; ``None`` where it cannot be made. What was closed for silence waits for the
    customer's word on the answer again, as it did before."""
    if status not in _FROM[move]:
        return None
    if move is Move.REOPENED and status is CaseStatus.CLOSED_NO_REPLY:
        return CaseStatus.OUTCOME_OFFERED
    return _TO[move]


def moved(case: Case, status: CaseStatus, at: datetime) -> Case:
    """``case`` in ``status`` since ``at``, about which nobody has been asked yet. Its clock is what it was: the day it
    was received, its target and the day of the first complaint do not change."""
    return replace(case, status=status, status_since=at, reminded_at=None)
