"""Whose browser is this? Looked up anew at each request, so that a role taken away is gone at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.decisions.access import may, providers_where
from bot.decisions.records import Agent, AgentSession, Role
from bot.services.context import Context
from bot.services.second_step_asked import is_on, is_required

SEEN_EVERY: Final = timedelta(minutes=1)
"""``seen_at`` is written no more often than this: a desk that is open reads far more often than it writes."""


@dataclass(frozen=True)
class SignedIn:
    """A person at the desk and the session of their browser, as the database has them at this request."""

    agent: Agent
    session: AgentSession
    must_set_up: bool = False
    """A provider of theirs asks a second step of everybody, and they have none yet: nothing else is open to them."""

    def may(self, provider: str, role: Role = Role.AGENT) -> bool:
        """Denied unless they have at least ``role`` at ``provider``."""
        return may(self.agent.roles, provider, role)

    def providers(self, role: Role = Role.AGENT) -> tuple[str, ...]:
        """Slugs of the providers at which they have at least ``role``, in order."""
        return providers_where(self.agent.roles, role)


def who_is_signed_in(context: Context, token: str, *, active: bool = True) -> SignedIn | None:
    """The person whose browser holds ``token``; ``None`` for a session that is unknown, ended, idle for longer than
    ``session_idle`` minutes, older than its lifetime, or of somebody who was disabled.

    ``active``: this request shows that a person is there, which puts off the idle end. A page that asks for news by
    itself passes false, or an empty chair would stay signed in until the lifetime is over.
    """
    if not token:
        return None
    at = context.now()
    with context.store.read() as tx:
        session = tx.agent_sessions.by_token(token_hash(token))
        agent = tx.agents.get(session.agent_id) if session is not None else None
        must_set_up = agent is not None and is_required(tx, agent) and not is_on(tx, agent.id)
    if session is None or agent is None or agent.disabled_at is not None or session.ended_at is not None:
        return None
    idle = timedelta(minutes=context.rule("session_idle"))
    if at >= session.expires_at or at - session.seen_at >= idle:
        return None
    if active and at - session.seen_at >= SEEN_EVERY:
        with context.store.write() as tx:
            tx.agent_sessions.seen(session.id, at)
            tx.commit()
    return SignedIn(agent, session, must_set_up)


def token_hash(token: str) -> str:
    """SHA-256 in hex. The token has 256 random bits, so a quick hash is as good as a slow one."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
