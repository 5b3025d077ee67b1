"""What a customer changed of what they had told stands in the audit trail, whoever they told it to."""

from __future__ import annotations

from typing import Final

from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Case, Intake
from bot.services.answer_words import SUMMED_UP, label
from bot.services.context import Context
from bot.services.ports import Transaction

CORRECTED: Final = "card.corrected"
"""In the audit trail of the chat: ``by`` the customer, and ``what``. Values stand in the chat, which can be wiped."""


def put_down_corrections(context: Context, tx: Transaction, case: Case, intake: Intake) -> None:
    """Details of ``case`` that the answers of the intake have otherwise now: told to the assistant, in the chat or on
    the form. What is told for the first time is no change, and a story that grows is none. The caller commits."""
    provider = context.provider(case.provider)
    contact = tx.contacts.get(case.contact_id)  # the address of the reply is there and in no detail
    told = {**case.details, Question.REPLY_ADDRESS: contact.value if contact else None}
    for question in SUMMED_UP:
        before, now = told.get(question), intake.answers.get(question)
        if question is Question.DESCRIPTION or before in (None, UNKNOWN) or before == now:
            continue
        data = {"by": "customer", "what": label(context, question, provider)}
        subject = f"conversation:{case.conversation_id}"
        tx.audit.add(context.now(), CORRECTED, subject, None, case.provider, data)
