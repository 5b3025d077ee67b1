"""Somebody does not want a complaint: they only want it to be known, or to get it off their chest."""

from __future__ import annotations

import re
from typing import Final

from bot.readers.message import plain
from bot.readers.trouble import tells_trouble

_NOT_COMPLAINING = (
    r"(?:(?:i'?m|i am|im|we'?re|this is|it'?s) not (?:really |actually |here to |looking to |trying to |wanting to )?(?:complain(?:ing)?|(?:making )?a complaint|after anything|asking for anything)"
    r"|(?:i|we) (?:do not|don'?t|dont|didn'?t) (?:really |actually )?(?:want|need|wish|mean)(?: to)? (?:(?:make|raise|log|start|put in|open) )?(?:an? (?:formal )?)?(?:complain\w*|anything(?: done| doing)?(?: about it)?|you to do anything|a case|a refund or anything))"
)
_WANTS_EAR = (
    r"(?:(?:i|we)(?:'d| would| just| only| 'd)* (?:just |only |simply )?(?:want(?:ed)?|need(?:ed)?|like|wish)(?: just| only)? (?:to (?:let|have) (?:you|someone|somebody|people|them) (?:know|hear|listen)|some(?:one|body) to (?:know|listen|hear(?: me)?|tell)|you to (?:know|hear|listen)|to (?:be heard|vent|get (?:it|this|that) off my chest|tell some(?:one|body)|say (?:it|this|something)|share|have a moan|moan|rant|have a rant|let off steam|feel heard)|it (?:to be )?known)"
    r"|(?:just|only) (?:letting (?:you|someone) know|venting|wanted (?:you|someone|somebody|them) to know|need(?:ed)? to (?:vent|rant|moan|get (?:it|this) off my chest)|want(?:ed)? to (?:vent|rant|moan|be heard|get (?:it|this) off my chest|tell some(?:one|body))|having a (?:moan|rant)|saying|thought (?:you|some(?:one|body)) (?:should|ought to) know|for some(?:one|body) to know|sharing|for your information|fyi|want some(?:one|body) to (?:know|listen|hear))"
    r"|(?:can|could|will|would) (?:some(?:one|body)|you|anyone) (?:please )?just (?:listen|hear me)(?: (?:to me|out|for a (?:minute|moment)))?"
    r"|thought (?:you|some(?:one|body)) (?:should|ought to) know|no (?:action|reply|answer) (?:needed|wanted|required))"
)
_HEARD: Final = re.compile(
    rf"\b{_NOT_COMPLAINING}\b.{{0,80}}?\b{_WANTS_EAR}\b|\b{_WANTS_EAR}\b.{{0,120}}?\b{_NOT_COMPLAINING}\b|^\W*{_WANTS_EAR}\W*$"
    r"|\b(?:just|only) (?:(?:need(?:ed)?|want(?:ed)?) to (?:vent|rant|moan|be heard|let off steam|get (?:it|this|that) off my chest)|need some(?:one|body) to (?:listen|hear me)|want some(?:one|body) to (?:listen|hear me))\b"
    r"|\b(?:just|only|simply) (?:want(?:ed)?|need(?:ed)?|wish(?:ed)?|like) (?:some(?:one|body)|you|them|people) to (?:know|hear|understand)(?: (?:about|of))? (?:how|what|the way)\b"
    r"[^.?!]{0,60}\b(?:spok\w+|speak\w*|talk\w*|treat\w*|said|made|laugh\w*|rude|behav\w+)\b"
    r"|\b(?:want(?:ed)?|thought) (?:some(?:one|body)|you) (?:to|ought to|should) (?:know|hear)\b[^.?!]{0,80}\bthat'?s (?:all|it)\b"
    rf"|\b{_NOT_COMPLAINING}\b[^.?!]{{0,30}}\b(?:just|only) (?:want|need|thought|so|letting|saying)\b",
    re.DOTALL,
)
_WANTS_MORE: Final = re.compile(
    r"\b(?:refund|compensation|money back|fix (?:it|this)|sort (?:it|this) out|i want (?:to (?:cancel|leave|speak|talk)|an? (?:answer|explanation|apology|reply|refund|engineer|person|manager)|my money)|ombuds\w*|cisas|how (?:do|can) i|when will|can i (?:go|have|get|speak|talk))\b"
)
_NO_MORE: Final = re.compile(
    r"\b(?:i (?:do )?(?:want|need)(?: to)? (?:make|raise|log|start) (?:an? )?(?:formal )?complaint|i(?:'d| would) like to complain|(?<!not )(?<!n't )log (?:it|this|a complaint)|i'?ve changed my mind,? (?:log|complain)|i want to complain)\b"
)


def only_wants_to_be_heard(text: str) -> bool:
    """In clear words, and nothing asked of us beside it."""
    words = plain(text)
    return _HEARD.search(words) is not None and _WANTS_MORE.search(words) is None


_THANKS: Final = re.compile(
    r"^\W*(?:(?:oh|well|ok(?:ay)?|right|no|yes|that'?s (?:all|it|kind|lovely)|good)\W+)*(?:thank you|thanks|thankyou|ta|cheers|bless you|much obliged|i(?:'m| am) grateful)\b"
)
_MOST_THANKS: Final = 10


def only_thanks(text: str) -> bool:
    """ "Thank you for listening": a goodbye, and nothing more to pass on."""
    words = plain(text)
    short = len(words.split()) <= _MOST_THANKS
    return (
        short and _THANKS.search(words) is not None and " but " not in words and not tells_trouble(words, 1)
    )


def wants_complaint_after_all(text: str) -> bool:
    """In so many words; then the usual way is theirs."""
    return _NO_MORE.search(plain(text)) is not None


def what_they_told(text: str) -> str:
    """``text`` without the sentences that only say that they want no complaint; may be empty."""
    told = [each.strip() for each in re.split(r"(?<=[.?!\n])\s+", text.strip())]
    return " ".join(
        each
        for each in told
        if each and not re.search(rf"\b(?:{_NOT_COMPLAINING}|{_WANTS_EAR})\b", plain(each))
    )
