"""A real relay that is killed again and again while it works, and what came of every case."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.adapters.db.store import open_store
from bot.config import ROOT
from bot.decisions.outbox import ItemState, state_of
from bot.services.ports import Store
from tests.support.helpdesk_server import HelpdeskServer
from tests.support.relay_process import DESKS

MAIL = {"template": "confirm_code", "facts": {"provider": "Netservers", "code": "123456", "minutes": 10}}


@dataclass(frozen=True)
class Tally:
    """``states`` by helpdesk: what the outbox knows; ``there`` by helpdesk: how often a case was opened over there.
    ``drained``: seconds from the last kill until nothing waited at the keyed and the plain one."""

    kills: int
    cases: dict[str, list[str]]
    states: dict[str, Counter[ItemState]]
    there: dict[str, Counter[str]]
    parked: set[str]
    requests: Counter[str]
    mails: int
    seconds: float
    drained: float

    def lost(self, desk: str) -> list[str]:
        """Neither over there nor waiting for a person."""
        return [case for case in self.cases[desk] if not self.there[desk][case] and case not in self.parked]

    def twice(self, desk: str) -> list[str]:
        return [case for case, often in self.there[desk].items() if often > 1]

    def as_text(self) -> str:
        rows = [
            f"{len(self.cases['keyed'])} cases at each of three helpdesks, {self.kills} kills, {self.seconds:.0f} s"
        ]
        for desk in self.cases:
            states = ", ".join(f"{state} {number}" for state, number in sorted(self.states[desk].items()))
            lost, twice = len(self.lost(desk)), len(self.twice(desk))
            asked = self.requests[desk]
            rows.append(f"  {desk}: lost {lost}, twice {twice}; outbox: {states}; requests to open: {asked}")
        rows.append(f"  mails written: {self.mails}; drained {self.drained:.1f} s after the last kill")
        return "\n".join(rows)


class Killing:
    """``relays`` at once on the store at ``url``; one after the other is killed."""

    def __init__(self, folder: Path, url: str, cases: int, relays: int = 1, seed: int = 1) -> None:
        self.folder, self.url, self.relays = folder, url, relays
        self.chance = random.Random(seed)
        self.store: Store = open_store(url)
        self.server = HelpdeskServer()
        self.cases = {desk: [f"{desk}-{number}" for number in range(cases)] for desk in DESKS.values()}
        self.running: list[subprocess.Popen[bytes]] = []

    def run(self, kills: int, longest: float = 240.0) -> Tally:
        """Queue all, kill ``kills`` times, let the last one finish. Each relay is killed at random while it works, the
        later the more work is left for those to come."""
        began = time.monotonic()
        try:
            self._queue()
            self._keep_running()
            for killed in range(kills):
                share = self._left() // (kills - killed + 1)
                self._wait_for_work(1 + self.chance.randint(0, share))
                time.sleep(self.chance.uniform(0, 0.15))
                self._kill(self.chance.choice(self.running))
                self._keep_running()
            last = time.monotonic()
            drained = self._until_quiet({"keyed", "plain"}, last, longest)
            self._until_quiet(set(self.cases), last, longest)
            for process in self.running:
                process.send_signal(signal.SIGTERM)
                assert process.wait(30) == 0
            return self._tally(kills, time.monotonic() - began, drained)
        finally:
            for process in self.running:
                if process.poll() is None:
                    self._kill(process)
            self.server.close()

    def _queue(self) -> None:
        slugs = {desk: provider for provider, desk in DESKS.items()}
        at = datetime.now(UTC)
        with self.store.write() as tx:
            for number in range(len(self.cases["keyed"])):
                for desk, cases in self.cases.items():
                    payload = {"provider": slugs[desk], "case": cases[number]}
                    tx.outbox.add("ticket", f"ticket-{cases[number]}", payload, at)
                mail = {**MAIL, "to": f"someone{number}@example.org", "provider": "netservers"}
                tx.outbox.add("mail", f"mail-{number}", mail, at)
            tx.commit()

    def _keep_running(self) -> None:
        self.running = [process for process in self.running if process.poll() is None]
        while len(self.running) < self.relays:
            env = environment(self.folder, self.url)
            log = (self.folder / "relay.log").open("ab")
            command = [sys.executable, "-m", "tests.support.relay_process", self.server.url]
            self.running.append(subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log))

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

    def _left(self) -> int:
        """How many cases have not been asked for at the plain helpdesk."""
        return len(self.cases["plain"]) - self.server.asked["plain"]

    def _wait_for_work(self, requests: int) -> None:
        """Until the plain helpdesk was asked so often again: the relay is in the middle of its work."""
        enough = min(self.server.asked["plain"] + requests, len(self.cases["plain"]))
        end = time.monotonic() + 60
        while self.server.asked["plain"] < enough:
            assert time.monotonic() < end, (self.folder / "relay.log").read_text()[-2000:]
            time.sleep(0.01)

    def _until_quiet(self, desks: set[str], since: float, longest: float) -> float:
        end = time.monotonic() + longest
        while time.monotonic() < end:
            states = self._states()
            waiting = [
                states[desk][state] for desk in desks for state in (ItemState.WAITING, ItemState.FAILING)
            ]
            if not any(waiting):
                return time.monotonic() - since
            time.sleep(0.1)
        raise AssertionError(
            f"still waiting: {self._states()}\n{(self.folder / 'relay.log').read_text()[-2000:]}"
        )

    def _states(self) -> dict[str, Counter[ItemState]]:
        found: dict[str, Counter[ItemState]] = {desk: Counter() for desk in self.cases}
        with self.store.read() as tx:
            for item in tx.outbox.all(limit=100_000):
                if item.kind == "ticket":
                    found[DESKS[str(item.provider)]][state_of(item)] += 1
        return found

    def _tally(self, kills: int, seconds: float, drained: float) -> Tally:
        with self.store.read() as tx:
            items = tx.outbox.all(limit=100_000)
        parked = {
            item.payload["case"] for item in items if item.kind == "ticket" and item.parked_at is not None
        }
        return Tally(
            kills=kills,
            cases=self.cases,
            states=self._states(),
            there={desk: self.server.opened.get(desk, Counter()) for desk in self.cases},
            parked=parked,
            requests=self.server.asked,
            mails=len(
                [file for file in (self.folder / "mail").glob("*.eml") if file.name.startswith("mail-")]
            ),
            seconds=seconds,
            drained=drained,
        )


def environment(folder: Path, url: str) -> Mapping[str, str]:
    ours = {
        "FIRSTLINE_VAR": str(folder),
        "DATABASE_URL": url,
        "FIRSTLINE_SECRET": "kept",
        "FIRSTLINE_ENV": "development",
    }
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **ours}
