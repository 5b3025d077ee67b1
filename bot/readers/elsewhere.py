"""An answer to another question than the one that is asked: a name where a date is wanted, "we are four of us" anywhere.

The last thing tried before a message counts as not understood, so only what can hardly mean anything else is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN, Question
from bot.readers.adr_told import read_heads
from bot.readers.contact import find_contact, read_postcode
from bot.readers.copies import read_copies
from bot.readers.counts import how_many
from bot.readers.days import MONTHS, WEEKDAYS
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.no_names import is_no_name
from bot.readers.often import read_reply_often
from bot.readers.outcome import read_outcome
from bot.readers.refs import bare_account
from bot.readers.role import read_role
from bot.readers.theirs import is_question

_SHORT = 16
"""Words: a longer message is a story."""
_FEW = 9
_PART = r"(?:[A-ZÀ-Þ]['’]?[A-ZÀ-Þ]?[a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Revd?|Rev|Prof|Sir|Lady)\.? )"
_LEAD = r"^\W*(?i:(?:it'?s|its|i am|i'?m|im|my name is|name|this is|and|hi|hello)\W+)?"
_A_NAME = re.compile(rf"{_LEAD}(?P<name>{_TITLE}{_PART}(?: {_PART}){{0,3}}|{_PART}(?: {_PART}){{1,3}})\W*$")
_AT_THE_END = re.compile(
    rf"(?:[.!,]\s+|^)(?P<name>{_TITLE.replace('(?:(?:Mr', '(?i:(?:Mr')}{_PART}(?: {_PART}){{0,3}})\W*$"
)
_NO_NAME = frozenset(
    {*MONTHS, *WEEKDAYS, "the", "my", "your", "our", "broadband", "internet", "phone", "landline", "ofcom", "cisas",
     "ombudsman", "communications", "road", "street", "lane", "avenue", "close", "house", "christmas", "not", "no",
     "yes", "dont", "never", "openreach", "please", "thanks", "thank", "still", "engineer", "customer", "services",
     "manager", "apology", "refund"}
)  # fmt: skip
_ROLE_CUE = re.compile(
    r"\b(?:account|acount|name|behalf|bill ?payer|attorney|for my|for our)\b", re.IGNORECASE
)
_COPIES_CUE = re.compile(
    r"\b(?:cop(?:y|ies)|letters?|e-?mails?|screenshots?|photos?|bills?|statements?)\b", re.IGNORECASE
)
_HEADS_CUE = re.compile(
    r"\b(?:of us|people|staff|employees|work(?:s|ers)? here|on the payroll)\b", re.IGNORECASE
)
_EMPLOYED = re.compile(r"\b(?:staff|employees|work(?:s|ers)? here|on the payroll)\b", re.IGNORECASE)
"""Only a firm or a charity has these; a charity says so."""
_A_FIRM = re.compile(r"\b(?:bus+in?ess|buisness|firm|company|shop|office|salon|practice)\b", re.IGNORECASE)
_WITH_A_WISH = re.compile(
    r"\b(?:apolog\w*|sorry|refund\w*|back|credit\w*|compensat\w*|explanation|explain|fix(?:ed)?|sort(?:ed)?|mend(?:ed)?|repair(?:ed)?)\b|[£€]\s?\d",
    re.IGNORECASE,
)


def said_elsewhere(message: Message, answers: Mapping[str, Any], asked: Question | None) -> dict[str, Any]:
    """By answer key, JSON-safe; only what is not answered yet. Empty for a question, a button or a long story."""
    text = message.text.strip()
    words = len(text.split())
    if message.choice is not None or is_question(text) or not 0 < words <= _SHORT:
        return {}
    found: dict[str, Any] = {}
    for read in (_reply, _name, _people, _role, _wish, _account):
        found |= read(message, answers)
    if words <= _FEW:
        found |= _often(message, answers) | _copies(message, answers)
    open_ = {key: value for key, value in found.items() if answers.get(key) in (None, UNKNOWN)}
    return {key: value for key, value in open_.items() if key != asked and value != UNKNOWN}


def find_name(text: str) -> str | None:
    """A name that stands alone, or with its title at the end; an address or a number beside it does not matter."""
    bare = re.sub(r"\S+@\S+|\+?\d[\d ]{7,}\d|,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\W*$", " ", text).strip(
        " ,.;:-"
    )
    match = _A_NAME.match(bare) or _AT_THE_END.search(bare)
    if match is None or is_no_name(match["name"]):
        return None
    if any(word.strip(".").lower() in _NO_NAME for word in match["name"].split()):
        return None
    return match["name"]


def _reply(message: Message, answers: Mapping[str, Any]) -> dict[str, Any]:
    """A number, an e-mail or a whole postal address: with nothing to answer to yet, it is the way to reply."""
    if Question.REPLY_ADDRESS in answers:
        return {}
    contact = find_contact(message.text)
    if isinstance(contact, Taken):
        if contact.values.get(Question.REPLY_BY) == "letter" and not read_postcode(message.text):
            return {}
        return {str(key): value for key, value in contact.values.items()}
    return {}


def _name(message: Message, answers: Mapping[str, Any]) -> dict[str, Any]:
    name = find_name(message.text)
    return {Question.NAME.value: name} if name else {}


def _people(message: Message, answers: Mapping[str, Any]) -> dict[str, Any]:
    if not _HEADS_CUE.search(message.text):
        return {}
    kind = answers.get(Question.CUSTOMER)
    kind = None if kind == UNKNOWN else kind
    paid = _EMPLOYED.search(message.text) is not None
    firm = (
        {Question.CUSTOMER.value: "business"} if (_A_FIRM.search(message.text) or paid) and not kind else {}
    )
    if kind not in ("business", "charity") and not firm:
        return {}
    heads = read_heads(message.text)
    if not heads:
        read = how_many(Question.EMPLOYEES)(message, answers)
        count = read.values.get(Question.EMPLOYEES) if isinstance(read, Taken) else None
        heads = {Question.EMPLOYEES.value: count} if isinstance(count, int) else {}
    return {**firm, **heads}


def _role(message: Message, answers: Mapping[str, Any]) -> dict[str, Any]:
    read = read_role(message, {}) if _ROLE_CUE.search(message.text) else None
    return {str(key): value for key, value in read.values.items()} if isinstance(read, Taken) else {}


def _wish(message: Message, answers: Mapping[str, Any]) -> dict[str, Any]:
    if not _WITH_A_WISH.search(message.text):
        return {}
    read = read_outcome(message, {})
    values = {str(key): value for key, value in read.values.items()} if isinstance(read, Taken) else {}
    return values if values.get("outcome_kinds") else {}


def _account(message: Message, answers: Mapping[str, Any]) -> dict[str, Any]:
    number = bare_account(message.text)
    return {Question.ACCOUNT.value: number} if number else {}


def _often(message: Message, answers: Mapping[str, Any]) -> dict[str, Any]:
    read = read_reply_often(message, {})
    return {str(key): value for key, value in read.values.items()} if isinstance(read, Taken) else {}


def _copies(message: Message, answers: Mapping[str, Any]) -> dict[str, Any]:
    alone = len(message.text.split()) == 1  # "letter" may be how they want the reply
    read = read_copies(message, {}) if _COPIES_CUE.search(message.text) and not alone else None
    return {str(key): value for key, value in read.values.items()} if isinstance(read, Taken) else {}
