from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from bot.relay.loop import beat, beats, run
from tests.support.waiting import until


def test_it_beats_after_each_round_and_stops_when_told(tmp_path: Path) -> None:
    heartbeat, stop, rounds = tmp_path / "run" / "relay.heartbeat", threading.Event(), []
    thread = threading.Thread(target=run, args=(lambda: rounds.append(1) or 0, heartbeat, stop))
    thread.start()
    until(lambda: len(rounds) >= 2 and beats(heartbeat), "two rounds and a heartbeat")
    stop.set()
    thread.join(2)
    assert not thread.is_alive()


def test_a_store_that_is_away_neither_ends_it_nor_counts_as_alive(tmp_path: Path) -> None:
    heartbeat, stop = tmp_path / "relay.heartbeat", threading.Event()
    rounds = 0

    def deliver() -> int:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            raise OSError("database is locked")
        assert rounds > 2 or not heartbeat.exists()
        return 0

    thread = threading.Thread(target=run, args=(deliver, heartbeat, stop))
    thread.start()
    until(lambda: beats(heartbeat), "a heartbeat once the store is back")
    stop.set()
    thread.join(6)
    assert rounds >= 2


def test_an_old_heartbeat_is_none(tmp_path: Path) -> None:
    heartbeat = tmp_path / "relay.heartbeat"
    assert not beats(heartbeat)
    beat(heartbeat)
    assert beats(heartbeat)
    long_ago = time.time() - 11
    os.utime(heartbeat, (long_ago, long_ago))
    assert not beats(heartbeat)
