"""Messages that do several things, through the actions: each thing is served."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.trackers import Talk

STORY = "I'm complaining, you moved my number without asking."


def asks(text: str, intent: str, topic: str | None = None) -> dict[str, Any]:
    """A question as the engine reads it by itself."""
    found = {"name": topic, "intent": intent, "confidence": 0.9, "others": []} if topic else None
    return {"text": text, "intent": {"name": intent, "confidence": 0.9}, "topic": found}


@pytest.mark.parametrize(
    ("name", "intent", "question", "part"),
    [
        ("action_contact_details", "ask_contact_details", "where do I post a letter?", "Letter:"),
        ("action_opening_hours", "ask_opening_hours", "when are your lines open?", "Monday to Friday"),
        ("action_not_understood", "nlu_fallback", "when are your lines open?", "Monday to Friday"),
    ],
)
def test_a_complaint_heard_only_as_a_question_is_begun_and_the_question_answered(
    talk: Talk, name: str, intent: str, question: str, part: str
) -> None:
    own = "ask_opening_hours" if intent == "nlu_fallback" else intent
    talk.hears(f"{STORY} {question}", intent, question=asks(question, own))
    before = list(talk.events)
    ran = talk.runs(name)
    assert part in " ".join(ran.texts)
    assert ran.loops == ["complaint_form"]
    assert talk.answers()["description"].startswith(STORY)
    talk.events = before
    again = talk.runs(name)  # the turn failed after it: the same once more
    assert (again.texts, again.loops) == (ran.texts, ran.loops)


def test_trouble_with_an_address_to_reply_to_is_taken_and_they_are_asked_which_it_is(talk: Talk) -> None:
    told = "your engineer never came on 12 November, I'm Bea Lunn, bea@example.org."
    question = asks("what are your hours?", "ask_opening_hours")
    talk.hears(f"{told} what are your hours?", "ask_opening_hours", question=question)
    ran = talk.runs("action_opening_hours")
    assert "Monday to Friday" in " ".join(ran.texts)
    assert ran.slots["requested_slot"] == "fault_or_complaint"
    answers = talk.answers()
    assert (answers["name"], answers["reply_address"]) == ("Bea Lunn", "bea@example.org")


def test_trouble_with_the_address_that_they_wrote_to_begins_nothing(talk: Talk) -> None:
    told = "I e-mailed help@example.org three times and nobody answers."
    question = asks("what are your hours?", "ask_opening_hours")
    talk.hears(f"{told} what are your hours?", "ask_opening_hours", question=question)
    assert talk.runs("action_opening_hours").loops == []


def test_a_question_about_complaining_begins_none(talk: Talk) -> None:
    said = "I don't want to complain today. When are your lines open?"
    talk.hears(said, "ask_opening_hours", question=asks("When are your lines open?", "ask_opening_hours"))
    assert talk.runs("action_opening_hours").loops == []


def test_two_questions_are_answered_in_their_order(talk: Talk) -> None:
    talk.hears(
        "when are you open, and what can I do if your answer is late?",
        "ask_response_target",
        topic="reply_late",
        first_question=asks("when are you open", "ask_opening_hours"),
        question=asks("and what can I do if your answer is late?", "ask_response_target", "reply_late"),
    )
    said = talk.runs("action_response_target").texts
    hours = next(place for place, text in enumerate(said) if "Monday to Friday" in text)
    late = next(place for place, text in enumerate(said) if "a missed day alone" in text)
    assert hours < late


def test_what_was_not_understood_is_not_said_where_a_part_was(talk: Talk) -> None:
    talk.hears(
        "so here we are then. when are your lines open?",
        "nlu_fallback",
        question=asks("when are your lines open?", "ask_opening_hours"),
    )
    said = " ".join(talk.runs("action_not_understood").texts)
    assert "Monday to Friday" in said
    assert "not sure what you mean" not in said


def test_news_beside_where_it_stands_goes_to_the_case_once(logged: Talk) -> None:
    logged.presses("give_details", question="code", choice="unknown")
    logged.runs("validate_complaint_form")
    logged.hears("any update? they charged me a third time yesterday", "ask_case_status")
    before = list(logged.events)
    for _ in range(2):
        logged.events = list(before)
        said = " ".join(logged.runs("action_case_status").texts)
        assert "aims to reply by Monday 30 November" in said
        assert "I have added that to your complaint" in said
    with logged.context.store.read() as tx:
        [case] = tx.cases.of_conversation(logged.id)
        added = [event.data["text"] for event in tx.cases.events(case.id) if event.code == "customer.added"]
    assert added == ["they charged me a third time yesterday"]


def test_comfort_comes_first_and_how_long_it_takes_is_told(talk: Talk) -> None:
    talk.hears(
        "My husband died in October and you send him bills. How long will you take to answer me?",
        "upset_vulnerable",
        question=asks("How long will you take to answer me?", "ask_response_target"),
    )
    said = talk.runs("action_upset").texts
    assert "sorry for your loss" in said[0]
    assert "aims to reply within 5 working days" in " ".join(said[1:])


def test_beside_a_life_at_stake_nothing_else_is_said(talk: Talk) -> None:
    talk.hears(
        "I want to kill myself over this bill. How long will you take to answer me?",
        "upset_vulnerable",
        question=asks("How long will you take to answer me?", "ask_response_target"),
    )
    assert "working days" not in " ".join(talk.runs("action_upset").texts)


def test_how_long_the_letter_takes_is_not_how_long_the_answer_takes(logged: Talk) -> None:
    logged.hears(
        "I want a deadlock letter please, how long will that take?",
        "request_deadlock_letter",
        question=asks("how long will that take?", "ask_response_target"),
    )
    said = " ".join(logged.runs("action_request_deadlock_letter").texts)
    assert "gives no time for that step" in said
    assert "at the end of the waiting time" in said
    assert "is open: somebody has to answer it" not in said


def test_trouble_with_a_number_to_ring_is_no_wish_to_talk_now_whatever_the_model_hears(talk: Talk) -> None:
    talk.hears("My line's dead, I'm Pat O'Neill, ring me on 07700 900555", "request_agent")
    ran = talk.runs("action_request_person")
    assert ran.loops == ["complaint_form"]
    assert talk.answers()["reply_address"] == "07700 900555"


def test_a_person_who_is_named_is_asked_for(talk: Talk) -> None:
    talk.hears("My line's dead, can a person ring me on 07700 900555", "request_agent")
    assert talk.runs("action_request_person").loops == []
