"""The case of a complaint: opened as soon as it can be, filled, and the end of the questions."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.questions import Question, next_question, ready_to_open
from bot.decisions.records import Case, ConversationState, Intake, IntakeStatus
from bot.services.confirm_contact import code_outstanding
from bot.services.corrected import put_down_corrections
from bot.services.heard import CLOSING, CODE_LATER, LOGGED_EARLY
from bot.services.open_case import keep_details, open_case, resolve_at_first_contact
from bot.services.taking.state import Taking

_LAST = (Question.CHECK,)
"""With only the last look left there are no "few short questions": the closing words say that it is logged."""


def open_or_fill(taking: Taking) -> None:
    """Open the case as soon as there is enough, keep later details on it, resolve it when they say it is sorted."""
    answers = taking.intake.answers
    if not ready_to_open(answers) or not answers.get("complaining"):
        return
    existing = taking.tx.cases.by_intake(taking.intake.id)
    if answers.get(Question.SORTED) == "yes":
        case = resolve_at_first_contact(taking.context, taking.tx, taking.intake)
        taking.says.append(("utter_summary_sent", {"reference": case.reference}))
    elif existing is not None:
        conversation = taking.tx.conversations.get(existing.conversation_id)
        if conversation.state is ConversationState.BOT:  # with a person it is the card that they put right
            put_down_corrections(taking.context, taking.tx, existing, taking.intake)
        keep_details(taking.context, taking.tx, existing, taking.intake)
    else:
        case = open_case(taking.context, taking.tx, taking.intake)
        if next_question(answers, taking.profile) not in (None, Question.CODE, *_LAST):
            taking.says.append((LOGGED_EARLY, {"reference": case.reference}))
            if code_outstanding(taking.context, taking.tx, case.conversation_id, case.contact_id):
                taking.says.append((CODE_LATER, {"address": answers[Question.REPLY_ADDRESS]}))


def finish(taking: Taking, before: Question | None, following: Question | None) -> None:
    """The closing words once all is told, and the end of the intake. ``before`` and ``following``: the questions that
    stood before the message and stand after it."""
    case = taking.tx.cases.by_intake(taking.intake.id)
    told = before not in (None, Question.CODE) and following in (None, Question.CODE)
    if told and case is not None and taking.intake.answers.get(Question.SORTED) != "yes":
        taking.says.append((CLOSING, {}))
    if following is None:
        taking.intake = replace(taking.intake, status=_final_status(taking.intake, case))


def _final_status(intake: Intake, case: Case | None) -> IntakeStatus:
    if intake.answers.get(Question.FAULT_OR_COMPLAINT) == "fault":
        return IntakeStatus.CANCELLED
    if intake.answers.get(Question.SORTED) == "yes":
        return IntakeStatus.RESOLVED
    return IntakeStatus.COMPLETE if case is not None else IntakeStatus.OPEN
