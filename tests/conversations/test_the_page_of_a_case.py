"""The link in the closing words: the same dates that were said, and a calendar file that holds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import icalendar
import pytest

from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer, link_in
from tests.support.lines import up_to_the_details

CustomerOf = Callable[[str], Customer]

SAID = {
    "x-communications": ["Monday 30 November"],
    "contactnow": ["Tuesday 24 November", "Monday 7 December"],
    "it-communications": ["Monday 30 November"],
    "netservers": ["Tuesday 24 November", "Thursday 26 November"],
    "all-communications": ["Monday 7 December"],
}
"""The targets of a complaint made on Monday 23 November 2026."""
OPENS = "Thursday 17 December"
"""Six weeks after the customer first told them, on 5 November."""


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def days_of(calendar: bytes) -> dict[date, str]:
    """Day and title of every event."""
    return {
        event.decoded("dtstart"): str(event["summary"])
        for event in icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    }


@pytest.mark.parametrize("provider", SAID)
def test_the_page_and_the_calendar_have_the_dates_that_were_said(
    provider: str, store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of(provider)
    up_to_the_details(customer)
    closing = customer.finish()
    dates = [*SAID[provider], OPENS]
    for day in dates:
        assert day in closing
    link = link_in(closing)
    page = customer.opens(link)
    assert page.status_code == 200
    words = plain(page.text)
    reference = rows_of(store, customer).case.reference
    for expected in (*dates, reference, "Your complaint was logged."):
        assert expected in words
    for private in ("Sam Carter", "sam@example.org", "charged me twice"):
        assert private not in words
    calendar = customer.opens(f"{link}/dates.ics")
    assert calendar.status_code == 200
    in_words = {f"{day:%A} {day.day} {day:%B}" for day in days_of(calendar.content)}
    assert in_words == set(dates)
    assert all(reference in title for title in days_of(calendar.content).values())


def test_a_step_up_stands_on_the_page_with_its_own_day(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    up_to_the_details(customer, "07700 900321")
    link = link_in(customer.finish())
    customer.says("take it to the manager")
    words = plain(customer.opens(link).text)
    assert "to the Customer Services Manager" in words
    assert "Monday 7 December" in words
    assert date(2026, 12, 7) in days_of(customer.opens(f"{link}/dates.ics").content)


def test_a_corrected_first_day_moves_the_date_on_the_page(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    up_to_the_details(customer, "07700 900321")
    link = link_in(customer.finish())
    customer.says("actually I first told you on 20 October")
    words = plain(customer.opens(link).text)
    assert "Tuesday 1 December" in words
    assert OPENS not in words


def test_a_link_that_was_tampered_with_shows_nothing(customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    up_to_the_details(customer, "07700 900321")
    link = link_in(customer.finish())
    assert customer.opens(link[:-4] + "AAAA").status_code == 404
    assert customer.opens(f"{link}/letter").status_code == 404
