"""Questions around care, a denial after an alarm, payments after a death or a leaving: what is heard, and what not."""

from __future__ import annotations

import time

import pytest

from bot.readers.around_care import InCare, asked_in_care, asks_about_paying, says_it_ended
from bot.readers.denies_danger import denies_danger, told_beside_denial
from bot.readers.everyday import only_everyday
from bot.readers.just_heard import only_thanks, only_wants_to_be_heard
from bot.readers.other_size import other_size
from bot.readers.reply import only_way

HIDE, HELPLINE, ELSE, RINGS, BILL = InCare


@pytest.mark.parametrize(
    ("asks", "text"),
    [
        (HIDE, "how do i hide this chat"),
        (HIDE, "how do i delete this chat"),
        (HIDE, "can i get rid of this conversation so he cant see it"),
        (HIDE, "can I delete this conversation"),
        (HIDE, "is there a way to hide this"),
        (HIDE, "delete this chat please"),
        (HIDE, "how do I clear the chat history"),
        (HELPLINE, "is there a number for domestic abuse help"),
        (HELPLINE, "who can i ring about domestic violence"),
        (HELPLINE, "have you got a number for women's aid"),
        (HELPLINE, "is there a helpline for abuse at home"),
        (HELPLINE, "is there anyone I can ring, he hits me"),
        (ELSE, "what will they say if someone else answers"),
        (ELSE, "what if he picks up"),
        (ELSE, "what happens if my husband answers"),
        (ELSE, "will they say who they are"),
        (ELSE, "what will you say when somebody at work answers"),
        (RINGS, "will somebody ring me or do i have to ring"),
        (RINGS, "do I have to ring you or will you ring me"),
        (RINGS, "who rings who"),
        (RINGS, "do I need to call them?"),
        (RINGS, "are they going to phone me or must I phone"),
        (BILL, "what should I do with the bill, delete it?"),
        (BILL, "shall I shred it"),
        (BILL, "what do I do with her letter"),
        (BILL, "should I send it back"),
    ],
)
def test_what_is_asked_around_care_is_heard(asks: InCare, text: str) -> None:
    assert asked_in_care(text) is asks


@pytest.mark.parametrize(
    "text",
    [
        "how do I delete my account",
        "please remove this charge",
        "can you clear the fault",
        "delete my complaint",
        "I want to wipe the router",
        "is there a number I can ring",
        "your agent was abusive, what is the number of his manager",
        "what will you say to the engineer",
        "what if it happens again",
        "do I have to ring every time",
        "will you ring me",
        "nobody answers the phone",
        "what should I do with the router",
        "what do I do now",
        "can I send a photo",
        "",
    ],
)
def test_other_questions_are_not_taken_for_it(text: str) -> None:
    assert asked_in_care(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "will you stop the direct debit",
        "can I just cancel the direct debit at the bank?",
        "please stop taking money",
        "do I still have to pay",
        "should i cancel the dd",
        "can the bank stop it",
        "is the direct debit still going out",
    ],
)
def test_a_payment_is_to_be_stopped_or_not(text: str) -> None:
    assert asks_about_paying(text)


@pytest.mark.parametrize(
    "text",
    [
        "stop ringing me",
        "cancel my contract",
        "the payment was wrong",
        "I pay by direct debit",
        "the money is mine",
    ],
)
def test_other_words_are_about_no_payment_to_stop(text: str) -> None:
    assert not asks_about_paying(text)


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("should I cancel my direct debit, I left you in August", True),
        ("we moved away in May, do I still pay", True),
        ("the contract has ended, can I stop paying", True),
        ("I am no longer with you", True),
        ("I want to leave, do I still pay", False),
        ("can I cancel the direct debit", False),
        ("I was left without broadband, must I pay", False),
    ],
)
def test_who_has_left_says_so(text: str, ended: bool) -> None:
    assert says_it_ended(text) is ended


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("oh no I am not in danger dear", None),
        ("no im fine lol why samaritans", None),
        ("im ok dont need the samaritans", None),
        ("no danger here", None),
        ("lol no im not depressed just annoyed", None),
        ("I'm not suicidal, I just want my broadband back", "I just want my broadband back"),
        ("no dear nobody's in danger, I just want it put right", "I just want it put right"),
        ("I don’t need 999, I need my internet", "I need my internet"),
    ],
)
def test_an_alarm_is_taken_back_and_what_is_told_beside_it_is_kept(text: str, beside: str | None) -> None:
    assert denies_danger(text)
    assert told_beside_denial(text) == beside


@pytest.mark.parametrize(
    "text",
    [
        "i'm in danger",
        "I'm not fine",
        "we are in danger here",
        "I'm fine with that",
        "I don't want the police",
        "fine",
        "no",
        "yes",
    ],
)
def test_other_words_take_no_alarm_back(text: str) -> None:
    assert not denies_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "thank you for listening",
        "thanks for listening to me",
        "oh thank you dear, goodbye",
        "ok thanks, that's kind of you",
    ],
)
def test_thanks_are_a_goodbye(text: str) -> None:
    assert only_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "thank you but he was rude",
        "thanks, it is still broken",
        "he never said thank you",
        "thank you for nothing, the line is dead",
    ],
)
def test_thanks_with_more_are_none(text: str) -> None:
    assert not only_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "I just want somebody to know how I was spoken to on the phone",
        "I only want someone to hear how your man talked to me",
        "I want somebody to know how your lad spoke to me, that's all",
        "I don't want anything doing, only for someone to know",
    ],
)
def test_somebody_wants_only_to_be_heard(text: str) -> None:
    assert only_wants_to_be_heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "I just want you to know what broadband you sold me",
        "I want somebody to know the line is dead",
        "I just want to know how long it takes",
    ],
)
def test_somebody_wants_more_than_to_be_heard(text: str) -> None:
    assert not only_wants_to_be_heard(text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("And would 11 be different?", 11),
        ("what if there were eleven of us?", 11),
        ("and with 12 staff?", 12),
        ("If we grow to 11 would it still be ok?", 11),
        ("would 15 people be too many", 15),
        ("what if it takes 11 weeks?", None),
        ("is 8 weeks the wait?", None),
        ("what about £11?", None),
        ("we are 11", None),
        ("is it 9 November?", None),
    ],
)
def test_another_number_of_people_is_only_supposed(text: str, people: int | None) -> None:
    assert other_size(text) == people


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("complain please, EMAIL only", "email"),
        ("letters only please", "letter"),
        ("only by e-mail", "email"),
        ("I got one letter only from you", None),
        ("write only", None),
        ("text only", None),
    ],
)
def test_the_only_way_to_reply_is_told_before_anybody_asks(text: str, way: str | None) -> None:
    assert only_way(text) == way


@pytest.mark.parametrize(
    "piece",
    [
        "i was sat by the ",
        "stop calls he ",
        "since the last two days and ",
        "i'm not in danger no ",
        "nobody has ever ",
    ],
)
def test_no_text_holds_them_up(piece: str) -> None:
    text = piece * 400
    began = time.process_time()
    only_everyday(text[:300])
    denies_danger(text)
    told_beside_denial(text)
    asked_in_care(text[:200])
    asks_about_paying(text[:200])
    assert time.process_time() - began < 0.5
