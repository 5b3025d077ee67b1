"""What becomes of the letter at the end of the wait of one case, as an agent sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.decisions.clocks import is_wanted, must_be_sent
from bot.decisions.records import Agent, CaseEvent
from bot.services.clocks.adr_letter import NOT_SENT, STOPPED, draft_of, letter_state
from bot.services.context import Context
from bot.services.desk.permission import NotYours, must

Stand = Literal["planned", "drafted", "due", "stopped", "has_letter", "none"]


@dataclass(frozen=True)
class LetterPlan:
    """``due``: it goes today, or should have gone. ``has_letter``: they have one, since ``day``. ``none``: the
    complaint needs none, or the scheme alone can say from when. ``stuck``: why it could not go. ``stopped_by``,
    ``why``: who stopped it. ``draft``: the id of the letter that waits."""

    reference: str
    provider: str
    stand: Stand
    day: str
    stuck: str = ""
    stopped_by: str = ""
    why: str = ""
    draft: str = ""


def letter_plan(context: Context, agent: Agent, reference: str) -> LetterPlan:
    """Raises ``NotYours``."""
    with context.store.read() as tx:
        case = tx.cases.by_reference(reference)
        if case is None:
            raise NotYours("There is nothing here that you may see.")
        must(agent, case.provider)
        state, events = letter_state(context, tx, case), tx.cases.events(case.id)
        draft = draft_of(tx, case)
    today, stopped, stuck = context.today(), _last(events, STOPPED), _last(events, NOT_SENT)
    stand: Stand = "none"
    if state.letter_on is not None:
        stand = "has_letter"
    elif state.stopped and state.ends_on is not None:
        stand = "stopped"
    elif is_wanted(state):
        stand = "due" if must_be_sent(state, today) else "drafted" if draft else "planned"
    day = state.letter_on or state.ends_on
    return LetterPlan(
        reference=case.reference,
        provider=context.provider(case.provider).name,
        stand=stand,
        day=context.day(day) if day else "",
        stuck=str(stuck.data.get("why", "")) if stuck and stand == "due" else "",
        stopped_by=str(stopped.data.get("agent", "")) if stopped and stand == "stopped" else "",
        why=str(stopped.data.get("why", "")) if stopped and stand == "stopped" else "",
        draft=draft.id if draft else "",
    )


def _last(events: list[CaseEvent], code: str) -> CaseEvent | None:
    return next((each for each in reversed(events) if each.code == code), None)
