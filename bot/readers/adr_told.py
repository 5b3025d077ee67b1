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
EARLY_ON = "early_referral_on"
NOT_COMPLAINED = "not_complained"

_LETTER = re.compile(r"\b(?:deadlock|final (?:answer|response|position|letter)|adr letter)\b", re.IGNORECASE)
_NO_LETTER = re.compile(
    r"\b(?:no|not|never|without|haven'?t|hasn'?t|want|need|send|ask\w*)\b[^.?!]{0,25}\b(?:deadlock|final|letter)\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:court|small claims)\b[^.?!]{0,20}\b(?:claim|action|case|date|papers|already|proceedings)\b"
    r"|\b(?:already|now|is|it'?s|gone|going|taken|took|taking|take|issued|started|in|to|at)\b[^.?!]{0,25}\b(?:court|small claims)\b",
    re.IGNORECASE,
)
_NO_COURT = re.compile(
    r"\b(?:no|not|never|haven'?t|hasn'?t|isn'?t|without|before|instead of|rather than|might|could|should|can|may|will|threat\w*)\b"
    r"[^.?!]{0,25}\b(?:court|small claims)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:accepted|settled for|agreed to)\b[^.?!]{0,30}(?:\b(?:offer|settlement|gesture|credit|refund)\b|£)"
    r"|(?:£\s?\d+|\boffer\b)[^.?!]{0,25}\b(?:i|we|and|which i|that i) (?:have )?(?:accepted|took|settled for)\b"
    r"|\b(?:full|final) (?:and final )?settlement\b",
    re.IGNORECASE,
)
_NOT_SETTLED = re.compile(
    r"\b(?:not|never|haven'?t|didn'?t|won'?t|refused|should i|if i|can i|before i)\b[^.?!]{0,25}\b(?:accept\w*|settle\w*|offer)\b",
    re.IGNORECASE,
)
_EARLY = re.compile(r"\bagreed\b[^.?!]{0,60}\b(?:early|cisas|ombudsman|adr|referral|refer)\b", re.IGNORECASE)
_NOT_EARLY = re.compile(
    r"\b(?:not|won'?t|didn'?t|never|refused|declined|unless|if|can)\b[^.?!]{0,30}\bagree", re.IGNORECASE
)
_POUNDS = re.compile(r"£\s?(\d{1,3}(?:,\d{3})+|\d{3,7})\b")
_CLAIMED = re.compile(
    r"\b(?:want|claim\w*|owe\w*|compensation|refund|worth|back|it'?s for|it is for|over|about)\b",
    re.IGNORECASE,
)
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
    r"\b(?:we are|we'?re|i have|i run|i'?m|my|our|as|an?) (?:an? )?(?:small )?(?:business|company|firm|shop)\b|^\W*(?:business|company|firm)\b",
    re.IGNORECASE,
)
_CHARITY = re.compile(
    r"\b(?:we are|we'?re|our|for|as|an?) (?:an? )?(?:small )?(?:charity|not[- ]for[- ]profit)\b|^\W*charity\b",
    re.IGNORECASE,
)
_STAFF = re.compile(r"\b(\d{1,4}) (?:paid )?(?:staff|employees|people|of us)\b", re.IGNORECASE)
_VOLUNTEERS = re.compile(r"\b(\d{1,4}) volunteers?\b", re.IGNORECASE)
_CONTRACTORS = re.compile(r"\b(\d{1,4}) contractors?\b", re.IGNORECASE)


def read_adr_facts(text: str, today: date) -> dict[str, Any]:
    """Answers by key, JSON-safe; empty when it is only a question."""
    text = text.replace("’", "'")
    told: dict[str, Any] = {}
    letter = _LETTER.search(text)
    if letter and not _NO_LETTER.search(text):
        day = read_date(text[letter.start() :], today) or read_date(text, today)
        if isinstance(day, Day) and day.exact:
            told[Question.FINAL_LETTER_ON.value] = day.end.isoformat()
    elif letter and re.search(r"\b(?:no|haven'?t|without)\b", text, re.IGNORECASE):
        told[Question.FINAL_LETTER_ON.value] = NONE_YET
    first = told_when(text, today)
    if first is not None:
        told[Question.FIRST_TOLD_ON.value] = first
    elif _NOT_YET.search(text):
        told[NOT_COMPLAINED] = True
    return told | read_bars(text, today) | _who(text)


def has_letter(text: str) -> bool:
    """Whether they say that a final letter has come, and do not ask for one."""
    plain = text.replace("’", "'")
    named = _LETTER.search(plain)
    has = re.search(r"\b(?:have|got|received|had|came|arrived|sent me|dated|from)\b|\d", plain, re.IGNORECASE)
    return bool(named and has) and not _NO_LETTER.search(plain)


def read_bars(text: str, today: date) -> dict[str, Any]:
    """What opens or bars the scheme whatever was asked: a court, a settlement, a sum, an early referral agreed."""
    text = text.replace("’", "'")
    told: dict[str, Any] = {}
    if _COURT.search(text) and not _NO_COURT.search(text):
        told[IN_COURT] = True
    settled = _SETTLED.search(text)
    if settled and not _NOT_SETTLED.search(text):
        told[SETTLED_ON] = _day_from(text[settled.start() :], today)
    early = _EARLY.search(text)
    if early and not _NOT_EARLY.search(text):
        told[EARLY_ON] = _day_from(text[early.start() :].split(". ")[0], today)
    sum_named = _POUNDS.search(text)
    if sum_named and (_CLAIMED.search(text) or text.strip().startswith("£")):
        told[CLAIM_POUNDS] = int(sum_named[1].replace(",", ""))
    return told


def _day_from(words: str, today: date) -> str:
    """The day named there, else today: it has happened, whenever it was."""
    day = read_date(words, today)
    return (day.end if isinstance(day, Day) else today).isoformat()


def _who(text: str) -> dict[str, Any]:
    for pattern, kind in ((_CHARITY, "charity"), (_FIRM, "business"), (_HOME, "residential")):
        if pattern.search(text):
            who: dict[str, Any] = {Question.CUSTOMER.value: kind}
            return who if kind == "residential" else who | read_heads(text)
    return {}


def read_heads(text: str) -> dict[str, int]:
    """For "9 paid staff and 4 volunteers": each count under its own name."""
    found = (
        (Question.EMPLOYEES, _STAFF.search(text)),
        (Question.VOLUNTEERS, _VOLUNTEERS.search(text)),
        (Question.CONTRACTORS, _CONTRACTORS.search(text)),
    )
    return {question.value: int(match[1]) for question, match in found if match}
