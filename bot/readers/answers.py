"""One reader per question: what a message means as an answer to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.decisions.questions import NONE_YET, UNKNOWN, Question
from bot.readers.contact import (
    BadEmail,
    Email,
    EmailSlip,
    read_address,
    read_email,
    read_phone,
    read_postcode,
)
from bot.readers.dates import Day, Unreadable, read_date
from bot.readers.heard import Problem, Reading, Taken

SKIP = re.compile(
    r"^\W*(?:skip(?: (?:it|this|that|for now))?|pass|no thanks?|not now|rather not(?: say)?|prefer not to(?: say)?|leave it blank|next|none|n/?a)\W*$",
    re.IGNORECASE,
)
_DONT_KNOW = re.compile(
    r"\b(?:don'?t know|do not know|dunno|no idea|not sure|can'?t remember|cannot remember|don'?t remember|unsure|who knows|forget when|haven'?t a clue|no clue)\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:y|ye|yes+|yeah|yep|yup|aye|ay|ok(?:ay)?|sure|correct|right|that'?s (?:it|right|correct|me)|it (?:is|has|does|did)|"
    r"please(?: do)?|go (?:on|ahead)|definitely|of course|affirmative|sounds good|perfect|fine)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:n|no+|nope|nah|naw|nae|negative|not (?:yet|really|at all|working)|never|still (?:not|no|nothing|down|dead|off|the same|broken)|it (?:hasn'?t|isn'?t|doesn'?t|didn'?t))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Message:
    """A message as the readers see it. ``choice`` is what a pressed button stands for. ``today`` is the London date."""

    text: str
    today: date
    choice: str | None = None
    intent: str = ""
    confidence: float = 0.0


def read_yes_no(message: Message) -> bool | None:
    """Yes or no by the words first, by the intent where the words are unusual."""
    if message.choice in ("yes", "no"):
        return message.choice == "yes"
    if _NO.search(message.text):
        return False
    if _YES.search(message.text):
        return True
    if message.intent in ("affirm", "deny") and message.confidence > 0.5:
        return message.intent == "affirm"
    return None


def read_answer(question: Question, message: Message, answers: Mapping[str, Any]) -> Reading:
    """What ``message`` means as an answer to ``question``; ``None`` when it is not one."""
    return _READERS[question](message, answers)


def _one_of(question: Question, choices: dict[str, str]) -> Callable[[Message, Mapping[str, Any]], Reading]:
    """A question with a few answers: the button's value, or words that match one of the patterns (first wins)."""

    def read(message: Message, answers: Mapping[str, Any]) -> Reading:
        if message.choice in choices:
            return Taken({question: message.choice})
        for value, pattern in choices.items():
            if re.search(pattern, message.text, re.IGNORECASE):
                return Taken({question: value})
        return None

    return read


_fault_or_complaint = _one_of(
    Question.FAULT_OR_COMPLAINT,
    {
        "complaint": r"complain|both|unhappy|not happy|fed up|angry|log it",
        "fault": r"\bfault|\bfix|technical|support|\bhelp\b|just .*working|engineer",
    },
)


def _sort_or_log(message: Message, answers: Mapping[str, Any]) -> Reading:
    named = _one_of(
        Question.SORT_OR_LOG,
        {
            "log": r"\blog\b|complaint|complain|just|straight|already (?:tried|done|did)|tried (?:that|everything|it all)|no point|don'?t bother",
            "sort": r"sort|try|fix|help",
        },
    )(message, answers)
    if named is not None:
        return named
    agreed = read_yes_no(message)
    return None if agreed is None else Taken({Question.SORT_OR_LOG: "sort" if agreed else "log"})


def _sorted(message: Message, answers: Mapping[str, Any]) -> Reading:
    if message.choice in ("yes", "no"):
        return Taken({Question.SORTED: message.choice})
    words = message.text.lower()
    if re.search(
        r"\b(?:not sorted|no joy|no luck|didn'?t (?:work|help)|hasn'?t|same|still)\b|log (?:it|my|the)", words
    ):
        return Taken({Question.SORTED: "no"})
    if re.search(
        r"\b(?:working (?:now|again)|it'?s (?:back|working|sorted|fixed|on)|(?:all )?sorted|that'?s (?:done|fixed|sorted) it|back (?:on|up))\b",
        words,
    ):
        return Taken({Question.SORTED: "yes"})
    answer = read_yes_no(message)
    return None if answer is None else Taken({Question.SORTED: "yes" if answer else "no"})


def _description(message: Message, answers: Mapping[str, Any]) -> Reading:
    text = message.text.strip()
    if message.choice or not re.search(r"\w", text):
        return Problem("utter_problem_description") if not message.choice else None
    if len(re.findall(r"\w+", text)) < 2 and message.intent in (
        "greet",
        "affirm",
        "deny",
        "thank",
        "goodbye",
    ):
        return Problem("utter_problem_description")
    return Taken({Question.DESCRIPTION: text})


def day_as_answer(day: Day) -> dict[str, str]:
    return {"from": day.start.isoformat(), "to": day.end.isoformat()}


def _when(message: Message) -> Day | Problem | str | None:
    """A day, a problem with it, ``UNKNOWN``, or ``None`` if no date is meant."""
    if message.choice == UNKNOWN or SKIP.search(message.text):
        return UNKNOWN
    found = read_date(message.text, message.today)
    if isinstance(found, Day):
        return found
    if found is Unreadable.FUTURE:
        return Problem("utter_problem_future_date")
    if found is Unreadable.IMPOSSIBLE:
        return Problem("utter_problem_no_such_date")
    if _DONT_KNOW.search(message.text) or found is Unreadable.VAGUE:
        return UNKNOWN
    return None


def _happened_on(message: Message, answers: Mapping[str, Any]) -> Reading:
    found = _when(message)
    if found is None or isinstance(found, Problem):
        return found
    return Taken({Question.HAPPENED_ON: day_as_answer(found) if isinstance(found, Day) else UNKNOWN})


FIRST_TIME = re.compile(
    r"\b(?:first time|haven'?t (?:told|said|complained|contacted|spoken)|have ?n[o']t (?:yet|told)|not (?:yet|told|complained)|never (?:told|complained|have|did)|this is the first|right now|just now|only now|you'?re the first|i didn'?t|i haven'?t|not before)\b",
    re.IGNORECASE,
)


def _first_told_on(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The day on which the provider was first told. "Not until now" is today: this chat counts."""
    if message.choice == "not_yet":
        return Taken({"not_complained": True})
    if message.choice == "today" or (FIRST_TIME.search(message.text)):
        return Taken({Question.FIRST_TOLD_ON: day_as_answer(Day(message.today, message.today))})
    happened = answers.get(Question.HAPPENED_ON)
    if isinstance(happened, dict) and re.search(
        r"\b(?:same (?:day|date|time)|straight ?away|that (?:day|same day)|immediately)\b",
        message.text,
        re.IGNORECASE,
    ):
        return Taken({Question.FIRST_TOLD_ON: happened})
    found = _when(message)
    if found is None or isinstance(found, Problem):
        return found
    return Taken({Question.FIRST_TOLD_ON: day_as_answer(found) if isinstance(found, Day) else UNKNOWN})


_NAME_LEAD = re.compile(
    r"^\W*(?:(?:hi|hello|yes|sure|ok(?:ay)?|well)\W+)?(?:(?:my|the|our)(?: full)? name(?:'s| is)?|i am|i'm|im|it is|it's|its|this is|call me|name[: ])\s+",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"[?@\d<>{}]|\b(?:why|what|when|how|complain|cisas|ombudsman|broadband|internet|refund|person|human|the|same|day|days|week|today|yesterday|since|last|ago|it|is|was|not|my|you|your|and|but|please|just|want|need|still|again|nothing|don'?t|can'?t|log)\b",
    re.IGNORECASE,
)


def _name(message: Message, answers: Mapping[str, Any]) -> Reading:
    if (
        message.choice == UNKNOWN
        or SKIP.search(message.text)
        or re.search(r"\b(?:anonymous|rather not|no name)\b", message.text, re.IGNORECASE)
    ):
        return Taken({Question.NAME: UNKNOWN})
    name = re.sub(r"\s+", " ", _NAME_LEAD.sub("", message.text)).strip(" .,!")
    if not re.search(r"[^\W\d_]", name):
        return Problem("utter_problem_name")
    if _NOT_A_NAME.search(name) or len(name.split()) > 6 or len(name) > 80:
        return None
    if (
        message.intent in ("affirm", "deny", "greet", "thank", "goodbye")
        and len(name.split()) == 1
        and message.confidence > 0.6
    ):
        return Problem("utter_problem_name")
    return Taken(
        {Question.NAME: name.title() if name.islower() or (name.isupper() and len(name) > 3) else name}
    )


def _reply_by(message: Message, answers: Mapping[str, Any]) -> Reading:
    if message.choice in ("email", "phone", "letter"):
        return Taken({Question.REPLY_BY: message.choice})
    if message.choice == "none" or (
        answers.get(Question.SORTED) == "yes" and (SKIP.search(message.text) or read_yes_no(message) is False)
    ):
        return Taken({Question.REPLY_BY: "none"}) if answers.get(Question.SORTED) == "yes" else None
    contact = find_contact(message.text)
    if contact is not None:
        return contact
    words = message.text.lower()
    for kind, pattern in (
        ("email", r"\be-?mail"),
        ("phone", r"\b(?:phone|ring|call|text|mobile|telephone|bell|buzz)"),
        ("letter", r"\b(?:letter|post|writing|write|royal mail)"),
    ):
        if re.search(pattern, words):
            return Taken({Question.REPLY_BY: kind})
    return None


def find_contact(text: str) -> Taken | Problem | None:
    """A way to reply that stands in the text by itself: an e-mail address, else a phone number, else a postal address."""
    email = read_email(text)
    if isinstance(email, Email):
        return Taken({Question.REPLY_BY: "email", Question.REPLY_ADDRESS: email.address})
    if isinstance(email, EmailSlip):
        return Problem(
            "utter_problem_email_slip",
            {"typed": email.typed, "suggestion": email.suggestion},
            suggestion={
                "values": {Question.REPLY_BY: "email", Question.REPLY_ADDRESS: email.suggestion},
                "instead": {Question.REPLY_BY: "email", Question.REPLY_ADDRESS: email.typed},
            },
        )
    if isinstance(email, BadEmail):
        return Problem("utter_problem_email", {"typed": email.typed})
    phone = read_phone(text)
    if phone:
        return Taken({Question.REPLY_BY: "phone", Question.REPLY_ADDRESS: phone})
    if read_postcode(text) and (address := read_address(text)):
        return Taken({Question.REPLY_BY: "letter", Question.REPLY_ADDRESS: address})
    return None


def _reply_address(message: Message, answers: Mapping[str, Any]) -> Reading:
    contact = find_contact(message.text)
    if contact is not None:
        return contact
    kind = answers.get(Question.REPLY_BY)
    if message.choice in ("email", "phone", "letter"):
        return Taken({Question.REPLY_BY: message.choice})
    if kind == "letter" and (address := read_address(message.text)):
        return Taken({Question.REPLY_ADDRESS: address})
    switched = _reply_by(message, answers)
    if isinstance(switched, Taken) and switched.values.get(Question.REPLY_BY) not in (kind, None):
        return switched
    return None


def _code(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Six digits, however grouped. Whether they are right is not the reader's business."""
    if message.choice == UNKNOWN or SKIP.search(message.text):
        return Taken({Question.CODE: "skipped"})
    if message.choice == "again":
        return Taken({"code_again": True})
    digits = re.sub(r"\D", "", message.text)
    if len(digits) == _CODE_DIGITS:
        return Taken({"code_typed": digits})
    if re.search(
        r"again|resend|new (?:one|code)|(?:not|n'?t|never) (?:\w+ )?(?:came|come|arriv\w*|got|get|received?|here)|no (?:code|e-?mail)|nothing (?:came|yet|has)",
        message.text,
        re.IGNORECASE,
    ):
        return Taken({"code_again": True})
    if digits and len(message.text.split()) <= 4:
        return Problem("utter_problem_code_shape")
    return None


_CODE_DIGITS = 6

_customer = _one_of(
    Question.CUSTOMER,
    {
        "charity": r"charit|not.for.profit|non.?profit|church|club|voluntary",
        "residential": r"\bhome\b|residential|house|flat|personal|domestic|\bme\b|private|family|myself",
        "business": r"business|company|firm|shop|office|work\b|sole trader|practice|ltd|limited|self.?employed|trade",
    },
)

_NUMBER_WORDS = [
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def _how_many(question: Question) -> Callable[[Message, Mapping[str, Any]], Reading]:
    def read(message: Message, answers: Mapping[str, Any]) -> Reading:
        text = message.choice or message.text.lower()
        found = re.search(r"\d{1,6}", text)
        if found:
            return Taken({question: int(found[0])})
        for number, word in enumerate(_NUMBER_WORDS):
            if re.search(rf"\b{word}\b", text):
                return Taken({question: number})
        if re.search(r"\b(?:just me|only me|me myself|on my own|sole trader)\b", text):
            return Taken({question: 1})
        if read_yes_no(message) is False or "zero" in text:
            return Taken({question: 0})
        return Taken({question: UNKNOWN}) if _DONT_KNOW.search(text) or SKIP.search(text) else None

    return read


def _final_letter_on(message: Message, answers: Mapping[str, Any]) -> Reading:
    if message.choice == NONE_YET:
        return Taken({Question.FINAL_LETTER_ON: NONE_YET})
    found = _when(message)
    if isinstance(found, Day):
        return Taken({Question.FINAL_LETTER_ON: found.end.isoformat()})
    if isinstance(found, Problem):
        return found
    answer = read_yes_no(message)
    if answer is False:
        return Taken({Question.FINAL_LETTER_ON: NONE_YET})
    if answer is True:
        return Problem("utter_problem_letter_date")
    if found == UNKNOWN:
        return (
            Taken({Question.FINAL_LETTER_ON: NONE_YET})
            if not re.search(r"letter", message.text)
            else Problem("utter_problem_letter_date")
        )
    return None


def _told_before(message: Message, answers: Mapping[str, Any]) -> Reading:
    if message.choice == UNKNOWN or _DONT_KNOW.search(message.text) or SKIP.search(message.text):
        return Taken({Question.TOLD_BEFORE: UNKNOWN})
    found = _when(message)
    if isinstance(found, Day):
        return Taken({Question.FIRST_TOLD_ON: day_as_answer(found)})
    answer = read_yes_no(message)
    if answer is None and re.search(r"\b(?:before|earlier|longer)\b", message.text, re.IGNORECASE):
        answer = True
    if answer is None and re.search(r"\b(?:after|later|since then)\b", message.text, re.IGNORECASE):
        answer = False
    return None if answer is None else Taken({Question.TOLD_BEFORE: "yes" if answer else "no"})


_READERS: dict[Question, Callable[[Message, Mapping[str, Any]], Reading]] = {
    Question.FAULT_OR_COMPLAINT: _fault_or_complaint,
    Question.DESCRIPTION: _description,
    Question.SORT_OR_LOG: _sort_or_log,
    Question.SORTED: _sorted,
    Question.HAPPENED_ON: _happened_on,
    Question.FIRST_TOLD_ON: _first_told_on,
    Question.NAME: _name,
    Question.REPLY_BY: _reply_by,
    Question.REPLY_ADDRESS: _reply_address,
    Question.CODE: _code,
    Question.CUSTOMER: _customer,
    Question.EMPLOYEES: _how_many(Question.EMPLOYEES),
    Question.VOLUNTEERS: _how_many(Question.VOLUNTEERS),
    Question.CONTRACTORS: _how_many(Question.CONTRACTORS),
    Question.FINAL_LETTER_ON: _final_letter_on,
    Question.TOLD_BEFORE: _told_before,
}
