"""A number is said once, who takes an alarm back is believed, and what is asked around care is answered plainly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decisions.adjustments import Adjustment
from bot.decisions.questions import Question
from bot.decisions.safety import Danger
from bot.services.caring.notes import note_dangers
from bot.services.comfort import comforting_words
from bot.services.context import Context
from bot.services.hand_off import request_person
from tests.actions.test_care import care_of, first_on_the_card, says, waits
from tests.actions.trackers import Talk
from tests.support.context import Chat

AFRAID = "my husband hits me and he pays the account, I need my number off it"
NUMBERS = "call 999 now"
DIED = "my dad died on 2 November, I want his account closed"
OURS = "Tuesday 24 November"


@pytest.fixture
def afraid(talk: Talk) -> Talk:
    assert NUMBERS in says(talk, AFRAID).words
    return talk


@pytest.fixture
def alarmed(talk: Talk) -> Talk:
    """The model alone heard distress in a child's line, and the numbers were said."""
    talk.hears("i feel like nobody cares, the wifi is a struggle", "upset_vulnerable")
    assert "Samaritans" in talk.runs("action_upset").words
    return talk


# --- a number is said once ---


def test_more_of_the_same_danger_is_put_with_the_rest_and_the_number_is_not_said_again(afraid: Talk) -> None:
    ran = says(afraid, "he tracks my phone and he threatens me")
    assert (
        ran.words
        == "Thank you for telling me that too. I have put it with the rest for the person at I.T Communications."
    )
    assert waits(afraid) == ("vulnerable", True)


def test_a_new_danger_has_its_number_again(afraid: Talk) -> None:
    ran = says(afraid, "my mum's pendant alarm runs on this line and it is dead")
    assert NUMBERS in ran.words
    assert "depends on this line" in ran.words


def test_despair_told_outright_has_its_numbers_each_time(talk: Talk) -> None:
    says(talk, "I want to kill myself")
    ran = says(talk, "I really am going to end my life")
    assert "116 123" in ran.words
    assert NUMBERS in ran.words


def test_a_life_at_stake_that_only_the_model_hears_again_has_a_short_line(
    context: Context,
) -> None:
    chat = Chat(context)
    first = chat.hears("x")
    note_dangers(context, first, Danger.SUICIDE, alarm=True)
    request_person(context, chat.id, first.message_id, "vulnerable", priority=True)
    again = comforting_words(context, chat.hears("keep thinking about the bridge"), Danger.SUICIDE)
    assert [each.text for each in again][1:] == ["If somebody is in danger now, the number is still 999."]


def test_who_heard_999_and_is_upset_hears_of_somebody_to_talk_to_and_not_999_again(afraid: Talk) -> None:
    afraid.hears("I'm crying all the time", "upset_vulnerable")
    ran = afraid.runs("action_upset")
    assert "116 123" in ran.words
    assert "999" not in ran.words


def test_the_same_message_twice_says_the_number_twice(talk: Talk) -> None:
    talk.hears(AFRAID, "upset_vulnerable")
    assert talk.runs("action_upset").words == talk.runs("action_upset").words


# --- an alarm is taken back ---


def test_who_takes_an_alarm_back_hears_no_number_and_what_they_told_before_it_is_kept(alarmed: Talk) -> None:
    ran = says(alarmed, "no im fine lol why samaritans")
    assert "Samaritans" not in ran.words
    assert "sorry if I took your words the wrong way" in ran.words
    assert "just say yes" in ran.words
    assert care_of(alarmed).calm
    assert "nobody is in danger" in first_on_the_card(alarmed)
    assert "a struggle" in alarmed.answers()["_before"]
    assert "lol" not in alarmed.answers()["_before"]


def test_what_they_want_beside_it_goes_with_the_story(alarmed: Talk) -> None:
    says(alarmed, "nobody is in danger dear, I only want it mended")
    assert alarmed.answers()["_before"].endswith("I only want it mended")


def test_what_is_more_than_a_denial_has_its_usual_answer_too(alarmed: Talk) -> None:
    ran = says(alarmed, "I'm not in danger. Who can I ring about this?", "action_not_understood")
    assert "took your words the wrong way" in ran.words
    assert "I'm not sure what you mean" in ran.words


def test_without_an_alarm_there_is_nothing_to_take_back(talk: Talk) -> None:
    assert "wrong way" not in says(talk, "no im fine thanks").words
    assert not care_of(talk).calm


def test_danger_after_a_denial_is_heard(alarmed: Talk) -> None:
    says(alarmed, "no im fine")
    assert NUMBERS in says(alarmed, "he has a knife and he is going to kill me").words
    assert not care_of(alarmed).calm


# --- old or ill, and no phone ---


@pytest.mark.parametrize(
    "text",
    [
        "I am 81 years old and my phone is dead",
        "my landline is down and I have COPD",
        "Mum is 90 and her line is dead",
    ],
)
def test_somebody_old_or_ill_without_a_phone_comes_first_and_hears_no_number(talk: Talk, text: str) -> None:
    ran = says(talk, text)
    assert ran.words.startswith("I'm sorry. You should not be without a phone")
    assert OURS in ran.words
    assert "999" not in ran.words
    assert "Samaritans" not in ran.words
    assert waits(talk) == ("vulnerable", True)
    assert "has no phone line" in first_on_the_card(talk)


def test_it_is_said_once_and_takes_no_complaint_over(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("last week, I'm 81 and the phone is dead")
    ran = talk.runs("validate_complaint_form")
    assert "You should not be without a phone" in ran.words
    assert talk.asked != "happened_on"
    talk.hears("I told you on Friday that my phone is dead and I am 81")
    assert "You should not be without a phone" not in talk.runs("validate_complaint_form").words


# --- what is asked around care ---


@pytest.mark.parametrize(
    "text", ["how do i hide this chat", "how do i delete this chat", "can I wipe this conversation"]
)
def test_how_to_hide_the_chat_is_answered_with_what_the_page_can_do(talk: Talk, text: str) -> None:
    ran = says(talk, text)
    assert 'choose "More", then "Delete this chat"' in ran.words
    assert "history of your browser" in ran.words
    assert "complaint you would like to make" not in ran.words


def test_no_number_of_a_helpline_is_invented(talk: Talk) -> None:
    ran = says(talk, "is there a number for domestic abuse help")
    assert "I hold no number of a helpline" in ran.words
    assert ran.words.count("999") == 1
    assert waits(talk) == ("vulnerable", True)


def test_after_an_alarm_only_the_helpline_is_answered(afraid: Talk) -> None:
    ran = says(afraid, "is there a number for domestic abuse help")
    assert ran.words.startswith("I hold no number")
    assert "queue" not in ran.words


def test_how_to_be_reached_is_kept_and_said_back_and_no_fault_is_mended(afraid: Talk) -> None:
    ran = says(
        afraid,
        "my work phone 01785 555020, only 9 to 5, dont leave a message",
        "action_start_complaint",
        "report_fault",
    )
    assert "They can reach you at 01785 555020." in ran.words
    assert "only 9 to 5" in ran.words
    assert "dont leave a message" in ran.words
    assert "get it working" not in ran.words
    answers = afraid.answers()
    assert (answers["reply_by"], answers["reply_address"]) == ("phone", "01785 555020")
    card = first_on_the_card(afraid)
    assert "only 9 to 5" in card
    assert "dont leave a message" in card


def test_no_message_alone_is_kept(talk: Talk) -> None:
    assert "dont leave a message" in says(talk, "dont leave a message").words
    assert talk.answers()["reply_wish"] == ["dont leave a message"]


def test_what_may_be_said_to_somebody_else_is_asked_and_kept(afraid: Talk) -> None:
    assert "I don't know what they say" in says(afraid, "what will they say if someone else answers").words
    assert "just say its the dentist" in says(afraid, "just say its the dentist").words
    assert afraid.answers()["reply_wish"] == ["just say its the dentist"]


def test_what_is_typed_later_is_no_such_wish(afraid: Talk) -> None:
    says(afraid, "what if he picks up")
    says(afraid, "how do i hide this chat")
    says(afraid, "just say its the dentist")
    assert "reply_wish" not in afraid.answers()


def test_who_rings_whom_is_known_once_a_person_is_awaited(talk: Talk) -> None:
    assert "You need not ring" not in says(talk, "will somebody ring me or do i have to ring").words
    says(talk, "human please", "action_request_person", "request_agent")
    ran = says(talk, "will somebody ring me or do i have to ring")
    assert (
        f"You need not ring. A person at I.T Communications aims to get back to you by the end of {OURS}."
        in ran.words
    )


# --- no complaint ---


@pytest.mark.parametrize(
    "text", ["no dont log it as a complaint", "I dont want to complain, I dont want him to get the sack"]
)
def test_no_complaint_is_none_and_the_person_is_still_awaited(afraid: Talk, text: str) -> None:
    ran = says(afraid, text)
    assert "Nothing is logged." in ran.words
    assert "still get back to you" in ran.words
    assert care_of(afraid).no_complaint
    assert waits(afraid) is not None


def test_thanks_for_listening_are_not_passed_on_again(talk: Talk) -> None:
    says(talk, "I just want somebody to know how I was spoken to on the phone")
    says(talk, "human please", "action_request_person", "request_agent")
    ran = says(talk, "thank you for listening")
    assert "This is what I heard" not in ran.words
    assert ran.words.startswith("You're welcome.")


# --- payments ---


@pytest.mark.parametrize(
    "text", ["will you stop the direct debit", "can I just cancel the direct debit at the bank?"]
)
def test_the_bereaved_hear_what_we_know_of_a_payment_and_never_to_go_on_paying(talk: Talk, text: str) -> None:
    says(talk, DIED)
    ran = says(talk, text)
    assert "I can't stop a payment from this chat" in ran.words
    assert OURS in ran.words
    assert "go on paying" not in ran.words


def test_a_death_and_the_payment_in_one_line_are_both_answered(talk: Talk) -> None:
    ran = says(talk, "will you stop the direct debit, he is dead")
    assert "sorry for your loss" in ran.words
    assert "I can't stop a payment from this chat" in ran.words
    assert "Samaritans" not in ran.words


@pytest.mark.parametrize(
    ("before", "text", "said"),
    [
        (None, "should I cancel my direct debit, I left you in August", "won't tell you to go on paying"),
        (
            "You keep charging me and I left in August",
            "should I cancel the direct debit",
            "won't tell you to go on paying",
        ),
        (
            "You sent me somebody else's bill with her name on it",
            "do I still have to pay",
            "ask before you delete it",
        ),
        ("You billed me twice and nobody answers", "do I still have to pay", "Please go on paying"),
    ],
)
def test_who_has_left_or_holds_anothers_bill_is_not_told_to_go_on_paying(
    talk: Talk, before: str | None, text: str, said: str
) -> None:
    if before:
        talk.hears(before, "make_complaint")
        talk.runs("action_start_complaint")
    talk.hears(text, "ask_adr", topic="keep_paying")
    assert said in talk.runs("action_adr").words


def test_what_to_do_with_anothers_bill_is_not_answered_with_paying(talk: Talk) -> None:
    talk.hears("You sent me somebody else's bill with her name on it", "make_complaint")
    talk.runs("action_start_complaint")
    ran = says(talk, "what should I do with the bill, delete it?")
    assert "ask before you delete it" in ran.words


# --- needs ---


def test_complain_please_email_only_begins_a_complaint_by_email(talk: Talk) -> None:
    ran = says(talk, "complain please, EMAIL only", "action_contact_details", "ask_contact_details")
    assert "What happened?" in ran.words or talk.asked == "description"
    assert talk.answers()["reply_by"] == "email"
    assert Adjustment.IN_WRITING in care_of(talk).adjustments
    assert Question.DESCRIPTION not in talk.answers()


def test_log_it_is_heard_of_somebody_who_waits_for_a_person(talk: Talk) -> None:
    says(talk, DIED)
    says(talk, "yes log it as a complaint", "action_how_to_complain", "ask_how_to_complain")
    assert talk.answers()["complaining"]
    assert "died on 2 November" in talk.answers()["description"]


# --- the short form about the scheme ---


def test_another_number_of_people_is_answered_by_the_rule_and_changes_nothing(talk: Talk) -> None:
    talk.hears("We are a firm of 8 people. When can we go to CISAS?", "ask_adr")
    talk.runs("action_adr")
    ran = says(talk, "And would 11 be different?", "action_accessibility", "ask_accessibility")
    assert "11 is too many for CISAS" in ran.words
    assert talk.answers()["employees"] == 8


@pytest.mark.parametrize(
    ("text", "action"), [("bye", "action_goodbye"), ("thank you, that's everything", "action_thank")]
)
def test_who_says_goodbye_is_not_asked_again(talk: Talk, text: str, action: str) -> None:
    talk.hears("We are a firm of 8 people. When can we go to CISAS?", "ask_adr")
    talk.runs("action_adr")
    talk.hears(text, action.removeprefix("action_"))
    ran = talk.runs(action)
    assert ran.words.startswith("Goodbye.")
    assert ran.loops == [None]


def test_words_of_a_withdrawn_alarm_are_not_taken_for_consent(alarmed: Talk) -> None:
    before = care_of(alarmed)
    says(alarmed, "no im fine")
    assert replace(care_of(alarmed), calm=False, says=(), handled_message=None) == replace(
        before, says=(), handled_message=None
    )
