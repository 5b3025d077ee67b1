"""What may come in: a customer's text, made harmless, and the payload of a button, read strictly."""

import json
import re
import unicodedata
from collections.abc import Collection
from typing import Any

from engine.errors import RequestError

MAX_CHARACTERS = 20_000
"""Above this the web app has gone wrong (it caps at 2,000); a megabyte holds the only thread for seconds."""

# /intent{"entity": "value"}. Rasa's own reader also takes "@confidence" and goes on with a warning when the
# rest is broken; a button that does not say what it means must not do half of it.
_PAYLOAD = re.compile(r"/(?P<intent>[^{}@\s]+)\s*(?P<entities>\{.*\})?", re.DOTALL)

# White space, control and format characters (no-break and zero-width space, byte order mark, direction marks
# …).
_INVISIBLE = {"Zs", "Zl", "Zp", "Cc", "Cf"}


def customer_text(text: str) -> str:
    """The text as it may be given to Rasa.

    Rasa takes a text that begins with a slash for a command (`/restart`, `/greet{"slot": …}`), also after
    white space. Removing slashes and everything invisible in front of them makes every customer's line just a
    line.

    Raises:
        RequestError: nothing is left (422 `empty`), or it is too long (413 `too_long`).
    """
    if len(text) > MAX_CHARACTERS:
        raise RequestError(413, "too_long")
    # A lone half of a surrogate pair can come in through JSON and be written nowhere.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    start, end = 0, len(whole)
    while start < end and (whole[start] == "/" or _is_invisible(whole[start])):
        start += 1
    while end > start and _is_invisible(whole[end - 1]):
        end -= 1
    if start == end:
        raise RequestError(422, "empty")
    return whole[start:end]


def parse_payload(payload: str, intents: Collection[str], entities: Collection[str]) -> dict[str, Any]:
    """The parse of a button's payload, in the form Rasa's NLU would give it, so that NLU can be skipped.

    Args:
        payload: `/intent` or `/intent{"entity": value, …}`.
        intents: intents of the domain.
        entities: entities of the domain.

    Raises:
        RequestError: it is not of that form, or names an intent or entity the model does not know (422
        `payload`).
    """
    if len(payload) > MAX_CHARACTERS:
        raise RequestError(413, "too_long")
    match = _PAYLOAD.fullmatch(payload.strip())
    if match is None or match["intent"] not in intents:
        raise RequestError(422, "payload")
    try:
        values = json.loads(match["entities"] or "{}")
    except ValueError:
        raise RequestError(422, "payload") from None
    if not set(values) <= set(entities):
        raise RequestError(422, "payload")
    intent = {"name": match["intent"], "confidence": 1.0}
    return {
        "text": payload.strip(),
        "intent": intent,
        "intent_ranking": [intent],
        "entities": [{"entity": name, "value": value} for name, value in values.items()],
    }


def _is_invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in _INVISIBLE
