"""The shape of a reference, and the words that announce one. Dates, phone numbers, postcodes and money are none."""

from __future__ import annotations

import re

from bot.readers.contact import read_postcode

_FEWEST_DIGITS, _LONGEST, _MOST = 3, 30, 10
_LONGER_THAN_A_DAY = 7

_TOKEN = re.compile(r"(?<![\w@£$€.-])(?<!\d[,:/])(#? ?)(\w+(?:[-/.]\w+)*)(?![\w@£%])")
_OURS = re.compile(r"FL-?\w{3}-?\w{3}-?\w{4}", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}(?:st|nd|rd|th)?[-/.]?[a-z]{3,9}[-/.]?\d{2,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"[\d./]+")
_COUNTED = re.compile(
    r"\d+(?:mb\w*|gb\w*|kb\w*|meg\w*|ms|days?|weeks?|wks?|months?|years?|hours?|hrs?|mins?|minutes?|secs?|times?|calls?|people|p|k|am|pm|st|nd|rd|th|m|x|hz|khz|mhz)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s?(?:[mgk]b(?:ps|it\w*|/s)?|meg\w*|days?|weeks?|wks?|months?|years?|hours?|hrs?|min(?:ute)?s?|sec(?:ond)?s?|times?|calls?|people|customers|staff|employees|users|lines|phones|sites|extensions"
    r"|metres?|miles?|pounds?|quid|pence|p|k|am|pm|percent|(?:[a-z]+ ){1,3}(?:street|st|road|rd|lane|avenue|ave|drive|close|way|terrace|court|gardens|place|crescent))\b|%|\.\d|,\d{3}\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w#-])(?:\+44|0044|\(?0)[ \d()-]{8,14}\d(?![\w-])")
_WORD_BEFORE = re.compile(r"\b([A-Z]{2,5}) ?$")
_NOT = re.compile(r"\b(?:not|instead of) (?:ticket |ref )?$", re.IGNORECASE)
_NO_PREFIX = frozenset(
    {
        "REF", "NO", "ID", "IS", "MY", "THE", "CASE", "JOB", "ORDER", "OR", "AND", "IT", "ITS", "NUM", "ON",
        "FOR", "TO", "AT", "IN", "OF", "WAS", "FAULT", "FROM", "ACC", "ACCT", "YES", "HI", "OK", "SORRY", "AM",
    }
)  # fmt: skip


def _fits(token: str, after: str, marked: bool = False) -> bool:
    """Whether it can be a reference; ``marked`` when a # or a word such as "ticket number" says that it is."""
    if _OURS.fullmatch(token):
        return True
    if not token.isascii() or len(token) > _LONGEST or len(re.findall(r"\d", token)) < _FEWEST_DIGITS:
        return False
    if _DATE.fullmatch(token.lower()) or _COUNTED.fullmatch(token):
        return False
    if _NUMBER.fullmatch(token) and ("." in token or _UNIT.match(after) or not _may_have_slash(token)):
        return False
    return marked or not (_YEAR.fullmatch(token) or (token.isalnum() and read_postcode(token)))


def _may_have_slash(token: str) -> bool:
    """Such as "2026/1234", which is longer than a day and month and no phone number."""
    digits = token.replace("/", "")
    return "/" not in token or (len(digits) >= _LONGER_THAN_A_DAY and not digits.startswith("0"))


def tokens(text: str) -> list[str]:
    """All that can be references, as typed, with letters in capitals in front of a number: "INC 00412"."""
    hidden = _PHONE.sub(lambda phone: " " * len(phone[0]), text)
    found = []
    for match in _TOKEN.finditer(hidden):
        marked = "#" in match[1]
        if not _fits(match[2], hidden[match.end() : match.end() + 60], marked):
            continue
        if _NOT.search(hidden[max(0, match.start() - 12) : match.start()]):
            continue
        before = _WORD_BEFORE.search(hidden[max(0, match.start() - 7) : match.start()])
        prefixed = before and match[2].isdigit() and before[1] not in _NO_PREFIX and not marked
        found.append(f"{before[1]} {match[2]}" if before and prefixed else match[2])
    return found[:_MOST]


_LEAD = re.compile(
    r"^\W*(?:(?:yes|yeah|ok|it'?s|it is|that'?s|i think|here you go|here it is|sure|is|was|no|number|the|my|ref(?:erence)?|ticket|case|account|customer|acc|id)\b\W*)*",
    re.IGNORECASE,
)
_SHORT_REF = re.compile(r"#?[A-Za-z]{1,6}[-/]\d{2}")
_GROUPED = re.compile(r"\d{2,6}(?:[ -]\d{2,6}){1,4}")
_SORT_CODE = re.compile(r"\d\d-\d\d-\d\d\b")


def grouped(text: str) -> str | None:
    """A number in groups ("1234 5678") when the message is nothing else."""
    rest = _LEAD.sub("", text).strip(" .,!")
    alike = _GROUPED.fullmatch(rest) and not (_PHONE.search(rest) or _DATE.fullmatch(rest))
    if not alike or _SORT_CODE.match(rest) or _YEAR.search(rest):
        return None
    return rest if min(len(group) for group in re.split(r"[ -]", rest)) < 5 else None


def short_alone(text: str) -> str | None:
    """A message such as "T-12", too short to be taken for a reference elsewhere."""
    alone = _SHORT_REF.fullmatch(_LEAD.sub("", text).strip(" .,!"))
    return alone[0] if alone else None


_FILL = r"(?:\s*(?:\b(?:numbers?(?:'s)?|no|num|nr|id|code|ref(?:erence)?s?|is|was|were|are|it'?s|called|given|i was given|i have is|i got was|i got is|i have|i think)\b\.?|[:#=(-]))*\s*"
_NOT_REF = r"(?<!customer )(?<!account )(?<!payment )(?<!bank )(?<!debit )(?<!crime )(?<!invoice )(?<!in )(?<!in this )(?<!in that )(?<!in my )(?<!in our )(?<!in any )(?<!phone )(?<!out of )"
REFERENCE_CUE = re.compile(
    rf"{_NOT_REF}\b(?:tickets?|ref(?:erence)?s?|cases?|jobs?|incidents?|faults?(?= (?:number|no|ref|id))|orders?|complaint (?:number|no|ref(?:erence)?|id)|query (?:number|ref))\b(?:(?<=ref)\.)?{_FILL}",
    re.IGNORECASE,
)
ACCOUNT_CUE = re.compile(
    rf"(?<!bank )(?<!sort )\b(?:account|acct?|a/c|customer (?:number|no|ref(?:erence)?|id))\b(?:(?<=no)\.)?{_FILL}",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*(?:,|&|/|\+|\band\b|\bor\b)\s*", re.IGNORECASE)


def cued(text: str, cue: re.Pattern[str], pattern: str | None = None) -> list[str]:
    """What follows the words that announce it: "tickets 44120 and 44121"."""
    found: list[str] = []
    for match in cue.finditer(text):
        position = match.end()
        while len(found) < _MOST:
            token = _at(text, position, pattern)
            if token is None:
                break
            written, position = token
            found.append(written)
            comma = _NEXT.match(text, position)
            if not comma:
                break
            position = comma.end()
    return once(found)


def _at(text: str, position: int, pattern: str | None) -> tuple[str, int] | None:
    """The reference that begins at a position, and where it ends."""
    if pattern and (own := re.compile(_bounded(pattern), re.IGNORECASE).match(text, position)):
        return own[0], own.end()
    lettered = re.compile(r"[A-Z]{2,5} (?=\d)").match(text, position)
    start = lettered.end() if lettered and lettered[0].strip() not in _NO_PREFIX else position
    token = _TOKEN.match(text, start)
    if token is None or not _fits(token[2], text[token.end() : token.end() + 60], marked=True):
        return None
    if _YEAR.fullmatch(token[2]) and "#" not in text[max(0, position - 2) : token.end()]:
        return None
    phone = _PHONE.match(text, start)
    if phone and " " in phone[0].strip():
        return None
    return text[position : token.end()].lstrip("# "), token.end()


def once(found: list[str]) -> list[str]:
    return list(dict.fromkeys(found))


def _bounded(pattern: str) -> str:
    """A provider's own pattern, not in the middle of a word or of a longer number."""
    inner = pattern.removeprefix("^").removesuffix("$")
    return rf"(?<![\w-])(?:{inner})(?![\w-])"


def own_shape(text: str, pattern: str | None) -> list[str]:
    """All that a provider's own pattern matches."""
    if not pattern:
        return []
    return once([match[0] for match in re.finditer(_bounded(pattern), text, re.IGNORECASE)][:_MOST])
