"""Begin a complaint with the customer's own words, or take them into the one that is open already."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.decisions.calendar import london_date
from bot.decisions.questions import Purpose, Question
from bot.decisions.records import Case, Intake, IntakeStatus
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.take_answer import Heard, Outcome, case_of, take_answer

_STOCK = re.compile(
    r"\b(?:i|i'?d|i'?m|we|my|a|an|the|to|want(?:ing)?|wanna|would|like|need|can|could|please|make|makin|raise|lodge|file|log|register|put|in|"
    r"have|got|wish|hello|hi|hey|hiya|complain(?:ing|t|ts)?|formal(?:ly)?|about|something|this|is|it|yes|there|you|now|another|new|official(?:ly)?|start|do|am|here|"
    r"unhappy|not|happy|very|really|so|with|your|service|company|lot|u)\b|[^\w\s]",
    re.IGNORECASE,
)


def has_content(text: str) -> bool:
    """Whether a first message tells what happened, beyond that they want to complain."""
    return len(_STOCK.sub(" ", text.replace("’", "'")).split()) >= 2


def start_complaint(context: Context, heard: Heard, unsure: bool) -> Outcome:
    """Open the intake if none is open, and take what the message tells.

    ``unsure``: it may be a plain fault; they are asked which. The clock starts at ``heard.at``. A complaint made
    after one was logged in this chat goes to that one, unless the button says that it is a new one.
    """
    added = _prepare(context, heard, unsure)
    if added is not None:
        return added
    if heard.choice is None and has_content(heard.text):
        return take_answer(context, heard, Question.DESCRIPTION, Purpose.COMPLAINT)
    fault = _told_as_fault(context, heard.conversation_id)
    if fault is not None:
        told = replace(heard, text=fault, choice=None, question=None)
        return take_answer(context, told, Question.DESCRIPTION, Purpose.COMPLAINT)
    return Outcome(says=[("utter_complaint_begin", {})])


def _told_as_fault(context: Context, conversation_id: str) -> str | None:
    """What was told as a plain fault before it became a complaint."""
    with context.store.read() as tx:
        intake = tx.intakes.latest(conversation_id)
    return intake.answers.get("_fault") if intake is not None and intake.status is IntakeStatus.OPEN else None


def _prepare(context: Context, heard: Heard, unsure: bool) -> Outcome | None:
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        if intake is not None and intake.handled_message == heard.message_id and intake.outcome is not None:
            return Outcome.from_json(intake.outcome)
        case = case_of(tx, heard.conversation_id)
        if (
            intake is not None
            and intake.status is not IntakeStatus.OPEN
            and case is not None
            and heard.choice != "new"
        ):
            outcome = add_words(context, tx, intake, case, heard)
            tx.commit()
            return outcome
        if intake is None or intake.status is not IntakeStatus.OPEN:
            intake = _new(context, tx, heard, intake)
        answers = dict(intake.answers)
        if not answers.get("complaining") and not answers.get("unsure_if_complaint"):
            intake = replace(intake, began_at=heard.at)
        if unsure and not answers.get("complaining"):
            answers["unsure_if_complaint"] = True
        else:
            answers["complaining"] = True
            if answers.get("unsure_if_complaint"):
                answers[Question.FAULT_OR_COMPLAINT] = "complaint"
        if answers.pop("not_complained", None):
            today = london_date(heard.at).isoformat()
            answers[Question.FIRST_TOLD_ON] = {"from": today, "to": today}
        tx.intakes.save(replace(intake, answers=answers))
        tx.commit()
    return None


def open_intake(context: Context, tx: Transaction, heard: Heard) -> Intake:
    """The open intake of the chat, made if there is none: answers about ADR are kept on it too."""
    intake = tx.intakes.latest(heard.conversation_id)
    if intake is None or intake.status is not IntakeStatus.OPEN:
        intake = _new(context, tx, heard, intake)
    return intake


def _new(context: Context, tx: Transaction, heard: Heard, before: Intake | None) -> Intake:
    """What they said of themselves is kept, what happened is not: it is another complaint."""
    kept = {}
    if before is not None:
        about_them = (
            Question.NAME,
            Question.REPLY_BY,
            Question.REPLY_ADDRESS,
            Question.CUSTOMER,
            Question.EMPLOYEES,
        )
        kept = {key.value: before.answers[key] for key in about_them if key in before.answers}
        if before.answers.get(Question.CODE) == "confirmed":
            kept[Question.CODE.value] = "confirmed"
        if before.answers.get(Question.FAULT_OR_COMPLAINT) == "fault" and before.answers.get(
            Question.DESCRIPTION
        ):
            kept["_fault"] = before.answers[Question.DESCRIPTION]
    intake = Intake(
        id=context.new_id(),
        conversation_id=heard.conversation_id,
        provider=tx.conversations.get(heard.conversation_id).provider,
        status=IntakeStatus.OPEN,
        began_at=heard.at,
        answers=kept,
    )
    tx.intakes.add(intake)
    return intake


def add_words(context: Context, tx: Transaction, intake: Intake, case: Case, heard: Heard) -> Outcome:
    """More words for a complaint that is logged: an event on the case, once per message. The caller commits."""
    tx.cases.add_event(case.id, "customer.added", context.now(), {"by": "customer", "text": heard.text})
    outcome = Outcome(says=[("utter_added_to_case", {"reference": case.reference})])
    tx.intakes.save(replace(intake, handled_message=heard.message_id, outcome=outcome.as_json()))
    return outcome
