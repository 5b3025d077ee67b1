"""The chat as a stream of server-sent events, read with ``fetch``: ``EventSource`` could send no token.

The database is the truth and bells are only hints, as with the long poll. An event's ``id`` is the id of the last
message told by then, so that ``Last-Event-ID`` says where to go on: every message comes once, in order. ``turn_done``
follows the last line that answers. A new stream begins with what it may have missed: ``state`` and ``typing`` as they
are now, and ``turn_done`` once more where the stream before may have broken off between an answer and it; hearing
those twice changes nothing.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from bot.decisions.errors import FirstlineError
from bot.decisions.records import ConversationState, Message, Sender, Turn
from bot.web.chat_api import LARGEST_ID, TURNS_LOOKED_BACK, Recognised, shown
from bot.web.deps import Web, web_of

PING_SECONDS = 15
"""A comment this often, so that proxies keep the line open and a client knows a dead one."""
RETRY_MS = 1000
PAGE = 200

router = APIRouter()


@router.get(
    "/api/conversations/{conversation_id}/events",
    tags=["chat"],
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "Events: message, state, typing, turn_done",
            "content": {"text/event-stream": {}},
        }
    },
)
async def events(
    request: Request, conversation: Recognised, last_event_id: Annotated[str, Header()] = ""
) -> EventSourceResponse:
    """The chat as it happens: ``message``, ``state {state}``, ``typing {on}``, ``turn_done {in_reply_to, ok}``.

    ``Last-Event-ID`` is the id of the last event that arrived; without it (or with what is no id) all is told.
    """
    asked = last_event_id.strip()
    after = min(int(asked), LARGEST_ID) if asked.isascii() and asked.isdecimal() and len(asked) < 12 else 0
    return EventSourceResponse(_tell(web_of(request), conversation.id, after), ping=PING_SECONDS, sep="\n")


async def _tell(web: Web, conversation_id: str, after: int) -> AsyncIterator[ServerSentEvent]:
    """Ends when the process stops, when the customer deletes the chat, or when the store fails: the client comes
    back."""
    told = _Told(after)
    yield ServerSentEvent(retry=RETRY_MS)
    while not web.bells.closing:
        with web.bells.listen(conversation_id) as bell:
            try:
                seen = await asyncio.to_thread(_look, web, conversation_id, told.last)
            except FirstlineError:
                return
            for event in told.news(seen):
                yield event
            if seen.deleted:
                return
            if len(seen.fresh) == PAGE:
                continue
            try:
                await asyncio.wait_for(bell.wait(), web.limits.look_seconds)
            except TimeoutError:
                continue


@dataclass(frozen=True)
class _Seen:
    """One look: ``fresh`` lines, the ``earlier`` ones whose turns may have ended, and how things stand."""

    fresh: list[Message]
    earlier: list[Message]
    pending: frozenset[int]
    state: ConversationState
    typing: bool
    deleted: bool


def _look(web: Web, conversation_id: str, after: int) -> _Seen:
    with web.deps.store.read() as transaction:
        conversation = transaction.conversations.get(conversation_id)
        fresh = transaction.messages.after(conversation_id, after, PAGE)
        start = max(0, after - TURNS_LOOKED_BACK)
        earlier = transaction.messages.after(conversation_id, start, after - start) if after > start else []
        pending = frozenset(line.id for line in transaction.messages.pending(conversation_id))
    typing = bool(pending) and web.turns.is_thinking(conversation_id)
    deleted = conversation.deleted_at is not None
    return _Seen(
        fresh, [line for line in earlier if line.id <= after], pending, conversation.state, typing, deleted
    )


@dataclass
class _Told:
    """What one stream has said so far."""

    last: int
    state: ConversationState | None = None
    typing: bool | None = None
    open: set[int] | None = None
    turns: set[int] = field(default_factory=set)

    def news(self, seen: _Seen) -> list[ServerSentEvent]:
        """The events of this look, and they count as told."""
        found: list[ServerSentEvent] = []
        lines = {line.id: line for line in [*seen.earlier, *seen.fresh]}
        ends = _ends([*seen.earlier, *seen.fresh])
        if self.open is None:  # the first look: what may have been lost with the stream before
            self.open = {
                id for id, end in ends.items() if end >= self.last and id <= self.last
            } | seen.pending
        for line in seen.fresh:
            found.append(self._event("message", _message(line), line.id))
            if line.turn is not None:
                self.open.add(line.id)
            done = [id for id, end in ends.items() if end == line.id]
            found += self._turns(done, lines, seen.pending)
        found += self._turns(sorted(id for id in self.open if id <= self.last), lines, seen.pending)
        if seen.state is not self.state:
            self.state = seen.state
            found.append(self._event("state", {"state": seen.state.value}))
        if seen.typing is not self.typing:
            self.typing = seen.typing
            found.append(self._event("typing", {"on": seen.typing}))
        return found

    def _turns(
        self, ids: list[int], lines: dict[int, Message], pending: frozenset[int]
    ) -> list[ServerSentEvent]:
        found = []
        for id in ids:
            line = lines.get(id)
            if (
                self.open is None
                or id not in self.open
                or id in pending
                or line is None
                or line.turn is Turn.PENDING
            ):
                continue
            self.open.discard(id)
            if id not in self.turns:
                self.turns.add(id)
                found.append(self._event("turn_done", {"in_reply_to": id, "ok": line.turn is Turn.DONE}))
        return found

    def _event(self, name: str, data: dict[str, Any], id: int | None = None) -> ServerSentEvent:
        self.last = self.last if id is None else id
        return ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name, id=str(self.last))


def _ends(lines: list[Message]) -> dict[int, int]:
    """For each message of the customer, the id of the last line that answers it; its own where none does."""
    ends = {line.id: line.id for line in lines if line.sender is Sender.CUSTOMER}
    for line in lines:
        if line.in_reply_to in ends:
            ends[line.in_reply_to] = line.id
    return ends


def _message(line: Message) -> dict[str, Any]:
    return shown(line).model_dump(mode="json")
