"""A death was told: the condolence comes once, and what they came for is kept for the person."""

from __future__ import annotations

import pytest

from bot.decisions.care import Care
from bot.decisions.safety import Danger
from bot.services.caring.care_for import Cared, care_for
from bot.services.comfort import comforting_words
from bot.services.context import Context
from bot.services.desk.card import open_card
from bot.services.heard import Heard
from tests.support.context import Chat
from tests.support.desk_rows import add_agent

DIED = "My husband Fred died in October. I need his account closed"


@pytest.fixture
def mourning(context: Context, chat: Chat) -> Chat:
    hears(context, chat, DIED, "upset_vulnerable")
    return chat


def hears(context: Context, chat: Chat, text: str, intent: str = "give_details") -> str:
    """All that is said to ``text``, as the base of the actions says it."""
    heard = chat.hears(text, intent)
    cared = care_for(context, heard)
    said = (
        list(cared.said)
        if cared.whole
        else [*cared.said, *comforting_words(context, heard, Danger.BEREAVEMENT)]
    )
    return "\n".join(each.text for each in said)


def whole(context: Context, heard: Heard) -> Cared:
    cared = care_for(context, heard)
    assert cared.whole
    return cared


def test_the_address_is_read_back_and_goes_to_the_person(context: Context, mourning: Chat) -> None:
    said = hears(context, mourning, "please write to me, 4 Elm Row, Southend SS1 3CD")
    assert "this address for a letter: 4 Elm Row, Southend SS1 3CD" in said
    with context.store.read() as tx:
        assert [each.value for each in tx.contacts.of(mourning.id)] == ["4 Elm Row, Southend SS1 3CD"]
        assert tx.intakes.latest(mourning.id).answers["reply_by"] == "letter"


def test_no_complaint_is_taken_and_none_is_offered_again(context: Context, mourning: Chat) -> None:
    assert "no complaint" in hears(context, mourning, "no thank you, I don't want to complain")
    said = hears(context, mourning, "I just need it closed and not to be charged", "upset_vulnerable")
    assert said == "I have kept that for the person at I.T Communications. You need not say it again."
    assert "complaint" not in hears(
        context, mourning, "he passed away so suddenly, it is all a blur", "upset_vulnerable"
    )


def test_what_papers_are_needed_is_not_guessed(context: Context, mourning: Chat) -> None:
    said = hears(context, mourning, "Do you need the death certificate?", "upset_vulnerable")
    assert said.startswith("I don't know what papers")
    assert "CISAS" not in said
    assert "complaint" not in said


def test_who_to_send_the_will_to_is_not_guessed(context: Context, mourning: Chat) -> None:
    assert hears(context, mourning, "who do I send the will to?").startswith("I don't know what papers")


def test_the_name_of_who_died_is_noted_later_too(context: Context, mourning: Chat) -> None:
    hears(context, mourning, "his name was George Hill, he had two lines")
    with context.store.read() as tx:
        assert tx.care.of(mourning.id).deceased == "George Hill"


def test_what_they_need_is_noted_beside(context: Context, mourning: Chat) -> None:
    said = hears(context, mourning, "please send me everything in large print")
    assert "I have noted what you need: large print" in said
    assert "I have kept that" in said


def test_nobody_is_sorry_twice(context: Context, chat: Chat) -> None:
    assert "sorry for your loss" in hears(context, chat, DIED, "upset_vulnerable")
    assert "sorry" not in hears(
        context, chat, "when my husband died you sent him a bill?", "upset_vulnerable"
    )


def test_the_person_reads_the_death_her_words_and_her_address(context: Context, mourning: Chat) -> None:
    hears(context, mourning, "please write to me, 4 Elm Row, Southend SS1 3CD")
    hears(context, mourning, "I just need it closed and not to be charged")
    shown = open_card(context, add_agent(context), mourning.id)
    assert any("Somebody has died" in line for line in shown.know_first)
    assert "Fred died in October" in (shown.description or "")
    assert "not to be charged" in (shown.description or "")
    assert [way.value for way in shown.reach] == ["4 Elm Row, Southend SS1 3CD"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I can't go on without him", "upset_vulnerable"),  # despair is answered with a number
        ("I want to complain about the bills you sent", "make_complaint"),
        ("can I speak to a person please", "request_agent"),
        ("what are your opening hours?", "ask_opening_hours"),
        ("thank you", "thank"),
        ("thank you, that is kind", "thank"),
    ],
)
def test_the_usual_way_stays_theirs(context: Context, mourning: Chat, text: str, intent: str) -> None:
    assert not care_for(context, mourning.hears(text, intent)).whole


def test_the_same_message_twice_says_the_same(context: Context, mourning: Chat) -> None:
    heard = mourning.hears("please write to me, 4 Elm Row, Southend SS1 3CD")
    assert whole(context, heard) == whole(context, heard)


def test_without_a_death_nothing_is_taken_here(context: Context, chat: Chat) -> None:
    assert not care_for(context, chat.hears("please write to me, 4 Elm Row, Southend SS1 3CD")).whole
    with context.store.read() as tx:
        assert tx.care.of(chat.id) == Care(chat.id)
