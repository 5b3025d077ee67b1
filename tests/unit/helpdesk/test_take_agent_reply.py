"""An answer that was written elsewhere reaches the customer once: in the chat, by mail, or a person is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.decisions.connections import Connections, MailHelpdesk
from bot.decisions.errors import Refused, UnknownCase
from bot.decisions.records import Case, ContactKind, ConversationState, Message, Role, Sender
from bot.services.context import Context
from bot.services.helpdesk.take_agent_reply import LONGEST, take_agent_reply
from tests.support.case_rows import add_case, add_promise
from tests.support.context import Clock
from tests.support.desk_rows import add_agent

ANSWER = "The engineer comes on Thursday morning."


def reply(context: Context, case: Case, key: str = "c-1", text: str = ANSWER, by: str = "Priya Shah") -> None:
    take_agent_reply(context, case.reference, text, by, key)


def lines(context: Context, case: Case) -> list[Message]:
    with context.store.read() as tx:
        return tx.messages.newest(case.conversation_id, 50)


def mails(context: Context) -> list[dict[str, Any]]:
    with context.store.read() as tx:
        return [item.payload for item in tx.outbox.all() if item.key.startswith("reply-")]


def confirm(context: Context, case: Case) -> None:
    with context.store.write() as tx:
        tx.contacts.confirm(case.contact_id, context.now())
        tx.commit()


def writes(context: Context, case: Case, text: str = "Is anybody there?") -> None:
    with context.store.write() as tx:
        line = Message(case.conversation_id, 0, Sender.CUSTOMER, text, context.now(), key=text, body_hash="h")
        tx.messages.add(line)
        tx.commit()


def state(context: Context, case: Case, now: ConversationState) -> None:
    with context.store.write() as tx:
        tx.conversations.set_state(case.conversation_id, now)
        tx.commit()


def last_event(context: Context, case: Case) -> tuple[str, dict[str, Any]]:
    with context.store.read() as tx:
        event = tx.cases.events(case.id)[-1]
    return event.code, event.data


def test_it_is_their_line_in_the_chat_and_a_mail_to_a_confirmed_address(context: Context) -> None:
    case = add_case(context)
    confirm(context, case)
    reply(context, case)
    [line] = lines(context, case)
    assert (line.sender, line.spoken_by, line.text) == (Sender.AGENT, "Priya Shah", ANSWER)
    [mail] = mails(context)
    assert mail["to"] == "sam@example.com"
    assert "Priya Shah at I.T Communications has answered your complaint:" in mail["facts"]["words"]
    assert ANSWER in mail["facts"]["words"]
    code, data = last_event(context, case)
    assert (code, data["chat"], data["mail"], data["elsewhere"]) == ("agent.replied", True, True, True)


def test_the_same_answer_again_does_nothing(context: Context) -> None:
    case = add_case(context)
    for _ in range(3):
        reply(context, case)
    assert (len(lines(context, case)), len(mails(context))) == (1, 1)
    reply(context, case, key="c-2")  # the same words, written twice by a person, are two
    assert len(lines(context, case)) == 2


def test_the_same_key_of_another_provider_is_another_answer(context: Context) -> None:
    ours, theirs = add_case(context), add_case(context, "netservers", id="other")
    reply(context, ours)
    reply(context, theirs)
    assert (len(lines(context, ours)), len(lines(context, theirs))) == (1, 1)


def test_what_was_complained_of_does_not_go_to_an_address_that_nobody_confirmed(context: Context) -> None:
    case = add_case(context)
    reply(context, case)
    [mail] = mails(context)
    assert ANSWER not in str(mail)
    assert "The answer is in your chat." in mail["facts"]["words"]


@pytest.mark.parametrize(("ago", "mailed"), [(1, 0), (5, 0), (6, 1)])
def test_who_wrote_a_moment_ago_reads_it_in_the_chat(
    context: Context, clock: Clock, ago: int, mailed: int
) -> None:
    case = add_case(context)
    confirm(context, case)
    writes(context, case)
    clock.forward(minutes=ago)
    reply(context, case)
    assert len(mails(context)) == mailed


def test_an_ended_chat_gets_it_by_mail_and_keeps_the_record(context: Context) -> None:
    case = add_case(context)
    state(context, case, ConversationState.CLOSED)
    reply(context, case)
    [line] = lines(context, case)
    assert line.sender is Sender.AGENT
    [mail] = mails(context)
    assert "Please ask I.T Communications for it." in mail["facts"]["words"]
    assert last_event(context, case)[1]["chat"] is False


def test_where_it_reaches_nobody_those_in_charge_are_told(context: Context) -> None:
    boss = add_agent(context, "Olu", role=Role.SUPERVISOR)
    case = add_case(context, kind=ContactKind.PHONE, address="07700 900321")
    state(context, case, ConversationState.CLOSED)
    reply(context, case)
    with context.store.read() as tx:
        [alert] = [item.payload for item in tx.outbox.all()]
        promises = tx.promises.of_case(case.id)
    assert (alert["template"], alert["to"]) == ("case_alert", boss.email)
    assert "07700 900321" in alert["facts"]["contact"]
    assert all(each.kept_at is None for each in promises)  # nobody has answered them


def test_it_keeps_what_was_promised_as_a_reply_at_the_desk_does(context: Context) -> None:
    case = add_case(context)
    add_promise(context, case, "handoff.reply", (context.now() + timedelta(days=1)).date())
    reply(context, case)
    with context.store.read() as tx:
        kept = {each.kind: each.kept_at for each in tx.promises.of_case(case.id)}
    assert kept["handoff.reply"] == kept["target.respond"] == context.now()


def test_they_are_told_that_they_can_go_on_here_only_where_it_reaches_somebody(context: Context) -> None:
    case = add_case(context)
    box = Connections(helpdesk=MailHelpdesk(system="mail", to="complaints@it.example"))
    with_box = replace(context, connections={"it-communications": box})
    reply(with_box, case)
    agent, notice = lines(context, case)
    assert (agent.sender, notice.sender) == (Sender.AGENT, Sender.SYSTEM)
    assert "What you write here goes to them as well." in notice.text


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (LONGEST + 1)])
def test_an_answer_without_words_or_without_end_is_refused(context: Context, text: str) -> None:
    case = add_case(context)
    with pytest.raises(Refused):
        reply(context, case, text=text)
    assert lines(context, case) == []


@pytest.mark.parametrize("reference", ["FL-222-222-2222", "", "; drop table", "no reference"])
def test_a_case_that_is_not_there_is_refused(context: Context, reference: str) -> None:
    with pytest.raises(UnknownCase):
        take_agent_reply(context, reference, ANSWER, "Priya", "c-1")


def test_nothing_is_written_to_somebody_whose_records_were_erased(context: Context) -> None:
    case = add_case(context)
    with context.store.write() as tx:
        tx.records.erase(case.conversation_id, context.now(), "erased", (), ())
        tx.commit()
    with pytest.raises(Refused, match="erased"):
        reply(context, case)


def test_a_name_stays_a_name(context: Context) -> None:
    case = add_case(context)
    reply(context, case, key="1", by="  Priya\n Shah ")
    reply(context, case, key="2", by="")
    reply(context, case, key="3", by="x" * 300)
    assert [(line.spoken_by or "")[:18] for line in lines(context, case)] == [
        "Priya Shah", "I.T Communications", "x" * 18
    ]  # fmt: skip
    assert len(lines(context, case)[-1].spoken_by or "") == 80
