"""A turn: all or nothing, in order, to its end."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from engine.turns import MAX_WAITING

from conftest import TOKEN

FAILURES = ["error", "error with id", "bad request", "garbage", "html", "wrong form", "unknown event"]


async def in_the_form(engine: Any) -> dict[str, Any]:
    """Ask for the name, get it, ask for the trouble; the state then."""
    await engine.turn(payload="/complain")
    await engine.turn("my name is Ann Example")
    return await engine.state()


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("action", ["action_read_answer", "action_answer_adr"])
async def test_a_failed_turn_is_not_saved_and_the_message_then_fills_the_right_slot(
    engine: Any, failure: str, action: str
) -> None:
    before = await in_the_form(engine)
    engine.actions.misbehave[action] = failure
    said = {
        "action_read_answer": "the line has been dead since Monday",
        "action_answer_adr": "can I go to CISAS",
    }
    for _ in range(2):
        answer = await engine.turn(said[action])
        assert (answer["ok"], answer["messages"], answer["intent"]) == (False, [], None)
        assert answer["error"]["code"] == "action_failed"
        assert (
            answer["error"]["id"] == "e-123"
            if failure == "error with id"
            else len(answer["error"]["id"]) == 12
        )
        assert await engine.state() == before
    engine.actions.misbehave.clear()
    assert (await engine.turn("the line has been dead since Monday"))["messages"][-1]["text"] == "wish?"
    assert (await engine.state())["slots"]["trouble"] == "the line has been dead since Monday"


async def test_a_failed_first_turn_leaves_no_conversation(engine: Any) -> None:
    engine.actions.misbehave["action_answer_adr"] = "error"
    assert not (await engine.turn("can I go to CISAS"))["ok"]
    assert await engine.state() is None
    engine.actions.misbehave.clear()
    assert (await engine.turn("can I go to CISAS"))["messages"][0]["text"] == "not yet"


async def test_an_absent_action_server_is_a_failure_and_its_return_mends_it(engine: Any) -> None:
    before = await in_the_form(engine)
    url, engine.processor.action_endpoint.url = (
        engine.processor.action_endpoint.url,
        "http://127.0.0.1:1/webhook",
    )
    assert (await engine.turn("the line is dead"))["error"]["code"] == "actions_unavailable"
    assert await engine.state() == before
    engine.processor.action_endpoint.url = url
    assert (await engine.turn("the line is dead"))["messages"][-1]["text"] == "wish?"


async def test_an_action_that_takes_too_long_is_a_failure(engine: Any) -> None:
    engine.actions.delays["action_slow"] = 5
    engine.processor.action_endpoint.seconds = 0.1
    began = asyncio.get_running_loop().time()
    answer = await engine.turn(payload="/slow")
    assert answer["error"]["code"] == "action_failed"
    assert asyncio.get_running_loop().time() - began < 1
    assert await engine.state() is None


async def test_a_rejection_is_part_of_the_dialogue_and_no_failure(engine: Any) -> None:
    before = await in_the_form(engine)
    engine.actions.misbehave["action_read_answer"] = "reject"
    answer = await engine.turn("can I go to CISAS")
    assert [message["text"] for message in answer["messages"]] == ["not yet", "trouble?"]
    assert (answer["ok"], answer["error"]) == (True, None)
    assert (await engine.state())["events"] > before["events"]


async def test_an_endless_chain_of_actions_is_a_failure(engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.processor, "max_number_of_predictions", 1)
    answer = await engine.turn(payload="/complain")
    assert (answer["ok"], answer["error"]["code"]) == (False, "action_limit")
    assert await engine.state() is None


async def test_an_exception_of_one_of_rasas_own_actions_is_a_failure(
    engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def generate(*_: Any, **__: Any) -> None:
        raise KeyError("broken response")

    monkeypatch.setattr(engine.processor.nlg, "generate", generate)
    assert (await engine.turn(payload="/greet"))["error"]["code"] == "action_failed"
    assert await engine.state() is None


async def test_twenty_messages_at_once_are_answered_in_the_order_they_came(engine: Any) -> None:
    engine.actions.delays["action_slow"] = 0.005
    finished: list[int] = []

    async def send(number: int) -> dict[str, Any]:
        answer = await engine.turn(payload="/slow", message_id=f"m{number}")
        finished.append(number)
        return answer

    sending = []
    for number in range(20):
        sending.append(asyncio.ensure_future(send(number)))
        await asyncio.sleep(0.002)  # so that they arrive in this order; many wait at a time
    answers = await asyncio.gather(*sending)
    assert all(answer["ok"] for answer in answers)
    assert finished == list(range(20))
    ids = [call["tracker"]["latest_message"]["message_id"] for call in engine.actions.calls("action_slow")]
    assert ids == [f"m{number}" for number in range(20)]
    assert (await engine.state())["slots"]["turns"] == 20
    assert engine.turns._queues == {}


async def test_too_many_waiting_messages_are_refused_not_lost_silently(engine: Any) -> None:
    engine.actions.delays["action_slow"] = 0.3
    body = {"conversation_id": "c1", "message_id": "m", "payload": "/slow"}
    sending = [asyncio.ensure_future(engine.turn(payload="/slow")) for _ in range(2)]
    await asyncio.sleep(0.05)
    engine.turns._queues["c1"].waiting = MAX_WAITING
    response = await engine.client.post("/turn", json=body)
    assert (response.status, await response.json()) == (429, {"ok": False, "error": {"code": "busy"}})
    engine.turns._queues["c1"].waiting = 2
    assert all(answer["ok"] for answer in await asyncio.gather(*sending))


async def test_a_turn_completes_when_the_caller_goes_away(engine: Any) -> None:
    engine.actions.delays["action_slow"] = 0.3
    body = {"conversation_id": "c1", "message_id": "m1", "payload": "/slow"}
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.1)) as session:
        with pytest.raises(asyncio.TimeoutError):
            await session.post(
                engine.client.make_url("/turn"), json=body, headers={"Authorization": f"Bearer {TOKEN}"}
            )
    assert await engine.state() is None  # under way, not done
    (task,) = engine.turns._tasks
    assert (await task)["ok"]
    assert (await engine.state())["slots"]["turns"] == 1


async def test_a_turn_cut_off_by_the_shutdown_is_not_saved(engine: Any) -> None:
    engine.actions.delays["action_slow"] = 5
    sending = asyncio.ensure_future(engine.turn(payload="/slow"))
    await asyncio.sleep(0.1)
    assert engine.actions.calls("action_slow")
    await engine.turns.drain(0.05)
    await asyncio.wait({sending})
    assert sending.exception() is not None or not (await sending)["ok"]
    assert await engine.state() is None


async def test_the_form_is_submitted_with_what_was_said(engine: Any) -> None:
    await in_the_form(engine)
    await engine.turn("the line is dead")
    answer = await engine.turn("an apology")
    said = json.loads(answer["messages"][0]["text"])
    assert said == ["my name is Ann Example", "the line is dead", "an apology"]
    state = await engine.state()
    assert (state["active_loop"], state["slots"]["turns"]) == (None, 1)
