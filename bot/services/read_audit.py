"""What was done at the desk, for the supervisors of a provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.decisions.records import AuditEntry, Role
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.who_is_signed_in import SignedIn


@dataclass(frozen=True)
class AuditRead:
    """Newest first. ``names`` of people by id; who is not in it is not known any more. ``references`` of complaints by
    the subject of an entry (``case:…``, ``conversation:…``), where it has one."""

    entries: list[AuditEntry]
    names: Mapping[str, str]
    references: Mapping[str, str]


def read_audit(context: Context, me: SignedIn, provider: str | None = None, limit: int = 200) -> AuditRead:
    """The newest ``limit`` entries of ``provider``, or of all that the reader supervises; of no other."""
    mine = [slug for slug in me.providers(Role.SUPERVISOR) if provider in (None, slug)]
    with context.store.read() as tx:
        found = [entry for slug in mine for entry in tx.audit.newest(slug, limit)]
        entries = sorted(found, key=lambda entry: entry.id, reverse=True)[:limit]
        names = {agent.id: agent.name for agent in tx.agents.all()}
        subjects = {entry.subject for entry in entries}
        references = {subject: _reference(tx, subject) for subject in subjects}
    return AuditRead(entries, names, {subject: found for subject, found in references.items() if found})


def _reference(tx: Transaction, subject: str) -> str | None:
    kind, _, id = subject.partition(":")
    if kind == "case":
        case = tx.cases.get(id)
        return case.reference if case else None
    cases = tx.cases.of_conversation(id) if kind == "conversation" else []
    return cases[-1].reference if cases else None
