"""The card of a chat or a case as its page shows it: instants in London time, rules with their meaning and sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.decisions.errors import RuleMissing
from bot.decisions.records import Message, Sender
from bot.decisions.rule import RuleValue
from bot.services.case_dates import CaseDate
from bot.services.context import Context
from bot.services.desk.card import SCHEME, Card, Clock
from bot.services.desk.card_history import when
from bot.services.desk.reply_promise import ReplyPromise

LIMITS = ("apply-by", "outer-limit")
"""Keys of the days by which the customer has to act, if they want to go to the scheme."""


@dataclass(frozen=True)
class Line:
    """One line of the transcript. ``kind`` is its sender; ``offered`` are the titles of its buttons."""

    id: int
    kind: str
    who: str
    when: str
    text: str
    offered: tuple[str, ...]


@dataclass(frozen=True)
class RuleShown:
    """A rule that the answer about the scheme used. ``value`` is the one for the day of the complaint, if it has one;
    ``standing`` says how sure it is, and ``checked`` on which day somebody looked."""

    key: str
    description: str
    value: RuleValue | None
    standing: str = ""
    checked: str = ""


@dataclass(frozen=True)
class PromiseShown:
    """``state`` as in ``ReplyPromise``; ``day`` and ``kept`` in words, empty where there is none."""

    state: str
    day: str
    kept: str


def promise_shown(context: Context, promise: ReplyPromise) -> PromiseShown:
    return PromiseShown(
        promise.state,
        context.day(promise.day) if promise.day else "",
        when(context, promise.kept_at) if promise.kept_at else "",
    )


def lines(context: Context, messages: Iterable[Message]) -> list[Line]:
    """As an agent reads them. ``who`` is the agent's name for an agent's line, else empty: the page has the words."""
    return [
        Line(
            id=each.id,
            kind=each.sender.value,
            who=(each.spoken_by or "") if each.sender is Sender.AGENT else "",
            when=when(context, each.sent_at),
            text=each.text,
            offered=tuple(button["title"] for button in each.buttons),
        )
        for each in messages
    ]


def rules_used(context: Context, card: Card) -> list[RuleShown]:
    """As they were on the day of the first complaint, which decides; today for a chat without a case."""
    working = card.working
    on = working.told_on or working.received_on if working else context.today()
    return [_rule(context, key, on) for key in dict.fromkeys(card.adr_rules)]


def scheme_dates(card: Card) -> list[CaseDate]:
    """The dates of the case that are about the scheme, each with its sum and its grounds."""
    return [each for each in card.working.dates if each.key.startswith(SCHEME)] if card.working else []


def clocks(card: Card) -> list[tuple[Clock, bool, bool]]:
    """Each with whether we are late, and whether its title is the beginning of a sentence that its day ends. A day of
    the scheme is the customer's: nobody here is late for it."""
    keys = [each.key for each in card.working.dates] if card.working else []
    return [
        (
            clock,
            clock.days < 0 and not (clock.done or clock.answered) and not key.startswith((SCHEME, *LIMITS)),
            key.startswith(SCHEME),
        )
        for key, clock in zip(keys, card.clocks, strict=False)
    ]


def version(card: Card) -> str:
    """Changes whenever something else than the transcript would look different on the card."""
    seen = (
        card.conversation.state, card.handoff, card.promise, card.answered, card.status, card.told, card.description,
        card.reach, card.clocks, card.notes, card.files, card.refused,
        card.rung, card.untold, card.passed, card.open_promises, card.authority,
        card.working.version if card.working else 0,
    )  # fmt: skip
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _rule(context: Context, key: str, on: date) -> RuleShown:
    rule = context.rules[key]
    description = " ".join(rule.description.split())
    try:
        value = rule.at(on)
    except RuleMissing:  # it stands for another time only
        return RuleShown(key, description, None)
    # As the working says it: the value may be sure, and the day from which it counts less so.
    standing = context.words.text(f"utter_case_page_standing_{value.start_standing or value.standing}")
    return RuleShown(key, description, value, standing, context.day(value.verified_on))
