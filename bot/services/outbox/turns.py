"""Who is sent to when: each system has a thread of its own, so that a slow one holds up nobody else's mails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from bot.decisions.outbox import Sent, together
from bot.services.outbox.send import Sender

logger = logging.getLogger("bot.relay")

System = tuple[str | None, tuple[str, ...]]
"""A provider, and the kinds that go to one system of theirs."""


def systems_with_work(sender: Sender) -> list[System]:
    """Each system that something can be sent to now."""
    with sender.store.read() as tx:
        ready = tx.outbox.ready(sender.now(), sender.machine())
    return list(dict.fromkeys((provider, together(kind)) for provider, kind in ready))


def send_turn(sender: Sender, system: System, most: int, stopped: Callable[[], bool] = lambda: False) -> int:
    """Up to ``most`` items of one system, one after the other; how many arrived. Ends early when ``stopped``."""
    arrived = 0
    for _ in range(most):
        if stopped():
            break
        move = sender.send_next(*system)
        if move is None:
            break
        arrived += isinstance(move, Sent)
    return arrived


def send_due(sender: Sender, most: int = 1000) -> int:
    """All that is due, system by system, in this thread; how many arrived."""
    return sum(send_turn(sender, system, most) for system in systems_with_work(sender))


class Turns:
    """Gives each system that has work its turn, in a thread; a system whose turn lasts is not given another."""

    def __init__(self, sender: Sender, most: Callable[[], int], at_once: int) -> None:
        self._sender, self._most = sender, most
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="relay")
        self._under_way: dict[System, Future[int]] = {}
        self._stop = threading.Event()

    def __call__(self) -> int:
        """Begin what can begin, and wait for nothing; how many arrived since the last call. Raises what the store
        raised, here or in a turn."""
        done = [system for system, turn in self._under_way.items() if turn.done()]
        ended = [self._under_way.pop(system) for system in done]
        for system in systems_with_work(self._sender):
            if system not in self._under_way and not self._stop.is_set():
                self._under_way[system] = self._pool.submit(
                    send_turn, self._sender, system, self._most(), self._stop.is_set
                )
        return sum(turn.result() for turn in ended)

    def close(self) -> None:
        """End after the items in hand."""
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
