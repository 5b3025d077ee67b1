"""A case that the customer said is sorted: what an agent can still do with it. Only the customer's word opens it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.decisions.errors import Refused
from bot.decisions.questions import Question
from bot.decisions.records import Agent, Case, CaseStatus, IntakeStatus
from bot.readers.adr_told import SETTLED_HOW, SETTLED_ON
from bot.services.agent_promise import standing_of
from bot.services.context import Context
from bot.services.desk.card import open_case_card
from bot.services.desk.case_list import case_list
from bot.services.desk.permission import NotYours
from bot.services.desk.reply import add_note
from bot.services.desk.work_case import (
    customer_said,
    not_sorted_after_all,
    offer_outcome,
    promise,
    take_higher,
)
from bot.services.open_case import resolve_at_first_contact
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


@pytest.fixture
def agent(context: Context) -> Agent:
    return add_agent(context)


@pytest.fixture
def sorted_case(context: Context) -> Case:
    """Open for a while, and then sorted by the customer's own word in the chat."""
    told = {Question.SORTED: "yes", Question.REPLY_BY: "email", Question.REPLY_ADDRESS: "sam@example.com"}
    case = add_case(context, answers=told)
    with context.store.write() as tx:
        intake = tx.intakes.get(case.intake_id)
        assert intake is not None
        resolved = resolve_at_first_contact(context, tx, intake)
        tx.intakes.save(replace(intake, status=IntakeStatus.RESOLVED))
        tx.commit()
    return resolved


@pytest.fixture
def accepted(context: Context, agent: Agent) -> Case:
    case = add_case(context, told="2026-11-05")
    offer_outcome(context, agent, case.reference, "£30")
    return customer_said(context, agent, case.reference, True, "rang today")


def test_a_note_and_a_promise_are_taken_and_leave_it_sorted(
    context: Context, agent: Agent, sorted_case: Case
) -> None:
    add_note(context, agent, sorted_case.conversation_id, "They rang to say thanks.")
    promise(context, agent, sorted_case.reference, "I ring to see if it holds", date(2026, 11, 30))
    with context.store.read() as tx:
        kept = tx.cases.get(sorted_case.id)
        assert kept is not None
        assert [each.what for each in standing_of(tx, kept)] == ["I ring to see if it holds"]
    assert kept.status is CaseStatus.RESOLVED
    assert [row.reference for row in case_list(context, agent)] == [sorted_case.reference]


def test_the_customers_word_opens_it_again_with_its_old_days(
    context: Context, agent: Agent, sorted_case: Case
) -> None:
    assert case_list(context, agent) == []
    case = not_sorted_after_all(context, agent, sorted_case.reference, "rang today: it is off again")
    assert (case.status, case.due_on) == (CaseStatus.OPEN, sorted_case.due_on)
    with context.store.read() as tx:
        event = tx.cases.events(case.id)[-1]
        assert all(each.kept_at is None for each in tx.promises.of_case(case.id))
        intake = tx.intakes.get(case.intake_id)
        *_, entry = tx.audit.of(f"case:{case.id}")
        line = tx.messages.newest(case.conversation_id, 1)[0].text
    assert (event.code, event.data["how"]) == ("case.reopened", "rang today: it is off again")
    assert intake is not None
    assert (intake.status, intake.answers[Question.SORTED]) == (IntakeStatus.COMPLETE, "no")
    assert (entry.action, entry.agent_id) == ("case.reopened", agent.id)
    assert "is open again" in line
    assert [row.reference for row in case_list(context, agent)] == [case.reference]
    offer_outcome(context, agent, case.reference, "£20")  # and all can be done with it


def test_after_an_accepted_offer_the_scheme_counts_it_as_not_settled(
    context: Context, agent: Agent, accepted: Case
) -> None:
    assert accepted.status is CaseStatus.RESOLVED
    not_sorted_after_all(context, agent, accepted.reference, "the £30 never came")
    with context.store.read() as tx:
        intake = tx.intakes.get(accepted.intake_id)
    assert intake is not None
    assert {SETTLED_ON, SETTLED_HOW}.isdisjoint(intake.answers)
    assert open_case_card(context, agent, accepted.reference).answer.opens_on == date(2026, 12, 17)


def test_nobody_opens_it_without_the_customers_words(
    context: Context, agent: Agent, sorted_case: Case
) -> None:
    with pytest.raises(Refused, match="how the customer told you"):
        not_sorted_after_all(context, agent, sorted_case.reference, "  ")
    with pytest.raises(NotYours):
        not_sorted_after_all(
            context, add_agent(context, "Sean", "netservers"), sorted_case.reference, "they rang"
        )


def test_what_is_not_sorted_is_not_opened(context: Context, agent: Agent) -> None:
    case = add_case(context)
    with pytest.raises(Refused, match="not sorted"):
        not_sorted_after_all(context, agent, case.reference, "they rang")


def test_an_offer_or_a_step_needs_the_customers_word_first(
    context: Context, agent: Agent, sorted_case: Case
) -> None:
    with pytest.raises(Refused, match="The customer said that this is sorted"):
        offer_outcome(context, agent, sorted_case.reference, "£20")
    with pytest.raises(Refused, match="The customer said that this is sorted"):
        take_higher(context, agent, sorted_case.reference, "not enough")
