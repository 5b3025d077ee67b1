"""The stream of events: every message once, in order, however often the line breaks."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from bot.decisions.records import ConversationState, Message, Sender
from bot.services.ports import Store
from tests.web.house import Customer, FakeEngine, House, deps_for, now, providers, running

Event = tuple[str, int, dict[str, Any]]
SEED = 20261127


def events(customer: Customer, after: int | None = None) -> Iterator[Event]:
    """Name, id and data of what comes; ends when the server ends it. Closing the generator cuts the line."""
    headers = {**customer.headers, **({} if after is None else {"Last-Event-ID": str(after)})}
    with (
        httpx.Client(base_url=customer.client.base_url, timeout=20, trust_env=False) as client,
        client.stream("GET", f"{customer.path}/events", headers=headers) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield from parsed(answer.iter_lines())


def parsed(lines: Iterator[str]) -> Iterator[Event]:
    found: dict[str, str] = {}
    for line in lines:
        if not line and "data" in found:
            yield found["event"], int(found["id"]), json.loads(found["data"])
            found = {}
        elif ":" in line and not line.startswith(":"):
            name, _, value = line.partition(":")
            found[name] = value.strip()


def until_quiet(stream: Iterator[Event], wanted: str) -> list[Event]:
    """All up to and with the first event called ``wanted``."""
    found = []
    for event in stream:
        found.append(event)
        if event[0] == wanted:
            return found
    raise AssertionError(f"The stream ended without {wanted}.")


def first(stream: Iterator[Event], wanted: str) -> dict[str, Any]:
    return until_quiet(stream, wanted)[-1][2]


def write(house: House, customer: Customer, count: int, sender: Sender = Sender.AGENT) -> None:
    for number in range(count):
        with house.store.write() as transaction:
            transaction.messages.add(
                Message(customer.id, 0, sender, f"line {number}", now(), spoken_by="Priya")
            )
            transaction.commit()


def test_a_stream_tells_the_lines_then_how_things_stand(customer: Customer) -> None:
    found = until_quiet(events(customer), "typing")
    assert [name for name, _, _ in found] == ["message", "state", "typing"]
    assert found[0][2]["text"] == "I'm a bot for Netservers."
    assert [button["title"] for button in found[0][2]["buttons"]] == ["Make a complaint"]
    assert (found[1][2], found[2][2]) == ({"state": "bot"}, {"on": False})
    assert '"payload"' not in json.dumps(found)


def test_a_turn_is_typing_then_its_answer_then_done(customer: Customer, engine: FakeEngine) -> None:
    engine.gate.clear()
    stream = events(customer)
    until_quiet(stream, "typing")
    id = customer.say("My broadband is down")
    before = until_quiet(stream, "typing")
    assert before[-1][2] == {"on": True}
    engine.gate.set()
    found = until_quiet(stream, "typing")
    assert [name for name, _, _ in found] == ["message", "turn_done", "typing"]
    assert found[0][2]["in_reply_to"] == id
    assert found[1][2] == {"in_reply_to": id, "ok": True}
    assert found[2][2] == {"on": False}


def test_a_change_of_state_arrives_and_the_name_of_the_person(house: House, customer: Customer) -> None:
    stream = events(customer)
    until_quiet(stream, "typing")
    with house.store.write() as transaction:
        transaction.conversations.set_state(customer.id, ConversationState.HUMAN)
        transaction.commit()
    assert first(stream, "state") == {"state": "human"}
    write(house, customer, 1)
    assert first(stream, "message")["spoken_by"] == "Priya"


def test_ids_never_fall_and_a_stream_goes_on_after_the_one_named(house: House, customer: Customer) -> None:
    write(house, customer, 9)
    found = until_quiet(events(customer), "typing")
    ids = [id for _, id, _ in found]
    assert ids == sorted(ids)
    rest = [data["id"] for name, _, data in until_quiet(events(customer, 7), "typing") if name == "message"]
    assert rest == [8, 9, 10]


@pytest.mark.parametrize("odd", ["", "x", "-3", "9" * 40, "1.5", "²"])
def test_an_odd_id_does_not_break_the_stream(customer: Customer, odd: str) -> None:
    headers = {**customer.headers, "Last-Event-ID": odd.encode()}
    with customer.client.stream("GET", f"{customer.path}/events", headers=headers) as answer:  # type: ignore[arg-type]
        found = until_quiet(parsed(answer.iter_lines()), "typing")
    assert [name for name, _, _ in found] == ["message", "state", "typing"]


def test_a_stream_needs_the_token(customer: Customer) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        answer = customer.client.get(f"{customer.path}/events", headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_allowed")


def test_a_done_turn_that_was_lost_with_the_line_is_told_again(customer: Customer) -> None:
    id = customer.say("Nine days")
    customer.wait_for(id)
    [answer] = customer.answers_to(id)
    found = until_quiet(events(customer, answer["id"]), "typing")
    assert ("turn_done", answer["id"], {"in_reply_to": id, "ok": True}) in found
    assert [name for name, _, _ in found if name == "message"] == []


def test_a_history_longer_than_a_page_comes_whole(house: House, customer: Customer) -> None:
    write(house, customer, 450)
    found = [data["id"] for name, _, data in until_quiet(events(customer), "typing") if name == "message"]
    # The first look tells a page and how things stand; the rest follows.
    stream = events(customer)
    found = []
    while len(found) < 451:
        name, _, data = next(stream)
        if name == "message":
            found.append(data["id"])
    assert found == list(range(1, 452))


def test_two_hundred_posts_of_forty_keys_are_forty_messages(customer: Customer) -> None:
    def post(number: int) -> int:
        return customer.post({"text": f"line {number % 40}"}, f"key-{number % 40}").status_code

    with ThreadPoolExecutor(5) as pool:
        statuses = list(pool.map(post, [key for key in range(40) for _ in range(5)]))
    assert set(statuses) == {202}
    assert sorted(customer.texts("customer")) == sorted(f"line {number}" for number in range(40))
    customer.wait_for(customer.lines("customer")[-1]["id"])


def test_a_stream_cut_fifty_times_in_five_hundred_events_loses_none_and_repeats_none(
    house: House, customer: Customer
) -> None:
    chance = random.Random(SEED)
    writer = threading.Thread(target=write, args=(house, customer, 499))
    writer.start()
    seen: list[int] = []
    cuts = 0
    while len(seen) < 500:
        stream = events(customer, seen[-1] if seen else None)
        stay = chance.randint(1, 16) if cuts < 50 else 500
        for name, id, data in stream:
            if name != "message":
                continue
            assert id == data["id"]
            seen.append(id)
            stay -= 1
            if stay <= 0 or len(seen) == 500:
                break
        stream.close()  # type: ignore[attr-defined]
        cuts += 1
    writer.join()
    assert cuts >= 50
    assert seen == list(range(1, 501))


def test_a_shutdown_ends_streams_at_once(store: Store, engine: FakeEngine) -> None:
    with running(deps_for(store, engine)) as house:
        stream = events(house.open())
        until_quiet(stream, "typing")
        began = time.monotonic()
        house.stop()
        assert list(stream) == []
        assert time.monotonic() - began < 3


def test_a_stream_of_a_deleted_chat_says_closed_and_ends(customer: Customer) -> None:
    stream = events(customer)
    until_quiet(stream, "typing")
    assert customer.client.delete(customer.path, headers=customer.headers).status_code == 200
    found = list(stream)
    assert found[-1][0::2] == ("state", {"state": "closed"})


def test_a_named_origin_may_stream_resume_and_delete(store: Store, engine: FakeEngine) -> None:
    origin = "https://support.netservers.example"
    known = {**providers()}
    known["netservers"] = known["netservers"].model_copy(update={"origins": [origin]})
    with running(deps_for(store, engine, providers=known)) as house:
        customer = house.open()
        for method, header in (("GET", "authorization, last-event-id"), ("DELETE", "authorization")):
            preflight = {
                "Origin": origin,
                "Access-Control-Request-Method": method,
                "Access-Control-Request-Headers": header,
            }
            answer = house.client.options(f"{customer.path}/events", headers=preflight)
            assert answer.status_code == 200, answer.text
            assert answer.headers["access-control-allow-origin"] == origin
