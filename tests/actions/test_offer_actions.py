"""An offer that is open, in the middle of a complaint and after it."""

from __future__ import annotations

from bot.decisions.records import CaseStatus
from bot.services.desk.work_case import offer_outcome
from tests.actions.trackers import Talk
from tests.support.desk_rows import add_agent


def offer(talk: Talk) -> str:
    """The id of the case of this chat, which has just been answered."""
    with talk.context.store.read() as tx:
        case = tx.cases.of_conversation(talk.id)[-1]
    offer_outcome(talk.context, add_agent(talk.context), case.reference, "£30 credit")
    return case.id


def status(talk: Talk, case_id: str) -> CaseStatus:
    with talk.context.store.read() as tx:
        case = tx.cases.get(case_id)
    assert case is not None
    return case.status


def test_accepting_while_is_it_right_stands_settles_it_and_the_question_stays(at_the_last_look: Talk) -> None:
    talk = at_the_last_look
    case = offer(talk)
    talk.hears("yes I accept the offer", "affirm")
    ran = talk.runs("validate_complaint_form")
    assert status(talk, case) is CaseStatus.RESOLVED
    assert "you accept the answer" in ran.texts[0]
    assert talk.asked == "check"


def test_a_bare_yes_while_is_it_right_stands_answers_that(at_the_last_look: Talk) -> None:
    talk = at_the_last_look
    case = offer(talk)
    talk.hears("yes", "affirm")
    talk.runs("validate_complaint_form")
    assert status(talk, case) is CaseStatus.OUTCOME_OFFERED
    assert talk.asked == "code"


def test_whatever_the_model_hears_in_it_accepting_is_taken(logged: Talk) -> None:
    talk = logged
    talk.hears("skip")
    talk.runs("validate_complaint_form")
    case = offer(talk)
    talk.hears("I accept their offer, it settles it", "ask_adr", topic="adr_binding")
    talk.runs("action_adr")
    assert status(talk, case) is CaseStatus.RESOLVED


def test_who_asks_what_happens_now_is_told_of_the_offer_with_its_buttons(logged: Talk) -> None:
    talk = logged
    talk.hears("skip")
    talk.runs("validate_complaint_form")
    offer(talk)
    talk.hears("what happens now?", "ask_response_target")
    ran = talk.runs("action_response_target")
    assert ran.buttons == ["Accept", "Don't accept"]


def test_what_was_agreed_is_said_once_in_an_answer(logged: Talk) -> None:
    talk = logged
    talk.hears("skip")
    talk.runs("validate_complaint_form")
    with talk.context.store.write() as tx:
        tx.conversations.set_agreed(talk.id, "£24 by 4 December")
        tx.commit()
    talk.hears("what happens next?", "ask_response_target")
    assert " ".join(talk.runs("action_response_target").texts).count("£24 by 4 December") == 1
