"""Words as the readers of problems want them: small letters, plain signs, the commonest slips put right."""

from __future__ import annotations

import re

_SLIPS = {
    r"br(?:oa?|ao)d ?b(?:an|na)d": "broadband",
    r"inter?n?ett?|intrnet|interent": "internet",
    r"engin(?:er|ere|near|eeer)(s?)": r"engineer\1",
    r"ap+oin?t?e?ment(s?)": r"appointment\1",
    r"tech?n?i[ct]i[oa]n(s?)": r"technician\1",
    r"bil(s?)": r"bill\1",
    r"invocie(s?)|invioce(s?)": "invoice",
    r"ch(?:ra|a)gr?(?:ed|d)|charg?d": "charged",
    r"cancl?(?:ed|led)": "cancelled",
    r"over ?ch?ar?ged": "overcharged",
    r"instal+at?ion": "installation",
    r"deli?ver?y": "delivery",
    r"del(?:ai|ya)yed|delayd": "delayed",
    r"conn?ect?ion|conection": "connection",
    r"sl+o+w+": "slow",
    r"n[ou]mb?er?(s?)": r"number\1",
    r"privat?cy": "privacy",
    r"no1|noone|noboby|noby": "nobody",
    r"wi ?fi": "wifi",
    r"rood|ruud": "rude",
    r"didnt|did nt": "didn't",
    r"hasnt": "hasn't",
    r"havent": "haven't",
    r"doesnt": "doesn't",
    r"dont": "don't",
    r"wont": "won't",
    r"cant": "can't",
    r"isnt": "isn't",
    r"wasnt": "wasn't",
}
_MENDS = [(re.compile(rf"\b(?:{slip})\b"), right) for slip, right in _SLIPS.items()]


def plainly(text: str) -> str:
    """``text`` in one line for the readers of this package; never shown to anybody."""
    words = re.sub(r"\s+", " ", text.lower().replace("’", "'").replace("‘", "'"))
    for slip, right in _MENDS:
        words = slip.sub(right, words)
    return words.strip()
