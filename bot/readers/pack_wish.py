"""Asking for all the papers of a complaint in one file, to send them to the ADR scheme."""

from __future__ import annotations

import re

_PAPERS = r"(?:papers?|paperwork|documents?|everything|bundle|evidence|case file|pack|stuff)"
_ASKS = re.compile(
    r"\badr pack\b"
    rf"|\b(?:all (?:of )?)?(?:my|the|our) {_PAPERS} in one (?:file|go|place|zip)\b"
    rf"|\b(?:send|give|e-?mail|get|make|put together|download) (?:me |us )?(?:all (?:of )?)?(?:my|the|our|a)? ?{_PAPERS}"
    r" (?:together )?(?:for|to (?:send|give|take) to) (?:the )?(?:cisas|scheme|ombudsman|communications ombudsman|adr|adjudicator)\b"
    r"|\b(?:the )?(?:file|pack|zip) for (?:the )?(?:cisas|scheme|ombudsman|communications ombudsman|adr|adjudicator)\b",
    re.IGNORECASE,
)


def asks_for_pack(text: str) -> bool:
    """Whether they ask us to make it. "What do I send to CISAS?" is a question of fact, after which it is offered."""
    return _ASKS.search(text.replace("\u2019", "'")) is not None
