"""What a message tells besides the answer to our question, taken only where the words leave no doubt.

Dates only after a cue ("since", "I complained on"), never from the middle of a story: "we may have lost calls" names no
month. A number or an address in a story is a way to reply only if they ask to be reached there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.decisions.questions import UNKNOWN, Question
from bot.readers.contact import find_contact, find_phone
from bot.readers.corrected_dates import date_put_right, day_beside, without_denied
from bot.readers.dates import Day, read_date
from bot.readers.happening import TENURE, day_it_happened
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.message import Message
from bot.readers.names import name_beside_contact
from bot.readers.own_dates import read_own_dates
from bot.readers.own_name import find_own_name
from bot.readers.telling import (
    clauses,
    day_before_telling,
    earliest_of_several,
    is_once_more,
    is_told_closely,
    told_in,
    told_when,
)
from bot.readers.when import day_as_answer

__all__ = ["correction", "told_when", "volunteered"]

_NAMED = re.compile(
    r"\b(?i:my name is|my name's|my name|name is|i am called)\s+(?:(?i:spelt|spelled|really|actually)\s+)?([A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3})"
    r"|(?:^|(?<=[.!,;] ))(?i:i'm|i am|this is|it's)\s+((?!(?:I|Not|So|Very|Really|A|An|The|On|In|At)\b)[A-Z][a-z]*['’]?[A-Z]?[a-z]+(?:\s+[A-Z][\w'’-]+){1,3})(?=[.,!;]|\s*$| (?:and|here|from)\b)"
)


def volunteered(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Answers to questions not asked yet, or a new one to a question answered before if the words say so."""
    if message.choice is not None:
        return None
    values: dict[str, Any] = {}
    contact = find_contact(message.text)
    if isinstance(contact, Problem):
        return None if Question.REPLY_ADDRESS in answers else contact
    beside = name_beside_contact(message.text) if isinstance(contact, Taken) else None
    if isinstance(contact, Taken) and (beside or _wanted(contact, answers, message.text)):
        values.update(contact.values)
    if beside and answers.get(Question.NAME) in (None, UNKNOWN):
        values[Question.NAME] = beside
    for question, find in ((Question.HAPPENED_ON, _happened), (Question.FIRST_TOLD_ON, _first_told)):
        if answers.get(question) in (None, UNKNOWN) and (day := find(message)) is not None:
            values[question] = day_as_answer(day)
    if answers.get(Question.NAME) in (None, UNKNOWN) and (named := _own_name(message)):
        values.setdefault(Question.NAME, named)
    return Taken(values) if values else None


_OF_SOMEBODY = re.compile(r"(?:\b(?:his|her|their|whose)|'s)\s*$", re.IGNORECASE)


def _own_name(message: Message) -> str | None:
    """As they typed it where it has capitals; "his name is" says that of somebody else."""
    text = message.text.replace("’", "'")
    for named in _NAMED.finditer(text):
        if not _OF_SOMEBODY.search(text[: named.start()]):
            return named[1] or named[2]
    return find_own_name(message)


_REACH_ME = re.compile(
    r"\b(?:(?:reply|call|ring|phone|text|reach|contact|get|bell|message)(?: (?:me|us))?(?: back)?(?: (?:on|at))"
    r"|(?:call|ring|phone|text|reach|contact) (?:me|us)(?: back)?(?: please)?:?"
    r"|my (?:(?:phone|mobile|contact|home|work) )?(?:number|mobile|phone)(?: is|'s|:)?)\s*(?:my (?:mobile|phone),? )?$",
    re.IGNORECASE,
)
_WRITE_TO_ME = re.compile(
    r"\b(?:(?:write|reply|post|send)\b.{0,20}\bto (?:me|us)(?: at)?|my (?:postal )?address is)\b",
    re.IGNORECASE,
)
_WROTE_THERE = re.compile(
    r"\b(?:e-?mailed|mailed|wrote to|written to|writing to|contacted|rang|called|phoned|dialled|sent (?:it|an? \w+|them)? ?to)\s*(?:them |you )?(?:at |on |to )?$",
    re.IGNORECASE,
)
"""Where they have written or rung is no way to reach them."""
_NEAR = 40
_NOBODY_READS = re.compile(r"^(?:no-?reply|do-?not-?reply)\b", re.IGNORECASE)


def _wanted(contact: Taken, answers: Mapping[str, Any], text: str) -> bool:
    """A phone number in a story may be the broken line: it is a way to reply only if they ask to be rung on it."""
    address = contact.values[Question.REPLY_ADDRESS]
    if address == answers.get(Question.REPLY_ADDRESS) or _WROTE_THERE.search(text.split(address)[0]):
        return False
    if contact.values[Question.REPLY_BY] == "email":
        return not _NOBODY_READS.search(address)
    if contact.values[Question.REPLY_BY] == "letter":
        return _WRITE_TO_ME.search(text) is not None
    phone = find_phone(text)
    before = text[max(0, phone[1] - _NEAR) : phone[1]].rstrip("( ,.:-–") if phone else ""
    return _REACH_ME.search(before) is not None


_RIGHT_BEHIND = re.compile(
    r"^.{0,30}?\b(?:told|complained|reported|contacted|called|rang|rung|phoned|e-?mailed|wrote|spoke|ring|call|phone)\b"
    r"(?: (?:you|them|it|to|in|about|this|up|\d+ times|since|from|the|same))*? ((?:the |last |this )?(?:\d{1,2}\w*|mon|tue|wed|thu|fri|sat|sun|yesterday|today|a|two|three)\w*(?: (?:of )?\w+){0,2})",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|in)\s+[\w'/-]+(?:\s+[\w'/-]+){0,5}", re.IGNORECASE)


_MAYBE = re.compile(
    r"^\W*(?:maybe|perhaps|about|around|roughly|probably|some ?time|i think|think|it was|that was|must have been|would have been|might have been)\b",
    re.IGNORECASE,
)
"""Begins a clause that says when, after one that says what."""


def _happened(message: Message) -> Day | None:
    return day_it_happened(message.text, message.today)


def _first_told(message: Message) -> Day | None:
    parts = clauses(message.text)
    several = earliest_of_several(message.text, message.today)
    if several is not None and any(told_in(clause) for clause in parts):
        return several
    for at, clause in enumerate(parts):
        told = told_in(clause)
        if told is None:
            continue
        for on in _ON.finditer(told):
            if day := _exact(on[0], message.today):
                return day
        if before := day_before_telling(clause, message.today):
            return before
        near = _RIGHT_BEHIND.match(told)
        if near and (day := _exact(near[1], message.today)):
            return day
        behind = parts[at + 1] if at + 1 < len(parts) and _MAYBE.match(parts[at + 1]) else ""
        for words in (told, behind):
            if words and not _OF_ITS_START.search(words) and (day := _close(words, message.today)):
                return day
    if _OF_ITS_START.search(message.text) or re.search(r"\bevery\b", message.text, re.IGNORECASE):
        return None
    own = read_own_dates(message.text, message.today).first
    return own if own is not None and own.exact else None


_OF_ITS_START = re.compile(
    r"\b(?:since|start\w*|began|begun|happen\w*|broke|went (?:off|down|dead)|for (?:the )?(?:last |past )?\w+ (?:days?|weeks?|months?))\b",
    re.IGNORECASE,
)


def _close(words: str, today: date) -> Day | None:
    """A day, or a part of a month in plain words: "since late August", "early October"."""
    day = read_date(words, today)
    return day if isinstance(day, Day) and is_told_closely(words, day) and day.end < today else None


def _exact(words: str, today: date) -> Day | None:
    # The cue stays with the date: "since Monday", said on a Monday, is last week's.
    day = read_date(words, today)
    return day if isinstance(day, Day) and day.exact else None


_CORRECTS = re.compile(
    r"\b(?:i said|no wait|wait,? no|i meant|i mean|meant to (?:say|put)|sorry|actually|correction|should (?:be|have been|say)|(?:that'?s|that is|it'?s|date is|got it|got that) wrong|not \w+ but|instead)\b",
    re.IGNORECASE,
)
_OWN_TELLING = r"\b(?:i|we)(?:'ve| have| had)?(?: (?:first|only|actually|already))* (?:told|complained|reported|contacted|rang|called|e-?mailed|wrote)\b"
_ITS_START = (
    r"\b(?:it|that|this)(?:'s| has| had)?(?: (?:all|first|only|actually|been|just))* (?:start\w*|began|begun|happened|went|broke)\b"
    r"|\b(?:it|i|we)\b[^.?!]{0,40}\b(?:down|dead|off|out|without|worked|working|been)\b[^.?!]{0,20}\bsince\b"
)
_DENIES = re.compile(rf"^\W*(?:no|nope|nah)\b[^.?!]{{0,30}}?(?:{_OWN_TELLING}|{_ITS_START})", re.IGNORECASE)
_THEIR_SILENCE = re.compile(
    r"\b(?:they|you|nobody|no ?one|he|she)\b[^.?!,]{0,30}(?:n't|\bnever|\bnot)\b|\bi haven't (?:heard|had)\b",
    re.IGNORECASE,
)
_NAME_IS = re.compile(
    r"(?<!'s )\bname (?:is|should be)\s+(?:spelt\s+|spelled\s+)?([\w'’-]+(?:\s+[\w'’-]+){0,3})\s*$"
)
_ABOUT_TELLING = re.compile(
    r"\b(?:told|complain\w*|reported|contacted|rang|called|emailed|wrote)\b", re.IGNORECASE
)
_ABOUT_START = re.compile(r"\b(?:since|start\w*|began|happen\w*|went|broke)\b", re.IGNORECASE)


def correction(message: Message, answers: Mapping[str, Any]) -> Reading:
    """A new value for something told before ("sorry, I meant 3 March"); the last date told unless the words say which."""
    text = message.text.replace("’", "'")
    if is_once_more(text):
        return None  # a later time changes no first day
    if message.choice is None and (put_right := date_put_right(text, message.today, answers)):
        return Taken({put_right[0]: day_as_answer(put_right[1])})
    if message.choice is not None or not (_CORRECTS.search(text) or _DENIES.search(text)):
        return None
    contact = find_contact(text)
    if contact is not None and Question.REPLY_ADDRESS in answers:
        return contact
    named = _NAMED.search(text) or _NAME_IS.search(text)
    if named and Question.NAME in answers:
        return Taken({Question.NAME: next(part for part in named.groups() if part).strip()})
    dated = [q for q in (Question.HAPPENED_ON, Question.FIRST_TOLD_ON) if isinstance(answers.get(q), dict)]
    if not dated or _THEIR_SILENCE.search(text):
        return None
    # What is corrected comes after the word that corrects: "not March, I meant May".
    text = without_denied(text)
    tail = re.split(_CORRECTS, text)[-1]
    last = answers.get("_last_date")
    which = next((each for each in dated if each.value == last), dated[-1])
    telling = re.search(rf"{_OWN_TELLING}|\bfirst (?:told|complained)\b", text, re.IGNORECASE)
    if telling and Question.FIRST_TOLD_ON not in dated:
        day = read_date(tail, message.today) or read_date(text, message.today)
        return Taken({Question.FIRST_TOLD_ON: day_as_answer(day)}) if isinstance(day, Day) else None
    if _ABOUT_TELLING.search(text) and Question.FIRST_TOLD_ON in dated:
        which = Question.FIRST_TOLD_ON
    elif _ABOUT_START.search(text) and Question.HAPPENED_ON in dated:
        which = Question.HAPPENED_ON
    before = answers[which]
    found = day_beside(tail, message.today, before) or day_beside(text, message.today, before)
    return Taken({which: day_as_answer(found)}) if found is not None else None


_MONEY = re.compile(r"£|\b(?:pounds|quid)\b", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:happened|began|started|since)\b.*", re.IGNORECASE | re.DOTALL)
_MY_NAME = re.compile(
    r"(?:\bmy name(?:'s| is)|^\W*(?:the )?name(?: is|:| should be)|\bname\b[^.?!:]{0,25}\bwrong(?:ly)?\b[^.?!:]{0,12}[:,.] ?(?:it is|it's|it should be)?)\s+"
    r"((?:(?:mr|mrs|ms|miss|dr)\.? )?[\w'’-]+(?:\s+(?!with(?:out)?\b)[\w'’-]+\.?){0,3})(?:,? with(?:out)? (?:the|an?|any|one|two|no) \W?[a-z]{1,2}\b[^.;]*)?\s*(?:$|[.;]\s)",
    re.IGNORECASE,
)


def restated(message: Message, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is said anew at a time when it is not asked: when it began, when they first told, a name.

    Only what differs from ``answers``, by answer key.
    """
    if message.choice is not None:
        return {}
    values: dict[str, Any] = {}
    began = _BEGAN.search(message.text)
    if began and (TENURE.search(message.text) or _MONEY.search(message.text)):
        began = None  # "with you since 2019", "£18 a month since August"
    day = read_date(began[0], message.today) if began else None
    if isinstance(day, Day):
        values[Question.HAPPENED_ON.value] = day_as_answer(day)
    named = _MY_NAME.search(message.text)
    if named:
        values[Question.NAME.value] = named[1]
    first = told_when(message.text, message.today)
    if first is not None:
        values[Question.FIRST_TOLD_ON.value] = first
        values.pop(Question.HAPPENED_ON.value, None)
    return {key: value for key, value in values.items() if answers.get(key) != value}
