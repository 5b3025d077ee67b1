"""What a figure may rest on: the provider's profile, the rules and schemes, the customer's own words, and the dates
that the pure decisions make of these. What a page prints of an old ombudsman (``adr.printed``) is no source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

from bot.adapters.holidays import LibraryBankHolidays
from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.decisions.adr import answer_adr, latest_first_date, read_facts
from bot.decisions.calendar import LONDON, add_working_days, london_date
from bot.decisions.hours import status_at
from bot.decisions.provider import Provider
from bot.decisions.target import target
from bot.readers.dates import Day, read_date
from bot.readers.day_to_come import coming_day
from bot.readers.emails import EmailSlip, read_email
from bot.readers.happening import day_it_happened
from bot.readers.money import find_pounds
from bot.readers.telling import clauses, told_when
from tests.support.customer import BotLine, Told
from tests.support.figures import Figure, figures_in, money

Key = tuple[str, Any]

_NO_FACT: Final = frozenset({"note", "source", "sources", "printed", "standing", "reference", "verified_on"})
_UNITS: Final = {"days": "day", "working_days": "working day", "weeks": "week", "months": "month"}
_HOLIDAYS: Final = LibraryBankHolidays()
_CONDITION: Final = re.compile(r"\b(?:if|when|suppose|say|were to|next|coming|tomorrow)\b", re.IGNORECASE)
_ANY_DAY: Final = date(2026, 11, 23)


@cache
def _shipped() -> tuple[Mapping[str, Provider], Any, Any]:
    return load_providers(), load_rules(), load_schemes()


@cache
def written_down(provider: str) -> frozenset[Key]:
    """What stands in the profile, in the rules and in the schemes."""
    providers, rules, schemes = _shipped()
    found = set(_in_data(providers[provider].model_dump()))
    found |= set(
        _in_data([each.href for each in providers[provider].sources.values()])
    )  # "your page is at …"
    for scheme in schemes.values():
        found |= set(_in_data(scheme.model_dump()))
    for name in rules:
        rule = rules[name]
        found |= set(_in_data(rule.description))
        for start, value in rule.values.items():
            found |= {("date", start), *_in_data(value.value), *_with_unit(value.value, rule.unit)}
    return frozenset(found)


def _in_data(data: Any) -> Iterator[Key]:
    """Figures in every text of nested data, and lengths that are given as a number with its unit."""
    if isinstance(data, str):
        yield from (figure.key for figure in figures_in(data, _ANY_DAY))
    elif isinstance(data, Mapping):
        if isinstance(data.get("length"), int) and data.get("unit") in _UNITS:
            yield "length", (data["length"], _UNITS[data["unit"]])
        for key, value in data.items():
            if key not in _NO_FACT:
                yield from _in_data(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _in_data(value)


def _with_unit(value: Any, unit: str) -> Iterator[Key]:
    values = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
    for each in values:
        if unit in _UNITS and isinstance(each, int):
            yield "length", (each, _UNITS[unit])
        if unit == "pounds":
            yield money("", each).key


@cache
def told_by_customer(told: tuple[Told, ...]) -> frozenset[Key]:
    """Figures in the customer's own words, and the days that their words come to."""
    found: set[Key] = set()
    for line in told:
        on = london_date(line.at)
        found |= {figure.key for figure in figures_in(line.text, on)}
        found |= {("date", day) for day in _days_in(line.text, on)}
        found |= {money("", number).key for number in re.findall(r"\d+(?:\.\d\d)?", line.text)}
        slip = read_email(line.text)
        if isinstance(slip, EmailSlip):  # "did you mean …?"
            found.add(("email", slip.suggestion.lower()))
        pounds = find_pounds(line.text)
        if pounds is not None:
            found.add(money("", pounds).key)
        if re.search(r"\bfortnight", line.text, re.IGNORECASE):
            found.add(("length", (2, "week")))
    return frozenset(found)


def _days_in(text: str, on: date) -> Iterator[date]:
    for part in (text, *clauses(text), *re.split(r"[,.;!?]", text)):
        day = read_date(part, on)
        if isinstance(day, Day):
            yield from (day.start, day.end)
    began = day_it_happened(text, on)
    if began is not None:
        yield from (began.start, began.end)
    span = told_when(text, on)
    if span:
        yield from (date.fromisoformat(span["from"]), date.fromisoformat(span["to"]))
    for since in re.findall(r"\b(?:since|on|for|been)\s+[\w' ]{2,40}", text, re.IGNORECASE):
        day = read_date(since, on)
        if isinstance(day, Day):
            yield from (day.start, day.end)
    coming = coming_day(text, on)
    if coming is not None and _CONDITION.search(text):
        yield coming


def worked_out(line: BotLine) -> set[Key]:
    """Days that the decisions make of those in the conversation: targets, ADR, a person's reply, the next opening."""
    told = told_by_customer(line.told)
    days = {value for kind, value in told if kind == "date" and isinstance(value, date)}
    wrote = {london_date(each.at) for each in line.told} | {london_date(line.now)}
    found: set[date] = set(wrote)
    for day in wrote:
        found |= _from_writing(line.provider, day)
        for given in days | wrote:
            found |= _adr(line.provider, given, day)
    for given in days | wrote:
        found |= _targets(line.provider, given)
    found |= _next_opening(line.provider, line.now)
    return {("date", day) for day in found}


@cache
def _targets(provider: str, day: date) -> frozenset[date]:
    profile = _shipped()[0][provider]
    found: set[date] = set()
    for stage in profile.targets:
        dated = target(profile, stage, day, None, _HOLIDAYS)
        found |= {dated.due_on, dated.may_be_on or dated.due_on}
    return frozenset(found)


@cache
def _from_writing(provider: str, day: date) -> frozenset[date]:
    providers, rules, _ = _shipped()
    reply = int(rules.at("handoff_reply", day).value)
    promise = add_working_days(day, reply, providers[provider].nation, _HOLIDAYS)
    return frozenset({promise, latest_first_date(day, rules)})


@cache
def _adr(provider: str, given: date, asked_on: date) -> frozenset[date]:
    """``given`` as the first complaint, and as the day of a final letter."""
    providers, rules, schemes = _shipped()
    found: set[date | None] = set()
    for raw in (
        {"first_complained_on": given.isoformat()},
        {"first_complained_on": "unknown", "deadlock_letter_on": given.isoformat()},
    ):
        answer = answer_adr(read_facts(raw), providers[provider], asked_on, rules, schemes)
        found |= {answer.opens_on, answer.apply_by, answer.outer_limit_on}
    return frozenset(day for day in found if day is not None)


def _next_opening(provider: str, now: datetime) -> set[date]:
    profile = _shipped()[0][provider]
    if profile.hours is None:
        return set()
    status = status_at(profile.hours, now, _HOLIDAYS, profile.nation)
    return {london_date(status.opens_at)} if status.opens_at else set()


_SPOKEN_CODE = re.compile(r"(?<=read out )(?:this code: |the code )[A-Z0-9]{3} [A-Z0-9]{3}\b")
"""Drawn by chance: "PM7 4HD" looks like a postcode and is none."""


def unfounded(line: BotLine, examples: tuple[str, ...] = ()) -> list[Figure]:
    """The figures of one bubble that rest on nothing. ``examples``: sentences that only show how to write something."""
    text = _SPOKEN_CODE.sub(" ", line.text)
    for example in examples:
        text = text.replace(example, " ")
    figures = figures_in(text, london_date(line.now))
    if not figures:
        return []
    known = written_down(line.provider) | told_by_customer(line.told) | worked_out(line)
    site = line.site.split("://")[-1]
    own_pages = (site + "case/", site + "privacy/", site + "still-sorted/")
    return [
        figure
        for figure in figures
        if figure.key not in known and not (figure.kind == "web" and str(figure.value).startswith(own_pages))
    ]


def at_noon(day: date) -> datetime:
    """For tests: an instant of a London day."""
    return datetime.combine(day, time(12), LONDON)
