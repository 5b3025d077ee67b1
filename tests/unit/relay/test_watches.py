"""What the relay looks for by itself: one that breaks stops neither the others nor the letters."""

from __future__ import annotations

import logging

import pytest

from bot.decisions.errors import Unavailable
from bot.services.watches import Rarely, Watches, each_by_itself


def test_one_that_breaks_rests_for_a_minute_and_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    at, called = [0.0], {"broken": 0, "whole": 0}

    def broken() -> int:
        called["broken"] += 1
        raise Unavailable("sam@example.com wrote something")

    def whole() -> int:
        called["whole"] += 1
        return 2

    watches = Watches([broken, whole], clock=lambda: at[0])
    with caplog.at_level(logging.ERROR):
        assert [watches(), watches()] == [2, 2]
    assert called == {"broken": 1, "whole": 2}
    assert "sam@example.com" not in caplog.text
    at[0] = 60.0
    watches()
    assert called["broken"] == 2


def test_each_is_done_though_one_breaks_and_the_failure_is_told() -> None:
    done: list[str] = []

    def act(id: str) -> int:
        if id == "b":
            raise ValueError("secret words")
        done.append(id)
        return 1

    with pytest.raises(ValueError, match="secret words"):
        each_by_itself("case", ["a", "b", "c"], act)
    assert done == ["a", "c"]
    assert each_by_itself("case", ["a", "c"], act) == 2


def test_what_is_due_on_a_day_is_looked_for_every_five_seconds_only() -> None:
    at, looked = [0.0], []
    watch = Rarely(lambda: looked.append(at[0]) or 1, clock=lambda: at[0])
    assert [watch(), watch()] == [1, 0]
    at[0] = 4.9
    assert watch() == 0
    at[0] = 5.0
    assert watch() == 1
    assert looked == [0.0, 5.0]


def test_what_broke_is_still_due() -> None:
    def broken() -> int:
        raise OSError

    watch = Rarely(broken, clock=lambda: 0.0)
    for _ in range(2):
        with pytest.raises(OSError):
            watch()
