"""What the assistant did not understand, read from the chats that are kept: what it said to it tells which they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.decisions.calendar import london_date
from bot.decisions.phrases import Missed, top_phrases
from bot.decisions.report import week_of
from bot.services.context import Context
from bot.services.ports import Transaction

_SAID = ("utter_not_understood",)
_SAID_AT_A_QUESTION = "utter_missed_"


@dataclass(frozen=True)
class NotUnderstood:
    """``by_week``: messages by the Monday of their week. ``phrases``: what several chats hold alike, masked."""

    by_week: dict[date, int]
    phrases: tuple[tuple[str, int], ...]

    @property
    def in_all(self) -> int:
        return sum(self.by_week.values())


def not_understood(context: Context, tx: Transaction, provider: str, since: datetime) -> NotUnderstood:
    """Only lines of chats that were not deleted: the words of those are gone."""
    missed = tx.reports.missed(provider, since, sorted(_texts(context)))
    rule = context.rules.at("report_phrases", context.today()).value
    by_week = Counter(week_of(london_date(at)) for at, _ in missed)
    return NotUnderstood(dict(by_week), top_phrases(_told(each for _, each in missed), **rule))


def _told(missed: Iterable[Missed]) -> list[Missed]:
    return [each for each in missed if each.text.strip()]


def _texts(context: Context) -> set[str]:
    keys = context.words.keys()
    said = [key for key in keys if key in _SAID or key.startswith(_SAID_AT_A_QUESTION)]
    return {context.words.text(key) for key in said}
