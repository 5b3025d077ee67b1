"""Does a sentence tell of trouble? For what comes before it is clear that it is a complaint, or where a date is asked for."""

from __future__ import annotations

import re

from bot.readers.everyday import only_everyday
from bot.readers.everyday_words import everyday_words_only
from bot.readers.theirs import statements

_TROUBLE = re.compile(
    r"\b(?:over ?charged?|charged|charging|billed|bill|refund|invoice|direct debit|down|dead|dying|crackl\w*|slow|broken|broke|faulty?|fault"
    r"|not working|cut ?off|cutting out|dropp?(?:s|ed|ing)?|disconnect\w*|no (?:internet|broadband|service|phone|line|signal|dial ?tone|wi-?fi)"
    r"|engineer|technician|router|nobody|no ?one|never|ignored?|fobbed|rude|waiting|waited|wrong|late|missed|promised|lost|stopped|cancel(?:led|ed)|contract"
    r"|(?:been|is|are|was|went|gone|still|keeps? going) off|off (?:since|all|for)|damaged?|porting|ported|complain\w*|unhappy|fed up|let down|sick of|rubbish|useless|terrible|awful|disgust\w*|outage|problems?|issues?|still nothing|nothing (?:has |have )?(?:come|came|arrived|happened|been done|turned up)|(?:has|have|did)(?:n['’]?t| not) (?:come|arrived?|turned up|happened?|shown up))\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5


def tells_trouble(text: str, words: int = _FEWEST_WORDS) -> bool:
    """A statement of at least ``words`` words about something that went wrong; a question is none."""
    said = statements(text)
    return len(said.split()) >= words and _TROUBLE.search(said) is not None


_AGAIN = re.compile(
    r"\b(?:happen(?:ed|ing|s)?|did|done|doing|gone|went|off|started|back|charged|it'?s|there)\b[^.?!]{0,25}\b(?:again|another|a (?:second|third|fourth) time|once more)\b",
    re.IGNORECASE,
)
_NEWS = 4
"""Words: "it happened again yesterday" is news of a complaint that is told already."""


def tells_news(text: str) -> str | None:
    """What a message tells of the trouble beside a question ("any news? it happened again"), without the question."""
    told = statements(text)
    if not told or told == text.strip():
        return None
    return told if tells_trouble(told, _NEWS) or _AGAIN.search(told) else None


def happened_again(text: str) -> bool:
    """Whether it tells that the trouble came back: its day is a further one, not when it began."""
    return _AGAIN.search(text) is not None


_COMPLAINS = re.compile(
    r"\b(?:i|we)(?:'m| am|'re| are|'ve| have|'d| would)? (?:(?:now|here|also|just|really|formally|hereby) )*"
    r"(?:complaining|(?:want|wish|need|like|wanna|got|here)(?: to)? (?:(?:make|raise|log|lodge|put in|register|file) )?"
    r"(?:(?:an?|my) )?(?:(?:formal|official|serious) )?complain(?:t)?)\b"
    r"|\b(?:i|we)(?:'d| would)? (?:want|wish|need|like) (?:it|this|that)[^.?!,]{0,20} as an? (?:formal |official )?complaint\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:don'?t|do not|not|never|didn'?t) (?:want|wish|need|like|going)\b", re.IGNORECASE)


def says_they_complain(text: str) -> bool:
    """In so many words, and now: "I'm complaining", "I want it on record as a complaint"."""
    words = text.replace("’", "'")
    return _COMPLAINS.search(words) is not None and _DENIED.search(words) is None


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
    if only_everyday(text) or (everyday_words_only(text, confidence) and not speaks_of_distress(text)):
        return False
    if speaks_of_distress(text):
        return True
    return confidence >= IN_DISTRESS and _HOUSEHOLD.search(text) is None


def speaks_of_distress(text: str) -> bool:
    """A word that somebody in a hard time may use; the model's guess alone raises no alarm without one."""
    return _DISTRESS.search(text) is not None
