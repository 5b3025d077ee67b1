"""What is said of a person who was asked for. It reads alike whether the wish was typed or a button: as notices, since
the assistant may have to be quiet from here on. The engine hands over plain texts, so they are known by their words."""

from __future__ import annotations

import re
from typing import Final

from bot.wording import Words

_OF_A_WISH: Final = (
    "utter_person_requested",
    "utter_person_requested_new",
    "utter_person_requested_earlier",
    "utter_person_waiting",
    "utter_person_soon",
    "utter_person_soon_new",
    "utter_person_soon_earlier",
    "utter_person_sees",
    "utter_person_sees_now",
    "utter_person_phone",
    "utter_person_phone_hours",
    "utter_person_code",
    "utter_person_code_vulnerable",
    "utter_person_leave_contact",
)
_VALUE = "\x00"


def is_of_wish(words: Words, text: str) -> bool:
    """Whether ``text`` is one of these responses, whatever the values in it."""
    return any(_pattern(words, key).fullmatch(text) for key in _OF_A_WISH if key in words)


def _pattern(words: Words, key: str) -> re.Pattern[str]:
    rendered = words.text(key, **dict.fromkeys(words.placeholders(key), _VALUE))
    return re.compile(".+".join(re.escape(part) for part in rendered.split(_VALUE)), re.DOTALL)
