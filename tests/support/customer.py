"""A customer at the real stack: types, presses, reads, over the same HTTP API that the page uses."""

from __future__ import annotations

import re
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

PATIENCE = 60.0
REFERENCE = re.compile(r"FL-[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}")
LAST_LOOK = "This is what I have. Is it right?"
AGAIN = "Back to my question"
"""How a question of ours begins that comes back after one of theirs."""


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

    @property
    def question(self) -> str:
        """The last bubble: there the question of ours stands."""
        return self.texts[-1] if self.texts else ""


@dataclass(frozen=True)
class Told:
    """Something that the customer typed, or the words on the button that they pressed."""

    text: str
    at: datetime


@dataclass(frozen=True)
class BotLine:
    """One bubble of the assistant's, and all that its customer had told before it."""

    provider: str
    text: str
    told: tuple[Told, ...]
    now: datetime
    site: str


EVERYTHING_SAID: list[BotLine] = []
"""Of every conversation of the session, for ``test_every_figure_has_a_source``."""


class Customer:
    """One chat. ``opening`` is what the assistant said first; ``said`` all that it has said since; ``told`` all
    that the customer has."""

    def __init__(self, url: str, provider: str) -> None:
        self.url = url
        self.provider = provider
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
        self.told: list[Told] = []
        self.opening = self._collect(self._poll())

    def says(self, text: str) -> Heard:
        """Type a line and wait for all that comes back to it."""
        return self.answer_to(self.sends(text))

    def says_all(self, *lines: str) -> Heard:
        """Type one line after the other; what came back to the last."""
        return [self.says(line) for line in lines][-1]

    def presses(self, title: str) -> Heard:
        """Press a button that is on offer, by its title."""
        assert title in self.buttons, f"no button '{title}', only {', '.join(self.buttons)}"
        return self.answer_to(self.post({"button": self.buttons[title]}))

    def finish(self) -> Heard:
        """Leave out the details, and find the last look right: what came back to that."""
        heard = self.says("that's all")
        for _ in range(5):  # what the provider's page demands is asked all the same, once
            if LAST_LOOK in heard:
                return self.says("yes")
            heard = self.says("skip")
        raise AssertionError(f"no last look came; the last was: {heard}")

    def sends(self, text: str) -> int:
        """Type a line and wait for nothing; the message's id comes back."""
        return self.post({"text": text})

    def post(self, body: dict[str, Any], key: str | None = None) -> int:
        key = key or str(uuid.uuid4())
        answer = self.try_post(body, key)
        while answer.status_code == 429:  # a long conversation is typed faster than anybody types
            time.sleep(float(answer.headers["Retry-After"]))
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

    def opens(self, link: str) -> httpx.Response:
        """Follow a link that the assistant gave, in this browser."""
        return self._http.get(link)

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
            at = datetime.fromisoformat(message["sent_at"])
            if message["sender"] == "customer":
                self.told.append(Told(message["text"], at))
                continue
            heard.texts.append(message["text"])
            heard.senders.append(message["sender"])
            heard.buttons |= {button["title"]: button["id"] for button in message["buttons"]}
            if message["sender"] != "agent":  # a person answers for their own figures
                line = BotLine(self.provider, message["text"], tuple(self.told), at, self.url)
                EVERYTHING_SAID.append(line)
        if heard.texts:
            self.buttons = heard.buttons or self.buttons
        self.said += heard.texts
        return heard


def link_in(heard: Heard, ending: str = "") -> str:
    """The link to a page of the case in what was said; ``ending``: of which page."""
    links = [link.rstrip(".,") for link in re.findall(r"https?://\S+/case/\S+", str(heard))]
    [link] = {link for link in links if link.endswith(ending)}
    return link


def reference_in(heard: Heard) -> str:
    """The one reference in what was said."""
    [reference] = set(REFERENCE.findall(str(heard)))
    return reference
