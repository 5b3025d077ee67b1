"""Which question of fact is taken for one: what the model hears, how sure it is, and the shape of the words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.decisions.topic import Topic
from bot.readers.topics import NO_DOUBT, WORTH_A_BUTTON, asks, near_topics, read_topic


def found(name: str, intent: str = "ask_adr", confidence: float = 0.9) -> dict[str, Any]:
    return {"name": name, "intent": intent, "confidence": confidence}


@pytest.mark.parametrize(
    ("heard", "intent", "text", "topic"),
    [
        (found("adr_cost"), "ask_adr", "is it free", Topic.ADR_COST),
        (found("adr_cost", confidence=0.1), "ask_adr", "is it free", None),
        (found("adr_cost"), "out_of_scope", "what does the ombudsman cost", Topic.ADR_COST),
        (found("adr_cost"), "give_details", "I paid the ombudsman", None),
        (found("citizens_advice"), "out_of_scope", "I live in Glasgow, who can give me advice", Topic.CITIZENS_ADVICE),
        (found("adr_cost", confidence=0.4), "make_complaint", "is it free?", None),
        (found("adr_cost"), "upset_vulnerable", "is it free?", None),
        (found("adr_cost"), "request_agent", "is it free?", None),
        (found(""), "ask_adr", "can I go yet?", None),
        (None, "ask_adr", "can I go yet?", None),
        (found("no_such_topic"), "ask_adr", "is it free?", None),
        (found("adr_cost"), "ask_adr", "", None),
    ],
)  # fmt: skip
def test_a_fact_is_asked_for_only_where_model_and_words_agree(
    heard: dict[str, Any] | None, intent: str, text: str, topic: Topic | None
) -> None:
    assert read_topic(heard, intent, text) is topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("what's the phone number", Topic.CONTACT_PHONE),
        ("what's Ofcom's phone number", Topic.OFCOM),
        ("phone number of the ombudsman", Topic.ADR_CONTACT),
        ("a number for cisas please", Topic.ADR_CONTACT),
    ],
)
def test_a_number_is_that_of_whoever_is_named(text: str, topic: Topic) -> None:
    assert read_topic(found("contact_phone", "ask_contact_details"), "ask_contact_details", text) is topic


@pytest.mark.parametrize(
    "text",
    [
        "can I send you a photo?",
        "how do I upload a file",
        "Where can I attach my bill",
        "could you take a pdf",
        "what files do you accept",
        "how big can a file be?",
        "can i share some screenshots with you",
        "is there a way to upload documents",
        "shall I send you photos of the bill",
    ],
)
def test_how_to_send_a_file_is_heard_by_its_words_whatever_the_model_hears(text: str) -> None:
    assert read_topic(None, "out_of_scope", text) is Topic.SEND_FILES
    assert (
        read_topic(found("contact_online", "ask_contact_details"), "ask_contact_details", text)
        is Topic.SEND_FILES
    )


@pytest.mark.parametrize(
    "text",
    [
        "can I upload my evidence to CISAS",
        "I sent you photos of the box in May",
        "can you send me a letter",
        "do you want dates and times",
        "where do I send the letter",
        "they never read my emails",
        "I can't open the portal",
        "how do I add a name to my account",
        "what do I put in the letter",
    ],
)
def test_other_papers_and_other_places_are_no_files_for_this_chat(text: str) -> None:
    assert read_topic(None, "ask_how_to_complain", text) is None


def near(best: float, *others: tuple[str, str, float], topic: Topic | None = Topic.ADR_COST) -> list[str]:
    """Names of what else a question may have been; the model's best is ``adr_cost``, read as ``topic``."""
    found = {
        "name": "adr_cost",
        "intent": "ask_adr",
        "confidence": best,
        "others": [{"name": name, "intent": intent, "confidence": sure} for name, intent, sure in others],
    }
    return [each.topic.value for each in near_topics(found, topic, "is it free for the likes of me")]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("your code says 8 wks until i can go to adr. is that still right", Topic.ADR_WAIT),
        ("The web site says eight weeks. Is it six now?", Topic.ADR_WAIT),
        ("your page says 8 weeks, I complained on 3 October, can I go now?", None),
        ("you have had eight weeks", None),
    ],
)
def test_the_weeks_of_the_page_are_asked_about_by_their_words(text: str, topic: Topic | None) -> None:
    assert read_topic(None, "ask_adr", text) is topic


WHO: tuple[str, str, float] = ("adr_who_can", "ask_adr", 0.3)


def test_the_next_likely_question_is_near_when_the_model_is_in_doubt() -> None:
    assert near(0.5, WHO) == ["adr_who_can"]


def test_nothing_is_near_when_the_model_has_no_doubt() -> None:
    assert near(NO_DOUBT, WHO) == []


def test_what_is_hardly_likely_is_not_near() -> None:
    assert near(0.5, ("adr_who_can", "ask_adr", WORTH_A_BUTTON - 0.01)) == []


def test_the_models_own_best_is_near_when_it_was_not_sure_enough_to_be_answered() -> None:
    assert near(0.25, WHO, topic=None) == ["adr_cost", "adr_who_can"]


def test_a_question_is_not_near_itself() -> None:
    assert near(0.5, WHO, topic=Topic.ADR_WHO_CAN) == ["adr_cost"]


def test_something_that_is_done_at_once_is_no_near_question() -> None:
    assert near(0.5, ("early_referral", "request_deadlock_letter", 0.3)) == []


def test_a_topic_of_another_model_than_the_code_is_not_near() -> None:
    assert near(0.5, ("gone", "ask_adr", 0.3)) == []


def test_of_two_nearly_alike_the_one_of_the_intent_that_is_heard_is_asked() -> None:
    free = {
        **found("complaint_free", "ask_how_to_complain", 0.40),
        "others": [{"name": "adr_cost", "intent": "ask_adr", "confidence": 0.39}],
    }
    assert (
        read_topic(free, "ask_adr", "will I be sent a bill if I ask the independent people") is Topic.ADR_COST
    )
    unlike = {**free, "others": [{"name": "adr_cost", "intent": "ask_adr", "confidence": 0.1}]}
    assert read_topic(unlike, "ask_adr", "will I be sent a bill?") is Topic.COMPLAINT_FREE


def test_nearly_as_likely_is_answered_too_and_less_likely_is_only_offered() -> None:
    both = {
        **found("manager_time", "ask_response_target", 0.5),
        "others": [
            {"name": "kept_informed", "intent": "ask_how_to_complain", "confidence": 0.41},
            {"name": "reply_late", "intent": "ask_response_target", "confidence": 0.12},
        ],
    }
    near = near_topics(both, Topic.MANAGER_TIME, "how often will the manager be in touch")
    assert [(each.topic, each.alike) for each in near] == [
        (Topic.KEPT_INFORMED, True),
        (Topic.REPLY_LATE, False),
    ]


@pytest.mark.parametrize(
    ("said", "a_question"),
    [
        ("nobody has told me whether it costs anything", True),
        ("I take it I may ring", True),
        ("my neighbour says you tape the calls, is that right", True),
        ("the line went dead on Monday", False),
    ],
)
def test_a_question_in_the_dress_of_a_statement_is_heard(said: str, a_question: bool) -> None:
    assert asks(said) is a_question


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("wrote to the lad who dealt wi ma case, got a rubbish answer back. whit noo?", Topic.ESCALATION_HOW),
        ("the girl who dealt with it was nice but it's not fixed. who is above her", Topic.ESCALATION_HOW),
        ("what now?", None),
        ("whats above the shop", None),
    ],
)
def test_an_answer_that_did_not_help_and_what_now_is_about_the_next_step(
    text: str, topic: Topic | None
) -> None:
    assert read_topic(None, "make_complaint", text) is topic
