"""Something dated that a person promised a customer: the row has the day, and an event of the case has the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.decisions.records import Case, CaseEvent
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.wording import Said

KIND: Final = "agent.promise"
EVENT: Final = "agent.promised"
"""Its data: ``what`` (the words), ``due_on`` (ISO day), ``promise`` (the id of the row)."""
MOVED: Final = "promise.moved"
"""Its data: ``promise`` (the id of the row from before), ``new`` (of the one in its place), ``due_on``, ``why``."""
KEPT: Final = "promise.kept"
"""Its data: ``promise``, ``how`` it was kept."""


@dataclass(frozen=True)
class AgentPromise:
    """``what`` was promised for ``due_on``, a London date; ``provider`` is the slug. ``by``: the id of the agent."""

    provider: str
    due_on: date
    what: str
    by: str = ""


def words_promised(events: Iterable[CaseEvent]) -> dict[str, str]:
    """The words by the id of the promise, in one line each. One that was moved keeps its words under its new id."""
    words: dict[str, str] = {}
    for event in events:
        data = event.data
        if event.code == EVENT and data.get("promise") and data.get("what"):
            words[str(data["promise"])] = " ".join(str(data["what"]).split())
        elif event.code == MOVED and str(data.get("promise")) in words:
            words[str(data.get("new"))] = words[str(data["promise"])]
    return words


@dataclass(frozen=True)
class MovedPromise:
    """Why a promise comes later than was told, in one line, and the London date that it has now."""

    why: str
    due_on: date


def moves(events: Iterable[CaseEvent]) -> dict[str, MovedPromise]:
    """The promises that a person gave another day, by the id of the one from before."""
    return {
        str(event.data["promise"]): MovedPromise(
            " ".join(str(event.data.get("why", "")).split()), date.fromisoformat(event.data["due_on"])
        )
        for event in events
        if event.code == MOVED and event.data.get("promise") and event.data.get("due_on")
    }


def standing_of(tx: Transaction, case: Case) -> list[AgentPromise]:
    """What people promised for ``case`` and was not settled yet, in order of its days."""
    words = words_promised(tx.cases.events(case.id))
    standing = [
        AgentPromise(each.provider, each.due_on, words[each.id], each.made_by)
        for each in tx.promises.of_case(case.id)
        if each.kind == KIND and each.kept_at is None and each.moved_to is None and each.id in words
    ]
    return sorted(standing, key=lambda each: each.due_on)


def promise_words(context: Context, promise: AgentPromise) -> Said:
    """The promise, said again to the customer."""
    return context.words.say(
        "utter_promised_before",
        provider=context.provider(promise.provider).name,
        day=context.day(promise.due_on),
        what=promise.what,
    )
