"""Does a sentence tell of trouble? For what comes before it is clear that it is a complaint, or where a date is asked for."""

from __future__ import annotations

import re

from bot.readers.theirs import is_question

_TROUBLE = re.compile(
    r"\b(?:over ?charged?|charged|charging|billed|bill|refund|invoice|direct debit|down|dead|dying|crackl\w*|slow|broken|broke|faulty?|fault"
    r"|not working|cut ?off|cutting out|dropp?(?:s|ed|ing)?|disconnect\w*|no (?:internet|broadband|service|phone|line|signal|dial ?tone|wi-?fi)"
    r"|engineer|technician|router|nobody|no ?one|never|ignored?|fobbed|rude|waiting|waited|wrong|late|missed|promised|lost|stopped|cancel(?:led|ed)|contract"
    r"|damaged?|porting|ported|complain\w*|unhappy|fed up|let down|sick of|rubbish|useless|terrible|awful|disgust\w*|outage|problems?|issues?)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5


def tells_trouble(text: str, words: int = _FEWEST_WORDS) -> bool:
    """A statement of at least ``words`` words about something that went wrong; a question is none."""
    told = [part for part in re.split(r"(?<=[.!?\n])\s+", text) if part and not is_question(part)]
    said = " ".join(told)
    return len(said.split()) >= words and _TROUBLE.search(said) is not None


_DISTRESS = re.compile(
    r"\b(?:upset\w*|crying|cried|cry|tears|desperate|cop(?:e|ing)|depress\w*|anxi\w*|panic\w*|ill|illness|disab\w*|scared|frighten\w*|alone|lonely|died|dead (?:husband|wife|mum|dad)|death|widow\w*"
    r"|bereave\w*|suicid\w*|kill|stress\w*|struggl\w*|mental\w*|hospital|cancer|carer|pregnan\w*|baby|frail|vulnerable|hungry|food|heating|starv\w*|afford|debt\w*|poorly|breakdown|oxygen"
    r"|end of my tether|can'?t go on|can'?t take|lifeline|alarm|safe|abus\w*|violen\w*|harm)\b",
    re.IGNORECASE,
)


IN_DISTRESS = 0.75
_HOUSEHOLD = re.compile(
    r"\b(?:wife|husband|partner|kids?|children|son|daughter|mum|mother|dad|father|family|home|house|brother|sister)\b",
    re.IGNORECASE,
)
"""Who lives there is told in passing; the model takes it for care that somebody needs."""


def sounds_distressed(text: str, confidence: float) -> bool:
    """Whether the model, ``confidence`` sure of distress, may raise an alarm by itself. (The safety net needs no model.)"""
    if speaks_of_distress(text):
        return True
    return confidence >= IN_DISTRESS and _HOUSEHOLD.search(text) is None


def speaks_of_distress(text: str) -> bool:
    """A word that somebody in a hard time may use; the model's guess alone raises no alarm without one."""
    return _DISTRESS.search(text) is not None
