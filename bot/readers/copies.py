"""Copies of letters and messages: sent, to follow, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Reading, Taken
from bot.readers.message import DONT_KNOW, SKIP, Message, plain
from bot.readers.theirs import is_for_us, statements

COPIES = "copies"
SENT, FOLLOW, NONE = "sent", "to_follow", "none"

_PAPERS = r"(?:copies|copy|letters?|e-?mails?|messages?|screen ?shots?|photos?|pictures?|bills?|invoices?|texts?|documents?|paperwork|evidence|files?|pdfs?|recordings?|statements?|receipts?|notes?|proof)"
_LATER = re.compile(
    r"\bto follow\b|\bwill follow\b|\b(?:i'?ll|i will|i can|we'?ll|we will|we can|can|could|will|let me|going to|gonna|happy to|able to) (?:\w+ )?(?:send|e-?mail|post|forward|attach|upload|scan|provide|dig|get|find|bring)\b"
    r"|\b(?:send|e-?mail|post|forward|attach|upload) (?:it|them|those|these|copies)(?: \w+){0,3} ?(?:later|on|tomorrow|tonight|soon|over)\b|^\W*(?:yes\W+|maybe\W+)?later(?: on)?\W*$|^\W*will do\W*$|\b(?:already|have|i) (?:already )?(?:sent|e-?mailed|posted)\b.{0,10}\b(?:them|it|those|copies|over)\b|\byou(?:'ve)?(?: already)? (?:have|got) them\b|\b(?:they're|it's|all) in my (?:inbox|e-?mails?|phone)\b"
)
_SENT = re.compile(
    r"^\W*(?:(?:yes|ok(?:ay)?|done|there)\W+)?(?:i'?ve|i have|we'?ve|we have|just)(?: just| now| already)* (?:added|attached|uploaded)\b"
    r"|^\W*(?:(?:yes|ok(?:ay)?|all|done|but)\W+)*(?:(?:i|we)(?:'ve| have)?(?: just| now| already)* sent (?:you )?(?:it|them|those|these|copies|the copies|all(?: of them)?|everything)|(?:already )?sent(?: them| it)?|(?:they're|they are|it's|it is)(?: already)? sent)(?: already| now| above| here| all| just now)*\W*$"
    r"|^\W*(?:(?:yes|ok(?:ay)?|all)\W+)?(?:added|attached|uploaded)(?: (?:it|them|those|above|here|now|all|the \w+))*\W*$"
)
"""What only this chat can have been told of: a letter that was e-mailed is with somebody else."""
_HAS = re.compile(
    rf"\b(?:i|we)(?:'ve| have)(?: still)?(?: got| kept| saved)?(?: \w+){{0,3}}? (?:{_PAPERS}|them|it all|everything|some|loads|plenty|lots|all of it|both)\b"
    rf"|\b(?:i|we) (?:have|kept|saved|hold) (?:them|it|everything)\b|^\W*(?:yes\W+)?(?:got|have|have got|there are|some|a few|lots of|loads of|plenty of|two|three|several|just|only|the|my|all the|all my)(?: \w+)? {_PAPERS}\b|^\W*(?:got (?:them|it|some|loads|lots|plenty))\b|^\W*(?:yes\W+)?{_PAPERS}(?:(?:,| and)? {_PAPERS})*(?: (?:of|from|about) [^?]{{1,40}})?\W*$"
)
_EXIST = re.compile(
    r"^\W*yes but\b.{0,20}\b(?:here|to hand|with me|on me)\b|(?:\bnot|n't)\b.{0,20}\b(?:to hand|with me|on me)\W*$"
)
_YES = re.compile(
    r"^\W*(?:y|yes+|yeah|yep|yup|aye|ay|ok(?:ay)?|sure|of course|i do|i have|we do|we have|some|a few|plenty|lots|loads)(?:\W+(?:i do|i have|we do|we have|thanks?|please|sure|some|a few|plenty|lots|all of them|yes))*\W*$"
)
_CANNOT_SEND = re.compile(
    r"\b(?:can'?t|cannot|won'?t|will not|not going to|don'?t want to|not able to|unable to) (?:\w+ )?(?:send|e-?mail|post|attach|find|scan|upload)\b"
)
_LOST = re.compile(
    r"\b(?:lost|deleted|binned|thrown|threw|burnt|gone)\b.{0,20}\b(?:them|it|away|all|out)\b|^\W*(?:yes\W+)?(?:but )?(?:i )?lost\b"
)
_NONE = re.compile(
    rf"\b(?:haven'?t|have not|don'?t|do not|didn'?t|never|not)\b(?: \w+)? ?(?:got|have|had|kept|keep|been sent|received?|get)\b(?: \w+)? ?(?:any|one|a|anything|none|{_PAPERS})\b"
    rf"|\bnothing (?:in writing|written|on paper|to send|like that|at all)\b|^\W*(?:no\W+)?nothing\W*$|\b(?:all|only|just) (?:by|on|over) the (?:tele)?phone\b|\ball (?:verbal|by (?:tele)?phone)\b|\bno {_PAPERS}\b|\b(?:there'?s|there is) nothing\b|\b(?:haven'?t|didn'?t|don'?t) (?:keep|kept)\b|^\W*i? ?don'?t think so\W*$|\bnot in writing\b|\bwasn'?t in writing\b"
)
_NO = re.compile(
    r"^\W*(?:n|no+|none|nope|nah|naw|nae)(?:\W+(?:i don'?t|i haven'?t|i do not|we don'?t|we haven'?t|none|sorry|not really|thanks|copies|at all|there aren'?t(?: any)?|afraid not|no))*\W*$|^\W*(?:i (?:don'?t|haven'?t)|not really|afraid not|i'm afraid not)\W*$"
)


def read_copies(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Whether copies follow. Sending later outweighs not having them here."""
    if message.choice in (SENT, FOLLOW, NONE, UNKNOWN):
        return Taken({COPIES: message.choice})
    said = plain(statements(message.text))
    if not said or is_for_us(said):
        return None
    found = _found(said)
    return None if found is None else Taken({COPIES: found})


def _found(said: str) -> str | None:
    if _CANNOT_SEND.search(said) or _LOST.search(said):
        return NONE if not _LATER.search(_CANNOT_SEND.sub(" ", said)) else None
    if _SENT.search(said):
        return SENT
    if _LATER.search(said) or _EXIST.search(said):
        return FOLLOW
    if _NO.search(said) or _NONE.search(said):
        return NONE
    if SKIP.search(said) or re.search(r"\brather not\b", said):
        return UNKNOWN
    if _HAS.search(said) or _YES.search(said):
        return FOLLOW
    return UNKNOWN if DONT_KNOW.search(said) else None
