"""Words that are spelled by ear, as the patterns of the readers expect them: "complant", "anser", "offerd". Only what is
no word of its own is touched, and what a customer wrote is kept as it is."""

from __future__ import annotations

import re
from typing import Final

_BY_EAR: Final = {
    r"(?!complaints?\b|compliant)com?pl[aeiy]{1,3}n[td]s?|complane|complait|compaint": "complaint",
    r"an[sz]w?ar|an[sz]er|answere|awnser": "answer",
    r"of+er[dt]|oferr?ed": "offered",
    r"al+red[yi]|allready": "already",
    r"dif+r[ea]nt|dif+er[ae]?nt(?<!different)": "different",
    r"chang|chaneg|chnage": "change",
    r"e?mial|e-?male(?= )": "email",
    r"adres+|addres|adress": "address",
    r"widraw|with ?draw(?= )|withdrawl": "withdraw",
    r"ombudsmen|ombusman|ombutsman": "ombudsman",
    r"acept|exept|axcept": "accept",
    r"wots|wats": "whats",
    r"wot|wat": "what",
    r"wen": "when",
    r"yous|youse": "you",
}
_PATTERNS: Final = [(re.compile(rf"\b(?:{by_ear})\b"), word) for by_ear, word in _BY_EAR.items()]


def spelled(text: str) -> str:
    """``text`` in small letters with those words put right: for patterns, never to be shown."""
    said = text.lower().replace("\u2019", "'")
    for by_ear, word in _PATTERNS:
        said = by_ear.sub(word, said)
    return said
