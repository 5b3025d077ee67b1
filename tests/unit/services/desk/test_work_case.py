"""Outcomes, rungs and promises: only the customer's word resolves; every step is an event and in the audit trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.decisions.errors import Refused
from bot.decisions.records import CaseStatus
from bot.services.context import Context
from bot.services.desk.log_complaint import Arrived, BadComplaint, log_complaint
from bot.services.desk.permission import NotYours
from bot.services.desk.work_case import customer_said, offer_outcome, promise, take_higher
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


def events(context: Context, case_id: str) -> list[str]:
    with context.store.read() as tx:
        return [event.code for event in tx.cases.events(case_id)]


def test_an_offer_waits_for_the_customers_word_and_their_yes_resolves(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    assert offer_outcome(context, agent, case.reference, "£20 credit").status is CaseStatus.OUTCOME_OFFERED
    with context.store.read() as tx:
        assert "£20 credit" in tx.messages.newest(case.conversation_id, 1)[0].text
    done = customer_said(context, agent, case.reference, True, "said yes on the phone today")
    assert done.status is CaseStatus.RESOLVED
    assert events(context, case.id)[-2:] == ["outcome.offered", "outcome.accepted"]
    with context.store.read() as tx:
        assert all(each.kept_at is not None for each in tx.promises.of_case(case.id))
        assert [entry.action for entry in tx.audit.of(f"case:{case.id}")] == [
            "outcome.offered",
            "outcome.accepted",
        ]


def test_a_no_opens_it_again_and_the_clocks_run_on(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    offer_outcome(context, agent, case.reference, "£5 credit")
    assert (
        customer_said(context, agent, case.reference, False, "wrote that it is too little").status
        is CaseStatus.OPEN
    )
    with context.store.read() as tx:
        assert all(each.kept_at is None for each in tx.promises.of_case(case.id))


def test_nobody_resolves_without_an_offer_or_without_the_customers_words(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    with pytest.raises(Refused, match="No outcome"):
        customer_said(context, agent, case.reference, True, "it is fine")
    offer_outcome(context, agent, case.reference, "£20")
    with pytest.raises(Refused, match="how the customer told you"):
        customer_said(context, agent, case.reference, True, " ")


def test_it_goes_up_the_ladder_until_only_the_scheme_is_left(context: Context) -> None:
    agent, case = add_agent(context, provider="x-communications"), add_case(context, "x-communications")
    take_higher(context, agent, case.reference, "not satisfied")
    with pytest.raises(Refused, match="last step"):
        take_higher(context, agent, case.reference, "still not")
    assert events(context, case.id).count("case.escalated") == 1


def test_a_promise_is_a_row_with_its_day(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    made = promise(context, agent, case.reference, "I ring on Wednesday", date(2026, 11, 25))
    with context.store.read() as tx:
        assert made in tx.promises.of_case(case.id)
    with pytest.raises(Refused, match="passed"):
        promise(context, agent, case.reference, "I rang", date(2026, 11, 20))


def test_nobody_of_another_provider_touches_it(context: Context) -> None:
    stranger, case = add_agent(context, "Eve", "netservers"), add_case(context)
    for attempt in (
        lambda: offer_outcome(context, stranger, case.reference, "£20"),
        lambda: customer_said(context, stranger, case.reference, True, "yes"),
        lambda: take_higher(context, stranger, case.reference, ""),
        lambda: promise(context, stranger, case.reference, "a call", date(2026, 11, 25)),
        lambda: log_complaint(context, stranger, LETTER),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert events(context, case.id) == ["case.opened"]


LETTER = Arrived(
    provider="it-communications", channel="letter", received_on=date(2026, 11, 19), posted_on=date(2026, 11, 17),
    first_told_on=date(2026, 10, 12), description="No dial tone for a week.", name="Edith Crabtree",
    reply_by="letter", reply_address="14 Mill Lane, Wem, SY4 5XX", details={"service": "landline"},
)  # fmt: skip


def test_a_letter_counts_from_the_day_it_came_and_the_scheme_from_the_first_complaint(
    context: Context,
) -> None:
    agent = add_agent(context)
    case = log_complaint(context, agent, LETTER)
    assert case.received_at.date() == date(2026, 11, 19)
    assert case.due_on == date(2026, 11, 26)  # 5 working days
    assert case.first_complained_on == date(2026, 10, 12)
    assert case.details["service"] == "landline"
    assert events(context, case.id) == ["case.opened", "case.logged_by_agent"]
    with context.store.read() as tx:
        assert [each.due_on for each in tx.promises.of_case(case.id)] == [date(2026, 11, 26)]


def test_an_address_that_cannot_be_one_is_found_before_anything_is_sent(context: Context) -> None:
    agent = add_agent(context)
    for kind, address in (
        ("email", "edith at home"),
        ("email", "edith@gmial.com"),
        ("phone", "ring the shop"),
    ):
        with pytest.raises(BadComplaint) as refused:
            log_complaint(context, agent, replace(LETTER, reply_by=kind, reply_address=address))
        assert refused.value.field == "reply_address"
    assert log_complaint(context, agent, replace(LETTER, reply_by="phone", reply_address="07700 900123"))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("received_on", date(2026, 11, 24)), ("posted_on", date(2026, 11, 20)), ("first_told_on", date(2026, 11, 20)),
        ("description", " "), ("name", ""), ("reply_by", "pigeon"), ("reply_address", ""), ("channel", "fax"),
    ],
)  # fmt: skip
def test_what_is_wrong_names_its_box(context: Context, field: str, wrong: object) -> None:

    agent = add_agent(context)
    with pytest.raises(BadComplaint) as refused:
        log_complaint(context, agent, replace(LETTER, **{field: wrong}))
    assert refused.value.field == field
