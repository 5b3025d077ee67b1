"""The turns of all conversations: one task each, strictly in order, whoever has hung up meanwhile."""

from __future__ import annotations

import asyncio
import logging
import time

from bot.services.run_turn import Outcome, TurnRunner
from bot.web.bells import Bells
from bot.web.limits import Limits

log = logging.getLogger(__name__)


class Turns:
    """Runs pending turns in the background. A request only stores its message and calls ``wake``.

    Tasks belong to this object, not to requests: a client that disconnects interrupts nothing.
    """

    def __init__(self, runner: TurnRunner, bells: Bells, limits: Limits) -> None:
        self._runner, self._bells, self._limits = runner, bells, limits
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._woken: dict[str, asyncio.Event] = {}
        self._thinking: set[str] = set()
        self._places = asyncio.Semaphore(limits.turns_at_once)
        self._sweeper: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Take up everything that is pending, now and every ``sweep_seconds``."""
        self._sweeper = asyncio.create_task(self._sweep())

    async def stop(self) -> None:
        """Let turns in the engine come home for ``stop_seconds``; the rest stays pending for the next
        start."""
        self._stopping = True
        if self._sweeper is not None:
            self._sweeper.cancel()
        for conversation_id, task in self._tasks.items():
            if conversation_id not in self._thinking:
                task.cancel()
        tasks = set(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=self._limits.stop_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self, conversation_id: str) -> None:
        """There is something to do, or to say, in this conversation."""
        self._bells.ring(conversation_id)
        if self._stopping:
            return
        if conversation_id in self._tasks:
            self._woken[conversation_id].set()
            return
        self._woken[conversation_id] = asyncio.Event()
        self._tasks[conversation_id] = asyncio.create_task(self._work(conversation_id))

    def is_thinking(self, conversation_id: str) -> bool:
        """Is a turn of it in the engine now (and not waiting for its next try)?"""
        return conversation_id in self._thinking

    async def _sweep(self) -> None:
        while True:
            try:
                for conversation_id in await asyncio.to_thread(self._pending):
                    if conversation_id not in self._tasks:
                        self.wake(conversation_id)
            except Exception:
                log.exception("Pending turns could not be looked for; trying again")
            await asyncio.sleep(self._limits.sweep_seconds)

    def _pending(self) -> list[str]:
        with self._runner.store.read() as transaction:
            return transaction.messages.conversations_with_pending()

    async def _work(self, conversation_id: str) -> None:
        woken, tries = self._woken[conversation_id], 0
        try:
            while not self._stopping:
                woken.clear()
                outcome = await self._run(conversation_id)
                self._bells.ring(conversation_id)
                if outcome is Outcome.IDLE and not woken.is_set():
                    return
                if outcome in (Outcome.IDLE, Outcome.ANSWERED, Outcome.GIVEN_UP):
                    tries = 0
                    continue
                waits = self._limits.retry_seconds
                await self._pause(conversation_id, waits[min(tries, len(waits) - 1)], outcome)
                tries += 1
        finally:
            # No await between the last look at `woken` and here: a message cannot slip through unseen.
            del self._tasks[conversation_id], self._woken[conversation_id]

    async def _run(self, conversation_id: str) -> Outcome:
        async with self._places:
            self._thinking.add(conversation_id)
            try:
                return await self._runner.run_oldest(conversation_id)
            except Exception:
                # A bug, or a database that is away: the message is still pending, and this task must live.
                log.exception("Conversation %s: the turn broke off", conversation_id)
                return Outcome.UNREACHABLE
            finally:
                self._thinking.discard(conversation_id)

    async def _pause(self, conversation_id: str, seconds: float, outcome: Outcome) -> None:
        """Wait for the next try. Another message of the customer asks an absent engine again at once, but
        does not use up the tries of a turn that fails: there it is only told that it is kept."""
        woken, until = self._woken[conversation_id], time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                await asyncio.wait_for(woken.wait(), left)
            except TimeoutError:
                return
            woken.clear()
            if outcome is Outcome.UNREACHABLE:
                return
            try:
                await asyncio.to_thread(self._runner.say_that_it_waits, conversation_id)
            except Exception:
                log.exception("Conversation %s: a notice could not be stored", conversation_id)
            self._bells.ring(conversation_id)
