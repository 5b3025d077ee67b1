"""What a person decides of something that did not arrive by itself. Each is in the audit trail, and done once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.decisions.errors import Refused
from bot.decisions.outbox import OWN_WORK, state_of
from bot.decisions.records import Agent, OutboxItem, Role
from bot.services.context import Context
from bot.services.desk.permission import NotYours, must
from bot.services.outbox.send import Arrived
from bot.services.ports import Transaction

AGAIN: Final = "outbox.again"
THERE: Final = "outbox.there"
LONGEST_NUMBER: Final = 100


class SeenToAlready(Refused):
    """It was sent, or somebody else has had it tried again meanwhile."""

    code = "seen_to_already"


def try_again(context: Context, agent: Agent | None, id: int, *, looked: bool = False) -> None:
    """Have a dead item sent again, as if it were new, and a parked one if somebody has ``looked`` and not found it. One
    that fails is tried now.

    ``agent``: a supervisor of the provider, or nobody (somebody at the machine). Raises ``NotYours``,
    ``SeenToAlready``, and ``Refused`` for a parked one that nobody has looked for.
    """
    with context.store.write() as tx:
        item = _theirs(tx, agent, id)
        if item.parked_at is not None and not looked:
            raise Refused("It may have arrived. Look there first, then say that it is not there.")
        if not tx.outbox.again(id, context.now()):
            raise SeenToAlready("It was sent, or is about to be.")
        _note(context, tx, agent, item, AGAIN, {"was": state_of(item).value})
        tx.commit()


def try_all_again(context: Context, agent: Agent | None, provider: str, kind: str) -> int:
    """Have all dead items of a kind sent again, once the one thing that stopped them is put right; how many they are.

    ``agent`` as in ``try_again``. Raises ``NotYours``.
    """
    if agent is not None:
        must(agent, provider, Role.SUPERVISOR)
    if kind in OWN_WORK:
        raise NotYours("There is nothing here that you may see.")
    with context.store.write() as tx:
        number = tx.outbox.all_again(provider, kind, context.now())
        if number:
            who = agent.id if agent is not None else None
            data = {"kind": kind, "number": number}
            tx.audit.add(context.now(), AGAIN, f"provider:{provider}", who, provider, data)
        tx.commit()
    return number


def it_is_there(
    context: Context, agent: Agent | None, id: int, number: str, arrived: Mapping[str, Arrived]
) -> None:
    """Put down that a parked or dead item has arrived, with its number over there if it has one. ``arrived``: what else
    is noted then, by kind, as when the relay hears of it. Raises ``NotYours``, ``SeenToAlready``, ``Refused``."""
    given = number.strip()
    if len(given) > LONGEST_NUMBER or not given.isprintable():
        raise Refused(f"A number has {LONGEST_NUMBER} characters at most.")
    with context.store.write() as tx:
        item = _theirs(tx, agent, id)
        if not tx.outbox.found(id, context.now(), given or None):
            raise SeenToAlready("It was sent, or is about to be.")
        if item.kind in arrived:
            arrived[item.kind](tx, item, given or None)
        _note(context, tx, agent, item, THERE, {"number": given} if given else {})
        tx.commit()


def _theirs(tx: Transaction, agent: Agent | None, id: int) -> OutboxItem:
    item = tx.outbox.get(id)
    if item is None or item.kind in OWN_WORK:
        raise NotYours("There is nothing here that you may see.")
    if agent is not None:
        must(agent, item.provider or "", Role.SUPERVISOR)
    return item


def _note(
    context: Context, tx: Transaction, agent: Agent | None, item: OutboxItem, deed: str, data: dict[str, Any]
) -> None:
    subject = f"conversation:{item.conversation_id}" if item.conversation_id else f"outbox:{item.id}"
    who = agent.id if agent is not None else None
    tx.audit.add(context.now(), deed, subject, who, item.provider, {"kind": item.kind, **data})
