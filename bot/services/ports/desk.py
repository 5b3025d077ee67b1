"""Chats that wait for a person, the people at the desk, and what they did."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from bot.decisions.records import Agent, AgentSession, AuditEntry, Handoff


class Handoffs(Protocol):
    def add(self, handoff: Handoff) -> None: ...
    def get(self, id: str) -> Handoff | None: ...
    def claim(self, id: str, agent_id: str, at: datetime) -> bool:
        """One conditional update: true for exactly one of all who try while nobody has it."""
        ...

    def asked_since(self, provider: str, since: datetime) -> list[Handoff]:
        """Open and closed, in the order in which they were asked for."""
        ...

    def pass_on(self, id: str, holder: str, to: str | None, note: str, at: datetime) -> bool:
        """From ``holder`` to another agent, or back into the queue; false if ``holder`` does not have it."""
        ...

    def open_of(self, conversation_id: str) -> Handoff | None: ...
    def of_conversation(self, conversation_id: str) -> list[Handoff]:
        """Open and closed, in the order in which they were asked for."""
        ...

    def save(self, handoff: Handoff) -> None: ...
    def open(self) -> list[Handoff]:
        """All that wait, priority first, then longest first."""
        ...


class Agents(Protocol):
    def add(self, agent: Agent) -> None: ...
    def save(self, agent: Agent) -> None: ...
    def get(self, id: str) -> Agent | None: ...
    def by_email(self, email: str) -> Agent | None: ...
    def all(self) -> list[Agent]: ...


class AgentSessions(Protocol):
    def add(self, session: AgentSession) -> None: ...
    def by_token(self, token_hash: str) -> AgentSession | None: ...
    def seen(self, id: str, at: datetime) -> None: ...
    def here(self, id: str, at: datetime) -> None:
        """Their open page asked for news by itself."""
        ...

    def end(self, agent_id: str, at: datetime, id: str | None = None) -> None:
        """One session, or all of the agent that are still open."""
        ...

    def end_others(self, agent_id: str, at: datetime, id: str) -> None:
        """All of the agent that are still open, but ``id``."""
        ...

    def present(self, provider: str, since: datetime) -> list[str]:
        """Ids of the agents of ``provider`` whose browser was heard of since then."""
        ...

    def prune(self, before: datetime) -> int:
        """Drop those that ended or ran out before then; how many."""
        ...


class SignIns(Protocol):
    def add(self, email: str, address: str, at: datetime, ok: bool) -> None: ...
    def failures(self, email: str, address: str, since: datetime) -> tuple[int, int]:
        """Wrong tries since then: for the e-mail address since its last right one, and from the network address."""
        ...

    def prune(self, before: datetime) -> int:
        """Drop those made before then; how many."""
        ...


class Audit(Protocol):
    def add(
        self,
        at: datetime,
        action: str,
        subject: str,
        agent_id: str | None = None,
        provider: str | None = None,
        data: dict[str, Any] | None = None,
    ) -> None: ...
    def of(self, subject: str) -> list[AuditEntry]: ...
    def last(self, subject: str) -> datetime | None:
        """When something was last done to it."""
        ...

    def times(self, agent_id: str, action: str, since: datetime) -> list[datetime]:
        """When the agent did it, after ``since``, oldest first."""
        ...

    def newest(self, provider: str | None = None, limit: int = 200) -> list[AuditEntry]: ...
