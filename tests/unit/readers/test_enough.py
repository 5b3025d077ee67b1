"""They want no more questions, or leave: a whole message that says so and nothing else."""

from __future__ import annotations

import pytest

from bot.readers.asides import ends_questions, is_done, is_that_all, says_goodbye


@pytest.mark.parametrize(
    "said",
    [
        "thats all",
        "finish",
        "no more questions",
        "just log it, no more questions",
        "yes log it no more questions",
        "enough questions, log it",
        "log it now please, thats everything",
        "nothing more to add, thanks, bye",
        "please just log it and finish",
        "stop asking me things",
        "just get on with it",
    ],
)
def test_these_end_the_questions(said: str) -> None:
    assert is_that_all(said)
    assert ends_questions(said)


@pytest.mark.parametrize("said", ["log it", "yes send it", "just log it", "send it off"])
def test_these_only_want_it_logged(said: str) -> None:
    assert is_that_all(said)
    assert not is_done(said)


@pytest.mark.parametrize(
    "said",
    [
        "no more calls please",
        "that's all they said to me",
        "they never finished the job",
        "no more questions were answered",
        "I have finished with your company, I left in May",
        "that's everything I paid",
        "thanks",
        "log",
        "it finished in May, nothing else works",
    ],
)
def test_these_tell_something(said: str) -> None:
    assert not is_that_all(said)


@pytest.mark.parametrize(
    "said",
    ["bye", "Goodbye", "ok bye then", "thank you, goodbye", "thanks bye for now", "speak later", "right i'm off now"]
)  # fmt: skip
def test_these_leave(said: str) -> None:
    assert says_goodbye(said)


@pytest.mark.parametrize(
    "said", ["is it goodbye?", "he said goodbye and hung up", "my internet is off", "hello"]
)
def test_these_stay(said: str) -> None:
    assert not says_goodbye(said)
