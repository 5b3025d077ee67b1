"""Somebody old, ill or disabled whose phone line is dead: to be seen to first, and no alarm by itself."""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.decisions.safety_idioms import any_of
from bot.decisions.safety_signs.people_and_help import KIN

_IS = rf"(?:i'?m|i am|im|he'?s|he is|she'?s|she is|we'?re|we are|they are|both|{KIN}(?:'s| is|s are)?|who'?s|aged)"
_NO_AGE = (
    r"(?! ?(?:%|p\b|quid|pounds?|mb|mbps|meg|gb|days?|minutes|mins|hours|hrs|weeks|miles|times|calls|e-?mails|"
    r"customers|employees|staff|people|metres|th\b))"
)
_YEARS = r"(?:7\d|8\d|9\d|10\d)"
_OLD = any_of(
    rf"\b{_IS} (?:nearly |almost |now |also |over |an? |only )*{_YEARS}\b{_NO_AGE}",
    rf"\b{_YEARS}[ -]?(?:years?|yrs?)[ -]?old\b|\bin (?:my|his|her|their) (?:seventies|eighties|nineties)\b",
    (
        rf"\b(?:elderly|frail|vulnerable|old) (?:{KIN}|lady|man|woman|gentleman|person|people|parents?|couple|"
        r"pensioner)\b"
    ),
    rf"\b{_IS} (?:very |quite |both |an? )*(?:elderly|frail|housebound|bed-?bound|pensioners?)\b",
)
_ILL = any_of(
    r"\b(?:copd|emphysema|angina|dementia|alzheimer\w*|parkinson\w*|epilep\w+|multiple sclerosis)\b",
    r"\b(?:cystic fibrosis|sickle cell|motor neurone?|chemo\w*|asthma(?:tic)?|diabet(?:ic|es))\b",
    r"\bheart (?:condition|failure|problems?|disease|trouble)\b|\b(?:bad|weak|dodgy) heart\b",
    r"\b(?:kidney|liver|lung) (?:failure|disease)\b",
    (
        r"\b(?:having|had|after|since|recovering from) (?:a |my |his |her |the )?(?:\w+ )?"
        r"(?:stroke|heart attack|bypass|operation)\b"
    ),
    r"\b(?:i have|i'?ve|got|with|has|having) (?:\w+ )?(?:cancer|ms|a disability)\b",
    (
        rf"\b(?:i'?m|i am|im|he'?s|he is|she'?s|she is|{KIN} is) (?:\w+ )?"
        r"(?:disabled|paraly[sz]ed|in a wheelchair|on (?:oxygen|dialysis)|pregnant)\b(?! by\b)"
    ),
)
_PHONE = r"(?:phone|phones|telephone|landline|land line|phone ?line|home phone|house phone|line)"
_NOT_PUT_DOWN = r"(?<!put the )(?<!puts the )(?<!putting the )(?<!slammed the )"
_DEAD = (
    r"(?:dead|down|off|out(?: of order)?|cut off|gone(?: dead| off)?|went dead|disconnected|not work(?:ing|s)|"
    r"(?:does not|doesn'?t|won'?t|isn'?t) work(?:ing)?|stopped(?: working)?|broken?)"
)
_CUT_OFF = any_of(
    (
        rf"{_NOT_PUT_DOWN}\b{_PHONE}(?:'s)? (?:(?:has|have|is|was|been|gone|went|still|just|completely|now|also|line) )"
        rf"{{0,4}}{_DEAD}\b"
    ),
    rf"\bdead {_PHONE}\b",
    (
        r"\b(?:no|without(?: a| any| my| the)?|not had (?:a|any)|haven'?t (?:had|got) (?:a|any)) (?:working )?"
        rf"(?:{_PHONE}\b(?! (?:call|bill|book|answer|number|reply))|dial(?:ling)? ?tone|way (?:to|of) (?:ring|call)\w*)"
    ),
    r"\b(?:can'?t|cannot|unable to) (?:ring|phone|call|dial) (?:out|anybody|anyone)\b",
)


class Both:
    """Fits where all of ``patterns`` do; as ``search`` of a pattern, so far as the safety net uses it."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self._patterns = patterns

    def search(self, text: str) -> Literal[True] | None:
        return True if all(each.search(text) for each in self._patterns) else None


SIGNS: Final = Both(any_of(_OLD.pattern, _ILL.pattern), _CUT_OFF)
