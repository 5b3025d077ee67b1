"""They leave, or are done: no question comes after it, and what they told is kept."""

from __future__ import annotations

import pytest

from tests.actions.trackers import Talk


@pytest.mark.parametrize("said", ["bye", "thanks, goodbye", "ok bye then"])
@pytest.mark.parametrize("intent", ["goodbye", "thank", "give_details"])
def test_a_goodbye_ends_the_questions(asked_since_when: Talk, said: str, intent: str) -> None:
    talk = asked_since_when
    talk.hears(said, intent)
    ran = talk.runs("validate_complaint_form")
    assert ran.loops == [None]
    assert ran.texts == [
        "Before you go: what you told me so far is kept. You can carry on here later, in this browser."
    ]
    assert talk.answers()["complaining"]
    assert talk.runs("action_finish_complaint").texts == []
    talk.hears("3 November")
    talk.runs("action_add_details")
    assert talk.answers()["happened_on"] == {"from": "2026-11-03", "to": "2026-11-03"}
    assert talk.asked == "first_told_on"


def test_with_the_complaint_logged_it_is_a_plain_goodbye(at_the_last_look: Talk) -> None:
    talk = at_the_last_look
    talk.hears("bye", "goodbye")
    ran = talk.runs("validate_complaint_form")
    assert (ran.loops, [text[:8] for text in ran.texts]) == ([None], ["Goodbye."])


@pytest.mark.parametrize("said", ["Thank you, that's everything", "that's all thanks", "no more questions"])
def test_whoever_is_done_is_asked_nothing_more_about_the_ombudsman(talk: Talk, said: str) -> None:
    talk.hears("we are a firm, can we go to the ombudsman yet?", "ask_adr")
    assert talk.runs("action_adr").loops == ["adr_form"]
    talk.hears(said, "thank")
    ran = talk.runs("validate_adr_form")
    assert ran.loops == [None]
    assert talk.runs("action_answer_adr").texts == []


def test_no_more_questions_after_the_end_is_understood(logged: Talk) -> None:
    talk = logged
    talk.hears("skip")
    talk.runs("validate_complaint_form")
    talk.hears("no more questions", "nlu_fallback")
    assert talk.runs("action_not_understood").texts == ["All right. I'm here if you need anything else."]


def test_a_nod_after_it_begins_nothing(talk: Talk) -> None:
    talk.hears("1 October", "give_details")
    talk.runs("action_add_details")
    talk.hears("Thank you, that's everything", "thank")
    talk.runs("action_thank")
    talk.hears("ok", "affirm")
    assert talk.runs("action_affirm").loops == []
