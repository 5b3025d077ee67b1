"""The intake that a message belongs to, and the question that stands in it."""

from __future__ import annotations

from bot.decisions.questions import Purpose, Question, next_question
from bot.decisions.records import Intake
from bot.services import chat_adr
from bot.services.context import Context
from bot.services.latest_case import case_of, intake_of
from bot.services.ports import Transaction


def intake_for(tx: Transaction, conversation_id: str, purpose: Purpose) -> Intake | None:
    """What is told about ADR belongs to the complaint of the chat, also when that is told to the end."""
    return intake_of(tx, conversation_id) if purpose is Purpose.ADR else tx.intakes.latest(conversation_id)


def standing(context: Context, tx: Transaction, intake: Intake, purpose: Purpose) -> Question | None:
    """``None``: nothing is left to ask."""
    if purpose is Purpose.ADR:
        return chat_adr.adr_question(
            context, intake.provider, intake.answers, case_of(tx, intake.conversation_id)
        )
    return next_question(intake.answers, context.provider(intake.provider))
