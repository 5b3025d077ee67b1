"""Who told the same today: chats, not complaints, by the London date."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.decisions.problem import Problem
from bot.decisions.same_day import ToldToday, cluster_of

DAY = date(2026, 7, 1)
P = Problem.NO_SERVICE


def told(chat: str, hour: int = 9, problem: Problem = P, day: int = 1, minute: int = 0) -> ToldToday:
    return ToldToday(chat, problem, datetime(2026, 7, day, hour, minute, tzinfo=UTC))


def test_each_chat_counts_once_from_its_first_words() -> None:
    found = cluster_of([told("a", 11), told("b", 10), told("a", 9)], P, DAY)
    assert found is not None
    assert (found.count, found.chats, found.since) == (2, ("a", "b"), told("a", 9).at)


def test_who_asks_is_not_one_of_the_others() -> None:
    found = cluster_of([told("a"), told("b")], P, DAY, but_chat="a")
    assert found is not None
    assert found.chats == ("b",)


def test_another_problem_is_not_the_same() -> None:
    assert cluster_of([told("a", problem=Problem.SLOW)], P, DAY) is None


def test_the_day_is_londons() -> None:
    """23:30 in UTC on 30 June is half past midnight on 1 July in London; an hour earlier is not."""
    late = ToldToday("a", P, datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    earlier = ToldToday("b", P, datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    tomorrow = told("c", 23, minute=30)
    found = cluster_of([late, earlier, tomorrow], P, DAY)
    assert found is not None
    assert found.chats == ("a",)


def test_nobody_is_no_cluster() -> None:
    assert cluster_of([], P, DAY) is None
