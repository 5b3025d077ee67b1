"""Real services on a real store, and the conversations that the tests begin from."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.base import FirstlineAction
from actions.registry import all_actions
from bot.decisions.questions import demanded_details
from bot.services.context import Context
from tests.actions.trackers import Talk
from tests.support.context import Clock, make_context, open_chat

STORY = "You billed me twice and nobody answers my letters"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


@pytest.fixture
def actions(context: Context) -> dict[str, FirstlineAction]:
    return {action.name(): action for action in all_actions(context)}


@pytest.fixture
def talk(context: Context, actions: dict[str, FirstlineAction]) -> Talk:
    """A new chat with I.T Communications; nothing is said yet."""
    return Talk(context, open_chat(context), actions)


@pytest.fixture
def asked_since_when(talk: Talk) -> Talk:
    """A complaint has begun, and "when did it happen?" stands."""
    talk.hears(STORY, "make_complaint")
    talk.runs("action_start_complaint")
    talk.runs("action_ask_happened_on")
    assert talk.asked == "happened_on"
    return talk


@pytest.fixture
def asked_which_of_the_two(talk: Talk) -> Talk:
    """It may be a plain fault, and "help or a complaint?" stands."""
    talk.hears("my broadband keeps dropping", "report_fault")
    talk.runs("action_start_complaint")
    talk.runs("action_ask_fault_or_complaint")
    assert talk.asked == "fault_or_complaint"
    return talk


@pytest.fixture
def asked_for_the_address(asked_since_when: Talk) -> Talk:
    """All is told but where the reply goes; "which e-mail address?" stands."""
    talk = asked_since_when
    for said in ("3 November", "5 November", "Sam Carter", "by e-mail"):
        talk.hears(said)
        talk.runs("validate_complaint_form")
    assert talk.asked == "reply_address"
    return talk


@pytest.fixture
def at_the_last_look(asked_for_the_address: Talk) -> Talk:
    """The case is open, the details are left out, and "is it right?" stands."""
    talk = asked_for_the_address
    for said in ("sam@example.com", "that's all"):
        talk.hears(said)
        talk.runs("validate_complaint_form")
    while talk.asked in demanded_details(talk.context.provider("it-communications")):
        talk.hears("skip")
        talk.runs("validate_complaint_form")
    assert talk.asked == "check"
    return talk


@pytest.fixture
def logged(at_the_last_look: Talk) -> Talk:
    """All is told and looked at, and the code is asked for."""
    talk = at_the_last_look
    talk.presses("give_details", question="check", choice="yes")
    talk.runs("validate_complaint_form")
    assert talk.asked == "code"
    return talk
