"""Which question of fact a message asks, from what the model hears and from the shape of the words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.topic import NearTopic, Topic
from bot.readers.theirs import is_question

_ASKS_WITHIN = re.compile(
    r"\b(?:who|what|where|when|how|why|which)(?:'s| is| are| was| were| should| would| can| could| do| does| did| will| gives?| deals?| else| many| much| long)\b"
    r"|\b(?:can|could|do|does|is|are|will|would|should|may|must|have) (?:i|you|yous|ye|we|they|it|he|she|that|this|the|there|a|an|any|anybody|anyone|my)\b",
    re.IGNORECASE,
)
"""A question that comes after something else: "I live in Glasgow, who can give me advice"."""

_ASKS_INDIRECTLY = re.compile(
    r"\b(?:whether|presumably|wondering|how come|what if|in aid of|curious|explain|walk me through|talk (?:me|us) thr|tell me|wonders? (?:if|what|who)|asks? what|any idea|no idea|am i right|(?:is )?that right"
    r"|i (?:take it|assume[d]?|presume[d]?|gather(?:ed)?|suppose[d]?|wonder(?:ed)?)|(?:don't|do not) suppose"
    r"|(?:like|need|want|love|obliged|grateful|good|useful) to (?:know|hear|be told|be sure|understand)"
    r"|(?:not|never|nobody|nobody's|no one|hasn't|haven't|didn't|can't|don't|won't) (?:\w+ ){0,2}?(?:sure|know|see|find|tell|say|told|said|explained|understand|mentions?)"
    r"|(?:hope|hoping|scared|worried|afraid|fear|bet|guess|reckons?|reckoned|heard|says|thinks|told) (?:that |if |it's |i'll |you'll |i |you |it |the )"
    r")(?!\w)",
    re.IGNORECASE,
)
"""A question in the dress of a statement: "nobody has said whether it costs anything", "I take it I may ring"."""

LIKELY = 0.2
"""Enough where the intent that the model hears is the topic's own: the next likely question is then answered or offered
beside it, and the general answer would be right less often."""
ASKED = 0.3
"""Enough where the model hears another intent and the words are plainly a question: that intent is then in doubt too."""
SURE = 0.45
"""Needed where the model hears that something is told; the words must then be a question as well."""
NO_MISTAKE = 0.7
NO_DOUBT = 0.6
"""From 0.6 to 0.8 three in four of the same questions were right, above that 92 in 100; below it half."""
WORTH_A_BUTTON = 0.1
ALIKE = 0.5
"""Of 1,415 questions of two held-out authors 71 in 100 got their topic; 77 with this, where a fifth of them are answered
for two. At 0.7 of the likelihood it is 75 and a tenth, at 0.4 it is 78 and a quarter."""
MOST_BUTTONS = 2
_WORTH_ASKING = frozenset(topic.value for topic in Topic if topic is not Topic.EARLY_REFERRAL)
"""All but what is done at once and not only told."""
_BUSINESS_OF_ITS_OWN = frozenset({"upset_vulnerable", "request_agent", "stop_cancel"})
"""Intents that no fact answers: somebody wants help, a person or an end."""
_TELLS = frozenset({"make_complaint", "report_fault", "give_details", "correct_details", "affirm", "deny"})
"""Intents of messages that tell something: to be taken for a question they must have the form of one as well."""


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


_MUST = re.compile(
    r"\b(?:have to|need to|must|obliged|required|compulsory|mandatory|optional|nice to have|necessary)\b",
    re.IGNORECASE,
)


def asks_to_send_files(text: str) -> bool:
    """Can files be sent here, how, which? Heard by its words: the way is this chat's own, whatever the page says."""
    said = text.replace("’", "'")
    if _MUST.search(said):
        return False  # whether they must is a question of what the provider asks for
    return len(said) <= _SHORT and _SEND_FILES.search(said) is not None and not _SENT_ELSEWHERE.search(said)


_WHAT_NOW = re.compile(
    r"\b(?:what|whit|wot|wat) (?:now|noo|next|then)\b|\bwhere (?:do i|now|next)\b[^.?!]{0,15}\b(?:now|next|go|turn)\b"
    r"|\bwho(?:'s| is| do i)? (?:is )?(?:above|over|next|higher)\b|\bwhat (?:must|do|can|should|dae|shall) (?:i|we|ah) do (?:now|next|noo)\b",
    re.IGNORECASE,
)
_HAD_AN_ANSWER = re.compile(
    r"\b(?:answer|reply|replied|response|responded|dealt|dealin\w*|deals|wrote|told|fobbed|adviser|agent|girl|lad|lady|guy|chap|rep)\b",
    re.IGNORECASE,
)


_TRADE_BODY = re.compile(r"\bispa\b|\btrade (?:body|association)\b", re.IGNORECASE)
_EVERY_STEP = re.compile(
    r"\b(?:managing director|senior manager|manager|\bmd\b|(?:every|all|each)(?: of)?(?: (?:the|your))? (?:steps?|stages?|levels?)|your (?:steps|procedure|process))\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:first|before|beforehand|until|must|have to|has to|need to)\b", re.IGNORECASE)


def named_step_first(text: str) -> Topic | None:
    """Whether they ask if a step of the provider's own, or a trade body, must come before the scheme."""
    said = text.replace("’", "'")
    if _FIRST.search(said) is None:
        return None
    if _TRADE_BODY.search(said):
        return Topic.TRADE_BODY
    return Topic.ADR_ALL_STEPS_FIRST if _EVERY_STEP.search(said) else None


def asks_what_now(text: str) -> bool:
    """They have had an answer that they are not happy with, and ask what comes next."""
    said = text.replace("’", "'")
    return _WHAT_NOW.search(said) is not None and _HAD_AN_ANSWER.search(said) is not None


_PRINTED_WEEKS = re.compile(
    r"\b(?:page|code|web ?site|site|leaflet|booklet|procedure|policy|document|paper|paperwork)\b[^.?!]{0,40}"
    r"\b(?:6|8|six|eight)[ -]?(?:w(?:ee)?ks?)\b",
    re.IGNORECASE,
)
_OWN_TIME = re.compile(
    r"\b(?:i|we) (?:first )?(?:complained|rang|told|wrote|phoned|e-?mailed)\b", re.IGNORECASE
)


def asks_of_printed_weeks(text: str) -> bool:
    """The page says 8 weeks: is that still right? A question of the rule, and not of their own day."""
    said = text.replace("’", "'")
    return _PRINTED_WEEKS.search(said) is not None and asks(said) and _OWN_TIME.search(said) is None


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


def of_the_whole(topic: Topic | None, part: str, whole: str) -> Topic | None:
    """In "how do I go to the ombudsman, what's the site" the second part asks for the scheme's, though it names nobody."""
    if topic in _CONTACTS and not re.search(r"\b(?:you|your|yours|their|company)\b", part, re.IGNORECASE):
        return whose_contact(whole) or topic
    return topic


_MISSED = re.compile(
    r"\b(?:miss(?:ed|ing)|late|overdue|bro(?:ke|ken)\w*|did(?:n'?t| not) (?:reply|answer|get back|come back|meet|stick)"
    r"|not (?:replied|answered|got back)|no (?:reply|answer|word)|without an? (?:reply|answer)|went past|gone past)\b",
    re.IGNORECASE,
)
_THEIR_TIME = re.compile(
    r"\b(?:\w+ )?(?:working days?|days?|target|deadline|promise|aim|weeks?|fortnight)\b", re.IGNORECASE
)


def tells_missed_target(text: str) -> bool:
    """The provider did not keep its own time, as they tell it: "you broke your own 5 days"."""
    return _MISSED.search(text) is not None and _THEIR_TIME.search(text) is not None


def whose_contact(text: str) -> Topic | None:
    """``ADR_CONTACT`` or ``OFCOM`` when the scheme or the regulator is named; ``None`` for the provider's own."""
    if re.search(r"\bofcom", text, re.IGNORECASE):
        return Topic.OFCOM
    scheme = r"\b(?:cisas|cedr|omb?uds?m[ae]n\w*|the scheme|os-?communications|osenquiries|arbitrator)"
    return Topic.ADR_CONTACT if re.search(scheme, text, re.IGNORECASE) else None


def is_sure(found: Mapping[str, Any] | None) -> bool:
    """So sure that "the page says nothing about that" may be said."""
    return bool(found) and float((found or {}).get("confidence") or 0.0) >= NO_MISTAKE


def near_topics(found: Mapping[str, Any] | None, topic: Topic | None, text: str) -> tuple[NearTopic, ...]:
    """What ``text`` may have asked instead of ``topic``, likeliest first; nothing where the model has no doubt.

    ``topic`` is what it was read as, ``None`` when nothing was sure enough: then the model's own best is one of them.
    """
    if not found or not text or float(found.get("confidence") or 0.0) >= NO_DOUBT:
        return ()
    alike = float(found.get("confidence") or 0.0) * ALIKE
    near = [
        NearTopic(
            _of_whom(Topic(each["name"]), text),
            each["intent"],
            each is not found and each["confidence"] >= alike,
        )
        for each in [found, *(found.get("others") or [])]
        if each["name"] in _WORTH_ASKING and float(each.get("confidence") or 0.0) >= WORTH_A_BUTTON
    ]
    return tuple(each for each in dict.fromkeys(near) if each.topic is not topic)[:MOST_BUTTONS]


_TURNED_DOWN = re.compile(
    r"\b(?:turned (?:me |us |it )?down|refused|rejected|declined|said no|says no|knocked back|been denied)\b",
    re.IGNORECASE,
)


def tells_of_refusal(text: str) -> bool:
    """An early referral was refused: to ask for it once more is no answer."""
    return _TURNED_DOWN.search(text) is not None


def read_topic(found: Mapping[str, Any] | None, intent: str, text: str) -> Topic | None:
    """``found`` is the engine's ``{name, intent, confidence}``. ``None`` when no fact is asked for, as far as we hear."""
    if text and intent not in _BUSINESS_OF_ITS_OWN and asks_to_send_files(text):
        return Topic.SEND_FILES
    if text and intent not in _BUSINESS_OF_ITS_OWN and asks_what_now(text):
        return Topic.ESCALATION_HOW
    if text and intent not in _BUSINESS_OF_ITS_OWN and asks_of_printed_weeks(text):
        return Topic.ADR_WAIT
    if not found or not text or intent in _BUSINESS_OF_ITS_OWN:
        return None
    found = _of_the_intent(found, intent)
    if not found.get("name"):
        return None
    try:
        topic = Topic(found["name"])
    except ValueError:
        return None  # an older model than the code
    topic = Topic.TRADE_BODY if _trade_body_named(topic, text) else _of_whom(topic, text)
    if topic is Topic.EARLY_REFERRAL and tells_of_refusal(text):
        topic = Topic.ADR_EARLY
    confidence = float(found.get("confidence") or 0.0)
    if found.get("intent") == intent:
        return topic if confidence >= LIKELY else None
    if confidence >= NO_MISTAKE and intent not in _TELLS:
        return topic
    needed = SURE if intent in _TELLS else ASKED
    return topic if confidence >= needed and asks(text) else None


def _of_the_intent(found: Mapping[str, Any], intent: str) -> Mapping[str, Any]:
    """The topic of the intent that the model hears, when it is nearly as likely as one of another."""
    if not found.get("name") or found.get("intent") == intent:
        return found
    alike = float(found.get("confidence") or 0.0) * ALIKE
    own = [
        each for each in found.get("others") or [] if each["intent"] == intent and each["confidence"] >= alike
    ]
    return own[0] if own else found


def asks(text: str) -> bool:
    """Whether the words have the form of a question: plainly, after something else, or in the dress of a statement."""
    said = text.replace("’", "'")
    return is_question(said) or any(form.search(said) for form in (_ASKS_WITHIN, _ASKS_INDIRECTLY))
