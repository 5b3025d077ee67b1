"""Up each provider's own ladder, a person at any moment, and warm words when somebody is in distress."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from bot.decisions.questions import Question
from bot.decisions.records import ContactKind
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer, link_in
from tests.support.lines import up_to_the_details
from tests.support.recognise import is_said, question_asked

CustomerOf = Callable[[str], Customer]
TOMORROW = "Tuesday 24 November"


def logged(customer: Customer, address: str = "07700 900321") -> None:
    up_to_the_details(customer, address)
    customer.finish()


def plain_page(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def test_the_letter_to_the_manager_is_written_and_can_be_printed(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    logged(customer, "5 High Street, Cambridge, CB1 2AB")
    heard = customer.says("I want this to go to the manager")
    rows = rows_of(store, customer)
    assert rows.case.reference in heard
    assert "the Customer Services Manager" in heard
    assert "Attn: Complaints Manager" in heard
    assert "Monday 7 December" in heard
    page = customer.opens(link_in(heard, "/letter"))
    assert page.status_code == 200
    letter = plain_page(page.text)
    for words in (
        "Sam Carter", "5 High Street", "CB1 2AB", rows.case.reference, "Attn: Complaints Manager", "21 Signet Court",
        "CB5 8LA", "the Customer Services Manager", "Please reply by letter", "5 November 2026", "charged me twice",
    ):  # fmt: skip
        assert words in letter
    assert "names both" in letter
    event = rows.event("case.escalated")
    assert (event.data["stage"], event.data["due_on"]) == ("manager", "2026-12-07")
    assert rows.handoff is not None
    assert rows.handoff.reason == "escalation"


@pytest.mark.parametrize(
    ("address", "preference"),
    [
        ("07700 900321", "Please reply by phone. My number is 07700 900321."),
        ("sam@example.org", "Please reply by e-mail, to sam@example.org."),
    ],
)
def test_the_letter_to_the_manager_says_how_they_want_the_reply(
    address: str, preference: str, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    logged(customer, address)
    heard = customer.says("take it to the manager")
    letter = plain_page(customer.opens(link_in(heard, "/letter")).text)
    assert preference in letter
    assert "My address: ____" in letter


def test_after_the_manager_come_the_managing_director_or_ispa_and_neither_is_a_must(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    logged(customer)
    customer.says("take it to the manager")
    heard = customer.says("please escalate it further to the managing director")
    assert "to go to the managing director" in heard
    assert "ISPA" in heard
    assert is_said(heard, "utter_escalate_no_time")
    assert rows_of(store, customer).event("case.escalated").data["stage"] == "managing_director"
    trade_body = customer.says("do I have to go to ISPA before the ombudsman?")
    assert "You do not have to go to ISPA before the ombudsman scheme." in trade_body
    assert "not a scheme that Ofcom has approved" in trade_body


def test_senior_management_is_reached_by_the_same_three_ways(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    logged(customer)
    heard = customer.says("I wish this to be escalated to senior management")
    assert "By phone, letter or e-mail" in heard
    assert "escalated to senior management" in heard
    assert is_said(heard, "utter_escalate_no_time")
    assert f"by the end of {TOMORROW}" in heard
    rows = rows_of(store, customer)
    assert rows.event("case.escalated").data == {
        "by": "customer", "stage": "senior_manager", "who": "a senior manager",
        "message": rows.event("case.escalated").data["message"],
    }  # fmt: skip
    assert ("handoff.reply", "2026-11-24") in rows.promised()


def test_a_senior_manager_looks_in_person_and_after_them_comes_the_ombudsman(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    logged(customer)
    heard = customer.says("I want it to go to a senior manager")
    assert "a senior manager" in heard
    assert "in person" in heard
    assert "phone" not in str(heard.texts[-1]).lower()
    top = customer.says("escalate it higher still")
    assert is_said(top, "utter_escalate_top")
    assert "the Communications Ombudsman from Thursday 17 December" in top
    stages = [event.data.get("stage") for event in rows_of(store, customer).events]
    assert [stage for stage in stages if stage] == ["senior_manager"]


def test_their_manager_and_then_the_managing_director_who_writes_if_it_cannot_be_sorted(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    logged(customer)
    assert "to go to their manager" in customer.says("I want to escalate my complaint")
    heard = customer.says("escalate it to the managing director")
    assert "the Managing Director" in heard
    assert "it writes to tell you so" in heard
    stages = [event.data["stage"] for event in rows_of(store, customer).events if "stage" in event.data]
    assert stages == ["manager", "managing_director"]


def test_where_the_page_does_not_say_who_is_above_that_is_said(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    logged(customer)
    heard = customer.says("I want to escalate my complaint")
    assert "somebody above them" in heard
    assert is_said(heard, "utter_escalate_no_time")
    assert rows_of(store, customer).event("case.escalated").data["stage"] == "escalation"
    assert "does not say who looks at a complaint that is escalated" in customer.says(
        "who do you escalate it to?"
    )


def test_without_a_complaint_here_the_next_step_is_told_and_a_person_asked(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    heard = customer.says("I want to escalate my complaint to the manager")
    assert is_said(heard, "utter_escalate_no_case")
    for words in ("the Customer Services Manager", "21 Signet Court", "your complaint reference number"):
        assert words in heard
    assert f"by the end of {TOMORROW}" in heard
    with store.read() as tx:
        assert tx.cases.of_conversation(customer.id) == []
        handoff = tx.handoffs.open_of(customer.id)
    assert handoff is not None
    assert handoff.reason == "escalation"


def test_a_person_is_asked_for_in_the_middle_and_the_question_stays(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    standing = question_asked(up_to_the_details(customer))
    heard = customer.says("just let me talk to a human being")
    assert f"by the end of {TOMORROW}" in heard
    assert "0330 053 8188" in heard
    assert question_asked(heard) is standing is Question.STILL_HAPPENING
    again = customer.says("I want a person now")
    assert is_said(again, "utter_person_waiting")
    assert TOMORROW in again
    customer.says("yes, still")
    customer.finish()
    rows = rows_of(store, customer)
    assert rows.handoff is not None
    assert [kind for kind, _ in rows.promised()].count("handoff.reply") == 1
    assert rows.event("handoff.requested").data["reason"] == "asked"
    assert rows.details["still_happening"] == "yes"


def test_in_distress_in_the_middle_no_question_follows_and_the_next_answer_goes_on(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("contactnow")
    up_to_the_details(customer)
    heard = customer.says("my husband has died and I can't cope with this any more")
    assert is_said(heard, "utter_urgent_help") or is_said(heard, "utter_talk_help")
    assert "116 123" in heard
    assert question_asked(heard) is None
    rows = rows_of(store, customer)
    assert rows.handoff is not None
    assert rows.handoff.priority
    assert rows.handoff.promised_by.isoformat() == "2026-11-24"
    assert "can't cope" in rows.event("customer.added").data["text"]
    assert question_asked(customer.says("it is still going on")) is Question.HANDLED_BY


def test_a_contact_left_for_the_person_is_kept_beside_the_letter(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    logged(customer, "5 High Street, Stafford, ST16 3AB")
    assert is_said(customer.says("can I talk to a person please"), "utter_person_leave_contact")
    with store.read() as tx:
        [contact] = tx.contacts.of(customer.id)
    assert contact.kind is ContactKind.LETTER


def test_after_distress_a_plain_yes_goes_on_with_the_complaint_that_was_begun(
    customer_of: CustomerOf,
) -> None:
    customer = customer_of("it-communications")
    customer.says_all(
        "You charged me for a line I cancelled and nobody answers, I want to complain", "3 November"
    )
    assert 'say "yes" and we carry on' in customer.says(
        "my husband has died and I can't cope with this any more"
    )
    assert question_asked(customer.says("yes")) is Question.FIRST_TOLD_ON


@pytest.mark.parametrize("said", ["I'm Sam Carter", "I don't know it by heart"])
def test_nobody_who_says_a_name_or_has_forgotten_a_number_is_told_of_the_samaritans(
    said: str, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    customer.says_all(
        "You charged me twice and nobody answers, I want to complain", "3 November", "5 November"
    )
    assert "116 123" not in customer.says(said)
