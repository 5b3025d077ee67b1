"""Which of several complaints a message is about: the one that it names, the one that was spoken of last, or else the
newest that is open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from bot.decisions import reference
from bot.decisions.calendar import london_date
from bot.decisions.records import Case, CaseStatus, Sender
from bot.readers.which_one import which_one
from bot.readers.who import OURS, find_named_reference
from bot.services.context import Context
from bot.services.known_cases import STILL_OPEN
from bot.services.ports import Transaction
from bot.wording import Said

_LAST_LINES: Final = 30


@dataclass(frozen=True)
class Meant:
    """``named``: the message itself names it. ``of``: how many others it might have been (0 where it is beyond doubt);
    the customer is told which one is taken then."""

    case: Case
    named: bool
    of: int = 0


def case_meant(
    tx: Transaction,
    conversation_id: str,
    text: str,
    cases: Sequence[Case],
    statuses: Collection[CaseStatus] | None = None,
) -> Meant | None:
    """Of ``cases`` (oldest first). ``statuses``: only these come into question, unless another is named. ``None`` where
    there is none, or one is named that is not among them."""
    named = find_named_reference(text) if text else None
    if named is not None:
        found = next((each for each in cases if each.reference == named), None)
        return Meant(found, named=True) if found is not None else None
    fitting = [each for each in cases if statuses is None or each.status in statuses]
    if not fitting:
        return None
    if text and (picked := which_one(text, told_of(fitting))) is not None:
        return Meant(fitting[picked], named=True)
    spoken = _spoken_of(tx, conversation_id, {each.reference for each in cases})
    found = next((each for each in fitting if each.reference == spoken), None)
    if found is not None:
        return Meant(found, named=False)
    still_open = [each for each in fitting if each.status in STILL_OPEN]
    likely = still_open or fitting
    newest = sorted(likely, key=lambda each: each.opened_at)[-1]
    return Meant(newest, named=False, of=len(likely) - 1)


def told_of(cases: Sequence[Case]) -> list[tuple[str, date]]:
    """The words and the London day of each: what a customer knows it by."""
    return [(each.description, london_date(each.received_at)) for each in cases]


def which_words(context: Context, meant: Meant) -> list[Said]:
    """Which one is taken, where it might have been another; else nothing."""
    if not meant.of:
        return []
    facts = {"count": meant.of + 1, "reference": meant.case.reference}
    return [context.words.say("utter_which_is_meant", **facts)]


def _spoken_of(tx: Transaction, conversation_id: str, references: Collection[str]) -> str | None:
    """The one complaint that was named last, by either side. An answer of ours that names several names none: then it
    is the one that the customer named before it."""
    lines = tx.messages.newest(conversation_id, _LAST_LINES)
    only_theirs = False
    for theirs, turn in groupby(reversed(lines), key=lambda line: line.sender is Sender.CUSTOMER):
        text = " ".join(line.text for line in turn)
        named = _named_in(text, references) if theirs else [each for each in references if each in text]
        if not named or (only_theirs and not theirs):
            continue
        if len(named) == 1:
            return named[0]
        if theirs:
            return None
        only_theirs = True
    return None


def _named_in(text: str, references: Collection[str]) -> list[str]:
    """Those of ``references`` that a customer typed, however they wrote them."""
    typed = {reference.normalise(each[0]) for each in OURS.finditer(text)}
    return [each for each in references if each in typed or each in text]
