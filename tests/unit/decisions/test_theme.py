"""The colours of a chat can be read."""

from __future__ import annotations

import pytest

from bot.adapters.yaml_files import load_providers
from bot.decisions.soundness import Problem, profile_problems
from bot.decisions.theme import Theme, contrast, unreadable


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#1d4f91", "#1d4f91") == 1


@pytest.mark.parametrize("one, other", [("#123456", "#fedcba"), ("#000000", "#777777")])
def test_it_does_not_matter_which_of_the_two_is_the_text(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("slug", load_providers())
def test_every_provider_has_colours_of_its_own_that_can_be_read(slug: str) -> None:
    known = load_providers()
    assert unreadable(known[slug].theme) == []
    assert [other.slug for other in known.values() if other.theme == known[slug].theme] == [slug]


@pytest.mark.parametrize(
    "theme, keys",
    [
        (Theme(), []),
        (Theme(accent="#777777"), ["on_accent", "accent", "accent"]),
        (Theme(accent="#1d4f91", on_accent="#1b1f24"), ["on_accent"]),
        (Theme(accent="#ffd54a", on_accent="#000000"), ["accent", "accent"]),
    ],
)
def test_what_does_not_stand_out_is_named(theme: Theme, keys: list[str]) -> None:
    assert [key for key, *_ in unreadable(theme)] == keys


def found_in(theme: dict[str, str]) -> list[Problem]:
    return [problem for problem in profile_problems("x.yml", {"theme": theme}) if "theme" in problem.key]


def test_the_check_of_a_profile_says_which_colour_to_change_and_why() -> None:
    found = found_in({"accent": "#999999"})
    assert [problem.key for problem in found] == ["theme.on_accent", "theme.accent", "theme.accent"]
    assert "4.5 to 1 is needed (WCAG 2.2 AA)" in found[1].mend


def test_a_colour_that_is_none_is_refused_in_words() -> None:
    assert [problem.key for problem in found_in({"accent": "red"})] == ["theme.accent"]
