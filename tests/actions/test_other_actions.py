"""Questions about the provider, ADR, people and courtesies, each through its action."""

from __future__ import annotations

import pytest

from tests.actions.trackers import Talk, loop
from tests.support.context import Clock


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("action_who_are_you", "a computer program (a bot)"),
        ("action_how_to_complain", "You can complain to I.T Communications right here"),
        ("action_contact_details", "This is how to reach I.T Communications"),
        ("action_opening_hours", "I.T Communications"),
        ("action_accessibility", "large print"),
        ("action_compensation", "I can't promise that you will get it"),
        ("action_response_target", "aims to reply within 5 working days"),
        ("action_out_of_scope", "complaints to I.T Communications"),
        ("action_greet", "I.T Communications"),
        ("action_goodbye", "Goodbye"),
        ("action_thank", "welcome"),
        ("action_affirm", "All right"),
        ("action_deny", "All right"),
    ],
)
def test_a_question_is_answered_in_words_and_leaves_the_conversation_as_it_is(
    talk: Talk, name: str, part: str
) -> None:
    talk.hears("?", "whatever")
    ran = talk.runs(name)
    assert part.lower() in " ".join(ran.texts).lower()
    assert ran.events == []


@pytest.mark.parametrize("intent", ["greet", "goodbye", "thank", "affirm", "deny"])
def test_a_courtesy_inside_a_form_is_short_and_asks_nothing(asked_since_when: Talk, intent: str) -> None:
    asked_since_when.hears("?", intent)
    ran = asked_since_when.runs(f"action_{intent}")
    assert ran.texts == [asked_since_when.context.words.text(f"utter_{intent}_in_form")]
    assert "?" not in ran.texts[0]
    assert ran.buttons == []


@pytest.mark.parametrize("name", ["action_case_status", "action_response_target"])
def test_a_complaint_of_this_chat_is_told_of_with_its_date(logged: Talk, name: str) -> None:
    logged.hears("when do I hear?", "ask_case_status")
    said = " ".join(logged.runs(name).texts)
    assert "aims to reply by Monday 30 November" in said


# --- not understood ---


RANKING = [("nlu_fallback", 0.6), ("ask_adr", 0.3), ("greet", 0.2), ("ask_compensation", 0.1), ("deny", 0.05)]


def test_what_is_not_understood_offers_the_two_likeliest_meanings_and_a_person(talk: Talk) -> None:
    talk.hears("blah", "nlu_fallback", 0.6, ranking=RANKING)
    ran = talk.runs("action_not_understood")
    payloads = [button["payload"] for message in ran.said for button in message["buttons"]]
    assert payloads == ["/ask_adr", "/ask_compensation", "/request_agent"]
    assert len(ran.said) == 1


def test_the_second_time_a_person_is_offered(talk: Talk) -> None:
    talk.hears("blah", "nlu_fallback", 0.6, ranking=RANKING)
    talk.runs("action_not_understood")
    talk.hears("blah blah", "nlu_fallback", 0.6, ranking=RANKING)
    ran = talk.runs("action_not_understood")
    assert ran.said[-1]["buttons"] == [{"title": "Yes, a person please", "payload": "/request_agent"}]


# --- ADR ---


def test_adr_without_a_case_asks_what_is_missing(talk: Talk) -> None:
    talk.hears("can I go to the ombudsman yet?", "ask_adr")
    ran = talk.runs("action_adr")
    assert (ran.loops, ran.slots) == (["adr_form"], {"requested_slot": "first_told_on"})
    weeks = talk.context.rule("adr_wait")
    [rule] = ran.texts  # what can be said before anything is known of their case
    assert f"{weeks} weeks since you first told I.T Communications" in rule
    assert ran.buttons == []
    assert "yet" in " ".join(talk.runs("action_ask_first_told_on").buttons)


def test_a_volunteered_time_is_read_back_and_not_asked_again(talk: Talk) -> None:
    talk.hears("it's been 7 weeks since I complained, can I go to the ombudsman?", "ask_adr")
    ran = talk.runs("action_adr")
    assert ran.slots.get("requested_slot") != "first_told_on"
    assert "first told I.T Communications" in ran.texts[0]


def test_the_adr_form_takes_its_answers_and_then_says_yes_or_no(talk: Talk) -> None:
    talk.hears("can I go to the ombudsman yet?", "ask_adr")
    talk.runs("action_adr")
    while talk.asked is not None:
        said = {
            "first_told_on": "20 November",
            "customer": "it's for my home",
            "final_letter_on": "no, nothing like that",
        }[talk.asked]
        talk.hears(said)
        talk.runs("validate_adr_form")
    assert talk.runs("action_answer_adr").texts[0].startswith("Not yet.")


def test_in_the_middle_of_a_complaint_adr_is_answered_and_the_form_stands(asked_since_when: Talk) -> None:
    asked_since_when.hears("can I go to CISAS?", "ask_adr")
    ran = asked_since_when.runs("action_adr")
    assert ran.events == []
    assert "CISAS" in " ".join(ran.texts)


def test_with_a_case_adr_is_answered_at_once(logged: Talk) -> None:
    logged.presses("give_details", question="code", choice="unknown")
    logged.runs("validate_complaint_form")
    logged.hears("can I go to CISAS?", "ask_adr")
    ran = logged.runs("action_adr")
    assert ran.events == []
    assert ran.texts[0].startswith("Not yet.")


# --- people ---


def handoffs(talk: Talk) -> list[tuple[str, bool]]:
    with talk.context.store.read() as tx:
        waiting = tx.handoffs.open_of(talk.id)
    return [(waiting.reason, waiting.priority)] if waiting else []


@pytest.mark.parametrize(
    ("name", "reason", "priority"),
    [
        ("action_request_person", "asked", False),
        ("action_upset", "vulnerable", True),
        ("action_request_escalation", "escalation", False),
        ("action_request_deadlock_letter", "deadlock_letter", False),
    ],
)
def test_a_person_is_asked_for_in_one_turn_with_a_dated_promise(
    talk: Talk, name: str, reason: str, priority: bool
) -> None:
    words = "your final letter, please" if reason == "deadlock_letter" else "a person, now"
    talk.hears(words, "request_agent")
    said = " ".join(talk.runs(name).texts)
    assert handoffs(talk) == [(reason, priority)]
    assert "Tuesday 24 November" in said


def test_a_person_asked_for_beside_a_story_comes_in_the_same_turn(talk: Talk) -> None:
    talk.hears("my internet has been off since friday, human please", "report_fault")
    said = " ".join(talk.runs("action_start_complaint").texts)
    assert handoffs(talk) == [("asked", False)]
    assert "I have asked for a person" in said
    assert talk.answers()["description"].startswith("my internet has been off")


def test_the_same_message_run_again_asks_for_one_person_and_says_the_same(talk: Talk) -> None:
    talk.hears("a person, now", "request_agent")
    before = list(talk.events)
    first = talk.runs("action_request_person")
    talk.events = before
    assert talk.runs("action_request_person").texts == first.texts
    assert handoffs(talk) == [("asked", False)]


def test_asking_again_keeps_the_place_and_the_promise(talk: Talk, clock: Clock) -> None:
    talk.hears("a person, now", "request_agent")
    talk.runs("action_request_person")
    clock.forward(days=1)
    talk.hears("where is that person?", "request_agent")
    [first, *_] = talk.runs("action_request_person").texts
    assert "already in the queue" in first
    assert "Tuesday 24 November" in first


def test_asking_for_a_person_leaves_the_complaint_standing(asked_since_when: Talk) -> None:
    asked_since_when.hears("let me talk to somebody", "request_agent")
    assert asked_since_when.runs("action_request_person").events == []
    assert asked_since_when.asked == "happened_on"


def test_in_distress_the_form_ends_and_help_is_named_first(asked_since_when: Talk) -> None:
    asked_since_when.hears("I can't cope", "upset_vulnerable")
    ran = asked_since_when.runs("action_upset")
    assert (ran.loops, ran.slots) == ([None], {"requested_slot": None})
    assert "Samaritans are on 116 123" in ran.texts[1]
    assert "999" in ran.texts[1]


def test_a_contact_typed_while_a_person_is_waited_for_goes_to_them(talk: Talk) -> None:
    talk.hears("a person please", "request_agent")
    talk.runs("action_request_person")
    talk.hears("07700 900123")
    [text] = talk.runs("action_add_details").texts
    assert text.startswith("Thank you. They can reach you at 07700 900123")


# --- the safety net beside the model ---


@pytest.mark.parametrize(
    ("name", "intent"),
    [
        ("action_start_complaint", "make_complaint"),
        ("action_out_of_scope", "out_of_scope"),
        ("action_not_understood", "nlu_fallback"),
        ("action_adr", "ask_adr"),
        ("action_cancel", "stop_cancel"),
    ],
)
def test_danger_is_answered_as_danger_whatever_the_model_makes_of_it(
    talk: Talk, name: str, intent: str
) -> None:
    talk.hears("your bills make me want to kill myself", intent)
    ran = talk.runs(name)
    assert "Samaritans" in " ".join(ran.texts)
    assert (ran.loops, ran.slots) == ([None], {"requested_slot": None})
    assert handoffs(talk) == [("vulnerable", True)]


def test_danger_in_an_answer_is_left_to_the_rule_and_never_taken_as_one(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("since 3 November, and I want to die", "give_details")
    assert talk.runs("validate_complaint_form").said == []
    assert "happened_on" not in talk.answers()


def test_an_idiom_is_no_danger(asked_since_when: Talk) -> None:
    asked_since_when.hears("since 3 November, and this hold music is killing me")
    asked_since_when.runs("validate_complaint_form")
    assert asked_since_when.answers()["happened_on"] == {"from": "2026-11-03", "to": "2026-11-03"}
    assert handoffs(asked_since_when) == []


# --- their own days ---


@pytest.mark.parametrize("name", ["action_case_status", "action_opening_hours", "action_not_understood"])
def test_a_day_that_they_name_gets_its_target_whatever_the_model_hears(talk: Talk, name: str) -> None:
    talk.hears("complained on tuesday 17 november. when do i hear back?", "ask_case_status")
    said = " ".join(talk.runs(name).texts)
    assert "For a complaint made on Tuesday 17 November, that is by Tuesday 24 November" in said
    assert "I can only tell you about a complaint that you made in this chat" not in said


def test_a_day_that_they_name_in_a_story_gets_its_target_beside_it(talk: Talk) -> None:
    story = "sent you a complaint friday just gone, 20 nov, and nobody has rung."
    asked = {"text": "when was somebody meant to get back to me", "intent": {"name": "make_complaint"}}
    talk.hears(f"{story} {asked['text']}", "make_complaint", question=asked)
    said = " ".join(talk.runs("action_start_complaint").texts)
    assert "For a complaint made on Friday 20 November, that is by Friday 27 November" in said
    assert talk.answers()["first_told_on"] == {"from": "2026-11-20", "to": "2026-11-20"}


@pytest.mark.parametrize("name", ["action_case_status", "action_how_to_complain"])
def test_a_day_that_they_name_gets_the_day_of_the_scheme(talk: Talk, name: str) -> None:
    talk.hears("my first complaint was 5th oct. your page says 8 weeks so must I wait?", "ask_case_status")
    said = " ".join(talk.runs(name).texts)
    assert (
        "You don't have to wait any more. You first told I.T Communications about this on Monday 5 October"
        in said
    )
    assert "On its page, I.T Communications says 8 weeks" in said


def test_in_grief_the_last_day_is_told_after_the_comfort_and_nothing_is_asked(talk: Talk) -> None:
    talk.hears("final letter dated 24 november 2025, my dad died. how long have i left for cisas?", "ask_adr")
    ran = talk.runs("action_adr")
    assert "sorry for your loss" in ran.texts[0]
    assert "please apply today: it is the last safe day" in " ".join(ran.texts)
    assert ran.slots == {"requested_slot": None}


def test_with_life_at_stake_no_dates_are_told(talk: Talk) -> None:
    talk.hears("final letter of 24 november 2025, I want to end my life. how long have i left?", "ask_adr")
    assert "last safe day" not in " ".join(talk.runs("action_adr").texts)


def test_what_is_no_final_letter_is_said_beside_their_day(talk: Talk) -> None:
    talk.hears(
        "I complained on 9 november. your colleague just emailed me the number of cisas. is that the deadlock letter?",
        "request_deadlock_letter",
    )
    said = " ".join(talk.runs("action_request_deadlock_letter").texts)
    assert "From Monday 21 December" in said
    assert handoffs(talk) == []


def test_a_fact_that_holds_for_everybody_is_answered_beside_their_day(talk: Talk) -> None:
    """Heard with the day: "I complained on 1 October; what does it cost?"."""
    talk.hears(
        "I complained on 1 October, can I go to CISAS and what does it cost?", "ask_adr", topic="adr_cost"
    )
    said = talk.runs("action_adr").texts
    assert said[0].startswith("You pay nothing to CISAS")
    assert any("put down Thursday 1 October" in each for each in said)


def test_who_has_had_the_last_word_and_asks_how_long_hears_their_last_day(talk: Talk) -> None:
    talk.hears("you sent your final letter on 3 November. how long do I have", "ask_response_target")
    said = " ".join(talk.runs("action_response_target").texts)
    assert "Please apply by Tuesday 2 November 2027" in said


# --- questions nearly alike ---


def test_the_next_likely_question_is_a_button_in_plain_words(talk: Talk) -> None:
    talk.hears("how much", "ask_adr", 0.5, topic="adr_cost", near=[("adr_can_do", 0.2)])
    ran = talk.runs("action_adr")
    assert ran.texts[0].startswith("You pay nothing to CISAS")
    assert ran.buttons == [talk.context.words.text("utter_topic_adr_can_do")]


def test_a_question_as_likely_is_answered_too_and_no_button(talk: Talk) -> None:
    talk.hears("how much", "ask_adr", 0.4, topic="adr_cost", near=[("adr_can_do", 0.35)])
    ran = talk.runs("action_adr")
    assert "can award up to" in " ".join(ran.texts)
    assert ran.buttons == []


def test_where_the_question_beside_a_story_is_answered_it_is_no_button(talk: Talk) -> None:
    asked = {"text": "what will they charge us?", "intent": {"name": "ask_adr", "confidence": 0.9},
             "topic": {"name": "adr_cost", "intent": "ask_adr", "confidence": 0.9}}  # fmt: skip
    talk.hears(
        "my mum has no phone. before i go to cisas, what will they charge us?",
        "ask_adr",
        0.15,
        topic="steps",
        near=[("adr_cost", 0.12)],
        question=asked,
    )
    ran = talk.runs("action_adr")
    assert ran.texts[0].startswith("You pay nothing to CISAS")
    assert talk.context.words.text("utter_topic_adr_cost") not in ran.buttons


def test_in_the_middle_of_a_complaint_no_button_leads_away(asked_since_when: Talk) -> None:
    asked_since_when.hears("what does it cost?", "ask_adr", 0.5, topic="adr_cost", near=[("adr_can_do", 0.2)])
    assert asked_since_when.runs("action_adr").buttons == []


def test_a_story_with_a_question_about_their_day_is_answered_once_and_the_day_is_kept(talk: Talk) -> None:
    text = "rang and complained 28 sept. he said my email of 2 nov counts. so ive to wait till mid dec?? sick of it"
    asked = {"text": "so ive to wait till mid dec??", "intent": {"name": "ask_adr"},
             "topic": {"name": "adr_wait", "intent": "ask_adr", "confidence": 0.8}}  # fmt: skip
    talk.hears(text, "make_complaint", question=asked)
    said = talk.runs("action_start_complaint").texts
    assert any(each.startswith("You don't have to wait any more. You first told") for each in said)
    assert not any("the wait is 6 weeks for a complaint first made" in each for each in said)
    assert talk.answers()["first_told_on"] == {"from": "2026-09-28", "to": "2026-09-28"}


def test_the_length_of_the_trouble_is_not_the_day_of_the_complaint(talk: Talk) -> None:
    talk.hears(
        "phones crackling for a fortnight now and i've just sent you a complaint. how long will it take?",
        "ask_response_target",
    )
    assert "For a complaint made today" in " ".join(talk.runs("action_response_target").texts)


def test_a_person_asked_for_beside_their_day_comes_in_the_same_turn(talk: Talk) -> None:
    talk.hears("I complained on 5 October, can I go to CISAS? human please", "ask_adr")
    said = " ".join(talk.runs("action_adr").texts)
    assert "put down Monday 5 October" in said
    assert handoffs(talk) == [("asked", False)]


def test_what_about_another_day_after_an_answer_about_the_scheme_is_answered_for_that_day(talk: Talk) -> None:
    talk.hears("I complained on 19 November. Can I go to CISAS yet?", "ask_adr")
    talk.runs("action_adr")
    talk.events.append(loop(None))
    talk.hears("what about 12 April?", "ask_opening_hours")
    said = talk.runs("action_opening_hours").texts
    assert said[0].startswith("If it was Sunday 12 April, this is how it would be. Yes.")
    assert talk.answers()["first_told_on"] == {"from": "2026-11-19", "to": "2026-11-19"}


def test_what_about_another_day_after_the_target_is_answered_for_that_day(talk: Talk) -> None:
    talk.hears("how long do you take?", "ask_response_target")
    talk.runs("action_response_target")
    talk.hears("and what about 9 November", "ask_opening_hours")
    assert "Monday 9 November" in talk.runs("action_opening_hours").texts[0]


def test_what_about_a_day_after_the_hours_is_about_the_hours(talk: Talk) -> None:
    talk.hears("when are you open?", "ask_opening_hours")
    talk.runs("action_opening_hours")
    talk.hears("what about 25 December?", "ask_opening_hours")
    said = talk.runs("action_opening_hours").texts
    assert not any("this is how it would be" in each for each in said)
    assert any("Christmas" in each or "25 December" in each for each in said)


@pytest.mark.parametrize("said", ["are you still there?", "hello, anyone there", "you there??"])
def test_who_asks_whether_the_chat_goes_on_is_told_that_the_assistant_is_here(talk: Talk, said: str) -> None:
    talk.hears(said, "ask_opening_hours")
    assert talk.runs("action_opening_hours").texts[0].startswith("Yes, I am here.")


def test_whether_somebody_is_there_at_an_hour_is_about_the_hours(talk: Talk) -> None:
    talk.hears("are you still there at half five", "ask_opening_hours")
    assert "I am here" not in " ".join(talk.runs("action_opening_hours").texts)
