"""What is asked of us: whole messages, and the question beside a story."""

from __future__ import annotations

import pytest

from bot.readers.theirs import asked_besides, is_question, two_questions


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("my broadband keeps dropping and I'm fed up. how long do you get to sort out a complaint",
         "how long do you get to sort out a complaint"),
        ("my internet was off four days last week, nobody rang me back, anyway whats the email i send a complaint to",
         "anyway whats the email i send a complaint to"),
        ("It's been off since Monday. Can I go to CISAS yet?", "Can I go to CISAS yet?"),
        ("Who are you? My line is dead again. What are your hours?", "What are your hours?"),
    ],
)  # fmt: skip
def test_the_question_beside_a_story_is_found(said: str, asked: str) -> None:
    assert asked_besides(said) == asked


@pytest.mark.parametrize(
    "said",
    ["how long does it take?", "my broadband is down", "2 November, why?", "hello, what are your hours?", "", "???",
     "Can I complain here? And what does it cost?"],
)  # fmt: skip
def test_a_question_alone_and_a_story_alone_are_not_two_things(said: str) -> None:
    assert asked_besides(said) is None


@pytest.mark.parametrize(
    "said",
    ["shud i send screenshots", "whats the email", "can a complaint make you", "will moaning get it back",
     "does the manager ring", "one for cisas", "would photos help?", "r you open"],
)  # fmt: skip
def test_a_question_needs_no_question_mark_and_no_spelling(said: str) -> None:
    assert is_question(said)


@pytest.mark.parametrize(
    "said",
    [
        "the engineer will ring",
        "I can send photos",
        "it is the router",
        "can't get online",
        "whatever you say",
    ],
)
def test_a_statement_is_no_question(said: str) -> None:
    assert not is_question(said)


@pytest.mark.parametrize(
    ("said", "two"),
    [
        ("how many days do you get to answer, and what can I do if you miss it?",
         ("how many days do you get to answer", "and what can I do if you miss it?")),
        ("will I get compensation for this and can I go to the ombudsman?",
         ("will I get compensation for this", "and can I go to the ombudsman?")),
        ("Who are you? My line is dead again. What are your hours?", ("Who are you?", "What are your hours?")),
        ("how long does it take?", None),
        ("I want a refund and can I talk to somebody?", None),
        ("can I ring you and can you believe it nobody came", None),
        ("3 November, why?", None),
    ],
)  # fmt: skip
def test_two_questions_are_told_apart(said: str, two: tuple[str, str] | None) -> None:
    assert two_questions(said) == two


def test_a_question_behind_a_wish_needs_no_comma() -> None:
    assert asked_besides("I want a refund and can I talk to somebody?") == "and can I talk to somebody?"
