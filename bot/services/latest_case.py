"""The case, and the intake, that a chat speaks of."""

from __future__ import annotations

from bot.decisions.records import Case, Intake, IntakeStatus
from bot.services.ports import Transaction


def case_of(tx: Transaction, conversation_id: str) -> Case | None:
    """The case opened last in this chat."""
    cases = tx.cases.of_conversation(conversation_id)
    return cases[-1] if cases else None


def intake_of(tx: Transaction, conversation_id: str) -> Intake | None:
    """The complaint being told; else that of the case. One that was begun after it and put away is neither."""
    latest = tx.intakes.latest(conversation_id)
    case = case_of(tx, conversation_id)
    if case is None or latest is None or latest.id == case.intake_id:
        return latest
    telling = latest.status is IntakeStatus.OPEN and latest.answers.get("complaining")
    return latest if telling else tx.intakes.get(case.intake_id)
