"""A complaint or trouble in few words at the start of a chat, heard by its words alone: "complaint, no signal", "just want
the wifi fixed", "order was due 9 Nov, nothing has come"."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.decisions.digression import means_to_stop
from bot.decisions.problem import Problem
from bot.readers.declines import declines_complaint
from bot.readers.logs_it import only_wants_to_complain
from bot.readers.message import plain
from bot.readers.problems.which import problem_of
from bot.readers.requests import asks_for_person
from bot.readers.telling import clauses, told_in
from bot.readers.theirs import is_question, statements
from bot.readers.trouble import says_they_complain


class First(StrEnum):
    """``complaint``: they complain. ``trouble``: it may be a plain fault, and they are asked which of the two."""

    COMPLAINT = "complaint"
    TROUBLE = "trouble"


_LONGEST = 40
"""Words: a longer message is a story, and the model hears those."""
_SOFT = r"(?:(?:hi|hello|hey|hiya|ok(?:ay)?|right|so|yes|no|well|please|pls|then|and|look|sorry|morning|good (?:morning|afternoon|evening))\W+)*"
_BEGINS = re.compile(
    rf"^\W*{_SOFT}(?:(?:a|my|new|formal|official) )?complain(?:t|ing)?\b"
    r"(?!'?s?\W*(?:$|\?)|s? (?:to|how|procedure|process|page|form|code|team|department|number|ref\w*|address|line|policy|was|is|has|made|sent|logged|raised|fl-))",
    re.IGNORECASE,
)
"""Such as "complaint, no signal"; "complaints page" and "complaint FL-…" begin none."""
_WANTS_ONE = re.compile(
    rf"^\W*{_SOFT}(?:(?:can|could|shall|may) (?:we|i|you) |let'?s |lets |i'?d like to |i want to |i'?ll |we'?ll |go ahead and |just )*"
    r"(?:make|do|start|begin|raise|lodge|register|open|file|log|put in|put) (?:it |this |that )?(?:as )?(?:an?|the|my|our|this) (?:\w+ )?complaint\b"
    r"|\b(?:treat|take|count|record|handle|deal with|regard|log|class|see)(?:ed|n|d|ing|t)? (?:\w+ ){0,3}?as (?:a |an |my )?(?:formal |official )?complaint\b"
    r"|\bdealt with as (?:a |an )?(?:formal |official )?complaint\b",
    re.IGNORECASE,
)
_MADE_BEFORE = re.compile(
    r"\b(?:(?:i|we)(?:'ve| have| had)? (?:already )?(?:made|logged|raised|sent|put in|lodged|complained)|(?:i|we) (?:already )?have a complaint|already complained|my complaint (?:from|of|about|made|that)|fl-\w+"
    r"|complain(?:t|ing)? (?:\w+ )?(?:to|with) (?:the )?(?:ombudsman|cisas|ofcom|adr|regulator))\b",
    re.IGNORECASE,
)
_SERVICE = r"(?:wi-?fi|internet|broadband|connection|line|lines|phone|phones|landline|router|hub|signal|service|it|this|fault|problem|mobile|calls?|telly|tv)"
_MENDED = r"(?:fix(?:ed)?|mend(?:ed)?|sort(?:ed)?(?: out)?|repair(?:ed)?|working(?: again| properly)?|back(?: on)?|put right|up and running|to work)"
_WANTS_MENDED = re.compile(
    rf"^\W*{_SOFT}(?:(?:i|we|all|just|only|you|somebody|someone|can|could|would|will|to|wanna|want|need|like|want you to|need you to|'d) )*"
    rf"(?:(?:want|need|get|have|like) (?:my |the |our |this )?(?:\w+ )?{_SERVICE} {_MENDED}|(?:fix|mend|repair|sort out|sort) (?:my |the |our |this )?(?:\w+ )?{_SERVICE})"
    r"(?: (?:again|please|pls|now|today|asap|out|for me|properly|thanks|then))*\W*$",
    re.IGNORECASE,
)
_PESTERED = re.compile(
    r"\b(?:you|u|they|your (?:\w+ )?(?:people|staff|team|sales\w*|company|lot|guys|agents?)|somebody|someone)(?: lot| guys| people)? "
    r"(?:(?:just |always )?(?:keep|keeps|kept)(?: on)?|(?:won'?t|will not|do(?:n'?t|es ?n'?t)|never) stop|are (?:always|constantly|forever)|'re always) "
    r"(?:calling|ringing|phoning|texting|e-?mailing|pestering|messaging|harassing|chasing)\b"
    r"|^\W*(?:please )?stop (?:calling|ringing|phoning|texting|pestering|harassing) (?:me|us|my \w+)\b",
    re.IGNORECASE,
)
_OF_FAULTS = frozenset({Problem.NO_SERVICE, Problem.SLOW, Problem.VOIP_QUALITY})
"""Problems that may be a plain fault; the others are nothing to be mended."""


def first_words(text: str) -> First | None:
    """What the words say beyond doubt; ``None`` for a question, a wish for a person or to stop, and for what speaks of a
    complaint that they made before."""
    said = plain(text)
    told = statements(text)
    if len(said.split()) > _LONGEST or asks_for_person(text) or declines_complaint(text):
        return None
    if _WANTS_MENDED.search(said):
        return First.TROUBLE
    if not told:
        return None
    if _PESTERED.search(said):
        return First.COMPLAINT
    if means_to_stop(text) or _MADE_BEFORE.search(said):
        return None
    asks = is_question(text)
    if not asks and (_WANTS_ONE.search(said) or _BEGINS.search(said)):
        return First.COMPLAINT
    if not asks and says_they_complain(told) and not only_wants_to_complain(text):
        return First.COMPLAINT
    return None


def problem_told(text: str) -> First | None:
    """A problem that the playbooks know, told and not asked about. What they told the provider before may be a complaint
    that it has: that begins none."""
    if statements(text) != text.strip() or any(told_in(clause) for clause in clauses(text)):
        return None
    if asks_for_person(text) or means_to_stop(text) or _MADE_BEFORE.search(plain(text)):
        return None
    problem = problem_of(text)
    if problem is None:
        return None
    return First.TROUBLE if problem in _OF_FAULTS else First.COMPLAINT
