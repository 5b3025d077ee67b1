"""The dates of a case as a calendar file (RFC 5545): all-day events that a calendar recognises when they come again."""

from __future__ import annotations

from datetime import datetime
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
            calendar.add_component(_event(working, each, words, at))
    return bytes(calendar.to_ical())


def _event(working: CaseWorking, dated: CaseDate, words: Words, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{dated.key}.{working.reference.lower()}@firstline")
    event.add("dtstamp", at)
    event.add("sequence", working.version)  # a date that moved replaces its older self
    event.add("dtstart", dated.on)
    event.add("dtend", dated.on + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if working.ended else "CONFIRMED")
    title = words.text("utter_case_page_calendar_title", title=dated.title, reference=working.reference)
    event.add("summary", title)
    event.add("description", "\n".join(_lines(dated)))
    return event


def _lines(dated: CaseDate) -> list[str]:
    grounds = [f"{ground.says} {ground.standing_words}" for ground in dated.grounds]
    return [line for line in (dated.what, *dated.notes, dated.sum, *grounds) if line]
