"""Which question of fact a message asks, from what the model hears and from the shape of the words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.topic import Topic
from bot.readers.theirs import is_question

_ASKS_WITHIN = re.compile(
    r"\b(?:who|what|where|when|how|why|which)(?:'s| is| are| can| could| do| does| did| will| gives?| deals?| else| many| much| long)\b"
    r"|\b(?:can|could|do|does|is|are|will|would|should|may|must|have) (?:i|you|yous|we|they|it|the|there|a|an|any|my)\b",
    re.IGNORECASE,
)
"""A question that comes after something else: "I live in Glasgow, who can give me advice"."""

LIKELY = 0.3
"""Enough where the intent that the model hears is the topic's own."""
SURE = 0.45
"""Needed where the model hears another intent; the words must then be a question as well."""
NO_MISTAKE = 0.7
_BUSINESS_OF_ITS_OWN = frozenset({"upset_vulnerable", "request_agent", "stop_cancel"})
"""Intents that no fact answers: somebody wants help, a person or an end."""


_FILE = r"(?:files?|photos?|pictures?|pics?|images?|screen ?shots?|scans?|pdfs?|documents?|docs?|attachments?|heics?|jpe?gs?|pngs?)"
_PAPER = rf"(?:{_FILE}|cop(?:y|ies)|bills?|invoices?|letters?|e-?mails?|evidence|proof|paperwork|it|them|these|those|this|something|things?|stuff)"
_SEND_FILES = re.compile(
    # What can only mean a file: "upload my bill", "send you photos"; "send you the letter" may go by post.
    rf"\b(?:can|could|may|how|where|which|what|shall|should|is|are|am|do|does|will)\b[^.!?]{{0,40}}?\b(?:"
    rf"(?:upload|attach)(?:ing)? (?:\w+ ){{0,3}}{_PAPER}\b"
    rf"|(?:send|add|share|show|give|put|post|take|accept|open|read)(?:ing)? (?:\w+ ){{0,3}}{_FILE}\b)"
    rf"|\bhow big\b[^.!?]{{0,20}}\bfiles?\b|\b(?:what|which) (?:kinds? of |types? of )?files?\b[^.!?]{{0,30}}\b(?:take|accept|send|allowed)",
    re.IGNORECASE,
)
_SENT_ELSEWHERE = re.compile(
    r"\b(?:cisas|cedr|ombudsm[ae]n|ofcom|scheme|court|solicitor|engineer|router|by post|in the post|to (?:them|him|her))\b",
    re.IGNORECASE,
)


def asks_to_send_files(text: str) -> bool:
    """Can files be sent here, how, which? Heard by its words: the way is this chat's own, whatever the page says."""
    said = text.replace("’", "'")
    return len(said) <= _SHORT and _SEND_FILES.search(said) is not None and not _SENT_ELSEWHERE.search(said)


_SHORT = 160
"""Characters. In a long story "show you the photos" asks nothing."""

_CONTACTS = frozenset({Topic.CONTACT_PHONE, Topic.CONTACT_EMAIL, Topic.CONTACT_POST, Topic.CONTACT_ONLINE})


def _trade_body_named(topic: Topic, text: str) -> bool:
    """ISPA is no ADR scheme: what is asked about it is answered for it."""
    return (
        topic.value.startswith(("adr_", "what_is"))
        and re.search(r"\bispa\b", text, re.IGNORECASE) is not None
    )


def _of_whom(topic: Topic, text: str) -> Topic:
    """Whose number or address is wanted: the provider's, unless somebody else is named."""
    return (whose_contact(text) or topic) if topic in _CONTACTS else topic


def whose_contact(text: str) -> Topic | None:
    """``ADR_CONTACT`` or ``OFCOM`` when the scheme or the regulator is named; ``None`` for the provider's own."""
    if re.search(r"\bofcom", text, re.IGNORECASE):
        return Topic.OFCOM
    scheme = r"\b(?:cisas|cedr|omb?uds?m[ae]n\w*|the scheme|os-?communications|osenquiries|arbitrator)"
    return Topic.ADR_CONTACT if re.search(scheme, text, re.IGNORECASE) else None


def is_sure(found: Mapping[str, Any] | None) -> bool:
    """So sure that "the page says nothing about that" may be said."""
    return bool(found) and float((found or {}).get("confidence") or 0.0) >= NO_MISTAKE


def read_topic(found: Mapping[str, Any] | None, intent: str, text: str) -> Topic | None:
    """``found`` is the engine's ``{name, intent, confidence}``. ``None`` when no fact is asked for, as far as we hear."""
    if text and intent not in _BUSINESS_OF_ITS_OWN and asks_to_send_files(text):
        return Topic.SEND_FILES
    if not found or not found.get("name") or not text or intent in _BUSINESS_OF_ITS_OWN:
        return None
    try:
        topic = Topic(found["name"])
    except ValueError:
        return None  # an older model than the code
    topic = Topic.TRADE_BODY if _trade_body_named(topic, text) else _of_whom(topic, text)
    confidence = float(found.get("confidence") or 0.0)
    if found.get("intent") == intent:
        return topic if confidence >= LIKELY else None
    asks = is_question(text) or _ASKS_WITHIN.search(text.replace("’", "'")) is not None
    return topic if confidence >= SURE and asks else None
