""" "I already told you": no answer to what we ask, but a reason to look at what was said before."""

from __future__ import annotations

import re

_SAYS_SO = re.compile(
    r"\W*(?:(?:but|as|like|well|look|no|yes|sorry|hello|erm?|um|oh)\W+)*"
    r"(?:(?:i|we)(?:'?ve| have|'?d| had)? (?:(?:just|only|already|literally) )*"
    r"(?:told|said|explained|given|gave|written|wrote|typed|mentioned|sent|been through|gone through|went through)"
    r"|told (?:yous?|u|ye|ya|them)(?= (?:lot|guys|already|before|twice|once|all|that|this))"
    r"|(?:just|already) (?:told|said|explained|given|wrote|typed)"
    r"|(?:it'?s|it is|see|look|read|as) (?:all )?(?:(?:what|the) )?(?:(?:i|we) )?(?:wrote|written|above|further up|up there|said|(?:the )?(?:chat|messages?))"
    r"|same as (?:i said|before|above)|you(?:'?ve| have)? (?:already )?(?:got|have|know)(?: (?:it|that|all))+)\b"
    r"(?:\W+(?:you|u|him|her|them|it|that|this|all|everything|what|happened|already|before|once|twice|the|an?|your|his|that|"
    r"agents?|advis[eo]r|person|man|woman|lady|guy|lot|colleague|manager|human|bot|story|to|about|in|on|of|up|above|there|here|"
    r"just|now|mate|yous|ye|ya|guys|minutes?|ago|earlier|times?|i|we|wrote|said|chat|messages?|over|again|thing|whole|(?-i:[A-Z][a-z]+)))*\W*",
    re.IGNORECASE,
)


def says_told_already(text: str) -> bool:
    """Whether they only say that they have told it before: nothing of what happened is in the words themselves."""
    return _SAYS_SO.fullmatch(text.replace("’", "'").strip()) is not None


_WHAT_WAS_TOLD = re.compile(
    r"\b(?:(?:that|this|it|all|what|everything|which) )*(?:(?:i|we)(?:'?ve| have)? (?:just |already )?(?:told|said|wrote|typed|explained|sent)"
    r"(?: (?:to )?(?:you|him|her|them|the (?:agent|advis[eo]r|person|lady|man)|(?-i:[A-Z][a-z]+)))?(?: (?:before|earlier|above|already|just now))?)"
    r"|\b(?:that|as|for|me|down|record)\b",
    re.IGNORECASE,
)


def without_what_was_told(text: str) -> str:
    """A wish to log what is known ("put that down as a complaint", "log what I told him"), without the words for it."""
    return _WHAT_WAS_TOLD.sub(" ", text.replace("’", "'"))
