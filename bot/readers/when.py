"""Questions for a date: when it happened, when they first told the provider, when the final letter came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.decisions.questions import NONE_YET, UNKNOWN, Question
from bot.readers.dates import Day, Unreadable, read_date
from bot.readers.days import COUNTS
from bot.readers.happening import befell_them, day_it_happened, tells_leaving
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.message import DONT_KNOW, NO, SKIP, YES, Message, plain, read_yes_no
from bot.readers.telling import earliest_of_several, is_once_more


def day_as_answer(day: Day) -> dict[str, str]:
    """A day as it is kept in ``intakes.answers``: a rough one stays a range."""
    return {"from": day.start.isoformat(), "to": day.end.isoformat()}


def _when(message: Message) -> Day | Problem | str | None:
    """A day, a problem with it, ``UNKNOWN``, or ``None`` if no date is meant."""
    if message.choice == UNKNOWN or SKIP.search(message.text):
        return UNKNOWN
    found = read_date(message.text, message.today)
    if isinstance(found, Day):
        return found
    if found is Unreadable.FUTURE:
        return Problem("utter_problem_future_date")
    if found is Unreadable.IMPOSSIBLE:
        return Problem("utter_problem_no_such_date")
    if found is Unreadable.DISAGREES:
        return Problem("utter_problem_weekday_of_date")
    if DONT_KNOW.search(message.text) or found is Unreadable.VAGUE:
        return UNKNOWN
    return None


LETTER_ABOUT = "final_letter_about"
"""The first and last day on which the final letter may have come, where no exact one was told (ISO)."""


def letter_of(day: Day) -> dict[str, Any]:
    """The date of a final letter as answers: its day, or the first of those on which it may have come."""
    told: dict[str, Any] = {Question.FINAL_LETTER_ON.value: day.start.isoformat()}
    if day.start != day.end:
        told[LETTER_ABOUT] = day_as_answer(day)
    return told


def read_happened_on(message: Message, answers: Mapping[str, Any]) -> Reading:
    """When it happened or began. The day on which they left is that only if they tell no other."""
    found = _when(message)
    if isinstance(found, Day) and tells_leaving(message.text):
        story = str(answers.get(Question.DESCRIPTION) or "")
        found = day_it_happened(message.text, message.today) or day_it_happened(story, message.today) or found
    if found is None or isinstance(found, Problem):
        return found
    return Taken({Question.HAPPENED_ON: day_as_answer(found) if isinstance(found, Day) else UNKNOWN})


_TELL = (
    r"(?:told|said|complained|contacted|spoken|reported|raised|rung|rang|called|e-?mailed|written|mentioned)"
)
FIRST_TIME = re.compile(
    rf"\b(?:i|we)(?:['’]ve)? (?:(?:have|just|still) )*(?:not|haven['’]?t|never)(?: (?:yet|actually|even|really|ever))* {_TELL}\b"
    rf"|^\W*(?:no\W+)?(?:haven['’]?t|never|not)(?: (?:yet|actually|even|really))* {_TELL}\b"
    r"|^\W*(?:no\W+)?(?:(?:i|we) )?haven['’]?t(?: yet)?\W*$"
    r"|\bnot (?:yet|until (?:now|today)|before (?:now|today))\b|^\W*not before\W*$"
    r"|\b(?:this|it|today|now)(?:['’]s| is| was| will be)? the (?:very )?first\b"
    r"|^\W*(?:(?:no|nah|nope|naw|yes|yeah|erm?|well|its|it['’]s|this is|thats|that['’]s|just|today|now|only|literally)\W+)*(?:the |my )?(?:very )?(?:first|1st) (?:time|one|complaint)\W*(?:today|now|ever|this)?\W*$"
    r"|\b(?:first|1st) time (?:i|we)['’]?(?: ?(?:ve|have|m|am|re|are))\b"
    r"|\b(?:first|1st) time (?:i|we) (?:tell|say|complain|talk|speak|write|ask|contact|mention)(?: (?:you|u|this|it|that|to|about|anyone|anybody|someone|somebody|any|here|now|today))*\W*$"
    r"|\b(?:telling|complaining to|contacting) (?:you|yous|ye) now\b|\b(?:now|today) for the first time\b|\bfor the first time (?:now|today)\b"
    r"|\b(?:just|only) now\b|\byou['’]?re the first\b",
    re.IGNORECASE,
)
"""They have not told the provider before this chat. A date in the same words outweighs it: ``is_first_time``."""


_THIS_IS_THE_FIRST = re.compile(
    r"\bthis\b[^.,!?]{0,30}\bis (?:my|our|the) (?:very )?first (?:complaint|time (?:i|we)|word)\b",
    re.IGNORECASE,
)
"""Whatever days are named beside it: those are of the trouble."""


def is_first_time(text: str, today: date) -> bool:
    """Whether the words say that nobody was told before this chat, and name no earlier day on which somebody was."""
    if _THIS_IS_THE_FIRST.search(text):
        return True
    if not FIRST_TIME.search(text):
        return False
    found = read_date(text, today)
    return not isinstance(found, Day) or found.start >= today


def tells_same_day(text: str) -> bool:
    """For "told you that day", where the day stands beside it."""
    return _SAME_DAY.search(text) is not None


_SAME_DAY = re.compile(
    r"\b(?:same (?:day|date|time)|straight ?away|that (?:day|same day)|immediately)\b", re.IGNORECASE
)


_ABOUT_TELLING = re.compile(
    r"\b(?:told|tell\w*|complain\w*|report\w*|contact\w*|rang|rung|ring|call\w*|phon\w*|e-?mail\w*|wrote|writ\w*|spoke\w*|said|messag\w*|first)\b",
    re.IGNORECASE,
)


_NOT_BEFORE = re.compile(
    r"\W*(?:(?:no|nah|nope|naw|never|nobody|no-?one|not)\W*)+(?:(?:not|never|before|yet|ever|i have ?n['’]?t|haven['’]?t|anyone|anybody|till|until|now|today)\W*)*"
    r"|\W*(?:(?:just|only|right|about|well|er+m?|um+|as of|here and|like)\W+)*now\W*",
    re.IGNORECASE,
)
"""Where it is asked when they first told anybody: a bare no, or "now"."""


def says_not_before(text: str) -> bool:
    """A bare no, or "now", where it is asked when they first told anybody."""
    return _NOT_BEFORE.fullmatch(text) is not None


_SAID_IT_ALREADY = re.compile(
    r"^\W*(?:(?:no|but|look|like)\W+)*(?:i|we)(?:['’]?ve| have| had| just| already)* (?:just |already )?(?:told|said|typed|put|wrote)"
    r"(?: (?:you|u|ya|that|this|it|already|before|just now|above))*[\s,:.–-]+(?:(?:it was|it['’]?s|its|the date is|was)\s+(?:on )?)?(?=(?:the )?\w+(?: (?:of )?\w+)?\W*$)(?!on\b|in\b|about\b)",
    re.IGNORECASE,
)


def day_said_before(text: str) -> str | None:
    """The words of the day in "I TOLD YOU THE 12TH", said to our question; "I told you on the 12th" tells another."""
    said = _SAID_IT_ALREADY.match(text)
    return text[said.end() :].strip() if said else None


def read_first_told_on(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The day on which the provider was first told. "Not until now" is today: this chat counts."""
    if message.choice == "not_yet":
        return Taken({"not_complained": True})
    now = Taken({Question.FIRST_TOLD_ON: day_as_answer(Day(message.today, message.today))})
    if message.choice == "today":
        return now
    if is_once_more(message.text):
        return None
    found = earliest_of_several(message.text, message.today) or _when(message)
    if isinstance(found, Day) and message.choice is None:
        if tells_leaving(message.text) and not _ABOUT_TELLING.search(message.text):
            return None
        if befell_them(message.text) and not _ABOUT_TELLING.search(message.text):
            known = isinstance(answers.get(Question.HAPPENED_ON), dict)
            return None if known else Taken({Question.HAPPENED_ON: day_as_answer(found)})
    if isinstance(found, Day):
        return Taken({Question.FIRST_TOLD_ON: day_as_answer(found)})
    happened = answers.get(Question.HAPPENED_ON)
    if isinstance(happened, dict) and _SAME_DAY.search(message.text):
        return Taken({Question.FIRST_TOLD_ON: happened})
    if message.choice is None and (FIRST_TIME.search(message.text) or says_not_before(message.text)):
        return now
    if isinstance(found, str):
        return Taken({Question.FIRST_TOLD_ON: UNKNOWN})
    return found


_NEGATED = re.compile(r"\b(?:no|not|never|nothing|none|nobody|without)\b|n't\b")
_NOT_THE_LETTER = re.compile(
    r"\b(?:promised|will|going to|waiting|chasing)\b|\b(?:just|only)\b.*\b(?:call|bill|text|chat)\b"
)
_TO_HAND = re.compile(
    r"\b(?:can'?t|cannot|couldn'?t) find|\blost (?:it|the)\b|\bdon'?t have it (?:here|to hand|with me)\b"
)
_DURATION = re.compile(
    r"\b(?:\d+|" + "|".join(COUNTS) + r") (?:days?|weeks?|months?)\b(?!.*\b(?:ago|back)\b)"
)
_HOLD = re.compile(r"\b(?:dated|but)\b")


def read_final_letter_on(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The date of the provider's last word, ``NONE_YET`` without one. A no outweighs every date in the same words."""
    none_yet = Taken({Question.FINAL_LETTER_ON: NONE_YET})
    if message.choice == NONE_YET:
        return none_yet
    words = re.sub(r"\bno problem\b", " ", plain(message.text))
    agreed = YES.search(words) is not None
    sure = DONT_KNOW.sub(" ", words)
    if not agreed and _TO_HAND.search(words):
        return _dated(message) or Problem("utter_problem_letter_date")
    if not agreed and (NO.search(sure) or _NEGATED.search(sure)):
        return None if _HOLD.search(sure) and isinstance(_when(message), Day) else none_yet
    if _NOT_THE_LETTER.search(words):
        return None
    if (dated := _dated(message)) is not None:
        return dated
    if agreed or read_yes_no(message) is True:
        return Problem("utter_problem_letter_date")
    if DONT_KNOW.search(words) and "letter" in words:
        return Problem("utter_problem_letter_date")
    return none_yet if _when(message) == UNKNOWN or read_yes_no(message) is False else None


def _dated(message: Message) -> Reading:
    if _DURATION.search(plain(message.text)):
        return None
    found = _when(message)
    if isinstance(found, Day):
        return Taken(dict(letter_of(found)))
    return found if isinstance(found, Problem) else None


def read_told_before(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Whether it was on or before the day we named; a date answers the better question."""
    if message.choice == UNKNOWN or DONT_KNOW.search(message.text) or SKIP.search(message.text):
        return Taken({Question.TOLD_BEFORE: UNKNOWN})
    found = _when(message)
    if isinstance(found, Day):
        return Taken({Question.FIRST_TOLD_ON: day_as_answer(found)})
    answer = read_yes_no(message)
    if answer is None and re.search(r"\b(?:before|earlier|longer)\b", message.text, re.IGNORECASE):
        answer = True
    if answer is None and re.search(r"\b(?:after|later|since then)\b", message.text, re.IGNORECASE):
        answer = False
    return None if answer is None else Taken({Question.TOLD_BEFORE: "yes" if answer else "no"})
