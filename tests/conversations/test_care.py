"""Danger, need, grief, another language, anger, and somebody who only wants an ear: through the real stack."""

from __future__ import annotations

from collections.abc import Callable

from bot.decisions.adjustments import Adjustment
from bot.decisions.care import Care, Consent, Listening
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer
from tests.support.recognise import question_asked

CustomerOf = Callable[[str], Customer]


def care_of(store: Store, customer: Customer) -> Care:
    with store.read() as tx:
        return tx.care.of(customer.id)


def test_smoke_from_a_router_is_answered_with_999_and_no_helpline(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    heard = customer.says("there is smoke coming out of the router you sent me")
    assert "call 999 now" in heard.texts[0]
    assert "Samaritans" not in heard
    rows = rows_of(store, customer)
    assert rows.handoff is not None
    assert rows.handoff.priority
    assert question_asked(heard) is None


def test_a_deaf_customer_is_never_offered_a_call_and_is_not_asked_what_they_need(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    heard = customer.says(
        "I'm deaf so don't ring me. You charged me twice and nobody answers. I want to complain"
    )
    assert "no phone calls, only in writing" in heard
    assert "May I also note why" in heard
    customer.says_all("3 November", "5 November")
    heard = customer.says("Sam Carter")
    assert set(heard.buttons) == {"E-mail", "Letter"}
    customer.says("sam@example.com")
    customer.finish()
    rows = rows_of(store, customer)
    assert rows.details["needs"] == ["in_writing"]
    assert "needs_words" not in rows.details
    assert care_of(store, customer).reason is None


def test_more_time_is_noted_and_why_is_kept_only_after_a_yes(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    heard = customer.says("hello, I had a stroke so it takes me longer to type, please don't rush me")
    assert "more time" in heard
    customer.says("no thank you")
    care = care_of(store, customer)
    assert care.adjustments == (Adjustment.MORE_TIME,)
    assert (care.consent, care.reason) == (Consent.NO, None)


def test_after_a_death_nothing_is_asked_and_the_complaint_waits_for_a_yes(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    heard = customer.says(
        "My husband John died in October and you keep sending him bills. I want to complain"
    )
    assert "sorry for your loss" in heard.texts[0]
    assert "116 123" not in heard
    assert question_asked(heard) is None
    assert care_of(store, customer).deceased == "John"
    again = customer.says("yes")
    assert question_asked(again) is not None
    assert "sending him bills" in rows_of(store, customer).intake.answers["description"]
    assert rows_of(store, customer).intake.answers.get("name") != "John"


def test_a_polish_sentence_opens_nothing_and_goes_to_a_person(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    text = "Dzień dobry, internet nie działa od trzech dni, proszę o pomoc"
    heard = customer.says(text)
    assert heard.texts[0] == "Odpowiadamy tylko po angielsku."
    assert question_asked(heard) is None
    rows = rows_of(store, customer)
    assert rows.cases == []
    assert rows.intake.answers == {"_before": text}
    assert rows.handoff is not None
    assert rows.handoff.reason == "language"


def test_poor_english_is_english(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    heard = customer.says("I want make complain, internet no work since three day and nobody help")
    assert "English only" not in heard
    assert rows_of(store, customer).intake.answers.get("complaining")


def test_a_threat_gets_one_calm_line_and_the_complaint_goes_on(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    heard = customer.says(
        "You charged me twice and I want to complain. I will come down there and smash your face in"
    )
    assert heard.texts[0].startswith("Please don't threaten people")
    assert question_asked(heard) is not None
    assert care_of(store, customer).threat
    assert question_asked(customer.says("3 November")) is not None


def test_who_only_wants_to_be_heard_gets_no_form_and_a_no_is_a_no(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    heard = customer.says(
        "I don't want to complain. Your engineer was late and walked mud into my house. I just want someone to know."
    )
    assert "walked mud into my house" in heard.texts[0]
    assert heard.buttons == {}
    assert "pass nothing on" in customer.says("no, leave it please")
    assert care_of(store, customer).listening is Listening.KEPT
    with store.read() as tx:
        assert tx.intakes.latest(customer.id) is None
        assert tx.cases.of_conversation(customer.id) == []
        assert tx.handoffs.open_of(customer.id) is None


def test_a_child_may_complain_and_hears_who_is_needed_for_the_account(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    heard = customer.says("I'm 14 and our internet has been down for a week, I want to complain")
    assert "needs a grown-up" in heard
    assert question_asked(heard) is not None
    assert care_of(store, customer).under_18


def test_who_acts_for_their_mother_hears_that_it_may_be_checked(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    heard = customer.says(
        "I have power of attorney for my mum. You charged her twice and nobody answers. I want to complain"
    )
    assert "may ask to see that you may act for them" in heard
    assert care_of(store, customer).authority == "power_of_attorney"
    assert question_asked(heard) is not None
