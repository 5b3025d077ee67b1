"""Who works at the desk of the providers that somebody administers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.decisions.access import administers
from bot.decisions.records import Agent, Role
from bot.services.context import Context
from bot.services.who_is_signed_in import SignedIn


@dataclass(frozen=True)
class Person:
    """``roles`` only at providers that the reader administers. ``whole``: the reader may change all of the account."""

    id: str
    name: str
    email: str
    disabled_at: datetime | None
    roles: dict[str, Role]
    whole: bool
    oneself: bool


def list_people(context: Context, me: SignedIn) -> list[Person]:
    """By name. Empty for somebody who administers nothing."""
    with context.store.read() as tx:
        agents = tx.agents.all()
    people = [person for agent in agents if (person := seen_by(me, agent)) is not None]
    return sorted(people, key=lambda person: (person.disabled_at is not None, person.name.casefold()))


def find_person(context: Context, me: SignedIn, id: str) -> Person | None:
    """``None`` for nobody, and for somebody who works for none of the reader's providers."""
    with context.store.read() as tx:
        agent = tx.agents.get(id)
    return None if agent is None else seen_by(me, agent)


def seen_by(me: SignedIn, agent: Agent) -> Person | None:
    mine = me.providers(Role.ADMINISTRATOR)
    roles = {slug: role for slug, role in sorted(agent.roles.items()) if slug in mine}
    if not roles:
        return None
    return Person(
        id=agent.id,
        name=agent.name,
        email=agent.email,
        disabled_at=agent.disabled_at,
        roles=roles,
        whole=administers(me.agent.roles, agent.roles),
        oneself=agent.id == me.agent.id,
    )
