"""Are the responses of ``domain.yml`` well-formed, and are all there that the code asks for?"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bot.commands.checks import families
from bot.commands.responses import DOMAIN
from bot.decisions.errors import BrokenWording
from bot.decisions.identity import Who
from bot.decisions.questions import Question
from bot.decisions.soundness import Found, Problem
from bot.wording import Words

_PAYLOAD: Final = re.compile(r"/(?P<intent>[a-z_]+)(?P<entities>\{.*\})?")
_NAME: Final = re.compile(r"[a-z][a-z_]*")
_ENTITIES: Final = {"question", "choice"}
_FOR_THE_WEB: Final = {"carry_on"}
"""Buttons that the web app answers by itself: the engine never sees them."""


def responses_are_sound(path: Path = DOMAIN) -> list[Problem]:
    """What is to be mended in the responses of the domain file ``path``."""
    from bot.adapters.yaml_files import read

    domain = read(path)
    if not isinstance(domain.data, Mapping):
        nothing = Problem(domain.file, "", "It holds no keys and values.", "Write it as Rasa's domain files.")
        return domain.problems or [nothing]
    found = list(_found(domain.data))
    return domain.problems + [Problem(domain.file, *one) for one in found]


def _found(domain: Mapping[Any, Any]) -> Found:
    responses = domain.get("responses")
    if not isinstance(responses, Mapping) or not responses:
        yield "responses", "There are none.", "Every sentence of the bot stands there."
        return
    intents = _names(domain.get("intents"))
    sound = {}
    for key, response in responses.items():
        problems = list(_response(f"responses.{key}", response, intents))
        yield from problems
        if not problems:
            sound[key] = response
            yield from _rendered(key, response)
    yield from _said_twice(sound)
    for family in families.needed(intents).values():
        for key in family:
            if key not in responses:
                yield f"responses.{key}", "It is missing, and the code asks for it.", "Write it."


def _response(path: str, response: object, intents: set[str]) -> Found:
    """The shape: one text, and buttons that mean something."""
    if not isinstance(response, list) or len(response) != 1 or not isinstance(response[0], Mapping):
        yield (
            path,
            "It is not a list of one text.",
            "Write '- text: \"…\"': the bot has one wording for one thing.",
        )
        return
    for name in set(response[0]) - {"text", "buttons"}:
        yield f"{path}.{name}", "Unknown key.", "A response has 'text' and 'buttons'."
    yield from _words(f"{path}.text", response[0].get("text"))
    buttons = response[0].get("buttons", [])
    if not isinstance(buttons, list):
        yield f"{path}.buttons", "It is not a list.", "Write one button an item."
        return
    for at, button in enumerate(buttons):
        yield from _button(f"{path}.buttons[{at}]", button, intents)


def _words(path: str, text: object) -> Found:
    if not isinstance(text, str) or not text.strip():
        yield path, "There are no words.", "Write what the bot says."
        return
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        yield path, f"The braces do not match ({error}).", "Write a value as {name}, and a brace as {{."
        return
    for _, name, form, conversion in parts:
        if name is not None and (not _NAME.fullmatch(name) or form or conversion):
            yield path, f"'{{{name}}}' is no plain name of a value.", "Write a value as {name}."


def _button(path: str, button: object, intents: set[str]) -> Found:
    if not isinstance(button, Mapping) or set(button) != {"title", "payload"}:
        yield path, "A button has a title and a payload, nothing else.", "Give both."
        return
    yield from _words(f"{path}.title", button["title"])
    payload = button["payload"]
    match = _PAYLOAD.fullmatch(payload) if isinstance(payload, str) else None
    if match is None:
        yield f"{path}.payload", "It is no payload.", 'Write it like /intent or /intent{"choice": "yes"}.'
        return
    if match["intent"] not in intents | _FOR_THE_WEB:
        yield f"{path}.payload", f"There is no intent '{match['intent']}'.", "Use one of 'intents'."
    yield from _entities(f"{path}.payload", match["entities"])


def _entities(path: str, written: str | None) -> Found:
    try:
        entities = json.loads(written or "{}")
    except ValueError as error:
        yield path, f"What follows the intent is not JSON: {error}.", 'Write it like {"choice": "yes"}.'
        return
    for name in sorted(set(entities) - _ENTITIES):
        yield (
            path,
            f"There is no entity '{name}'.",
            "A button says which 'question' it answers, and its 'choice'.",
        )
    if any(not isinstance(value, str) or not value for value in entities.values()):
        yield path, "A value is no text.", "Put it in quotes."
    question = entities.get("question")
    if question is not None and question not in {*Question, *Who}:
        yield (
            path,
            f"There is no question '{question}'.",
            "Use one of bot/decisions/questions.py or bot/decisions/identity.py.",
        )
    if question is not None and "choice" not in entities:
        yield path, "It names a question and no choice.", "Add the 'choice' that the button stands for."


def _rendered(key: str, response: list[dict[str, Any]]) -> Found:
    """Rendered with stand-ins, in case the shape is right and the renderer still refuses."""
    words = Words({key: response})
    try:
        said = words.say(key, **{name: f"<{name}>" for name in words.placeholders(key)})
    except BrokenWording as error:
        yield f"responses.{key}", f"It cannot be rendered: {error}", "Mend it as the words say."
        return
    if any("{" in text or "}" in text for text in (said.text, *(button.title for button in said.buttons))):
        yield f"responses.{key}", "A brace is left in what the customer reads.", "Write a value as {name}."


def _said_twice(responses: Mapping[str, Any]) -> Found:
    """One title twice among the buttons of one response cannot be told apart."""
    for key, response in responses.items():
        titles = [button["title"] for button in response[0].get("buttons", [])]
        for title in sorted({title for title in titles if titles.count(title) > 1}):
            yield f"responses.{key}.buttons", f"Two buttons say '{title}'.", "Let each say what it does."


def _names(listed: object) -> set[str]:
    """Intents as Rasa writes them: a name, or a name with settings."""
    return set(_each_name(listed)) if isinstance(listed, Iterable) else set()


def _each_name(listed: Iterable[Any]) -> Iterator[str]:
    for one in listed:
        yield from one if isinstance(one, Mapping) else [str(one)]
