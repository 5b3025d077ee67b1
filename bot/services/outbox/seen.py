"""What has not arrived, for a person to look at: as a supervisor of its provider, or at the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.decisions.outbox import ItemState, state_of
from bot.decisions.records import Agent, OutboxItem, Role
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.desk.person_wanted import chat_name
from bot.services.ports import Transaction

_MOST = 200


@dataclass(frozen=True)
class Seen:
    """An item as people see it. ``about``: the complaint's reference or the chat's short name, with ``href`` of its
    page; empty where it is about none. ``to``: where it goes, for those who may see it. ``next_at``: the next try."""

    item: OutboxItem
    state: ItemState
    provider: str
    about: str
    href: str
    to: str
    next_at: datetime | None


def unsent(context: Context, agent: Agent | None) -> list[Seen]:
    """All that has not arrived and is due, dead or parked, first those that wait for a person, oldest first.

    ``agent``: at the providers that they supervise; ``None``: everybody's.
    """
    mine = _providers(context, agent)
    with context.store.read() as tx:
        found = [_seen(context, tx, item) for item in tx.outbox.unsent(mine, _MOST)]
    order = (ItemState.PARKED, ItemState.DEAD, ItemState.FAILING, ItemState.WAITING)
    return sorted(found, key=lambda each: order.index(each.state))


def how_many_stuck(context: Context, agent: Agent) -> int:
    """How many wait for this person: parked or dead, at the providers that they supervise."""
    with context.store.read() as tx:
        return tx.outbox.stuck(_providers(context, agent) or ())


def _providers(context: Context, agent: Agent | None) -> list[str] | None:
    if agent is None:
        return None
    return [slug for slug in context.providers if may(agent, slug, Role.SUPERVISOR)]


def _seen(context: Context, tx: Transaction, item: OutboxItem) -> Seen:
    state, slug, chat = state_of(item), item.provider or "", item.conversation_id
    cases = tx.cases.of_conversation(chat) if chat else []
    provider = context.providers.get(slug)
    about = cases[-1].reference if cases else chat_name(chat) if chat else ""
    waits = state in (ItemState.WAITING, ItemState.FAILING)
    return Seen(
        item=item,
        state=state,
        provider=slug if provider is None else provider.name,
        about=about,
        href=f"/desk/cases/{about}" if cases else f"/desk/conversations/{chat}" if chat else "",
        to=str(item.payload.get("to", "")),
        next_at=item.due_at if waits else None,
    )
