"""How hard the words of ``domain.yml`` are to read: about as hard as a child of 11 manages, and one idea a response.

Flesch-Kincaid gives a US school grade, from the length of sentences and of words: grade 6 is age 11 to 12, the UK's
year 7. It needs a few sentences to mean anything, so short responses count in the average only.
"""

from __future__ import annotations

import re
import socket
from functools import cache
from statistics import mean
from typing import Final

import pytest
import textstat

from tests.support.stand_ins import FOR, VALUES, filled, words

WORDS = words()
KEYS = sorted(WORDS.keys())

AVERAGE: Final = 6
HARDEST: Final = 8
ENOUGH_TO_MEASURE: Final = 25
"""Words."""

HARDER: Final[dict[str, str]] = {}
"""Responses that may be harder than ``HARDEST``, each with its reason. None needs to be."""

MOST_WORDS: Final = 75
MOST_SENTENCES: Final = 4
LONGER: Final[dict[str, str]] = {
    "utter_playbook_steps": "The steps to be done to be done one after the other, with the reader at the router.",
    "utter_opening": "Who speaks, what for, that it is kept, that a person can be had: all owed at once.",
    "utter_adr_how": "Put together from the scheme's own facts, most of them four or five words long.",
    "utter_adr_headcount_unclear": "How heads are counted decides it, so both ways are told, in short sentences.",
}
"""Responses that may be longer, each with its reason."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Newer versions of textstat fetch a dictionary: docs/decisions/0002-packages.md."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("measuring reading age asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@cache
def texts() -> dict[str, str]:
    """Every response, filled."""
    return {key: filled(WORDS, key).text for key in KEYS}


def read_aloud(text: str) -> str:
    """The text as somebody reads it: a line without a full stop has one, and a link is a word."""
    lines = [re.sub(r"^(?:•|\d+\.)\s*", "", line).strip() for line in text.splitlines()]
    lines = [re.sub(r"https?://\S+|\S+@\S+", "link", line) for line in lines if line]
    return " ".join(line if line[-1] in ".?!" else line.rstrip(":;,") + "." for line in lines)


def grade(text: str) -> float:
    return float(textstat.flesch_kincaid_grade(read_aloud(text)))


def length(text: str) -> int:
    return len(read_aloud(text).split())


def sentences(text: str) -> int:
    """What is listed under a heading is one idea with it."""
    prose = " ".join(line for line in text.splitlines() if not line.startswith("•"))
    return len([part for part in re.split(r"(?<=[.?!])\s+", prose) if part.strip()])


# --- the measure ---


def test_the_measure_tells_plain_words_from_hard_ones() -> None:
    plain = "You can go now. It is free. They are not part of the company, so they look at both sides."
    hard = (
        "Eligibility for independent adjudication is conditional upon the exhaustion of the organisation's "
        "internal procedures, notwithstanding any dissatisfaction previously communicated."
    )
    assert grade(plain) < AVERAGE < HARDEST < grade(hard)


def test_a_list_and_a_link_are_read_as_a_person_reads_them() -> None:
    text = "Have this ready:\n• the dates\n• a letter\nStart here: https://www.example.com/some/long/address"
    assert read_aloud(text) == "Have this ready. the dates. a letter. Start here: link."
    assert sentences(text) == 1
    assert sentences("One. Two? Three.") == 3


def test_every_value_has_a_stand_in_and_no_other() -> None:
    needed = {key: WORDS.placeholders(key) for key in KEYS}
    assert set().union(*needed.values()) == set(VALUES)
    assert {
        (key, name) for key, own in FOR.items() for name in own if name not in needed.get(key, set())
    } == set()


# --- the words ---


def test_the_responses_are_written_for_a_reading_age_of_eleven() -> None:
    assert mean(grade(text) for text in texts().values()) <= AVERAGE
    assert grade("\n".join(texts().values())) <= AVERAGE


def test_the_longer_responses_are_so_on_average_too() -> None:
    """Titles and single words would pull any average down."""
    assert mean(grade(text) for text in texts().values() if length(text) >= ENOUGH_TO_MEASURE) <= AVERAGE


def test_no_response_is_hard_to_read() -> None:
    hard = {
        key: round(grade(text), 1)
        for key, text in texts().items()
        if length(text) >= ENOUGH_TO_MEASURE and grade(text) > HARDEST
    }
    assert {key: found for key, found in hard.items() if key not in HARDER} == {}
    assert set(HARDER) - set(hard) == set(), "an exception that is needed no more"


def test_a_response_holds_one_idea() -> None:
    long = {
        key: (sentences(text), length(text))
        for key, text in texts().items()
        if sentences(text) > MOST_SENTENCES or length(text) > MOST_WORDS
    }
    assert {key: found for key, found in long.items() if key not in LONGER} == {}
    assert set(LONGER) - set(long) == set(), "an exception that is needed no more"


# --- letters of providers ---


def letters_and_packs() -> dict[str, str]:
    """Every letter as it is drafted from our own words, without what somebody wrote into it."""
    from dataclasses import replace

    from bot.adapters.printed_letters import PrintedLetters
    from bot.decisions.letter_record import LetterKind
    from bot.decisions.letters import Incomplete, facts_of
    from tests.unit.decisions.test_letters import KNOWN, WHOLE

    known = replace(KNOWN, owner="Priya Shah", description="My line is dead.")
    made = {}
    for kind in LetterKind:
        facts = facts_of(kind, known, WHOLE[kind])
        assert not isinstance(facts, Incomplete)
        words = PrintedLetters().words(kind, facts).body
        made[kind.value] = re.sub(r"^(?:##|-|>) ", "", words, flags=re.MULTILINE)
    return made


def test_every_letter_is_written_for_a_reading_age_of_eleven() -> None:
    hard = {
        name: round(grade(text), 1) for name, text in letters_and_packs().items() if grade(text) > AVERAGE
    }
    assert hard == {}


def test_no_letter_uses_a_word_that_many_people_do_not_read() -> None:
    from bot.adapters.yaml_files import load_rules
    from bot.decisions.letter_check import hard_words

    [avoid] = load_rules()["letter_words_to_avoid"].values.values()
    found = {name: hard_words(text, avoid.value) for name, text in letters_and_packs().items()}
    assert found == {name: [] for name in found}
