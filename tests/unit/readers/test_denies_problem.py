"""What the trouble is not, in their words; and what only has a "not" in it."""

from __future__ import annotations

import pytest

from bot.decisions.problem import Problem
from bot.readers.denies_problem import problems_denied


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("call quality was never the problem", Problem.VOIP_QUALITY),
        ("the call quality is not the issue", Problem.VOIP_QUALITY),
        ("nothing wrong with the calls", Problem.VOIP_QUALITY),
        ("it's not about the bill", Problem.BILL_WRONG),
        ("this is nothing to do with the broadband", Problem.SLOW),
        ("my internet is fine", Problem.SLOW),
        ("the line isn't the problem", Problem.NO_SERVICE),
        ("the engineer was not the problem", Problem.MISSED_APPOINTMENT),
    ],
)
def test_these_deny_a_problem(said: str, problem: Problem) -> None:
    assert problem in problems_denied(said)


@pytest.mark.parametrize(
    "said",
    [
        "the line is not working",
        "my internet is not good",
        "call quality is the problem",
        "is the line the problem?",
        "the internet was fine until friday",
        "the engineer was never here",
        "there was never a problem before",
        "nothing works",
        "the bill is not right",
    ],
)
def test_these_deny_none(said: str) -> None:
    assert problems_denied(said) == frozenset()
