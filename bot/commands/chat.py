"""``firstline chat PROVIDER``: the customer's chat in a terminal, over the same HTTP API as the page.

Exit codes: 0 said all; 1 something could not be done as asked (unknown provider, no such button, refused); 2
the stack is not running.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

TURN_SECONDS = 60.0
"""How long to wait for the answer to one line; a notice that came meanwhile is shown all the same."""
POLL_SECONDS = 10
PATIENCE_SECONDS = 180.0
"""How long to put up with "too many" before giving up; the server says how long each time."""

PRESS = "!press"
PERSON = "talk to a person"
"""Not a quick reply: the page has this button always, and so has a script."""


class NotRunning(Exception):
    """Nobody answers at the address."""


class CannotDo(Exception):
    """The sentence says what could not be done."""


class NotTaken(CannotDo):
    """The server refused a message; the sentence is what the customer reads."""


@dataclass(frozen=True)
class Exchange:
    """One line of the customer (``None`` for the opening) and what came of it. ``seconds`` is wall time."""

    customer: str | None
    bot: list[str]
    buttons: list[str]
    state: str
    seconds: float


class Chat:
    """One conversation, seen from the customer's side."""

    def __init__(self, client: httpx.Client, provider: str) -> None:
        self._client = client
        opened = self._call("POST", "/api/conversations", json={"provider": provider})
        self._path = f"/api/conversations/{opened['conversation_id']}"
        self._client.headers["Authorization"] = f"Bearer {opened['token']}"
        self._last = 0
        self._buttons: list[dict[str, str]] = []
        self._state = "bot"

    @property
    def titles(self) -> list[str]:
        """The quick replies on offer now."""
        return [button["title"] for button in self._buttons]

    def opening(self) -> Exchange:
        began = time.monotonic()
        return self._exchange(None, self._call("GET", f"{self._path}/messages?after=0&wait=2"), began)

    def say(self, text: str) -> Exchange:
        """Send what the customer typed and wait for the answer."""
        return self._send("messages", {"text": text}, text)

    def press(self, title: str) -> Exchange:
        """Press the button with this title. Raises ``CannotDo`` if it is not on offer."""
        wanted = title.strip().casefold()
        for button in self._buttons:
            if button["title"].strip().casefold() == wanted:
                return self._send("messages", {"button": button["id"]}, button["title"])
        if wanted == PERSON:
            return self._send("person", None, title.strip())
        offered = ", ".join(f"'{one}'" for one in self.titles) or "none"
        raise CannotDo(f"There is no button '{title}'. On offer: {offered}.")

    def _send(self, where: str, body: dict[str, str] | None, shown: str) -> Exchange:
        began = time.monotonic()
        key = {"Idempotency-Key": str(uuid.uuid4())}
        try:
            taken = self._call("POST", f"{self._path}/{where}", json=body, headers=key)
        except NotTaken as refusal:
            seconds = round(time.monotonic() - began, 3)
            return Exchange(shown, [str(refusal)], self.titles, self._state, seconds)
        return self._answer(shown, taken["id"], began)

    def _answer(self, shown: str, id: int, began: float) -> Exchange:
        heard: list[dict[str, Any]] = []
        while True:
            left = TURN_SECONDS - (time.monotonic() - began)
            wait = max(0.0, min(POLL_SECONDS, left))
            news = self._call("GET", f"{self._path}/messages?after={self._last}&wait={wait:.1f}")
            self._last = news["last_id"]
            heard += news["messages"]
            done = self._last >= id and news["turns"].get(str(id)) != "pending"
            if done or left <= 0:
                return self._exchange(shown, {**news, "messages": heard}, began)

    def _exchange(self, shown: str | None, news: dict[str, Any], began: float) -> Exchange:
        self._last = max(self._last, news["last_id"])
        lines = [line for line in news["messages"] if line["sender"] != "customer"]
        self._buttons = [button for line in lines for button in line["buttons"]]
        self._state = news["state"]
        return Exchange(
            customer=shown,
            bot=[line["text"] for line in lines],
            buttons=self.titles,
            state=news["state"],
            seconds=round(time.monotonic() - began, 3),
        )

    def _call(self, method: str, path: str, **what: Any) -> dict[str, Any]:
        """Raises ``NotRunning`` or ``CannotDo``. Waits when the server asks for it (429)."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = self._client.request(method, path, **what)
                body = answer.json()
            except httpx.HTTPError as error:
                raise NotRunning(str(error)) from error
            except ValueError as error:
                raise NotRunning("what answers there is not Firstline") from error
            if answer.status_code != 429 or time.monotonic() > until:
                break
            time.sleep(_seconds(answer.headers.get("Retry-After")))
        if answer.is_success and isinstance(body, dict):
            return body
        error_body = body.get("error") if isinstance(body, dict) else None
        if not isinstance(error_body, dict):
            raise NotRunning("what answers there is not Firstline")
        kind = NotTaken if method == "POST" and "/conversations/" in path else CannotDo
        raise kind(str(error_body.get("message")))


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "chat",
        help="chat with the running assistant",
        description="A chat in the terminal with the running stack. A number presses a quick reply; "
        "'!press TITLE' presses one by its title; an empty line or Ctrl-D ends it.",
    )
    parser.add_argument("provider", help="slug of the provider, as in 'firstline providers'")
    parser.add_argument(
        "--script",
        metavar="FILE",
        help="play a customer, one line a message ('-': standard input); blank lines and lines with # are left out",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a turn")
    parser.add_argument(
        "--url", default=None, help="where the web app answers (http://127.0.0.1:FIRSTLINE_PORT)"
    )
    parser.set_defaults(func=run, run=run)


def run(arguments: argparse.Namespace) -> int:
    """Play the script, or talk with whoever sits at the terminal. The exit code comes back."""
    url = arguments.url or f"http://127.0.0.1:{os.environ.get('FIRSTLINE_PORT') or 8000}"
    tell = _tell_json if arguments.json else _tell_script if arguments.script else _tell
    try:
        script = _script(arguments.script) if arguments.script else None
        timeout = httpx.Timeout(POLL_SECONDS + 20, connect=5)
        with httpx.Client(base_url=url, timeout=timeout, trust_env=False) as client:
            chat = Chat(client, arguments.provider)
            tell(chat.opening())
            for line in script if script is not None else _typed(chat):
                tell(_play(chat, line))
    except (NotRunning, httpx.InvalidURL):
        return _fail(
            arguments, f"Firstline does not answer at {url}. Start it with 'make run' and try again.", 2
        )
    except CannotDo as error:
        return _fail(arguments, str(error), 1)
    except KeyboardInterrupt:
        return 130
    return 0


def _play(chat: Chat, line: str) -> Exchange:
    command, _, title = line.strip().partition(" ")
    return chat.press(title) if command.casefold() == PRESS else chat.say(line)


def _script(path: str) -> list[str]:
    try:
        raw = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotDo(f"The script {path} cannot be read: {error}") from error
    # Only line feeds end a line: a customer's message may hold other separators.
    lines = (line.removesuffix("\r") for line in raw.split("\n"))
    return [line for line in lines if line.strip(" \t\r") and not line.lstrip(" \t").startswith("#")]


def _typed(chat: Chat) -> Iterator[str]:
    """What somebody types; a bare number stands for the button with that number."""
    while True:
        try:
            line = input("you> ")
        except EOFError:
            print()
            return
        if not line.strip():
            return
        number = int(line) if line.strip().isdecimal() else 0
        yield f"{PRESS} {chat.titles[number - 1]}" if 1 <= number <= len(chat.titles) else line


def _tell_script(exchange: Exchange) -> None:
    if exchange.customer is not None:
        print(f"you> {exchange.customer}")
    _tell(exchange)


def _tell(exchange: Exchange) -> None:
    _print_lines(exchange.bot)
    for number, title in enumerate(exchange.buttons, start=1):
        print(f"  [{number}] {title}")
    if exchange.state != "bot":
        print(f"  ({exchange.state})")
    print(flush=True)


def _print_lines(texts: Iterable[str]) -> None:
    for text in texts:
        print("bot> " + text.replace("\n", "\n     "))


def _tell_json(exchange: Exchange) -> None:
    print(json.dumps(asdict(exchange), ensure_ascii=False), flush=True)


def _fail(arguments: argparse.Namespace, sentence: str, code: int) -> int:
    if arguments.json:
        print(json.dumps({"error": sentence}, ensure_ascii=False), flush=True)
    else:
        print(sentence, file=sys.stderr)
    return code


def _seconds(retry_after: str | None) -> float:
    try:
        return min(60.0, max(1.0, float(retry_after or 1)))
    except ValueError:
        return 1.0
