"""What was told can be put right at any time, by button or in words, and "Changed" is said."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.decisions.questions import Question
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import LAST_LOOK, Customer, Heard
from tests.support.lines import up_to_the_details
from tests.support.recognise import is_said, question_asked
from tests.support.stack import Stack
from tests.support.waiting import until

CustomerOf = Callable[[str], Customer]


def at_the_last_look(customer: Customer, address: str = "sam@example.org") -> Heard:
    up_to_the_details(customer, address)
    heard = customer.says("that's all")
    while LAST_LOOK not in heard:
        heard = customer.says("skip")
    return heard


def test_a_name_is_changed_by_button_at_the_last_look(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    assert "Name: Sam Carter" in at_the_last_look(customer)
    assert question_asked(customer.presses("Change something")) is Question.CHANGE
    assert question_asked(customer.presses("Name")) is Question.NAME
    heard = customer.says("Sam Carver")
    assert "Changed" in heard
    assert "Name: Sam Carver" in heard
    assert question_asked(heard) is Question.CHECK
    assert "Name: Sam Carver" in customer.presses("Show it again")
    customer.presses("Yes, that's right")
    assert rows_of(store, customer).details["name"] == "Sam Carver"


def test_a_name_is_changed_in_words_at_the_last_look(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    at_the_last_look(customer)
    heard = customer.says("change the name to Sam Carver")
    assert "Changed" in heard
    assert "Name: Sam Carver" in heard
    assert question_asked(heard) is Question.CHECK
    customer.says("yes")
    assert rows_of(store, customer).details["name"] == "Sam Carver"


def test_a_no_at_the_last_look_asks_what_to_change_and_nothing_is_an_answer(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("contactnow")
    at_the_last_look(customer)
    before = rows_of(store, customer).details
    assert question_asked(customer.says("no")) is Question.CHANGE
    assert question_asked(customer.presses("Nothing, leave it")) is Question.CHECK
    assert is_said(customer.says("yes"), "utter_close_reference")
    assert rows_of(store, customer).details == before


def test_another_first_day_moves_the_day_for_the_ombudsman(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    at_the_last_look(customer)
    customer.presses("Change something")
    customer.presses("You first told Netservers")
    assert "Changed: you first told Netservers on Tuesday 20 October." in customer.says("20 October")
    closing = customer.presses("Yes, that's right")
    assert "the Communications Ombudsman from Tuesday 1 December" in closing
    case = rows_of(store, customer).case
    assert case.first_complained_on is not None
    assert case.first_complained_on.isoformat() == "2026-10-20"
    assert case.due_on.isoformat() == "2026-11-24"


def test_a_number_is_corrected_while_another_question_stands(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    up_to_the_details(customer)
    for answer in ("skip", "skip", "skip"):
        heard = customer.says(answer)
    assert question_asked(heard) is Question.REFERENCE
    assert question_asked(customer.says("88123")) is Question.ACCOUNT
    heard = customer.says("actually the ticket number is 88124")
    assert "Changed" in heard
    assert "Reference or ticket: 88124" in heard
    assert question_asked(heard) is Question.ACCOUNT
    customer.finish()
    assert rows_of(store, customer).details["reference"] == "88124"


def test_a_day_is_corrected_while_a_detail_is_asked(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    heard = up_to_the_details(customer)
    standing = question_asked(heard)
    heard = customer.says("sorry, I meant I first told you on 6 November")
    assert "Changed: you first told All Communications on Friday 6 November." in heard
    assert question_asked(heard) is standing
    closing = customer.finish()
    assert "the Communications Ombudsman from Friday 18 December" in closing
    case = rows_of(store, customer).case
    assert case.first_complained_on is not None
    assert case.first_complained_on.isoformat() == "2026-11-06"


def test_the_reply_goes_to_the_new_address_and_the_code_too(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    up_to_the_details(customer, "07700 900456")
    heard = customer.says("email me instead at al-new@example.org")
    assert "Changed. The reply now goes to: al-new@example.org." in heard
    closing = customer.finish()
    assert "al-new@example.org" in closing
    assert "07700 900456" not in closing
    contact = rows_of(store, customer).contact
    assert contact is not None
    assert contact.value == "al-new@example.org"
    until(lambda: len(stack.mails("al-new@example.org")) == 2, "the two letters")
    [letter] = [mail for mail in stack.mails("al-new@example.org") if "code" in mail["Subject"]]
    [code] = re.findall(r"\b\d{6}\b", letter.get_content())
    assert "confirmed" in customer.says(code)


def test_after_the_end_a_correction_still_reaches_the_case(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    up_to_the_details(customer, "07700 900321")
    customer.finish()
    assert "Changed: it began on Monday 2 November." in customer.says("actually it started on 2 November")
    assert "Sam Carver" in customer.says("sorry, my name is Sam Carver")
    rows = rows_of(store, customer)
    assert rows.details["happened_on"] == {"from": "2026-11-02", "to": "2026-11-02"}
    assert rows.details["name"] == "Sam Carver"
    assert rows.event("customer.added").data["text"] == "sorry, my name is Sam Carver"


def test_an_address_is_changed_by_button_at_the_last_look(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    at_the_last_look(customer, "wrong@example.org")
    customer.presses("Change something")
    assert question_asked(customer.presses("Reply to")) is Question.REPLY_ADDRESS
    assert "right@example.org" in customer.says("right@example.org")


@pytest.mark.parametrize("said", ["it began on 10 November", "I first told you on 10 November"])
def test_at_the_last_look_a_new_value_is_enough(said: str, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    at_the_last_look(customer)
    heard = customer.says(said)
    assert "Changed" in heard
    assert "Tuesday 10 November" in heard


def test_a_value_named_at_the_last_look_is_taken_although_there_was_none(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    at_the_last_look(customer)
    assert "£60" in customer.says("the amount should be £60")


def test_all_correct_is_a_yes_to_the_last_look(customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    at_the_last_look(customer)
    assert is_said(customer.says("it's all correct"), "utter_close_reference")


def test_i_meant_corrects_the_day_that_they_gave_last(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    customer.says("can I go to CISAS yet?")
    customer.presses("I haven't complained yet")
    customer.says_all("I want to complain: you charged me for a line that I cancelled", "3 November")
    assert "Changed: it began on Wednesday 4 November." in customer.says("sorry, I meant 4 November")
    told = rows_of(store, customer).intake.answers["first_told_on"]
    assert told == {"from": "2026-11-23", "to": "2026-11-23"}


def test_a_need_told_at_another_question_is_noted(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    up_to_the_details(customer)
    customer.says("text relay please")
    assert rows_of(store, customer).details.get("needs") == ["relay"]


def test_that_they_have_checked_it_stands_in_the_history(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    at_the_last_look(customer, "07700 900321")
    customer.says("yes")
    assert rows_of(store, customer).event("case.checked")
