"""One message, taken as an answer: read, kept on the intake, the case opened as soon as it can be.

The intake row is the truth. The same message twice gives the same outcome and does nothing more, so a turn
that failed after this can be run again. The steps are in ``bot.services.taking``.
"""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.questions import THATS_ALL, Purpose, Question, next_question
from bot.decisions.records import Intake, IntakeStatus
from bot.readers.answers import find_contact
from bot.readers.heard import Problem, Taken
from bot.readers.last_look import SHOW
from bot.services.add_words import add_words
from bot.services.context import Context
from bot.services.hand_off import keep_contact
from bot.services.heard import Heard, Outcome, handled_before
from bot.services.hearing.asides import wonders_why_beside
from bot.services.hearing.enough import has_had_enough
from bot.services.hearing.hear_answer import hear_answer, question_meant
from bot.services.hearing.question_beside import answer_beside
from bot.services.latest_case import case_of
from bot.services.ports import Transaction
from bot.services.taking.asides import answer_aside
from bot.services.taking.keep_values import keep_values
from bot.services.taking.misses import miss
from bot.services.taking.problems import tell_problem
from bot.services.taking.standing import intake_for, standing
from bot.services.taking.state import Taking
from bot.services.taking.the_case import finish


def question_now(context: Context, conversation_id: str, purpose: Purpose) -> Question | None:
    """The question that stands for ``purpose``, read from the store."""
    with context.store.read() as tx:
        intake = intake_for(tx, conversation_id, purpose)
        if intake is None or (intake.status is not IntakeStatus.OPEN and purpose is Purpose.COMPLAINT):
            return None
        return standing(context, tx, intake, purpose)


def take_answer(context: Context, heard: Heard, asked: str | None, purpose: Purpose) -> Outcome:
    """Take ``heard`` as an answer to ``asked``. One transaction.

    With nothing open to answer, the words go to the case of this chat, so that none are lost.
    """
    with context.store.write() as tx:
        intake = intake_for(tx, heard.conversation_id, purpose)
        done = handled_before(intake, heard)
        if done is not None:
            return done
        if intake is None or (intake.status is not IntakeStatus.OPEN and purpose is Purpose.COMPLAINT):
            case = case_of(tx, heard.conversation_id)
            if intake is None or case is None or not heard.text:
                return Outcome(says=[("utter_button_of_before", {})])
            outcome = add_words(context, tx, intake, case, heard)
        else:
            outcome = answer_within(context, tx, intake, heard, Question(asked) if asked else None, purpose)
        tx.commit()
        return outcome


def answer_within(
    context: Context, tx: Transaction, intake: Intake, heard: Heard, asked: Question | None, purpose: Purpose
) -> Outcome:
    """As ``take_answer`` with the intake at hand, within the caller's unit of work; the caller commits."""
    taking = Taking(context, tx, intake, heard, purpose)
    outcome = _run(taking, asked)
    if not outcome.theirs or taking.intake != intake:
        kept = replace(taking.intake, handled_message=heard.message_id, outcome=outcome.as_json())
        tx.intakes.save(kept)
    return outcome


def said_on_return(context: Context, heard: Heard) -> Outcome:
    """What was taken beside a question of theirs, to be read back once that is answered; else nothing."""
    with context.store.read() as tx:
        done = handled_before(tx.intakes.latest(heard.conversation_id), heard)
    return done if done is not None and done.theirs else Outcome()


def _with_why(taking: Taking, question: Question | None) -> bool:
    """An answer, and why we wanted it: taken, and told."""
    if question is None or not wonders_why_beside(taking.said):
        return False
    beside = answer_beside(taking.said, question)
    if beside is None:
        return False
    key = f"utter_why_{question}"
    taking.message, reading = beside
    keep_values(taking, reading.values)
    taking.says.append((key if key in taking.context.words else "utter_why", {}))
    return True


def _serve_both(taking: Taking, question: Question | None, before: Question | None) -> Outcome:
    """A question of theirs. An answer beside it is taken too, and read back when the form comes back from answering
    (``Outcome.says`` of a question of theirs)."""
    beside = answer_beside(taking.said, question)
    if beside is None:
        return Outcome(theirs=True)
    taking.message, reading = beside
    keep_values(taking, reading.values)
    following = standing(taking.context, taking.tx, taking.intake, taking.purpose)
    if taking.purpose is Purpose.COMPLAINT:
        finish(taking, before, following)
    return Outcome(taking.filled, taking.says, following.value if following else None, theirs=True)


def _other_phone(taking: Taking) -> bool:
    """A number typed where the code is asked for is one more way to reach them, never a wrong code."""
    contact = find_contact(taking.message.text)
    if not isinstance(contact, Taken) or contact.values[Question.REPLY_BY] != "phone":
        return False
    address = contact.values[Question.REPLY_ADDRESS]
    handoff = taking.tx.handoffs.open_of(taking.intake.conversation_id)
    keep_contact(taking.context, taking.tx, taking.intake.conversation_id, "phone", address, handoff)
    taking.says.append(("utter_noted_also", {"address": address}))
    return True


def _run(taking: Taking, asked: Question | None) -> Outcome:
    taking.asked = asked
    before = None
    if taking.purpose is Purpose.COMPLAINT:
        before = next_question(taking.intake.answers, taking.profile)
    taking.set(SHOW, None)
    if asked is Question.CHECK:
        taking.set("_seen_check", True)
    if answer_aside(taking, asked):
        return _outcome(taking, before)
    question = question_meant(taking.said, asked)
    if question is None and taking.heard.question:
        taking.says.append(("utter_button_of_before", {}))
        return _outcome(taking, before)
    if question is Question.CODE and _other_phone(taking):
        return _outcome(taking, before)
    reading = hear_answer(taking.said, question)
    if reading is None and _with_why(taking, question):
        return _outcome(taking, before)
    if reading is None and taking.said.outright(question):
        return _serve_both(taking, question, before)
    if reading is None and taking.said.theirs(question):
        return Outcome(theirs=True)
    taking.set("_suggestion", None)
    if reading is None:
        miss(taking, question)
    elif isinstance(reading, Problem):
        if question in (Question.REPLY_BY, Question.REPLY_ADDRESS) and has_had_enough(taking.said, question):
            taking.set(
                THATS_ALL, True
            )  # they still have to say where to reply; nothing else is asked after it
        tell_problem(taking, reading)
    else:
        keep_values(taking, reading.values)
    return _outcome(taking, before)


def _outcome(taking: Taking, before: Question | None) -> Outcome:
    if taking.intake.status is IntakeStatus.CANCELLED:
        return Outcome(taking.filled, taking.says, None)
    following = standing(taking.context, taking.tx, taking.intake, taking.purpose)
    if taking.purpose is Purpose.COMPLAINT:
        finish(taking, before, following)
    return Outcome(taking.filled, taking.says, following.value if following else None)
