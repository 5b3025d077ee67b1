"""A customer at the real stack: types, presses, reads, over the same HTTP API that the page uses."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

PATIENCE = 60.0


@dataclass
class Heard:
    """What came back to one line: the texts, who said them, the buttons, and how the turn ended."""

    texts: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)
    turn: str = ""

    def __str__(self) -> str:
        return "\n".join(self.texts)

    def __contains__(self, words: str) -> bool:
        return words in str(self)


class Customer:
    """One chat. ``opening`` is what the assistant said first; ``said`` all that it has said since."""

    def __init__(self, url: str, provider: str) -> None:
        self._http = httpx.Client(base_url=url, trust_env=False, timeout=40)
        made = self._http.post("api/conversations", json={"provider": provider})
        while made.status_code == 429:  # the tests open more chats a minute than one address may
            time.sleep(float(made.headers["Retry-After"]))
            made = self._http.post("api/conversations", json={"provider": provider})
        made.raise_for_status()
        self.id: str = made.json()["conversation_id"]
        self.headers = {"Authorization": f"Bearer {made.json()['token']}"}
        self._last = 0
        self.buttons: dict[str, str] = {}
        self.said: list[str] = []
        self.opening = self._collect(self._poll())

    def says(self, text: str) -> Heard:
        """Type a line and wait for all that comes back to it."""
        return self.answer_to(self.sends(text))

    def presses(self, title: str) -> Heard:
        """Press a button that is on offer, by its title."""
        return self.answer_to(self.post({"button": self.buttons[title]}))

    def sends(self, text: str) -> int:
        """Type a line and wait for nothing; the message's id comes back."""
        return self.post({"text": text})

    def post(self, body: dict[str, Any], key: str | None = None) -> int:
        answer = self.try_post(body, key)
        answer.raise_for_status()
        return int(answer.json()["id"])

    def try_post(self, body: dict[str, Any], key: str | None = None) -> httpx.Response:
        headers = {**self.headers, "Idempotency-Key": key or str(uuid.uuid4())}
        return self._http.post(f"api/conversations/{self.id}/messages", json=body, headers=headers)

    def answer_to(
        self, message: int, until: tuple[str, ...] = ("done", "failed"), patience: float = PATIENCE
    ) -> Heard:
        """Wait until the turn of ``message`` stands as one of ``until`` and, while pending, something was said."""
        heard = Heard()
        end = time.monotonic() + patience
        while time.monotonic() < end:
            news = self._poll()
            part = self._collect(news)
            heard.texts += part.texts
            heard.senders += part.senders
            heard.buttons |= part.buttons
            heard.turn = news["turns"].get(str(message), heard.turn)
            if heard.turn in until and (heard.texts or heard.turn != "pending"):
                return heard
        raise AssertionError(f"no end of the turn in {patience} s; so far: {heard}")

    def transcript(self) -> list[dict[str, Any]]:
        """Every line as the server keeps it."""
        news = self._http.get(f"api/conversations/{self.id}/messages?after=0&wait=0", headers=self.headers)
        return list(news.json()["messages"])

    def _poll(self) -> dict[str, Any]:
        answer = self._http.get(
            f"api/conversations/{self.id}/messages",
            params={"after": self._last, "wait": 2},
            headers=self.headers,
        )
        answer.raise_for_status()
        return dict(answer.json())

    def _collect(self, news: dict[str, Any]) -> Heard:
        heard = Heard()
        self._last = max(self._last, news["last_id"])
        for message in news["messages"]:
            if message["sender"] == "customer":
                continue
            heard.texts.append(message["text"])
            heard.senders.append(message["sender"])
            heard.buttons |= {button["title"]: button["id"] for button in message["buttons"]}
        if heard.texts:
            self.buttons = heard.buttons or self.buttons
        self.said += heard.texts
        return heard
