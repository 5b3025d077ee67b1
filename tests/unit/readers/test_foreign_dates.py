"""Days in the words of another language."""

from __future__ import annotations

from datetime import date

import pytest

from bot.adapters.languages import load_languages
from bot.decisions.language import asked_for_by_name, yes_or_no
from bot.readers.foreign_dates import foreign_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("pl", "18 listopada", date(2026, 11, 18)),
        ("pl", "Od 18 listopada", date(2026, 11, 18)),
        ("pl", "5 dni temu", date(2026, 11, 18)),
        ("pl", "wczoraj", date(2026, 11, 22)),
        ("ro", "din 18 noiembrie", date(2026, 11, 18)),
        ("es", "el 18 de noviembre", date(2026, 11, 18)),
        ("fr", "depuis le 18 novembre", date(2026, 11, 18)),
        ("de", "seit dem 3. Oktober", date(2026, 10, 3)),
        ("lt", "lapkričio 18", date(2026, 11, 18)),
        ("ar", "18 نوفمبر", date(2026, 11, 18)),
        ("cy", "18 Tachwedd", date(2026, 11, 18)),
    ],
)
def test_a_day_is_read_in_its_language(code: str, text: str, day: date) -> None:
    assert foreign_day(text, code, TODAY) == day


@pytest.mark.parametrize(
    "text", ["nikt nie dzwoni", "", "mój internet", "numer 18", "30 listopada 2027", "x" * 200]
)
def test_what_names_no_past_day_is_left(text: str) -> None:
    assert foreign_day(text, "pl", TODAY) is None


def test_every_language_has_its_yes_and_no() -> None:
    for language in load_languages().languages.values():
        assert language.yes
        assert language.no
        assert not set(language.yes.split()) & set(language.no.split())
        for word in language.yes.split():
            assert yes_or_no(f"{word.upper()}!", language) is True
        for word in language.no.split():
            assert yes_or_no(f" {word}.", language) is False
        assert yes_or_no(language.line, language) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("polish person please", "pl"),
        ("please polish person", "pl"),
        ("do you speak Urdu?", "ur"),
        ("somebody who speaks Romanian", "ro"),
        ("is there anyone that speaks welsh", "cy"),
        ("Polish", "pl"),
        ("can i talk in french", "fr"),
        ("my polish neighbour has the same fault", None),
        ("you french thieves", None),
        ("the german router is broken", None),
        ("i want to complain", None),
    ],
)
def test_somebody_who_speaks_it_is_asked_for_by_name(text: str, code: str | None) -> None:
    assert asked_for_by_name(text, load_languages()) == code
