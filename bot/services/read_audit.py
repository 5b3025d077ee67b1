"""What was done at the desk, for the supervisors of a provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.decisions.records import AuditEntry, Role
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.who_is_signed_in import SignedIn

_OF_ACCOUNT: Final = "agent:"
"""How the subjects begin that stand in the trail once for each provider (``account_trail``)."""
_ONE_ACT: Final = timedelta(seconds=1)
"""Each of them is written at a moment of its own, one right after the other."""


@dataclass(frozen=True)
class AuditRead:
    """Newest first, one for each act: what was written down once for each provider of an account is one entry, with
    ``providers`` by its id. ``names`` of people by id; who is not in it is not known any more. ``references`` of
    complaints by the subject of an entry (``case:…``, ``conversation:…``), where it has one."""

    entries: list[AuditEntry]
    providers: Mapping[int, tuple[str, ...]]
    names: Mapping[str, str]
    references: Mapping[str, str]


def read_audit(context: Context, me: SignedIn, provider: str | None = None, limit: int = 200) -> AuditRead:
    """The newest ``limit`` entries of ``provider``, or of all that the reader supervises; of no other."""
    mine = [slug for slug in me.providers(Role.SUPERVISOR) if provider in (None, slug)]
    with context.store.read() as tx:
        found = [entry for slug in mine for entry in tx.audit.newest(slug, limit)]
        acts = _acts(sorted(found, key=lambda entry: entry.id, reverse=True))[:limit]
        entries = [act[0] for act in acts]
        names = {agent.id: agent.name for agent in tx.agents.all()}
        subjects = {entry.subject for entry in entries}
        references = {subject: _reference(tx, subject) for subject in subjects}
    providers = {act[0].id: tuple(each.provider or "" for each in reversed(act)) for act in acts}
    known = {subject: found for subject, found in references.items() if found}
    return AuditRead(entries, providers, names, known)


def _acts(entries: list[AuditEntry]) -> list[list[AuditEntry]]:
    """Entries that follow each other and say the same of one account, but for the provider: one act each."""
    acts: list[list[AuditEntry]] = []
    for entry in entries:
        if acts and _is_same_act(acts[-1], entry):
            acts[-1].append(entry)
        else:
            acts.append([entry])
    return acts


def _is_same_act(act: list[AuditEntry], entry: AuditEntry) -> bool:
    last = act[-1]
    same = (last.action, last.subject, last.agent_id, last.data) == (
        entry.action,
        entry.subject,
        entry.agent_id,
        entry.data,
    )
    of_account = entry.subject.startswith(_OF_ACCOUNT) and last.at - entry.at < _ONE_ACT
    return same and of_account and entry.provider not in {each.provider for each in act}


def _reference(tx: Transaction, subject: str) -> str | None:
    kind, _, id = subject.partition(":")
    if kind == "case":
        case = tx.cases.get(id)
        return case.reference if case else None
    cases = tx.cases.of_conversation(id) if kind == "conversation" else []
    return cases[-1].reference if cases else None
