"""When somebody can be reached: "after 6 when I shut", "not before 5", "I'm at work till half 5". Kept in their words."""

from __future__ import annotations

import re

REACH_NOTE = "reply_note"
"""Key of the answers: when to reach them, as they said it."""

_LONGEST, _MOST_WORDS = 120, 20
_HOUR = (
    r"(?:(?:about |around )?(?:(?:half|quarter|ten|twenty)(?: past| to)? )?"
    r"(?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: o'?clock)?(?![\w:/£%-])"
    r"|noon|midday|lunch(?:time)?|tea ?time|dinner ?time|work|school|the school run|dark|breakfast)"
)
_NO_HOUR = r"(?! ?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|times?|calls?|working|people|attempts?|e-?mails?)\b)"
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_WHEN = re.compile(
    rf"\b(?:after|before|between|from|till?|'?til|until)\s+{_HOUR}{_NO_HOUR}"
    rf"|\b(?:only )?{_HOUR} ?(?:to|till?|until|-|–) ?{_HOUR}{_NO_HOUR}"
    r"|\b(?:mornings|afternoons|evenings|nights|weekends|weekdays|daytimes?)\b"
    r"|\b(?:in|during|of) the (?:\w+ )?(?:morning|afternoon|evening|day|week)\b|\b(?:any|most) (?:morning|afternoon|evening|weekday)\b"
    r"|\bat (?:night|the weekend|weekends|lunch ?time)\b|\b(?:on|work|working) nights\b"
    rf"|\b(?:not|only|except|never) (?:on )?(?:a )?{_DAYS}\b|\b{_DAYS} (?:only|are best|is best|(?:and|or|to) {_DAYS})\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:rang|called|phoned|told|waited|waiting|since|ago|was|were|been|drops?|cuts?|slow|promised|said|came|every|stops?|stopped|open|close[sd]?)\b",
    re.IGNORECASE,
)
"""Of what happened, of the provider's own hours, and of how often."""
_ASKS = re.compile(r"^\W*(?:are|is|do|does|did|will|when|what|how|why|who|would|could|can)\b", re.IGNORECASE)
_REACH_ME = re.compile(
    r"\b(?:ring|call|phone|text|reach|contact|get|bell|buzz)(?: (?:to|hold of))? (?:me|us)\b", re.IGNORECASE
)
_CONTACT = re.compile(r"\S+@\S+|\+?\(?\d[\d ()-]{7,}\d")
_CLAUSES = re.compile(r"[,;.!?\n](?!\d)|\s[-–]\s|\bbut\b", re.IGNORECASE)
_AROUND = re.compile(
    r"^\W*(?:(?:and|or|so|oh|also|then|yes|ok|please|just|by|via|on|it'?s|is|my|the|number|mobile|phone|landline|ring|call|text|e-?mail"
    r"|me|us|back|best|preferably|needs|(?:can|could) you)\b\W*)*|\W+(?:please|thanks|thank you|cheers)\W*$|[\s:,]+$",
    re.IGNORECASE,
)


def find_reach_note(text: str, asked: bool) -> str | None:
    """When to reach them, in their words and without what says how. ``asked``: they were just asked for a way to
    reply; otherwise only where they say that they want to be reached then ("ring me after 6"). A question of theirs
    about our hours is none."""
    said = text.replace("’", "'")
    if len(said.split()) > _MOST_WORDS * 2:
        return None
    found = []
    for clause in _CLAUSES.split(_CONTACT.sub(",", said)):
        reach = _REACH_ME.search(clause) is not None
        tells = _TELLS.search(clause) or (_ASKS.match(clause) and not reach)
        if _WHEN.search(clause) and not tells and (asked or reach) and len(clause.split()) <= _MOST_WORDS:
            found.append(_AROUND.sub("", " ".join(clause.split())))
    note = ", ".join(part for part in found if part)
    return note if 0 < len(note) <= _LONGEST else None
