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
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import ActionExecuted

ANSWERS = ['/give_details{"answer": "again"}'] * 6 + ['/give_details{"answer": "x"}', "/ask_adr", "/slow"]
ALL = [*ANSWERS, "/stop", "/stop", "/affirm", "/deny", "/greet", "/complain", "/complain", "/nlu_fallback"]


class Pair:
    """The same conversation on two processors: one with the bounded store, one with everything in memory."""

    def __init__(self, engine: Any) -> None:
        self.bounded = engine.processor
        self.unbounded = copy.copy(engine.processor)
        self.unbounded.tracker_store = InMemoryTrackerStore(engine.processor.domain)
        # The overlay's wrapper saves in the processor it was made for.
        self.unbounded.save_tracker = self.unbounded.tracker_store.save

    async def say(self, payload: str) -> None:
        """One turn on both; what they do and what they hold afterwards must be the same."""
        seen = []
        for processor in (self.bounded, self.unbounded):
            parsed = parse_payload(payload, [*processor.domain.intents, "nlu_fallback"], ["answer"])
            channel = CollectingOutputChannel()
            await processor.handle_message(UserMessage(payload, channel, "c1", parse_data=parsed))
            tracker = await processor.tracker_store.retrieve("c1")
            seen.append(
                {
                    "said": [message["text"] for message in channel.messages],
                    "did": self._last_turn(tracker),
                    "slots": tracker.current_slot_values(),
                    "loop": tracker.active_loop and (tracker.active_loop.name, tracker.active_loop.rejected),
                    "latest": (
                        tracker.latest_action_name,
                        tracker.latest_message.intent_name,
                        tracker.is_paused(),
                    ),
                }
            )
        assert seen[0] == seen[1], payload
        assert seen[0]["latest"][0] == "action_listen", payload  # the turn came to its end

    @staticmethod
    def _last_turn(tracker: Any) -> list[tuple[str, str]]:
        turn: list[tuple[str, str]] = []
        for event in reversed(tracker.events):
            if event.type_name == "user":
                break
            if isinstance(event, ActionExecuted):
                turn.append((event.action_name, str(event.policy)))
        return turn


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
    for _ in range(300):
        await pair.say(chance.choice(ANSWERS))
        sizes.append(row(engine))
    assert len((await pair.unbounded.tracker_store.retrieve("c1")).events) > 1500  # so it was worth bounding
    assert max(events for events, _ in sizes) < 2 * MAX_EVENTS
    assert max(size for _, size in sizes[200:]) <= 1.3 * max(size for _, size in sizes[:100])


@pytest.mark.parametrize("seed", [1, 2])
async def test_conversations_at_random_go_on_as_with_the_full_history(engine: Any, seed: int) -> None:
    pair = Pair(engine)
    chance = random.Random(seed)
    for _ in range(150):
        await pair.say(chance.choice(ALL))
    assert row(engine)[0] < 2 * MAX_EVENTS


async def test_a_fold_begins_at_a_turn_and_keeps_the_newest_events_untouched(engine: Any) -> None:
    pair = Pair(engine)
    for payload in ["/complain", *['/give_details{"answer": "again"}'] * 30]:
        await pair.say(payload)
    tracker = await pair.unbounded.tracker_store.retrieve("c1")
    events = list(tracker.events)
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


async def test_an_emptied_slot_with_an_initial_value_stays_empty(engine: Any) -> None:
    pair = Pair(engine)
    await pair.say("/slow")  # turns: 0 -> 1
    for _ in range(KEPT_TURNS + 30):
        await pair.say("/ask_adr")
    assert (await engine.state())["slots"]["turns"] == 1
