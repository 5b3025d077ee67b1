"""Ways to reach somebody, as people type them."""

from __future__ import annotations

import pytest

from bot.readers.contact import (
    BadEmail,
    Email,
    EmailSlip,
    find_contact,
    read_address,
    read_email,
    read_phone,
    read_postcode,
)
from bot.readers.heard import Taken


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("sam@example.com", "sam@example.com"),
        ("email me on a.b@firm.co.uk please", "a.b@firm.co.uk"),
        ("sam at example dot com", "sam@example.com"),
        ("sam @ example . com", "sam@example.com"),
        ("sam@example,com", "sam@example.com"),
        ("O'Neill: p.oneill@gmail.com.", "p.oneill@gmail.com"),
    ],
)
def test_an_address_is_found(typed: str, address: str) -> None:
    assert read_email(typed) == Email(address)


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("sam@gmail.con", "sam@gmail.com"),
        ("sam@gmial.com", "sam@gmail.com"),
        ("sam@hotmial.co.uk", "sam@hotmail.co.uk"),
        ("sam@firm.couk", "sam@firm.co.uk"),
        ("sam@firm.cpm", "sam@firm.com"),
        ("sam@yaho.com", "sam@yahoo.com"),
    ],
)
def test_a_slip_is_offered_back(typed: str, better: str) -> None:
    assert read_email(typed) == EmailSlip(typed, better)


@pytest.mark.parametrize("typed", ["sam@", "bob@localhost", "sam@@example.com", "@example.com"])
def test_what_is_meant_as_an_address_but_is_none_is_said_to_be_none(typed: str) -> None:
    assert isinstance(read_email(typed), BadEmail)


@pytest.mark.parametrize("typed", ["hello", "by e-mail please", "ring me 01632 960123", ""])
def test_other_words_are_no_address(typed: str) -> None:
    assert read_email(typed) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900123", "07700 900123"),
        ("ring me on 01632960123 after 6", "01632 960123"),
        ("+44 7700 900123", "07700 900123"),
        ("447700900123", "07700 900123"),
    ],
)
def test_a_phone_number_is_written_as_people_write_it_here(typed: str, number: str) -> None:
    assert read_phone(typed) == number


@pytest.mark.parametrize("typed", ["12345", "ticket 44120", "2026-11-20", "no phone", "£300"])
def test_other_digits_are_no_phone_number(typed: str) -> None:
    assert read_phone(typed) is None


def test_an_address_needs_a_postcode_or_a_number_and_words() -> None:
    assert read_address("12 High Street, Leeds ls1 4ab") == "12 High Street, Leeds LS1 4AB"
    assert read_address("Flat 2, 7 Mews Lane, York") == "Flat 2, 7 Mews Lane, York"
    assert read_address("by letter") is None


def test_a_postcode_is_spaced_and_in_capitals() -> None:
    assert read_postcode("sk91ny") == "SK9 1NY"


@pytest.mark.parametrize(
    "said",
    [
        "We have had no service at all. Nobody has come",
        "I work at home. This has cost me",
        "There was nobody at reception. I left",
        "called at 10.30 and was rude",
        "I looked at ofcom.org.uk for help",
        "look at me. you",
        "My twitter is @sam",
    ],
)
def test_a_sentence_is_no_address(said: str) -> None:
    assert read_email(said) is None


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("reach me on sam@gmail.com. Thanks, the bill", "sam@gmail.com"),
        ("reach me on sam@gmail.com,thanks", "sam@gmail.com"),
        ("email me on sam@gmail,com please", "sam@gmail.com"),
        ("it's sam @ gmail . com", "sam@gmail.com"),
        ("sam at gmail.com", "sam@gmail.com"),
        ("sam dot carter at gmail dot com", "sam.carter@gmail.com"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(said: str, address: str) -> None:
    assert read_email(said) == Email(address)


@pytest.mark.parametrize(
    "domain",
    [
        "mail.com", "ymail.com", "email.com", "yahoo.com.au", "live.com.au", "virginmedia.co.uk", "me.co", "onmail.com",
        "live.co.uk", "hotmail.fr", "company.me", "uni.ac.uk", "cloud.com", "home.com", "sky.uk", "yahoo.ca",
        "ms.com", "olive.com",
    ],
)  # fmt: skip
def test_a_real_domain_is_never_called_a_slip(domain: str) -> None:
    assert read_email(f"sam@{domain}") == Email(f"sam@{domain}")


@pytest.mark.parametrize(
    "said",
    [
        "account 1234567890",
        "my account number is 100200300",
        "01.11.2026 10:30",
        "order 03123456789",
        "ref 0123456789",
        "between 01/11/2026 and 03/11/2026",
        "router v2 3rd time",
        "flat b2 3rd time this week",
        "I don't want to give my address to 3 companies",
        "the engineer was due to call at LS1 4AP on Monday and never came",
    ],
)
def test_other_numbers_are_no_way_to_reply(said: str) -> None:
    assert find_contact(said) is None


@pytest.mark.parametrize(
    "said", ["I don't want to give my address to 3 companies", "I moved house 3 weeks ago, wait"]
)
def test_a_sentence_is_no_postal_address(said: str) -> None:
    assert read_address(said) is None


def test_an_address_is_cut_out_of_the_words_around_it() -> None:
    said = "write to me at 12 High Street, Leeds LS1 4AP please, I have no phone"
    assert read_address(said) == "12 High Street, Leeds LS1 4AP"


@pytest.mark.parametrize(
    "said",
    ["by letter please, 3 Orchard Close, Ely CB7 4QT", "a letter please - 3 Orchard Close, Ely CB7 4QT",
     "letter to 3 Orchard Close, Ely CB7 4QT instead please",
     "id rather a letter to be honest, 3 Orchard Close, Ely CB7 4QT",
     "By post to 3 Orchard Close, Ely CB7 4QT"],
)  # fmt: skip
def test_the_wish_for_a_letter_is_no_part_of_the_address(said: str) -> None:
    assert read_address(said) == "3 Orchard Close, Ely CB7 4QT"


@pytest.mark.parametrize(
    "text",
    [
        "please write to me, 4 Elm Row, Southend SS1 3CD",
        "write to me please at 4 Elm Row, Southend SS1 3CD",
        "I'd like a letter please. 4 Elm Row, Southend SS1 3CD",
        "my address is 4 Elm Row, Southend SS1 3CD, no phone calls",
    ],
)
def test_an_address_behind_a_wish_for_a_letter_is_where_to_write(text: str) -> None:
    found = find_contact(text)
    assert isinstance(found, Taken)
    assert found.values == {"reply_by": "letter", "reply_address": "4 Elm Row, Southend SS1 3CD"}
