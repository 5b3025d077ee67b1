"""A wish for a person in a spelling by ear."""

from __future__ import annotations

import pytest

from bot.readers.spelt_by_ear import asks_for_person_by_ear


@pytest.mark.parametrize(
    "said",
    [
        "can i tork to sumone reel plese i carnt reed all this",
        "sumone reel. a persun",
        "a persun",
        "i wont to speek to a humen",
        "can i speek 2 sumbody pls",
        "get me a reel persun plz",
        "need to tawk to some1",
        "reel human pleez tork",
        "i just want a peson pls",
        "sum1 real pls",
        "speek to agint",
        "can sumone tork wiv me",
    ],
)
def test_a_person_asked_for_as_it_sounds(said: str) -> None:
    assert asks_for_person_by_ear(said)


@pytest.mark.parametrize(
    "said",
    [
        "a person please",
        "can I talk to someone real please",
        "sumone from ur shop was rude",
        "sumone sed it wud be fixed friday",
        "i cant reed my bill its dubble",
        "my broadband is down pls",
        "i wont pay",
        "the vicar and the parson have no internet",
        "Sum One Ltd",
        "it is reel slow",
        "i carnt tork to enyone on the fone its dead",
    ],
)
def test_the_usual_spelling_a_story_or_a_name_is_none(said: str) -> None:
    assert not asks_for_person_by_ear(said)
