"""A person asked for in a spelling by ear is asked for at once, whatever the model hears; and who asked for nothing
else gets no complaint begun."""

from __future__ import annotations

import pytest

from tests.actions.every_intent import SURE, UNSURE, actions_by_intent, heard_as
from tests.actions.trackers import Talk

ACTIONS = actions_by_intent()
EITHER = pytest.mark.parametrize(("intent", "sure"), list(heard_as(SURE, UNSURE)))


def waits(talk: Talk) -> bool:
    with talk.context.store.read() as tx:
        return tx.handoffs.open_of(talk.id) is not None


@EITHER
@pytest.mark.parametrize(
    "said",
    [
        "can i tork to sumone reel plese i carnt reed all this",
        "sumone reel. a persun",
        "i wont to speek to a humen",
    ],
)
def test_a_person_is_asked_for_whatever_the_model_hears(
    talk: Talk, said: str, intent: str, sure: float
) -> None:
    talk.hears(said, intent, sure)
    talk.runs(ACTIONS[intent])
    assert waits(talk)
    assert not talk.answers().get("complaining")


@pytest.mark.parametrize("said", ["its my bill its dubble", "my broadband is down since friday"])
@pytest.mark.parametrize("intent", ["make_complaint", "report_fault", "give_details"])
def test_what_is_told_after_asking_only_for_a_person_is_kept_and_no_complaint(
    talk: Talk, said: str, intent: str
) -> None:
    talk.hears("human now pls cant read much", "request_agent", 0.9)
    talk.runs("action_request_person")
    talk.hears(said, intent, 0.9)
    talk.runs(ACTIONS[intent])
    assert not talk.answers().get("complaining")
    assert talk.answers()["_before"] == said
    assert talk.asked is None


@pytest.mark.parametrize("said", ["I want to complain, my bill is wrong", "log it as a complaint please"])
def test_a_complaint_that_is_asked_for_is_begun_beside_the_person(talk: Talk, said: str) -> None:
    talk.hears("human now pls", "request_agent", 0.9)
    talk.runs("action_request_person")
    talk.hears(said, "make_complaint", 0.9)
    talk.runs("action_start_complaint")
    assert talk.answers().get("complaining")


@pytest.mark.parametrize(
    "said", ["wen will they ring me", "when they ring me", "wot time will sumone cal me"]
)
@pytest.mark.parametrize("intent", ["give_details", "ask_opening_hours", "report_fault", "out_of_scope"])
def test_when_they_ring_is_told_in_their_spelling(talk: Talk, said: str, intent: str) -> None:
    talk.hears("human now pls", "request_agent", 0.9)
    talk.runs("action_request_person")
    talk.hears(said, intent, 0.9)
    spoken = talk.runs(ACTIONS.get(intent, "action_not_understood"))
    assert "by the end of" in spoken.words
