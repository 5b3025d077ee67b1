"""A name as typed: of a person, a couple or a firm; sentences, courtesies, addresses and products are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN, Question
from bot.readers.contact import read_postcode
from bot.readers.dates import read_date
from bot.readers.days import MONTHS, WEEKDAYS
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.message import SKIP, Message
from bot.readers.no_names import is_no_name

_LEAD = re.compile(
    r"^\W*(?:(?:hi|hello|yes|sure|ok(?:ay)?|well)\W+)?(?:(?:my|the|our)(?: full| account)? name(?:'s| is| should be| needs to be)?|account name(?: is|:)?|i am|i'm|im|it is|it's|its|this is"
    r"|(?:you can |just |please )*call me|just|name[: ])\s+(?:the account holder,? )?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]+(?:(?:like|as) (?:i|we) (?:said|told you|wrote)(?: already| before)?|here|speaking|please|thanks|thank you|cheers|(?:the )?account holder"
    r"|(?:and |but )?with(?:out)? (?:the|an?|any|one|two|no) \W?[a-z]{1,2}\b\W?(?: (?:at|on|in) the (?:end|middle|beginning|start|front))?)\W*$",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"^\W*(?:it'?s |and |well |yes )*(?:his|her|their|my \w+(?:'s|s'?)) (?:full |first |last )?name\b",
    re.IGNORECASE,
)
"""Whose account it is, say; not who writes."""
_NO_NAME = re.compile(r"\b(?:anonymous|anon|rather not|no name)\b", re.IGNORECASE)
_COURTESY = re.compile(
    r"(?:yes+|yeah|yep|yup|aye|no+|nope|nah|ok(?:ay)?|hello|hi|hiya|hey|thanks?|thank you|ta|cheers|bye|goodbye|please|sure|fine|right|good (?:morning|afternoon|evening))"
    r"(?:\W+(?:please|there|thanks?|thank you|then))?",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"\W*(?:(?:yes+|yeah|yep|yup|aye|no|ok(?:ay)?|and|all|it|that|this|they)\W+)*(?:(?:(?:that|it|all)(?:['’]?s| is)|they(?:['’]?re| are)|is|looks|all) )?"
    r"(?:all |quite |perfectly |absolutely )*(?:correct|right|true|it|fine|good|all)(?:\W+(?:yes|thanks?|thank you|please))*\W*",
    re.IGNORECASE,
)
"""A nod to something that was read back."""
_FIRM = re.compile(r"\b(?:ltd|limited|plc|llp|inc|cic|& co|& sons?)\.?$", re.IGNORECASE)
_ABOUT_US = re.compile(
    r"[?@<>{}]|\b(?:complain\w*|cisas|ombudsman|broadband|internet|refund)\b|\d{3}", re.IGNORECASE
)
_SENTENCE = frozenset(
    {
        "i'm", "i've", "you", "your", "you're", "my", "me", "it", "it's", "its", "is", "isn't", "are",
        "was", "were", "am", "have", "has", "had", "haven't", "hasn't", "do", "does", "did", "don't",
        "didn't", "can", "can't", "could", "would", "won't", "want", "wants", "need", "why", "what",
        "when", "how", "where", "who", "which", "this", "that", "there", "they", "them", "their", "we",
        "us", "our", "been", "because", "since", "ago", "but", "log", "already", "told", "waiting",
        "asked", "called", "not", "nothing", "again",
    }
)  # fmt: skip
"""Words of a sentence, in small letters or at the beginning; "Bo Is" and "Andy But" are names."""
_TIME = re.compile(
    r"(?:the )?(?:same|next|other|that|last|this|past|every|each) (?:day|days|week|month|year|time|night|evening|morning|\w+day)|today|yesterday|tomorrow|now|later|ages",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"(?:(?:an?|the|real|actual|human|person|agent|someone|somebody|advis[eo]r|manager|being|to|speak|talk|help|stop|cancel|same|maybe|whatever|dunno)\b\W*)+",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^\d+ (?:people|times|of|min\w*|hours?|days?|weeks?|months?|years?)\b", re.IGNORECASE)
_SAYS_WHEN = re.compile(
    r"(?:for|since|about|around|over|nearly|almost|once|twice|in|on|during|early|mid|late)\b", re.IGNORECASE
)
"""Begins no name: "for about five weeks now", "twice in October"."""
_SUM = re.compile(
    r"[£€$]\s?\d|\b\d[\d,.]*\s?(?:pounds?|quid|pence|p|euros?|pound coins?|lei)\b|\b\d[\d,.]*\s+back\b",
    re.IGNORECASE,
)
_A_WISH = re.compile(
    r"\b(?:compensat\w+|refund\w*|reimburs\w+|apolog\w+|want|wants|wanted|wanting)\b"
    r"|\b(?:money|number|line|service|phone|it|pounds?|quid|cash|payment) back\b|\bback (?:today|now|please|to me)\b|\bsay sorry\b",
    re.IGNORECASE,
)
"""What they would like to happen, typed where a name is asked; nobody is called so."""
_ALSO_NAMES = frozenset(
    {"april", "may", "june", "august", "augusta", "sun", "sat", "mar", "jan", "dec", "wed"}
)
_WITH_A_MONTH = frozenset(
    {
        "bill", "bills", "invoice", "statement", "payment", "charge", "charges", "month", "one", "the", "last", "this",
        "early", "mid", "late", "end", "of", "in", "start", "beginning", "and", "or", "to", "from", "since", "my", "for",
    }
)  # fmt: skip
_MOST_WORDS, _LONGEST = 7, 80


def read_name(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The name for the reply; "yes" and "hello" are a problem, a sentence is no answer."""
    if message.choice == UNKNOWN or SKIP.search(message.text) or _NO_NAME.search(message.text):
        return Taken({Question.NAME: UNKNOWN})
    said = re.sub(r"\s+", " ", message.text).strip()
    if _OF_SOMEBODY.match(said):
        return None
    if _COURTESY.fullmatch(said.strip(" .,!")) or _AGREES.fullmatch(said):
        return Problem("utter_problem_name")
    name = _without_more(_TAIL.sub("", _LEAD.sub("", said)).strip(" .,!"))
    if not re.search(r"[^\W\d_]", name):
        return Problem("utter_problem_name")
    if not _may_be_name(name, message):
        return None
    return Taken({Question.NAME: _with_capitals(name)})


def _without_more(name: str) -> str:
    """For "Sam Carter, 14 Elm Rd": who it is, without what stands behind."""
    who, _, behind = name.partition(", ")
    no_name = bool(behind) and (is_no_name(behind) or behind.replace(" ", "").upper() == _postcode(behind))
    return who if re.search(r"[^\W\d_]", who) and no_name else name


def _postcode(text: str) -> str:
    return (read_postcode(text) or "").replace(" ", "")


def _may_be_name(name: str, message: Message) -> bool:
    if _ABOUT_US.search(name) or len(name.split()) > _MOST_WORDS or len(name) > _LONGEST:
        return False
    if re.fullmatch(r"[A-Za-z]{1,4}[- ]?\d+\w*", name):
        return False
    if _FIRM.search(name):
        return True
    if (
        is_no_name(name)
        or _is_sentence(name)
        or _TIME.fullmatch(name)
        or _SOMEBODY.fullmatch(name)
        or _COUNTED.match(name)
        or _tells_of_money_or_days(name)
    ):
        return False
    if _SAYS_WHEN.match(name) and read_date(name, message.today) is not None:
        return False
    has_number = re.search(r"\d", name) is not None
    return not (has_number and (read_date(name, message.today) is not None or read_postcode(name)))


def _tells_of_money_or_days(name: str) -> bool:
    """For "32 pounds back", "compensation and an apology", "October", "the october bill"; May and April are names."""
    if _SUM.search(name) or _A_WISH.search(name):
        return True
    words = re.findall(r"[^\W_]+", name.lower())
    days = [word for word in words if word in _DAY_WORDS]
    return bool(days) and all(word in _DAY_WORDS or word in _WITH_A_MONTH or word.isdigit() for word in words)


_DAY_WORDS = frozenset({*MONTHS, *WEEKDAYS}) - _ALSO_NAMES


def _is_sentence(name: str) -> bool:
    words = name.replace("’", "'").split()
    as_typed = name.islower() or name.isupper()
    if re.search(r"\bi [a-z]", name) or re.search(r"\bI [a-z]", name):
        return True
    return any(
        word.strip(",.!").lower() in _SENTENCE and (as_typed or index == 0 or word[0].islower())
        for index, word in enumerate(words)
    )


_PARTICLES = frozenset({"van", "der", "den", "de", "la", "von", "of", "and", "the"})


def _with_capitals(name: str) -> str:
    """Names typed in small letters get capitals; every other spelling is the customer's own."""
    if not name.islower():
        return name
    words = name.split()
    return " ".join(
        word if index and word in _PARTICLES else _capital(word) for index, word in enumerate(words)
    )


def _capital(word: str) -> str:
    word = re.sub(r"(?:^|(?<=[-(.&]))\w", lambda first: first[0].upper(), word)
    return re.sub(
        r"\b([DOL]['’])(\w)(?=\w)", lambda parts: parts[1] + parts[2].upper(), word, flags=re.IGNORECASE
    )


_INITIAL_OR_NAME = r"(?:[A-ZÀ-Þ]\.?|[A-ZÀ-Þ][\w'’-]+)"
_BESIDE = re.compile(
    r"^\W*(?:(?i:(?:my|the) name is|name(?: is|:)?|it'?s|i'?m|i am|this is)\s+)?"
    rf"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?{_INITIAL_OR_NAME}(?: (?:van |der |de |la |von |Mc |O['’])?{_INITIAL_OR_NAME}){{1,3}})"
    r"(?:\s*(?:[,;:/–-]|\n|\b(?i:on|at)\b)+\s*|\s+(?=(?i:tel|phone|mob|e-?mail|number)|[+(\d]|\S+@))(?P<behind>.+)$",
    re.DOTALL,
)
_CONTACT_NEXT = re.compile(
    r"^(?:(?:e-?mail|phone|tele?phone|tel|mobile|mob|number|no|my number is|call(?: me)?(?: on)?|ring(?: me)?(?: on)?|reply to|on|by|at)\b[\s:]*)*(?:\S+@\S+|\+?\(?0?\d[\d ()-]{7,})"
    r"|^(?:by |in |via |send (?:it )?)*(?:letter|post)\b",
    re.IGNORECASE,
)


def name_beside_contact(text: str) -> str | None:
    """The name in "Gareth Pugh, 01223 555019" or "J. Malik, letter to 22 Queen St": in capitals, a way to reply behind it."""
    found = _BESIDE.match(text)
    if found is None or not _CONTACT_NEXT.match(found["behind"]):
        return None
    name = found["name"].strip()
    no_name = _ABOUT_US.search(name) or is_no_name(name) or _is_sentence(name) or _COURTESY.fullmatch(name)
    return None if no_name else name
