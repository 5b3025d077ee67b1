"""The protocol: who may ask, what may be asked, what is answered."""

import asyncio
from typing import Any

import aiohttp
import pytest
from engine.errors import ConfigError
from engine.incoming import MAX_CHARACTERS
from engine.server import HOST, Settings

from conftest import TOKEN

ROUTES = [
    ("GET", "/health"),
    ("POST", "/turn"),
    ("POST", "/parse"),
    ("GET", "/conversations/c1/state"),
    ("POST", "/conversations/c1/forget"),
    ("GET", "/"),
    ("GET", "/no/such/route"),
    ("DELETE", "/turn"),
]
WRONG = [None, "Bearer", "Bearer wrong", TOKEN, f"bearer {TOKEN}", f"Bearer {TOKEN}x", "Bearer t\xe9st"]


@pytest.mark.parametrize("method, path", ROUTES)
async def test_without_the_token_every_route_answers_401(engine: Any, method: str, path: str) -> None:
    async with aiohttp.ClientSession() as session:
        for header in WRONG:
            headers = {} if header is None else {"Authorization": header}
            url = engine.client.make_url(path)
            async with session.request(method, url, headers=headers) as response:
                assert (response.status, await response.json()) == (
                    401,
                    {"ok": False, "error": {"code": "unauthorised"}},
                ), header


async def test_every_route_there_is_stands_in_the_test_above(engine: Any) -> None:
    there_are = {
        (route.method, route.resource.canonical.replace("{id}", "c1"))
        for route in engine.client.app.router.routes()
        if route.method != "HEAD"
    }
    assert there_are <= set(ROUTES)
    assert len(there_are) == 5


def test_it_does_not_start_without_a_token_and_listens_on_loopback_only() -> None:
    with pytest.raises(ConfigError, match="ENGINE_TOKEN"):
        Settings.read({"ENGINE_PORT": "5005"})
    assert HOST == "127.0.0.1"


def test_settings_have_defaults_and_refuse_nonsense() -> None:
    assert Settings.read({"ENGINE_TOKEN": "t"}) == Settings("t", 5005, 10.0)
    assert Settings.read({"ENGINE_TOKEN": "t", "ENGINE_ACTION_TIMEOUT": "0.5"}).action_seconds == 0.5
    for name, value in [("ENGINE_PORT", "http"), ("ENGINE_ACTION_TIMEOUT", "0"), ("ENGINE_PORT", "-1")]:
        with pytest.raises(ConfigError, match=name):
            Settings.read({"ENGINE_TOKEN": "t", name: value})


async def test_health_names_the_model(engine: Any) -> None:
    response = await engine.client.get("/health")
    assert await response.json() == {"ok": True, "model": "firstline.tar.gz"}


async def test_a_turn_answers_whole_utterances_with_buttons_and_the_intent(engine: Any) -> None:
    answer = await engine.turn("hello")
    assert answer["messages"] == [
        {
            "text": "Hello.\n\nHow can I help?",
            "buttons": [{"title": "Complain", "payload": "/complain"}],
            "custom": None,
        }
    ]
    assert (answer["ok"], answer["error"], answer["intent"]["name"]) == (True, None, "greet")
    assert 0.25 < answer["intent"]["confidence"] <= 1


async def test_actions_see_the_metadata_and_the_message_id_and_get_the_token(engine: Any) -> None:
    await engine.turn(
        "can I go to CISAS", message_id="m7", metadata={"provider": "x", "message_id": "forged"}
    )
    (call,) = engine.actions.calls("action_answer_adr")
    assert call["tracker"]["latest_message"]["metadata"] == {"provider": "x", "message_id": "m7"}
    assert call["tracker"]["sender_id"] == "c1"
    assert call["tracker"]["latest_input_channel"] == "firstline"
    assert call["authorization"] == "Bearer actions-token"


async def test_the_question_beside_a_story_is_read_by_itself(engine: Any) -> None:
    await engine.turn("can I go to CISAS", message_id="m8", metadata={"question": "I want to complain"})
    (call,) = engine.actions.calls("action_answer_adr")
    read = call["tracker"]["latest_message"]["metadata"]["question"]
    assert read["text"] == "I want to complain"
    assert read["intent"]["name"] == "complain"
    assert call["tracker"]["latest_message"]["intent"]["name"] == "ask_adr"


async def test_of_two_questions_each_is_read_by_itself(engine: Any) -> None:
    two = {"first_question": "hello", "question": "I want to complain"}
    await engine.turn("can I go to CISAS", message_id="m9", metadata=two)
    (call,) = engine.actions.calls("action_answer_adr")
    read = call["tracker"]["latest_message"]["metadata"]
    assert [read[key]["intent"]["name"] for key in ("first_question", "question")] == ["greet", "complain"]


async def test_a_command_typed_by_a_customer_is_text(engine: Any) -> None:
    await engine.turn("I want to complain")
    await engine.turn("my name is Ann Example")
    engine.actions.seen.clear()
    for typed in ("\u00a0/restart", " \u200b//restart", "/session_start", '/deny{"answer": "HACKED"}'):
        answer = await engine.turn(typed)
        assert answer["ok"], typed
        assert answer["intent"]["name"] not in ("restart", "session_start"), typed
        assert answer["intent"]["confidence"] < 1, typed
        assert (await engine.state())["slots"]["name"] == "my name is Ann Example", typed
    said = [call["tracker"]["latest_message"]["text"] for call in engine.actions.calls("action_read_answer")]
    assert said == ["restart", "restart", "session_start", 'deny{"answer": "HACKED"}']


async def test_a_payload_skips_the_understanding(engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def parse_message(*_: Any) -> dict[str, Any]:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(engine.processor, "parse_message", parse_message)
    await engine.turn(payload="/complain")
    answer = await engine.turn(payload='/give_details{"answer": "Ann"}')
    assert answer["intent"] == {"name": "give_details", "confidence": 1.0}
    assert (await engine.state())["slots"]["name"] == "Ann"
    assert (await engine.turn("hello"))["error"]["code"] == "engine_failed"  # the patch does bite


@pytest.mark.parametrize(
    "body, status, code",
    [
        ({"text": " \u200b/ "}, 422, "empty"),
        ({"text": ""}, 422, "empty"),
        ({"payload": "/no_such_intent"}, 422, "payload"),
        ({"payload": "/complain{"}, 422, "payload"),
        ({"payload": ""}, 422, "payload"),
        ({"text": "a" * (MAX_CHARACTERS + 1)}, 413, "too_long"),
        ({"text": "a" * 600_000}, 413, "too_long"),
        ({"text": "hi", "payload": "/greet"}, 400, "bad_request"),
        ({}, 400, "bad_request"),
        ({"text": 5}, 400, "bad_request"),
        ({"text": "hi", "conversation_id": ""}, 400, "bad_request"),
        ({"text": "hi", "conversation_id": None}, 400, "bad_request"),
        ({"text": "hi", "conversation_id": "c" * 201}, 400, "bad_request"),
        ({"text": "hi", "message_id": None}, 400, "bad_request"),
        ({"text": "hi", "metadata": ["x"]}, 400, "bad_request"),
    ],
)
async def test_a_bad_request_says_why_and_changes_nothing(
    engine: Any, body: dict[str, Any], status: int, code: str
) -> None:
    full = {"conversation_id": "c1", "message_id": "m1", **body}
    response = await engine.client.post("/turn", json=full)
    assert (response.status, await response.json()) == (status, {"ok": False, "error": {"code": code}})
    assert await engine.state() is None


async def test_a_body_that_is_no_json_object_is_refused(engine: Any) -> None:
    for data in (b"", b"[]", b"{", b"\xff"):
        response = await engine.client.post("/turn", data=data)
        assert response.status == 400, data


async def test_parse_asks_the_model_and_touches_no_conversation(engine: Any) -> None:
    response = await engine.client.post("/parse", json={"text": "/can I go to the ombudsman"})
    reading = await response.json()
    assert reading["intent"] == reading["ranking"][0]["name"] == "ask_adr"
    assert reading["confidence"] == reading["ranking"][0]["confidence"]
    assert reading["accepted"] is True
    confidences = [entry["confidence"] for entry in reading["ranking"]]
    assert confidences == sorted(confidences, reverse=True)
    assert len(confidences) == 8
    assert list(await engine.store.keys()) == []


async def test_parse_below_the_threshold_is_not_accepted_and_still_ranks(engine: Any) -> None:
    response = await engine.client.post("/parse", json={"text": "purple seventeen banana"})
    reading = await response.json()
    assert (reading["intent"], reading["accepted"]) == ("nlu_fallback", False)
    assert "nlu_fallback" not in [entry["name"] for entry in reading["ranking"]]


async def test_state_tells_slots_form_and_intent(engine: Any) -> None:
    assert await engine.state() is None
    await engine.turn(payload="/complain")
    state = await engine.state()
    assert (state["active_loop"], state["requested_slot"], state["latest_intent"]) == (
        "complaint_form",
        "name",
        "complain",
    )
    assert state["slots"]["name"] is None
    assert state["events"] > 5


async def test_forget_deletes_one_conversation_from_the_disk(engine: Any) -> None:
    for conversation in ("c1", "c2"):
        await engine.turn("Zanzibar is my name", conversation_id=conversation)
    response = await engine.client.post("/conversations/c1/forget")
    assert await response.json() == {"ok": True, "forgotten": True}
    response = await engine.client.post("/conversations/c1/forget")
    assert await response.json() == {"ok": True, "forgotten": False}
    assert await engine.state("c1") is None
    assert await engine.state("c2") is not None
    await engine.client.post("/conversations/c2/forget")
    files = list(engine.trackers.parent.glob("trackers.sqlite*"))
    assert files
    assert not any(b"Zanzibar" in file.read_bytes() for file in files)


async def test_a_store_that_cannot_be_read_answers_503_and_is_no_new_conversation(engine: Any) -> None:
    await engine.turn(payload="/complain")
    engine.store._connection.execute("ALTER TABLE trackers RENAME TO away")
    response = await engine.client.get("/conversations/c1/state")
    assert (response.status, await response.json()) == (503, {"ok": False, "error": {"code": "store_failed"}})
    answer = await engine.turn("my name is Ann Example")
    assert (answer["ok"], answer["error"]["code"], answer["messages"]) == (False, "store_failed", [])
    engine.store._connection.execute("ALTER TABLE away RENAME TO trackers")
    await engine.turn("my name is Ann Example")
    assert (await engine.state())["requested_slot"] == "trouble"


async def test_turns_of_different_conversations_do_not_wait_for_each_other(engine: Any) -> None:
    engine.actions.delays["action_slow"] = 0.2
    slow = asyncio.ensure_future(engine.turn(payload="/slow", conversation_id="slow"))
    await asyncio.sleep(0.05)
    await engine.turn(payload="/ask_adr", conversation_id="quick")
    assert not slow.done()
    assert (await slow)["ok"]
