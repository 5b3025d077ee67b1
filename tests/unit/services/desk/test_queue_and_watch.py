"""The queue in its order, the alert when nobody takes a chat, and codes that callers read out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.decisions.records import Agent, ConversationState, Role
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.desk.queue import queue
from bot.services.desk.spoken_code import ALPHABET, LENGTH, Paused, open_by_code, show_code
from bot.services.desk.take_over import claim, pass_on
from bot.services.desk.watch import watch_queue
from bot.services.hand_off import request_person
from tests.support.context import Clock, make_context, open_chat
from tests.support.desk_rows import add_agent, at_the_desk, waiting_chat


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


def test_priority_comes_first_then_the_longest_wait_and_what_somebody_has_last(
    context: Context, clock: Clock
) -> None:
    agent = add_agent(context)
    ids = [f"{number:032x}" for number in range(4)]
    for id in ids[:3]:
        waiting_chat(context, id)
        clock.forward(minutes=1)
    open_chat(context, id=ids[3])
    request_person(context, ids[3], "1", "vulnerable", priority=True)
    claim(context, agent, queue(context, agent)[1].handoff_id)
    rows = queue(context, agent)
    assert [row.conversation_id for row in rows] == [ids[3], ids[1], ids[2], ids[0]]
    assert [row.holder for row in rows] == ["bot", "bot", "bot", "Priya"]
    assert rows[0].why_first == "vulnerable"
    assert rows[1].waited == timedelta(minutes=2)
    assert rows[3].mine


def test_a_promise_of_yesterday_stands_above(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    waiting_chat(context, "1" * 32)
    clock.forward(days=2)
    assert queue(context, agent)[0].why_first == "overdue"


def test_somebody_in_distress_stands_above_an_overdue_promise(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    waiting_chat(context, "1" * 32)
    clock.forward(days=5)
    open_chat(context, id="2" * 32)
    request_person(context, "2" * 32, "1", "vulnerable", priority=True)
    assert [row.why_first for row in queue(context, agent)] == ["vulnerable", "overdue"]


def test_an_agent_of_another_provider_sees_nothing(context: Context) -> None:
    waiting_chat(context)
    assert queue(context, add_agent(context, "Eve", "netservers")) == []


def test_after_ten_minutes_the_assistant_is_back_and_the_place_is_kept(
    context: Context, clock: Clock
) -> None:
    at_the_desk(context, add_agent(context))
    waiting_chat(context, "c" * 32)
    clock.forward(minutes=9)
    assert watch_queue(context) == 0
    clock.forward(minutes=1)
    assert watch_queue(context) == 1
    assert watch_queue(context) == 0
    with context.store.read() as tx:
        assert tx.conversations.get("c" * 32).state is ConversationState.BOT
        assert tx.handoffs.open_of("c" * 32) is not None
        assert "You keep your place" in tx.messages.newest("c" * 32, 1)[0].text


def test_put_back_into_the_queue_the_wait_begins_anew(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    handoff = waiting_chat(context)
    claim(context, agent, handoff)
    clock.forward(minutes=12)
    pass_on(context, agent, handoff, None, "")
    assert watch_queue(context) == 0
    clock.forward(minutes=10)
    assert watch_queue(context) == 2  # the assistant is back, and a supervisor is told


def test_a_supervisor_is_told_once_when_nobody_takes_it(context: Context, clock: Clock) -> None:
    add_agent(context, "Sue", role=Role.SUPERVISOR)
    waiting_chat(context)
    clock.forward(minutes=15)
    assert [watch_queue(context), watch_queue(context)] == [1, 0]
    with context.store.read() as tx:
        late = [item for item in tx.outbox.all() if item.key.startswith("person-late-")]
    assert [item.payload["to"] for item in late] == ["sue@example.com"]


def test_without_a_supervisor_the_team_is_told(context: Context, clock: Clock) -> None:
    waiting_chat(context)
    clock.forward(minutes=15)
    watch_queue(context)
    with context.store.read() as tx:
        late = [item.payload["to"] for item in tx.outbox.all() if item.key.startswith("person-late-")]
    assert late == ["complaints-team@it-communications.firstline.invalid"]


def test_a_code_that_is_read_out_opens_the_card(context: Context) -> None:
    agent = add_agent(context)
    open_chat(context)
    code = show_code(context, "c" * 32)
    assert len(code.code) == LENGTH
    assert set(code.code) <= set(ALPHABET)
    assert show_code(context, "c" * 32) == code
    said = f"{code.code[:3].lower()} - {code.code[3:]}"
    assert open_by_code(context, agent, "it-communications", said) == "c" * 32


def test_a_code_of_another_provider_a_wrong_one_and_an_old_one_open_nothing(
    context: Context, clock: Clock
) -> None:
    agent, stranger = add_agent(context), add_agent(context, "Eve", "netservers")
    open_chat(context)
    code = show_code(context, "c" * 32).code
    for who, provider, said in (
        (stranger, "netservers", code),
        (stranger, "it-communications", code),
        (agent, "it-communications", "AAAAAA"),
        (agent, "it-communications", ""),
    ):
        with pytest.raises(NotYours):
            open_by_code(context, who, provider, said)
    clock.forward(minutes=31)
    with pytest.raises(NotYours):
        open_by_code(context, agent, "it-communications", code)
    assert show_code(context, "c" * 32).code != code


def try_codes(context: Context, agent: Agent, count: int) -> None:
    for _ in range(count):
        with pytest.raises(NotYours):
            open_by_code(context, agent, "it-communications", "AAAAAA")


def test_after_ten_wrong_codes_the_right_one_is_refused_too_until_the_pause_is_over(
    context: Context, clock: Clock
) -> None:
    agent = add_agent(context)
    open_chat(context)
    code = show_code(context, "c" * 32).code
    try_codes(context, agent, 4)
    clock.forward(minutes=4)
    try_codes(context, agent, 6)
    clock.forward(seconds=30)
    with pytest.raises(Paused) as refused:
        open_by_code(context, agent, "it-communications", code)
    assert refused.value.minutes == 6
    clock.forward(minutes=5, seconds=29)
    with pytest.raises(Paused):
        open_by_code(context, agent, "it-communications", code)
    clock.forward(seconds=1)
    assert open_by_code(context, agent, "it-communications", code) == "c" * 32
    with context.store.read() as tx:
        actions = [entry.action for entry in tx.audit.newest("it-communications")]
    assert actions[:4] == [
        "spoken_code.used",
        "spoken_code.refused",
        "spoken_code.refused",
        "spoken_code.paused",
    ]


def test_a_right_code_in_between_starts_no_new_count(context: Context) -> None:
    agent = add_agent(context)
    open_chat(context)
    code = show_code(context, "c" * 32).code
    try_codes(context, agent, 9)
    open_by_code(context, agent, "it-communications", code)
    try_codes(context, agent, 1)
    with pytest.raises(Paused):
        open_by_code(context, agent, "it-communications", code)


def test_whoever_goes_on_after_the_pause_waits_for_longer(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    for _ in range(4):
        try_codes(context, agent, 10)
        clock.forward(minutes=10)
    with pytest.raises(Paused) as refused:
        open_by_code(context, agent, "it-communications", "AAAAAA")
    assert refused.value.minutes == 440


def test_the_pause_of_one_agent_is_not_another_s(context: Context) -> None:
    open_chat(context)
    code = show_code(context, "c" * 32).code
    try_codes(context, add_agent(context), 10)
    assert open_by_code(context, add_agent(context, "Sam"), "it-communications", code) == "c" * 32


def test_put_back_after_its_day_it_is_promised_anew(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    handoff = waiting_chat(context)
    claim(context, agent, handoff)
    clock.forward(days=3)
    pass_on(context, agent, handoff, None, "")
    clock.forward(minutes=10)
    watch_queue(context)
    with context.store.read() as tx:
        standing = tx.handoffs.get(handoff)
        said = [line.text for line in tx.messages.newest("c" * 32, 9)][-1]
        days = [each.due_on.isoformat() for each in tx.promises.of_conversation("c" * 32)]
    assert standing is not None
    assert (standing.promised_by.isoformat(), days) == ("2026-11-27", ["2026-11-24", "2026-11-27"])
    assert "Friday 27 November" in said
