"""``firstline audit PROVIDER``: the published complaints page beside the rules in force, and corrected words for it."""

from __future__ import annotations

import argparse
import textwrap
from datetime import date
from typing import Any, Final

from bot.commands.desk import letter, now, print_json, profile, rulebook, schemes
from bot.decisions.calendar import london_date, read_moment
from bot.decisions.page_audit import About, Finding, Verdict, audit_page
from bot.decisions.sourced import Standing
from bot.services.correct_page import correct_page
from bot.wording import day_in_words

_SAYS: Final = {
    About.WAIT: "The page says that customers wait {page} before ADR. For complaints made now it is {holds}.",
    About.WAIT_NOT_SAID: "The page does not say when ADR opens. It is {holds} after customers first complained.",
    About.CLOCK_START: "The page counts from a {page}. {holds}",
    About.LIMIT: "The page gives {page} to apply. It is {holds}.",
    About.SCHEME_NAME: "The page calls the scheme “{page}”. It is called {holds}.",
    About.SCHEME_LINK: "The link {page} is not the scheme's. Today it is {holds}.",
    About.SCHEME_PHONE: "The phone number {page} is not the scheme's. Today it is {holds}.",
    About.SCHEME_EMAIL: "The e-mail address {page} is not the scheme's. Today it is {holds}.",
    About.SCHEME_POST: "The postal address {page} is not the scheme's. Today it is {holds}.",
    About.SCHEME_NOT_REACHABLE: "The page names the scheme, but not how to reach it: {holds}.",
    About.HEADCOUNT: "The page says that businesses of up to {page} people can use ADR. The rule says {holds}.",
    About.NO_PHONE: "The page gives no phone number for complaints.",
    About.NO_POST: "The page gives no postal address for complaints.",
    About.NO_EMAIL_OR_FORM: "The page gives neither an e-mail address nor a web form for complaints.",
    About.FORMATS: "The page does not say that it can be had in {holds}.",
    About.MEMBERSHIP: "The page says that {page} is its scheme. We could not confirm the membership: look at {holds}.",
    About.OTHER_COPY: "These came from another copy of the page than the one we were given: {page}. Are they right?",
}
_HEADINGS: Final = {
    Verdict.STALE: "Does not hold today",
    Verdict.MISSING: "Missing",
    Verdict.CHECK: "To be checked",
}
_NOT_PRIMARY: Final = {
    Standing.SECONDARY: "as far as we know; seen in somebody else's account, not in the rule itself",
    Standing.UNCONFIRMED: "not confirmed",
    Standing.OWN: "our own reading",
}
_WIDTH: Final = 100


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("audit", help="a provider's published page beside the rules in force")
    parser.add_argument("provider", help="short name, as in 'firstline providers'")
    parser.add_argument("--on", metavar="ISO", help="by the rules of this day; without it: today")
    parser.add_argument("--json", action="store_true", help="for a program: one JSON object")
    parser.set_defaults(func=audit)


def audit(args: argparse.Namespace) -> int:
    """0 when nothing is stale or missing, else 1. Raises ``UnknownProvider``, ``RuleMissing`` or ``Refused``."""
    provider, rules, known = profile(args.provider), rulebook(), schemes()
    on = london_date(read_moment(args.on) if args.on else now())
    findings = audit_page(provider, known, rules, on)
    draft = correct_page(letter, provider, known[provider.adr.scheme], rules, findings, on)
    read_on = max(source.verified_on for source in provider.sources.values())
    if args.json:
        print_json(
            {
                "provider": provider.slug,
                "on": on.isoformat(),
                "page_read_on": read_on.isoformat(),
                "findings": [_plain(each) for each in findings],
                "draft": {"subject": draft.subject, "body": draft.body},
            }
        )
    else:
        _print(provider.name, on, read_on, findings)
        print(f"\n{draft.subject}\n{'-' * len(draft.subject)}\n{draft.body}", end="")
    return int(any(each.verdict is not Verdict.CHECK for each in findings))


def in_words(finding: Finding) -> str:
    """The finding as a sentence or two for the provider's staff."""
    return _SAYS[finding.about].format(page=finding.page, holds=finding.holds)


def _print(name: str, on: date, read_on: date, findings: list[Finding]) -> None:
    print(
        f"{name}: the complaints page as read on {day_in_words(read_on, on)}, by the rules of {on.isoformat()}"
    )
    for verdict, heading in _HEADINGS.items():
        of_it = [each for each in findings if each.verdict is verdict]
        if of_it:
            print(f"\n{heading} ({len(of_it)})")
        for each in of_it:
            print(textwrap.fill(in_words(each), _WIDTH, initial_indent="- ", subsequent_indent="  "))
            for line in _support(each):
                print(textwrap.fill(line, _WIDTH, initial_indent="    ", subsequent_indent="    "))
    if not findings:
        print("\nNothing found.")


def _support(finding: Finding) -> list[str]:
    told = [f"{each.title}{f', {each.href}' if each.href else ''}" for each in finding.references]
    doubt = _NOT_PRIMARY.get(finding.standing)
    return [*([f"({doubt})"] if doubt and told else []), *told]


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "verdict": finding.verdict,
        "about": finding.about,
        "page": finding.page,
        "holds": finding.holds,
        "rule": finding.rule,
        "standing": finding.standing,
        "sources": [each.model_dump() for each in finding.references],
        "words": in_words(finding),
    }
