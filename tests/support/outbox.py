"""The relay's sending, without its process: real store, real rules; carriers and clocks are the test's."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.adapters.letters import TemplateLetters
from bot.adapters.yaml_files import load_rules
from bot.decisions.delivery import Delivered, Found, Missing, Outcome
from bot.decisions.outbox import ItemState, Move, Patience, state_of
from bot.decisions.records import OutboxItem
from bot.services.outbox.carriers import Carriers
from bot.services.outbox.carry_mail import MailCarrier, no_foot
from bot.services.outbox.send import Arrived, Ended, Sender, nobody_hears
from bot.services.outbox.turns import send_due
from bot.services.ports import Carrier, Letters, Mailer, Now, Store

LEASE = timedelta(minutes=3)


def patience() -> Patience:
    """As the shipped rule has it."""
    rule = load_rules()["outbox_patience"]
    return Patience.of(max(rule.values.items())[1].value)


@dataclass
class Machine:
    """The machine's clock. It stands still until a test moves it."""

    at: datetime = datetime(2030, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **step: float) -> None:
        self.at += timedelta(**step)


@dataclass
class FakeSystem:
    """A system of somebody else's: what it says, what has arrived there, and what it says when it is asked.

    ``says``: one outcome an attempt, the last one for ever. ``arrives``: whether an attempt arrives whatever is said.
    ``can_look``: what ``find`` says instead of looking.
    """

    repeatable: bool = False
    says: list[Outcome] = field(default_factory=lambda: [Delivered("1")])
    arrives: bool | None = None
    can_look: Found | str = "looks"
    there: list[str] = field(default_factory=list)
    looked: int = 0
    before: Callable[[OutboxItem], None] = lambda item: None

    def deliver(self, item: OutboxItem) -> Outcome:
        self.before(item)
        said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        arrives = isinstance(said, Delivered) if self.arrives is None else self.arrives
        if arrives and not (self.repeatable and item.key in self.there):
            self.there.append(item.key)
        return said

    def find(self, item: OutboxItem) -> Found:
        self.looked += 1
        if not isinstance(self.can_look, str):
            return self.can_look
        return Delivered("found") if item.key in self.there else Missing()


def sender(
    store: Store,
    carriers: Mapping[str, Carrier] | Carriers,
    now: Now,
    *,
    me: str = "relay",
    machine: Now | None = None,
    ended: Ended = nobody_hears,
    arrived: Mapping[str, Arrived] | None = None,
) -> Sender:
    routed = carriers if isinstance(carriers, Carriers) else Carriers(carriers)
    return Sender(
        store,
        routed,
        now,
        patience,
        lambda: LEASE,
        me,
        ended,
        arrived or {},
        random.Random(1),
        machine or Machine(),
    )


def deliver_mails(
    store: Store,
    mailer: Mailer,
    now: Now,
    letters: Letters | None = None,
    foot: Callable[[dict[str, Any]], str] = no_foot,
) -> int:
    """Send every mail that is due; how many arrived."""
    return send_due(sender(store, {"mail": MailCarrier(mailer, letters or TemplateLetters(), foot)}, now))


def settled(
    store: Store,
    move: Move,
    at: datetime,
    key: str = "t1",
    kind: str = "ticket",
    chat: str | None = None,
    to: str = "sam@example.com",
) -> int:
    """Something of Netservers that was tried, with what came of it; its id."""
    machine = Machine()
    with store.write() as tx:
        tx.outbox.add(kind, key, {"provider": "netservers", "to": to}, at, chat)
        item = tx.outbox.claim("netservers", (kind,), "relay", at, machine(), machine() + LEASE)
        assert item is not None
        assert tx.outbox.settle(item, move, at)
        tx.commit()
    return item.id


def state_in(store: Store, id: int) -> ItemState:
    """What became of it since."""
    with store.read() as tx:
        item = tx.outbox.get(id)
    assert item is not None
    return state_of(item)
