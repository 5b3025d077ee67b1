"""Questions around care that have one plain answer: how to hide this chat, who rings whom, what is said if somebody else
answers, a number for abuse at home, what to do with another's bill, and whether a payment can be stopped."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from bot.readers.message import plain


class InCare(StrEnum):
    """``else_answers``: somebody else may pick up; ``who_rings``: must they ring, or are they rung; ``others_bill``:
    whose bill it is is for the caller to know."""

    HIDE = "hide"
    HELPLINE = "helpline"
    ELSE_ANSWERS = "else_answers"
    WHO_RINGS = "who_rings"
    OTHERS_BILL = "others_bill"


_LONGEST: Final = 24
"""Words: a longer message tells a story."""
_PICKS_UP: Final = r"(?:answers?|answering|picks? (?:it |the phone )?up|picks? it up|gets? (?:it|the phone|to it)(?: first)?|is there)"
_ELSE: Final = r"(?:he|she|they|some(?:one|body)(?: else)?(?: at (?:work|home))?|another person|(?:my|the) (?:\w+ )?\w+|anyone else|anybody else|people at work)"
_RING: Final = r"(?:ring|call|phone|contact|get (?:back|in touch)|come back|get hold of)"
_SIGNS: Final[dict[InCare, re.Pattern[str]]] = {
    InCare.HIDE: re.compile(
        r"(?:\b(?:how|can|could|where|is there|possible|way|want|need|let me|please|help me)\b[^.?!]{0,30}|^\W*)\b(?:hid(?:e|ing)|delet(?:e|ing)|clear(?:ing)?|wip(?:e|ing)|eras(?:e|ing)|"
        r"remov(?:e|ing)|get(?:ting)? rid of)\b[^.?!]{0,15}?\b(?:(?:this|the|my|our|that) (?:chat|conversation|messages?|chat history|history|page|window|screen)|chat history|"
        r"what i(?:'ve| have)? (?:wrote|written|typed|said)|this(?=\W*$|\W+(?:so|from|before|quick|fast|off|on|please)\b))"
    ),
    InCare.HELPLINE: re.compile(
        r"^(?!.*\b(?:your|the) (?:\w+ )?(?:agent|man|staff|advis[eo]r|engineer|operator|people|team)\b).*(?:\b(?:help ?lines?|hot ?lines?|numbers?|women'?s aid|refuges?|who (?:can|do|could|should|would) (?:i|we|she|he) (?:ring|call|phone|talk to|speak to|contact|turn to)|"
        r"any(?:one|body|where) (?:i|we|she|he) can (?:ring|call|phone|talk to|go)|some(?:one|body|where) (?:i|we) can (?:ring|call|phone|talk to|go)|where can (?:i|we) (?:go|get help))\b"
        r"(?=.*\b(?:domestic|abus\w+|violen\w+|women'?s aid|refuges?|at home|(?:hits?|hurts?|beats?|hitting|hurting) (?:me|us|her|him)|(?:scared|frightened|afraid) of (?:him|her|my)|controlling)\b)"
        r"|\b(?:domestic|abus\w+|violen\w+)\b[^.?!]{0,40}\b(?:help ?lines?|hot ?lines?|numbers?)\b|\bwomen'?s aid\b)"
    ),
    InCare.ELSE_ANSWERS: re.compile(
        rf"\bwhat\b[^.?!]{{0,40}}\b(?:say|tell|do|happens?)\b[^.?!]{{0,30}}\b(?:if|when)\b[^.?!]{{0,10}}\b{_ELSE} {_PICKS_UP}\b"
        rf"|\bwhat (?:if|when|happens if|happens when)\b {_ELSE} {_PICKS_UP}\b|\bif {_ELSE} {_PICKS_UP}\b[^.?!]{{0,15}}\bwhat (?:will|do|would|are)\b"
        r"|\b(?:will|do|would) (?:they|you|the person|he|she|it) (?:say|tell (?:him|her|them|anyone|people)) (?:who (?:they|you) are|who it is|what (?:it'?s|it is|this is) about|where (?:they|you)(?:'re| are) (?:ringing|calling) from)"
    ),
    InCare.WHO_RINGS: re.compile(
        rf"\b(?:will|is|are|does|do|would) (?:some(?:one|body)|you|they|he|she|a person|the person|anyone|u|ye|yous?)\b[^.?!]{{0,25}}\b{_RING}\b[^.?!]{{0,20}}\bor\b[^.?!]{{0,15}}\b(?:do|must|should|have|am|will|shall) i\b"
        rf"|\b(?:do|must|should|shall) i (?:(?:have|need|got) to |still |now )*{_RING}\b[^.?!]{{0,25}}\bor (?:do|will|are|is|would|does) (?:some(?:one|body)|you|they|he|she|i just wait)\b"
        rf"|^\W*(?:(?:so|and|but|ok|then|sorry)\W+)*(?:do|must|should) i (?:(?:have|need) to |still )*{_RING} (?:you|them|him|her|any(?:one|body)|some(?:one|body)|in|back)?\W*(?:again|now|then)?\W*$"
        r"|\bwho (?:rings|calls|phones) who(?:m)?\b|\bdo i (?:just )?wait (?:for (?:a|the|your) call|to be (?:rung|called))\b"
    ),
    InCare.OTHERS_BILL: re.compile(
        r"\bwhat (?:should|do|shall|must|can|would) (?:i|we) do with (?:(?:it|this|that)(?=\W*$|[,.;?!])|(?:the|this|that|her|his|their|someone else'?s|somebody else'?s|another'?s?) (?:\w+ )?(?:bill|letter|e-?mail|invoice|statement|post|details|file|attachment))\b"
        r"|\b(?:should|shall|do|must|can|could|may) (?:i|we) (?:just |now |have to |need to )*(?:delete|shred|bin|burn|destroy|throw|keep|send|return|post|forward) (?:it|(?:the|this|that|her|his|their) (?:\w+ )?(?:bill|letter|e-?mail|invoice|statement))\b"
    ),
}  # fmt: skip
_PAYING: Final = re.compile(
    r"\b(?:direct debits?|d\.?d\.?|standing orders?|payments?|bank)\b[^.?!]{0,30}\b(?:stop\w*|cancel\w*|end\w*|frozen|freeze|still (?:go|come)\w*)\b"
    r"|\b(?:stop\w*|cancel\w*|end|freeze|keep (?:on )?|go on |carry on |still )\b[^.?!]{0,25}\b(?:direct debits?|d\.?d\.?s?|standing orders?|payments?|paying|pay|taking (?:the |his |her |my |our )?money|money)\b"
    r"|\b(?:do|must|should|have|need) (?:i|we) (?:(?:have|need) to |still |keep )*pay\b|\b(?:direct debit|money) (?:will |still |is |keeps? )*(?:go|going|come|coming|taken)\b"
)
_ENDED: Final = re.compile(
    r"\b(?:i|we)(?:'ve| have|'d| had)? (?:already |just |long since )?(?:left|cancelled|ended|moved (?:away|out|to \w+)|switched|closed (?:it|the|my|our)|gone to)\b"
    r"|\b(?:account|contract|service|line) (?:is |was |has |has been |got )*(?:closed|ended|cancelled|over|finished)\b|\bno longer (?:a customer|with you)\b|\bnot with you any ?more\b"
)


def asked_in_care(text: str) -> InCare | None:
    """Which of them is asked, if one is; none in a long story."""
    said = plain(text)
    if len(said.split()) > _LONGEST:
        return None
    return next((each for each, sign in _SIGNS.items() if sign.search(said)), None)


def asks_about_paying(text: str) -> bool:
    """Whether a payment is to be stopped, or gone on with: asked or wished."""
    said = plain(text)
    return len(said.split()) <= _LONGEST and _PAYING.search(said) is not None


def says_it_ended(text: str) -> bool:
    """Whether they say that they left, or that the contract is over."""
    return _ENDED.search(plain(text)) is not None
