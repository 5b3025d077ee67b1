"""Fault or complaint, sorting it first, digressions, corrections, stopping, a person."""

from __future__ import annotations

from collections.abc import Callable

from bot.decisions.records import CaseStatus, IntakeStatus
from bot.services.ports import Store
from tests.support.customer import Customer

CustomerOf = Callable[[str], Customer]


def test_a_plain_fault_is_sent_the_support_way_without_an_argument(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    assert "Would you like help to get it working, or shall I log a complaint?" in customer.says(
        "our voip phones have no dial tone"
    )
    heard = customer.presses("Help me with the fault")
    assert "log a support ticket first" in heard
    assert "01702 668836" in heard
    with store.read() as tx:
        assert tx.cases.of_conversation(customer.id) == []
    assert "our voip phones" not in customer.says(
        "actually I want to complain, this keeps happening and nobody helps"
    )
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
    assert intake is not None
    assert "our voip phones have no dial tone" in intake.answers["description"]


def test_it_is_sorted_only_when_the_customer_says_so(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    assert "try to sort it first" in customer.says(
        "My broadband has been down all week, this is a disgrace, I want to complain"
    )
    heard = customer.presses("Try to sort it first")
    assert "Switch the router off" in heard
    assert "Has that sorted it?" in heard
    heard = customer.presses("Yes, it works")
    assert "glad it works again" in heard
    heard = customer.says("yes, glad@example.org")
    assert "Your note has the reference FL-" in heard
    with store.read() as tx:
        [case] = tx.cases.of_conversation(customer.id)
        intake = tx.intakes.latest(customer.id)
    assert case.status is CaseStatus.RESOLVED
    assert intake is not None
    assert intake.status is IntakeStatus.RESOLVED


def test_just_log_it_is_honoured_at_once(customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    customer.says("My broadband has been down all week, this is a disgrace, I want to complain")
    heard = customer.says("just log it please, I've tried everything")
    assert "router" not in heard


def test_their_questions_are_answered_in_the_middle_and_ours_comes_back(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    customer.says("I want to make a complaint about my bill, you charged me for a line I cancelled")
    for question, answered in [
        ("can I go to CISAS yet?", "If it was on or before Monday 12 October, you can go to CISAS today."),
        ("what are your opening hours", "Monday to Friday 9am to 5pm"),
        ("how long does it take to get an answer", "within 5 working days"),
        ("who am I talking to, is this a bot", "I'm Firstline, a computer program"),
    ]:
        heard = customer.says(question)
        assert answered in heard
        assert "When did it happen" in heard


def test_a_long_story_that_mentions_cisas_and_a_manager_is_taken_as_the_story(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    customer.presses("Make a complaint")
    story = (
        "I moved office in August and your people lost our numbers twice, the manager promised to ring and never did, "
        "and if nobody sorts it I am going to CISAS and to my MP because we lose customers every day"
    )
    assert "When did it happen" in customer.says(story)
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
    assert intake is not None
    assert intake.answers["description"] == story


def test_a_correction_is_acknowledged(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.says("Your invoices are wrong every single month and I am fed up of complaining about it")
    customer.says("3 November")
    assert "Changed: it began on Wednesday 4 November." in customer.says(
        "sorry, I meant it started on 4 November"
    )


def test_stopping_before_anything_is_logged_puts_it_away(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.says("Your invoices are wrong every single month and I am fed up of complaining about it")
    assert "no complaint was logged" in customer.says("stop, forget it, I don't want to complain any more")
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
        assert tx.cases.of_conversation(customer.id) == []
    assert intake is not None
    assert intake.status is IntakeStatus.CANCELLED


def test_a_person_is_promised_in_one_turn_from_the_middle_of_a_complaint(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    customer.says("You charged me for a line I cancelled and nobody answers, I want to complain")
    heard = customer.says("I want to speak to a human being")
    assert "They aim to get back to you by the end of Tuesday 24 November." in heard
    assert "01702 668836. They are open now, until 5pm." in heard
    with store.read() as tx:
        handoff = tx.handoffs.open_of(customer.id)
        [promise] = tx.promises.of_conversation(customer.id)
    assert handoff is not None
    assert handoff.promised_by.isoformat() == "2026-11-24"
    assert promise.kind == "handoff.reply"


def test_somebody_in_distress_gets_warm_words_and_a_person_and_no_form(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    heard = customer.says("my husband has died and I just can't cope with all of this any more")
    assert "I'm very sorry" in heard
    assert "116 123" in heard
    assert "by the end of Tuesday 24 November" in heard
    with store.read() as tx:
        handoff = tx.handoffs.open_of(customer.id)
    assert handoff is not None
    assert handoff.priority


def test_what_is_not_understood_brings_two_guesses_and_then_a_person(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    first = customer.says("the thing with the other one again maybe")
    second = customer.says("with the one from before you know")
    assert "not sure what you mean" in first
    assert len(first.buttons) == 3
    assert "a person at Netservers" in second


def test_nothing_of_another_chat_is_told(store: Store, customer_of: CustomerOf) -> None:
    one = customer_of("netservers")
    one.says(
        "Your invoices are always wrong and I am complaining about it, write to me at private@example.org"
    )
    with store.read() as tx:
        [case] = tx.cases.of_conversation(one.id)
    other = customer_of("netservers")
    heard = other.says(f"where has my complaint {case.reference} got to?")
    assert "If there is a complaint or an account with that" in heard
    assert "invoices" not in heard
    assert "private@example.org" not in heard


def test_the_safety_net_hears_what_the_model_does_not_and_the_story_is_kept(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    heard = customer.says("I'm registered blind. My phone doesn't work and I can't call my carer")
    assert "a person at All Communications" in heard
    with store.read() as tx:
        handoff = tx.handoffs.open_of(customer.id)
    assert handoff is not None
    assert handoff.priority
    customer.says("yes please log it as a complaint")
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
    assert intake is not None
    assert "can't call my carer" in intake.answers["description"]


def test_an_answer_and_a_question_in_one_message_are_both_served(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    customer.says("Your invoices are wrong every single month and I want to complain about it")
    heard = customer.says("2 November, and how long does this take?")
    assert "within 5 working days" in heard
    assert "Monday 2 November" in heard
    assert "When did you first tell" in heard


def test_stopping_after_it_is_logged_says_that_the_complaint_stays(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.says(
        "Your invoices are always wrong and I am complaining about it, write to me at stays@example.org"
    )
    heard = customer.says("stop, forget it")
    assert "is already logged, so it stays with Netservers" in heard


def test_log_it_is_never_taken_for_stopping(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.says("9 days no broadband no phone!! rang you 3 times nobody cares")
    heard = customer.says("log it")
    assert "stopped" not in heard
    assert heard.buttons
