"""What a question about ADR tells on the way: "I've a deadlock letter of 3 November, can I go?"

Only what the words leave no doubt about; it is read back, so that the customer can put it right.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.decisions.questions import NONE_YET, Question
from bot.readers.dates import Day, read_date
from bot.readers.money import find_pounds
from bot.readers.own_dates import read_own_dates, tells_last_word
from bot.readers.volunteered import told_when
from bot.readers.when import day_as_answer, is_first_time, letter_of

IN_COURT = "in_court"
CLAIM_POUNDS = "claim_pounds"
SETTLED_ON = "settled_on"
SETTLED_HOW = "settled_how"
"""``dated``, ``undated`` (they named no day, so none is told back) or ``again``: the trouble came back after it."""
EARLY_ON = "early_referral_on"
NOT_COMPLAINED = "not_complained"
SUBJECT = "subject"
_SUBJECTS = {
    "property_damage": re.compile(
        r"\b(?:damaged?|wreck\w*|smash\w*|drill\w*|crack\w*|ruin\w*|holes?)\b[^.?!]{0,40}\b(?:wall|ceiling|carpet|drive|driveway|garden|fence|floor|paint\w*|plaster|property|house|car|lawn)\b",
        re.IGNORECASE,
    ),
    "personal_injury": re.compile(
        r"\b(?:got hurt|was hurt|injur\w*|tripp\w+ (?:over|on)|broke (?:her|his|my|their) (?:arm|leg|hip|wrist|ankle)|electrocuted|got a shock)\b",
        re.IGNORECASE,
    ),
    "fraud": re.compile(r"\b(?:fraud\w*|scamm?\w*)\b", re.IGNORECASE),
    "discrimination": re.compile(r"\b(?:discriminat\w*|racis\w*|sexis\w*)\b", re.IGNORECASE),
    "data_protection": re.compile(r"\b(?:data (?:breach|protection)|gdpr)\b", re.IGNORECASE),
}
"""A subject that some schemes do not take, by its key in ``bot/rules/*_excluded_subjects.yml``."""
_IS_IT_GENUINE = re.compile(
    r"\b(?:legit\w*|genuine|or (?:is it )?a scam|is (?:it|that|this) a scam|dodgy)\b", re.IGNORECASE
)

_LETTER = re.compile(
    r"\b(?:dead ?lock|(?:that was|that's|that is|was|is) your (?:last|final) (?:word|say)|(?:wouldn't|won't|not) (?:be )?look(?:ing)? at it (?:again|any ?more)|final ['\"(][^'\"]{1,20}(?:'t [^'\"]{1,20})?['\")] letter|final[- ](?:answer|response|position|letter|no|word|decision|reply)|your last letter|adr letter"
    r"|(?:wrote|written|writes|letter|reply|replied|e-?mail(?:ed)?|answer(?:ed)?)\b[^.?!]{0,60}\b(?:no more|nothing (?:more|else)|can'?t do (?:any ?(?:thing )?more|anything else))"
    r"|letter (?:saying|that says|to say) (?:that )?(?:you|they|it)\W+(?:\w+\W+){0,3}?(?:no|nothing|any) ?more)\b",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(
    r"\b(?:is (?:that|this|it) (?:a|the|my|your)|no|not|never|without|haven'?t|hasn'?t|want|need|send|ask\w*|like|request\w*|issue|can (?:i|we|you)|could (?:i|we|you))\b[^.?!]{0,25}\b(?:dead ?lock|final|letter)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?<!how long )\b(?:have|did) (?:i|we) (?:got|had|get|have)\b|\bno,? (?:i|we)? ?(?:don'?t|haven'?t|didn'?t)\b|\b(?:don'?t|do not) think so\b|\bnot (?:sure|that i)\b",
    re.IGNORECASE,
)
_WITHOUT_LETTER = re.compile(
    r"\b(?:no|never|haven'?t|hasn'?t|without)\b[^.?!]{0,25}\b(?:dead ?lock|final|letter)\b", re.IGNORECASE
)
_COURT = re.compile(
    r"\b(?:already |i'?m |am |are |we'?re )(?:suing|taking legal action)\b|\b(?:have|'ve) sued\b"
    r"|\b(?:court|small claims)\b[^.?!]{0,20}\b(?:claim|action|case|date|papers|already|proceedings)\b"
    r"|\b(?:already|now|is|it'?s|gone|going|taken|took|taking|take|issued|started|in|to|at)\b[^.?!]{0,25}\b(?:court|small claims)\b",
    re.IGNORECASE,
)
_NO_COURT = re.compile(
    r"\b(?:no|not|never|haven'?t|hasn'?t|isn'?t|without|before|like|instead of|rather than|might|could|should|can|may|will|would|if|instead|threat\w*)\b"
    r"[^.?!]{0,25}\b(?:court|small claims)\b",
    re.IGNORECASE,
)
_WHAT_IF = re.compile(
    r"\b(?:if|what if|suppose|instead of|rather than) (?:i|we)\b(?!'ve| have| already)", re.IGNORECASE
)
_SETTLED = re.compile(
    r"\b(?:said yes to|took|taken) (?:your|the|their|an) offer\b|\b(?:it'?s|its|it is|been|already|was) settled\b"
    r"|\b(?:accepted|settled for|agreed to)\b[^.?!]{0,30}(?:\b(?:offer|settlement|gesture|credit|refund)\b|£)"
    r"|(?:£\s?\d+|\boffer\b)[^.?!]{0,25}\b(?:i|we|and|which i|that i) (?:have )?(?:accepted|took|settled for)\b"
    r"|\b(?:full|final) (?:and final )?settlement\b|\b(?:in|as|for|was) full (?:and|&) final\b"
    r"|\b(?:took|accepted|taken)\b[^.?!]{0,12}£\s?\d+[^.?!]{0,25}\b(?:full|final|settle|call it quits|draw a line)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:again|came back|come back|comes back|coming back|returned|reoccur\w*|broke|still not|not kept|nothing (?:changed|happened))\b"
    r"|\b(?:haven'?t|hasn'?t|didn'?t|never) (?:paid|done|kept|sent|refunded)\b",
    re.IGNORECASE,
)
_NOT_SETTLED = re.compile(
    r"\b(?:not|never|nothing|naething|isn'?t|hasn'?t|wasn'?t|isnae|until|once|when|haven'?t|didn'?t|won'?t|refused|should i|if i(?! already| have| took)|can i|before i)\b[^.?!]{0,25}\b(?:accept\w*|settle\w*|offer)\b",
    re.IGNORECASE,
)
_EARLY = re.compile(r"\bagreed\b[^.?!]{0,60}\b(?:early|cisas|ombudsman|adr|referral|refer)\b", re.IGNORECASE)
_NOT_EARLY = re.compile(
    r"\b(?:not|won'?t|didn'?t|never|refused|declined|unless|if|can)\b[^.?!]{0,30}\bagree", re.IGNORECASE
)
_DIGITS_OF_A_CLAIM = 3
"""A sum with fewer digits is said of a bill or a fee, and no cap is near it."""
_CLAIMED = re.compile(
    r"^\W*£|\b(?:want|after|claim\w*|owe\w*|compensation|refund|worth|back|it'?s for|it is for|over|about)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:i|we)(?:'ve| have)?(?:n'?t| not|'ve not| never| have never)(?: even| actually)? "
    r"(?:complained|told (?:them|you|anyone|anybody)|raised it|contacted)\b",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"(?<!it's )(?<!its )(?:\bat home|\bmy home|for my house|home (?:customer|broadband|line)|domestic|residential)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:we are|we'?re|i have|i run|i'?m|my|our|as|an?) (?:an? )?(?:small |little |family )?(?:business|company|firm|shop|garage|salon|caf[eé]|pub|restaurant|practice|bakery|farm|surgery|hotel|chip shop)\b|^\W*(?:business|company|firm)\b",
    re.IGNORECASE,
)
_CHARITY = re.compile(
    r"\b(?:we are|we'?re|our|for|as|an?) (?:an? )?(?:small )?(?:charity|not[- ]for[- ]profit)\b|^\W*charity\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(\d{1,4}) (?:paid |full.?time |part.?time )?(?:staff|employees|people|of us|workers|on the (?:payroll|books))\b|\b(\d{1,4}) paid\b",
    re.IGNORECASE,
)
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBER = re.compile(
    rf"\b({'|'.join(_NUMBERS)})(?= (?:\w+ )?(?:staff|employees|people|of us|workers|volunteers?|contractors?|on the payroll)\b)",
    re.IGNORECASE,
)
_EMPLOYS = re.compile(r"\b(?:employees|staff|on the payroll|work(?:s|ing)? here)\b", re.IGNORECASE)
_VOLUNTEERS = re.compile(r"\b(\d{1,4}) volunteers?\b", re.IGNORECASE)
_CONTRACTORS = re.compile(r"\b(\d{1,4}) contractors?\b", re.IGNORECASE)


def read_adr_facts(text: str, today: date) -> dict[str, Any]:
    """Answers by key, JSON-safe; empty when it is only a question."""
    text = re.sub(
        r"\b(\d{1,2}\w{0,2} (?:of )?[a-z]{3,9}) last year\b",
        rf"\1 {today.year - 1}",
        _plain(text),
        flags=re.IGNORECASE,
    )
    told: dict[str, Any] = {}
    own = read_own_dates(text, today)
    rest = text
    if own.letter is not None:
        told |= letter_of(own.letter)
    elif _LETTER.search(text) and has_letter(text):
        day, rest = _day_of_letter(text, today)
        if isinstance(day, Day):
            told |= letter_of(day)
    elif _LETTER.search(text) and _WITHOUT_LETTER.search(text):
        told[Question.FINAL_LETTER_ON.value] = NONE_YET
    first = day_as_answer(own.first) if own.first is not None else told_when(rest, today)
    if own.first is None and own.letter is not None and first == day_as_answer(own.letter):
        first = None  # the day of the letter, read once more
    if first is not None:
        told[Question.FIRST_TOLD_ON.value] = first
    elif _NOT_YET.search(text):
        told[NOT_COMPLAINED] = True
    elif is_first_time(text, today) and _NOW.search(text):
        told[Question.FIRST_TOLD_ON.value] = day_as_answer(Day(today, today))
    if own.agreed is not None:
        told[EARLY_ON] = own.agreed.end.isoformat()
    return read_bars(text, today) | told | _who(text)


_NOW = re.compile(r"\b(?:now|today|here)\b", re.IGNORECASE)


def _day_of_letter(text: str, today: date) -> tuple[object, str]:
    """The day that stands with the letter, and the text without that clause.

    Where another clause says that they complained, its day is not the letter's: "got your deadlock letter this morning,
    only complained three weeks ago".
    """
    for cut in (_CLAUSE, _SENTENCE):
        parts = cut.split(text)
        at = next((at for at, part in enumerate(parts) if _LETTER.search(part)), None)
        if at is None:
            continue  # the name of the letter itself was cut
        named = _LETTER.search(parts[at])
        day = read_date(parts[at][named.start() :], today) if named else None
        day = day or read_date(parts[at], today)
        rest = " ".join([*parts[:at], *parts[at + 1 :]])
        if day is not None or _COMPLAINED.search(rest):
            return day, rest if day is not None else text
    return None, text


_CLAUSE = re.compile(r"(?<=[.?!,;])\s+|\s+(?=(?:but|and|then|so)\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_COMPLAINED = re.compile(r"\b(?:complain\w*|first (?:told|rang|wrote)|raised it)\b", re.IGNORECASE)


def _plain(text: str) -> str:
    """With straight apostrophes; a "final no" is a final answer, and no denial."""
    return re.sub(r"\bfinal no\b", "final answer", text.replace("’", "'"), flags=re.IGNORECASE)


def has_letter(text: str) -> bool:
    """Whether they say that a final letter has come, and do not ask for one."""
    plain = _plain(text)
    named = _LETTER.search(plain)
    has = re.search(r"\b(?:have|got|received|had|came|arrived|sent me|dated|from)\b|\d", plain, re.IGNORECASE)
    denied = _NO_LETTER.search(plain) or _DENIED.search(plain)
    return (bool(named and has) or tells_last_word(plain)) and not denied


def read_bars(text: str, today: date) -> dict[str, Any]:
    """What opens or bars the scheme whatever was asked: a court, a settlement, a sum, an early referral agreed."""
    text = text.replace("’", "'")
    told: dict[str, Any] = {}
    if _COURT.search(text) and not _NO_COURT.search(text) and not _WHAT_IF.search(text):
        told[IN_COURT] = True
    settled = _SETTLED.search(text)
    if settled and not _NOT_SETTLED.search(text):
        named = read_date(text[settled.start() :], today)
        told[SETTLED_ON] = (named.end if isinstance(named, Day) else today).isoformat()
        told[SETTLED_HOW] = "again" if _AGAIN.search(text) else "dated" if _is_exact(named) else "undated"
    early = _EARLY.search(text)
    if early and not _NOT_EARLY.search(text):
        told[EARLY_ON] = _day_from(text[early.start() :].split(". ")[0], today)
    doubted = _IS_IT_GENUINE.search(text)  # "is that link a scam?" asks about the link
    subject = None if doubted else next((name for name, cue in _SUBJECTS.items() if cue.search(text)), None)
    if subject is not None:
        told[SUBJECT] = subject
    pounds = find_pounds(_THOUSANDS.sub(_in_pounds, text))
    if pounds is not None and len(str(int(pounds))) >= _DIGITS_OF_A_CLAIM and _CLAIMED.search(text):
        told[CLAIM_POUNDS] = pounds
    return told


_THOUSANDS = re.compile(
    rf"(?<![£\d.,])\b(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})(?P<half> and a half)? (?:thousand|grand)\b"
    r"(?! (?:pounds?|quid|and|customers|people|lines|calls|times|meg\w*))",
    re.IGNORECASE,
)
"""Of a claim: "about twelve and a half thousand"."""


def _in_pounds(found: re.Match[str]) -> str:
    count = found["count"].lower()
    whole = int(count) if count.isdigit() else _NUMBERS.index(count) + 1
    return f"£{whole * 1000 + (500 if found['half'] else 0)}"


def _day_from(words: str, today: date) -> str:
    """The day named there, else today: it has happened, whenever it was."""
    day = read_date(words, today)
    return (day.end if isinstance(day, Day) else today).isoformat()


def _is_exact(day: object) -> bool:
    return isinstance(day, Day) and day.exact and day.start == day.end


_LETTER_OF = re.compile(
    r"\bletter\b[^.?!]{0,25}?\b((?:is |was |it'?s )?(?:dated|from|came|of|arrived|on)\b[^.?!]*)",
    re.IGNORECASE,
)


def letter_date(text: str, today: date) -> str | None:
    """A day that they now give for a letter told of before ("actually the letter is dated 6 November"); ISO."""
    plain = _plain(text)
    named = _LETTER_OF.search(plain)
    if named is None or _NO_LETTER.search(plain):
        return None
    day = read_date(named[1], today)
    return day.end.isoformat() if isinstance(day, Day) and day.exact else None


def _who(text: str) -> dict[str, Any]:
    for pattern, kind in ((_CHARITY, "charity"), (_FIRM, "business"), (_HOME, "residential")):
        if pattern.search(text):
            who: dict[str, Any] = {Question.CUSTOMER.value: kind}
            if kind == "charity" and not re.search(
                r"\b(?:staff|employees|employed|paid)\b", text, re.IGNORECASE
            ):
                return who  # "25 people" may be volunteers
            return who if kind == "residential" else who | read_heads(text)
    heads = read_heads(text)
    if Question.EMPLOYEES.value in heads and _EMPLOYS.search(text):
        return {Question.CUSTOMER.value: "business"} | heads  # only a firm or a charity has staff
    return {}


def read_heads(text: str) -> dict[str, int]:
    """For "9 paid staff and 4 volunteers": each count under its own name."""
    text = _NUMBER.sub(lambda word: str(_NUMBERS.index(word[1].lower()) + 1), text)
    found = (
        (Question.EMPLOYEES, _STAFF.search(text)),
        (Question.VOLUNTEERS, _VOLUNTEERS.search(text)),
        (Question.CONTRACTORS, _CONTRACTORS.search(text)),
    )
    return {
        question.value: int(match[1] or match[match.lastindex or 1]) for question, match in found if match
    }
