"""What they say plainly is taken by its words, whatever the model hears in it: a small change of its training must not
lose a wish, or a complaint."""

from __future__ import annotations

import pytest

from tests.actions.every_intent import SURE, UNSURE, actions_by_intent, heard_as
from tests.actions.trackers import Talk

ACTIONS = actions_by_intent()
EVERY = pytest.mark.parametrize(("intent", "sure"), list(heard_as(SURE)))
EITHER = pytest.mark.parametrize(("intent", "sure"), list(heard_as(SURE, UNSURE)))


def begins(talk: Talk, text: str, intent: str, sure: float) -> None:
    """The first line of a chat, as this intent."""
    talk.hears(text, intent, sure)
    talk.runs(ACTIONS[intent])


@EITHER
@pytest.mark.parametrize(
    "said",
    [
        "i want to know what was said and to who, and a formal complaint",
        "A formal complaint please. I want an apology",
        "log it as a complaint, i want my money back",
    ],
)
def test_a_wish_beside_a_formal_complaint_is_kept_and_is_no_story(
    talk: Talk, said: str, intent: str, sure: float
) -> None:
    begins(talk, said, intent, sure)
    answers = talk.answers()
    assert answers["complaining"]
    assert answers["outcome_kinds"]
    assert "description" not in answers
    assert talk.asked == "description"


@EVERY
def test_log_it_begins_a_complaint(talk: Talk, intent: str, sure: float) -> None:
    begins(talk, "fucking log it then", intent, sure)
    assert talk.answers()["complaining"]
    assert talk.asked == "description"


@EVERY
def test_a_story_where_the_story_is_asked_is_taken(talk: Talk, intent: str, sure: float) -> None:
    begins(talk, "i need to make a formal complaint", "make_complaint", 0.9)
    said = "somebody of yours gave my ex my new address on saturday 21 november"
    talk.hears(said, intent, sure)
    talk.runs("validate_complaint_form")
    assert talk.answers()["description"] == said
    assert talk.answers()["happened_on"] == {"from": "2026-11-21", "to": "2026-11-21"}


@EVERY
@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("about three weeks ago I rang", {"from": "2026-10-26", "to": "2026-11-09"}),
        ("told you lot on the 12th by email", {"from": "2026-11-12", "to": "2026-11-12"}),
    ],
)
def test_when_they_told_us_is_taken_where_it_is_asked(
    talk: Talk, said: str, day: dict[str, str], intent: str, sure: float
) -> None:
    begins(talk, "You billed me twice on 2 November, I want to complain", "make_complaint", 0.9)
    assert talk.asked == "first_told_on"
    talk.hears(said, intent, sure)
    talk.runs("validate_complaint_form")
    assert talk.answers()["first_told_on"] == day


@EVERY
@pytest.mark.parametrize(
    "said",
    [
        "ok lets make the complaint",
        "I want this treated as a complaint",
        "start a complaint then",
    ],
)
def test_who_says_only_that_they_complain_is_asked_what_happened(
    talk: Talk, said: str, intent: str, sure: float
) -> None:
    begins(talk, said, intent, sure)
    assert talk.answers()["complaining"]
    assert talk.asked == "description"


@EVERY
@pytest.mark.parametrize(
    "said",
    [
        "complaint, no PAC code",
        "complaint internet slow from 2 october",
        "I wish to complain. I am blind. My bill keeps coming as a picture PDF my screen reader cannot read.",
        "You billed me twice, I want to complain",
        "You keep ringing me",
    ],
)
def test_a_plain_complaint_in_few_words_is_begun_with_them(
    talk: Talk, said: str, intent: str, sure: float
) -> None:
    begins(talk, said, intent, sure)
    assert talk.answers()["complaining"]
    assert talk.answers()["description"] == said


@EVERY
@pytest.mark.parametrize("said", ["just want the wifi fixed", "can you just fix my internet"])
def test_who_wants_it_mended_is_asked_which_of_the_two(
    talk: Talk, said: str, intent: str, sure: float
) -> None:
    begins(talk, said, intent, sure)
    assert talk.asked in ("fault_or_complaint", "sort_or_log")
    assert talk.answers().get("unsure_if_complaint") or talk.answers().get("complaining")


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "give_details", "deny", "thank"])
@pytest.mark.parametrize(
    "said",
    [
        "It was meant to be installed 9 Nov, still nothing",
        "order was due 9 Nov, nothing has come",
        "my broadband was meant to be installed 9 Nov, still nothing",
        "install date was 9 november and nothing happened",
    ],
)
def test_what_was_due_and_has_not_come_begins_a_complaint_with_its_day(
    talk: Talk, said: str, intent: str
) -> None:
    begins(talk, said, intent, 0.4)
    assert talk.answers()["description"] == said
    assert talk.answers()["happened_on"] == {"from": "2026-11-09", "to": "2026-11-09"}
