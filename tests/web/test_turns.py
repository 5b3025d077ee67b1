"""A turn that does not work costs nothing: words, nothing lost, and the answer when it works again."""

from __future__ import annotations

import contextlib
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic, sleep

import httpx
import pytest

from bot.decisions.records import ConversationState, Message, Sender
from bot.services.ports import Store
from bot.services.run_turn import MAX_FAILURES
from bot.web.limits import Limits
from tests.support.waiting import until
from tests.web.house import QUICK, Customer, FakeEngine, House, deps_for, now, running


def test_with_the_engine_down_there_are_words_and_the_message_waits(
    customer: Customer, engine: FakeEngine
) -> None:
    engine.down = True
    id = customer.say("My line is dead")
    until(lambda: bool(customer.answers_to(id)), "words")
    [notice] = customer.answers_to(id)
    assert notice["sender"] == "system"
    for needed in ("not working", "Nothing is lost", "Talk to a person", "01223 446000", "Netservers"):
        assert needed in notice["text"]
    assert customer.news()["turns"] == {str(id): "pending"}


def test_the_notice_comes_once_however_often_it_is_tried(customer: Customer, engine: FakeEngine) -> None:
    engine.down = True
    id = customer.say("My line is dead")
    until(lambda: bool(customer.answers_to(id)), "words")
    assert customer.news(after=customer.news()["last_id"], wait=0.6)["messages"] == []
    assert len(customer.answers_to(id)) == 1


def test_when_the_engine_is_back_the_same_answer_continues(customer: Customer, engine: FakeEngine) -> None:
    engine.down = True
    first = customer.say("My line is dead")
    until(lambda: bool(customer.answers_to(first)), "words")
    second = customer.say("Hello?")
    until(lambda: bool(customer.answers_to(second)), "words for the second as well")
    assert "kept that too" in customer.answers_to(second)[0]["text"]
    engine.down = False
    customer.wait_for(second)
    assert engine.texts == ["My line is dead", "Hello?"]
    assert customer.answers_to(first)[-1]["text"] == "I heard: My line is dead"
    assert customer.answers_to(second)[-1]["text"] == "I heard: Hello?"


def test_a_turn_that_fails_is_tried_again_and_then_answered(customer: Customer, engine: FakeEngine) -> None:
    engine.failing.add("My line is dead")
    id = customer.say("My line is dead")
    until(lambda: bool(customer.answers_to(id)), "words")
    engine.failing.clear()
    customer.wait_for(id)
    assert [line["sender"] for line in customer.answers_to(id)] == ["system", "bot"]


def test_a_message_that_fails_every_time_is_given_up_in_words_and_the_next_is_answered(
    house: House, customer: Customer, engine: FakeEngine
) -> None:
    engine.failing.add("poison")
    bad, good = customer.say("poison"), customer.say("My line is dead")
    customer.wait_for(bad, "failed")
    customer.wait_for(good)
    said = [line["text"] for line in customer.answers_to(bad)]
    assert len(said) == 2
    assert "I tried several times" in said[-1]
    assert "01223 446000" in said[-1]
    with house.store.read() as transaction:
        kept = transaction.messages.get(customer.id, bad)
    assert kept is not None
    assert (kept.text, kept.attempts) == ("poison", MAX_FAILURES)


def test_typing_on_does_not_use_up_the_tries_of_a_failing_message(store: Store, engine: FakeEngine) -> None:
    limits = replace(QUICK, retry_seconds=(60,), sweep_seconds=60)
    engine.failing.add("poison")
    with running(deps_for(store, engine, limits=limits)) as house:
        customer = house.open()
        bad = customer.say("poison")
        until(lambda: bool(customer.answers_to(bad)), "words")
        for number in range(MAX_FAILURES + 2):
            id = customer.say(f"more {number}")
            until(lambda id=id: bool(customer.answers_to(id)), "words for each")
        with store.read() as transaction:
            kept = transaction.messages.get(customer.id, bad)
    assert kept is not None
    assert kept.attempts == 1


def test_typing_on_asks_an_absent_engine_again_at_once(store: Store, engine: FakeEngine) -> None:
    limits = replace(QUICK, retry_seconds=(60,), sweep_seconds=60)
    engine.down = True
    with running(deps_for(store, engine, limits=limits)) as house:
        customer = house.open()
        first = customer.say("one")
        until(lambda: bool(customer.answers_to(first)), "words")
        engine.down = False
        customer.wait_for(customer.say("two"))
        assert engine.texts == ["one", "two"]


def test_an_empty_turn_yields_words(customer: Customer, engine: FakeEngine) -> None:
    engine.empty = True
    id = customer.say("Hm")
    customer.wait_for(id)
    [said] = customer.answers_to(id)
    assert "Talk to a person" in said["text"]


def test_a_restart_takes_up_what_was_pending(store: Store) -> None:
    down = FakeEngine(down=True)
    with running(deps_for(store, down)) as house:
        customer = house.open()
        ids = [customer.say("first"), customer.say("second")]
        until(lambda: bool(customer.answers_to(ids[1])), "words")
    engine = FakeEngine()
    with running(deps_for(store, engine)) as house:
        again = Customer(house.client, customer.id, customer.token)
        again.wait_for(ids[1])
        assert engine.texts == ["first", "second"]
        assert again.answers_to(ids[0])[-1]["text"] == "I heard: first"


def test_a_turn_under_way_comes_home_at_shutdown(store: Store, engine: FakeEngine) -> None:
    engine.gate.clear()
    with running(deps_for(store, engine, limits=replace(QUICK, stop_seconds=5))) as house:
        customer = house.open()
        id = customer.say("Hello")
        until(lambda: engine.in_it == 1, "the turn is in the engine")
        threading.Timer(0.3, engine.gate.set).start()
        house.stop()
    with store.read() as transaction:
        kept = transaction.messages.get(customer.id, id)
    assert kept is not None
    assert kept.turn == "done"


def test_a_turn_that_shutdown_cuts_off_is_still_pending(store: Store, engine: FakeEngine) -> None:
    engine.gate.clear()
    with running(deps_for(store, engine)) as house:
        customer = house.open()
        id = customer.say("Hello")
        until(lambda: engine.in_it == 1, "the turn is in the engine")
        house.stop()
    with store.read() as transaction:
        assert [message.id for message in transaction.messages.pending(customer.id)] == [id]


def test_a_client_that_hangs_up_interrupts_nothing(house: House, engine: FakeEngine) -> None:
    customer = house.open()
    engine.gate.clear()
    id = customer.say("Hello")
    host, port = house.url.removeprefix("http://").split(":")
    with contextlib.closing(socket.create_connection((host, int(port)))) as line:
        request = f"GET {customer.path}/messages?after={id}&wait=20 HTTP/1.1\r\nHost: localhost\r\n"
        line.sendall(f"{request}Authorization: Bearer {customer.token}\r\n\r\n".encode())
        until(lambda: engine.in_it == 1, "the turn is in the engine")
    engine.gate.set()
    customer.wait_for(id)
    assert customer.answers_to(id)[0]["text"] == "I heard: Hello"


def test_the_bot_is_silent_when_a_person_took_over_during_its_turn(
    house: House, customer: Customer, engine: FakeEngine
) -> None:
    engine.gate.clear()
    id = customer.say("Hello")
    until(lambda: engine.in_it == 1, "the turn is in the engine")
    with house.store.write() as transaction:
        transaction.conversations.set_state(customer.id, ConversationState.HUMAN)
        transaction.commit()
    engine.gate.set()
    customer.wait_for(id)
    assert customer.answers_to(id) == []


def test_typing_is_shown_while_the_engine_works(customer: Customer, engine: FakeEngine) -> None:
    engine.gate.clear()
    id = customer.say("Hello")
    until(lambda: customer.news()["typing"], "typing")
    engine.gate.set()
    customer.wait_for(id)
    until(lambda: not customer.news()["typing"], "no longer typing")


def test_one_slow_conversation_does_not_hold_up_another(house: House, engine: FakeEngine) -> None:
    engine.down = True
    waiting = house.open()
    until_words = waiting.say("one")
    until(lambda: bool(waiting.answers_to(until_words)), "words")
    engine.failing.add("one")
    engine.down = False
    other = house.open()
    other.wait_for(other.say("two"))
    assert "two" in engine.texts


def test_the_real_waits_between_tries_are_one_to_thirty_seconds() -> None:
    assert Limits().retry_seconds == (1, 2, 4, 8, 15, 30)


# --- the long poll ---


def test_a_poll_wakes_when_the_answer_comes(store: Store, engine: FakeEngine) -> None:
    with running(deps_for(store, engine, limits=replace(QUICK, look_seconds=10))) as house:
        customer = house.open()
        engine.gate.clear()
        id = customer.say("Hello")
        until(lambda: engine.in_it == 1 and customer.news()["typing"], "the turn is in the engine")
        threading.Timer(0.3, engine.gate.set).start()
        news = customer.news(after=id, wait=20)
        assert [line["text"] for line in news["messages"]] == ["I heard: Hello"]
        assert news["turns"][str(id)] == "done"
        assert news["last_id"] == id + 1


def test_a_poll_returns_at_once_when_there_is_something(customer: Customer) -> None:
    assert (
        customer.client.get(
            f"{customer.path}/messages?wait=20", headers=customer.headers
        ).elapsed.total_seconds()
        < 2
    )


def test_a_poll_sees_lines_of_other_processes(house: House, customer: Customer) -> None:
    def write() -> None:
        with house.store.write() as transaction:
            line = Message(customer.id, 0, Sender.AGENT, "I'm Ann.", now())
            transaction.messages.add(line)
            transaction.commit()

    threading.Timer(0.3, write).start()
    news = customer.news(after=1, wait=20)
    assert [(line["sender"], line["text"]) for line in news["messages"]] == [("agent", "I'm Ann.")]


def test_a_poll_without_news_ends_when_its_time_is_up(customer: Customer) -> None:
    assert customer.news(after=1, wait=0.3) == {
        "messages": [], "state": "bot", "typing": False, "turns": {}, "last_id": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "params", [{"after": -1}, {"after": 2**40}, {"after": "x"}, {"wait": "nan"}, {"wait": -1}]
)
def test_a_poll_for_nonsense_is_refused(customer: Customer, params: dict[str, object]) -> None:
    answer = customer.client.get(f"{customer.path}/messages", params=params, headers=customer.headers)  # type: ignore[arg-type]
    assert answer.status_code == 422


def test_shutdown_ends_open_polls_at_once(store: Store, engine: FakeEngine) -> None:
    with running(deps_for(store, engine)) as house, ThreadPoolExecutor(5) as pool:
        customer = house.open()

        def poll() -> int:
            with httpx.Client(base_url=house.url, timeout=40) as own:
                path = f"{customer.path}/messages?after=1&wait=30"
                return own.get(path, headers=customer.headers).status_code

        polls = [pool.submit(poll) for _ in range(5)]
        sleep(0.7)
        began = monotonic()
        house.stop()
        assert monotonic() - began < 2.5
        assert [each.result() for each in polls] == [200] * 5
