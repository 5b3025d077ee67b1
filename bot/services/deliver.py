"""Send what the outbox holds. At least once: a repeat after a crash writes the same letter under the same key."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.decisions.errors import EngineUnavailable, Unsound
from bot.decisions.mail import Letter, Mail
from bot.decisions.records import OutboxItem
from bot.services.ports import Now, Store

logger = logging.getLogger("bot.relay")

FORGET = "forget_chat"
LOOK_UP = "look_up_and_send_code"
POST = "post"
"""Kinds of items that are no mail; ``forget_chat`` and ``identity.send_codes`` see to them. What is to be
posted waits for a person with a printer."""
ATTEMPTS = 10
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=6)
"""Tripled each time: 5 s, 15 s, … 3 h, 6 h; about ten hours in all, so that a night's outage is survived."""


class Letters(Protocol):
    def render(self, template: str, facts: Mapping[str, Any]) -> Letter:
        """Raises ``BrokenWording`` for an unknown template or a fact that is missing."""
        ...


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Raises anything when it is not surely sent."""
        ...


def no_foot(_: dict[str, Any]) -> str:
    """Nothing stands under the letter."""
    return ""


def deliver_due(
    store: Store,
    mailer: Mailer,
    letters: Letters,
    now: Now,
    chance: random.Random | None = None,
    foot: Callable[[dict[str, Any]], str] = no_foot,
) -> int:
    """Deliver everything that is due, one by one, outside any transaction; how many were sent.

    ``foot``: what stands under the letter of a payload. What fails is tried again later, up to ``ATTEMPTS`` times, then
    left as dead with the reason. Only the store can make this raise.
    """
    chance = chance or random.Random()  # noqa: S311 - spreads retries, guards nothing
    with store.read() as transaction:
        items = transaction.outbox.due(now(), but=(FORGET, LOOK_UP, POST))
    sent = 0
    for item in items:
        with store.read() as transaction:
            if not transaction.outbox.holds(item.id, item.key):  # its chat was deleted meanwhile
                continue
        error = _try(item, mailer, letters, foot)
        with store.write() as transaction:
            if not transaction.outbox.holds(
                item.id, item.key
            ):  # deleted while it was sent: the relay removes it
                continue
            if error is None:
                transaction.outbox.sent(item.id, now())
                sent += 1
            else:
                again_at = _again_at(item.attempts + 1, now(), chance)
                transaction.outbox.failed(item.id, error, again_at, now())
                _log(item, error, again_at)
            transaction.commit()
    return sent


def wait_after(attempt: int) -> timedelta:
    """How long after failed attempt ``attempt`` (1, 2, …) the next one is due, before jitter."""
    growth: int = 3 ** (attempt - 1)
    return min(FIRST_WAIT * growth, LONGEST_WAIT)


def _try(
    item: OutboxItem, mailer: Mailer, letters: Letters, foot: Callable[[dict[str, Any]], str]
) -> str | None:
    """Deliver one item; what went wrong, in words that name no customer."""
    try:
        mailer.send(_mail(item, letters, foot))
    except Exception as error:
        return reason(error)
    return None


def _mail(item: OutboxItem, letters: Letters, foot: Callable[[dict[str, Any]], str]) -> Mail:
    if item.kind != "mail":
        raise Unsound(f"the relay delivers mail, not '{item.kind}'")
    payload = item.payload
    for name, kind in (("template", str), ("to", str), ("provider", str), ("facts", dict)):
        if not isinstance(payload.get(name), kind):
            raise Unsound(f"the payload has no '{name}'")
    letter = letters.render(payload["template"], payload["facts"])
    if under := foot(payload):
        letter = replace(letter, body=f"{letter.body.rstrip()}\n\n{under}\n")
    return Mail(
        key=item.key,
        provider=payload["provider"],
        to=payload["to"],
        letter=letter,
        written_at=item.created_at,
    )


def reason(error: Exception) -> str:
    """Our own errors in full. Others may quote an address or a letter: their kind, and the system's code if any."""
    if isinstance(error, Unsound | EngineUnavailable):
        return str(error)[:300]
    if isinstance(error, OSError) and error.strerror:
        return f"{type(error).__name__}: {error.strerror}"
    return type(error).__name__


def _again_at(attempt: int, now: datetime, chance: random.Random) -> datetime | None:
    if attempt >= ATTEMPTS:
        return None
    return now + wait_after(attempt) * chance.uniform(0.8, 1.2)


def _log(item: OutboxItem, error: str, again_at: datetime | None) -> None:
    if again_at is None:
        logger.error("outbox %d is dead after %d attempts: %s", item.id, item.attempts + 1, error)
    else:
        logger.warning(
            "outbox %d failed, again at %s: %s", item.id, again_at.isoformat("T", "seconds"), error
        )
