"""``firstline adr``: can the customer go to the ADR scheme yet, and why? By flags or by lines of facts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from bot.commands import desk
from bot.commands.desk import now, print_json
from bot.commands.lines import answer_lines, text_of
from bot.commands.responses import words
from bot.decisions.adr import AdrAnswer, answer_adr
from bot.decisions.adr_facts import COUNTS, CUSTOMER_KINDS, read_facts
from bot.decisions.calendar import london_date, read_moment
from bot.decisions.errors import Refused, UnknownProvider
from bot.decisions.provider import Provider
from bot.decisions.rule import Rule, Rulebook
from bot.services.answer_adr import adr_words

_DATES: Final = {
    "--first": ("first_complained_on", "when they first told the provider: a date, 'unknown' or 'never'"),
    "--first-at": ("first_complained_at", "the same as an instant"),
    "--deadlock-letter": ("deadlock_letter_on", "the provider's final answer: a date or 'none'"),
    "--adr-letter": ("adr_letter_on", "the letter at the end of the wait: a date or 'none'"),
    "--early-referral": ("early_referral_agreed_on", "when the provider agreed to an early move"),
    "--settled": ("settlement_accepted_on", "when the customer accepted an offer as settling it"),
    "--closed-for-silence": ("closed_for_silence_on", "when the provider closed it for want of an answer"),
}
_NOTHING: Final = ("never", "none")


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "adr",
        help="can the customer go to the ADR scheme yet, and why?",
        description="By flags for a person at a desk, or with --facts for lines of {id, provider, asked_on, facts}.",
    )
    parser.add_argument("provider", nargs="?", help="short name, as in 'firstline providers'")
    parser.add_argument(
        "--facts", metavar="FILE", help="JSON lines in, one line out for each; - for standard input"
    )
    parser.add_argument("--asked-on", metavar="DATE", help="the day of asking; without it: today")
    for flag, (name, meaning) in _DATES.items():
        parser.add_argument(flag, dest=name, metavar="DATE", help=meaning)
    parser.add_argument("--customer", choices=CUSTOMER_KINDS)
    for name in COUNTS:
        parser.add_argument(f"--{name}", type=int, metavar="N", help="how many work there")
    parser.add_argument(
        "--in-court", action="store_true", default=None, help="a court deals with the same matter"
    )
    parser.add_argument("--claim", dest="claim_pounds", type=float, metavar="POUNDS")
    parser.add_argument("--subject", metavar="S", help="what it is only about, such as data_protection")
    parser.add_argument("--json", action="store_true", help="for a program: one JSON object")
    parser.set_defaults(func=adr)


def adr(args: argparse.Namespace) -> int:
    """Raises ``UnknownProvider``, ``BadFacts`` or ``Refused``."""
    if args.facts is not None:
        if args.provider is not None:
            raise Refused("Give either a provider with flags, or --facts.")
        today = cache(lambda: london_date(now()))
        return answer_lines(args.facts, lambda row: _as_json(*_answer_row(row, today)))
    if args.provider is None:
        raise Refused("Give a provider with flags, or --facts with a file (- for standard input).")
    asked_on = london_date(read_moment(args.asked_on) if args.asked_on else now())
    answer, provider = _answer(args.provider, asked_on, _facts_of(args))
    if args.json:
        print_json(_as_json(answer, provider))
    else:
        print("\n".join(_as_text(answer, provider)))
    return 0


def _facts_of(args: argparse.Namespace) -> dict[str, Any]:
    names = [name for name, _ in _DATES.values()]
    names += ["customer", *COUNTS, "in_court", "claim_pounds", "subject"]
    given = {name: value for name in names if (value := getattr(args, name)) is not None}
    return {name: None if value in _NOTHING else value for name, value in given.items()}


def _answer_row(row: Mapping[str, Any], today: Callable[[], date]) -> tuple[AdrAnswer, Provider]:
    asked = row.get("asked_on")
    asked_on = today() if asked is None else london_date(read_moment(text_of(row, "asked_on")))
    return _answer(text_of(row, "provider"), asked_on, row.get("facts"))


def _answer(slug: str, asked_on: date, facts: object) -> tuple[AdrAnswer, Provider]:
    provider = _profiles().get(slug)
    if provider is None:
        raise UnknownProvider(f"There is no provider '{slug[:40]}'. Known: {', '.join(_profiles())}.")
    return answer_adr(read_facts(facts), provider, asked_on, _rules(), _schemes()), provider


def _as_json(answer: AdrAnswer, provider: Provider) -> dict[str, Any]:
    return {
        "status": answer.status,
        "opens_on": _iso(answer.opens_on),
        "apply_by": _iso(answer.apply_by),
        "outer_limit_on": _iso(answer.outer_limit_on),
        "scheme": answer.scheme,
        "rules": list(answer.rules),
        "missing": list(answer.missing),
        "published_differs": answer.published_differs,
        "answer": " ".join(_sentences(answer, provider)),
    }


def _as_text(answer: AdrAnswer, provider: Provider) -> Iterator[str]:
    yield from _sentences(answer, provider)
    yield ""
    yield f"Worked out for {answer.asked_on}: {answer.status} ({answer.reason})"
    yield f"  opens {_iso(answer.opens_on) or '-'}, apply by {_iso(answer.apply_by) or '-'}, " + (
        f"last day {_iso(answer.outer_limit_on) or '-'}"
    )
    for used in answer.used:
        rule = _rules()[used.key]
        value = rule.at(used.since)
        yield f"  {used.key}{_value_of(rule, used.value)}: {rule.description}"
        yield f"      {used.standing}; {value.reference[0].title} {value.reference[0].href or ''}".rstrip()
    if answer.published_differs:
        page = answer.page
        yield (
            f"  The provider's page alone would give: {page.status}, opens {_iso(page.opens_on) or '-'}, "
            + (f"apply by {_iso(page.apply_by) or '-'}")
        )
    yield f"  Could still change it: {', '.join(answer.missing) or 'nothing that is asked for'}"


def _value_of(rule: Rule, value: Any) -> str:
    if isinstance(value, bool):
        return " = yes" if value else " = no"
    return f" = {value} {rule.unit}" if isinstance(value, int | str) else ""


def _sentences(answer: AdrAnswer, provider: Provider) -> list[str]:
    return adr_words(answer, provider, _schemes(), words(), answer.asked_on)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@cache
def _profiles() -> Mapping[str, Provider]:
    return desk.profiles()


@cache
def _rules() -> Rulebook:
    return desk.rulebook()


@cache
def _schemes() -> Mapping[str, Any]:
    return desk.schemes()
