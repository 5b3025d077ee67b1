"""Somebody who helps another wants that put down: "please put me down as acting for her, Paul, 07700 900321"."""

from __future__ import annotations

import re

from bot.readers.message import plain

_WHOM = r"(?:her|him|them|my \w+|(?:mr|mrs|ms|miss|dr)\.? \w+|the account ?holder|someone else|somebody else|[a-z]+ [a-z]+)"
_KIN = r"(?:mum|mam|mom|mother|dad|father|nan|nana|gran\w*|husband|wife|partner|son|daughter|brother|sister|aunt\w*|uncle)"
_INSTEAD = rf"(?:(?:my |our )?{_KIN}|her|him|them|the account ?holder)"
_PUT_DOWN = re.compile(
    r"\b(?:put|note|add|register|name|mark|list|set|have|record|save) (?:me|us|my name|myself)\b(?: (?:down|on (?:it|there|the \w+)|in))*(?: (?:as|to|for|that))?\b[^.?!]{0,40}"
    r"\b(?:act(?:ing)?|speak(?:ing)?|deal(?:ing)?|represent\w*|carer|helper|contact|behalf|attorney|authori[sz]ed|helping|handling|son|daughter|wife|husband|allowed)\b"
    rf"|\b(?:i(?:'m| am|'ll be| will be| want to be| would like to be)|let me|can i|could i|i(?:'d| would)? (?:like|want|need) to)(?: be)? (?:acting|act|speak(?:ing)?|deal(?:ing)?(?: with (?:it|this|that))?|handle|handling (?:it|this)) (?:for|on behalf of) {_WHOM}"
    rf"|\b(?:deal|speak|talk|liaise|contact|write|reply|email|put|ring|phone|call)(?: (?:with|to|down))? me(?: \w+){{0,2}} (?:instead of|rather than|and not|not) (?:with |to |the )?{_INSTEAD}\b"
    rf"|\b(?:don'?t|do not|stop) (?:deal\w*|speak\w*|talk\w*|contact\w*|writ\w+|e-?mail\w*|ring\w*|phon\w+|call\w*)(?: (?:with|to))? (?:my )?{_KIN}\b[^.?!]{{0,25}}\b(?:deal|speak|talk|contact|write|e-?mail|ring|phone|call)(?: (?:with|to))? me\b"
    rf"|\b(?:you|u) can (?:speak|talk|deal) (?:to|with) me (?:about|for|instead of|on behalf of) {_WHOM}"
)


_ME_NOT_THEM = re.compile(
    r"^\W*(?:(?:hi|hello|so|and|ok|please)\W+)*(?:can|could|will|would) (?:you|u|somebody|someone) (?:please )?(?:deal|speak|talk|liaise|contact|write|reply|e-?mail|put|ring|phone|call)"
    rf"(?: (?:with|to|down))? me(?: \w+){{0,2}} (?:instead of|rather than|and not|not) (?:with |to |the )?{_INSTEAD}\b"
)


def asks_to_be_helper(text: str) -> bool:
    """Whether that is a wish in the shape of a question: "can you deal with me instead of dad?"."""
    return _ME_NOT_THEM.match(plain(text)) is not None


def wants_to_be_helper(text: str) -> bool:
    """Whether they want it put down that they act for the account holder."""
    return _PUT_DOWN.search(plain(text)) is not None
