"""Which problem a description is about: ``problems/*.txt`` hold phrases that are ("+") and that are not ("-")."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.problem import Problem
from bot.readers.problems.which import READERS, problem_of

TABLES = Path(__file__).with_name("problems")
FEWEST = 25


def phrases(problem: Problem, sign: str) -> list[str]:
    lines = (TABLES / f"{problem}.txt").read_text(encoding="utf-8").splitlines()
    return [line[2:] for line in lines if line.startswith(sign)]


ARE = [(line, problem) for problem in Problem for line in phrases(problem, "+ ")]
ARE_NOT = [(line, problem) for problem in Problem for line in phrases(problem, "- ")]


@pytest.mark.parametrize(("text", "problem"), ARE)
def test_what_is_about_a_problem_is_heard_so(text: str, problem: Problem) -> None:
    assert problem_of(text) is problem


@pytest.mark.parametrize(("text", "problem"), ARE_NOT)
def test_what_only_sounds_like_it_is_not(text: str, problem: Problem) -> None:
    assert problem_of(text) is not problem


@pytest.mark.parametrize("problem", list(Problem))
def test_every_table_is_long_enough_and_repeats_nothing(problem: Problem) -> None:
    are, are_not = phrases(problem, "+ "), phrases(problem, "- ")
    assert min(len(set(are)), len(set(are_not))) >= FEWEST
    assert not set(are) & set(are_not)


def test_every_problem_has_a_reader() -> None:
    assert set(READERS) == set(Problem)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I want to complain",
        "hello",
        "I am unhappy with your service",
        "this is the third time that I have had to write to you about this and I expect it to be put right",
        "can I go to CISAS yet?",
        "I'd like an apology and some money",
        "your contract is unfair",
        "the engineer damaged my wall",
        "I was told that I could leave early",
    ],
)
def test_most_of_what_people_say_fits_no_playbook(text: str) -> None:
    assert problem_of(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("my broadband has been down for nine days and nobody rings back", Problem.NO_SERVICE),
        ("no internet and the engineer never turned up", Problem.MISSED_APPOINTMENT),
        ("my number was not ported and the phones are dead", Problem.PORTING),
        ("my bill is wrong and your agent was rude", Problem.BILL_WRONG),
        ("the internet is slow and you overcharged me", Problem.SLOW),
        ("I left in May, you still bill me and nobody answers", Problem.CHARGE_AFTER_LEAVING),
        ("you gave my address to my ex and my bill is wrong", Problem.PRIVACY),
        ("new line not installed, so no internet", Problem.ORDER_DELAYED),
    ],
)
def test_of_several_problems_the_one_decides_that_explains_the_others(text: str, problem: Problem) -> None:
    assert problem_of(text) is problem
