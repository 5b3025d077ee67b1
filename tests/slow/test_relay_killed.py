"""A relay killed at random while it sends: nothing is lost, and nothing is there twice without a person knowing.

Short in ``make test``; ``make soak`` is the whole of it, with figures (docs/relay.md).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.decisions.outbox import ItemState
from tests.support.kills import Killing, Tally
from tests.support.postgresql import fresh_postgresql
from tests.support.store import fresh_url

CASES, KILLS = int(os.environ.get("SOAK_CASES", "300")), int(os.environ.get("SOAK_KILLS", "60"))


def hold(tally: Tally) -> None:
    """What must be so, however often it was killed."""
    print(tally.as_text())
    cases = {desk: len(listed) for desk, listed in tally.cases.items()}
    assert {desk: tally.lost(desk) for desk in cases} == {desk: [] for desk in cases}
    assert {desk: tally.twice(desk) for desk in cases} == {desk: [] for desk in cases}
    for desk in ("keyed", "lookup"):
        assert tally.states[desk] == {ItemState.SENT: cases[desk]}
    parked = tally.states["plain"][ItemState.PARKED]
    assert tally.states["plain"][ItemState.SENT] + parked == cases["plain"]
    assert parked <= tally.kills
    assert tally.mails == cases["keyed"]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_three_relays_on_postgresql_are_killed_and_the_others_go_on(tmp_path: Path) -> None:
    with fresh_postgresql() as url:
        hold(Killing(tmp_path, url, 40, relays=3).run(6))


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_forty_cases_and_ten_kills(tmp_path: Path) -> None:
    hold(Killing(tmp_path, fresh_url(tmp_path), 40).run(10))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_three_hundred_cases_and_sixty_kills(tmp_path: Path) -> None:
    tally = Killing(tmp_path, fresh_url(tmp_path), CASES, seed=2).run(KILLS)
    hold(tally)
    assert tally.drained < 30


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_three_hundred_cases_and_sixty_kills_of_three_relays_on_postgresql(tmp_path: Path) -> None:
    with fresh_postgresql() as url:
        tally = Killing(tmp_path, url, CASES, relays=3, seed=3).run(KILLS)
    hold(tally)
    assert tally.drained < 30
