"""A report of a year: how the time that it takes grows with the number of complaints. A ratio, as machines differ."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from time import process_time

import pytest

from bot.decisions.records import Agent, CaseStatus, Message, Role, Sender
from bot.services.context import Context
from bot.services.desk.case_list import case_list
from bot.services.desk.queue import queue
from bot.services.desk.read_report import Report, read_report
from tests.support import rows
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent

YEAR = 52 * 7
PROVIDER = "it-communications"


def a_year_of(folder: Path, count: int) -> tuple[Context, Agent]:
    """``count`` complaints over a year: nine of ten have ended, each with a chat, events, promises and a wish."""
    folder.mkdir()
    context = make_context(folder, Clock())
    boss = add_agent(context, "Sue", PROVIDER, Role.SUPERVISOR)
    missed = context.words.text("utter_not_understood")
    with context.store.write() as tx:
        for number in range(count):
            key = f"{number:032}"
            at = context.now() - timedelta(days=YEAR * number / count)
            tx.conversations.add(rows.conversation(key, provider=PROVIDER, created_at=at))
            tx.intakes.add(rows.intake(key, key, provider=PROVIDER, answers={"name": "Sam"}))
            tx.contacts.add(rows.contact(key, key, value=f"{number}@example.com"))
            status = CaseStatus.OPEN if number % 10 == 0 else CaseStatus.RESOLVED
            tx.cases.add(
                rows.case(
                    key,
                    provider=PROVIDER,
                    conversation_id=key,
                    intake_id=key,
                    contact_id=key,
                    status=status,
                    opened_at=at,
                    received_at=at,
                    due_on=at.date() + timedelta(days=7),
                )
            )
            tx.cases.add_event(key, "agent.replied", at + timedelta(days=number % 12), {})
            if status is CaseStatus.RESOLVED:
                tx.cases.add_event(key, "case.resolved", at + timedelta(days=12), {"by": "customer"})
            tx.promises.add(
                rows.promise(key, conversation_id=key, case_id=key, provider=PROVIDER, made_at=at)
            )
            if number % 5 == 0:
                tx.handoffs.add(
                    rows.handoff(key, key, provider=PROVIDER, requested_at=at, claimed_at=at, closed_at=at)
                )
            for text in ("My line is dead.", f"Blah {number % 7}"):
                line = tx.messages.add(Message(key, 0, Sender.CUSTOMER, text, at))
                tx.messages.add(Message(key, 0, Sender.BOT, missed, at, in_reply_to=line.id))
        tx.commit()
    return context, boss


def seconds(context: Context, boss: Agent) -> tuple[float, Report]:
    taken = []
    for _ in range(3):
        began = process_time()
        report = read_report(context, boss, PROVIDER, 52)
        taken.append(process_time() - began)
    return min(taken), report


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_the_time_of_a_report_grows_no_faster_than_the_complaints(tmp_path: Path) -> None:
    quarter, whole = a_year_of(tmp_path / "quarter", 1_250), a_year_of(tmp_path / "whole", 5_000)
    (less, _), (more, report) = seconds(*quarter), seconds(*whole)
    assert sum(week.opened for week in report.weeks) >= 4_900
    assert report.missed.in_all >= 9_800
    assert more / less < 6, (
        f"four times the complaints took {more / less:.1f} times as long ({less:.2f} s, {more:.2f} s)"
    )
    assert more < 5, f"{more:.2f} s"


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_the_queue_and_the_list_of_cases_cost_what_is_open_and_not_what_was_ever_told(tmp_path: Path) -> None:
    def both(context: Context, boss: Agent) -> float:
        taken = []
        for _ in range(3):
            began = process_time()
            queue(context, boss)
            assert len(case_list(context, boss)) > 0
            taken.append(process_time() - began)
        return min(taken)

    less, more = both(*a_year_of(tmp_path / "a", 500)), both(*a_year_of(tmp_path / "b", 2_000))
    assert more / less < 8, f"{less:.2f} s, {more:.2f} s"
