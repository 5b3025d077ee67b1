"""What follows from what somebody needs."""

from __future__ import annotations

import pytest

from bot.decisions.adjustments import Adjustment, in_order, joined, no_voice, phone_last
from bot.decisions.care import Care, Consent, Listening
from bot.decisions.safety import Danger

A = Adjustment


@pytest.mark.parametrize(
    ("before", "new", "now"),
    [
        ((), (A.LARGE_PRINT,), (A.LARGE_PRINT,)),
        ((A.BRAILLE,), (A.MORE_TIME,), (A.MORE_TIME, A.BRAILLE)),
        ((A.IN_WRITING,), (A.BY_PHONE,), (A.BY_PHONE,)),
        ((A.BY_PHONE, A.HELPER), (A.IN_WRITING,), (A.IN_WRITING, A.HELPER)),
        ((), (A.BY_PHONE, A.IN_WRITING), (A.IN_WRITING,)),
        ((A.RELAY,), (A.RELAY,), (A.RELAY,)),
    ],
)
def test_what_is_said_later_wins_where_two_cannot_hold(
    before: tuple[A, ...], new: tuple[A, ...], now: tuple[A, ...]
) -> None:
    assert joined(before, new) == now


@pytest.mark.parametrize(
    ("needs", "without", "last"),
    [
        ((), False, False),
        ((A.IN_WRITING,), True, True),
        ((A.BSL,), True, True),
        ((A.RELAY,), False, True),
        ((A.LARGE_PRINT, A.MORE_TIME), False, False),
        ((A.BY_PHONE,), False, False),
    ],
)
def test_a_phone_is_left_out_or_last_for_whom_it_is_no_way(
    needs: tuple[A, ...], without: bool, last: bool
) -> None:
    assert (no_voice(needs), phone_last(needs)) == (without, last)


def test_codes_that_are_no_adjustment_are_left_out() -> None:
    assert in_order(["other", "braille", "nonsense", "in_writing", "braille"]) == (A.IN_WRITING, A.BRAILLE)


def test_care_is_the_same_after_the_database() -> None:
    care = Care(
        "c", (A.IN_WRITING,), Consent.ASKED, "3:c", None, (Danger.LIFE, Danger.BEREAVEMENT), "pl", True, "John",
        "carer", "power_of_attorney", "priya", "2026-11-23T10:00:00+00:00", "Seen.", True, True, True,
        (("life", "2:c"),), True, Listening.OPEN, "4:c", (("utter_under_18", {}),),
    )  # fmt: skip
    assert Care.from_json("c", care.as_json()) == care
    assert Care.from_json("c", {}) == Care("c")
    assert Care.from_json("c", {"adjustments": ["gone"], "dangers": ["gone"]}) == Care("c")
