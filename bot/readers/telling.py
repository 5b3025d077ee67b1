"""Customers who say when they complained: a verb of telling that is their own, in the same clause as the date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.dates import Day, read_date
from bot.readers.days import MONTH

_WE = (
    r"\b(?:i|we)(?:'ve|'d| have| had)?(?: (?:first|already|only|just|then|also|actually|originally|really))*"
)
COMPLAINED = r"(?:told|complained|complaining|moaned|grumbled|reported|raised|written to you)"
REACHED = r"(?:contacted|called|rang|rung|phoned|e-?mailed|wrote|written|spoke|messaged|texted)"
_TOLD = re.compile(
    rf"{_WE}(?: been)? (?:{COMPLAINED}|{REACHED})\b|{_WE} did (?:ring|call|phone|tell|complain|e-?mail|write|contact)\b"
    r"|\b(?:she|he|my (?:husband|wife|partner|mum|mother|dad|father|son|daughter|carer|sister|brother)) (?:first )?(?:rang|called|told|phoned|complained to|e-?mailed|wrote to) (?:you|them)\b"
    r"|\b(?:the |my |our )?(?:first )?complaint (?:was (?:made|sent)|went(?: in)?)\b|\b(?:my|our|the) first complaint was\b"
    r"|\b(?:i|we)(?:'ve| have)? (?:put in|made|sent in|lodged|logged|submitted) (?:my|a|our|the) complaint\b"
    r"|\bi (?:complain|tell|write|call|phone)\b(?= (?:first|to (?:you|your|m[rs]s?)|you\b))"
    rf"|^\W*(?:i |we |first |only |just |originally )*(?:{COMPLAINED}|{REACHED}|moaned|kicked off|said (?:i|we) (?:was|were)|flagged)\b",
    re.IGNORECASE,
)
_OTHER_ERRAND = re.compile(
    rf"\b{REACHED}\b.*\bto (?:order|buy|upgrade|cancel|renew|book|set up|join|pay|get a quote)\b",
    re.IGNORECASE,
)


_ONCE_MORE = re.compile(
    r"\b(?:rang|told|called|phoned|e-?mailed|wrote|complained|contacted|written|spoke)\b(?: (?:you|yous|them|in))? again\b"
    r"|\bagain (?:rang|called|phoned|e-?mailed|wrote)\b",
    re.IGNORECASE,
)
"""A later time is not the first: "I rang again on 2 November"."""


def is_once_more(text: str) -> bool:
    """Whether a later time is told of, and no first one: "the 20th I rang again"."""
    return any(_ONCE_MORE.search(clause) for clause in clauses(text)) and not any(
        told_in(clause) for clause in clauses(text)
    )


def clauses(text: str) -> list[str]:
    """The text cut where one thing said ends and the next begins."""
    plain = re.sub(r"\S+@\S+", " ", text.replace("’", "'"))  # the dots of an address end nothing
    return re.split(r"[.?!;,\n](?!\d)|\b(?:and|but|so|because)\b", plain, flags=re.IGNORECASE)


def told_in(clause: str) -> str | None:
    """The part of a clause that begins with the customer's telling; ``None`` without one, or on another errand."""
    found = _TOLD.search(clause)
    if found is None or _OTHER_ERRAND.search(clause) or _ONCE_MORE.search(clause):
        return None
    return clause[found.start() :]


_DATE_BEFORE = 7
"""Words: "about three weeks ago" in front of "I rang" is when."""


def day_before_telling(clause: str, today: date) -> Day | None:
    """The day that stands in front of their telling: "about three weeks ago I rang". A rough one is a range."""
    told = told_in(clause)
    before = clause[: len(clause) - len(told)].strip() if told else ""
    if not before or len(before.split()) > _DATE_BEFORE or _OF_THE_TROUBLE.search(before):
        return None
    day = read_date(before, today)
    return day if isinstance(day, Day) and is_told_closely(before, day) else None


_MORE_THAN_ONCE = re.compile(
    r"\b(?:before that|before then|and again|again|earlier|previously|first|firstly|also|as well|twice|both times)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"[.;,\n](?!\d)|\b(?:and|but|then|before (?:that|then)|again)\b", re.IGNORECASE)
_OF_THE_TROUBLE = re.compile(
    r"\b(?:since|start\w*|began|begun|happen\w*|broke|went|off|down|dead|out|came|turn\w*|replied|said|promised)\b",
    re.IGNORECASE,
)


def earliest_of_several(text: str, today: date) -> Day | None:
    """The first of two or more days on which they told somebody: "yesterday, and before that on Friday". ``None`` where
    fewer are named, or nothing says that they belong together. Days are London dates, seen from ``today``."""
    if _MORE_THAN_ONCE.search(text) is None:
        return None
    parts = [part for part in _TIMES.split(text.replace("’", "'")) if part.strip()]
    read = [read_date(part.strip(), today) for part in parts if _is_of_telling(part)]
    days = [day for day in read if isinstance(day, Day) and day.exact]
    return min(days, key=lambda day: day.start) if len(days) > 1 else None


_A_TIME_ALONE = re.compile(
    rf"\W*(?:(?:(?:on|in|at|by|of|the|a|an|and|it|was|then|that|before|again|also|too|as|well|first|firstly|earlier|previously|about|around|roughly|maybe|perhaps|i|think|say|or|so|last|this|that|past|since|from|to|you|them|yous|early|mid|late|just|only|once|twice|both|times?"
    rf"|phone|e-?mail|letter|post|chat|text|call|online|web|website|app|yesterday|today|now|ago|day|days|week|weeks|months?|couple|few|fortnight|one|two|three|four|five|six|seven|eight|nine|ten|mornin\w*|afternoon|evening|night|lunchtime"
    rf"|(?:mon|tue|wed|thu|fri|sat|sun)\w*|{MONTH}|\d{{1,4}}(?:st|nd|rd|th|am|pm)?)\b)\W*)+",
    re.IGNORECASE,
)
"""Nothing but when and how: it belongs to the telling beside it."""


def _is_of_telling(part: str) -> bool:
    """ "The installer did not come on 9 November" beside "I told you on the 10th" is no day of telling."""
    if _OF_THE_TROUBLE.search(part):
        return False
    return _TOLD.search(part) is not None or _A_TIME_ALONE.fullmatch(part) is not None


_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SPAN = rf"{_COUNT} (?:days?|weeks?|wks?|months?)"
_SINCE_TELLING = re.compile(
    rf"\b({_SPAN}) (?:now )?since (?:(?:i|we)\b.{{0,20}}?\b{COMPLAINED}|my (?:first )?complaint)",
    re.IGNORECASE,
)
_IT_HAS_BEEN = re.compile(
    rf"\bit(?:'?s| is| has)(?: (?:now|been|over|about|nearly|almost|already))* ({_SPAN})(?: (?:now|already))?"
    r"(?=\s*(?:$|[,.?!;]|(?:am|can|may|could|do|should|so|and)\b))",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(
    r"\b(?:it was|on) ((?:the )?\w+(?: (?:of )?\w+){0,2}?) (?:that |when )?(?:i|we) (?:first )?(?:told|complained|rang|wrote|e-?mailed|phoned|called)\b",
    re.IGNORECASE,
)
"""For "it was 19 October I first complained"."""
_OF_THE_RULE = re.compile(r"\b(?:says?|said|reads?|states?|blurb|rules?)\b[^.?!]*$", re.IGNORECASE)
_WHICH_RULE = r"\b(?:six|6|eight|8)(?: weeks?)? (?:or|to) (?:six|6|eight|8)(?: weeks?)?\b"
"""Which of the two waits is asked, not how long ago it was."""
_RULE = re.compile(rf"\b(?:after|within|for|every|wait|waited) {_SPAN}", re.IGNORECASE)


_ROUGH = timedelta(days=31)


_OF_ANOTHER_THING = re.compile(
    rf"\b(?:for|from|that|which|dated|bill|invoice|order|contract|payment)\b[^.?!]*?\b{MONTH}\b",
    re.IGNORECASE,
)
"""Such as "a bill for October": the month of the bill, not of the telling."""


def is_told_closely(words: str, day: Day) -> bool:
    """Whether the day is one that may be kept unasked: a day, or a part of a month or some weeks ago in plain words."""
    if day.exact:
        return True
    if _OF_ANOTHER_THING.search(words):
        return False
    named = re.search(
        rf"\b(?:{MONTH}|ago|last week|last month|(?:around|about|roughly) the \d{{1,2}}(?:st|nd|rd|th)?)\b",
        words,
        re.IGNORECASE,
    )
    return named is not None and day.end - day.start < _ROUGH


def told_when(text: str, today: date) -> dict[str, str] | None:
    """When they first complained, from a question about ADR ("it's been 7 weeks, am I allowed?"), if it says so.

    Tenure ("with you for 3 years"), the trouble itself and the rule ("after 8 weeks") are no complaint.
    """
    text = re.sub(_WHICH_RULE, " ", text.replace("’", "'"), flags=re.IGNORECASE)
    turned = _DATE_FIRST.search(text)
    if turned:
        day = read_date(turned[1], today)
        if isinstance(day, Day) and day.exact and day.end < today:
            return {"from": day.start.isoformat(), "to": day.end.isoformat()}
    span = _SINCE_TELLING.search(text) or _IT_HAS_BEEN.search(text)
    if span and _OF_THE_RULE.search(text[: span.start()]):
        span = None  # "your page says that it's eight weeks"
    said = [told for clause in clauses(text) if (told := told_in(clause))]
    said += [f"{span[1]} ago"] if span else []  # a day that they name counts for more
    for words in said:
        if _RULE.search(words) and "complaining" not in words.lower():
            continue
        day = read_date(words, today)
        if isinstance(day, Day) and is_told_closely(words, day) and day.end < today:
            return {"from": day.start.isoformat(), "to": day.end.isoformat()}
    return None


_ONLY_BEGAN = re.compile(
    r"^\W*(?:(?:no|well|sorry|actually|oh|but|hang on|wait)\W+)*(?:it|they|this|the (?:fault|problem|trouble|phones?|line|internet|broadband|issue))"
    r"(?:['’]s| has| have)? (?:(?:all|first|only|actually|really) )*(?:began|begun|started|happened|broke|went (?:down|off|dead))\b",
    re.IGNORECASE,
)


def tells_only_the_start(text: str) -> bool:
    """For "sorry, it began on 18 November": said where the telling is asked, never the day on which the provider heard."""
    return _ONLY_BEGAN.search(text) is not None
