"""Every figure in a text that could be wrong: dates, lengths of time, sums, numbers to ring, addresses. Pure."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["date", "month", "length", "money", "phone", "email", "web", "postcode"]


@dataclass(frozen=True)
class Figure:
    """``said`` is how it stands in the text, ``value`` what it comes to; two figures are one if the values are."""

    kind: Kind
    said: str
    value: Hashable

    @property
    def key(self) -> tuple[Kind, Hashable]:
        return self.kind, self.value


_MONTHS = list(month_name)[1:]
_WEEKDAYS = list(day_name)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(_WEEKDAYS)}) )?"
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}\b(?:,? (?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_MONTH_OF_YEAR = re.compile(rf"(?<!\d )(?<!\dth )\b{_MONTH} (?P<year>\d{{4}})\b", re.IGNORECASE)
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_LENGTH = re.compile(
    rf"\b(?P<count>\d+|{'|'.join(_COUNTS)}) (?:calendar |full )?"
    r"(?P<working>working )?(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"£ ?(?P<pounds>\d[\d,]*(?:\.\d\d)?)")
_PHONE = re.compile(r"(?<![\w.+/-])(?:(?:\+44 ?|0)\d[\d ]{7,11}\d|999|116 ?123)(?![\w-])")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"https?://[^\s)\"]+|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:co\.uk|org\.uk|gov\.uk|com|org|net|uk)\b(?:/[^\s)\"]*)?"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")


def figures_in(text: str, today: date) -> list[Figure]:
    """All figures of ``text``; a date without a year is of the year of ``today``."""
    return [*_dates(text, today), *_lengths(text), *_addresses(text)]


def _dates(text: str, today: date) -> Iterator[Figure]:
    for found in _DATE.finditer(text):
        month = _MONTHS.index(found["month"].title()) + 1
        year = int(found["year"] or today.year)
        try:
            day = date(year, month, int(found["day"]))
        except ValueError:
            yield Figure("date", found[0], f"no such day: {found[0]}")
            continue
        weekday = (found["weekday"] or "").title()
        fits = weekday in ("", _WEEKDAYS[day.weekday()])
        yield Figure("date", found[0], day if fits else f"not a {weekday}: {day}")
    for found in _MONTH_OF_YEAR.finditer(text):
        yield Figure("month", found[0], (int(found["year"]), _MONTHS.index(found["month"].title()) + 1))


def _lengths(text: str) -> Iterator[Figure]:
    for found in _LENGTH.finditer(text):
        count = found["count"].lower()
        unit = ("working " if found["working"] else "") + found["unit"].lower()
        yield Figure("length", found[0], (_COUNTS.get(count) or int(count), unit))


def _addresses(text: str) -> Iterator[Figure]:
    for found in _MONEY.finditer(text):
        yield money(found[0], found["pounds"])
    for found in _EMAIL.finditer(text):
        yield Figure("email", found[0], found[0].rstrip(".").lower())
    without = _EMAIL.sub(" ", text)
    for found in _WEB.finditer(without):
        yield Figure("web", found[0], _plain_address(found[0]))
    without = _WEB.sub(" ", without)
    for found in _PHONE.finditer(without):
        digits = re.sub(r"^44", "0", re.sub(r"\D", "", found[0]))
        yield Figure("phone", found[0], digits)
    for found in _POSTCODE.finditer(without):
        yield Figure("postcode", found[0], found[0].replace(" ", ""))


def money(said: str, pounds: str | float) -> Figure:
    """A sum, whichever way it is written: "£40" and "£40.00" are one."""
    return Figure("money", said, round(float(str(pounds).replace(",", "")) * 100))


def _plain_address(web: str) -> str:
    return re.sub(r"^https?://", "", web.lower()).rstrip(".,;:/")
