"""What a message tells besides the answer to our question, taken only where the words leave no doubt.

Dates only after a cue ("since", "I complained on"), never from the middle of a story: "we may have lost calls" names no
month.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.decisions.questions import Question
from bot.readers.answers import Message, day_as_answer, find_contact
from bot.readers.dates import Day, read_date
from bot.readers.heard import Problem, Reading, Taken

_SINCE = re.compile(r"\b(?:since|started on|began on)\s+((?:[\w'’/-]+\s*){1,4})", re.IGNORECASE)
_DURATION = re.compile(
    r"\b(?:for|been)\s+((?:the (?:last|past) )?(?:\d{1,3}|\w+) (?:days?|weeks?|months?))\b", re.IGNORECASE
)
_TOLD = re.compile(
    r"\bI(?:'ve|’ve| have)? (?:first )?(?:told|complained|reported|raised|contacted|called|rang|phoned|e-?mailed|wrote|spoke)\b"
    r"[^.?!,]{0,25}?\b(?:on|in)\s+((?:[\w'’/-]+\s*){1,3})",
    re.IGNORECASE,
)
_WAITED = re.compile(
    r"\b(?:been|over|after|waited|waiting|for|than)\b|\bago\b|\b(?:told|complained|rang|wrote|contacted)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?i:my name is|my name's|i am called)\s+([A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3})")


def volunteered(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Answers to questions not asked yet, or a new one to a question answered before if the words say so."""
    if message.choice is not None:
        return None
    values: dict[str, Any] = {}
    contact = find_contact(message.text)
    if isinstance(contact, Problem):
        return None if Question.REPLY_ADDRESS in answers else contact
    if isinstance(contact, Taken) and _wanted(contact, answers, message):
        values.update(contact.values)
    if Question.HAPPENED_ON not in answers:
        _cued(values, Question.HAPPENED_ON, message, _SINCE, _DURATION)
    if Question.FIRST_TOLD_ON not in answers:
        _cued(values, Question.FIRST_TOLD_ON, message, _TOLD)
    named = _NAMED.search(message.text)
    if named and Question.NAME not in answers:
        values[Question.NAME] = named[1]
    return Taken(values) if values else None


_CORRECTS = re.compile(
    r"\b(?:i meant|i mean|meant to (?:say|put)|sorry|actually|correction|should (?:be|have been|say)|wrong|not \w+ but|instead)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"^\W*no\b.*\b(?:since|start\w*|began|told|complained)\b", re.IGNORECASE | re.DOTALL)
_ABOUT_TELLING = re.compile(
    r"\b(?:told|complain\w*|reported|contacted|rang|called|emailed|wrote)\b", re.IGNORECASE
)
_ABOUT_START = re.compile(r"\b(?:since|start\w*|began|happen\w*|went|broke)\b", re.IGNORECASE)


def correction(message: Message, answers: Mapping[str, Any]) -> Reading:
    """A new value for something told before ("sorry, I meant 3 March"); the last date told unless the words say which."""
    if message.choice is not None or not (_CORRECTS.search(message.text) or _DENIES.search(message.text)):
        return None
    contact = find_contact(message.text)
    if contact is not None and Question.REPLY_ADDRESS in answers:
        return contact
    named = _NAMED.search(message.text) or re.search(
        r"\bname (?:is|should be)\s+((?:[\w'’-]+\s*){1,4})$", message.text
    )
    if named and Question.NAME in answers:
        return Taken({Question.NAME: named[1].strip()})
    dated = [q for q in (Question.HAPPENED_ON, Question.FIRST_TOLD_ON) if isinstance(answers.get(q), dict)]
    if not dated:
        return None
    # What is corrected comes after the word that corrects: "not March, I meant May".
    tail = re.split(_CORRECTS, message.text)[-1]
    day = read_date(tail, message.today) or read_date(message.text, message.today)
    if not isinstance(day, Day):
        return None
    which = dated[-1]
    if _ABOUT_TELLING.search(message.text) and Question.FIRST_TOLD_ON in dated:
        which = Question.FIRST_TOLD_ON
    elif _ABOUT_START.search(message.text) and Question.HAPPENED_ON in dated:
        which = Question.HAPPENED_ON
    return Taken({which: day_as_answer(day)})


def told_when(text: str, today: date) -> dict[str, str] | None:
    """When they first complained, from a question about ADR ("it's been 7 weeks, am I allowed?"), if it says so."""
    if not _WAITED.search(text):
        return None
    day = read_date(text, today)
    return day_as_answer(day) if isinstance(day, Day) and day.exact and day.end < today else None


def _wanted(contact: Taken, answers: Mapping[str, Any], message: Message) -> bool:
    """A phone number in a story may be the broken line: it is a way to reply only if they ask to be rung on it."""
    if contact.values.get(Question.REPLY_ADDRESS) == answers.get(Question.REPLY_ADDRESS):
        return False
    if contact.values[Question.REPLY_BY] == "email":
        return True
    return bool(
        re.search(r"\b(?:call|ring|phone|text|reach|contact|reply|write|send)\b", message.text, re.IGNORECASE)
    )


def _cued(values: dict[str, Any], question: Question, message: Message, *cues: re.Pattern[str]) -> None:
    for cue in cues:
        found = cue.search(message.text)
        # The cue stays with the date: "since Monday", said on a Monday, is last week's.
        day = read_date(found[0], message.today) if found else None
        if isinstance(day, Day) and day.exact:
            values[question] = day_as_answer(day)
            return
