"""The danger in a message, from the plain rules and from the model: whoever hears it is believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.decisions.safety import Danger, dangers_in
from bot.readers.denies_danger import beside_denial, denies_danger
from bot.readers.everyday import only_everyday
from bot.readers.everyday_words import everyday_words_only
from bot.readers.message import plain
from bot.readers.threats import Abuse, find_abuse

TOLD_IN_PASSING: Final = frozenset({Danger.CUT_OFF, Danger.ILLNESS, Danger.DISTRESS})
"""Often part of a complaint, or of a wish for large print: what is wanted goes before them, or beside."""

_KIN: Final = (
    r"(?:she|he|(?:my|our) (?:mum|mam|mother|dad|father|nan|gran\w*|wife|husband|neighbour|aunt\w*|uncle))"
)
_FELL: Final = re.compile(
    rf"\b{_KIN}(?:'s| has| is)? (?:\w+ )?(?:had (?:a|another|two) (?:bad |nasty )?(?:fall|falls|tumble)|fell|fallen|falls)\b"
    r"(?![^.]*\b(?:bridge|roof|jump\w*|herself|himself)\b)"
)


def danger_heard(text: str, found: Mapping[str, Any] | None) -> Danger | None:
    """The danger of which ``text`` speaks, or ``None``.

    ``found`` is the engine's ``{kind, confidence}``; ``None`` from an engine that does not listen for it. The rules name
    it where they hear it, for they know the words; what they know only as told in passing may be worse than it sounds.
    The model alone is not believed in everyday sentences, nor where all words are everyday ones, however spelt, nor in a
    threat against the people who answer: who makes one is not in danger by it.
    """
    by_rule = dangers_in(text)
    outright = next((each for each in by_rule if each not in TOLD_IN_PASSING), None)  # a death told in tears
    if outright is not None:
        return outright
    return (_fitting(text, found) if _believed(text, found) else None) or next(iter(by_rule), None)


def _believed(text: str, found: Mapping[str, Any] | None) -> bool:
    threatens = find_abuse(text) is Abuse.VIOLENCE and _kind(found) is not Danger.SUICIDE
    if not text or threatens or only_everyday(text) or _takes_back(text):
        return False
    return not everyday_words_only(text, _sure(found))


def _takes_back(text: str) -> bool:
    """ "No danger. I want complaint, engineer not come": an alarm of ours is denied, and the rest is everyday."""
    if not denies_danger(text):
        return False
    rest = beside_denial(text)
    return only_everyday(rest) or everyday_words_only(rest)


def _fitting(text: str, found: Mapping[str, Any] | None) -> Danger | None:
    """Of somebody else who had a fall, no despair about oneself is heard: it is the line that must be mended."""
    kind = _kind(found)
    return Danger.LIFELINE if kind is Danger.SUICIDE and _FELL.search(plain(text)) else kind


def _sure(found: Mapping[str, Any] | None) -> float:
    try:
        return float((found or {})["confidence"])
    except (KeyError, TypeError, ValueError):
        return 1.0  # an engine that does not say is believed


def _kind(found: Mapping[str, Any] | None) -> Danger | None:
    try:
        return Danger((found or {}).get("kind") or "")
    except ValueError:
        return None  # none, or one of a newer model than the code
