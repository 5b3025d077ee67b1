"""What a killed relay had in hand goes on at once; what a living one has is left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.adapters.db.store import SqlStore
from bot.adapters.relay_lock import RelayLock
from bot.services.outbox.take_over import take_over
from tests.support.context import Clock
from tests.support.outbox import LEASE, Machine

HOLD = """
import sys, time
from pathlib import Path
from bot.adapters.relay_lock import RelayLock
lock = RelayLock(Path(sys.argv[1]))
print(lock.name, flush=True)
time.sleep(60)
"""


def hold(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Another relay's process, and its name."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def claim(store: SqlStore, by: str, key: str = "t1") -> None:
    machine, at = Machine(), Clock().instant
    with store.write() as tx:
        tx.outbox.add("ticket", key, {"provider": "netservers"}, at)
        assert tx.outbox.claim("netservers", ("ticket",), by, at, machine(), machine() + LEASE) is not None
        tx.commit()


def test_a_killed_relay_is_known_to_be_gone_and_its_items_are_free_but_in_doubt(
    store: SqlStore, tmp_path: Path
) -> None:
    mine = RelayLock(tmp_path)
    process, other = hold(tmp_path)
    claim(store, other)
    try:
        assert take_over(store, mine.name, mine.is_gone) == 0
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert take_over(store, mine.name, mine.is_gone) == 1
    with store.read() as tx:
        (item,) = tx.outbox.all()
    assert (item.claimed_by, item.claimed_until) == (None, None)
    assert item.begun_at == Clock().instant


def test_a_relay_of_another_machine_is_never_surely_gone(store: SqlStore, tmp_path: Path) -> None:
    mine = RelayLock(tmp_path)
    claim(store, "elsewhere")
    assert take_over(store, mine.name, mine.is_gone) == 0


def test_what_i_have_in_hand_i_keep(store: SqlStore, tmp_path: Path) -> None:
    mine = RelayLock(tmp_path)
    claim(store, mine.name)
    assert take_over(store, mine.name, lambda name: True) == 0


def test_a_relay_that_ended_well_leaves_no_file(tmp_path: Path) -> None:
    mine = RelayLock(tmp_path)
    mine.release()
    assert list(tmp_path.iterdir()) == []


def test_files_of_killed_relays_go_in_time_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    process, other = hold(tmp_path)
    left = tmp_path / "relay-0000.lock"
    left.touch()
    for file in (left, tmp_path / f"relay-{other}.lock"):
        os.utime(file, (0, 0))
    try:
        mine = RelayLock(tmp_path)
        names = {file.name for file in tmp_path.iterdir()}
    finally:
        process.kill()
        process.wait()
    assert names == {f"relay-{other}.lock", f"relay-{mine.name}.lock"}
