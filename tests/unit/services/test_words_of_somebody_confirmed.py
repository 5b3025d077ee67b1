"""What somebody writes who has shown who they are goes on their complaint, and is said back."""

from __future__ import annotations

import pytest

from bot.decisions.records import Case, CaseStatus
from bot.services.add_as_asked import add_remedy, add_what_they_say
from bot.services.context import Context
from tests.support.case_rows import add_case
from tests.support.who import Asker

REPLY = {"reply_by": "email", "reply_address": "sam@example.com"}


@pytest.fixture
def case(context: Context) -> Case:
    return add_case(context, later=REPLY)


@pytest.fixture
def asker(context: Context, case: Case) -> Asker:
    asker = Asker(context)
    asker.begins(case.reference)
    asker.relay()
    asker.says(asker.code())
    return asker


def added(context: Context, case: Case) -> list[str]:
    with context.store.read() as tx:
        return [str(e.data["text"]) for e in tx.cases.events(case.id) if e.code == "customer.added"]


@pytest.mark.parametrize(
    "line",
    [
        "i want 14 quid a month back since sept n the price i was sold",
        "I would like an apology and my money back",
        "we just want £30 for the lost days",
    ],
)
def test_what_they_would_like_is_put_on_it_and_said_back(
    context: Context, case: Case, asker: Asker, line: str
) -> None:
    outcome = add_remedy(context, asker.hears(line))
    assert outcome is not None
    [(key, facts)] = outcome.says
    assert key == "utter_changed_details"
    assert line in facts["what"]
    assert added(context, case) == [line]


def test_of_a_complaint_that_has_ended_it_is_left_to_others(context: Context) -> None:
    ended = add_case(context, status=CaseStatus.WITHDRAWN)
    asker = Asker(context)
    asker.begins(ended.reference)
    asker.relay()
    asker.says(asker.code())
    assert add_remedy(context, asker.hears("I want my money back")) is None


def test_somebody_who_showed_nothing_adds_nothing(context: Context, case: Case) -> None:
    stranger = Asker(context)
    assert add_remedy(context, stranger.hears("I want my money back")) is None
    assert add_what_they_say(context, stranger.hears("I want add: the box is hot")) is None
    assert added(context, case) == []


def test_the_wish_to_add_is_taken_in_broken_words(context: Context, case: Case, asker: Asker) -> None:
    line = "And I want add: I have the screenshot where salesman write 24 pound"
    outcome = add_what_they_say(context, asker.hears(line))
    assert outcome is not None
    assert added(context, case) == [line]
