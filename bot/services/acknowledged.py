"""The target to tell the customer that the provider has the complaint: settled as soon as they were told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from bot.decisions.late import RESPOND
from bot.decisions.provider import TargetKind
from bot.decisions.records import Case, Promise
from bot.services.context import Context
from bot.services.ports import Transaction

KIND: Final = f"target.{TargetKind.ACKNOWLEDGE}"


def they_were_told(context: Context, tx: Transaction, conversation_id: str) -> None:
    """They have the reference, or a person's answer. The caller commits."""
    tx.promises.keep(conversation_id, KIND, context.now())


def they_were_answered(context: Context, tx: Transaction, case: Case) -> None:
    """An answer went to them, by a person or as an offer: that was all that a target to respond promised. The caller
    commits."""
    for each in tx.promises.of_case(case.id):
        if each.kind == RESPOND and each.kept_at is None:
            tx.promises.save(replace(each, kept_at=context.now()))


def waits_to_be_told(tx: Transaction, case: Case) -> bool:
    return any(each.kind == KIND and each.kept_at is None for each in tx.promises.of_case(case.id))


def knows_that_we_have_it(tx: Transaction, case: Case) -> bool:
    """Whether to be told of it was all that they waited for, and they were: that target is over."""
    return case.target_kind == TargetKind.ACKNOWLEDGE and not waits_to_be_told(tx, case)


def due_now(tx: Transaction, case: Case) -> date:
    """The London date of the target that is still to come: that they hear of it is over once they were told, and where
    a person told them a later day, it is that."""
    promises = tx.promises.of_case(case.id)
    if not knows_that_we_have_it(tx, case):
        return _moved_to(promises, case)
    return min(
        (each.due_on for each in promises if each.kind.startswith("target.") and _is_open(each)),
        default=case.due_on,
    )


def _is_open(promise: Promise) -> bool:
    return promise.kept_at is None and promise.moved_to is None


def _moved_to(promises: list[Promise], case: Case) -> date:
    """The last day that was given for the target of ``case``; its own day where none was."""
    by_id = {each.id: each for each in promises}
    kind = f"target.{case.target_kind}"
    found = next((each for each in promises if (each.kind, each.due_on) == (kind, case.due_on)), None)
    while found is not None and found.moved_to in by_id:
        found = by_id[found.moved_to or ""]
    return found.due_on if found is not None else case.due_on
