"""What a customer tells while they wait for a person, or while a person has the chat."""

from __future__ import annotations

from typing import Any

import pytest

from bot.decisions.questions import Question
from bot.decisions.records import ConversationState, Message, Sender
from bot.services.acknowledged import waits_to_be_told
from bot.services.context import Context
from bot.services.desk.card import Card, open_card
from bot.services.desk.reply import reply
from bot.services.desk.take_over import carry_on, claim, hand_back
from bot.services.hand_off import request_person
from bot.services.start_complaint import start_complaint
from bot.services.take_message import take_message
from bot.services.told_meanwhile import read_meanwhile
from tests.support.context import Chat
from tests.support.desk_rows import add_agent, at_the_desk
from tests.support.telling import STORY, answer, begin, keys, stands, told

Q = Question
STATES = [ConversationState.WAITING, ConversationState.HUMAN]
OMAR = "I'm Omar Reid, omar@example.com. You billed me £80 twice since 2 November, I first rang you on 5 November"


def day(iso: str) -> dict[str, str]:
    return {"from": iso, "to": iso}


class WithAPerson:
    """A chat whose customer asked for a person; Priya is at the desk."""

    def __init__(self, chat: Chat, provider: str = "it-communications") -> None:
        self.chat, self.context = chat, chat.context
        self.priya = add_agent(self.context, provider=provider)
        at_the_desk(self.context, self.priya)
        request_person(self.context, chat.id, "person", "asked")

    def claimed(self) -> None:
        with self.context.store.read() as tx:
            waiting = tx.handoffs.open_of(self.chat.id)
        assert waiting is not None
        claim(self.context, self.priya, waiting.id)

    def comes_to(self, state: ConversationState) -> None:
        if state is ConversationState.HUMAN:
            self.claimed()

    def types(self, *lines: str) -> Message:
        """As the web app takes them; the last one."""
        for text in lines:
            with self.context.store.read() as tx:
                key = f"typed-{len(tx.messages.after(self.chat.id, 0))}"
            line = take_message(
                self.context.store, self.context.now, self.context.words, self.chat.id, key, text=text
            )
            read_meanwhile(self.context, self.chat.id, line)
        return line

    def person_says(self, text: str) -> None:
        reply(self.context, self.priya, self.chat.id, text)

    def card(self) -> Card:
        return open_card(self.context, self.priya, self.chat.id)

    def priority(self) -> bool:
        with self.context.store.read() as tx:
            waiting = tx.handoffs.open_of(self.chat.id)
        return waiting is not None and waiting.priority

    def lines(self) -> list[Message]:
        with self.context.store.read() as tx:
            return list(tx.messages.after(self.chat.id, 0))

    def said(self) -> list[str]:
        return [each.text for each in self.lines() if each.sender is not Sender.CUSTOMER]


@pytest.fixture
def desk(chat: Chat) -> WithAPerson:
    return WithAPerson(chat)


def logged(context: Context, chat: Chat) -> Any:
    with context.store.read() as tx:
        return next(iter(tx.cases.of_conversation(chat.id)), None)


@pytest.mark.parametrize("state", STATES)
def test_who_they_are_and_what_happened_stands_on_the_card(
    desk: WithAPerson, state: ConversationState
) -> None:
    desk.comes_to(state)
    before = desk.said()
    desk.types(OMAR)
    card = desk.card()
    assert card.description == OMAR
    assert [each.value for each in card.reach] == ["omar@example.com"]
    assert "Omar Reid" in [each.value for each in card.told]
    assert (told(desk.chat)[Q.HAPPENED_ON], told(desk.chat)[Q.FIRST_TOLD_ON]) == (
        day("2026-11-02"),
        day("2026-11-05"),
    )
    assert desk.said() == before, "the assistant is silent"


def test_the_card_marks_what_was_never_read_back(chat: Chat) -> None:
    begin(chat)
    answer(chat, "3 November")
    desk = WithAPerson(chat)
    desk.types("I am Omar Reid, omar@example.com")
    marked = {each.value: each.meanwhile for each in desk.card().told}
    assert (marked["Omar Reid"], marked["omar@example.com"]) == (True, True)
    assert [value for value, meanwhile in marked.items() if not meanwhile]


def test_after_it_a_wish_to_log_opens_the_case_with_the_story(desk: WithAPerson) -> None:
    desk.claimed()
    desk.types(OMAR)
    hand_back(desk.context, desk.priya, desk.chat.id, "")
    outcome = start_complaint(
        desk.context, desk.chat.hears("please log that as a complaint", "make_complaint"), False
    )
    case = logged(desk.context, desk.chat)
    assert case is not None
    assert case.description == OMAR
    assert "utter_case_logged_early" in keys(outcome)
    assert stands(desk.chat) not in (Q.DESCRIPTION, Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME, Q.REPLY_BY)


def test_answers_typed_while_waiting_are_not_asked_again(chat: Chat) -> None:
    begin(chat)
    assert stands(chat) is Q.HAPPENED_ON
    desk = WithAPerson(chat)
    desk.types("3 November", "first told you on 5 November", "Omar Reid", "omar@example.com")
    answers = told(chat)
    assert (answers[Q.HAPPENED_ON], answers[Q.FIRST_TOLD_ON]) == (day("2026-11-03"), day("2026-11-05"))
    assert (answers[Q.NAME], answers[Q.REPLY_ADDRESS]) == ("Omar Reid", "omar@example.com")
    carry_on(desk.context, chat.id)
    asked = stands(chat)
    assert asked is not None
    assert asked not in (Q.DESCRIPTION, Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME, Q.REPLY_BY, Q.REPLY_ADDRESS)
    case = logged(desk.context, chat)
    assert case.description == STORY
    assert [text for text in desk.said() if case.reference in text], "they hear that it is logged"


def test_that_it_is_logged_is_said_once(chat: Chat) -> None:
    begin(chat)
    desk = WithAPerson(chat)
    desk.claimed()
    desk.types("omar@example.com")
    reference = logged(desk.context, chat).reference
    hand_back(desk.context, desk.priya, chat.id, "")
    request_person(desk.context, chat.id, "again", "asked")
    carry_on(desk.context, chat.id)
    assert len([text for text in desk.said() if "now logged" in text and reference in text]) == 1


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "line",
    [
        "yes",
        "ok thanks",
        "when will he come?",
        "hello?",
        "hello is anybody there, I have been waiting for ten minutes",
        "no that's fine, never mind",
        "I already told you",
        "Tuesday",
        "can I speak to somebody please",
        "please log that as a complaint",
        "thanks, nobody told me that before",
    ],
)
def test_words_in_conversation_are_no_story(desk: WithAPerson, state: ConversationState, line: str) -> None:
    desk.comes_to(state)
    desk.types(line)
    assert desk.card().description is None
    assert desk.card().told == ()


def test_an_answer_to_the_person_is_read_by_what_they_asked(desk: WithAPerson) -> None:
    desk.claimed()
    desk.person_says("Hello, what is your name please?")
    desk.types("Omar Reid")
    desk.person_says("And who did you speak to?")
    desk.types("Dave Smith")
    assert told(desk.chat)[Q.NAME] == "Omar Reid"


def test_more_of_the_story_goes_below_it_and_nothing_is_written_over(chat: Chat) -> None:
    begin(chat)
    answer(chat, "3 November")
    desk = WithAPerson(chat)
    desk.claimed()
    desk.types("you cut off my line as well and the engineer never came, since 9 November")
    assert told(chat)[Q.DESCRIPTION].startswith(STORY + "\nyou cut off")
    assert told(chat)[Q.HAPPENED_ON] == day("2026-11-03")


def test_the_same_line_sent_twice_counts_once(desk: WithAPerson) -> None:
    line = desk.types(OMAR)
    read_meanwhile(desk.context, desk.chat.id, line)
    assert desk.card().description == OMAR


def test_with_the_assistant_the_engine_reads_it(context: Context, chat: Chat) -> None:
    line = take_message(context.store, context.now, context.words, chat.id, "k", text=OMAR)
    read_meanwhile(context, chat.id, line)
    assert told(chat) == {}


@pytest.mark.parametrize(
    "line", ["I already told you", "I've said that", "ive told you that before", "I told him what happened"]
)
def test_i_told_you_is_never_what_happened(chat: Chat, line: str) -> None:
    begin(chat, "I want to make a complaint")
    assert stands(chat) is Q.DESCRIPTION
    outcome = answer(chat, line)
    assert Q.DESCRIPTION not in told(chat)
    assert keys(outcome) == ["utter_told_not_found"]
    assert stands(chat) is Q.DESCRIPTION


def test_what_they_told_before_is_looked_up(chat: Chat) -> None:
    take_message(chat.context.store, chat.context.now, chat.context.words, chat.id, "k", text=STORY)
    begin(chat, "I want to make a complaint")
    outcome = answer(chat, "I already told you")
    assert told(chat)[Q.DESCRIPTION] == STORY
    assert keys(outcome)[0] == "utter_told_found"


@pytest.mark.parametrize("state", STATES)
def test_danger_typed_meanwhile_moves_the_chat_to_the_front(
    desk: WithAPerson, state: ConversationState
) -> None:
    desk.comes_to(state)
    before = desk.said()
    desk.types("when will somebody come")
    assert not desk.priority()
    desk.types("there is smoke coming out of the router")
    assert desk.priority()
    if state is ConversationState.HUMAN:  # the person has the word
        assert desk.said() == before
    else:
        call, moved = desk.said()[len(before) :]
        assert "call 999 now" in call
        assert "among the first" in moved


def test_whom_to_ring_is_said_once_and_no_number_where_it_would_be_deaf(desk: WithAPerson) -> None:
    before = len(desk.said())
    desk.types("my mum died last week and I cannot ring anybody", "my mum died last week, I said")
    [moved] = desk.said()[before:]
    assert "among the first" in moved


def test_a_dead_phone_at_81_moves_the_chat_to_the_front_without_a_number(desk: WithAPerson) -> None:
    before = len(desk.said())
    desk.types("by the way I am 81 and my phone is dead")
    [moved] = desk.said()[before:]
    assert "among the first" in moved
    assert desk.priority()


def test_who_is_at_the_front_already_and_now_speaks_of_dying_still_hears_whom_to_ring(
    desk: WithAPerson,
) -> None:
    before = len(desk.said())
    desk.types(
        "my mum died last week and I cannot ring anybody", "I just want to die", "I just want to die, I said"
    )
    _, talk = desk.said()[before:]
    assert "999" in talk
    assert "116 123" in talk


def test_a_complaint_logged_while_nobody_speaks_is_not_yet_known_to_its_customer(context: Context) -> None:
    """Netservers first aims to tell them that it has it; nothing is settled before somebody says so."""
    chat = Chat(context, "netservers")
    begin(chat, "my internet has been down since 9 November, I first told you on 10 November")
    desk = WithAPerson(chat, "netservers")
    desk.types("My name is Pat Green and my number is 07700 900456")
    desk.claimed()
    case = logged(context, desk.chat)
    with context.store.read() as tx:
        assert waits_to_be_told(tx, case)
    desk.person_says("Hello Pat, I have your complaint.")
    with context.store.read() as tx:
        assert not waits_to_be_told(tx, case)


def test_the_assistants_own_word_of_it_settles_it_too(context: Context) -> None:
    chat = Chat(context, "netservers")
    begin(chat, "my internet has been down since 9 November, I first told you on 10 November")
    desk = WithAPerson(chat, "netservers")
    desk.types("My name is Pat Green and my number is 07700 900456")
    carry_on(context, desk.chat.id)
    assert any(logged(context, desk.chat).reference in each for each in desk.said())
    with context.store.read() as tx:
        assert not waits_to_be_told(tx, logged(context, desk.chat))
