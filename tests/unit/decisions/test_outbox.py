"""What becomes of an item after each thing that can happen to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.decisions.delivery import Delivered, Found, Impossible, Missing, Outcome, TryAgain, Unknown
from bot.decisions.outbox import (
    Dead,
    Later,
    Look,
    Parked,
    Patience,
    Send,
    Sent,
    Tried,
    after_attempt,
    after_first_look,
    after_look,
    first_step,
    together,
)

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
PATIENCE = Patience(5 * SECOND, 3, HOUR, 0.2, 72 * HOUR, MINUTE)
LONG_AGO = NOW - 73 * HOUR


def tried(**changes: object) -> Tried:
    known = {
        "attempt": 1,
        "began_at": NOW - HOUR,
        "in_doubt": False,
        "failing_since": None,
        "repeatable": False,
    }
    return Tried(**{**known, **changes})  # type: ignore[arg-type]


def middle() -> float:
    """No jitter."""
    return 0.5


@pytest.mark.parametrize(
    "in_doubt, repeatable, step",
    [(False, False, Send()), (False, True, Send()), (True, True, Send()), (True, False, Look())],
)
def test_in_doubt_it_is_looked_for_unless_a_repeat_does_no_harm(
    in_doubt: bool, repeatable: bool, step: object
) -> None:
    assert first_step(tried(in_doubt=in_doubt, repeatable=repeatable)) == step


@pytest.mark.parametrize(
    "ago, move",
    [
        (10 * SECOND, Later(NOW + 50 * SECOND, "no answer came; it is looked for", in_doubt=True)),
        (MINUTE, Send()),
        (HOUR, Send()),
    ],
)
def test_missing_is_not_believed_before_the_other_side_can_have_ended(ago: timedelta, move: object) -> None:
    began = tried(in_doubt=True, began_at=NOW - ago)
    assert after_look(Missing(), began, NOW, PATIENCE, middle) == move


@pytest.mark.parametrize(
    "found, move",
    [
        (Delivered("T7"), Sent("T7")),
        (Missing(), Send()),
        (TryAgain("busy"), Later(NOW + 5 * SECOND, "busy", in_doubt=True)),
        (TryAgain("busy", 30 * SECOND), Later(NOW + 30 * SECOND, "busy", True, NOW + 30 * SECOND)),
        (None, Parked("no answer came, and that system cannot be asked whether it is there")),
    ],
)
def test_after_a_look(found: Found, move: object) -> None:
    assert after_look(found, tried(in_doubt=True), NOW, PATIENCE, middle) == move


@pytest.mark.parametrize(
    "outcome, state, move",
    [
        (Delivered("T7"), {}, Sent("T7")),
        (Delivered(), {"repeatable": True, "in_doubt": True}, Sent()),
        (TryAgain("gone"), {}, Later(NOW + 5 * SECOND, "gone")),
        (TryAgain("gone"), {"attempt": 3}, Later(NOW + 45 * SECOND, "gone")),
        (
            TryAgain("429", 7 * SECOND),
            {"attempt": 3},
            Later(NOW + 7 * SECOND, "429", False, NOW + 7 * SECOND),
        ),
        (TryAgain("429", -SECOND), {}, Later(NOW, "429", False, NOW)),
        (TryAgain("429", 900 * HOUR), {}, Later(NOW + 24 * HOUR, "429", False, NOW + 24 * HOUR)),
        (TryAgain("gone"), {"failing_since": LONG_AGO}, Dead("gone")),
        (TryAgain("429", SECOND), {"failing_since": LONG_AGO}, Dead("429")),
        (
            TryAgain("gone"),
            {"failing_since": LONG_AGO, "repeatable": True, "in_doubt": True},
            Parked("gone; an earlier attempt may have arrived"),
        ),
        (TryAgain("gone"), {"repeatable": True, "in_doubt": True}, Later(NOW + 5 * SECOND, "gone", True)),
        (Impossible("401"), {}, Dead("401")),
        (Impossible("401"), {"in_doubt": True}, Dead("401")),
        (
            Impossible("401"),
            {"repeatable": True, "in_doubt": True},
            Parked("401; an earlier attempt may have arrived"),
        ),
        (Unknown("reset"), {"repeatable": True}, Later(NOW + 5 * SECOND, "reset", True)),
        (
            Unknown("reset"),
            {"repeatable": True, "failing_since": LONG_AGO},
            Parked("reset; an earlier attempt may have arrived"),
        ),
        (Unknown("reset"), {}, Later(NOW + MINUTE, "reset", True)),
        (Unknown("reset"), {"attempt": 5}, Later(NOW + 405 * SECOND, "reset", True)),
        (Unknown("reset"), {"failing_since": LONG_AGO}, Parked("reset")),
    ],
)
def test_after_an_attempt(outcome: Outcome, state: dict[str, object], move: object) -> None:
    assert after_attempt(outcome, tried(**state), NOW, PATIENCE, middle) == move


@pytest.mark.parametrize(
    "found, move",
    [
        (Delivered("T7"), Sent("T7")),
        (None, Parked("reset; that system cannot be asked whether it is there")),
        (Missing(), Later(NOW, "reset", True)),
        (TryAgain("busy"), Later(NOW, "reset", True)),
    ],
)
def test_at_once_after_an_attempt_without_an_answer_missing_is_not_believed(
    found: Found, move: object
) -> None:
    assert after_first_look(found, Unknown("reset"), Later(NOW, "reset", True)) == move


def test_waits_grow_to_the_longest_and_stay_there() -> None:
    seconds = [PATIENCE.wait(attempt).total_seconds() for attempt in (1, 2, 3, 4, 5, 6, 7, 8, 10_000)]
    assert seconds == [5, 15, 45, 135, 405, 1215, 3600, 3600, 3600]


@pytest.mark.parametrize("chance, seconds", [(0.0, 4.0), (0.5, 5.0), (1.0, 6.0)])
def test_waits_lie_a_fifth_either_side(chance: float, seconds: float) -> None:
    assert PATIENCE.spread_wait(1, lambda: chance) == timedelta(seconds=seconds)


def test_a_ticket_and_its_notes_go_to_one_system_and_mails_to_another() -> None:
    assert together("ticket") == together("ticket_note")
    assert together("mail") == ("mail",)
