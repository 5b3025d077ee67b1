"""The target to tell the customer that the provider has the complaint: settled as soon as they were told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from bot.decisions.late import RESPOND
from bot.decisions.provider import TargetKind
from bot.decisions.records import Case
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
    """The London date of the target that is still to come: that they hear of it is over once they were told."""
    if not knows_that_we_have_it(tx, case):
        return case.due_on
    promises = tx.promises.of_case(case.id)
    return min(
        (each.due_on for each in promises if each.kind.startswith("target.") and each.kept_at is None),
        default=case.due_on,
    )
