"""Everyday sentences that a model takes for danger, and their dangerous neighbours."""

from __future__ import annotations

import pytest

from bot.decisions.safety import Danger, danger_in
from bot.readers.danger_heard import danger_heard
from bot.readers.everyday import only_everyday
from bot.readers.trouble import sounds_distressed

EVERYDAY = [
    # somebody is beside them, or is not
    "I'm her son, she is sat next to me",
    "Sorry I am her daughter and she is sat here",
    "my dad is here with me he does not do computers so im typing",
    "he's in the other room but he says its fine for me to do it",
    "she can't come to the phone right now she is in the bath",
    "She can't come to the phone at the moment",
    "I'm his grandson, he's asleep in the armchair",
    "Mum is asleep, I'm doing this for her",
    "husband is out at work so its just me here",
    "its my nans account and she's 84, im filling this in at her kitchen table",
    "my mum doesn’t know im on here. do i need her",
    # they left, or want to
    "I have no account any more, I left.",
    "I left you in August",
    "I just need it closed and not to be charged",
    "Please close my account and don't charge me again",
    "close the account please and don't take any more money",
    "I want to leave. I've had enough of you",
    "I don't want to be with you any more",
    "I give up. nobody ever answers",
    # it works again
    "oh hang on its come back on. all green now. its working",
    "it's back, panic over",
    # money
    "the november bill, came on the 16th. 45 QUID I DONT OWE",
    "You took the money on 5 October and 5 November",
    "I can't afford to be charged twice every month",
    # a child writes for a parent
    "im 15 and my mum said to message cos wifi keeps going off and shes at work",
    "hi im 14, my mum told me to write because our internet keeps cutting out",
    # no calls
    "stop phone calls, write only",
    "Stop all phone calls. Email only.",
    "please stop ringing me, text only",
    "Don't phone. Letters only please",
    # rude on the phone
    "he put the phone down on me, I am 81",
    "The young man laughed at me and put the phone down. I am 81",
    "your man shouted at me down the phone and I am an old lady",
    # off, and nobody rings
    "My broadband has been off since Thursday and nobody rings me back.",
    "No internet since Monday and nobody calls me back",
    "I've been left without internet",
    "left in the dark for 9 days",
    "kept in the dark for weeks, not one word from you",
    # a day at home
    "i was at home all day and the dog barked but nobody knocked",
    "stayed in from 8 till 6, nobody knocked, nobody rang",
    # an alarm of ours is taken back
    "oh no I am not in danger dear",
    "no im fine lol why samaritans",
    "no no nobody is in danger love, I only want it mended",
    "im ok dont need the samaritans",
    "I dont really want anything done.",
]
NOT_EVERYDAY = [
    "no calls please, he is in the next room",
    "stop ringing me, my husband is here and he listens",
    "I'm fine",
    "I am 81",
    "he shouted at me",
    "he laughed at me. I am 81",
    "he told me to shut up and he's upstairs",
    "nobody rings me",
    "nobody came. nobody rings me. I am 81",
    "no im fine, there's no point in anything",
    "I was in all day and I can't do this any more",
    "I've been left without food",
    "left in the dark, the leccy has gone and I'm cold",
    "I don't want anything any more",
    "I'm not in danger yet",
    "he's in the next room, I have to be quick",
    "she is sat next to me and she can't breathe",
    "she's in the bath and she isn't moving",
    "my mum doesn't know I'm on here. he hurts me",
    "my dad doesn't know I'm on here",
    "I left him and he is looking for me",
    "I left a note for the kids",
    "I want to leave",
    "I want to leave. I've had enough",
    "I've had enough",
    "I give up",
    "I don't want to be here any more",
    "close my account, I won't be here next week",
    "just close it. I won't be needing anything",
    "it's come back on and now the socket is smoking",
    "You took the money on 5 October and the kids can't eat",
    "I can't afford to be charged twice, I've skipped meals",
    "I'm by myself here. somebody is at the window",
    "she is asleep and I can't wake her",
    "she's asleep",
    "",
    "?!",
]


@pytest.mark.parametrize("text", EVERYDAY)
def test_an_everyday_sentence_is_told(text: str) -> None:
    assert danger_in(text) is None
    assert only_everyday(text)


@pytest.mark.parametrize("text", NOT_EVERYDAY)
def test_what_may_be_danger_is_left_to_who_hears_it(text: str) -> None:
    assert not only_everyday(text)


@pytest.mark.parametrize("text", EVERYDAY)
def test_the_model_alone_raises_no_alarm_over_everyday_words(text: str) -> None:
    assert not sounds_distressed(text, 1.0)
    assert danger_heard(text, {"kind": "suicide"}) is None


@pytest.mark.parametrize(("kind", "danger"), [("life", None), ("suicide", Danger.SUICIDE)])
def test_who_threatens_our_people_is_not_in_danger_but_despair_in_it_is_heard(
    kind: str, danger: Danger | None
) -> None:
    assert danger_heard("im gonna come down there and smash your fucking windows", {"kind": kind}) is danger


def test_what_the_rules_hear_stands_beside_everyday_words() -> None:
    assert danger_heard("she is sat next to me. the router is on fire", None) is Danger.LIFE


@pytest.mark.parametrize("text", [each for each in NOT_EVERYDAY if each])
def test_the_model_is_believed_in_what_may_be_danger(text: str) -> None:
    assert danger_heard(text, {"kind": "suicide"}) is not None
