"""One winner of every claim; the bot is silent while a person has the chat; what was agreed is known afterwards."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.decisions.conversation import OutOfTurn
from bot.decisions.questions import Purpose, Question
from bot.decisions.records import ConversationState, Role, Sender, Turn
from bot.decisions.safety import Danger
from bot.services.ask_question import question_words
from bot.services.case_words import status_words
from bot.services.comfort import comforting_words
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.desk.reply import add_note, reply
from bot.services.desk.take_over import carry_on, claim, close_chat, hand_back, join, pass_on
from bot.services.hand_off import request_person
from bot.services.run_turn import TurnRunner
from bot.services.start_complaint import keep_for_later
from bot.services.tell_adr import begin_adr
from tests.support.case_rows import add_case
from tests.support.context import Chat, Clock, make_context, open_chat
from tests.support.desk_rows import add_agent, at_the_desk, says, waiting_chat
from tests.unit.services.patterns import chat_at

CHAT = "c" * 32


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


def state(context: Context, id: str = CHAT) -> ConversationState:
    with context.store.read() as tx:
        return tx.conversations.get(id).state


def lines(context: Context, id: str = CHAT) -> list[str]:
    with context.store.read() as tx:
        return [line.text for line in tx.messages.newest(id, 50)]


def actions(context: Context, id: str = CHAT) -> list[str]:
    with context.store.read() as tx:
        return [entry.action for entry in tx.audit.of(f"conversation:{id}")]


def test_with_somebody_at_the_desk_the_bot_falls_silent_and_says_so(context: Context) -> None:
    at_the_desk(context, add_agent(context))
    open_chat(context)
    [said] = request_person(context, CHAT, "1", "asked")
    assert state(context) is ConversationState.WAITING
    assert "there now" in said.text
    assert [button.title for button in said.buttons] == ["Carry on with the assistant"]


def test_with_nobody_there_the_bot_goes_on_and_the_promise_has_a_date(context: Context) -> None:
    agent = add_agent(context, provider="netservers")
    at_the_desk(context, agent)  # of another provider: that is nobody here
    open_chat(context)
    said = " ".join(one.text for one in request_person(context, CHAT, "1", "asked"))
    assert state(context) is ConversationState.BOT
    assert "Tuesday 24 November" in said


def test_an_agent_whose_browser_was_closed_a_while_ago_is_not_there(context: Context, clock: Clock) -> None:
    at_the_desk(context, add_agent(context))
    clock.forward(minutes=4)
    open_chat(context)
    request_person(context, CHAT, "1", "asked")
    assert state(context) is ConversationState.BOT


def test_the_place_in_the_queue_is_kept_when_they_carry_on_with_the_assistant(context: Context) -> None:
    at_the_desk(context, add_agent(context))
    handoff = waiting_chat(context)
    assert carry_on(context, CHAT) is ConversationState.BOT
    with context.store.read() as tx:
        standing = tx.handoffs.open_of(CHAT)
    assert standing is not None
    assert standing.id == handoff
    assert carry_on(context, CHAT) is ConversationState.BOT
    assert len([line for line in lines(context) if "I am back" in line]) == 1


def test_who_carries_on_is_asked_the_question_that_stood_with_its_buttons(
    tmp_path: Path,
) -> None:
    chat = chat_at(Question.SERVICE, tmp_path)
    at_the_desk(chat.context, add_agent(chat.context))
    request_person(chat.context, chat.id, "1", "asked")
    carry_on(chat.context, chat.id)
    with chat.context.store.read() as tx:
        back, asked = tx.messages.newest(chat.id, 2)
    assert back.text.endswith("This is where we were.")
    assert (asked.sender, asked.text) == (Sender.BOT, asked_words(chat, Question.SERVICE))
    assert asked.buttons


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("my mum's pendant alarm is dead since Monday and I want to complain", "When did you first tell"),
        ("my mum's pendant alarm is dead since Monday", "would also like me to log it as a complaint"),
    ],
)
def test_who_carries_on_after_words_of_danger_goes_on_with_what_they_wrote(
    context: Context, words: str, asked: str
) -> None:
    at_the_desk(context, add_agent(context))
    chat = Chat(context)
    comforting_words(context, chat.hears(words, "upset_vulnerable"), Danger.LIFELINE)
    carry_on(context, chat.id)
    back, last = lines(context)[-2:]
    assert back.endswith("This is where we were.")
    assert asked in last


def asked_words(chat: Chat, question: Question) -> str:
    return question_words(chat.context, chat.id, question, Purpose.COMPLAINT, again=False)[0].text


def test_a_claim_silences_the_bot_and_takes_what_still_waited_for_it(context: Context) -> None:
    agent = add_agent(context)
    handoff = waiting_chat(context)
    says(context, CHAT, "hello?", "k1")
    assert claim(context, agent, handoff).won
    assert state(context) is ConversationState.HUMAN
    with context.store.read() as tx:
        assert tx.messages.pending(CHAT) == []
        assert [line.turn for line in tx.messages.newest(CHAT, 9) if line.sender is Sender.CUSTOMER] == [
            Turn.DONE
        ]
    assert "You are now talking to Priya at I.T Communications, a person." in lines(context)[-1]
    assert actions(context) == ["handoff.claimed"]


def test_the_second_one_hears_who_has_it(context: Context) -> None:
    one, other = add_agent(context), add_agent(context, "Tom")
    handoff = waiting_chat(context)
    assert claim(context, one, handoff).won
    lost = claim(context, other, handoff)
    assert (lost.won, lost.holder) == (False, "Priya")
    assert claim(context, one, handoff).won  # pressed twice


def test_eight_agents_and_a_hundred_requests_have_exactly_a_hundred_winners(context: Context) -> None:
    agents = [add_agent(context, f"Agent {number}") for number in range(8)]
    handoffs = [waiting_chat(context, f"{number:032x}") for number in range(100)]
    won: list[str] = []

    def take(place: int) -> None:
        order = handoffs[place * 12 :] + handoffs[: place * 12]
        won.extend(handoff for handoff in order if claim(context, agents[place], handoff).won)

    threads = [threading.Thread(target=take, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == sorted(handoffs)


def test_a_colleague_gets_it_with_a_note_and_the_first_one_has_it_no_more(context: Context) -> None:
    one, other = add_agent(context), add_agent(context, "Tom")
    handoff = waiting_chat(context)
    claim(context, one, handoff)
    pass_on(context, one, handoff, other.id, "wants a call after 4")
    with context.store.read() as tx:
        standing = tx.handoffs.get(handoff)
    assert standing is not None
    assert (standing.claimed_by, standing.supervisor_note) == (other.id, "wants a call after 4")
    assert state(context) is ConversationState.HUMAN
    assert "Your chat is now with Tom" in lines(context)[-1], "who has not come yet"
    with context.store.read() as tx:
        assert tx.messages.newest(CHAT, 1)[0].spoken_by == "I.T Communications", (
            "the header names nobody who is not there"
        )
    claim(context, other, handoff)
    assert "You are now talking to Tom" in lines(context)[-1]
    with pytest.raises(OutOfTurn):
        reply(context, one, CHAT, "hello")
    assert reply(context, other, CHAT, "hello").spoken_by == "Tom"


def test_put_back_it_waits_again_in_its_old_place(context: Context) -> None:
    agent = add_agent(context)
    handoff = waiting_chat(context)
    claim(context, agent, handoff)
    pass_on(context, agent, handoff, None, "")
    assert state(context) is ConversationState.WAITING
    assert claim(context, add_agent(context, "Tom"), handoff).won


def test_nobody_of_another_provider_gets_it_or_is_given_it(context: Context) -> None:
    stranger, agent = add_agent(context, "Eve", "netservers"), add_agent(context)
    handoff = waiting_chat(context)
    with pytest.raises(NotYours):
        claim(context, stranger, handoff)
    claim(context, agent, handoff)
    for attempt in (
        lambda: pass_on(context, agent, handoff, stranger.id, ""),
        lambda: reply(context, stranger, CHAT, "hello"),
        lambda: add_note(context, stranger, CHAT, "hello"),
        lambda: hand_back(context, stranger, CHAT, ""),
        lambda: close_chat(context, stranger, CHAT, "done"),
        lambda: join(context, stranger, CHAT),
    ):
        with pytest.raises(NotYours):
            attempt()


def test_after_handing_back_the_assistant_knows_what_was_agreed(context: Context) -> None:
    case = add_case(context)
    request_person(context, case.conversation_id, "1", "asked")
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(case.conversation_id)
    assert handoff is not None
    agent = add_agent(context)
    claim(context, agent, handoff.id)
    hand_back(context, agent, case.conversation_id, "A credit of £20 on the next bill.")
    assert state(context, case.conversation_id) is ConversationState.BOT
    assert "A credit of £20 on the next bill." in lines(context, case.conversation_id)[-1]
    assert "A credit of £20" in status_words(context, case.conversation_id)[0].text
    with context.store.read() as tx:
        assert tx.handoffs.open_of(case.conversation_id) is None
        kept = [
            p.kept_at for p in tx.promises.of_conversation(case.conversation_id) if p.kind == "handoff.reply"
        ]
    assert None not in kept


def test_a_chat_is_ended_with_what_came_of_it_and_never_silently(context: Context) -> None:
    agent = add_agent(context)
    claim(context, agent, waiting_chat(context))
    close_chat(context, agent, CHAT, "The line is repaired.")
    assert state(context) is ConversationState.CLOSED
    assert lines(context)[-1] == "Priya has ended this chat. What came of it: The line is repaired."


def test_the_same_reply_from_the_same_page_is_one_line(context: Context) -> None:
    agent = add_agent(context)
    claim(context, agent, waiting_chat(context))
    with context.store.read() as tx:
        seen = tx.messages.newest(CHAT, 1)[0].id
    first = reply(context, agent, CHAT, "I am looking into it.", seen)
    assert reply(context, agent, CHAT, "I am looking into it.", seen) == first
    assert reply(context, agent, CHAT, "I am looking into it.", first.id).id > first.id


def test_an_agent_joins_a_chat_that_nobody_asked_a_person_for(context: Context) -> None:
    agent = add_agent(context, role=Role.SUPERVISOR)
    open_chat(context)
    join(context, agent, CHAT)
    assert state(context) is ConversationState.HUMAN
    assert reply(context, agent, CHAT, "Can I help?").sender is Sender.AGENT


def test_behind_the_promise_of_silence_no_question_follows(context: Context) -> None:
    at_the_desk(context, add_agent(context))
    open_chat(context)
    says(context, CHAT, "a person please", "k1")

    class InAForm:
        async def turn(self, conversation_id: str, message_id: str, **_: Any) -> list[dict[str, Any]]:
            said = request_person(context, conversation_id, message_id, "asked")
            return [*({"text": one.text} for one in said), {"text": "When did it happen?"}]

    def facts(slug: str) -> dict[str, object]:
        return {"provider": context.provider(slug).name, "other_ways": ""}

    runner = TurnRunner(context.store, InAForm(), context.now, context.words, facts)  # type: ignore[arg-type]
    asyncio.run(runner.run_oldest(CHAT))
    assert "I am quiet while you wait" in lines(context)[-1]
    assert state(context) is ConversationState.WAITING


@pytest.mark.parametrize(("staffed", "shown"), [("it-communications", True), ("netservers", False)])
def test_a_code_to_read_out_is_shown_only_where_somebody_can_open_a_chat_with_it(
    context: Context, staffed: str, shown: bool
) -> None:
    add_agent(context, provider=staffed)
    open_chat(context)
    said = " ".join(one.text for one in request_person(context, CHAT, "1", "asked"))
    assert ("code" in said) is shown
    assert "01702 668836" in said


def test_who_carries_on_after_asking_about_the_scheme_is_asked_about_the_scheme(context: Context) -> None:
    at_the_desk(context, add_agent(context))
    chat = Chat(context)
    begin_adr(context, chat.hears("can I go to CISAS yet?", "ask_adr"))
    request_person(context, chat.id, "1", "asked")
    carry_on(context, chat.id)
    with context.store.read() as tx:
        back, asked = tx.messages.newest(chat.id, 2)
    assert back.text.endswith("This is where we were.")
    wanted = question_words(context, chat.id, Question.FIRST_TOLD_ON, Purpose.ADR, again=False)[0]
    assert asked.text == wanted.text


def test_who_has_begun_nothing_is_asked_nothing_of_a_complaint(context: Context) -> None:
    at_the_desk(context, add_agent(context))
    chat = Chat(context)
    keep_for_later(context, chat.hears("my line is dead", "give_details"))
    request_person(context, chat.id, "1", "asked")
    carry_on(context, chat.id)
    assert lines(context)[-1].endswith("What would you like to do?")
