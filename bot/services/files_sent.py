"""The files that a customer sent for the complaint they are telling, by name: for what is read back to them."""

from __future__ import annotations

from bot.decisions.records import Intake
from bot.services.ports import Transaction
from bot.services.take_file import CUSTOMER


def files_sent(tx: Transaction, intake: Intake | None) -> list[str]:
    """Names, oldest first; without what belongs to another complaint of the same chat."""
    if intake is None:
        return []
    case = tx.cases.by_intake(intake.id)
    theirs = (None, case.id if case else None)
    files = tx.files.of_conversation(intake.conversation_id)
    return [file.name for file in files if file.sent_by == CUSTOMER and file.case_id in theirs]
