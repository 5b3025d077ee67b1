"""The ombudsman scheme: the rule before the question, letters, early referral, page against rule, who counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.decisions.questions import Question
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer
from tests.support.lines import up_to_the_details
from tests.support.recognise import is_said, question_asked

CustomerOf = Callable[[str], Customer]


def test_the_rule_is_said_before_anything_is_asked_and_the_day_before_the_rest(
    customer_of: CustomerOf,
) -> None:
    customer = customer_of("contactnow")
    first = customer.says("can I go to the ombudsman yet?")
    assert "6 weeks" in first
    assert "the Communications Ombudsman" in first
    assert question_asked(first) is Question.FIRST_TOLD_ON
    dated = customer.says("20 October")
    assert "Not yet." in dated
    assert "From Tuesday 1 December" in dated
    assert question_asked(dated) is Question.CUSTOMER


def test_ive_had_a_final_letter_is_one_press_away_and_its_day_opens_it(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    customer.says_all("can I go to the ombudsman yet?", "20 October", "my home")
    assert "Not yet." in customer.presses("No such letter")
    assert question_asked(customer.presses("I've had a final letter")) is None
    heard = customer.says("20 November")
    assert "Yes." in heard
    assert "Friday 20 November" in heard
    assert "Please apply by Friday 19 November 2027." in heard


def test_a_final_letter_named_at_once_is_not_asked_for_again(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    heard = customer.says("I got your final letter dated 2 November, can I go to the ombudsman now?")
    assert "Monday 2 November" in heard
    assert "Please apply by Monday 1 November 2027." in heard
    assert question_asked(heard) is Question.CUSTOMER
    heard = customer.says("my home")
    assert "Yes." in heard
    assert "https://www.commsombudsman.org" in heard
    assert rows_of(store, customer).intake.answers["final_letter_on"] == "2026-11-02"


def test_where_the_page_differs_from_the_rule_both_are_said_and_which_was_used(
    customer_of: CustomerOf,
) -> None:
    customer = customer_of("it-communications")
    up_to_the_details(customer)
    customer.finish()
    heard = customer.says("can I go to CISAS yet?")
    assert "Not yet." in heard
    assert "I.T Communications says 8 weeks." in heard
    assert "since 8 April 2026 the rule is 6 weeks" in heard
    assert "As far as we know" in heard
    assert "What counts is the day when you first said that you were unhappy" in heard
    limit = customer.says("how long have I got to go to CISAS once I have the final letter?")
    assert "12 months" in limit
    assert "within 9 months" in limit
    assert "old rule" in limit


def test_early_referral_is_asked_for_recorded_and_may_be_refused(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    up_to_the_details(customer)
    heard = customer.says("please ask for an early referral to the ombudsman")
    rows = rows_of(store, customer)
    assert f"on your complaint {rows.case.reference}" in heard
    assert "may say no" in heard
    assert "the Communications Ombudsman from Thursday 17 December" in heard
    assert question_asked(heard) is Question.STILL_HAPPENING
    assert rows.event("case.early_referral_requested").data["by"] == "customer"
    assert rows.handoff is not None
    assert rows.handoff.reason == "early_referral"


def test_a_deadlock_letter_is_asked_for_and_what_follows_is_said(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    up_to_the_details(customer)
    customer.finish()
    heard = customer.says("send me a deadlock letter")
    rows = rows_of(store, customer)
    assert rows.case.reference in heard
    assert is_said(heard, "utter_letter_may_be_refused")
    assert "6 weeks" in heard
    assert "by the end of Tuesday 24 November" in heard
    assert rows.event("case.adr_letter_requested").data["by"] == "customer"


def test_privacy_is_explained_where_somebody_asks_why_they_are_questioned(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    up_to_the_details(customer)
    heard = customer.says("will you ask me security questions?")
    assert "to be sure that it is speaking to the right person" in heard
    assert question_asked(heard) is Question.STILL_HAPPENING
    assert "takes responsibility for it" in customer.says("who is responsible if it's openreach's fault?")


def test_seven_employees_and_five_contractors_depend_on_how_the_scheme_counts(
    customer_of: CustomerOf,
) -> None:
    customer = customer_of("it-communications")
    heard = customer.says(
        "my firm has 7 employees and 5 contractors, can we go to CISAS? we complained on 1 September"
    )
    assert "It depends on how CISAS counts." in heard
    assert "then you have 12" in heard
    assert "Yes." not in heard


def test_a_charity_is_asked_for_its_volunteers_and_never_told_a_plain_yes(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.says_all("can I go to the ombudsman yet?", "1 September", "it's for a charity")
    assert question_asked(customer.says("6")) is Question.VOLUNTEERS
    heard = customer.says("10")
    assert "then you have 16" in heard
    assert "https://www.commsombudsman.org" in heard
    assert not any(text.startswith("Yes.") for text in heard.texts)


def test_old_names_bring_the_present_scheme_and_never_an_old_address(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    heard = customer.says("do I write to Ombudsman Services in Warrington or Otelo?")
    heard_more = customer.says("what is the ombudsman's website?")
    assert "commsombudsman.org" in f"{heard}{heard_more}"
    for old in ("ombudsman-services.org", "os-communications.org", "WA4 6HL"):
        assert old not in f"{heard}{heard_more}"


def test_what_each_other_place_can_do_is_told_and_ours_waits(customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    customer.says("can I go to the ombudsman yet?")
    for question, answer in (
        ("can Ofcom sort it out?", "Ofcom does not settle individual complaints."),
        ("can I take you to court instead?", "small claims"),
        ("who else can give me advice?", "Advice Direct Scotland"),
        ("what can the ombudsman award?", "£10,000"),
        ("what does the ombudsman cost?", "free"),
        ("is what they decide binding?", "You do not."),
    ):
        heard = customer.says(question)
        assert answer in heard
        assert question_asked(heard) is Question.FIRST_TOLD_ON


def test_with_a_case_the_button_for_a_final_letter_asks_for_its_day(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    up_to_the_details(customer, "07700 900321")
    customer.finish()
    customer.says("can I go to CISAS yet?")
    customer.presses("I've had a final letter")
    heard = customer.says("20 November")
    assert "Friday 20 November" in heard
    assert "Yes." in heard


def test_a_final_letter_named_in_the_middle_of_a_complaint_opens_it(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    up_to_the_details(customer)
    heard = customer.says("I have a final letter from you dated 20 November, can I go to CISAS now?")
    assert "Not yet." not in heard
    assert "Friday 19 November 2027" in heard


def test_nobody_who_says_they_have_the_letter_is_told_not_yet(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    customer.says_all("can I go to the ombudsman yet?", "20 October", "my home")
    customer.presses("No such letter")
    assert "Not yet." not in customer.presses("I've had a final letter")


def test_whoever_names_the_other_scheme_is_told_which_one_it_is(customer_of: CustomerOf) -> None:
    assert "not with CISAS" in customer_of("all-communications").says("can I go to CISAS?")


@pytest.mark.parametrize(
    "wish",
    ["please ask for an early referral", "send me a deadlock letter", "please send me my final letter"],
)
def test_a_wish_in_our_own_words_is_heard_where_a_name_is_asked(
    wish: str, store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    up_to_the_details(customer)
    assert question_asked(customer.says("skip")) is Question.HANDLED_BY
    customer.says(wish)
    assert rows_of(store, customer).handoff is not None


def test_a_wish_at_the_last_look_is_no_yes(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    up_to_the_details(customer, "07700 900321")
    customer.says("that's all")
    heard = customer.says("please ask for an early referral")
    assert question_asked(heard) is Question.CHECK
    assert rows_of(store, customer).event("case.early_referral_requested")


def test_a_final_letter_with_its_date_and_what_now_is_understood(customer_of: CustomerOf) -> None:
    heard = customer_of("contactnow").says("I've had a final letter from you dated 2 November, what now")
    assert "Monday 2 November" in heard
