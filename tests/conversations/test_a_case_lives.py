"""A complaint after it is logged: status, promises, late, sorted, withdrawn, open again; through the real stack."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import httpx
import pytest

from bot.decisions.records import Case, CaseStatus
from bot.services.context import Context
from bot.services.desk.late_promise import late_because
from bot.services.desk.work_case import promise
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.context import Clock, make_context
from tests.support.customer import Customer, Told, link_in
from tests.support.desk_rows import add_agent
from tests.support.lines import up_to_the_details
from tests.support.recognise import question_asked
from tests.support.stack import Stack
from tests.support.waiting import until

CustomerOf = Callable[[str], Customer]
At = Callable[[str], None]
TUESDAY_AFTER = "2026-12-01T09:00:00+00:00"
"""I.T Communications aims to reply by Monday 30 November."""
THREE_DAYS_ON = "2026-11-26T09:00:00+00:00"
CLOCK = ("received_at", "opened_at", "due_on", "stage", "first_complained_on")


def logged(customer: Customer, address: str) -> str:
    """A complaint with its details left out; the link to its page."""
    up_to_the_details(customer, address)
    return link_in(customer.finish())


def case_of(store: Store, customer: Customer) -> Case:
    return rows_of(store, customer).case


def unasked(customer: Customer, words: str) -> None:
    """Wait for a line that comes by itself."""
    until(lambda: any(words in line["text"] for line in customer.transcript()), f"the line '{words}'")
    customer._collect(customer._poll())


def a_person_gives(customer: Customer, desk: Context, day: str) -> None:
    """A day that comes from somebody at the desk: ``test_every_figure_has_a_source`` looks for it here."""
    customer.told.append(Told(day, desk.now()))


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Context:
    """The verbs of the desk over the stack's own database, on the Monday of the conversations."""
    clock = Clock(datetime.fromisoformat("2026-11-23T11:00:00+00:00"))
    return replace(make_context(tmp_path, clock), store=store, random=secrets.token_bytes)


def test_what_was_promised_is_answered_in_the_middle_of_the_questions_and_they_go_on(
    customer_of: CustomerOf,
) -> None:
    customer = customer_of("it-communications")
    asked = question_asked(up_to_the_details(customer, "m1@example.org"))
    heard = customer.says("what did you promise me?")
    assert "• I.T Communications aims to reply by Monday 30 November. Still to come." in heard
    assert question_asked(heard) is asked is not None


def test_the_day_after_a_missed_day_it_is_told_before_they_ask(
    store: Store, stack: Stack, customer_of: CustomerOf, at: At
) -> None:
    customer = customer_of("it-communications")
    logged(customer, "m2@example.org")
    case = case_of(store, customer)
    at(TUESDAY_AFTER)
    unasked(customer, "you have not been told why")
    until(lambda: any("not been told why" in str(mail) for mail in stack.mails("m2@example.org")), "the mail")
    heard = customer.says("where is my complaint up to?")
    assert f"Your complaint {case.reference} is open" in heard
    assert "This is late, and you have not been told why." in heard
    assert "Late: the day has passed." in customer.says("what did you promise me?")
    lines = [line["text"] for line in customer.transcript() if line["sender"] == "system"]
    assert sum("you have not been told why" in line for line in lines) == 1
    relay = stack.kill("relay")
    stack.wait_for_new("relay", relay)
    at("2026-12-02T09:00:00+00:00")
    customer.says("any news on my complaint?")
    lines = [line["text"] for line in customer.transcript() if line["sender"] == "system"]
    assert sum("you have not been told why" in line for line in lines) == 1


def test_why_it_is_late_and_the_new_day_are_told_at_once_and_in_the_status(
    store: Store, desk: Context, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    logged(customer, "m3@example.org")
    case = case_of(store, customer)
    agent = add_agent(desk, "Priya M3")
    [target] = [each for each in rows_of(store, customer).promises if each.kind == "target.respond"]
    a_person_gives(customer, desk, "7 December")
    late_because(desk, agent, case.reference, target.id, "We wait for the network.", date(2026, 12, 7))
    unasked(customer, "Priya M3 at I.T Communications writes why: We wait for the network.")
    heard = customer.says("where is my complaint up to?")
    assert "The new day is Monday 7 December." in heard
    assert "Priya M3 at I.T Communications worked on it last." in heard
    assert case_of(store, customer).due_on == date(2026, 11, 30)


def test_it_is_back_forget_it_is_asked_about_and_only_their_yes_settles_it(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    logged(customer, "m4@example.org")
    heard = customer.says("my internet is back, forget it")
    assert "Does it settle your complaint" in heard
    assert case_of(store, customer).status is CaseStatus.OPEN
    assert "because you said so" in customer.says("yes")
    assert case_of(store, customer).status is CaseStatus.RESOLVED
    assert "sorted, as you said" in customer.says("where is my complaint?")


def test_three_days_later_they_are_asked_and_a_no_in_the_chat_opens_it_with_the_old_clock(
    store: Store, stack: Stack, customer_of: CustomerOf, at: At
) -> None:
    customer = customer_of("it-communications")
    logged(customer, "m5@example.org")
    before = case_of(store, customer)
    customer.says_all("it's sorted now", "yes")
    at(THREE_DAYS_ON)
    unasked(customer, "Is it still?")
    until(
        lambda: any("Is it still sorted?" in str(m["Subject"]) for m in stack.mails("m5@example.org")),
        "the mail",
    )
    assert "is open again" in customer.says("no it's gone off again")
    after = case_of(store, customer)
    assert after.status is CaseStatus.OPEN
    assert [getattr(after, each) for each in CLOCK] == [getattr(before, each) for each in CLOCK]


def test_the_link_of_the_mail_shows_a_button_and_only_its_press_opens_the_complaint(
    store: Store, stack: Stack, customer_of: CustomerOf, at: At
) -> None:
    customer = customer_of("it-communications")
    logged(customer, "m6@example.org")
    customer.says_all("it's sorted now", "yes")
    at(THREE_DAYS_ON)

    def asked() -> list[str]:
        bodies = [mail.get_content() for mail in stack.mails("m6@example.org")]
        return re.findall(r"https?://\S+/still-sorted/\S+", "\n".join(bodies))

    until(lambda: len(asked()) == 2, "the two links")
    _, no = asked()
    page = httpx.get(no, trust_env=False)
    assert page.status_code == 200
    assert "No, open it again" in page.text
    assert case_of(store, customer).status is CaseStatus.RESOLVED
    assert "is open again" in httpx.post(no, trust_env=False).text
    assert case_of(store, customer).status is CaseStatus.OPEN
    unasked(customer, "is open again, with the dates that it had")
    assert httpx.get(no[:-3] + "AAA", trust_env=False).status_code == 404


def test_withdrawing_is_explained_asked_once_and_can_be_taken_back(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    logged(customer, "m7@example.org")
    heard = customer.says("I want to withdraw my complaint")
    assert "It does not count as settled" in heard
    assert case_of(store, customer).status is CaseStatus.OPEN
    assert "I have withdrawn your complaint" in customer.presses("Yes, withdraw it")
    assert case_of(store, customer).status is CaseStatus.WITHDRAWN
    assert "is open again" in customer.says("I've changed my mind")
    assert case_of(store, customer).status is CaseStatus.OPEN


def test_withdrawing_in_the_middle_of_the_questions_ends_them(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    up_to_the_details(customer, "m8@example.org")
    heard = customer.says("actually I want to withdraw my complaint")
    assert "Shall I withdraw it?" in heard.question
    assert "I have withdrawn your complaint" in customer.says("yes")
    assert case_of(store, customer).status is CaseStatus.WITHDRAWN


def test_it_happened_again_after_sorted_is_kept_and_offered_to_be_opened(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    logged(customer, "m9@example.org")
    customer.says_all("it's all sorted now thanks", "yes")
    heard = customer.says("it happened again last night")
    assert "Shall I open it again" in heard
    assert rows_of(store, customer).event("customer.added").data["text"] == "it happened again last night"
    assert "is open again" in customer.says("yes please")
    assert case_of(store, customer).status is CaseStatus.OPEN


def test_words_on_the_page_of_the_complaint_are_kept_and_not_shown_there(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    link = logged(customer, "m10@example.org")
    page = httpx.post(
        f"{link}/words", data={"text": "It rang off twice today."}, trust_env=False, follow_redirects=True
    )
    assert "What you wrote is on your complaint now" in page.text
    assert "rang off" not in page.text
    assert rows_of(store, customer).event("customer.added").data["text"] == "It rang off twice today."


def test_a_promise_of_a_person_leads_the_ledger_and_has_its_day(
    store: Store, desk: Context, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    logged(customer, "m11@example.org")
    agent = add_agent(desk, "Olu M11")
    a_person_gives(customer, desk, "25 November")
    promise(desk, agent, case_of(store, customer).reference, "I ring you before noon", date(2026, 11, 25))
    unasked(customer, "I ring you before noon")
    heard = customer.says("remind me what you promised me")
    assert "promised" in heard, str(heard)
    [ledger] = [text for text in heard.texts if text.startswith("This is what you were promised")]
    assert ledger.split("\n")[1] == (
        "• I.T Communications promised you this for Wednesday 25 November: I ring you before noon Still to come."
    )
