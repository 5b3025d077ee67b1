"""Asking for all the papers of a complaint in one file, to send them to the ADR scheme."""

from __future__ import annotations

import re

_MINE = r"(?:all (?:of )?)?(?:my|the|our|these|those|a)"
_PAPERS = r"(?:papers?|paperwork|documents?|everything|bundle|evidence|case file|pack|stuff|things)"
_SCHEME = r"(?:the )?(?:cisas|scheme|(?:communications )?ombudsman|adr|adjudicators?)"
_FOR = (
    rf"(?:for|to (?:send|give|take|hand)(?: (?:over|in|on))? to|that i can (?:send|give|take) to) {_SCHEME}\b"
)
_ASKS = re.compile(
    r"\badr pack\b"
    rf"|\b{_MINE} {_PAPERS} (?:together )?in (?:one|a single) (?:file|go|place|zip)\b"
    rf"|\b(?:send|give|e-?mail|get|make|put together|gather|collect|download) (?:me |us )?(?:{_MINE} )?{_PAPERS} (?:together )?{_FOR}"
    rf"|\bput (?:{_MINE} )?{_PAPERS} together(?: {_FOR}|\b)"
    rf"|\b(?:the )?(?:file|pack|zip) for {_SCHEME}\b",
    re.IGNORECASE,
)


def asks_for_pack(text: str) -> bool:
    """Whether they ask us to make it. "What do I send to CISAS?" is a question of fact, after which it is offered."""
    return _ASKS.search(text.replace("\u2019", "'")) is not None
