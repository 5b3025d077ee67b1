"""What a widow, a deaf man, somebody who writes Polish, a threatener and an upset daughter get, line by line."""

from __future__ import annotations

from collections.abc import Callable

from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer
from tests.support.recognise import question_asked

CustomerOf = Callable[[str], Customer]


def test_a_widow_gets_what_she_came_for_to_a_person_and_hears_of_no_complaint_again(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    first = customer.says("My husband Fred died in October. I need his account closed")
    assert "sorry for your loss" in first
    assert "Fred died in October" in first  # what the person sees
    assert "4 Elm Row, Southend SS1 3CD" in customer.says("please write to me, 4 Elm Row, Southend SS1 3CD")
    assert "no complaint" in customer.says("no thank you, I don't want to complain")
    for line in ("I just need it closed and not to be charged", "Do you need the death certificate?"):
        heard = customer.says(line)
        assert len(heard.texts) == 1
        assert not any(word in heard for word in ("complaint", "CISAS", "Samaritans", "sorry for your loss"))
    rows = rows_of(store, customer)
    assert rows.handoff is not None
    assert rows.handoff.priority
    assert "not to be charged" in rows.intake.answers["_before"]
    assert rows.intake.answers["reply_address"] == "4 Elm Row, Southend SS1 3CD"


def test_a_deaf_customer_hears_of_their_need_once_and_that_nobody_rings(customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    heard = customer.says("I am Deaf, don't ring me. my broadband is slow for 2 weeks")
    assert "no phone calls, only in writing" in heard
    assert "Large print or other help" not in heard
    assert "What happened?" not in heard
    assert "I have not noted why" in customer.says("No, don't note why")
    assert "Nobody should ring you." in customer.says("will someone phone me?")


def test_a_polish_complaint_is_logged_in_its_own_words_with_one_question(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    text = "Dzień dobry, internet nie działa od 5 dni i chcę złożyć skargę"
    customer.says(text)
    asked = customer.presses("Log my complaint")
    assert asked.texts[-1] == "What is your e-mail address or phone number?"
    assert "Your complaint is logged" in customer.says("07700 900123")
    [case] = rows_of(store, customer).cases
    assert case.description == text
    assert "speaks Polish" in customer.says("polish person please")


def test_who_does_not_understand_is_asked_in_fewer_words(customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    customer.says("internet no work. i want complain")
    assert customer.says("no understand").texts == ["What day did it start?"]
    assert customer.says("18 november").texts[-1] == "What day did you first tell X.Communications?"


def test_who_threatens_to_smash_windows_is_not_told_to_get_safe(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    customer.says("my internet has been cut off though i paid")
    heard = customer.says("im gonna come down there and smash your fucking windows")
    assert heard.texts[0].startswith("Please don't threaten people")
    assert "999" not in heard
    assert question_asked(heard) is not None


def test_a_relative_beside_them_and_a_bill_are_no_emergency(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    for line in (
        "I'm her son, she is sat next to me",
        "I have no account any more, I left.",
        "You took the money on 5 October and 5 November",
        "oh hang on its come back on. all green now. its working",
    ):
        heard = customer.says(line)
        assert "999" not in heard, line
        assert "food" not in heard, line
