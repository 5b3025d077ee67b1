"""A date put right, seen from Monday 23 November 2026: the denied day says which one is meant."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Question as Q
from bot.readers.corrected_dates import date_put_right
from bot.readers.dates import Day
from bot.readers.message import Message
from bot.readers.volunteered import correction

TODAY = date(2026, 11, 23)


def on(day: str) -> dict[str, str]:
    return {"from": day, "to": day}


def answers(began: str, told: str) -> dict[str, dict[str, str]]:
    return {Q.HAPPENED_ON: on(began), Q.FIRST_TOLD_ON: on(told)}


@pytest.mark.parametrize(
    ("said", "began", "told", "which", "day"),
    [
        ("actually it was the 12th I emailed, not the 19th", "2026-11-09", "2026-10-19",
         Q.FIRST_TOLD_ON, "2026-10-12"),
        ("my wife says we told you on the 12th not the 19th", "2026-11-09", "2026-10-19",
         Q.FIRST_TOLD_ON, "2026-10-12"),
        ("also i told you on the 24th not the 25th", "2026-11-17", "2026-09-25", Q.FIRST_TOLD_ON, "2026-09-24"),
        ("hang on i meant the 5th not the 6th", "2026-11-09", "2026-10-06", Q.FIRST_TOLD_ON, "2026-10-05"),
        ("it was monday the 9th it started not tuesday", "2026-11-17", "2026-09-25", Q.HAPPENED_ON, "2026-11-09"),
        ("that's wrong, I spoke to Kev on the 10th not the 9th", "2026-11-09", "2026-11-09",
         Q.FIRST_TOLD_ON, "2026-11-10"),
        ("no it wasnt the 9th it was the 10th i spoke to Kev", "2026-11-09", "2026-11-09",
         Q.FIRST_TOLD_ON, "2026-11-10"),
        ("it began on the 10th, not the 9th", "2026-11-09", "2026-11-09", Q.HAPPENED_ON, "2026-11-10"),
        ("it was 3 March, not 3 May", "2026-05-03", "2026-10-01", Q.HAPPENED_ON, "2026-03-03"),
    ],
)  # fmt: skip
def test_the_denied_day_says_which_date_is_meant(
    said: str, began: str, told: str, which: Q, day: str
) -> None:
    meant = date.fromisoformat(day)
    assert date_put_right(said, TODAY, answers(began, told)) == (which, Day(meant, meant))


@pytest.mark.parametrize(
    "said", ["I am not the account holder", "not Monday", "not the 3rd engineer", "it was the 12th"]
)
def test_without_a_denied_day_that_stands_there_nothing_is_put_right(said: str) -> None:
    assert date_put_right(said, TODAY, answers("2026-11-10", "2026-10-19")) is None


def test_a_day_to_come_is_the_last_such_day() -> None:
    found = date_put_right("it was the 28th not the 20th", TODAY, answers("2026-11-20", "2026-10-19"))
    assert found == (Q.HAPPENED_ON, Day(date(2026, 10, 28), date(2026, 10, 28)))


def test_a_bare_day_stands_in_the_month_of_the_date_that_it_replaces() -> None:
    known = {Q.HAPPENED_ON: on("2026-10-12"), "_last_date": Q.HAPPENED_ON.value}
    found = correction(Message("actually it was the 13th", TODAY), known)
    assert found is not None
    assert found.values == {Q.HAPPENED_ON: on("2026-10-13")}  # type: ignore[union-attr]
