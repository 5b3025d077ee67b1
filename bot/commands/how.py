"""``firstline how PROVIDER``: how to complain there, whether it is open now, and what to have ready."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from bot.commands.desk import bank_holidays, now, print_json, profile
from bot.decisions.hours import OpenStatus, status_at
from bot.decisions.provider import Channel, Hours, Provider
from bot.wording import time_in_words

_KINDS = {
    "phone": "Phone",
    "email": "E-mail",
    "letter": "Letter",
    "web_form": "Online form",
    "ticket": "Ticket",
    "person": "Person",
    "chat": "Chat",
}
_DAYS = {"mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun"}
_HOLIDAYS = {
    "closed": "closed on bank holidays",
    "open": "open on bank holidays",
    "not_stated": "the page does not say about bank holidays",
}


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("how", help="how to complain to a provider, open now?, what to have ready")
    parser.add_argument("provider", help="short name, as in 'firstline providers'")
    parser.add_argument("--json", action="store_true", help="for a program: one JSON object")
    parser.set_defaults(func=how)


def how(args: argparse.Namespace) -> int:
    """Raises ``UnknownProvider``."""
    provider = profile(args.provider)
    status = None
    if provider.hours:
        status = status_at(provider.hours, now(), bank_holidays(), provider.nation)
    if args.json:
        print_json(_as_json(provider, status))
    else:
        print("\n".join(_as_text(provider, status)))
    return 0


def _as_json(provider: Provider, status: OpenStatus | None) -> dict[str, Any]:
    return {
        "provider": provider.slug,
        "name": provider.name,
        "channels": [channel.model_dump(mode="json") for channel in provider.channels],
        "other_contacts": [channel.model_dump(mode="json") for channel in provider.other_contacts],
        "open_now": None
        if status is None
        else {
            "open": status.open,
            "closes_at": status.closes_at.isoformat() if status.closes_at else None,
            "opens_at": status.opens_at.isoformat() if status.opens_at else None,
            "certain": status.certain,
            "holiday": status.holiday,
        },
        "have_ready": [detail.model_dump(mode="json") for detail in provider.details],
        "first": [triage.model_dump(mode="json") for triage in provider.triage],
        "accessible_formats": provider.accessible_formats,
    }


def _as_text(provider: Provider, status: OpenStatus | None) -> Iterator[str]:
    yield f"How to complain to {provider.name}"
    yield ""
    for channel in provider.channels:
        yield from _channel(channel)
    if status:
        yield ""
        yield _open_now(status)
    else:
        yield ""
        yield "Open now? The page gives no hours."
    yield ""
    if provider.details:
        yield "Have ready:"
        for detail in provider.details:
            yield f"  - {detail.label}" + ("" if detail.required else " (if you can)")
    else:
        yield "Have ready: the page does not say."
    if provider.triage:
        yield ""
        yield "Good to know first:"
        for triage in provider.triage:
            yield f"  - {triage.text}" + (f" {triage.href}" if triage.href else "")
    if provider.other_contacts:
        yield ""
        yield "Also on the page, not for complaints in particular:"
        for channel in provider.other_contacts:
            yield from _channel(channel)
    if provider.accessible_says:
        yield ""
        yield provider.accessible_says.text


def _channel(channel: Channel) -> Iterator[str]:
    where = channel.value or ", ".join(channel.lines) or channel.absent or channel.goes_to or ""
    marks = [
        mark for mark, on in (("recommended", channel.recommended), (channel.standing, _weak(channel))) if on
    ]
    yield f"{_KINDS[channel.kind]}: {where}" + (f" ({', '.join(marks)})" if marks else "")
    if channel.goes_to and channel.goes_to != where:
        yield f"    goes to {channel.goes_to}"
    if channel.say:
        yield f"    {channel.say}"
    if channel.include:
        yield f"    include: {'; '.join(channel.include)}"
    if channel.hours:
        yield f"    hours: {_hours(channel.hours)}"


def _weak(channel: Channel) -> bool:
    return channel.standing != "primary"


def _hours(hours: Hours) -> str:
    listed = [(label, hours.days[day]) for day, label in _DAYS.items() if day in hours.days]
    spans = []
    for (opens, closes), group in groupby(listed, key=lambda item: item[1]):
        days = [day for day, _ in group]
        name = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
        spans.append(f"{name} {time_in_words(opens)} to {time_in_words(closes)}")
    return f"{', '.join(spans)}; {_HOLIDAYS[hours.bank_holidays]}"


def _open_now(status: OpenStatus) -> str:
    if status.open and status.closes_at:
        said = f"Open now? Yes, until {time_in_words(status.closes_at.time())}."
    elif status.opens_at:
        said = f"Open now? No. Opens {status.opens_at:%A} {status.opens_at.day} {status.opens_at:%B}"
        said += f" at {time_in_words(status.opens_at.time())}."
    else:
        said = "Open now? No."
    if status.holiday and not status.certain:
        said += f" The page does not say whether it is open on the bank holiday ({status.holiday})."
    elif status.holiday:
        said += f" Today is a bank holiday ({status.holiday})."
    return said
