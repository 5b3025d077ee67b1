"""The case, and the intake, that a chat speaks of."""

from __future__ import annotations

from bot.decisions.records import Case, Intake, IntakeStatus
from bot.services.case_meant import case_meant
from bot.services.identity.shown import cases_shown
from bot.services.known_cases import STILL_OPEN
from bot.services.ports import Transaction


def case_of(tx: Transaction, conversation_id: str) -> Case | None:
    """The case opened last in this chat; without one, that of whoever showed in it who they are: the newest that is
    open, else the newest."""
    own = own_case_of(tx, conversation_id)
    if own is not None:
        return own
    shown = cases_shown(tx, conversation_id)
    still_open = [case for case in shown if case.status in STILL_OPEN]
    return next(reversed(still_open or shown), None)


def case_spoken_of(tx: Transaction, conversation_id: str, text: str) -> Case | None:
    """The same where ``text`` may name one, or one was spoken of last, among those of this chat and of whoever showed
    who they are. ``None`` where one is named that is not among them."""
    cases = [*cases_shown(tx, conversation_id), *tx.cases.of_conversation(conversation_id)]
    meant = case_meant(tx, conversation_id, text, cases)
    if meant is None:
        return None
    return meant.case if meant.named or not meant.of else case_of(tx, conversation_id)


def own_case_of(tx: Transaction, conversation_id: str) -> Case | None:
    """The case opened last in this very chat."""
    cases = tx.cases.of_conversation(conversation_id)
    return cases[-1] if cases else None


def intake_of(tx: Transaction, conversation_id: str) -> Intake | None:
    """The complaint being told; else that of the case. One that was begun after it and put away is neither."""
    return _intake(tx, conversation_id, case_of(tx, conversation_id))


def own_intake_of(tx: Transaction, conversation_id: str) -> Intake | None:
    """The same, of this very chat."""
    return _intake(tx, conversation_id, own_case_of(tx, conversation_id))


def _intake(tx: Transaction, conversation_id: str, case: Case | None) -> Intake | None:
    latest = tx.intakes.latest(conversation_id)
    if case is None or (latest is not None and latest.id == case.intake_id):
        return latest
    telling = latest is not None and latest.status is IntakeStatus.OPEN and latest.answers.get("complaining")
    return latest if telling else tx.intakes.get(case.intake_id)
