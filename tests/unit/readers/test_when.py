"""When they first told the provider and when the final letter came: the facts an ADR answer hangs on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.decisions.questions import NONE_YET, UNKNOWN, Question
from bot.readers.answers import FIRST_TIME, Message, is_first_time, read_answer
from bot.readers.heard import Taken
from bot.readers.when import LETTER_ABOUT

TODAY = date(2026, 11, 23)
Q = Question


def read(question: Question, said: str) -> Any:
    return read_answer(question, Message(said, TODAY), {})


def on(day: str) -> dict[str, str]:
    return {"from": day, "to": day}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("The first time was 12 September", "2026-09-12"),
        ("First time I told you was 3 March", "2026-03-03"),
        ("I didn't write it down but it was 3 March", "2026-03-03"),
        ("I haven't got the exact date, 3 March ish", "2026-03-03"),
        ("you never have replied since I wrote on 3 March", "2026-03-03"),
        ("never mind, 3 March", "2026-03-03"),
    ],
)
def test_a_date_outweighs_words_that_sound_like_the_first_time(said: str, day: str) -> None:
    assert read(Q.FIRST_TOLD_ON, said) == Taken({Q.FIRST_TOLD_ON: on(day)})
    assert not is_first_time(said, TODAY)


@pytest.mark.parametrize(
    "said",
    [
        "this is the first",
        "I haven't complained",
        "we have not contacted them yet",
        "never told them",
        "only now",
        "just now",
        "not yet",
        "you're the first",
        "haven't",
        "no I haven't",
        "Not told anyone",
        "I’ve never complained",
        "haven't spoken to them",
    ],
)
def test_nobody_told_before_counts_from_today(said: str) -> None:
    assert read(Q.FIRST_TOLD_ON, said) == Taken({Q.FIRST_TOLD_ON: on("2026-11-23")})
    assert is_first_time(said, TODAY)


@pytest.mark.parametrize(
    "said", ["they haven't told me anything", "I didn't like it", "right now", "you have never called"]
)
def test_other_words_are_not_the_first_time(said: str) -> None:
    assert not FIRST_TIME.search(said)


@pytest.mark.parametrize("said", ["right now I can't remember", "I didn't write it down", "ages ago"])
def test_somebody_who_does_not_know_is_believed(said: str) -> None:
    assert read(Q.FIRST_TOLD_ON, said) == Taken({Q.FIRST_TOLD_ON: UNKNOWN})


@pytest.mark.parametrize(
    "said",
    [
        "No letter, just a call yesterday",
        "No, nothing since 3 March",
        "No, they haven't written in the last 2 weeks",
        "haven't had a letter since March",
        "not that I know of",
        "nothing yet",
        "no only a bill last month",
    ],
)
def test_a_no_is_never_a_letter(said: str) -> None:
    assert read(Q.FINAL_LETTER_ON, said) == Taken({Q.FINAL_LETTER_ON: NONE_YET})


@pytest.mark.parametrize(
    "said",
    [
        "they said 8 weeks",
        "they promised one last Tuesday",
        "I got an email on 3 November but not a final one",
    ],
)
def test_an_unclear_letter_is_asked_again(said: str) -> None:
    assert read(Q.FINAL_LETTER_ON, said) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("yes, dated 20 November", "2026-11-20"),
        ("20 November", "2026-11-20"),
        ("I got it last Friday", "2026-11-20"),
        ("yes, 2 weeks ago", "2026-11-09"),
    ],
)
def test_the_date_of_a_letter_is_read(said: str, day: str) -> None:
    assert read(Q.FINAL_LETTER_ON, said) == Taken({Q.FINAL_LETTER_ON: day})


def test_a_letter_of_no_exact_day_is_kept_with_the_days_on_which_it_may_have_come() -> None:
    assert read(Q.FINAL_LETTER_ON, "yes last week") == Taken(
        {Q.FINAL_LETTER_ON: "2026-11-16", LETTER_ABOUT: {"from": "2026-11-16", "to": "2026-11-22"}}
    )


@pytest.mark.parametrize("question", [Q.FIRST_TOLD_ON, Q.HAPPENED_ON])
@pytest.mark.parametrize("said", ["about 3 March", "I didn't write it down but around the 3rd of March"])
def test_a_rough_day_is_kept_as_the_days_around_it(question: Q, said: str) -> None:
    about = {"from": "2026-02-28", "to": "2026-03-06"}
    assert read(question, said) == Taken({question: about})
