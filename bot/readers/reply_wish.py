"""How a reply must not come, or should: "do not write to the house", "text me". Kept in the customer's own words."""

from __future__ import annotations

import re

from bot.readers.message import plain

REPLY_WISH = "reply_wish"
"""Key of the answers: a list of how the reply must not come, as they said it, and ``BY_TEXT``."""
BY_TEXT = "text"
"""They would like a text."""

_NEVER = r"(?:do not|don'?t|never|please not|must not|mustn'?t)"
_PLACE = r"(?:(?:the|my|our|this|that|his|her) )?(?:house|home|home address|address|flat|old address|land ?line|letter ?box|door)"
_UNWANTED = re.compile(
    rf"^\W*(?:(?:but|and|please|also|oh|so|yes|ok) )*{_NEVER} (?:ever )?(?:write|post|send|deliver|mail|ring|call|phone|telephone|text|put)\b(?: (?:me|us|it|letters?|anything|any|post|mail|things|stuff|a letter))*(?: (?:to|at|on|in|through))*(?: {_PLACE})"
    rf"|^\W*(?:(?:but|and|please) )*(?:no|nothing)(?: (?:letters?|post|mail|calls?))?(?: (?:to|in|at|through|by|on))+ (?:{_PLACE}|the post|post)\b"
    rf"|^\W*(?:(?:but|and|please|also|yes) )*(?:{_NEVER}|stop) (?:ever )?(?:writ(?:e|ing)|post(?:ing)?|send(?:ing)?|ring(?:ing)?|call(?:ing)?|phon(?:e|ing)|contact(?:ing)?|e-?mail(?:ing)?|speak(?:ing)?|talk(?:ing)?)(?: (?:letters?|anything|bills?|post|mail))?(?: (?:to|with))? (?:my|our) (?:late )?(?:mum|mam|mother|dad|father|parents?|husband|wife|partner|ex|son|daughter|brother|sister|nan|gran|grandad|landlord|neighbour)\b"
    rf"|^\W*(?:(?:but|and|please) )*{_NEVER} leave (?:me )?(?:a |any )?(?:voice ?mails?|messages?)\b"
    r"|^\W*(?:(?:but|and|please) )*no (?:voice ?mails?|messages?)(?: please)?\W*$"
)
_TEXT = re.compile(
    r"^\W*(?:(?:please|just|can|could|you|yes|ok|and|or|id|i'd|rather|want|like|to|a|get|best to|send me a|by) ?)*\b(?:text|txt|sms)(?: (?:me|us|message))?\b(?! (?:from|that|saying|said))"
)
_PAST = re.compile(r"\b(?:said|got|told|sent|received|had|was|were)\b")
_CLAUSES = re.compile(r"[,;.!?\n](?!\d)|\s[-–]\s|\bbut\b", re.IGNORECASE)
_LONGEST = 120


def find_reply_wish(text: str) -> str | None:
    """A clause that says how the reply must not come, as typed, else ``BY_TEXT`` where they want a text; what was done
    or not done before is none."""
    for clause in _CLAUSES.split(text.replace("’", "'")):
        words = plain(clause)
        if _UNWANTED.search(words) and len(words) <= _LONGEST:
            return " ".join(clause.split())
        if _TEXT.search(words) and not _PAST.search(words):
            return BY_TEXT
    return None


def with_wish(before: object, wish: str) -> list[str]:
    """The wishes that were told, and one more; the same is kept once."""
    known = [each for each in before if isinstance(each, str)] if isinstance(before, list) else []
    return known if wish in known else [*known, wish]
