"""Stopping, and what becomes of what was told; coming back on another day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.decisions.questions import Question
from bot.decisions.records import CaseStatus, IntakeStatus
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer
from tests.support.lines import up_to_the_details
from tests.support.recognise import is_said, question_asked

CustomerOf = Callable[[str], Customer]
At = Callable[[str], None]
STORY = "Your invoices are wrong every single month and I am fed up of complaining about it"


def test_what_was_told_is_kept_and_taken_up_when_they_complain_again(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("contactnow")
    customer.says_all(STORY, "3 November")
    stopped = customer.says("stop")
    assert is_said(stopped, "utter_stopped")
    assert "30 days" in stopped
    assert is_said(customer.presses("Keep it"), "utter_stopped_kept")
    rows = rows_of(store, customer)
    assert (rows.intake.status, rows.cases) == (IntakeStatus.CANCELLED, [])
    assert rows.intake.answers["description"] == STORY
    offered = customer.says("I want to complain")
    assert "Monday 23 November" in offered
    assert question_asked(customer.presses("Carry on with it")) is Question.FIRST_TOLD_ON
    customer.says_all("5 November", "Sam Carter", "sam@example.org")
    customer.finish()
    assert rows_of(store, customer).case.description == STORY


def test_what_was_told_is_deleted_at_once_when_they_ask_for_it(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.says_all(STORY, "3 November", "stop, forget it")
    assert is_said(customer.presses("Delete it"), "utter_stopped_deleted")
    rows = rows_of(store, customer)
    assert (rows.intake.status, rows.intake.answers, rows.cases) == (IntakeStatus.EXPIRED, {}, [])


def test_carry_on_after_all_brings_the_question_back_and_nothing_is_lost(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    customer.says_all(STORY, "3 November", "cancel this please")
    carried_on = customer.presses("Carry on after all")
    assert is_said(carried_on, "utter_carry_on")
    assert question_asked(carried_on) is Question.FIRST_TOLD_ON
    rows = rows_of(store, customer)
    assert rows.intake.status is IntakeStatus.OPEN
    assert rows.intake.answers["happened_on"] == {"from": "2026-11-03", "to": "2026-11-03"}


def test_a_new_complaint_after_stopping_begins_afresh(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    customer.says_all(STORY, "3 November", "stop")
    customer.presses("Keep it")
    customer.says("I want to complain")
    begun = customer.presses("It's a new one")
    assert question_asked(begun) is Question.DESCRIPTION
    customer.says("Your helpdesk closed my ticket without doing anything")
    answers = rows_of(store, customer).intake.answers
    assert STORY not in answers["description"]
    assert "happened_on" not in answers


def test_stopping_in_the_details_leaves_the_complaint_where_it_is(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    up_to_the_details(customer)
    stopped = customer.says("stop")
    rows = rows_of(store, customer)
    assert is_said(stopped, "utter_stopped_case_stays")
    assert rows.case.reference in stopped
    assert (rows.case.status, rows.intake.status) == (CaseStatus.OPEN, IntakeStatus.COMPLETE)
    assert rows.promised() == {("target.resolve", "2026-11-30")}


def test_on_the_next_day_it_goes_on_where_it_stopped_and_counts_from_the_first_day(
    store: Store, customer_of: CustomerOf, at: At
) -> None:
    customer = customer_of("contactnow")
    customer.says_all(STORY, "3 November")
    at("2026-11-24T09:00:00+00:00")
    back = customer.says("I rang on 5 November")
    assert "Welcome back" in back
    assert "Monday 23 November" in back
    assert "Thursday 5 November" in back
    assert question_asked(back) is Question.NAME
    at("2026-11-24T09:01:00+00:00")
    assert "Welcome back" not in customer.says("Sam Carter")
    at("2026-11-24T09:02:00+00:00")
    customer.says("sam@example.org")
    at("2026-11-24T09:03:00+00:00")
    closing = customer.finish()
    assert "ContactNow aims to reply by Tuesday 24 November." in closing
    rows = rows_of(store, customer)
    assert rows.case.due_on.isoformat() == "2026-11-24"
    assert rows.case.received_at.date().isoformat() == "2026-11-23"


def test_on_the_next_day_after_it_was_logged_the_reference_is_said(
    store: Store, customer_of: CustomerOf, at: At
) -> None:
    customer = customer_of("it-communications")
    assert question_asked(up_to_the_details(customer)) is Question.COPIES
    reference = rows_of(store, customer).case.reference
    at("2026-11-25T09:00:00+00:00")
    back = customer.presses("No copies")
    assert "Welcome back" in back
    assert reference in back
    assert question_asked(back) is Question.REFERENCE
    at("2026-11-25T09:01:00+00:00")
    assert "Welcome back" not in customer.says("none")
    assert rows_of(store, customer).details["copies"] == "none"


def test_whoever_comes_back_after_the_day_of_the_target_is_told_that_it_has_passed(
    customer_of: CustomerOf, at: At
) -> None:
    customer = customer_of("it-communications")
    up_to_the_details(customer, "07700 900321")
    customer.finish()
    at("2026-12-01T09:00:00+00:00")
    late = customer.says("where has my complaint got to?")
    assert "Monday 30 November" in late
    assert is_said(late, "utter_late_target_respond")


def test_a_target_to_tell_them_that_it_is_there_is_over_once_they_have_the_reference(
    customer_of: CustomerOf, at: At
) -> None:
    customer = customer_of("netservers")
    up_to_the_details(customer, "07700 900321")
    customer.finish()
    at("2026-11-25T09:00:00+00:00")
    stands = customer.says("where has my complaint got to?")
    assert is_said(stands, "utter_has_your_complaint")
    assert "Tuesday 24 November" not in stands
    assert "Thursday 26 November" in stands  # by then it aims to solve it


@pytest.mark.parametrize("said", ["carry on", "carry on please"])
def test_carry_on_in_words_takes_it_up_again(said: str, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.says_all(STORY, "3 November", "stop")
    customer.presses("Keep it")
    assert question_asked(customer.says(said)) is Question.FIRST_TOLD_ON


@pytest.mark.parametrize("first", ["hello", "what are your opening hours?"])
def test_whoever_comes_back_with_a_greeting_or_a_question_is_welcomed_too(
    first: str, customer_of: CustomerOf, at: At
) -> None:
    customer = customer_of("it-communications")
    customer.says_all(STORY, "3 November")
    at("2026-11-24T09:00:00+00:00")
    assert "Welcome back" in customer.says(first)


def test_whoever_will_not_give_an_address_keeps_the_complaint(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    customer.says_all(STORY, "3 November", "5 November", "skip")
    heard = customer.says("I don't want to give one")
    assert is_said(heard, "utter_problem_need_reply")
    assert rows_of(store, customer).intake.status is IntakeStatus.OPEN
