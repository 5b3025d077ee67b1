"""What is answered to the questions that show who somebody is: a reference, an address, a code, an account."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.decisions import reference
from bot.decisions.identity import Holder, Who
from bot.decisions.questions import UNKNOWN, Question
from bot.readers.asides import asks_repeat
from bot.readers.contact import BadEmail, Email, EmailSlip, read_email, read_phone, read_postcode
from bot.readers.heard import Problem, Taken
from bot.readers.message import DONT_KNOW, SKIP, Message, plain
from bot.readers.names import read_name
from bot.readers.refs import ACCOUNT, find_account, read_account
from bot.readers.reply import code_in, misses_code
from bot.readers.role import ACTING_FOR, HOLDER, ROLE, read_acting_for, read_role

REFERENCE, EMAIL, BY_ACCOUNT = "reference", "email", "account"
"""What the first answer names: ``{"kind": one of these, "value": …}``."""


class Wish(StrEnum):
    """What they want instead of answering."""

    AGAIN = "again"
    NO_MAIL = "no_mail"
    ACCOUNT = "account"
    NOT_TO_HAND = "not_to_hand"
    NO_REFERENCE = "no_reference"


@dataclass(frozen=True)
class Given:
    """Answers by question, JSON-safe."""

    values: dict[str, object]


OURS = re.compile(r"\bFL[\W_]{0,3}(?:[A-Z0-9][\W_]?){9}[A-Z0-9]\b", re.IGNORECASE)
_GONE: Final = re.compile(
    r"\b(?:don'?t|do not|no longer|can'?t|cannot|lost|never|couldn'?t) (?:have |get |use |open |see |find |got )?(?:\w+ ){0,3}?"
    r"(?:access|e-?mail|inbox|address|it|that|one|either)\b|\bclosed (?:it|that|my e-?mail)\b|\bwrong (?:e-?mail|address)\b|\bold (?:e-?mail|address)\b"
)
_NOTHING_CAME = re.compile(
    r"\b(?:no|nothing|not|never|hasn'?t|haven'?t|didn'?t|did not|still)\b.{0,30}\b(?:came|come|arriv\w+|got|had|received?|get|code|e-?mail|yet|through)\b"
    r"|^\W*(?:still )?(?:nothing|no|none)\W*$"
)
_HAVE_NEITHER = re.compile(
    r"\b(?:don'?t|do not|haven'?t|have not|can'?t|cannot|never|lost|no|none|not got|forgot\w*|neither)\b"
)
_LACKS_REFERENCE = re.compile(
    r"\b(?:lost|deleted|binned|forgot(?:ten)?|mislaid|misplaced|can'?t (?:find|remember|see|get at)|cannot (?:find|remember|see)|couldn'?t (?:find|remember)|no idea (?:of|what)|threw (?:away|out)|thrown)\b[^.?!]{0,20}\b(?:it|that|ref\w*|numbers?|e-?mail|letter|message|paper|bit)\b"
    r"|\b(?:don'?t|do not|dont|haven'?t|have not|havent|never|didn'?t) (?:have|hav|got|get|know|keep|save|remember|write)\b[^.?!]{0,15}\b(?:it|that|ref\w*|one|numbers?)\b|\bno (?:ref\w*|numbers?)\b"
    r"|\b(?:ref\w*|number|it|that)\b[^.?!]{0,12}\b(?:is |got |has |was |'s )?(?:lost|gone|deleted|went|binned)\b"
)
_LACKS_ALL = re.compile(
    r"\b(?:neither|either|nor|none of (?:them|these|those|that)|any of (?:them|these|those|that)|both|nothing)\b"
    r"|\b(?:no|don'?t (?:have|use|do)|do not (?:have|use)|haven'?t got|without|never had|not on)\b[^.?!,]{0,12}\b(?:e-?mail|internet)\b|\b(?:e-?mail|inbox|mailbox|account) (?:is |was |got |been )?(?:hacked|closed|locked)\b"
)
"""Only the reference is not there: the address that they gave does as well."""
_AGAIN = re.compile(r"\b(?:again|resend|re-send|another|new (?:one|code)|send (?:it|me|one|a code))\b")


def read_who(who: Who, text: str, choice: str | None, message: Message) -> Given | Wish | Problem | None:
    """What ``text`` (or the pressed button ``choice``) says to the question ``who``; ``None``: nothing of the kind."""
    if choice is not None and choice in set(Wish):
        return Wish(choice)
    if who is Who.WHICH:
        return _which(text, message)
    if who is Who.CODE:
        return _code(text)
    if who is Who.ROLE:
        return _role(text, choice, message)
    if who is Who.ACTING_FOR:
        read = read_acting_for(message, {})
        if isinstance(read, Taken) and read.values.get(ROLE) == HOLDER:
            return Given({Who.ROLE: Holder.SELF.value})
        return Given({Who.ACTING_FOR: text.strip()[:_LONGEST]}) if text.strip() else None
    return _claim(who, text, message)


_LONGEST = 200


def find_our_reference(text: str) -> str | None:
    """The reference of a complaint that stands in ``text``, among other words or alone."""
    for match in OURS.finditer(text):
        if (found := reference.normalise(match[0])) is not None:
            return found
    return reference.normalise(text)


def find_named_reference(text: str) -> str | None:
    """The same, but a whole message without "FL" is one only if it is hardly anything else."""
    found = next((each for match in OURS.finditer(text) if (each := reference.normalise(match[0]))), None)
    return found or (reference.normalise(text) if len(text.split()) <= _ALONE else None)


def mistyped_reference(text: str) -> str | None:
    """What looks like a reference of ours in every way but one: its check character does not fit. As it was typed."""
    if find_our_reference(text) is not None:
        return None
    found = next((each for each in OURS.finditer(text) if _IS_TYPED.search(each[0])), None)
    return found[0].strip() if found is not None else None


_IS_TYPED = re.compile(r"^FL[\W_]*(?=\w*\d|\w{3}[\W_]\w{3}[\W_]\w{4}$)", re.IGNORECASE)
"""Digits among them, or the three groups: "flat broadband" is none."""
_ALONE = 12
_AFTER_OTHERS = re.compile(
    r"\b(?:show|list|see|look up|find|check|pull up|bring up|give|tell)\b[^.?!]{0,20}\b(?:all |any |every |the |our |my )*(?:open )?(?:complaints|cases|complaint history)\b",
    re.IGNORECASE,
)
_WHY_LATE = re.compile(
    r"\bwhy\b[^.?!]{0,30}\b(?:nobody|no-?one|none of you|not|n't|never)\b[^.?!]{0,25}\b(?:answered|replied|rung|rang|called|come back|got back|been in touch|heard|contacted|written)\b"
    r"|\bwhy (?:is|was|has) (?:it|this|that|my complaint|the (?:reply|answer)) (?:so |been |still |taking )*(?:late|delayed|long|so long|overdue)\b"
    r"|\bwhy (?:has|is) (?:it|this|my complaint) tak(?:en|ing) so long\b",
    re.IGNORECASE,
)


def asks_after_complaints(text: str) -> bool:
    """They ask after complaints that are there, or why one was not answered: no complaint of its own begins with it."""
    words = text.replace("\u2019", "'")
    return _AFTER_OTHERS.search(words) is not None or asks_why_late(words)


def asks_why_late(text: str) -> bool:
    """ "Why has nobody answered me?", as a short message and no story."""
    words = text.replace("\u2019", "'")
    if len(words.split()) > _SHORT_QUESTION or _WHY_LATE.search(words) is None:
        return False
    return _PROMISED.search(words) is not None


_LOOK_UP = re.compile(
    r"\b(?:look|find|check|pull|bring|see)\b[^.?!]{0,20}\b(?:it|that|my (?:complaint|case))\b[^.?!]{0,8}(?:\bup\b)?|\b(?:you|u) (?:should |must |will |already |do |can )*(?:have|know|got|see|find|look) (?:it|that|this|my|all)\b"
    r"|\b(?:complained|reported|raised|told (?:you|them)|logged)\b[^.?!]{0,20}\b(?:ages|a while|long (?:time )?|weeks and weeks|months|already|before)\b|\bit'?s the one (?:about|with|where)\b|\b(?:it'?s|it is|its) (?:on|in) (?:your|the) (?:system|file|records?)\b",
    re.IGNORECASE,
)
_A_DAY_IN_IT = re.compile(
    r"\d|\b(?:(?<!the )one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple|few|last|yesterday|today|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
    re.IGNORECASE,
)


def asks_to_look_it_up(text: str) -> bool:
    """Asked when they complained, they say that it is there, and no day: "ages ago, it's the one about no dial tone"."""
    words = text.replace("\u2019", "'")
    return _LOOK_UP.search(words) is not None and _A_DAY_IN_IT.search(words) is None


_SHORT_QUESTION = 16
_PROMISED = re.compile(
    r"\b(?:my|the|this) complaint\b|\byou (?:said|promised|told me)\b|\b(?:late|overdue|delayed)\b",
    re.IGNORECASE,
)
"""That nobody rings back is a complaint by itself; late is only what was promised, or a complaint that is there."""


def find_which(text: str) -> dict[str, str] | None:
    """The reference or the e-mail address in a message that asks after a complaint: then neither is asked for."""
    if (ours := find_our_reference(text)) is not None:
        return {"kind": REFERENCE, "value": ours}
    email = read_email(text)
    return {"kind": EMAIL, "value": email.address} if isinstance(email, Email) else None


_BESIDE = re.compile(
    r"\b(?:it'?s|it is|its|my|the|e-?mail|address|ref(?:erence)?(?: number| no)?|number|complaint|is|here|sorry|no|yes|ok|please)\b|[^\w]",
    re.IGNORECASE,
)


def is_only_which(text: str) -> bool:
    """Whether a message names a complaint or an address and says nothing else."""
    named = find_which(text)
    if named is None:
        return False
    typed = OURS.sub(" ", text) if named["kind"] == REFERENCE else re.sub(r"\S+@\S+", " ", text)
    if named["kind"] == REFERENCE and typed == text:
        return True  # read out, or without its letters: there is hardly anything else
    return not _BESIDE.sub("", typed)


def _which(text: str, message: Message) -> Given | Wish | Problem | None:
    if (found := find_which(text)) is not None:
        return Given({Who.WHICH: found})
    if (typed := mistyped_reference(text)) is not None:
        return Problem("utter_who_reference_slip", {"typed": typed})
    email = read_email(text)
    if isinstance(email, EmailSlip):
        return Problem("utter_who_email_slip", {"typed": email.typed, "suggestion": email.suggestion})
    if isinstance(email, BadEmail):
        return Problem("utter_problem_email", {"typed": email.typed})
    if read_phone(text):
        return Problem("utter_who_no_phone")
    if account := find_account(text):
        return Given({Who.WHICH: {"kind": BY_ACCOUNT, "value": account}})
    words = plain(text)
    if _LACKS_REFERENCE.search(words) and not _LACKS_ALL.search(words):
        return Wish.NO_REFERENCE
    if SKIP.search(text) or DONT_KNOW.search(text) or _HAVE_NEITHER.search(words):
        return Wish.NOT_TO_HAND
    alone = read_account(message, {})
    if isinstance(alone, Taken) and alone.values[ACCOUNT] != UNKNOWN:
        return Given({Who.WHICH: {"kind": BY_ACCOUNT, "value": alone.values[ACCOUNT]}})
    return None


def _code(text: str) -> Given | Wish | Problem | None:
    if code := code_in(text):
        return Given({Who.CODE: code})
    if (
        other := find_which(text)
    ) is not None:  # "sorry, it is laura@…": put right where the code is asked for
        return Given({Who.WHICH: other})
    if (typed := mistyped_reference(text)) is not None:
        return Problem("utter_who_reference_slip", {"typed": typed})
    words = plain(text)
    if asks_repeat(text):
        return None
    if _AGAIN.search(words) and (len(words.split()) <= _SHORT or _SENDS.search(words)):
        return Wish.AGAIN
    if _GONE.search(words) or _NOTHING_CAME.search(words) or misses_code(text) or SKIP.search(text):
        return Wish.NO_MAIL
    if re.search(r"\d", words) and len(words.split()) <= _SHORT and "£" not in words:
        return Problem("utter_problem_code_shape")
    return None


_SENDS = re.compile(r"\b(?:send|resend|re-send|code|e-?mail)\b")
"""Beside "again" in a longer line: "what did you offer again?" wants no code."""
_SHORT = 4
_FOR_SOMEBODY = re.compile(
    r"\b(?:act(?:ing)?|speak(?:ing)?|ask(?:ing)?|here) (?:for|on behalf)\b|\bfor (?:him|her|them|my)\b"
)


def _role(text: str, choice: str | None, message: Message) -> Given | None:
    if choice in (Holder.SELF, Holder.ACTING):
        return Given({Who.ROLE: choice})
    read = read_role(message, {})
    if isinstance(read, Taken) and read.values.get(ROLE) in (HOLDER, ACTING_FOR):
        if read.values[ROLE] == HOLDER:
            return Given({Who.ROLE: Holder.SELF.value})
        return Given({Who.ROLE: Holder.ACTING.value})
    words = plain(text)
    if re.match(r"\W*(?:yes|yeah|yep|aye|y|mine|me)\b", words):
        return Given({Who.ROLE: Holder.SELF.value})
    if re.match(r"\W*(?:no|nope|n)\b", words) or _FOR_SOMEBODY.search(words):
        return Given({Who.ROLE: Holder.ACTING.value})
    return None


def _claim(who: Who, text: str, message: Message) -> Given | Wish | Problem | None:
    """The three facts of an account; a message may hold two of them."""
    if SKIP.search(text) or DONT_KNOW.search(text):
        return Wish.NOT_TO_HAND
    given: dict[str, object] = {}
    postcode = read_postcode(text)
    if postcode is not None:
        given[Who.POSTCODE] = postcode
    if who is Who.ACCOUNT and (several := _several(text, message)):
        return Given(several)
    if who is Who.ACCOUNT:
        account = find_account(text) or _account(re.sub(re.escape(postcode or "\0"), " ", text), message)
        if account is not None:
            given[Who.ACCOUNT] = account
    if who is Who.NAME:
        read = read_name(message, {})
        if isinstance(read, Problem):
            return read
        if isinstance(read, Taken) and read.values[Question.NAME] != UNKNOWN:
            given[Who.NAME] = str(read.values[Question.NAME])
    if who in given:
        return Given(given)
    if _HAVE_NEITHER.search(plain(text)):
        return Wish.NOT_TO_HAND
    if who is Who.POSTCODE and re.search(r"\d", text) and len(text.split()) <= _SHORT:
        return Problem("utter_who_postcode_shape")
    return None


def _several(text: str, message: Message) -> dict[str, object]:
    """Account, postcode and name in one message, with commas or lines between them."""
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    given: dict[str, object] = {}
    for part in parts if len(parts) > 1 else []:
        if Who.POSTCODE not in given and (postcode := read_postcode(part)):
            given[Who.POSTCODE] = postcode
        elif Who.ACCOUNT not in given and re.search(r"\d", part) and (account := _account(part, message)):
            given[Who.ACCOUNT] = account
        elif Who.NAME not in given and not re.search(r"\d", part):
            read = read_name(Message(part, message.today), {})
            if isinstance(read, Taken) and read.values[Question.NAME] != UNKNOWN:
                given[Who.NAME] = str(read.values[Question.NAME])
    return given if Who.ACCOUNT in given else {}


_SPACED = re.compile(r"(?=.*\d)[A-Za-z]{1,4}(?:[ -]?\d{2,8}){1,4}[A-Za-z]?")


def _account(text: str, message: Message) -> str | None:
    alone = text.strip(" .,!")
    if _SPACED.fullmatch(
        alone
    ):  # "ab 12345" is one number, whatever a reader of stories would pick out of it
        return alone
    read = read_account(Message(text, message.today), {})
    if isinstance(read, Taken) and read.values[ACCOUNT] != UNKNOWN:
        return str(read.values[ACCOUNT])
    return alone if re.fullmatch(r"[A-Za-z0-9/-]{2,20}", alone) and re.search(r"\d", alone) else None
