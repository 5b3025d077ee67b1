""" "Can I go to CISAS yet?" by somebody who has no case here: only what is missing is asked."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.customer import Customer

CustomerOf = Callable[[str], Customer]


def test_a_home_customer_with_a_date_gets_the_answer_and_its_working(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    assert "When did you first tell I.T Communications" in customer.says("can I go to CISAS yet?")
    assert "home, a business or a charity" in customer.says("5 October")
    heard = customer.says("my home")
    if "final answer" in heard:
        heard = customer.presses("No such letter")
    assert "Yes." in heard
    assert "Monday 5 October" in heard
    assert "Monday 16 November" in heard
    assert "As far as we know" in heard


def test_weeks_said_in_the_question_are_not_asked_again(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    heard = customer.says("it's been 7 weeks now am I allowed to go to the ombudsman")
    assert "Monday 5 October" in heard
    assert "When did you first tell" not in heard


def test_without_a_date_the_question_is_turned_round(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    customer.says("can I go to CISAS yet?")
    assert "If you first told them on or before Monday 12 October" in customer.says("no idea, ages ago")
    customer.presses("Yes, it was")
    heard = customer.presses("My home")
    if "final answer" in heard:
        heard = customer.presses("No such letter")
    assert "Then yes, as far as we know" in heard


def test_a_firm_of_twelve_is_not_told_yes(customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    customer.says("can I go to the ombudsman yet?")
    customer.says("1 August")
    customer.says("a business")
    heard = customer.says("12 of us")
    assert "the Communications Ombudsman can't take this" in heard
    assert "Yes." not in heard


def test_somebody_who_has_not_complained_is_told_to_complain_first_and_can_at_once(
    customer_of: CustomerOf,
) -> None:
    customer = customer_of("contactnow")
    customer.says("can I go to the ombudsman?")
    heard = customer.presses("I haven't complained yet")
    assert "first" in heard
    heard = customer.says("ok I want to complain: you lost my number and nobody will answer me about it")
    assert "When did it happen" in heard
    heard = customer.says("last week")
    assert "When did you first tell" not in heard


def test_a_deadlock_letter_opens_it_and_starts_the_twelve_months(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    customer.says("can I go to the ombudsman yet?")
    customer.says("1 November")
    customer.says("it's for my home")
    heard = customer.says("yes, dated 20 November")
    assert "Friday 20 November" in heard
    assert "Friday 19 November 2027" in heard


def test_a_complaint_in_court_is_not_told_yes(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    heard = customer.says("can I go to cisas? it's already in court")
    assert "Yes." not in heard
    assert "court" in heard


def test_a_claim_over_the_cap_is_not_told_yes(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    heard = customer.says("I want £12,500 compensation, can I go to the ombudsman? I complained on 1 August")
    assert "£10,000" in heard
    assert "Yes." not in heard


def test_a_letter_named_in_the_question_is_not_taken_for_the_first_complaint(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    heard = customer.says("I got my deadlock letter on 10 November 2026, can I go to the ombudsman now?")
    assert "Tuesday 10 November" in heard
    assert "first told" not in str(heard).split("\n")[0]


def test_with_a_case_but_no_date_it_is_not_claimed_that_today_was_the_first_time(
    customer_of: CustomerOf,
) -> None:
    customer = customer_of("it-communications")
    customer.says(
        "You overcharged me again and nobody rings back, I am complaining, write to me at shop@example.org"
    )
    heard = customer.says("can I go to CISAS yet?")
    assert "You first told" not in heard
    assert "when your complaint" in heard
    assert "From Monday 4 January 2027 at the latest" in heard
    assert "If you told I.T Communications about it before that, tell me the day" in heard


def test_a_letter_of_over_a_year_ago_is_too_late_and_no_first_date_is_asked(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    heard = customer.says("I have a deadlock letter 3 November 2025, is it too late?")
    assert "Monday 3 November 2025" in heard
    if "home, a business" in heard:
        heard = customer.says("my home")
    assert "too late" in heard
    assert "Yes." not in heard


def test_a_sum_over_the_cap_said_in_the_middle_is_heard(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    customer.says("can I go to CISAS yet?")
    customer.says("1 August")
    heard = customer.says("it's for £12,500")
    assert "£10,000" in heard
    assert "Yes." not in heard


def test_an_early_referral_that_was_agreed_opens_it(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    heard = customer.says(
        "You agreed in writing on 18 November that I can go to CISAS early. I complained on 30 October. Can I go now?"
    )
    for _ in range(2):
        if "home, a business" in heard:
            heard = customer.says("my home")
        elif "final answer" in heard and heard.buttons:
            heard = customer.presses("No such letter")
    assert "Yes." in heard
    assert "Wednesday 18 November" in heard
