"""A need that no code of ours names is kept in the customer's words, said back, and stands with the complaint."""

from __future__ import annotations

import pytest

from bot.decisions.care import Consent
from tests.actions.every_intent import SURE, actions_by_intent, heard_as
from tests.actions.trackers import Talk

ACTIONS = actions_by_intent()
EVERY = pytest.mark.parametrize(("intent", "sure"), list(heard_as(SURE)))
BLIND = "I am registered blind and use a screen reader. Your bills come as a picture PDF and you charged me a late fee"


@EVERY
def test_what_would_make_it_easier_is_kept_in_his_words(talk: Talk, intent: str, sure: float) -> None:
    talk.hears(BLIND, "make_complaint", 0.9)
    talk.runs("action_how_to_complain")
    said = "plain text e-mails instead of pictures is what would make it easier"
    talk.hears(said, intent, sure)
    words = talk.runs(ACTIONS[intent]).words
    assert said in words
    assert talk.answers()["needs"] == ["other"]
    assert talk.answers()["needs_words"] == said


def test_a_yes_and_the_need_in_one(talk: Talk) -> None:
    talk.hears("I am registered blind", "ask_accessibility", 0.9)
    asked = talk.runs("action_accessibility").words
    talk.hears(
        "Yes, note it. Plain text e-mail please, not Braille, not large print. I cannot read either.",
        "ask_accessibility",
        0.9,
    )
    talk.runs("action_accessibility")
    assert "easier" in asked
    with talk.context.store.read() as tx:
        care = tx.care.of(talk.id)
    assert (
        care.consent is not Consent.ASKED
    )  # answered; whether yes is kept hangs on the transcript, which is not here
    assert talk.answers()["needs_words"].startswith("Plain text e-mail please, not Braille")


@EVERY
def test_text_only_no_phone_begins_the_complaint_and_nobody_rings(
    talk: Talk, intent: str, sure: float
) -> None:
    talk.hears("I want complaint. Text only, no phone", intent, sure)
    words = talk.runs(ACTIONS[intent]).words
    assert talk.answers()["complaining"]
    assert "ring" not in words
    assert "in_writing" in talk.answers()["needs"]


def test_text_only_no_phone_begins_it_beside_a_person_who_is_awaited(talk: Talk) -> None:
    talk.hears("human please", "request_agent", 0.9)
    talk.runs("action_request_person")
    talk.hears("I want complaint. Text only, no phone", "give_details", 0.9)
    talk.runs("action_add_details")
    assert talk.answers()["complaining"]
