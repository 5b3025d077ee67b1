"""One turn: a message in, the answer out; in order, to its end, and all or nothing."""

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from engine.errors import RequestError, StoreError
from engine.incoming import customer_text, parse_payload
from engine.logs import describe
from engine.overlay import TurnWatch, watch_turn
from engine.tracker_store import WindowedTrackerStore

CHANNEL = "firstline"
QUESTION = "question"
FIRST_QUESTION = "first_question"
MAX_WAITING = 64
"""Messages of one conversation that may wait for their turn; the web app sends them one after the other."""

logger = logging.getLogger("engine.turns")


@dataclass(frozen=True)
class Turn:
    """What is to be answered. Exactly one of `text` (a customer's) and `payload` (a button's) is given."""

    conversation_id: str
    message_id: str
    text: str | None
    payload: str | None
    metadata: dict[str, Any]


class TurnChannel(OutputChannel):
    """Collects what the bot says: one entry for one utterance.

    Rasa's own collecting channel makes several of one: a text is split at blank lines, and its custom part
    set apart.
    """

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The name by which responses can be varied in domain.yml."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Called by Rasa for each utterance; other keys it may have are for other channels."""
        self.messages.append(
            {
                "text": message.get("text"),
                "buttons": [
                    {"title": button.get("title"), "payload": button.get("payload")}
                    for button in message.get("buttons") or []
                ],
                "custom": message.get("custom") or None,
            }
        )


@dataclass
class _Queue:
    """The turns of one conversation; kept only while there are any."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Turns:
    """Runs turns on a loaded processor."""

    def __init__(self, processor: MessageProcessor, store: WindowedTrackerStore) -> None:
        self._processor = processor
        self._store = store
        self._queues: dict[str, _Queue] = {}
        self._tasks: set[asyncio.Task[dict[str, Any]]] = set()

    async def run(self, turn: Turn) -> dict[str, Any]:
        """The body of the answer to `POST /turn`. A turn once begun goes on when the caller goes away.

        Raises:
            RequestError: an empty or too long text, a bad payload, or too many turns waiting.
        """
        message = self._message(turn)
        # A task of its own, which the set keeps alive: a disconnect cancels the waiting, not the work.
        task = asyncio.get_running_loop().create_task(self._in_order(turn, message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def state(self, conversation_id: str) -> dict[str, Any] | None:
        """Slots and form as they were after the last turn that succeeded; None if there was none."""
        tracker = await self._store.retrieve(conversation_id)
        return None if tracker is None else _state(tracker)

    async def forget(self, conversation_id: str) -> bool:
        """Delete the conversation when its turns under way are done. False if there was none."""
        async with self._queued(conversation_id):
            return await self._store.delete(conversation_id)

    async def drain(self, seconds: float) -> None:
        """Let the turns under way end; what takes longer is given up, and is then not saved."""
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=seconds)
            for task in late:
                task.cancel()

    def _message(self, turn: Turn) -> UserMessage:
        metadata = {**turn.metadata, "message_id": turn.message_id}
        given: dict[str, Any] = {
            "sender_id": turn.conversation_id,
            "message_id": turn.message_id,
            "input_channel": CHANNEL,
            "metadata": metadata,
        }
        if turn.payload is None:
            return UserMessage(customer_text(turn.text or ""), TurnChannel(), **given)
        domain = self._processor.domain
        parsed = parse_payload(turn.payload, domain.intents, domain.entities)
        return UserMessage(parsed["text"], TurnChannel(), parse_data=parsed, **given)

    async def _in_order(self, turn: Turn, message: UserMessage) -> dict[str, Any]:
        async with self._queued(turn.conversation_id):
            began = time.monotonic()
            answer = await self._answer(message)
            error = answer["error"] or {"code": "ok", "id": "-"}
            logger.info(
                "turn conversation=%.8s message=%.36s ms=%.0f result=%s error_id=%s",
                turn.conversation_id,
                turn.message_id,
                (time.monotonic() - began) * 1000,
                error["code"],
                error["id"],
            )
            return answer

    @contextlib.asynccontextmanager
    async def _queued(self, conversation_id: str) -> AsyncIterator[None]:
        """First come, first served (asyncio's locks are fair), one at a time for one conversation."""
        queue = self._queues.setdefault(conversation_id, _Queue())
        if queue.waiting >= MAX_WAITING:
            raise RequestError(429, "busy")
        queue.waiting += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.waiting -= 1
            if not queue.waiting:
                del self._queues[conversation_id]

    async def _read_question(self, message: UserMessage) -> None:
        """The part of a message that asks something (`metadata.question`, a text) is read by itself: the whole is often
        heard as the story around it. The actions find its intent and topic in the text's place. Of two questions the
        first is in `metadata.first_question`."""
        for key in (QUESTION, FIRST_QUESTION):
            asked = (message.metadata or {}).get(key)
            if not isinstance(asked, str) or not asked.strip():
                continue
            parsed = await self._processor.parse_message(UserMessage(customer_text(asked)))
            message.metadata[key] = {
                "text": parsed["text"],
                "intent": parsed["intent"],
                "topic": parsed.get("topic"),
            }

    async def _answer(self, message: UserMessage) -> dict[str, Any]:
        with watch_turn() as watch:
            try:
                if message.parse_data is None:
                    message.parse_data = await self._processor.parse_message(message)
                    await self._read_question(message)
                await self._processor.handle_message(message)
            except Exception as error:
                logger.error("turn failed: %s", describe(error))
                return _failed("store_failed" if isinstance(error, StoreError) else "engine_failed", None)
        if watch.failures:
            return _failed(*_first_known(watch))
        intent = message.parse_data["intent"]
        return {
            "messages": message.output_channel.messages,
            "ok": True,
            "error": None,
            "intent": {"name": intent["name"], "confidence": round(float(intent["confidence"]), 4)},
        }


def _first_known(watch: TurnWatch) -> "tuple[str, str | None]":
    """The first failure is the cause; the id may be known only to one that wraps it."""
    ids = [failure.error_id for failure in watch.failures if failure.error_id]
    return watch.failures[0].code, ids[0] if ids else None


def _failed(code: str, error_id: str | None) -> dict[str, Any]:
    error = {"code": code, "id": error_id or uuid.uuid4().hex[:12]}
    return {"messages": [], "ok": False, "error": error, "intent": None}


def _state(tracker: DialogueStateTracker) -> dict[str, Any]:
    latest = tracker.latest_message
    return {
        "slots": tracker.current_slot_values(),
        "active_loop": tracker.active_loop_name,
        "requested_slot": tracker.get_slot("requested_slot"),
        "latest_intent": latest.intent_name if latest else None,
        "events": len(tracker.events),
    }
