"""What was done at the desk, for the supervisors of a provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.decisions.records import AuditEntry, Role
from bot.services.context import Context
from bot.services.who_is_signed_in import SignedIn


@dataclass(frozen=True)
class AuditRead:
    """Newest first. ``names`` of people by id; who is not in it is not known any more."""

    entries: list[AuditEntry]
    names: Mapping[str, str]


def read_audit(context: Context, me: SignedIn, provider: str | None = None, limit: int = 200) -> AuditRead:
    """The newest ``limit`` entries of ``provider``, or of all that the reader supervises; of no other."""
    mine = [slug for slug in me.providers(Role.SUPERVISOR) if provider in (None, slug)]
    with context.store.read() as tx:
        entries = [entry for slug in mine for entry in tx.audit.newest(slug, limit)]
        names = {agent.id: agent.name for agent in tx.agents.all()}
    return AuditRead(sorted(entries, key=lambda entry: entry.id, reverse=True)[:limit], names)
