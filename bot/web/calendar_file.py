"""The dates of a case as a calendar file (RFC 5545): all-day events that a calendar recognises when they come again.

Also the days for which a person promised something: whoever waits in for an engineer looks into their calendar.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from icalendar import Calendar, Event

from bot.decisions.calendar import ONE_DAY
from bot.services.case_dates import CaseDate
from bot.services.case_working import CaseWorking
from bot.wording import Words

LEFT_OUT: Final = ("outer-limit",)
"""Keys of dates that nobody should plan for."""

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"


def calendar_file(working: CaseWorking, words: Words, at: datetime) -> bytes:
    """The file as of ``at``. Where nobody has to act any more, the events come as cancelled."""
    calendar = Calendar()
    calendar.add("prodid", "-//Firstline//Case//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.text("utter_case_page_calendar", provider=working.provider))
    for each in working.dates:
        if each.key not in LEFT_OUT:
            calendar.add_component(_event(working, each.key, each.on, each.title, _lines(each), words, at))
    for promise in working.promises:
        if promise.what is not None and promise.state != "moved":
            key = f"promise-{promise.id}"
            calendar.add_component(_event(working, key, promise.on, promise.what, [promise.says], words, at))
    return bytes(calendar.to_ical())


def _event(
    working: CaseWorking, key: str, on: date, title: str, lines: list[str], words: Words, at: datetime
) -> Event:
    event = Event()
    event.add("uid", f"{key}.{working.reference.lower()}@firstline")
    event.add("dtstamp", at)
    event.add("sequence", working.version)  # a date that moved replaces its older self
    event.add("dtstart", on)
    event.add("dtend", on + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if working.ended else "CONFIRMED")
    summary = words.text("utter_case_page_calendar_title", title=title, reference=working.reference)
    event.add("summary", summary)
    event.add("description", "\n".join(lines))
    return event


def _lines(dated: CaseDate) -> list[str]:
    grounds = [f"{ground.says} {ground.standing_words}" for ground in dated.grounds]
    return [line for line in (dated.what, *dated.notes, dated.sum, *grounds) if line]
