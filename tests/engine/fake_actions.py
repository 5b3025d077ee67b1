"""The action server of the fixture project, in process, and able to misbehave."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

QUESTIONS = ("ask_adr", "stop", "affirm", "deny", "greet", "slow", "nlu_fallback")
"""Intents that are no answer to what the form asks."""


class FakeActions:
    """Answers `POST /webhook` as rasa-sdk would.

    Attributes:
        misbehave: action name -> what it answers instead, see `_misbehaviour`.
        delays: action name -> seconds before it answers.
        seen: the bodies it got, oldest first.
    """

    def __init__(self) -> None:
        self.misbehave: dict[str, str] = {}
        self.delays: dict[str, float] = defaultdict(float)
        self.seen: list[dict[str, Any]] = []
        self._server: TestServer | None = None

    async def start(self) -> str:
        """Start on a free port; returns the address for `action_endpoint.url`."""
        app = web.Application(client_max_size=10 * 1024 * 1024)
        app.router.add_post("/webhook", self._webhook)
        self._server = TestServer(app)
        await self._server.start_server()
        return str(self._server.make_url("/webhook"))

    async def stop(self) -> None:
        """From now on connections are refused."""
        if self._server is not None:
            await self._server.close()

    def calls(self, action: str) -> list[dict[str, Any]]:
        """The requests for one action."""
        return [body for body in self.seen if body["next_action"] == action]

    async def _webhook(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.seen.append({**body, "authorization": request.headers.get("Authorization")})
        action = body["next_action"]
        await asyncio.sleep(self.delays[action])
        if action in self.misbehave:
            return self._misbehaviour(self.misbehave[action], action, body)
        return web.json_response(ACTIONS[action](body["tracker"]))

    @staticmethod
    def _misbehaviour(kind: str, action: str, body: dict[str, Any]) -> web.Response:
        said = body["tracker"]["latest_message"]["text"]
        if kind == "reject":
            return web.json_response({"action_name": action, "error": f"not for me: {said}"}, status=400)
        if kind == "error with id":
            return web.json_response({"error_id": "e-123", "said": said}, status=500)
        if kind == "error":
            return web.Response(status=500, text=f"Traceback … {said}")
        if kind == "bad request":
            return web.Response(status=400, text=f"what is {said}?")
        if kind == "garbage":
            return web.Response(text=f"<html>{said}</html>", content_type="application/json")
        if kind == "html":
            return web.Response(text=f"<html>{said}</html>", content_type="text/html")
        if kind == "wrong form":
            return web.json_response({"events": [{"event": "slot", "name": said}], "responses": said})
        if kind == "unknown event":
            return web.json_response({"events": [{"event": "no_such_event", "said": said}], "responses": []})
        raise ValueError(kind)


def _slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "timestamp": None, "name": name, "value": value}


def _say(text: str) -> dict[str, Any]:
    return {"text": text, "buttons": [], "custom": {}}


def _read_answer(tracker: dict[str, Any]) -> dict[str, Any]:
    """Fills what the form asked for, unless the customer asked something else; "again" is no good answer."""
    requested = tracker["slots"]["requested_slot"]
    latest = tracker["latest_message"]
    started = latest["intent"]["name"] == "complain"
    if not requested or not tracker["active_loop"] or started or latest["intent"]["name"] in QUESTIONS:
        return {"events": [], "responses": []}
    given = [entity["value"] for entity in latest["entities"]]
    value = given[0] if given else latest["text"]
    return {"events": [_slot(requested, None if value == "again" else value)], "responses": []}


def _submit(tracker: dict[str, Any]) -> dict[str, Any]:
    slots = tracker["slots"]
    said = json.dumps([slots["name"], slots["trouble"], slots["wish"]])
    cleared = [_slot(name, None) for name in ("name", "trouble", "wish")]
    return {"events": [*cleared, _slot("turns", slots["turns"] + 1)], "responses": [_say(said)]}


def _calm(tracker: dict[str, Any]) -> dict[str, Any]:
    mood = "calm" if tracker["slots"]["mood"] == "cross" else "cross"
    return {"events": [_slot("mood", mood)], "responses": [_say(f"now {mood}")]}


def _saying(text: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda tracker: {"events": [], "responses": [_say(text)]}


ACTIONS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "action_read_answer": _read_answer,
    "action_submit": _submit,
    "action_answer_adr": _saying("not yet"),
    "action_not_understood": _saying("pardon?"),
    "action_slow": lambda tracker: {
        "events": [_slot("turns", tracker["slots"]["turns"] + 1)],
        "responses": [_say(f"done {tracker['latest_message']['text']}")],
    },
    "action_calm": _calm,
}
