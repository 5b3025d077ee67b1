""" "Is there an outage?", whatever the model hears in it: answered from the table, and never taken for a complaint."""

from __future__ import annotations

import pytest

from tests.actions.trackers import Talk


@pytest.mark.parametrize(
    ("action", "intent"),
    [
        ("action_start_complaint", "report_fault"),
        ("action_out_of_scope", "out_of_scope"),
        ("action_case_status", "ask_case_status"),
    ],
)
def test_the_question_is_answered_whatever_action_it_comes_to(talk: Talk, action: str, intent: str) -> None:
    talk.hears("is there an outage?", intent)
    said = " ".join(talk.runs(action).texts)
    assert said.startswith("I don't know: I can't see from here whether I.T Communications has a fault.")
    with talk.context.store.read() as tx:
        assert tx.intakes.latest(talk.id) is None


def test_in_a_form_it_is_answered_and_the_question_stands(asked_since_when: Talk) -> None:
    asked_since_when.hears("is it just me or is there an outage?", "report_fault")
    ran = asked_since_when.runs("validate_complaint_form")
    assert "I can't see from here" in " ".join(ran.texts)
    assert asked_since_when.asked == "happened_on"


def test_a_story_with_the_question_is_taken_as_the_story(talk: Talk) -> None:
    talk.hears("my broadband is down since Monday. Is there an outage?", "make_complaint")
    talk.runs("action_start_complaint")
    with talk.context.store.read() as tx:
        intake = tx.intakes.latest(talk.id)
    assert intake is not None
    assert "my broadband is down since Monday" in intake.answers["description"]
