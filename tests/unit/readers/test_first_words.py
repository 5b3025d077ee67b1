"""Complaints and trouble in few words at the start of a chat, and what only looks like them."""

from __future__ import annotations

import pytest

from bot.readers.first_words import First, first_words, problem_told


@pytest.mark.parametrize(
    "said",
    [
        "ok lets make the complaint",
        "Right then, start a complaint",
        "please log the complaint for me then",
        "I want this treated as a complaint",
        "please deal with this as a formal complaint",
        "I would like it recorded as a complaint please",
        "complaint, no PAC code",
        "Complaint: bill wrong again",
        "complaint internet slow from 2 october",
        "new complaint about my landline",
        "I wish to complain. I am blind. My bill keeps coming as a picture PDF my screen reader cannot read.",
        "complain please, EMAIL only",
        "You keep ringing me",
        "your sales people won't stop phoning my mum",
        "stop texting me",
    ],
)
def test_these_complain(said: str) -> None:
    assert first_words(said) is First.COMPLAINT


@pytest.mark.parametrize(
    "said",
    [
        "just want the wifi fixed",
        "i only want my phone mended",
        "can you just fix my internet",
        "please mend my line",
        "want my broadband working again",
        "fix it please",
        "Could somebody repair the landline",
    ],
)
def test_these_want_it_mended(said: str) -> None:
    assert first_words(said) is First.TROUBLE


@pytest.mark.parametrize(
    "said",
    [
        "complaint?",
        "complaints procedure",
        "what is your complaints code",
        "how do I make a complaint",
        "do I have to make a complaint first",
        "my complaint",
        "my complaint FL-MNL-2WL-J5VN",
        "complaint number FL-MNL-2WL-J5VN",
        "complaint was made in October",
        "I made a complaint last week about my bill",
        "I don't want to make a complaint",
        "stop the complaint",
        "I want to complain to the ombudsman",
        "no complaint thanks",
        "can I talk to a person please",
        "you rang me yesterday",
        "when will you fix my internet",
        "how long does it take to get it fixed",
        "I fixed my wifi",
        "hello",
        "thank you",
    ],
)
def test_these_begin_nothing(said: str) -> None:
    assert first_words(said) is None


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("It was meant to be installed 9 Nov, still nothing", First.COMPLAINT),
        ("order was due 9 Nov, nothing has come", First.COMPLAINT),
        ("install date was 9 november and nothing happened", First.COMPLAINT),
        ("was promised connection by the 12th. nothing", First.COMPLAINT),
        ("router was supposed to come on friday, no sign of it", First.COMPLAINT),
        ("no internet since friday", First.TROUBLE),
        ("why is there no internet?", None),
        ("I told you about the dead line on 2 November", None),
        ("it is nothing to do with my order", None),
        ("the order was due 9 Nov and it came, nothing else to say", None),
    ],
)
def test_a_problem_that_is_told(said: str, first: First | None) -> None:
    assert problem_told(said) is first
