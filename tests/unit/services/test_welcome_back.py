"""A new chat after an ended one of the same browser: which complaint is open, and what was promised for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.decisions.records import Agent, Case, CaseStatus, Conversation, ConversationState, Sender
from bot.services.case_page_words import case_page_words
from bot.services.case_words import status_words
from bot.services.context import Context
from bot.services.desk.work_case import promise
from bot.services.earlier_chat import follow
from bot.services.known_cases import cases_known
from bot.services.open_conversation import open_conversation
from bot.services.standing_promises import what_was_promised
from bot.services.welcome_back import tell_open_case
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent

PROVIDER = "it-communications"
ENGINEER = "An engineer comes to look at the line."


@pytest.fixture
def agent(context: Context) -> Agent:
    return add_agent(context)


def ended_chat(context: Context, provider: str = PROVIDER) -> tuple[Conversation, str]:
    chat, token = open_conversation(context.store, context.now, provider, [])
    with context.store.write() as tx:
        tx.conversations.set_state(chat.id, ConversationState.CLOSED)
        tx.commit()
    return chat, token


def goes_on(context: Context, earlier: Conversation, token: str) -> str:
    """The id of a new chat of the browser that holds ``token``."""
    new, _ = open_conversation(context.store, context.now, PROVIDER, [])
    if follow(context.store, context.now, new, earlier.id, token):
        tell_open_case(context, new.id)
    return new.id


def said_in(context: Context, chat: str) -> list[str]:
    with context.store.read() as tx:
        return [line.text for line in tx.messages.after(chat, 0) if line.sender is Sender.BOT]


def with_status(context: Context, case: Case, status: CaseStatus) -> None:
    with context.store.write() as tx:
        tx.cases.save(replace(case, status=status))
        tx.commit()


def test_the_open_complaint_is_named_with_the_day_of_its_reply(context: Context) -> None:
    earlier, token = ended_chat(context)
    case = add_case(context, conversation_id=earlier.id)
    day = context.day(case.due_on)
    [said] = said_in(context, goes_on(context, earlier, token))
    assert said.startswith(f"Your complaint {case.reference} is still open. I.T Communications aims to ")
    assert f"by {day}" in said


def test_what_was_promised_comes_before_a_later_target_and_is_told_when_they_ask(
    context: Context, agent: Agent
) -> None:
    earlier, token = ended_chat(context)
    case = add_case(context, conversation_id=earlier.id)
    promise(context, agent, case.reference, ENGINEER, context.today() + timedelta(days=1))
    new = goes_on(context, earlier, token)
    assert said_in(context, new) == [
        f"Your complaint {case.reference} is still open. "
        f"A person at I.T Communications promised you this for Tuesday 24 November: {ENGINEER}"
    ]
    for asked in ("what did you promise me?", "when does the engineer come?"):
        [told] = what_was_promised(context, new, asked)
        assert f"for Tuesday 24 November: {ENGINEER}" in told.text
    where = " ".join(each.text for each in status_words(context, new))
    assert ENGINEER in where
    assert "or to add something, use 01702 668836" in where  # what is written here is not added to it
    assert case.reference in case_page_words(context, new)[0].text


def test_a_target_before_what_was_promised_is_the_next_day(context: Context, agent: Agent) -> None:
    earlier, token = ended_chat(context)
    case = add_case(context, conversation_id=earlier.id)
    promise(context, agent, case.reference, ENGINEER, case.due_on + timedelta(days=1))
    [said] = said_in(context, goes_on(context, earlier, token))
    assert context.day(case.due_on) in said
    assert ENGINEER not in said


def test_a_target_that_has_passed_is_said_to_have_passed(context: Context, clock: Clock) -> None:
    earlier, token = ended_chat(context)
    add_case(context, conversation_id=earlier.id)
    clock.forward(days=60)
    [said] = said_in(context, goes_on(context, earlier, token))
    assert "That day has passed." in said


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (CaseStatus.OUTCOME_OFFERED, "It is answered, and it is for you to say whether that settles it."),
        (CaseStatus.WAITING_FOR_CUSTOMER, "It is waiting for something from you."),
    ],
)
def test_what_is_up_to_them_is_said(context: Context, status: CaseStatus, words: str) -> None:
    earlier, token = ended_chat(context)
    with_status(context, add_case(context, conversation_id=earlier.id), status)
    [said] = said_in(context, goes_on(context, earlier, token))
    assert said.endswith(words)


@pytest.mark.parametrize("status", [CaseStatus.RESOLVED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED_NO_REPLY])
def test_a_complaint_that_is_over_is_not_brought_up(context: Context, status: CaseStatus) -> None:
    earlier, token = ended_chat(context)
    with_status(context, add_case(context, conversation_id=earlier.id), status)
    assert said_in(context, goes_on(context, earlier, token)) == []


def test_through_a_chat_in_between_it_is_told_too(context: Context) -> None:
    first, token = ended_chat(context)
    case = add_case(context, conversation_id=first.id)
    second, its_token = ended_chat(context)
    assert follow(context.store, context.now, second, first.id, token)
    third = goes_on(context, second, its_token)
    assert case.reference in said_in(context, third)[0]
    with context.store.read() as tx:
        assert [each.reference for each in cases_known(tx, third)] == [case.reference]


@pytest.mark.parametrize("whose", ["nobody's", "another token", "a deleted chat", "another provider"])
def test_nobody_else_hears_of_it(context: Context, agent: Agent, whose: str) -> None:
    earlier, token = ended_chat(context, "netservers" if whose == "another provider" else PROVIDER)
    case = add_case(context, PROVIDER, conversation_id=earlier.id)
    promise(context, agent, case.reference, ENGINEER, date(2026, 11, 24))
    if whose == "nobody's":
        new = open_conversation(context.store, context.now, PROVIDER, [])[0].id
        tell_open_case(context, new)
    else:
        new = goes_on(context, earlier, "another" if whose == "another token" else token)
    if whose == "a deleted chat":
        with context.store.write() as tx:
            tx.conversations.mark_deleted(earlier.id, context.now())
            tx.commit()
    else:
        assert said_in(context, new) == []
    assert what_was_promised(context, new, "what did you promise me?") == []
    assert status_words(context, new) == []
    assert case.reference not in case_page_words(context, new)[0].text
