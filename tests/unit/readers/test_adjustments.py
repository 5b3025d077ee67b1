"""What somebody needs, in any message: read from clear words of their own, and from nothing else."""

from __future__ import annotations

import pytest

from bot.readers.adjustments import find_adjustments, says_why

TOLD = [
    ("I'm deaf so don't ring", "in_writing"),
    ("I am profoundly deaf", "in_writing"),
    ("I'm hard of hearing", "in_writing"),
    ("Please don't phone me, email me", "in_writing"),
    ("no phone calls please", "in_writing"),
    ("please only contact me by email", "in_writing"),
    ("contact me in writing only", "in_writing"),
    ("I can't use the phone, I have a stammer", "in_writing"),
    ("phone calls make me panic", "in_writing"),
    ("I find phone calls really hard", "in_writing"),
    ("dont ring me pls", "in_writing"),
    ("never call me on the phone, write to me", "in_writing"),
    ("I cannot hear on the phone", "in_writing"),
    ("Email only please", "in_writing"),
    ("I struggle to use the phone", "in_writing"),
    ("text me rather than calling", "in_writing"),
    ("stop phone calls, write only", "in_writing"),
    ("Stop all phone calls. Email only.", "in_writing"),
    ("No more calls. Write to me.", "in_writing"),
    ("please stop ringing me, text only", "in_writing"),
    ("no phone calls, put it in writing", "in_writing"),
    ("complain please, EMAIL only", "in_writing"),
    ("only by phone please", "by_phone"),
    ("just ring me, I don't do emails", "by_phone"),
    ("Call me, don't write", "by_phone"),
    ("I can't read or write", "by_phone"),
    ("I don't use computers", "by_phone"),
    ("I'd rather you rang me", "by_phone"),
    ("I use BSL", "bsl"),
    ("can I have a BSL interpreter?", "bsl"),
    ("my first language is British Sign Language", "bsl"),
    ("I call through Relay UK", "relay"),
    ("I use text relay", "relay"),
    ("I'm deaf, you can ring me by text relay", "relay"),
    ("I need an interpreter", "language"),
    ("my english is not good", "language"),
    ("I don't speak much English", "language"),
    ("sorry english no my first language", "language"),
    ("my daughter speaks for me", "helper"),
    ("can my son talk to you for me?", "helper"),
    ("I need someone to speak for me", "helper"),
    ("please talk to my carer instead", "helper"),
    ("I need more time to answer", "more_time"),
    ("please don't rush me", "more_time"),
    ("I type very slowly", "more_time"),
    ("it takes me ages to read things", "more_time"),
    ("bear with me, I'm slow at typing", "more_time"),
    ("I had a stroke so it takes me longer to write", "more_time"),
    ("please write in large print", "large_print"),
    ("can you send letters in big print?", "large_print"),
    ("large print please", "large_print"),
    ("I need it in Braille", "braille"),
    ("braille please", "braille"),
    ("please use plain words", "easy_words"),
    ("easy read please", "easy_words"),
    ("I'm dyslexic", "easy_words"),
    ("I have a learning disability", "easy_words"),
    ("I'm deaf and dyslexic, please use simple words", "in_writing easy_words"),
    ("Don't ring. I need large print and more time to answer. I need more time to read", "more_time large_print"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), TOLD)
def test_it_is_read_from_any_message(text: str, codes: str) -> None:
    assert " ".join(find_adjustments(text)) == codes


@pytest.mark.parametrize(
    "text",
    [
        "nobody phones me back",
        "you never call me back",
        "you don't ring me when you say you will",
        "they do not call us",
        "my phone is dead",
        "I can't use the phone because the line is dead",
        "I can't use the phone, the internet is down",
        "I can't phone anybody",
        "your agent must be deaf",
        "my complaint fell on deaf ears",
        "are you deaf?",
        "you are deaf to complaints",
        "I'm not deaf",
        "I want it in writing",
        "put the final answer in writing please",
        "email only works sometimes",
        "my email is down",
        "just call the engineer",
        "don't call me a liar",
        "only ring me back when it is fixed",
        "I can't read your bill",
        "I can't read the small print",
        "don't send me another bill",
        "my daughter is learning BSL",
        "do you do BSL?",
        "do you offer large print?",
        "is there Braille?",
        "I don't need large print",
        "the large print on your advert says no contract",
        "please relay this to your manager",
        "the relay box outside is open",
        "in plain English, you robbed me",
        "plain rubbish",
        "I need more time to pay the bill",
        "the internet is slow",
        "it takes ages to load",
        "it takes you ages to answer",
        "how much more time do you need?",
        "I had to take time off work",
        "your website needs a translator",
        "English is my first language",
        "my son helps himself to my wifi",
        "my daughter speaks to you every week",
        "someone spoke to me in May",
        "my husband talks to his boss for hours",
        "I don't have internet",
        "I'd rather call the ombudsman",
        "don't rush the repair",
        "we need time off",
        "I want to complain",
        "",
    ],
)
def test_what_only_sounds_like_it_is_none(text: str) -> None:
    assert find_adjustments(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "I'm deaf so don't ring",
        "I have dyslexia, please use plain words",
        "I had a stroke so I type slowly",
        "because of my anxiety please don't phone me",
        "I am blind, please send Braille",
        "I've got arthritis and type slowly",
        "my hearing is bad, don't ring me",
    ],
)
def test_a_reason_of_health_is_noticed_so_that_they_can_be_asked(text: str) -> None:
    assert says_why(text)


@pytest.mark.parametrize(
    "text",
    [
        "please don't ring me, I work nights",
        "large print please",
        "your man is deaf",
        "I had a call from you",
        "blind luck",
        "I'm not blind",
        "the anxiety team",
        "I type slowly",
    ],
)
def test_without_one_nobody_is_asked(text: str) -> None:
    assert not says_why(text)


def test_a_long_message_is_read_quickly() -> None:
    """Nothing in it may be tried in every split: the sentence below is the worst that we know of."""
    import time

    began = time.perf_counter()
    find_adjustments("please can you i need it takes me i find my daughter " * 300)
    says_why("i have my because of after with i am very very " * 300)
    assert time.perf_counter() - began < 1
