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


@dataclass(frozen=True)
class AgentPromise:
    """``what`` was promised for ``due_on``, a London date; ``provider`` is the slug. ``by``: the id of the agent."""

    provider: str
    due_on: date
    what: str
    by: str = ""


def words_promised(events: Iterable[CaseEvent]) -> dict[str, str]:
    """The words by the id of the promise, in one line each."""
    return {
        str(event.data["promise"]): " ".join(str(event.data["what"]).split())
        for event in events
        if event.code == EVENT and event.data.get("promise") and event.data.get("what")
    }


def standing_of(tx: Transaction, case: Case) -> list[AgentPromise]:
    """What people promised for ``case`` and was not settled yet, in order of its days."""
    words = words_promised(tx.cases.events(case.id))
    standing = [
        AgentPromise(each.provider, each.due_on, words[each.id], each.made_by)
        for each in tx.promises.of_case(case.id)
        if each.kind == KIND and each.kept_at is None and each.id in words
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
