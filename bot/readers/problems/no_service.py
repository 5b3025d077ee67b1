"""No service: nothing works at all."""

from __future__ import annotations

import re

from bot.readers.problems.spelling import plainly

_SERVICE = (
    r"\b(?:internet|broadband|connection|(?<!customer )(?<!email )service|line|lines|phones?|wi-?fi|landline|router|voip|hub)"
    r"(?! (?:bill|contract|number|manager|rental|charge|call|company))"
)
_STILL = r"(?: (?:all|just|still|completely|totally|line|lines|service|connection|has|have|been|again|now))*"
_GONE = (
    r"(?:down|dead|offline|off(?! (?:the|by|with))|out(?! (?:of|twice))|gone(?! (?:up|wrong|through))|cut off|dropped(?! off)"
    r"|not working(?! (?:out|for))|stopped working)\b"
)
_NOT_WORKING = r"(?:(?:don'?t|doesn'?t|won'?t|not) work\b(?! out)|(?:isn'?t|aren'?t|ain'?t|not|stopped) working\b(?! (?:out|for)))"

_NOTHING_THERE = r"\b(?:no|nae) (?:internet|broadband|service|connection|dial ?tone|signal|wi-?fi|phone line|line)\b(?! (?:charges?|fees?|rental|from|between|credits?|level|agreement|contract|bill|manager))"
_IS_DOWN = rf"{_SERVICE}(?:'s|s)?{_STILL} (?:is|are|was|were|has|have|been|went|keeps?){_STILL} {_GONE}"
_DEAD_SHORT = r"\b(?:internet|broadband|connection|service|lines?|phones|wi-?fi|landline|router|hub)(?: (?:line|lines|still|all|completely|totally|gone|service|connection))* (?:down|dead|offline)\b|\bphone dead\b"
_OFF = rf"\b(?:internet|broadband|wi-?fi|landline)s?(?: (?:all|still|been))* off(?= (?:again|since|this|all|for|now|today|yesterday|\d|every|the day|though|although|and|but|even)|[.,!;]|$)|{_SERVICE}(?:'s|s)?(?: (?:has|have|just))* (?:gone|went) (?:down|off|dead)\b|\bno diall?ing tone\b"
_IT_IS_DOWN = r"\bit(?:'s| is| has been|'s been)(?: (?:still|all|completely|totally|just))* (?:down(?! to)|dead|offline|not working(?! (?:out|for)))\b"
_DOES_NOT_WORK = rf"{_SERVICE}[^.?!]{{0,40}}?\b{_NOT_WORKING}"
_CUT_OFF = (
    r"\b(?:we'?ve been|we have been|we were|we are|we'?re|i'?ve been|i have been|i am|i'?m|been) (?:\w+ )?cut off\b(?! (?:each|every|when|after|in the middle|mid))"
    r"|\bcut (?:us|me) off\b|\b(?:internet|broadband|line|service|phones?) (?:has been |was |is |were |got )?cut off\b"
)
_LOST = r"\blost (?:our|my|the|all) (?:internet|broadband|service|connection|phones?|line)\b(?! (?:number|bill|contract|order|calls?))"
_OUTAGE = rf"\b(?:total|complete|full|whole) outage\b|\boutage since\b|{_SERVICE}[^.?!]{{0,40}}\boutage\b"

_DEAD = tuple(
    re.compile(pattern)
    for pattern in (
        _NOTHING_THERE,
        _IS_DOWN,
        _DEAD_SHORT,
        _IT_IS_DOWN,
        _DOES_NOT_WORK,
        _CUT_OFF,
        _LOST,
        _OUTAGE,
        _OFF,
    )
)


def is_dead(text: str) -> bool:
    """Whether the customer says that nothing works at all."""
    words = plainly(text)
    return any(pattern.search(words) for pattern in _DEAD)
