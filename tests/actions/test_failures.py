"""An action that breaks says so to the engine, and the customer's words stay out of the log."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from actions.app import create_app
from actions.base import ActionFailed, FirstlineAction, Reply
from actions.turn import Turn
from bot.services.context import Context
from tests.actions.trackers import Talk, run, tracker, user
from tests.support.context import open_chat

TOKEN = "a token"
SECRET = "my password is hunter2 and sam@example.com is me"


class Breaks(FirstlineAction):
    def name(self) -> str:
        return "action_greet"

    def act(self, turn: Turn) -> Reply:
        raise ValueError(f"I cannot take: {turn.heard.text}")


def test_what_breaks_is_logged_with_an_id_a_place_and_none_of_the_words(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.hears(SECRET)
    with caplog.at_level(logging.DEBUG), pytest.raises(ActionFailed) as failed:
        run(Breaks(talk.context), talk.tracker)
    assert re.fullmatch(r"[0-9a-f]{8}", failed.value.error_id)
    [record] = [record for record in caplog.records if record.name == "firstline.actions"]
    assert record.levelno == logging.ERROR
    line = record.getMessage()
    assert f"action_greet failed, error id {failed.value.error_id}: ValueError at test_failures.py:" in line
    assert "hunter2" not in caplog.text
    assert "sam@example.com" not in caplog.text


def test_each_failure_has_an_id_of_its_own(talk: Talk) -> None:
    talk.hears(SECRET)
    ids = set()
    for _ in range(5):
        with pytest.raises(ActionFailed) as failed:
            run(Breaks(talk.context), talk.tracker)
        ids.add(failed.value.error_id)
    assert len(ids) == 5


def test_a_tracker_that_cannot_be_read_fails_the_same_way(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.events.append(user(SECRET, metadata={"sent_at": "yesterday", "message_id": "1"}))
    with pytest.raises(ActionFailed):
        run(talk.actions["action_greet"], talk.tracker)
    assert "ValueError" in caplog.text
    assert "hunter2" not in caplog.text


def test_a_conversation_that_nobody_knows_fails(talk: Talk) -> None:
    with pytest.raises(ActionFailed):
        run(talk.actions["action_greet"], tracker("f" * 32, user("hello", "greet")))


def test_a_response_that_lacks_a_value_fails_and_never_reaches_the_customer(talk: Talk) -> None:
    class Forgets(Breaks):
        def act(self, turn: Turn) -> Reply:
            return Reply([self.say("utter_greet")])

    talk.hears("hello", "greet")
    with pytest.raises(ActionFailed):
        run(Forgets(talk.context), talk.tracker)


def test_a_slow_action_holds_up_no_other(talk: Talk) -> None:
    from tests.actions.trackers import CollectingDispatcher

    order: list[str] = []

    class Slow(Breaks):
        def act(self, turn: Turn) -> Reply:
            import time

            time.sleep(0.3)
            order.append("slow")
            return Reply()

    class Quick(Breaks):
        def act(self, turn: Turn) -> Reply:
            order.append("quick")
            return Reply()

    async def both() -> None:
        dispatcher = CollectingDispatcher()
        slow = asyncio.create_task(Slow(talk.context).run(dispatcher, talk.tracker, {}))
        await asyncio.sleep(0.05)
        await Quick(talk.context).run(dispatcher, talk.tracker, {})
        await slow

    asyncio.run(both())
    assert order == ["quick", "slow"]


# --- over HTTP ---

Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(context: Context, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Calls the action server, without a socket. ``token=None`` sends none."""
    app = create_app(context, TOKEN)

    def call(method: str, path: str, body: Any = None, token: str | None = TOKEN) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=app)
            headers = {} if token is None else {"Authorization": f"Bearer {token}"}
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.request(method, path, json=body, headers=headers)

        return asyncio.run(send())

    return call


def call_of(name: str, conversation_id: str, text: str = "hello") -> dict[str, Any]:
    """What the engine posts."""
    on = tracker(conversation_id, user(text, "greet"))
    state = {
        "sender_id": conversation_id,
        "slots": on.slots,
        "latest_message": on.latest_message,
        "events": on.events,
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": None,
    }
    return {"next_action": name, "sender_id": conversation_id, "tracker": state, "domain": {}}


def test_an_action_answers_with_its_words_and_events(ask: Ask, context: Context) -> None:
    answer = ask("POST", "/webhook", call_of("action_greet", open_chat(context)))
    assert answer.status_code == 200
    [said] = answer.json()["responses"]
    assert "I.T Communications" in said["text"]
    assert {button["payload"] for button in said["buttons"]} == {"/make_complaint", "/request_agent"}
    assert answer.json()["events"] == []


def test_health_tells_how_many_actions_there_are(ask: Ask, actions: dict[str, FirstlineAction]) -> None:
    answer = ask("GET", "/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "actions": len(actions)})


@pytest.mark.parametrize("token", [None, "", "another token", TOKEN.upper()])
@pytest.mark.parametrize(("method", "path"), [("GET", "/health"), ("POST", "/webhook")])
def test_without_the_token_nothing_is_told_or_done(
    ask: Ask, context: Context, method: str, path: str, token: str | None
) -> None:
    chat = open_chat(context)
    answer = ask(method, path, call_of("action_request_person", chat), token)
    assert (answer.status_code, answer.json()) == (401, {"error": "unauthorised"})
    with context.store.read() as tx:
        assert tx.handoffs.open_of(chat) is None


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/actions", "/"])
def test_there_are_no_other_routes(ask: Ask, path: str) -> None:
    assert ask("GET", path).status_code == 404


def test_an_action_that_is_not_there_is_404(ask: Ask, context: Context) -> None:
    answer = ask("POST", "/webhook", call_of("action_dance", open_chat(context)))
    assert (answer.status_code, answer.json()["action_name"]) == (404, "action_dance")


def test_an_action_that_breaks_is_500_with_the_id_that_is_in_the_log(
    ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    answer = ask("POST", "/webhook", call_of("action_greet", "f" * 32, SECRET))
    body = answer.json()
    assert answer.status_code == 500
    assert set(body) == {"error", "error_id", "action_name"}
    assert body["action_name"] == "action_greet"
    assert f"error id {body['error_id']}" in caplog.text
    assert "hunter2" not in caplog.text + json.dumps(body)


def test_an_action_server_without_a_token_does_not_start(context: Context) -> None:
    with pytest.raises(ValueError, match="ACTIONS_TOKEN"):
        create_app(context, "")
