"""The target to tell the customer that the provider has the complaint: settled as soon as they were told."""

from __future__ import annotations

from dataclasses import replace
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
