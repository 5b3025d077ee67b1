"""A chat without a complaint at the desk: it is logged from its card, and nothing that was said there gets lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from bot.decisions.records import Case, ConversationState, Intake, IntakeStatus
from tests.web.desk_house import AgentBrowser, DeskHouse, desk_running, words
from tests.web.house import Customer

TYPED = {
    "received_on": "23 November 2026", "description": "My line has been dead for nine days.", "name": "Sam Carter",
    "reply_by": "email", "reply_address": "sam@example.com",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


@pytest.fixture
def priya(desk: DeskHouse) -> AgentBrowser:
    return desk.browser("Priya")


@pytest.fixture
def customer(desk: DeskHouse) -> Customer:
    made = desk.house.open("netservers")
    made.wait_for(made.say("My line has been dead for nine days."))
    assert made.person().status_code == 202
    return made


def card(customer: Customer) -> str:
    return f"/desk/conversations/{customer.id}"


def cases(desk: DeskHouse, customer: Customer) -> list[Case]:
    with desk.context.store.read() as tx:
        return tx.cases.of_conversation(customer.id)


def test_the_card_says_that_promises_want_a_complaint_and_leads_to_it(
    priya: AgentBrowser, customer: Customer
) -> None:
    priya.press(f"{card(customer)}/claim")
    page = priya.see(card(customer))
    assert "No complaint is logged yet: before you offer or promise something, log it below." in page
    assert "if you promised something, log the complaint first" in page
    assert f'href="/desk/log?chat={customer.id}"' in priya.get(card(customer)).text


def test_what_the_chat_told_is_filled_in(desk: DeskHouse, priya: AgentBrowser, customer: Customer) -> None:
    told = {
        "complaining": True, "name": "Sam Carter", "reply_by": "phone", "reply_address": "07700 900123",
        "description": "Dead for nine days.", "needs": ["large_print"],
        "first_told_on": {"from": "2026-09-01", "to": "2026-09-10"},
        "happened_on": {"from": "2026-11-14", "to": "2026-11-14"},
    }  # fmt: skip
    with desk.context.store.write() as tx:
        tx.intakes.add(
            Intake("i", customer.id, "netservers", IntakeStatus.OPEN, desk.context.now(), answers=told)
        )
        tx.commit()
    html = unescape(priya.get(f"/desk/log?chat={customer.id}").text)
    for filled in (
        'value="23 November 2026"', ">Dead for nine days.<", 'value="Sam Carter"',
        'name="reply_by" value="phone" checked',
        "07700 900123</textarea>", 'value="large print"', 'value="14 November 2026"',
    ):  # fmt: skip
        assert filled in html, filled
    assert "In the chat they said: Tuesday 1 September to Thursday 10 September" in words(html)
    form = {**TYPED, "chat": customer.id, "reply_by": "phone", "reply_address": "07700 900123", "needs": "large print",
            "happened_on": "14 November 2026", "description": "Dead for nine days."}  # fmt: skip
    priya.press("/desk/log", **form)
    [case] = cases(desk, customer)
    assert case.intake_id == "i"
    for key in ("name", "needs", "first_told_on", "happened_on"):
        assert case.details[key] == told[key], key
    with desk.context.store.read() as tx:
        kept = tx.intakes.get("i")
    assert kept is not None
    assert kept.status is IntakeStatus.COMPLETE


def test_a_chat_that_told_its_story_in_plain_words_has_them_in_the_form(
    priya: AgentBrowser, customer: Customer
) -> None:
    assert (
        ">My line has been dead for nine days.</textarea>" in priya.get(f"/desk/log?chat={customer.id}").text
    )


def test_it_is_a_case_of_this_chat_and_takes_promises_and_offers(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    priya.press(f"{card(customer)}/claim")
    page = priya.press("/desk/log", **TYPED, chat=customer.id, provider="contactnow", channel="letter")
    [case] = cases(desk, customer)
    assert (case.provider, case.received_at.date()) == ("netservers", date(2026, 11, 23))
    assert "The complaint is logged. The customer can read its reference in the chat." in page
    assert "Work on the case" in page
    assert "There is no chat" not in page
    assert "Priya logged the complaint" in page
    assert desk.state(customer.id) is ConversationState.HUMAN
    assert case.reference in customer.texts("system")[-1]
    page = priya.press(f"/desk/cases/{case.reference}/promise", what="An engineer comes", due_on="Friday")
    assert "They were promised this for Friday 27 November: An engineer comes" in page
    assert f"{case.reference}" in priya.see("/desk/cases")


def test_it_is_logged_once(desk: DeskHouse, priya: AgentBrowser, customer: Customer) -> None:
    priya.press("/desk/log", **TYPED, chat=customer.id)
    again = priya.post("/desk/log", **TYPED, chat=customer.id)
    assert "A complaint is logged in this chat already" in words(again.text)
    assert "A complaint is logged in this chat already" in words(
        priya.get(f"/desk/log?chat={customer.id}").text
    )
    assert len(cases(desk, customer)) == 1


def test_a_slip_keeps_the_chat_and_what_was_typed(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    answer = priya.post("/desk/log", **{**TYPED, "name": "", "needs": "Braille"}, chat=customer.id)
    assert answer.status_code == 422
    assert "Write the customer’s name." in words(answer.text).replace("'", "’")
    assert f'name="chat" value="{customer.id}"' in answer.text
    assert 'value="Braille"' in answer.text
    assert cases(desk, customer) == []


def test_nobody_of_another_provider_logs_from_it(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    stranger = desk.browser("Zoe", "contactnow")
    assert stranger.get(f"/desk/log?chat={customer.id}").status_code == 404
    assert stranger.post("/desk/log", **TYPED, chat=customer.id, provider="contactnow").status_code == 404
    assert stranger.get("/desk/log?chat=nowhere").status_code == 404
    assert cases(desk, customer) == []


def test_nothing_is_logged_from_a_chat_that_the_customer_deleted(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    with desk.context.store.read() as tx:
        theirs = tx.conversations.get(customer.id)
    assert theirs.deleted_at is None
    answer = customer.client.delete(customer.path, headers=customer.headers)
    assert answer.status_code < 300
    assert "deleted this chat" in words(priya.get(f"/desk/log?chat={customer.id}").text)
    assert cases(desk, customer) == []


def test_handing_back_after_the_customer_wrote_last_asks_first(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    priya.press(f"{card(customer)}/claim")
    priya.press(f"{card(customer)}/reply", text="I look at it.")
    assert "They wrote last" not in priya.see(card(customer))
    customer.say("And who pays for my nine days?")
    answer = priya.post(f"{card(customer)}/hand-back", text="An engineer comes on Friday.")
    assert answer.status_code == 422
    page = words(answer.text)
    assert "The customer wrote last. Answer first, or tick" in page
    assert "They wrote: And who pays for my nine days?" in page
    assert "An engineer comes on Friday." in page
    assert desk.state(customer.id) is ConversationState.HUMAN
    page = priya.press(f"{card(customer)}/hand-back", text="An engineer comes on Friday.", anyway="yes")
    assert "The assistant has the chat again" in page
