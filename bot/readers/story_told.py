"""Is a line that nobody asked for a piece of what happened, or only a word in a conversation with a person?"""

from __future__ import annotations

import re
from typing import Final

from bot.decisions.questions import Question
from bot.readers.mere_wish import is_mere_wish
from bot.readers.theirs import is_courtesy, is_for_us, statements
from bot.readers.told_already import says_told_already
from bot.readers.trouble import tells_trouble

_REPLIES = re.compile(
    r"^\W*(?:(?:yes+|yeah|yep|no+|nope|ok(?:ay)?|thanks?|thank you|ta|cheers|sure|fine|right|great|good|sorry|well|that'?s (?:fine|ok(?:ay)?|great|right))\b\W*)+",
    re.IGNORECASE,
)
"""How a reply to somebody begins. What follows must be long to be a story."""
_WISH_TO_LOG = re.compile(
    r"\b(?:log|logged|make|raise|file|register|record|put|lodge|open|submit|turn)\b[^.?!]{0,40}\bcomplaint\b|\b(?:log|record) (?:it|that|this)\b",
    re.IGNORECASE,
)
_OF_THE_WAIT = re.compile(
    r"\b(?:any|some)(?:body|one) (?:there|here|coming|going to)\b|\bwaiting (?:here|for (?:an?|the|some\w*|you|your|\w+ minutes?))\b|\bstill (?:here|waiting)\W*$",
    re.IGNORECASE,
)
_SHORT_WISH: Final = 10
"""Words: so few with a wish to log it tell nothing beside it."""
_LEAST_AFTER_A_REPLY: Final = 9
"""Words: "no, nobody rang" is an answer to the person."""
_PLAINLY_LONG: Final = 12
"""Words: so many tell something, whichever words they are."""

_ASKED = {
    Question.NAME: re.compile(r"\byour (?:full |first |last )?(?:name|surname)\b|\bwho (?:am i|are you)\b"),
    Question.FIRST_TOLD_ON: re.compile(
        r"\bwhen did you (?:first |last )?(?:tell|ring|call|complain|contact|report|phone|e-?mail|write)\b"
    ),
    Question.HAPPENED_ON: re.compile(
        r"\bwhen (?:did|has|was) (?:it|this|that|the \w+)\b|\bsince when\b|\bwhen it (?:happened|started|began)\b"
    ),
    Question.DESCRIPTION: re.compile(
        r"\bwhat(?:'s| is| has| have)? (?:happened|happens|wrong|gone wrong|the (?:problem|matter|trouble|issue))\b"
        r"|\bhow (?:can|may|could) i help\b|\btell me (?:more|what|about)\b"
    ),
}
"""What a person asks, by the question that the answer belongs to."""


def tells_story(text: str) -> bool:
    """Whether a line tells what went wrong. "Ok thanks", a question, a wish and "I told you" tell nothing."""
    if is_courtesy(text) or is_for_us(text) or says_told_already(text) or is_mere_wish(text):
        return False
    told = statements(text)
    rest = _REPLIES.sub("", told)
    words = len(rest.split())
    if _WISH_TO_LOG.search(told) and words <= _SHORT_WISH:
        return False
    if rest != told and words < _LEAST_AFTER_A_REPLY:
        return False
    if _OF_THE_WAIT.search(told):
        return words > _PLAINLY_LONG and tells_trouble(_OF_THE_WAIT.sub("", rest))
    return tells_trouble(rest) or words >= _PLAINLY_LONG


def asked_by_person(text: str) -> Question | None:
    """Which of our questions an agent's line asks, if it asks just one of them."""
    said = text.lower().replace("’", "'")
    asked = [question for question, words in _ASKED.items() if words.search(said)]
    return asked[0] if len(asked) == 1 else None
