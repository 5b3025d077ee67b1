"""A missed promise is told before they ask: in the chat, by mail, to a supervisor; exactly once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.decisions.records import Case, ContactKind, ConversationState, Role
from bot.services.context import Context
from bot.services.desk.late_promise import late_because, was_kept
from bot.services.desk.missed_in_silence import missed_in_silence
from bot.services.desk.reply import reply
from bot.services.desk.take_over import claim
from bot.services.desk.work_case import offer_outcome, promise
from bot.services.hand_off import request_person
from bot.services.tell_late import tell_late
from tests.support.case_rows import STORY, add_case
from tests.support.context import Chat, Clock, open_chat
from tests.support.desk_rows import add_agent

DUE = date(2026, 11, 30)
"""I.T Communications aims to reply within five working days of Monday 23 November."""


def day_after(clock: Clock, hour: int = 9) -> None:
    clock.instant = datetime(2026, 12, 1, hour, tzinfo=UTC)


def chat_lines(context: Context, case: Case) -> list[str]:
    with context.store.read() as tx:
        return [line.text for line in tx.messages.newest(case.conversation_id, 20)]


def mails(context: Context) -> list[dict[str, Any]]:
    with context.store.read() as tx:
        return [item.payload for item in tx.outbox.all() if item.key.startswith("promise-")]


def test_the_day_after_they_are_told_in_the_chat_and_by_mail_and_a_supervisor_is(
    context: Context, clock: Clock
) -> None:
    case = add_case(context)
    boss = add_agent(context, "Olu", role=Role.SUPERVISOR)
    assert tell_late(context) == 0
    day_after(clock)
    assert tell_late(context) == 1
    [line] = chat_lines(context, case)
    assert f"aimed to reply to your complaint {case.reference} by Monday 30 November" in line
    assert "you have not been told why" in line
    told, alert = mails(context)
    assert (told["template"], told["to"]) == ("case_news", "sam@example.com")
    assert case.reference in told["facts"]["words"]
    assert (alert["template"], alert["to"]) == ("case_alert", boss.email)
    assert "in the chat and by e-mail" in alert["facts"]["told"]
    with context.store.read() as tx:
        event = tx.cases.events(case.id)[-1]
        [kept] = tx.promises.of_case(case.id)
    assert (event.code, event.data["chat"], event.data["mail"]) == ("promise.late_told", True, True)
    assert kept.late_told_at == clock()


def test_any_number_of_rounds_and_a_restart_over_midnight_tell_it_once(
    context: Context, clock: Clock
) -> None:
    case = add_case(context)
    clock.instant = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
    rounds = []
    for _ in range(40):  # every half hour, over midnight and into the next but one day
        rounds.append(tell_late(replace(context)))  # each round as a relay that was just started
        clock.forward(minutes=30)
    assert sum(rounds) == 1
    assert rounds.index(1) == 17  # 08:29, the first round after eight
    assert len(chat_lines(context, case)) == 1
    assert len(mails(context)) == 2


def test_a_relay_that_was_away_for_a_week_still_tells_it(context: Context, clock: Clock) -> None:
    add_case(context)
    clock.instant = datetime(2026, 12, 7, 9, tzinfo=UTC)
    assert (tell_late(context), tell_late(context)) == (1, 0)


def test_the_first_round_after_an_upgrade_mails_nobody_about_what_was_missed_long_ago(
    context: Context, clock: Clock
) -> None:
    old = add_case(context, id="old", at=clock() - timedelta(days=200))
    waits = add_case(context, id="waits", at=clock() - timedelta(days=300))
    boss, agent = add_agent(context, "Olu", role=Role.SUPERVISOR), add_agent(context)
    assert tell_late(context) == 0
    assert (mails(context), chat_lines(context, old)) == ([], [])
    assert [each.about for each in missed_in_silence(context, boss)] == [waits.reference, old.reference]
    assert missed_in_silence(context, agent) == []
    assert missed_in_silence(context, add_agent(context, "Eve", "netservers", Role.SUPERVISOR)) == []
    with context.store.read() as tx:
        [target] = tx.promises.of_case(old.id)
    late_because(context, agent, old.reference, target.id, "It was left lying.", date(2026, 12, 7))
    assert [each.about for each in missed_in_silence(context, boss)] == [waits.reference]
    offer_outcome(context, agent, waits.reference, "£20")
    assert missed_in_silence(context, boss) == []


def test_a_person_who_was_promised_long_ago_and_never_came_is_named_to_the_supervisor(
    context: Context, clock: Clock
) -> None:
    open_chat(context, "it-communications", "c" * 32)
    request_person(context, "c" * 32, "1", "asked")
    clock.forward(days=30)
    assert tell_late(context) == 0
    [row] = missed_in_silence(context, add_agent(context, "Olu", role=Role.SUPERVISOR))
    assert (row.what, row.about, row.where) == ("reply", "chat cccccccc", f"/desk/conversations/{'c' * 32}")


@pytest.mark.parametrize("act", ["offered", "kept", "moved"])
def test_nobody_is_told_that_it_is_late_where_somebody_did_something(
    context: Context, clock: Clock, act: str
) -> None:
    agent, case = add_agent(context), add_case(context)
    with context.store.read() as tx:
        [target] = tx.promises.of_case(case.id)
    if act == "offered":
        offer_outcome(context, agent, case.reference, "£20")
    elif act == "kept":
        was_kept(context, agent, case.reference, target.id, "rang on Friday")
    else:
        late_because(context, agent, case.reference, target.id, "We wait for a part.", date(2026, 12, 7))
    day_after(clock)
    assert tell_late(context) == 0


def test_the_new_day_is_a_promise_too_and_told_when_it_is_missed(context: Context, clock: Clock) -> None:
    agent, case = add_agent(context), add_case(context)
    with context.store.read() as tx:
        [target] = tx.promises.of_case(case.id)
    late_because(context, agent, case.reference, target.id, "We wait for a part.", date(2026, 12, 7))
    clock.instant = datetime(2026, 12, 8, 9, tzinfo=UTC)
    assert tell_late(context) == 1
    assert "Monday 7 December" in chat_lines(context, case)[-1]


def test_a_reply_of_a_person_is_the_answer_that_was_aimed_for(context: Context, clock: Clock) -> None:
    agent, case = add_agent(context), add_case(context)
    request_person(context, case.conversation_id, "1", "asked")
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(case.conversation_id)
    assert handoff is not None
    claim(context, agent, handoff.id)
    reply(context, agent, case.conversation_id, "We look into it.")
    day_after(clock)
    assert tell_late(context) == 0


def test_words_of_a_person_go_by_mail_only_to_a_confirmed_address(context: Context, clock: Clock) -> None:
    agent, case = add_agent(context), add_case(context)
    promise(context, agent, case.reference, "I ring about your mother's line", date(2026, 11, 25))
    clock.instant = datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert tell_late(context) == 1
    assert "your mother's line" in chat_lines(context, case)[-1]
    assert "mother" not in mails(context)[0]["facts"]["words"]
    with context.store.write() as tx:
        tx.contacts.confirm(case.contact_id, clock())
        tx.commit()
    promise(context, agent, case.reference, "I ring about your mother's line", date(2026, 11, 26))
    clock.forward(days=1)
    assert tell_late(context) == 1
    assert "your mother's line" in mails(context)[-2]["facts"]["words"]


def test_the_story_is_in_no_mail(context: Context, clock: Clock) -> None:
    add_case(context)
    day_after(clock)
    tell_late(context)
    assert STORY not in repr(mails(context))


def test_who_cannot_be_told_is_named_to_the_team(context: Context, clock: Clock) -> None:
    case = add_case(context, kind=ContactKind.PHONE, address="07700 900123")
    with context.store.write() as tx:
        tx.conversations.set_state(case.conversation_id, ConversationState.CLOSED)
        tx.commit()
    day_after(clock)
    assert tell_late(context) == 1
    [alert] = mails(context)
    assert "could not be told" in alert["facts"]["told"]
    assert alert["facts"]["contact"] == "07700 900123"
    assert chat_lines(context, case) == []


def test_who_waits_for_a_person_that_never_came_is_told_though_nothing_is_logged(
    context: Context, chat: Chat, clock: Clock
) -> None:
    request_person(context, chat.id, "1", "asked")
    clock.forward(days=2)
    assert tell_late(context) == 1
    with context.store.read() as tx:
        last = tx.messages.newest(chat.id, 1)[0]
    assert "aimed to get back to you by the end of Tuesday 24 November" in last.text
    assert tell_late(context) == 0


def test_one_case_that_breaks_keeps_nobody_else_from_being_told(context: Context, clock: Clock) -> None:
    broken = add_case(context, id="broken")
    whole = add_case(context, "x-communications", id="whole")
    providers = {slug: each for slug, each in context.providers.items() if slug != broken.provider}
    day_after(clock)
    with pytest.raises(Exception, match="no provider"):
        tell_late(replace(context, providers=providers))
    assert len(chat_lines(context, whole)) == 1
    assert chat_lines(context, broken) == []
    assert tell_late(context) == 1  # its profile is back


def test_a_day_that_is_kept_meanwhile_is_not_told(context: Context, clock: Clock) -> None:
    agent, case = add_agent(context), add_case(context)
    day_after(clock)
    with context.store.read() as tx:
        [target] = tx.promises.of_case(case.id)
    was_kept(context, agent, case.reference, target.id, "wrote on Monday")
    assert tell_late(context) == 0
    assert target.due_on + timedelta(days=1) == clock().date()
