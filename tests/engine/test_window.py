"""A bounded conversation means the same to Rasa as an unbounded one."""

import copy
import json
import random
import sqlite3
from typing import Any

import pytest
from engine.incoming import parse_payload
from engine.window import FOLDED, KEPT_EVENTS, KEPT_TURNS, MAX_EVENTS, bounded
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

ANSWERS = ['/give_details{"answer": "again"}'] * 6 + ['/give_details{"answer": "x"}', "/ask_adr", "/slow"]
ALL = [*ANSWERS, "/stop", "/stop", "/affirm", "/deny", "/greet", "/complain", "/complain", "/nlu_fallback"]


class FullHistory(TrackerStore):
    """Every event there ever was of one conversation; saves nothing by itself."""

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self.events: list[Event] = []

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """The conversation with its full history."""
        return DialogueStateTracker.from_events(sender_id, list(self.events), self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep what the last turn added, whatever stands before it."""
        events = list(tracker.events)
        start = (
            max(i for i, event in enumerate(events) if isinstance(event, UserUttered)) if self.events else 0
        )
        self.events += copy.deepcopy(events[start:])


class Pair:
    """One conversation on the bounded store, and beside it what Rasa does with the full history."""

    def __init__(self, engine: Any) -> None:
        self.bounded = copy.copy(engine.processor)
        self.unbounded = copy.copy(engine.processor)
        self.full = self.unbounded.tracker_store = FullHistory(engine.processor.domain)
        self.last: DialogueStateTracker = None
        store = engine.processor.tracker_store

        async def save_both(tracker: DialogueStateTracker) -> None:
            await self.full.save(tracker)
            await store.save(tracker)
            self.last = tracker

        async def keep(tracker: DialogueStateTracker) -> None:
            self.last = tracker

        self.bounded.save_tracker = save_both
        self.unbounded.save_tracker = keep

    async def say(self, payload: str, compare: bool = True) -> None:
        """One turn; with `compare`, both must do the same and hold the same afterwards."""
        seen = [await self._turn(processor, payload) for processor in self._both(compare)]
        assert seen[0] == seen[-1], payload
        assert seen[0]["latest"][0] == "action_listen", payload  # the turn came to its end
        loaded = await self.bounded.tracker_store.retrieve("c1")
        assert loaded.current_slot_values() == seen[0]["slots"], payload

    def _both(self, compare: bool) -> list[Any]:
        # The unbounded first: its turn is thrown away, the bounded one's is kept for both.
        return [self.unbounded, self.bounded] if compare and self.full.events else [self.bounded]

    async def _turn(self, processor: Any, payload: str) -> dict[str, Any]:
        parsed = parse_payload(payload, [*processor.domain.intents, "nlu_fallback"], ["answer"])
        channel = CollectingOutputChannel()
        await processor.handle_message(UserMessage(payload, channel, "c1", parse_data=parsed))
        tracker = self.last
        loop = tracker.active_loop
        return {
            "said": [message["text"] for message in channel.messages],
            "did": _last_turn(tracker),
            "slots": tracker.current_slot_values(),
            "loop": loop and (loop.name, loop.rejected, loop.is_interrupted),
            "latest": (tracker.latest_action_name, tracker.latest_message.intent_name, tracker.is_paused()),
        }


def _last_turn(tracker: DialogueStateTracker) -> list[tuple[str, ...]]:
    """Kind and subject of every event since the customer's message."""
    events = list(tracker.events)
    start = max(i for i, event in enumerate(events) if isinstance(event, UserUttered))
    return [
        (event.type_name, str(getattr(event, "action_name", getattr(event, "key", ""))))
        for event in events[start:]
    ]


def row(engine: Any) -> tuple[int, int]:
    """Number of events and size in bytes of the stored conversation."""
    with sqlite3.connect(engine.trackers) as connection:
        (text,) = connection.execute("SELECT events FROM trackers").fetchone()
    return len(json.loads(text)), len(text)


async def test_a_form_of_300_turns_goes_on_as_with_the_full_history_and_stays_small(engine: Any) -> None:
    pair = Pair(engine)
    chance = random.Random(5)
    await pair.say("/complain")
    sizes = []
    for number in range(300):
        # Rasa takes long over a full history, so not every turn; the last ten without a gap.
        await pair.say(chance.choice(ANSWERS), compare=number % 20 == 0 or number >= 295)
        sizes.append(row(engine))
    assert len(pair.full.events) > 1500  # so it was worth bounding
    assert max(events for events, _ in sizes) < 2 * MAX_EVENTS
    assert max(size for _, size in sizes[200:]) <= 1.3 * max(size for _, size in sizes[:100])


@pytest.mark.parametrize("seed", [1, 2])
async def test_conversations_at_random_go_on_as_with_the_full_history(engine: Any, seed: int) -> None:
    pair = Pair(engine)
    chance = random.Random(seed)
    for number in range(120):
        await pair.say(chance.choice(ALL), compare=number % 3 == 0)
    assert row(engine)[0] < 2 * MAX_EVENTS


async def test_a_fold_begins_at_a_turn_and_keeps_the_newest_events_untouched(engine: Any) -> None:
    pair = Pair(engine)
    for payload in ["/complain", *['/give_details{"answer": "again"}'] * 30]:
        await pair.say(payload)
    events = list(pair.full.events)
    short = bounded(events, engine.processor.domain.slots)
    kept = [event for event in short if not event.metadata.get(FOLDED)]
    assert 0 < len(kept) <= KEPT_EVENTS
    assert kept == events[-len(kept) :]
    assert kept[0].type_name == "user"
    assert all(event.metadata.get(FOLDED) for event in short[: -len(kept)])
    assert not any(event.metadata.get(FOLDED) for event in events)  # the tracker in use is not touched


async def test_a_short_conversation_is_kept_as_it_is(engine: Any) -> None:
    await engine.turn(payload="/complain")
    tracker = await engine.store.retrieve("c1")
    assert bounded(list(tracker.events), engine.processor.domain.slots) == list(tracker.events)


async def test_slots_set_long_ago_and_a_slot_emptied_against_its_initial_value_are_kept(engine: Any) -> None:
    pair = Pair(engine)
    await pair.say("/complain")
    await pair.say('/give_details{"answer": "Ann"}')
    tracker = await engine.store.retrieve("c1")
    tracker.update(SlotSet("turns", None))
    pair.full.events.append(SlotSet("turns", None))
    await engine.store.save(tracker)
    for _ in range(KEPT_TURNS + 30):
        await pair.say("/ask_adr", compare=False)
    slots = (await engine.state())["slots"]
    assert (slots["name"], slots["turns"]) == ("Ann", None)
    assert row(engine)[0] < 2 * MAX_EVENTS
