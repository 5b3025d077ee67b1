"""A whole case ends, or comes back, by the customer's own word. Each is an event with their words and an audit line.

What was received when, its target and the day from which the scheme is open never change by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bot.decisions.case_moves import Move, after, moved
from bot.decisions.errors import Refused
from bot.decisions.late import is_late, is_overdue
from bot.decisions.provider import TargetKind
from bot.decisions.questions import Question
from bot.decisions.records import Case, CaseStatus, IntakeStatus
from bot.readers.adr_told import SETTLED_HOW, SETTLED_ON
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.alert_desk import alert_desk
from bot.services.context import Context
from bot.services.ports import Transaction

SORTED: Final = "case.sorted"
WITHDRAWN: Final = "case.withdrawn"
REOPENED: Final = "case.reopened"
STILL_SORTED: Final = "still_sorted.confirmed"
"""Their data: ``by``, ``how`` (the customer's words, or what they pressed), ``where`` and ``message``."""
_TARGETS: Final = tuple(f"target.{kind}" for kind in TargetKind if kind is not TargetKind.ACKNOWLEDGE)
"""What is still to come when it is not sorted after all: that they were told of it stays true."""


@dataclass(frozen=True)
class Word:
    """The customer's own word on a case. ``how``: as they wrote it, or which button; ``where``: ``chat``, ``link`` (a
    mail) or ``page``; ``message``: of the chat, so that the same one counts once."""

    how: str
    where: str = "chat"
    message: str = ""

    def data(self) -> dict[str, str]:
        return {"by": "customer", "how": self.how, "where": self.where, "message": self.message}


def sorted_by_word(context: Context, tx: Transaction, case: Case, word: Word) -> Case:
    """Resolved, because they said so; its targets are settled. What a person promised for a day to come still is.
    Raises ``Refused`` for a case that has ended. The caller commits."""
    ended = _move(context, tx, case, Move.SORTED, SORTED, word)
    tx.promises.settle(case.id, context.now(), but=(AGENT_PROMISE,))
    _ask_no_more(tx, case)
    return ended


def withdraw(context: Context, tx: Transaction, case: Case, word: Word) -> Case:
    """Nobody has to act on it any more, and nothing is settled by that. Raises ``Refused`` for one that has ended. The
    caller commits."""
    ended = _move(context, tx, case, Move.WITHDRAWN, WITHDRAWN, word)
    tx.promises.settle(case.id, context.now())
    _ask_no_more(tx, case)
    return ended


def still_sorted(context: Context, tx: Transaction, case: Case, word: Word) -> None:
    """Asked some days later, they say that it is. Once. The caller commits."""
    if not is_confirmed_sorted(tx, case):
        _record(context, tx, case, STILL_SORTED, word)


def is_confirmed_sorted(tx: Transaction, case: Case) -> bool:
    """Whether they said so already, since they last called it sorted."""
    since = case.status_since
    return since is not None and any(
        each.code == STILL_SORTED and each.at >= since for each in tx.cases.events(case.id)
    )


def reopen(context: Context, tx: Transaction, case: Case, word: Word) -> Case:
    """Open again by the customer's word, with the clock that it had; those in charge are told at once, and the desk
    lists it first. What is late by now is told in the same breath (``late_by_now``), and so not again. Raises
    ``Refused`` for one that is open. The caller commits."""
    why: Final = "taken_back" if case.status is CaseStatus.WITHDRAWN else "reopened"
    opened = open_again(context, tx, case)
    _record(context, tx, opened, REOPENED, word)
    for each in tx.promises.of_case(case.id):
        if is_late(each, context.today(), opened.status) and each.late_told_at is None:
            tx.promises.save(replace(each, late_told_at=context.now()))
    told = context.words.text("utter_alert_told_open_again")
    key = f"case-{why}-{case.id}-{context.now().isoformat('T', 'seconds')}"
    alert_desk(context, tx, case.conversation_id, case.provider, key, why, told, word.how)
    return opened


def open_again(context: Context, tx: Transaction, case: Case) -> Case:
    """The row alone, whoever put down that the customer said so: open, its targets run on from where they began, and
    the scheme counts it as not settled. Raises ``Refused`` for one that is open. The caller commits."""
    status = after(case.status, Move.REOPENED)
    if status is None:
        raise Refused("This case is open, so there is nothing to open again.")
    opened = moved(case, status, context.now())
    tx.cases.save(opened)
    withdrawn = case.status is CaseStatus.WITHDRAWN
    kinds = (*_TARGETS, AGENT_PROMISE) if withdrawn else _TARGETS
    tx.promises.unsettle(case.id, kinds, case.status_since)
    _forget_that_it_is_sorted(tx, case)
    return opened


def late_by_now(context: Context, tx: Transaction, case: Case) -> bool:
    """Whether the day of its target is over, and it is open again."""
    now = tx.cases.get(case.id) or case
    return is_overdue(now, tx.promises.of_case(case.id), context.today())


def _move(context: Context, tx: Transaction, case: Case, move: Move, code: str, word: Word) -> Case:
    status = after(case.status, move)
    if status is None:
        raise Refused("This case has ended already. Nothing was changed.")
    ended = moved(case, status, context.now())
    tx.cases.save(ended)
    _record(context, tx, ended, code, word)
    return ended


def _record(context: Context, tx: Transaction, case: Case, code: str, word: Word) -> None:
    tx.cases.add_event(case.id, code, context.now(), word.data())
    facts = {"reference": case.reference, "by": "customer", "where": word.where}
    tx.audit.add(context.now(), code, f"case:{case.id}", None, case.provider, facts)


def _ask_no_more(tx: Transaction, case: Case) -> None:
    """No question of the form stands after it."""
    intake = tx.intakes.get(case.intake_id)
    if intake is not None and intake.status is IntakeStatus.OPEN:
        tx.intakes.save(replace(intake, status=IntakeStatus.COMPLETE))


def _forget_that_it_is_sorted(tx: Transaction, case: Case) -> None:
    intake = tx.intakes.get(case.intake_id)
    if intake is None:
        return
    answers = {key: told for key, told in intake.answers.items() if key not in (SETTLED_ON, SETTLED_HOW)}
    if answers.get(Question.SORTED) == "yes":
        answers[Question.SORTED] = "no"
    resolved = intake.status is IntakeStatus.RESOLVED
    status = IntakeStatus.COMPLETE if resolved else intake.status
    tx.intakes.save(replace(intake, answers=answers, status=status))
