"""Which question comes next, whatever exists; and how long a pause is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.decisions.identity import WAY, Holder, Step, Way, Who, next_who, pause_until

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ACCOUNT = {WAY: Way.ACCOUNT.value}
FACTS = {Who.ACCOUNT: "12345", Who.POSTCODE: "BN3 7TF", Who.NAME: "Sam Carter"}


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, Who.WHICH),
        ({Who.WHICH: {"kind": "email", "value": "sam@example.com"}, WAY: Way.CODE.value}, Who.CODE),
        (ACCOUNT, Who.ACCOUNT),
        ({**ACCOUNT, Who.ACCOUNT: "12345"}, Who.POSTCODE),
        ({**ACCOUNT, Who.ACCOUNT: "12345", Who.NAME: "Sam"}, Who.POSTCODE),
        ({**ACCOUNT, Who.ACCOUNT: "12345", Who.POSTCODE: "BN3 7TF"}, Who.NAME),
        ({**ACCOUNT, **FACTS}, Who.ROLE),
        ({**ACCOUNT, **FACTS, Who.ROLE: Holder.SELF.value}, None),
        ({**ACCOUNT, **FACTS, Who.ROLE: Holder.ACTING.value}, Who.ACTING_FOR),
        ({**ACCOUNT, **FACTS, Who.ROLE: Holder.ACTING.value, Who.ACTING_FOR: "her son"}, None),
    ],
)
def test_the_next_question(answers: dict[str, object], asked: Who | None) -> None:
    assert next_who(answers) is asked


def ago(*minutes: int) -> list[datetime]:
    return [NOON - timedelta(minutes=each) for each in minutes]


@pytest.mark.parametrize(
    ("happened", "steps", "minutes"),
    [
        ([], [Step(3, 15)], None),
        (ago(1, 2), [Step(3, 15)], None),
        (ago(1, 2, 3), [Step(3, 15)], 12),
        (ago(3, 1, 2), [Step(3, 15)], 12),
        (ago(1, 2, 15), [Step(3, 15)], None),
        (ago(1, 2, 3, 4), [Step(3, 15)], 12),
        (ago(1, 2, 3), [Step(3, 15), Step(3, 60)], 57),
    ],
    ids=[
        "nothing yet",
        "too few",
        "as many",
        "in any order",
        "the oldest is over",
        "by the last three",
        "the longest",
    ],
)
def test_a_pause_lasts_until_the_oldest_of_the_last_tries_is_old_enough(
    happened: list[datetime], steps: list[Step], minutes: int | None
) -> None:
    ends = NOON + timedelta(minutes=minutes) if minutes is not None else None
    assert pause_until(happened, steps, NOON) == ends
