"""The last look at what was told: right as it is, or what to change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import CHANGING, Question
from bot.readers.asides import is_that_all, wants_change, wants_to_change
from bot.readers.heard import Reading, Taken
from bot.readers.message import SKIP, Message, read_yes_no

_LOOKS_RIGHT = re.compile(
    r"^\W*(?:it'?s |that'?s |yes,? |everything(?:'?s| is) )+(?:all )?(?:correct|right|fine|true)\b[^?]*$"
    r"|^\W*(?:(?:it |that |this |yes,? )*(?:all )?looks? (?:all )?(?:good|right|fine|ok(?:ay)?|correct)|all (?:good|right|correct|fine))\b[^?]*$",
    re.IGNORECASE,
)
_WISH = re.compile(r"^\W*please (?!do\b)\w+", re.IGNORECASE)
_NOTHING = re.compile(
    r"^\W*(?:nothing|leave (?:it|everything)(?: as it is)?|none of (?:it|them))\b", re.IGNORECASE
)

SHOW = "_show_check"
"""Key of the answers: the last look is wanted in full once more."""


def read_check(message: Message, answers: Mapping[str, Any]) -> Reading:
    """A yes; or which answer is to change; or, for a bare no, that something is."""
    if message.choice == "change":
        return Taken({CHANGING: Question.CHANGE.value})
    if message.choice == "show":
        return Taken({SHOW: True})
    if message.choice is None and (key := wants_change(message.text)):
        return Taken({CHANGING: key})
    if message.choice is None and wants_to_change(message.text):
        return Taken({CHANGING: Question.CHANGE.value})
    if message.choice is None and (is_that_all(message.text) or SKIP.search(message.text)):
        return Taken({Question.CHECK: "yes"})
    right = True if _LOOKS_RIGHT.search(message.text) else read_yes_no(message)
    if right and _WISH.search(message.text):
        return None  # "please ask for …" is a wish and no yes
    if right is None:
        return None
    return Taken({Question.CHECK: "yes"} if right else {CHANGING: Question.CHANGE.value})


def read_change(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Which answer is to change; "nothing" leaves all as it is."""
    if message.choice == "nothing":
        return Taken({CHANGING: None})
    if message.choice is not None:
        return Taken({CHANGING: message.choice})
    key = wants_change(f"change {message.text}") or wants_change(message.text)
    if key:
        return Taken({CHANGING: key})
    if (
        _NOTHING.search(message.text)
        or SKIP.search(message.text)
        or is_that_all(message.text)
        or read_yes_no(message) is False
    ):
        return Taken({CHANGING: None})
    return None
