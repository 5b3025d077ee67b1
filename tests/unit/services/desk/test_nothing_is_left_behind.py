"""What is due stays on the list, whoever has it; and words of the customer's are not passed over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.decisions.questions import Question
from bot.decisions.records import CaseStatus, ConversationState
from bot.services.context import Context
from bot.services.desk.card import open_card
from bot.services.desk.case_list import case_list
from bot.services.desk.reply import reply
from bot.services.desk.take_over import WroteLast, claim, close_chat, join
from bot.services.desk.work_case import promise
from tests.support import rows
from tests.support.case_rows import add_case
from tests.support.context import Chat
from tests.support.desk_rows import add_agent, says, waiting_chat
from tests.support.telling import answer, begin, tell_until, told

PROVIDER = "it-communications"


def test_forty_open_cases_stand_by_their_lateness_with_who_has_each(context: Context) -> None:
    priya = add_agent(context)
    for number in range(40):
        add_case(context, id=f"case{number:02}", at=context.now() - timedelta(days=(number * 7) % 60))
    mine = add_case(context, id="mine")
    promise(context, priya, mine.reference, "Ring them about the credit.", context.today())
    listed = case_list(context, priya)
    assert len(listed) == 41
    assert [each.days for each in listed] == sorted(each.days for each in listed)
    assert listed[0].days < -40
    assert {each.reference: each.owner for each in listed}[mine.reference] == "Priya"
    assert {each.owner for each in listed if each.reference != mine.reference} == {""}


def test_who_has_the_chat_now_is_named_before_who_promised_once(context: Context) -> None:
    priya, omar = add_agent(context), add_agent(context, "Omar")
    case = add_case(context)
    promise(context, priya, case.reference, "Ring them.", context.today())
    join(context, omar, case.conversation_id)
    assert [each.owner for each in case_list(context, priya)] == ["Omar"]


def test_an_old_open_case_is_listed_however_many_newer_ones_have_ended(context: Context) -> None:
    """The newest five hundred were read, and the rest was not: the latest of all could go unseen."""
    priya = add_agent(context)
    old = add_case(context, id="old", at=context.now() - timedelta(days=90))
    with context.store.write() as tx:
        for number in range(501):
            key = f"new{number}"
            tx.intakes.add(rows.intake(key, old.conversation_id, provider=PROVIDER))
            new = rows.case(
                key, provider=PROVIDER, intake_id=key, conversation_id=old.conversation_id, contact_id=old.contact_id,
                opened_at=context.now(), status=CaseStatus.RESOLVED,
            )  # fmt: skip
            tx.cases.add(new)
        tx.commit()
    assert [each.reference for each in case_list(context, priya)] == [old.reference]


def test_a_chat_is_not_ended_over_the_customers_last_words_unless_somebody_says_so(context: Context) -> None:
    priya = add_agent(context)
    claim(context, priya, waiting_chat(context))
    chat = "c" * 32
    says(context, chat, "And when does the engineer come?", "typed")
    with pytest.raises(WroteLast) as refused:
        close_chat(context, priya, chat, "It is mended.", unanswered=False)
    assert refused.value.words == "And when does the engineer come?"
    with context.store.read() as tx:
        assert tx.conversations.get(chat).state is ConversationState.HUMAN
    reply(context, priya, chat, "On Friday.")
    close_chat(context, priya, chat, "It is mended.", unanswered=False)
    with context.store.read() as tx:
        assert tx.conversations.get(chat).state is ConversationState.CLOSED


def test_lines_that_waited_for_the_assistant_when_an_agent_came_are_read_for_the_card(
    context: Context,
) -> None:
    priya = add_agent(context)
    handoff = waiting_chat(context)
    chat = "c" * 32
    with context.store.write() as tx:
        tx.conversations.set_state(chat, ConversationState.BOT)
        tx.commit()
    said = "I'm Omar Reid, omar@example.com. You billed me £80 twice since 2 November and nobody answers me"
    says(context, chat, said, "typed")
    claim(context, priya, handoff)
    card = open_card(context, priya, chat)
    assert card.description == said
    assert [way.value for way in card.reach] == ["omar@example.com"]
    assert card.unanswered == said, "and it waits for the agent's answer"
    with context.store.read() as tx:
        assert tx.messages.pending(chat) == []


def test_what_the_customer_corrects_with_the_assistant_stands_in_the_trail_without_its_value(
    chat: Chat,
) -> None:
    begin(chat)
    tell_until(chat, Question.STILL_HAPPENING)
    before = trail(chat)
    assert "card.corrected" not in [each[0] for each in before]
    answer(chat, "sorry, I meant zebedee@example.com", intent="correct_details")
    assert told(chat)[Question.REPLY_ADDRESS] == "zebedee@example.com"
    corrected = [each for each in trail(chat) if each[0] == "card.corrected"]
    assert [(data["by"], agent) for _, agent, data in corrected] == [("customer", None)]
    assert "zebedee" not in str(corrected)
    answer(chat, "it is still going on", intent="give_details")
    assert len([each for each in trail(chat) if each[0] == "card.corrected"]) == 1, "what is new is no change"


def trail(chat: Chat) -> list[tuple[str, str | None, dict[str, object]]]:
    with chat.context.store.read() as tx:
        return [(each.action, each.agent_id, each.data) for each in tx.audit.of(f"conversation:{chat.id}")]
