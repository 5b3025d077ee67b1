"""A day that somebody names for a complaint still to be made."""

from __future__ import annotations

from datetime import date

import pytest

from bot.readers.coming_day import coming_day, named_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("if I get my complaint in on 18 december", date(2026, 12, 18)),
        ("if they have it by the 23rd of December", date(2026, 12, 23)),
        ("sent on January 4", date(2027, 1, 4)),
        ("if I send it tomorrow", date(2026, 11, 24)),
        ("if I complain on friday", date(2026, 11, 27)),
        ("posted next monday", date(2026, 11, 30)),
        ("on 23 November", MONDAY),
        ("how long does it take", None),
        ("within 5 days", None),
        ("on 31 February", None),
    ],
)
def test_the_next_such_day_to_come(text: str, day: date | None) -> None:
    assert coming_day(text, MONDAY) == day


def test_a_dated_day_outweighs_a_feast_beside_it() -> None:
    said = "bein oan ma holidays til efter christmas, will somebody answer the phone on monday 28 december?"
    assert named_day(said, date(2026, 11, 23)) == date(2026, 12, 28)
