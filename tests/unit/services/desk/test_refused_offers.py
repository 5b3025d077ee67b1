"""An offer that the customer refused in the chat stands at the desk until somebody acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.decisions.records import Agent, Case
from bot.services.case_words import status_words
from bot.services.context import Context
from bot.services.desk.card import open_case_card
from bot.services.desk.case_list import case_list
from bot.services.desk.refused_offers import refused_offers
from bot.services.desk.reply import add_note
from bot.services.desk.work_case import customer_said, offer_outcome, promise, take_higher
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.services.offers import answer_offer
from tests.support.case_rows import add_case, add_promise
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


@pytest.fixture
def agent(context: Context) -> Agent:
    return add_agent(context)


def offered(context: Context, agent: Agent, **values: Any) -> Case:
    case = add_case(context, told="2026-11-05", **values)
    offer_outcome(context, agent, case.reference, "£30 off the next bill")
    return case


def refuses(context: Context, case: Case, text: str = "no, that is not enough") -> None:
    heard = Heard(case.conversation_id, "7", text, context.now(), "deny", 0.9)
    assert answer_offer(context, heard, in_form=False)


def test_it_is_at_the_desk_from_the_refusal_on_with_its_day(context: Context, agent: Agent) -> None:
    case = offered(context, agent)
    assert refused_offers(context, agent) == []
    refuses(context, case)
    [row] = refused_offers(context, agent)
    assert (row.reference, row.day, row.name) == (case.reference, "Monday 23 November", "Sam Carter")
    assert row.words == "no, that is not enough"
    assert [each.refused_on for each in case_list(context, agent)] == ["Monday 23 November"]
    card = open_case_card(context, agent, case.reference)
    assert card.refused is not None
    assert card.refused.day == "Monday 23 November"


def test_the_longest_ago_stands_first(context: Context, agent: Agent, clock: Clock) -> None:
    first, second = offered(context, agent, id="first"), offered(context, agent, id="second")
    refuses(context, second)
    clock.forward(hours=1)
    refuses(context, first)
    assert [each.reference for each in refused_offers(context, agent)] == [second.reference, first.reference]


def test_distress_and_what_is_overdue_stand_above_who_refused_longer_ago(
    context: Context, agent: Agent, clock: Clock
) -> None:
    late = offered(context, agent, id="late", at=context.now() - timedelta(days=20))
    add_promise(context, late, "target.resolve", context.today() - timedelta(days=1))
    plain, upset = offered(context, agent, id="plain"), offered(context, agent, id="upset")
    refuses(context, plain)
    clock.forward(hours=1)
    refuses(context, late)
    clock.forward(hours=1)
    refuses(context, upset)
    request_person(context, upset.conversation_id, "1", "vulnerable", priority=True)
    rows = refused_offers(context, agent)
    assert [each.reference for each in rows] == [upset.reference, late.reference, plain.reference]
    assert [each.why_first for each in rows] == ["vulnerable", "overdue", None]


def test_nobody_sees_one_of_another_provider(context: Context, agent: Agent) -> None:
    refuses(context, offered(context, agent))
    assert refused_offers(context, add_agent(context, "Sean", "netservers")) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda context, agent, case: offer_outcome(context, agent, case.reference, "£50"),
        lambda context, agent, case: take_higher(context, agent, case.reference, "not enough"),
        lambda context, agent, case: promise(context, agent, case.reference, "I ring", date(2026, 11, 25)),
        lambda context, agent, case: add_note(context, agent, case.conversation_id, "Seen. Ask Sean."),
    ],
    ids=["a new offer", "taken higher", "a promise", "a note"],
)
def test_it_goes_when_somebody_at_the_desk_acts(
    context: Context, agent: Agent, act: Callable[[Context, Agent, Case], object]
) -> None:
    case = offered(context, agent)
    add_note(context, agent, case.conversation_id, "A note from before is no act.")
    refuses(context, case)
    assert len(refused_offers(context, agent)) == 1
    act(context, agent, case)
    assert refused_offers(context, agent) == []
    assert case_list(context, agent)[0].refused_on is None
    assert open_case_card(context, agent, case.reference).refused is None


def test_a_second_refusal_stands_again(context: Context, agent: Agent) -> None:
    case = offered(context, agent)
    refuses(context, case)
    offer_outcome(context, agent, case.reference, "£31")
    heard = Heard(case.conversation_id, "9", "I refuse the offer", context.now(), "deny", 0.9)
    answer_offer(context, heard, in_form=False)
    assert [each.words for each in refused_offers(context, agent)] == ["I refuse the offer"]


def test_what_an_agent_put_down_is_known_at_the_desk_already(context: Context, agent: Agent) -> None:
    case = offered(context, agent)
    customer_said(context, agent, case.reference, False, "rang today")
    assert refused_offers(context, agent) == []


def test_who_asks_what_happens_after_refusing_is_told_who_looks_and_what_comes_next(
    context: Context, agent: Agent
) -> None:
    case = offered(context, agent)
    refuses(context, case)
    said = status_words(context, case.conversation_id)
    told = " ".join(each.text for each in said)
    assert (
        "On Monday 23 November you told me that the answer of I.T Communications does not settle it" in told
    )
    assert "on the list of the people there who answer complaints" in told
    assert "The next step at I.T Communications is" in told
    assert "Thursday 17 December" in told
    assert said[-1].buttons[0].payload == "/request_escalation"


def test_after_a_new_offer_the_refusal_of_the_old_one_is_not_told(context: Context, agent: Agent) -> None:
    case = offered(context, agent)
    refuses(context, case)
    offer_outcome(context, agent, case.reference, "£50")
    told = " ".join(each.text for each in status_words(context, case.conversation_id))
    assert "does not settle it for you" not in told
