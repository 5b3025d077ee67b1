"""What is typed where the six-digit code is asked for."""

from __future__ import annotations

from bot.decisions.questions import Question
from bot.decisions.records import Intake
from bot.services.confirm_contact import Confirmation, check_code, send_again
from bot.services.context import Context
from bot.services.heard import Says
from bot.services.ports import Transaction
from bot.services.reply_wanted import move_reply
from bot.services.same_complaint import same_address_has_one


def take_code(context: Context, tx: Transaction, intake: Intake, typed: str) -> tuple[str | None, Says]:
    """The answer that ``typed`` gives to the question of the code (``None``: it still stands), and what is said."""
    result, left = check_code(context, tx, intake.conversation_id, typed)
    if result is Confirmation.WRONG:
        return None, [("utter_code_wrong", {"left": left})]
    if result is Confirmation.EXPIRED:
        answer, says = new_code(context, tx, intake)
        return answer, [("utter_code_expired", {}), *says]
    if result is Confirmation.CONFIRMED:
        case = tx.cases.by_intake(intake.id)
        if case is not None:
            tx.cases.add_event(case.id, "contact.confirmed", context.now(), {"by": "code"})
            _, moved = move_reply(context, tx, intake, case)
            if moved:
                return result.value, moved
            return result.value, [("utter_code_confirmed", {}), *same_address_has_one(context, tx, case)]
    return result.value, [(f"utter_code_{result}", {})]


def new_code(context: Context, tx: Transaction, intake: Intake) -> tuple[str | None, Says]:
    """A new code to the same address; when no more may be sent, the question is put away."""
    case = tx.cases.by_intake(intake.id)
    provider = context.provider(intake.provider)
    if case is not None and send_again(context, tx, intake.conversation_id, provider, case.reference):
        return None, [("utter_code_again", {"address": intake.answers.get(Question.REPLY_ADDRESS, "")})]
    return "skipped", [("utter_code_no_more", {})]
