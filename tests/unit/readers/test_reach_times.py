"""When somebody can be reached, kept in their own words."""

from __future__ import annotations

import pytest

from bot.readers.reach_times import find_reach_note


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("after 6 when I shut", "after 6 when I shut"),
        ("not before 5", "not before 5"),
        ("my work phone 01785 555020, only 9 to 5", "only 9 to 5"),
        ("I'm at work till half 5", "I'm at work till half 5"),
        ("I’m at work until half five", "I'm at work until half five"),
        ("phone but not before 5", "not before 5"),
        ("phone please, after 6pm", "after 6pm"),
        ("07700 900123 after 6 when I shut", "after 6 when I shut"),
        ("07700 900123, not before 5", "not before 5"),
        ("ring me on 01223 555019 between 9 and 11 please", "between 9 and 11"),
        ("by phone, evenings only", "evenings only"),
        ("can you ring me after 6?", "after 6"),
        ("oh and only ring me in the evening", "only ring me in the evening"),
        ("don't ring me before 10:30", "don't ring me before 10:30"),
        ("I work nights, so not in the morning", "I work nights, not in the morning"),
        ("call me, not on Tuesdays", "not on Tuesdays"),
        ("any evening, sam@example.com", "any evening"),
    ],
)
def test_a_time_to_reach_them_is_kept_as_they_say_it(said: str, note: str) -> None:
    assert find_reach_note(said, asked=True) == note


@pytest.mark.parametrize(
    "said",
    [
        "by phone",
        "07700 900123",
        "sam@example.com",
        "14 Elm Road, LS1 4AB",
        "are you open after 6?",
        "do you ring after 6?",
        "what time do you ring, is it after 6?",
        "after 3 weeks of this I want a letter",
        "I rang you after 6 and nobody came",
        "it drops in the evenings",
        "it was down between 9 and 11",
        "every Monday",
        "letter",
        "before 2027",
    ],
)
def test_other_words_are_no_time_to_reach_them(said: str) -> None:
    assert find_reach_note(said, asked=True) is None


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("ring me after 6 please", "after 6"),
        ("only call us before noon", "only call us before noon"),
        ("after 6 when I shut", None),
        ("evenings", None),
    ],
)
def test_where_something_else_is_asked_only_a_wish_to_be_reached_then_is_one(
    said: str, note: str | None
) -> None:
    assert find_reach_note(said, asked=False) == note
