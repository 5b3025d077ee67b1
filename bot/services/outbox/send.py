"""Take one item in hand, send it, note what came of it. Nothing is open in the store while it is on its way."""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random

from bot.decisions.delivery import Found, Outcome, Unknown
from bot.decisions.errors import Unavailable
from bot.decisions.outbox import (
    Dead,
    Later,
    Look,
    Move,
    Parked,
    Patience,
    Sent,
    Tried,
    after_attempt,
    after_first_look,
    after_look,
    first_step,
)
from bot.decisions.records import OutboxItem
from bot.services.outbox.carriers import Carriers
from bot.services.ports import Carrier, Now, Store, TakesBack, Transaction

logger = logging.getLogger("bot.relay")

Arrived = Callable[[Transaction, OutboxItem, str | None], None]
"""What else is noted when an item has arrived, with its number over there; in the unit of work that notes it."""
Ended = Callable[[Transaction, OutboxItem, Dead | Parked], None]
"""Whom it is told that an item is dead or parked; in the unit of work that notes it."""

_SETTLE_TRIES = 5
_OUTCOMES = {Sent: "delivered", Later: "again", Dead: "dead", Parked: "parked"}


def machine_clock() -> datetime:
    """The machine's own: how long a relay may hold an item has nothing to do with ``FIRSTLINE_NOW``."""
    return datetime.now(UTC)


def nobody_hears(_tx: Transaction, _item: OutboxItem, _move: Dead | Parked) -> None:
    """Nobody is told."""


@dataclass(frozen=True)
class Sender:
    """``me``: a name that no other relay has. ``lease``: how long an item is mine; longer than any attempt takes.
    ``arrived``: by kind. ``now`` is the clock of every process, ``machine`` the machine's."""

    store: Store
    carriers: Carriers
    now: Now
    patience: Callable[[], Patience]
    lease: Callable[[], timedelta]
    me: str
    ended: Ended = nobody_hears
    arrived: Mapping[str, Arrived] = field(default_factory=dict)
    chance: random.Random = field(default_factory=random.Random)  # spreads retries, guards nothing
    machine: Now = machine_clock

    def send_next(self, provider: str | None, kinds: tuple[str, ...]) -> Move | None:
        """Send what is longest due of these; ``None`` when there is nothing. Only the store can make this raise."""
        machine = self.machine()
        with self.store.claim() as tx:
            item = tx.outbox.claim(provider, kinds, self.me, self.now(), machine, machine + self.lease())
            tx.commit()
        if item is None:
            return None
        move = self._try(item)
        self._settle(item, move)
        return move

    def _try(self, item: OutboxItem) -> Move:
        carrier = self.carriers.of(item.provider, item.kind)
        if carrier is None:
            return Dead(f"nothing is set up that takes '{item.kind}'")
        now, patience = self.now(), self.patience()
        tried = Tried(
            attempt=item.attempts + 1,
            began_at=item.begun_at or now,
            in_doubt=item.begun_at is not None,
            failing_since=item.failing_since,
            repeatable=carrier.repeatable,
        )
        if isinstance(first_step(tried), Look):
            looked = after_look(self._find(carrier, item), tried, now, patience, self.chance.random)
            if isinstance(looked, Sent | Later | Dead | Parked):
                return looked
            with self.store.write() as tx:  # from here on it may be there again
                tx.outbox.begin(item, now)
                tx.commit()
            tried = replace(tried, in_doubt=False)
        outcome = self._deliver(carrier, item)
        now = self.now()
        move = after_attempt(outcome, tried, now, patience, self.chance.random)
        if isinstance(outcome, Unknown) and not carrier.repeatable and isinstance(move, Later):
            return after_first_look(self._find(carrier, item), outcome, move)
        return move

    def _deliver(self, carrier: Carrier, item: OutboxItem) -> Outcome:
        try:
            return carrier.deliver(item)
        except Exception as error:
            # A mistake of ours, before or after it was sent: nobody knows. Its message may quote a customer.
            logger.error("the carrier of '%s' broke: %s", item.kind, where(error))
            return Unknown(f"our own carrier broke ({type(error).__name__})")

    def _find(self, carrier: Carrier, item: OutboxItem) -> Found:
        try:
            return carrier.find(item)
        except Exception as error:
            logger.error("the carrier of '%s' broke: %s", item.kind, where(error))
            return None

    def _settle(self, item: OutboxItem, move: Move) -> None:
        again = Retrying(
            retry=retry_if_exception_type(Unavailable),
            stop=stop_after_attempt(_SETTLE_TRIES),
            wait=wait_random(0.1, 1.0),
            reraise=True,
        )
        kept = again(self._note, item, move)
        if not kept:
            self._gone(item, move)
        _log(item, move)

    def _note(self, item: OutboxItem, move: Move) -> bool:
        try:
            return self._note_with(item, move, self.arrived.get(item.kind))
        except Unavailable:
            raise
        except Exception as error:
            # That it arrived must not be forgotten because something beside it went wrong: it would be sent again.
            logger.error("what comes after a '%s' broke: %s", item.kind, where(error))
            return self._note_with(item, move, None, told=False)

    def _note_with(self, item: OutboxItem, move: Move, arrived: Arrived | None, told: bool = True) -> bool:
        with self.store.write() as tx:
            kept = tx.outbox.settle(item, move, self.now())
            tx.outbox.count(item.provider or "", item.kind, _OUTCOMES[type(move)])
            if kept and isinstance(move, Sent) and arrived is not None:
                arrived(tx, item, move.remote_id)
            if kept and isinstance(move, Dead | Parked) and told:
                self.ended(tx, item, move)
            tx.commit()
        return kept

    def _gone(self, item: OutboxItem, move: Move) -> None:
        """Its chat was deleted while it was on its way, or another relay took it over because mine took too long."""
        with self.store.read() as tx:
            there = tx.outbox.holds(item.id, item.key)
        carrier: object = self.carriers.of(item.provider, item.kind)
        if there:
            logger.error("outbox %d: another relay has it by now; this attempt: %s", item.id, move)
            return
        if isinstance(carrier, TakesBack):
            try:
                carrier.take_back(item)
            except OSError as error:
                logger.error("outbox %d: cannot be taken back (%s)", item.id, type(error).__name__)


def where(error: BaseException) -> str:
    """The kind of an error and the line that raised it, without its message: that may quote a customer."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f" at {Path(last[0].filename).name}:{last[0].lineno}" if last else ""
    return f"{type(error).__name__}{place}"


def _log(item: OutboxItem, move: Move) -> None:
    facts = {"outbox": item.id, "kind": item.kind, "provider": item.provider, "attempt": item.attempts + 1}
    if isinstance(move, Later):
        at = move.at.isoformat("T", "seconds")
        logger.warning("outbox %d failed, again at %s: %s", item.id, at, move.reason, extra=facts)
    elif isinstance(move, Dead | Parked):
        ended = "is dead" if isinstance(move, Dead) else "waits for a person"
        logger.error("outbox %d %s: %s", item.id, ended, move.reason, extra=facts)
    else:
        logger.info("outbox %d has arrived", item.id, extra=facts)
