""" "Can I go to the scheme yet?" of a complaint that is logged is answered for that one: its day is known."""

from __future__ import annotations

import pytest

from bot.decisions.records import Case
from bot.services.context import Context
from tests.actions.test_identity_actions import FORM, code_of
from tests.actions.trackers import Ran, Talk
from tests.support.case_rows import add_case
from tests.support.context import Clock

REPLY = {"reply_by": "email", "reply_address": "sam@example.com"}


@pytest.fixture
def undated(context: Context) -> Case:
    """Logged on Monday 23 November; they did not say when they first told the provider."""
    return add_case(context, later=REPLY)


def coded(talk: Talk) -> Ran:
    talk.hears(code_of(talk))
    talk.runs(FORM)
    return talk.runs("action_after_identity")


@pytest.mark.parametrize(
    "line",
    [
        "When am I allowed to take my existing complaint to the ombudsman? It was logged on Monday.",
        "when can {} go to cisas",
        "can my open complaint go to the ombudsman yet?",
    ],
)
def test_it_is_answered_from_the_day_it_was_logged_once_they_have_shown_who_they_are(
    talk: Talk, undated: Case, line: str
) -> None:
    talk.hears(line.format(undated.reference), "ask_adr")
    talk.runs("action_adr")
    if talk.asked == "who_which":
        talk.hears("sam@example.com")
        talk.runs(FORM)
    ran = coded(talk)
    assert talk.asked is None
    assert "Monday 4 January" in ran.texts[0]
    assert f"I count from Monday 23 November, when your complaint {undated.reference}" in ran.texts[0]
    assert not any("You first told" in each for each in ran.texts)


def test_looking_it_up_ends_the_question_when_they_first_complained(talk: Talk, undated: Case) -> None:
    talk.hears("can I go to CISAS yet?", "ask_adr")
    talk.runs("action_adr")
    assert talk.asked == "first_told_on"
    talk.hears(f"look it up, {undated.reference}")
    assert talk.runs("validate_adr_form").texts == []
    talk.runs("action_adr")
    ran = coded(talk)
    assert talk.asked is None
    assert "Monday 4 January" in ran.texts[0]


@pytest.mark.parametrize(
    "line",
    [
        "can i go now",
        "So can I go today?",
        "can I go there yet",
        "ok may we apply tomorrow then?",
        "am I allowed to go now",
    ],
)
def test_and_now_is_answered_for_it_too(talk: Talk, undated: Case, line: str) -> None:
    talk.hears(f"when can {undated.reference} go to cisas", "ask_adr")
    talk.runs("action_adr")
    coded(talk)
    talk.hears(line, "ask_opening_hours")
    ran = talk.runs("action_opening_hours")
    assert "Monday 4 January" in ran.texts[0]
    assert talk.asked is None


def test_once_the_wait_is_over_they_hear_that_they_can(talk: Talk, undated: Case, clock: Clock) -> None:
    clock.forward(days=43)
    talk.hears(f"can I take {undated.reference} to cisas now?", "ask_adr")
    talk.runs("action_adr")
    assert "Yes" in coded(talk).texts[0]


def test_a_day_before_it_that_they_tell_then_is_taken(talk: Talk, undated: Case, context: Context) -> None:
    talk.hears(f"when can {undated.reference} go to cisas", "ask_adr")
    talk.runs("action_adr")
    coded(talk)
    talk.hears("I first told them on 2 November", "give_details")
    assert any("14 December" in each for each in talk.runs("action_add_details").texts)


def test_of_several_the_one_that_they_named_is_answered(talk: Talk, undated: Case, context: Context) -> None:
    add_case(context, id="other", later=REPLY, told="2026-10-05")
    talk.hears(f"when can {undated.reference} go to cisas", "ask_adr")
    talk.runs("action_adr")
    assert "Monday 4 January" in coded(talk).texts[0]
