"""A wish for a person reads alike, typed or pressed; and nobody is told what is not true of their chat."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from bot.decisions.records import ConversationState, Sender
from bot.services.ask_for_person import ask_for_person
from bot.services.context import Context
from bot.services.desk.queue import queue
from bot.services.desk.take_over import claim, close_chat
from bot.services.earlier_chat import follow
from bot.services.hand_off import request_person
from bot.services.open_conversation import open_conversation
from bot.services.run_turn import TurnRunner
from bot.services.take_message import take_message
from bot.services.wish_words import is_of_wish
from bot.wording import Said
from tests.support.context import Clock, make_context, open_chat
from tests.support.desk_rows import add_agent, at_the_desk
from tests.support.rows import intake

CHAT = "c" * 32
STORY = "You billed me twice in September and nobody answers"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


class Asks:
    """An engine whose turn is a wish for a person, in a form that asks its question once more."""

    def __init__(self, context: Context) -> None:
        self.context = context

    async def turn(self, conversation_id: str, message_id: str, **_: Any) -> list[dict[str, Any]]:
        said = request_person(self.context, conversation_id, message_id, "asked")
        asked = Said("When did it happen?")
        return [
            {"text": each.text, "buttons": [{"title": b.title, "payload": b.payload} for b in each.buttons]}
            for each in [*said, asked]
        ]


def told_chat(context: Context) -> None:
    open_chat(context)
    with context.store.write() as tx:
        answers = {"complaining": True, "description": STORY}
        tx.intakes.add(intake("i", CHAT, provider="it-communications", answers=answers))
        tx.commit()


def typed(context: Context) -> list[tuple[Sender, str]]:
    take_message(context.store, context.now, context.words, CHAT, "k", text="I want a person")
    runner = TurnRunner(
        context.store, Asks(context), context.now, context.words,  # type: ignore[arg-type]
        lambda slug: {"provider": slug, "other_ways": ""},
    )  # fmt: skip
    asyncio.run(runner.run_oldest(CHAT))
    return answers(context)


def pressed(context: Context) -> list[tuple[Sender, str]]:
    def wish(id: str, key: str) -> list[Said]:
        return request_person(context, id, key, "asked")

    ask_for_person(context.store, context.now, context.words, wish, CHAT, "k")
    return answers(context)


def answers(context: Context) -> list[tuple[Sender, str]]:
    with context.store.read() as tx:
        lines = tx.messages.after(CHAT, 0)
    return [(line.sender, line.text) for line in lines if line.sender is not Sender.CUSTOMER]


@pytest.mark.parametrize("there", [True, False])
def test_typed_or_pressed_the_same_is_said_by_the_same(tmp_path: Path, there: bool) -> None:
    both = []
    for name, way in (("typed", typed), ("pressed", pressed)):
        (tmp_path / name).mkdir()
        context = make_context(tmp_path / name, Clock())
        agent = add_agent(context, provider="it-communications" if there else "netservers")
        at_the_desk(context, agent)
        told_chat(context)
        both.append(way(context))
    first, second = both
    # With nobody there the assistant goes on, and its open question is its own.
    assert first == second + ([] if there else [(Sender.BOT, "When did it happen?")])
    assert {sender for sender, _ in second} == {Sender.SYSTEM}


def test_that_somebody_is_there_comes_before_the_list(context: Context) -> None:
    at_the_desk(context, add_agent(context))
    told_chat(context)
    first, second = request_person(context, CHAT, "1", "asked")
    assert first.text.startswith("Somebody at ")
    assert "What happened: You billed me twice" in second.text


@pytest.mark.parametrize("there", [True, False])
def test_who_is_in_danger_has_the_number_and_never_must_have_a_code(context: Context, there: bool) -> None:
    agent = add_agent(context, provider="netservers")
    if there:
        at_the_desk(context, agent)
    open_chat(context, "netservers", CHAT)
    said = [each.text for each in request_person(context, CHAT, "1", "vulnerable", priority=True)]
    assert any("you can phone 01223 446000" in each for each in said)
    assert "read out this code" not in " ".join(said)
    if there:
        assert said[-1].startswith("Somebody at ")


@pytest.mark.parametrize("there", [True, False])
def test_of_a_chat_in_which_nothing_was_told_nobody_says_that_it_was(context: Context, there: bool) -> None:
    agent = add_agent(context)
    if there:
        at_the_desk(context, agent)
    open_chat(context)
    said = " ".join(each.text for each in request_person(context, CHAT, "1", "asked"))
    assert "need not say it again" not in said
    assert "Write here what it is about" in said


_CODE = re.compile(r"[A-Z0-9]{3} [A-Z0-9]{3}(?=\.)")
WISHES = ("can I speak to a human", "Hello, can I please speak to a real person and not a bot?")


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("there", [True, False])
def test_a_typed_wish_is_no_story_and_reads_as_the_button_does(
    context: Context, there: bool, wish: str
) -> None:
    agent = add_agent(context)
    if there:
        at_the_desk(context, agent)
    open_chat(context)
    take_message(context.store, context.now, context.words, CHAT, "k", text=wish)
    typed_words = [_CODE.sub("(code)", each.text) for each in request_person(context, CHAT, "1", "asked")]
    other = "d" * 32
    open_chat(context, id=other)
    ask_for_person(
        context.store, context.now, context.words,
        lambda id, key: request_person(context, id, key, "asked"), other, "p",
    )  # fmt: skip
    with context.store.read() as tx:
        answered = [line.text for line in tx.messages.after(other, 0) if line.sender is Sender.SYSTEM]
    pressed_words = [_CODE.sub("(code)", text) for text in answered]
    assert typed_words == pressed_words
    assert {row.about for row in queue(context, agent)} == {None}


def test_a_complaint_that_is_begun_and_not_told_is_no_story_either(context: Context) -> None:
    add_agent(context)
    open_chat(context)
    with context.store.write() as tx:
        tx.intakes.add(intake("i", CHAT, provider="it-communications", answers={"complaining": True}))
        tx.commit()
    take_message(context.store, context.now, context.words, CHAT, "k", text="I want to complain")
    said = " ".join(each.text for each in request_person(context, CHAT, "1", "asked"))
    assert "need not say it again. I am still" not in said
    assert "Write here what it is about" in said


def test_what_is_told_after_the_wish_is_what_the_queue_shows(context: Context) -> None:
    agent = add_agent(context)
    open_chat(context)
    take_message(context.store, context.now, context.words, CHAT, "k", text=WISHES[1])
    request_person(context, CHAT, "1", "asked")
    take_message(context.store, context.now, context.words, CHAT, "l", text=STORY)
    assert [row.about for row in queue(context, agent)] == [STORY]


def test_what_was_written_need_not_be_said_again(context: Context) -> None:
    at_the_desk(context, add_agent(context))
    open_chat(context)
    take_message(context.store, context.now, context.words, CHAT, "k", text=STORY)
    said = " ".join(each.text for each in request_person(context, CHAT, "1", "asked"))
    assert "They have this whole chat, so you need not say it again." in said


@pytest.mark.parametrize("there", [True, False])
def test_after_an_ended_chat_the_new_one_says_that_both_can_be_read(context: Context, there: bool) -> None:
    agent = add_agent(context)
    earlier, token = open_conversation(context.store, context.now, "it-communications", [])
    request_person(context, earlier.id, "1", "asked")
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(earlier.id)
    assert handoff is not None
    claim(context, agent, handoff.id)
    close_chat(context, agent, earlier.id, "An engineer comes.")
    new, _ = open_conversation(context.store, context.now, "it-communications", [])
    assert follow(context.store, context.now, new, earlier.id, token)
    if there:
        at_the_desk(context, agent)
    said = " ".join(each.text for each in request_person(context, new.id, "2", "asked"))
    assert "They can read this chat and the one that has ended, so you need not say it again." in said


def test_only_an_ended_chat_of_the_same_provider_and_token_is_followed(context: Context) -> None:
    earlier, token = open_conversation(context.store, context.now, "it-communications", [])
    new, _ = open_conversation(context.store, context.now, "it-communications", [])
    elsewhere, _ = open_conversation(context.store, context.now, "netservers", [])
    assert not follow(context.store, context.now, new, earlier.id, token)  # it goes on
    with context.store.write() as tx:
        tx.conversations.set_state(earlier.id, ConversationState.CLOSED)
        tx.commit()
    assert not follow(context.store, context.now, new, earlier.id, "another")
    assert not follow(context.store, context.now, elsewhere, earlier.id, token)
    assert follow(context.store, context.now, new, earlier.id, token)


def test_words_of_a_wish_are_known_and_others_are_not(context: Context) -> None:
    say = context.words.text
    assert is_of_wish(context.words, say("utter_person_soon", provider="Netservers"))
    assert is_of_wish(context.words, say("utter_person_sees", summary="• a\n• b"))
    assert not is_of_wish(context.words, "When did it happen?")
    assert not is_of_wish(context.words, say("utter_chat_closed", agent="Priya", outcome="Done."))
