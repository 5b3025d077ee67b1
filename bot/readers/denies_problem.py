"""What the trouble is not: "call quality was never the problem", "it's not about the bill"."""

from __future__ import annotations

import re
from typing import Final

from bot.decisions.problem import Problem
from bot.readers.message import plain
from bot.readers.theirs import is_question

_THINGS: Final[dict[str, frozenset[Problem]]] = {
    r"(?:call quality|sound quality|sound)": frozenset({Problem.VOIP_QUALITY}),
    r"(?:calls?|line|phones?(?: line)?|landline)": frozenset({Problem.VOIP_QUALITY, Problem.NO_SERVICE}),
    r"(?:speed|slow\w*)": frozenset({Problem.SLOW}),
    r"(?:internet|broadband|wi-?fi|connection|router)": frozenset({Problem.SLOW, Problem.NO_SERVICE}),
    r"(?:bills?|billing|charges?|money|price)": frozenset({Problem.BILL_WRONG, Problem.CHARGE_AFTER_LEAVING}),
    r"(?:engineer|visit|appointment)": frozenset({Problem.MISSED_APPOINTMENT}),
    r"(?:order|install\w*)": frozenset({Problem.ORDER_DELAYED}),
}
_POINT = r"(?:problem|issue|trouble|point|complaint|fault)"
_FORMS = (
    r"\b(?:the |my |our )?{thing} (?:(?:was|is|were|are|has been) (?:\w+ )?(?:never|not)(?: really| actually)?|isn't|wasn't|aren't|weren't|was never|never was) (?:the|an?|my|our) {point}\b",
    r"\bnothing (?:is |was |'s )?(?:ever )?wrong with (?:the |my |our )?{thing}\b",
    r"\b(?:it|this|that|my complaint)(?:'s| is| was|s)? (?:not|never|nothing) (?:about|to do with|because of) (?:the |my |our )?{thing}\b",
    r"\b(?:the |my |our )?{thing} (?:is|are|was|were|works?)(?: (?!not\b|never\b|no\b)\w+)? (?:fine|ok(?:ay)?|good|perfect)\b(?!.*\b(?:but|until|now it|then)\b)",
)
_DENIALS: Final = [
    (re.compile("|".join(form.format(thing=thing, point=_POINT) for form in _FORMS)), problems)
    for thing, problems in _THINGS.items()
]
_NO = re.compile(r"\b(?:never|not|nothing|isn't|wasn't|aren't|weren't|fine|ok|okay|good|perfect)\b")


def problems_denied(text: str) -> frozenset[Problem]:
    """The problems that the words say it is not; empty for a question, and where nothing is denied."""
    said = plain(text)
    if is_question(text) or _NO.search(said) is None:
        return frozenset()
    denied = [problems for pattern, problems in _DENIALS if pattern.search(said)]
    return frozenset().union(*denied)
