"""Why, what, that's all, and what they want to change; and words that only sound like it."""

from __future__ import annotations

import pytest

from bot.readers.asides import asks_for_time, asks_repeat, asks_summary, asks_why, is_that_all, wants_change


@pytest.mark.parametrize(
    "text",
    [
        "why?",
        "why all these questions?",
        "why does the date matter?",
        "why should I tell you",
        "Why",
        "why do you ask?",
        "why do you need that",
        "but why do you need my name?",
        "why are you asking me that?",
        "what for?",
        "what's that for?",
        "what do you need that for?",
        "why does it matter",
        "do you really need that?",
        "do I have to say?",
        "do I have to answer that",
        "is that really necessary?",
        "why is that important?",
        "what has that got to do with it?",
        "none of your business",
        "why do you want to know?",
        "how come you need my number",
        "why would you need my account number?",
    ],
)
def test_asks_why(text: str) -> None:
    assert asks_why(text)


@pytest.mark.parametrize(
    "text",
    [
        "why is my broadband off?",
        "why has nobody rung me",
        "why do you charge so much",
        "why do you need 8 weeks",
        "why do you ask me security questions",
        "do I need my account number to complain",
        "do I have to wait",
        "what is CISAS for",
        "I don't know why",
        "why can't I go to the ombudsman",
        "because of the noise",
        "44120",
    ],
)
def test_another_why(text: str) -> None:
    assert not asks_why(text)


@pytest.mark.parametrize(
    "text",
    [
        "what?",
        "say that again",
        "can you say that again please?",
        "pardon",
        "pardon?",
        "what was the question",
        "what was the question again?",
        "repeat please",
        "come again",
        "sorry?",
        "i dont understand the question",
        "I don’t understand",
        "I didn't catch that",
        "you what?",
        "eh?",
        "what do you mean?",
        "which question?",
        "can you repeat the question",
        "what did you say?",
        "ask me again",
        "what question?",
        "what do you want to know?",
    ],
)
def test_asks_repeat(text: str) -> None:
    assert asks_repeat(text)


@pytest.mark.parametrize(
    "text",
    [
        "sorry",
        "no sorry",
        "what a mess",
        "it happened again",
        "I want to say it again: refund me",
        "sorry, I meant 3 March",
        "I don't understand my bill",
        "what is CISAS?",
        "the repeat fault",
        "I beg you to fix it",
        "try again",
        "yes",
    ],
)
def test_no_repeat(text: str) -> None:
    assert not asks_repeat(text)


@pytest.mark.parametrize(
    "text",
    [
        "that's all",
        "that's it",
        "thats it thanks",
        "no, that's all thank you",
        "no more questions",
        "nothing else",
        "enough now",
        "just log it",
        "please just log it now",
        "skip the rest",
        "leave the rest",
        "done",
        "I'm finished",
        "ok that's everything",
        "stop asking questions",
        "too many questions",
        "I have nothing more to add",
        "that'll do",
        "send it",
        "just submit it as it is",
        "I've told you everything",
        "No, I just want it logged",
        "let's leave it there",
        "no further questions",
        "you've got everything",
        "go ahead and log it",
    ],
)
def test_that_is_all(text: str) -> None:
    assert is_that_all(text)


@pytest.mark.parametrize(
    "text",
    [
        "that's it on the bill",
        "that's all I know about Dave",
        "done that already",
        "I'm finished with you lot",
        "enough is enough, I want a refund",
        "nothing else works",
        "no",
        "no thanks",
        "skip",
        "stop",
        "cancel",
        "log in fails",
        "send an engineer",
        "the rest of the office is off",
        "all of it",
        "leave it to them",
        "is that all?",
        "that's all, can I go to CISAS?",
        "I sent it on Monday",
        "that's all very well but fix it",
    ],
)
def test_that_is_not_all(text: str) -> None:
    assert not is_that_all(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("change the date", "happened_on"),
        ("can I change when it happened", "happened_on"),
        ("the date is wrong", "happened_on"),
        ("I got the date wrong", "happened_on"),
        ("the name is wrong", "name"),
        ("my name is spelt wrong", "name"),
        ("please change the name to Sam Carter", "name"),
        ("wrong email", "reply_address"),
        ("you've got the wrong number", "reply_address"),
        ("my address is wrong", "reply_address"),
        ("I typed my email wrong", "reply_address"),
        ("change when I first told you", "first_told_on"),
        ("the date I first complained is wrong", "first_told_on"),
        ("the reference is wrong", "reference"),
        ("the reference should be 44125", "reference"),
        ("wrong ticket number, it's 884121", "reference"),
        ("change the service", "service"),
        ("the account number is wrong", "account"),
        ("change what I want", "outcome"),
        ("the amount is wrong", "amount"),
        ("change the examples", "examples"),
        ("change who dealt with it", "handled_by"),
        ("the still happening answer is wrong", "still_happening"),
        ("change home or business", "customer"),
        ("change my needs", "needs"),
        ("change copies", "copies"),
        ("change the account holder", "role"),
        ("change the description", "description"),
        ("I want to change what happened", "description"),
        ("change how often", "reply_often"),
        ("change how you reply", "reply_by"),
        ("there's a mistake in my name", "name"),
        ("actually the date was wrong, it was 3 March", "happened_on"),
        ("my email's wrong", "reply_address"),
        ("that's not my name", "name"),
        ("change amount to £50", "amount"),
    ],
)
def test_wants_change(text: str, key: str) -> None:
    assert wants_change(text) == key


@pytest.mark.parametrize(
    "text",
    [
        "I'd rather have a letter",
        "you charged the wrong amount on the bill in March",
        "change",
        "something is wrong",
        "you sent it to the wrong address again",
        "caller ID shows the wrong number when we ring out",
        "I need to change my direct debit date",
        "would a manager change how our account is run",
        "the bill is wrong",
        "change my mind",
        "change my router",
        "my name is Sam",
        "the engineer had the wrong address and left",
        "I want to change my broadband",
        "yes",
        "what happened to my complaint",
    ],
)
def test_wants_no_change(text: str) -> None:
    assert wants_change(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "let me think about it",
        "I'll think about it",
        "I’ll have to think about that",
        "I need a minute to think",
        "give me a minute",
        "can you give me a couple of minutes please?",
        "hang on a sec",
        "hold on",
        "ok, wait a moment please",
        "one moment",
        "just a sec",
        "two ticks",
        "bear with me",
        "sorry, bear with me a minute while I look it up",
        "let me check",
        "hang on, let me find the letter",
    ],
)
def test_they_ask_for_time(text: str) -> None:
    assert asks_for_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "hang on, it was the 5th",
        "I had to wait a minute",
        "it cuts out every minute",
        "let me think, about 3 October",
        "wait times are awful",
        "I think about a refund",
        "they said bear with me and then hung up",
        "hold on the line is dead",
        "I want to get my money back",
        "I'd like to find the cause",
        "a minute",
        "check",
    ],
)
def test_words_that_tell_something_ask_for_no_time(text: str) -> None:
    assert not asks_for_time(text)


@pytest.mark.parametrize(
    "text", ["show me what you have", "show again please", "show it again", "show my answers"]
)
def test_what_was_told_is_shown_to_whoever_asks(text: str) -> None:
    assert asks_summary(text)


@pytest.mark.parametrize(
    "text",
    [
        "engineer no show AGAIN. thats 3 now",
        "another no-show again",
        "he did not show again",
        "they didn't show it",
    ],
)
def test_a_visit_that_was_missed_again_asks_for_nothing(text: str) -> None:
    assert not asks_summary(text)
