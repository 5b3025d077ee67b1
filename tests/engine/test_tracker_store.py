"""The store: durable, private, and never silently empty."""

import asyncio
import stat
from pathlib import Path
from typing import Any

import pytest
from engine.errors import ConfigError, StoreError
from engine.tracker_store import WindowedTrackerStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.utils.endpoints import EndpointConfig


async def test_a_restart_keeps_slots_and_form(engine: Any) -> None:
    await engine.turn(payload="/complain")
    await engine.turn("my name is Ann Example")
    before = await engine.state()
    engine.store.close()
    engine.processor.tracker_store = engine.turns._store = engine.open_store()
    assert await engine.state() == before
    assert (await engine.turn("the line is dead"))["messages"][-1]["text"] == "wish?"
    assert (await engine.state())["slots"]["name"] == "my name is Ann Example"


async def test_what_was_saved_is_on_the_disk_when_save_returns(engine: Any) -> None:
    await engine.turn(payload="/complain")
    other = engine.open_store()
    tracker = await other.retrieve("c1")
    assert tracker.active_loop_name == "complaint_form"
    other.close()


async def test_an_unknown_conversation_is_none_and_reading_creates_nothing(engine: Any) -> None:
    assert await engine.store.retrieve("nobody") is None
    tracker = await engine.store.get_or_create_tracker("nobody")
    assert tracker.sender_id == "nobody"
    assert list(await engine.store.keys()) == []


@pytest.mark.parametrize("row", ["{", "[1]", '[{"event": "no_such_event"}]', '[{"name": "x"}]', '{"a": 1}'])
async def test_a_row_that_cannot_be_read_raises_and_quotes_nothing(engine: Any, row: str) -> None:
    await engine.turn(payload="/complain")
    engine.store._connection.execute("UPDATE trackers SET events = ?", (row,))
    with pytest.raises(StoreError, match="cannot be read") as failed:
        await engine.store.retrieve("c1")
    assert "no_such_event" not in str(failed.value)


async def test_a_disk_error_raises_on_reading_writing_and_deleting(engine: Any) -> None:
    await engine.turn(payload="/complain")
    tracker = await engine.store.retrieve("c1")
    engine.store._connection.execute("DROP TABLE trackers")
    for failing in (
        engine.store.retrieve("c1"),
        engine.store.save(tracker),
        engine.store.delete("c1"),
        engine.store.keys(),
    ):
        with pytest.raises(StoreError):
            await failing


async def test_the_last_of_many_saves_wins_and_others_are_untouched(engine: Any) -> None:
    trackers = [await engine.store.create_tracker(f"c{number}") for number in range(5)]
    for round_ in range(4):
        for tracker in trackers:
            tracker.update(SlotSet("name", f"{tracker.sender_id} {round_}"))
        await asyncio.gather(*(engine.store.save(tracker) for tracker in trackers))
    for tracker in trackers:
        assert (await engine.store.retrieve(tracker.sender_id)).get_slot("name") == f"{tracker.sender_id} 3"


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    WindowedTrackerStore(path=str(tmp_path / "t.sqlite")).close()
    assert stat.S_IMODE((tmp_path / "t.sqlite").stat().st_mode) == 0o600


def test_a_wrong_configuration_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="ENGINE_TRACKERS"):
        WindowedTrackerStore(path="")
    with pytest.raises(ConfigError, match=r"tracker_store\.path"):
        WindowedTrackerStore(path=str(tmp_path / "no" / "folder" / "t.sqlite"))
    with pytest.raises(ConfigError, match="event_broker"):
        WindowedTrackerStore(path=str(tmp_path / "t.sqlite"), event_broker=object())


def test_rasa_finds_the_store_by_the_name_in_endpoints_yml(tmp_path: Path) -> None:
    section = EndpointConfig(
        type="engine.tracker_store.WindowedTrackerStore", path=str(tmp_path / "t.sqlite")
    )
    store = TrackerStore.create(section, domain=Domain.empty())
    assert type(store) is WindowedTrackerStore
    store.close()
