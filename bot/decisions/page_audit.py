"""Where a provider's published complaints page differs from the rules in force, what it leaves out, and what to check.

Pure: a profile, the schemes, the rules and a day in; findings out. What each finding is in words, and the corrected
words for the page, are made of it elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.decisions.provider import ChannelKind, Period, Provider
from bot.decisions.rule import Rulebook, RuleValue
from bot.decisions.scheme import Cited, CitedLines, Scheme
from bot.decisions.sourced import Reference, Standing

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")


class Verdict(StrEnum):
    """``stale``: the page says something that does not hold today. ``missing``: it must say it, or a customer would
    look for it, and it does not. ``check``: it could not be confirmed either way."""

    STALE = "stale"
    MISSING = "missing"
    CHECK = "check"


class About(StrEnum):
    """What a finding is about."""

    WAIT = "wait"
    WAIT_NOT_SAID = "wait_not_said"
    CLOCK_START = "clock_start"
    LIMIT = "limit"
    SCHEME_NAME = "scheme_name"
    SCHEME_LINK = "scheme_link"
    SCHEME_PHONE = "scheme_phone"
    SCHEME_EMAIL = "scheme_email"
    SCHEME_POST = "scheme_post"
    SCHEME_NOT_REACHABLE = "scheme_not_reachable"
    HEADCOUNT = "headcount"
    NO_PHONE = "no_phone"
    NO_POST = "no_post"
    NO_EMAIL_OR_FORM = "no_email_or_form"
    FORMATS = "formats"
    MEMBERSHIP = "membership"
    OTHER_COPY = "other_copy"


@dataclass(frozen=True)
class Finding:
    """``page``: what the page says (empty where it says nothing); ``holds``: what holds. ``rule``: the key in
    ``bot/rules``, where there is one; ``standing`` and ``references`` are those of what holds."""

    verdict: Verdict
    about: About
    page: str
    holds: str
    rule: str | None
    standing: Standing
    references: tuple[Reference, ...]


def audit_page(provider: Provider, schemes: dict[str, Scheme], rules: Rulebook, on: date) -> list[Finding]:
    """Every finding about the page as it stood when it was read, by the rules of ``on``: stale first, then missing.

    Raises ``RuleMissing`` when a rule has no value on that day.
    """
    scheme = schemes[provider.adr.scheme]
    found = [
        *_clocks(provider, rules, on),
        *_scheme(provider, scheme),
        *_headcount(provider, rules, on),
        *_contents(provider, rules, on),
        *_to_check(provider, scheme, rules, on),
    ]
    order = list(Verdict)
    return sorted(found, key=lambda each: order.index(each.verdict))


def _clocks(provider: Provider, rules: Rulebook, on: date) -> Iterator[Finding]:
    adr = provider.adr
    wait = rules.at("adr_wait", on)
    holds = f"{wait.value} weeks"
    if adr.wait is None:
        yield _by_rule(Verdict.MISSING, About.WAIT_NOT_SAID, "", holds, "adr_wait", wait)
    else:
        if (adr.wait.length, adr.wait.unit) != (wait.value, "weeks"):
            yield _by_rule(Verdict.STALE, About.WAIT, _length(adr.wait), holds, "adr_wait", wait)
        if adr.wait.counts_from != "complaint":
            start = rules.at("adr_clock_start", on)
            says = _from(adr.wait)
            yield _by_rule(Verdict.STALE, About.CLOCK_START, says, str(start.value), "adr_clock_start", start)
    if adr.limit is not None:
        last = rules.at("adr_longstop", on)
        says = f"{_length(adr.limit)} from the {_from(adr.limit)}"
        holds = f"{last.value} months from the final letter"
        yield _by_rule(Verdict.STALE, About.LIMIT, says, holds, "adr_longstop", last)


def _scheme(provider: Provider, scheme: Scheme) -> Iterator[Finding]:
    """Each contact that the page prints and that is not today's; one finding when it prints none at all."""
    printed = provider.adr.printed
    names = {_bare(str(scheme.name)), _bare(str(scheme.full_name))}
    if not any(name in _bare(printed.name) for name in names):
        yield _by_scheme(About.SCHEME_NAME, printed.name, str(scheme.name), scheme.name)
    if printed.href and _site(printed.href) != _site(str(scheme.url)):
        yield _by_scheme(About.SCHEME_LINK, printed.href, str(scheme.url), scheme.url)
    if printed.phone and scheme.phone and _digits(printed.phone) != _digits(str(scheme.phone)):
        yield _by_scheme(About.SCHEME_PHONE, printed.phone, str(scheme.phone), scheme.phone)
    if printed.email and scheme.email and printed.email.lower() != str(scheme.email).lower():
        yield _by_scheme(About.SCHEME_EMAIL, printed.email, str(scheme.email), scheme.email)
    if printed.lines and scheme.post and _postcode(printed.lines) != _postcode(scheme.post.value):
        yield _by_scheme(
            About.SCHEME_POST, ", ".join(printed.lines), ", ".join(scheme.post.value), scheme.post
        )
    if not (printed.href or printed.phone or printed.email or printed.lines):
        yield _by_scheme(About.SCHEME_NOT_REACHABLE, "", str(scheme.url), scheme.url, Verdict.MISSING)


def _headcount(provider: Provider, rules: Rulebook, on: date) -> Iterator[Finding]:
    most = rules.at("small_business_max", on)
    says = provider.serves.max_people
    if says is not None and says != most.value:
        yield _by_rule(Verdict.STALE, About.HEADCOUNT, str(says), str(most.value), "small_business_max", most)


def _contents(provider: Provider, rules: Rulebook, on: date) -> Iterator[Finding]:
    """What a complaints page must give; a way that is named without its number or address is not given."""
    must = rules.at("complaints_code_contents", on)
    given = {each.kind for each in provider.channels if each.absent is None}
    lacks = {
        About.NO_PHONE: ChannelKind.PHONE not in given,
        About.NO_POST: ChannelKind.LETTER not in given,
        About.NO_EMAIL_OR_FORM: not given & {ChannelKind.EMAIL, ChannelKind.WEB_FORM},
    }
    for about, lacking in lacks.items():
        if lacking:
            yield _by_rule(Verdict.MISSING, about, "", "", "complaints_code_contents", must)
    formats = rules.at("complaints_code_formats", on)
    missing = [
        each for each in formats.value if each.lower().replace(" ", "_") not in provider.accessible_formats
    ]
    if missing:
        holds = " and ".join(missing)
        yield _by_rule(Verdict.MISSING, About.FORMATS, "", holds, "complaints_code_formats", formats)


def _to_check(provider: Provider, scheme: Scheme, rules: Rulebook, on: date) -> Iterator[Finding]:
    if provider.adr.standing is Standing.UNCONFIRMED:
        checker = rules.at("ofcom_adr_page", on)
        yield _by_rule(
            Verdict.CHECK,
            About.MEMBERSHIP,
            str(scheme.name),
            str(checker.value),
            "ofcom_adr_page",
            checker,
        )
    elsewhere = [each.kind.value for each in provider.channels if each.standing is Standing.RECOVERED] + [
        f"target of {stage}"
        for stage, each in provider.targets.items()
        if each.standing is Standing.RECOVERED
    ]
    if elsewhere:
        page = ", ".join(each.replace("_", " ") for each in elsewhere)
        yield Finding(Verdict.CHECK, About.OTHER_COPY, page, "", None, Standing.RECOVERED, ())


def _by_rule(verdict: Verdict, about: About, page: str, holds: str, rule: str, value: RuleValue) -> Finding:
    return Finding(verdict, about, page, holds, rule, value.standing, tuple(value.reference))


def _by_scheme(
    about: About, page: str, holds: str, fact: Cited | CitedLines, verdict: Verdict = Verdict.STALE
) -> Finding:
    return Finding(verdict, about, page, holds, None, fact.standing, tuple(fact.reference))


def _length(period: Period) -> str:
    return f"{period.length} {period.unit}"


def _from(period: Period) -> str:
    return period.counts_from.replace("_", " ")


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


def _site(href: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", href.lower()).split("/")[0]


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def _postcode(lines: list[str]) -> str:
    found = _POSTCODE.findall(" ".join(lines).upper())
    return found[-1].replace(" ", "") if found else ""
