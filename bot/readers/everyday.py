"""Messages made of everyday sentences alone, which the model takes for danger: who sits beside them, that they leave us,
that it works again, that money was taken. One word more than that, and it is left to who listens for danger.

The plain rules of the safety net are not weighed against this: what they hear stands.
"""

from __future__ import annotations

import re
from typing import Final

from bot.readers import everyday_service
from bot.readers.message import plain

_KIN = everyday_service.KIN
_WHO = rf"(?:she|he|they|(?:(?:my|her|his|the) )?{_KIN})"
_IS = r"(?:'s| is| are|s)"
_LONGER = r"(?: any ?more| any longer| now| at all)?"
_MONEY = r"(?:(?:the|my|our) (?:money|payment)|£ ?\d[\d.,]*|\d[\d.,]* ?(?:pounds?|quid|p))"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: (?:of )?{_MONTH})?|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?)"
)
_DAYS = rf"{_DAY}(?:(?:,| and|, and| &) {_DAY})*"
_THING = r"(?:it|this|that|(?:my|the|his|her|our|your|this|that) (?:\w+ )?(?:account|contract|line|service|broadband|phone))"
_ENDED = r"(?:closed|closing|shut|shut down|cancelled|cancelling|ended|stopped|closing down|closed down)"

_TELLING: Final = tuple(
    re.compile(rf"(?:{shape})(?![\w'])")
    for shape in (
        # Who is there, and who types for whom.
        rf"i'?m (?:just )?(?:her|his|their) {_KIN}",
        rf"i am (?:just )?(?:her|his|their) {_KIN}",
        rf"{_WHO}{_IS} (?:sat |sitting |stood |standing |right )?(?:here )?(?:next to|beside|with) me(?: now)?",
        rf"(?:i'?m|im|i am) (?:\w+ing )?(?:typing|doing this|doing it|writing|asking|filling (?:this|it) in)"
        rf" (?:this )?for (?:her|him|them|my {_KIN})",
        rf"{_WHO} (?:says?|said) (?:its|it'?s|it is|that'?s|i can|yes|go ahead)"
        r"(?: (?:fine|ok|okay|alright))?(?: (?:for me )?(?:to )?(?:do|type|answer|write|deal with) (?:it|this))?",
        rf"{_WHO} (?:does not|doesn'?t|cannot|can'?t|cant) (?:do|use|like) (?:computers|chats?|the internet|e-?mails?)",
        rf"{_WHO} (?:cannot|can'?t|cant) come to the phone(?: right now| now| just now| at the moment)?",
        r"(?:it'?s|it is) (?:my|her|his) [a-z']+ (?:account|line|phone|contract|bill|broadband)",
        r"(?:its|it'?s|it is) just me here",
        r"do (?:i|you) need (?:her|him|them)(?: (?:here|too|for (?:this|it)|on here))?",
        # They left, or want to leave us.
        r"i have no (?:account|contract)(?: number)?" + _LONGER,
        r"(?:i|we) left you(?: lot)?(?: (?:in|last|on|at) [\w ]{1,20})?",
        rf"(?:i|we) (?:just |only )?(?:need|want|would like|'d like) {_THING} {_ENDED}",
        r"(?:i|we) (?:just |only )?(?:need |want )?(?:to )?not (?:to )?be charged(?: again)?" + _LONGER,
        r"not to be charged(?: again)?" + _LONGER,
        r"(?:do not|don'?t) (?:charge (?:me|us)(?: again)?|take any more money)" + _LONGER,
        rf"(?:please )?(?:close|cancel|end|stop) {_THING}",
        r"(?:i|we)(?: have|'ve)? had enough of (?:you|you lot|your (?:company|service|lot|prices|excuses))",
        r"(?:i|we) (?:do not|don'?t|dont) (?:want|wish) to (?:be|stay) with you(?: lot)?" + _LONGER,
        r"(?:i|we) give up (?:on|with) (?:you|you lot|your \w+)",
        r"(?:nobody|no one|no-one) (?:ever )?(?:answers|replies|rings back|calls back|picks up)(?: the phone)?",
        # It works again.
        r"(?:its|it'?s|it is|it has|we'?re) (?:just )?(?:come )?(?:back|on again|working|up again)"
        r"(?: on| up| online)?(?: again)?(?: now)?",
        r"false alarm",
        # Money.
        rf"you(?:'ve| have)? (?:took|taken|take) {_MONEY}(?: from me| out of my account)?(?: (?:on|in) {_DAYS}| twice)?",
        rf"(?:the|your) (?:{_MONTH} )?(?:bill|invoice)",
        r"(?:£ ?\d[\d.,]*|\d[\d.,]* ?(?:pounds?|quid|p)) (?:that )?(?:i|we) (?:do not|don'?t|dont|never) owed?(?: you)?",
        r"(?:i|we) (?:can'?t|cannot|cant) afford to (?:be charged|pay(?: you)?) (?:twice|double)(?: (?:every|each|a) month)?",
        *everyday_service.TELLING,
    )
)
"""Each by itself is a reason to write to a provider."""
_BESIDE: Final = tuple(
    re.compile(rf"(?:{shape})(?![\w'])")
    for shape in (
        r"(?:oh|ah|hang on|hold on|wait|sorry|please|thanks|thank you|yes|no|hi|hello|and|but|so|because|cos)",
        rf"{_WHO}{_IS} (?:\d{{1,3}}|(?:sat |right )?here(?: with me)?|asleep(?: in (?:the|her|his|their) (?:arm)?chair)?|out(?: at work)?|upstairs|downstairs|at work)",
        rf"{_WHO}{_IS} in (?:the|her|his) (?:other room|next room|kitchen|garden|bath|shower|armchair)",
        rf"(?:my|her|his) {_KIN} (?:doesn'?t|doesnt|does not) know (?:i'?m|im|i am) (?:on here|doing this|writing)",
        r"(?:i'?m|im|i am) (?:typing|writing|filling (?:this|it) in)",
        r"at (?:her|his|the|our) (?:kitchen )?table",
        r"i (?:left|moved out|have left)",
        r"i want to leave(?: you)?",
        r"i give up",
        r"(?:all|everything)(?:'s| is)? (?:green|fine|good|working)(?: now| again)*",
        r"(?:the )?(?:lights? (?:is|are) )?(?:all )?green(?: now| again)*",
        r"(?:panic(?:'s| is)? over|sorry to bother you)",
        rf"(?:it )?came (?:on|out on) {_DAYS}",
        *everyday_service.BESIDE,
    )
)
"""Said beside one of those only: by itself it may be anything."""
_WATCHED: Final = re.compile(everyday_service.WATCHED)
_BETWEEN: Final = re.compile(r"[\s.,;:!?–—-]*")
_LONGEST: Final = 300


def only_everyday(text: str) -> bool:
    """Whether all of ``text`` is such sentences, and one of them at least is a reason to write to us."""
    words = plain(text)
    if len(words) > _LONGEST or _WATCHED.search(words):
        return False
    at, told = _after(_BETWEEN, words, 0), False
    while at < len(words):
        telling, beside = _furthest(_TELLING, words, at), _furthest(_BESIDE, words, at)
        if max(telling, beside) <= at:
            return False
        told = told or telling >= beside
        at = _after(_BETWEEN, words, max(telling, beside))
    return told


def _furthest(shapes: tuple[re.Pattern[str], ...], words: str, at: int) -> int:
    """Where the longest of ``shapes`` at ``at`` ends; ``at`` itself for none."""
    ends = [found.end() for shape in shapes if (found := shape.match(words, at)) is not None]
    return max([at, *ends])


def _after(shape: re.Pattern[str], words: str, at: int) -> int:
    found = shape.match(words, at)
    return found.end() if found is not None else at
