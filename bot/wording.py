"""The renderer of ``domain.yml``: the one place where a response becomes words.

A missing value raises; ``{name}`` is never printed.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

import yaml

from bot.decisions.errors import BrokenWording


@dataclass(frozen=True)
class Button:
    """A quick reply. ``payload`` is for the engine and never leaves the server."""

    title: str
    payload: str


@dataclass(frozen=True)
class Said:
    """What the bot says in one bubble."""

    text: str
    buttons: list[Button] = field(default_factory=list)


class Words:
    """The responses of ``domain.yml`` by key."""

    def __init__(self, responses: Mapping[str, list[dict[str, Any]]]) -> None:
        self._responses = dict(responses)

    @classmethod
    def from_domain(cls, path: Path) -> Words:
        """Read the responses of a domain file. Raises ``BrokenWording`` when it has none."""
        try:
            domain = yaml.safe_load(path.read_text(encoding="utf-8"))
            return cls(domain["responses"])
        except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
            raise BrokenWording(f"{path.name} holds no readable responses: {error}") from error

    def with_instead(self, instead: Mapping[str, str]) -> Words:
        """The same, but a key of ``instead`` says what the response that it is given there says. Raises
        ``BrokenWording`` for one that is not there."""
        return Words(self._responses | {key: self._all(other) for key, other in instead.items()})

    def keys(self) -> Iterable[str]:
        return self._responses.keys()

    def __contains__(self, key: object) -> bool:
        return key in self._responses

    def placeholders(self, key: str) -> set[str]:
        """The values that response ``key`` needs, buttons included."""
        response = self._response(key)
        texts = [response["text"]] + [button["title"] for button in response.get("buttons", [])]
        try:
            return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
        except ValueError as error:
            raise BrokenWording(f"Response '{key}' has a brace too many or too few: {error}.") from error

    def say(self, key: str, **facts: object) -> Said:
        """Render response ``key``. Raises ``BrokenWording`` for an unknown key or a value that is missing or empty."""
        response = self._response(key)
        for name in self.placeholders(key):
            if facts.get(name) is None or facts[name] == "":
                raise BrokenWording(f"Response '{key}' needs a value for '{name}'.")
        buttons = [
            Button(title=_fill(key, button["title"], facts), payload=button["payload"])
            for button in response.get("buttons", [])
        ]
        return Said(text=_fill(key, response["text"], facts), buttons=buttons)

    def text(self, key: str, **facts: object) -> str:
        """Just the text of response ``key``."""
        return self.say(key, **facts).text

    def _response(self, key: str) -> dict[str, Any]:
        return self._all(key)[0]

    def _all(self, key: str) -> list[dict[str, Any]]:
        found = self._responses.get(key)
        if not found:
            raise BrokenWording(f"There is no response '{key}' in domain.yml.")
        return found


def _fill(key: str, text: str, facts: Mapping[str, object]) -> str:
    try:
        return text.format_map(facts).strip()
    except (KeyError, ValueError, IndexError) as error:
        raise BrokenWording(f"Response '{key}' cannot be rendered: {error}") from error


def day_in_words(day: date, today: date) -> str:
    """Such as "Tuesday 3 November"; with the year when it is not this year."""
    words = f"{day:%A} {day.day} {day:%B}"
    return words if day.year == today.year else f"{words} {day.year}"


def span_in_words(first: date, last: date, today: date) -> str:
    """Such as "on Tuesday 3 November", "between 1 and 10 September"; years and months where they are needed."""
    if first == last:
        return f"on {day_in_words(first, today)}"
    month = "" if (first.month, first.year) == (last.month, last.year) else f" {first:%B}"
    year = "" if first.year == last.year else f" {first.year}"
    end = (
        f"{last.day} {last:%B}"
        if last.year == first.year == today.year
        else f"{last.day} {last:%B} {last.year}"
    )
    return f"between {first.day}{month}{year} and {end}"


def time_in_words(at: time) -> str:
    """Such as "9am", "5:30pm", "noon"."""
    if at == time(12):
        return "noon"
    hour = at.hour % 12 or 12
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


def list_in_words(items: Iterable[str], last: str = "and") -> str:
    """Such as "one, two and three"."""
    *most, final = list(items)
    return f"{', '.join(most)} {last} {final}" if most else final


def in_one_line(text: str) -> str:
    """What was told in several lines as one: each that has no stop gets one, so that two sentences stay two."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    stopped = [line if line[-1] in ".,;:!?…" else f"{line}." for line in lines[:-1]]
    return " ".join([*stopped, *lines[-1:]])
