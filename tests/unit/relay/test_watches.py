"""What the relay looks for by itself: one that breaks stops neither the others nor the letters."""

from __future__ import annotations

import logging

import pytest

from bot.decisions.errors import Unavailable
from bot.services.watches import Watches, each_by_itself


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
