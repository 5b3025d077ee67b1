"""The danger in a message, from the plain rules and from the model: whoever hears it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.decisions.safety import Danger, dangers_in
from bot.readers.everyday import only_everyday
from bot.readers.threats import Abuse, find_abuse

TOLD_IN_PASSING: Final = frozenset({Danger.CUT_OFF, Danger.ILLNESS, Danger.DISTRESS})
"""Often part of a complaint, or of a wish for large print: what is wanted goes before them, or beside."""


def danger_heard(text: str, found: Mapping[str, Any] | None) -> Danger | None:
    """The danger of which ``text`` speaks, or ``None``.

    ``found`` is the engine's ``{kind, confidence}``; ``None`` from an engine that does not listen for it. The rules name
    it where they hear it, for they know the words; what they know only as told in passing may be worse than it sounds.
    The model alone is not believed in everyday sentences, nor in a threat against the people who answer: who makes
    one is not in danger by it.
    """
    by_rule = dangers_in(text)
    outright = next((each for each in by_rule if each not in TOLD_IN_PASSING), None)  # a death told in tears
    if outright is not None:
        return outright
    return (_kind(found) if _believed(text, found) else None) or next(iter(by_rule), None)


def _believed(text: str, found: Mapping[str, Any] | None) -> bool:
    threatens = find_abuse(text) is Abuse.VIOLENCE and _kind(found) is not Danger.SUICIDE
    return bool(text) and not threatens and not only_everyday(text)


def _kind(found: Mapping[str, Any] | None) -> Danger | None:
    try:
        return Danger((found or {}).get("kind") or "")
    except ValueError:
        return None  # none, or one of a newer model than the code
