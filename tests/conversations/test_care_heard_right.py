"""Lines of role-players that were heard falsely: no danger where there is none, and care where it is needed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer

CustomerOf = Callable[[str], Customer]
ALARM = ("call 999", "Samaritans", "everybody is safe", "depends on this line")


@pytest.mark.parametrize(
    "line",
    [
        "im 15 and my mum said to message cos wifi keeps going off and shes at work",
        "mum says i have to tell you our wifi keeps dropping, im 15 she is at work til 6",
        "stop phone calls, write only",
        "no phone calls, put it in writing",
        "he put the phone down on me, I am 81",
        "The young man laughed at me and put the phone down. I am 81",
        "the lad told me to shut up and put the phone down on me",
        "I dont really want anything done.",
        "My broadband has been off since Thursday and nobody rings me back.",
        "its been down three days, nobody rings nobody emails",
        "i was at home all day and the dog barked but nobody knocked",
        "in all day, the dog never barked once, nobody came",
        "left in the dark for 9 days",
        "I've been left without internet",
        "nobody tells us anything, we're in the dark",
        "will you stop the direct debit, he is dead",
        "I am 81 years old and my phone is dead",
    ],
)
def test_everyday_words_raise_no_alarm(customer_of: CustomerOf, line: str) -> None:
    heard = customer_of("netservers").says(line)
    assert not any(words in heard for words in ALARM)


def test_no_calls_is_noted_and_curt_words_begin_the_complaint(store: Store, customer_of: CustomerOf) -> None:
    assert "no phone calls, only in writing" in customer_of("x-communications").says(
        "Stop all phone calls. Email only."
    )
    customer = customer_of("x-communications")
    assert "What happened?" in customer.says("complain please, EMAIL only")
    customer.says_all("you keep ringing me when I am Deaf", "early November", "5 November", "Dan Webb")
    intake = rows_of(store, customer).intake
    assert intake.answers["reply_by"] == "email"
    assert "keep ringing me" in intake.answers["description"]


def test_a_phone_that_is_dead_at_81_comes_first_and_without_a_number(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    heard = customer.says("I'm 79, my telephone has been dead since Monday")
    assert "should not be without a phone" in heard
    assert "I have asked for a person" in heard
    handoff = rows_of(store, customer).handoff
    assert handoff is not None
    assert handoff.priority


def test_copd_and_a_dead_line_is_urgent_and_no_plain_fault(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    heard = customer.says("My phone line has been dead 9 days and I have COPD")
    assert "I have asked for a person" in heard
    assert "Samaritans" not in heard
    handoff = rows_of(store, customer).handoff
    assert handoff is not None
    assert handoff.priority


def test_an_alarm_that_is_denied_is_not_repeated_and_the_first_line_is_what_happened(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    first = "my brother said he wants to kill himself when the wifi goes off again, it is off every night"
    assert "999" in customer.says(first)
    heard = customer.says("no im fine lol why samaritans")
    assert not any(words in heard for words in ALARM)
    assert "took your words the wrong way" in heard
    customer.says("yes")
    assert "off every night" in rows_of(store, customer).intake.answers["description"]


def test_somebody_afraid_at_home_is_answered_and_heard(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    assert "call 999 now" in customer.says(
        "my husband hits me and he pays the account, I need my number off it"
    )
    heard = customer.says("my work phone 01785 555020, only 9 to 5, dont leave a message")
    assert "01785 555020" in heard
    assert "dont leave a message" in heard
    assert "get it working" not in heard
    assert "I don't know what they say" in customer.says("what will they say if someone else answers")
    assert "Delete this chat" in customer.says("how do i hide this chat")
    assert "I hold no number of a helpline" in customer.says("is there a number for domestic abuse help")
    assert "Nothing is logged" in customer.says("no dont log it as a complaint")
    assert "call 999 now" not in customer.says("he tracks my phone")
    rows = rows_of(store, customer)
    assert rows.cases == []
    assert rows.intake.answers["reply_wish"] == ["dont leave a message"]


def test_somebody_who_wants_to_be_heard_is_heard_to_the_end(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    assert "in your own words" in customer.says(
        "I just want somebody to know how I was spoken to on the phone"
    )
    assert "This is what I heard" in customer.says(
        "The young man laughed at me and put the phone down. I am 81"
    )
    assert "I have asked for a person" in customer.says("can I talk to a person")
    assert "You're welcome" in customer.says("thank you for listening")
    assert "Nothing is logged" in customer.says("I dont want to complain, I dont want him to get the sack")


def test_a_daughter_hears_what_we_know_of_the_direct_debit(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    customer.says("my dad died on 2 November, I want his account closed")
    for line in ("will you stop the direct debit", "can I just cancel the direct debit at the bank?"):
        heard = customer.says(line)
        assert "I can't stop a payment from this chat" in heard
        assert "by the end of" in heard
        assert "go on paying" not in heard
    assert "You need not ring." in customer.says("will somebody ring me or do i have to ring")
    customer.says("yes log it as a complaint")
    assert "died on 2 November" in rows_of(store, customer).intake.answers["description"]


def test_who_has_left_is_not_told_to_go_on_paying(customer_of: CustomerOf) -> None:
    heard = customer_of("it-communications").says("should I cancel my direct debit, I left you in August")
    assert "won't tell you to go on paying" in heard


def test_what_to_do_with_anothers_bill_is_answered(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    customer.says("You sent me somebody else's bill with her name and address on it")
    heard = customer.says("what should I do with the bill, delete it?")
    assert "ask before you delete it" in heard
    assert "go on paying" not in heard


def test_a_firm_hears_of_eleven_and_is_left_alone_after_goodbye(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    customer.says_all("We are a firm of 8 people, can we go to the ombudsman?", "last week")
    assert "11 is too many" in customer.says("And would 11 be different?")
    assert "volunteers" not in customer.says("Thank you, that's everything")
    assert "volunteers" not in customer.says("bye")
