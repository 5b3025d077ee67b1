"""What a question about ADR tells on the way: "I've a deadlock letter of 3 November, can I go?"

Only what the words leave no doubt about; it is read back, so that the customer can put it right.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.decisions.questions import NONE_YET, Question
from bot.readers.dates import Day, read_date
from bot.readers.volunteered import told_when

IN_COURT = "in_court"
CLAIM_POUNDS = "claim_pounds"
SETTLED_ON = "settled_on"
NOT_COMPLAINED = "not_complained"

_LETTER = re.compile(r"\b(?:deadlock|final (?:answer|response|position|letter)|adr letter)\b", re.IGNORECASE)
_NO_LETTER = re.compile(
    r"\b(?:no|not|never|without|haven'?t|hasn'?t|want|need|send|ask\w*)\b[^.?!]{0,25}\b(?:deadlock|final|letter)\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:already|now|is|it'?s|gone|taken|taking|going through)\b[^.?!]{0,25}\b(?:court|small claims)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:already )?(?:accepted|took|taken|agreed to)\b[^.?!]{0,25}\b(?:offer|settlement)\b",
    re.IGNORECASE,
)
_POUNDS = re.compile(r"£\s?(\d{1,3}(?:,\d{3})+|\d{3,7})\b")
_CLAIMED = re.compile(r"\b(?:want|claim\w*|owe\w*|compensation|refund|worth|back)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:i|we)(?:'ve| have)?(?:n'?t| not|'ve not| never| have never)(?: even| actually)? "
    r"(?:complained|told (?:them|you|anyone|anybody)|raised it|contacted)\b",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:at home|my home|for my house|home (?:customer|broadband|line)|domestic|residential)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:we are|we'?re|i have|i run|i'?m|my|our|as) (?:an? )?(?:small )?(?:business|company|firm|shop)\b",
    re.IGNORECASE,
)
_CHARITY = re.compile(
    r"\b(?:we are|we'?re|our|for|as) (?:an? )?(?:small )?(?:charity|not[- ]for[- ]profit)\b", re.IGNORECASE
)
_STAFF = re.compile(r"\b(\d{1,4}) (?:paid )?(?:staff|employees|people work|of us)\b", re.IGNORECASE)


def read_adr_facts(text: str, today: date) -> dict[str, Any]:
    """Answers by key, JSON-safe; empty when it is only a question."""
    told: dict[str, Any] = {}
    letter = _LETTER.search(text)
    if letter and not _NO_LETTER.search(text):
        day = read_date(text, today)
        if isinstance(day, Day) and day.exact:
            told[Question.FINAL_LETTER_ON.value] = day.end.isoformat()
    elif letter and re.search(r"\b(?:no|haven'?t|without)\b", text, re.IGNORECASE):
        told[Question.FINAL_LETTER_ON.value] = NONE_YET
    first = (
        None if Question.FINAL_LETTER_ON.value in told or _SETTLED.search(text) else told_when(text, today)
    )
    if first is not None:
        told[Question.FIRST_TOLD_ON.value] = first
    elif _NOT_YET.search(text):
        told[NOT_COMPLAINED] = True
    if _COURT.search(text):
        told[IN_COURT] = True
    if _SETTLED.search(text):
        day = read_date(text, today)
        told[SETTLED_ON] = (day.end if isinstance(day, Day) else today).isoformat()
    sum_named = _POUNDS.search(text)
    if sum_named and _CLAIMED.search(text):
        told[CLAIM_POUNDS] = int(sum_named[1].replace(",", ""))
    told |= _who(text)
    return told


def _who(text: str) -> dict[str, Any]:
    staff = _STAFF.search(text)
    for pattern, kind in ((_CHARITY, "charity"), (_FIRM, "business"), (_HOME, "residential")):
        if pattern.search(text):
            who: dict[str, Any] = {Question.CUSTOMER.value: kind}
            if staff and kind != "residential":
                who[Question.EMPLOYEES.value] = int(staff[1])
            return who
    return {}
