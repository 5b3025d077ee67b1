"""What the provider would do for a complaint is put to the customer, and the case waits for their word."""

from __future__ import annotations

from collections.abc import Mapping

from bot.decisions.case_moves import moved
from bot.decisions.records import Case, CaseStatus, ConversationState, Sender
from bot.services.acknowledged import they_were_answered, they_were_told
from bot.services.context import Context
from bot.services.offer_words import offer_words
from bot.services.ports import Transaction
from bot.services.refused_offer import OFFERED
from bot.services.transcript import lines
from bot.wording import Said


def make_offer(context: Context, tx: Transaction, case: Case, data: Mapping[str, object]) -> Case:
    """``data`` of the event: ``outcome`` in words, ``by`` and ``agent``. With the assistant in the chat, it takes their
    answer there; else they read a notice. The caller commits."""
    offered = moved(case, CaseStatus.OUTCOME_OFFERED, context.now())
    tx.cases.save(offered)
    they_were_answered(context, tx, case)
    tx.cases.add_event(case.id, OFFERED, context.now(), dict(data))
    if tx.conversations.get(case.conversation_id).state is ConversationState.BOT:
        said = offer_words(context, tx, offered)
    else:
        named = context.provider(case.provider).name
        said = Said(context.words.text("utter_outcome_offered", outcome=str(data["outcome"]), provider=named))
    for line in lines(case.conversation_id, Sender.SYSTEM, [said], context.now()):
        tx.messages.add(line)
    they_were_told(context, tx, case.conversation_id)
    return offered
