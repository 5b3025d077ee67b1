"""Several customers who tell the same on one day: counted as chats, by the London date. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.decisions.calendar import london_date
from bot.decisions.problem import Problem


@dataclass(frozen=True)
class ToldToday:
    """One complaint: in which chat, about what, and the instant of its first words."""

    conversation_id: str
    problem: Problem
    at: datetime


@dataclass(frozen=True)
class Cluster:
    """``chats`` in the order in which they told it, the first of them at ``since``."""

    problem: Problem
    chats: tuple[str, ...]
    since: datetime

    @property
    def count(self) -> int:
        return len(self.chats)


@dataclass(frozen=True)
class SameDayNote:
    """What an agent writes once for all who tell the same on ``day`` (a London date). ``by_agent`` is an agent's id."""

    id: str
    provider: str
    problem: Problem
    day: date
    text: str
    by_agent: str
    at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None


def cluster_of(
    told: Iterable[ToldToday], problem: Problem, day: date, but_chat: str | None = None
) -> Cluster | None:
    """Those who told of ``problem`` on ``day``, each chat once; without ``but_chat``. ``None``: nobody."""
    first: dict[str, datetime] = {}
    for each in told:
        fits = each.problem is problem and london_date(each.at) == day
        if fits and each.conversation_id != but_chat:
            first[each.conversation_id] = min(each.at, first.get(each.conversation_id, each.at))
    if not first:
        return None
    ordered = sorted(first, key=lambda chat: (first[chat], chat))
    return Cluster(problem, tuple(ordered), first[ordered[0]])
