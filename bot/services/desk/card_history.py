"""What came before on a card: how a complaint came that was no chat, who answered earlier, and all that was done."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from bot.decisions.calendar import in_london, london_date
from bot.decisions.records import AuditEntry, Case, CaseEvent, Conversation
from bot.services.context import Context
from bot.services.desk.log_complaint import CHANNELS, LOGGED
from bot.services.desk.reply_promise import UNASKED, ReplyPromise, reply_promise
from bot.services.ports import Transaction

_HANDED_BACK: Final = "handoff.handed_back"
_CLOSED: Final = "conversation.closed"
_TOGETHER: Final = timedelta(seconds=2)
"""An event of a case and its entry in the trail are written in one unit of work, one right after the other."""
_NO_REASON: Final = ("asked", UNASKED)


@dataclass(frozen=True)
class Said:
    """A note of a colleague's, or a line of the audit trail with its facts, in London time."""

    who: str
    when: str
    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Logged:
    """A complaint that an agent logged. ``channel`` as ``log_complaint`` names it; days in words, ``posted`` only of
    what was posted or written on another day; ``by`` and ``at``: who logged it, and when in London time."""

    channel: str
    received: str
    posted: str | None
    by: str
    at: str


@dataclass(frozen=True)
class Answered:
    """A request for a person that is over. ``asked`` is false for a chat that an agent joined unasked; ``reason`` is
    why they asked, where it is more than that they did. ``by`` is the name of who had it last, empty if nobody did;
    instants are in London time. ``agreed`` is what was agreed."""

    asked: bool
    reason: str | None
    asked_at: str
    by: str
    ended: Literal["handed_back", "closed", "otherwise"]
    ended_at: str
    agreed: str | None
    promise: ReplyPromise


def logged(context: Context, events: Iterable[CaseEvent]) -> Logged | None:
    """How it came, or ``None`` for a complaint of a chat or a form, whoever logged it."""
    ours = (each for each in events if each.code == LOGGED and each.data.get("channel") in CHANNELS)
    event = next(ours, None)
    if event is None:
        return None
    posted = event.data.get("posted_on")
    return Logged(
        channel=str(event.data.get("channel", "")),
        received=context.day(date.fromisoformat(str(event.data["received_on"]))),
        posted=context.day(date.fromisoformat(posted)) if posted else None,
        by=str(event.data.get("agent", "")),
        at=when(context, event.at),
    )


def answered(context: Context, tx: Transaction, conversation: Conversation) -> list[Answered]:
    """Every request for a person of this chat that is over, oldest first."""
    entries = tx.audit.of(f"conversation:{conversation.id}")
    over = [
        (handoff, handoff.closed_at, _ended(entries, handoff.closed_at))
        for handoff in tx.handoffs.of_conversation(conversation.id)
        if handoff.closed_at is not None
    ]
    # The chat keeps the last agreement only; what was agreed before stands in its lines.
    last_back = max((closed_at for _, closed_at, ended in over if ended == "handed_back"), default=None)
    return [
        Answered(
            asked=handoff.reason != UNASKED,
            reason=None
            if handoff.reason in _NO_REASON
            else context.words.text(f"utter_reason_{handoff.reason}"),
            asked_at=when(context, handoff.requested_at),
            by=name_of(tx, handoff.claimed_by),
            ended=ended,
            ended_at=when(context, closed_at),
            agreed=conversation.agreed if closed_at == last_back else None,
            promise=reply_promise(context, tx, handoff),
        )
        for handoff, closed_at, ended in over
    ]


def _ended(entries: Iterable[AuditEntry], at: datetime) -> Literal["handed_back", "closed", "otherwise"]:
    """How a request ended ``at`` that instant."""
    then = {each.action for each in entries if each.at == at}
    return "handed_back" if _HANDED_BACK in then else "closed" if _CLOSED in then else "otherwise"


def trail(
    context: Context, tx: Transaction, conversation_id: str, case: Case | None, events: Iterable[CaseEvent]
) -> list[Said]:
    """All that was done with the chat and with its case, oldest first; what was offered or promised with its words."""
    entries = tx.audit.of(f"conversation:{conversation_id}")
    said: dict[str, deque[CaseEvent]] = defaultdict(deque)
    for event in events:
        said[event.code].append(event)  # two of an instant follow each other as their entries do
    if case is not None:
        entries = sorted([*entries, *tx.audit.of(f"case:{case.id}")], key=lambda entry: entry.id)
    return [
        Said(
            name_of(tx, entry.agent_id),
            when(context, entry.at),
            entry.action,
            {**_words_of(said[entry.action], entry.at), **entry.data},
        )
        for entry in entries
    ]


def _words_of(events: deque[CaseEvent], at: datetime) -> Mapping[str, Any]:
    """The data of the event that was written together with an entry of ``at``: the clock goes on between the two.
    Events before it that no entry belongs to are passed over."""
    while events and events[0].at < at - _TOGETHER:
        events.popleft()
    return events.popleft().data if events and events[0].at <= at + _TOGETHER else {}


def name_of(tx: Transaction, agent_id: str | None) -> str:
    """Empty for nobody, and for somebody who is not known any more."""
    agent = tx.agents.get(agent_id) if agent_id else None
    return agent.name if agent else ""


def when(context: Context, at: datetime) -> str:
    """Such as "Monday 23 November, 10:00"."""
    return f"{context.day(london_date(at))}, {in_london(at):%H:%M}"
