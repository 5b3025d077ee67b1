"""Ways to reach somebody: an e-mail address, a phone number, a postal address."""

from __future__ import annotations

import re

import phonenumbers

from bot.decisions.questions import Question
from bot.readers.emails import BadEmail, Email, EmailSlip, read_email
from bot.readers.heard import Problem, Taken

__all__ = [
    "BadEmail",
    "Email",
    "EmailSlip",
    "find_contact",
    "find_phone",
    "read_address",
    "read_email",
    "read_phone",
    "read_postcode",
]


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


def reach_in(text: str) -> tuple[str, str] | None:
    """The kind (``email`` or ``phone``) and the value of a quick way to reach somebody that stands in ``text``."""
    found = find_contact(text)
    if not isinstance(found, Taken) or found.values[Question.REPLY_BY] == "letter":
        return None
    return str(found.values[Question.REPLY_BY]), str(found.values[Question.REPLY_ADDRESS])


_UK = 44
_OTHER_NUMBER = re.compile(
    r"\b(?:account|acc|acct|a/c|ref|reference|ticket|order|invoice|customer|case|imei|serial|meter|mandate|policy)"
    r"(?:\s(?:number|no\.?|num|id|is|was|code))*[\s:#.]*$",
    re.IGNORECASE,
)
_DIALLED = re.compile(r"\(?(?:0|\+|44)")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
_BEFORE = 40


def read_phone(text: str) -> str | None:
    """A phone number as people write it here ("01632 960123"), or ``None``."""
    found = find_phone(text)
    return found[0] if found else None


def find_phone(text: str) -> tuple[str, int] | None:
    """The first phone number and where it starts in the text; account and order numbers are none.

    ``is_possible_number`` and not ``is_valid_number``: the library calls the numbers kept for drama invalid.
    """
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.POSSIBLE):
        number = match.number
        if number.country_code == _UK and len(str(number.national_number)) not in (9, 10):
            continue
        if not _DIALLED.match(match.raw_string) or _DATE.match(match.raw_string):
            continue
        if _OTHER_NUMBER.search(text[max(0, match.start - _BEFORE) : match.start]):
            continue
        style = (
            phonenumbers.PhoneNumberFormat.NATIONAL
            if number.country_code == _UK
            else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
        return phonenumbers.format_number(number, style), match.start
    return None


# Royal Mail's postcode areas, the letters before the first digit (GIR and the forces' BFPO and BX left out).
_AREAS = (
    r"AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|"
    r"EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|"
    r"ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|"
    r"SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_POSTCODE = re.compile(rf"\b((?:{_AREAS})\d[A-Z\d]?) ?(\d[A-Z]{{2}})\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|[04-9]th)")


def read_postcode(text: str) -> str | None:
    """A UK postcode, spaced and in capitals."""
    match = _postcode(text)
    return f"{match[1].upper()} {match[2].upper()}" if match else None


def _postcode(text: str) -> re.Match[str] | None:
    """Such as "b2 3rd time", which holds an ordinal and no postcode."""
    for match in _POSTCODE.finditer(text):
        if not (_ORDINAL.fullmatch(match[2]) and " " in match[0]):
            return match
    return None


_ADDRESS_LEAD = re.compile(
    r"\b(?:(?:write|post|send)(?: (?:it|a letter|the letter|letters))? (?:to )?(?:me|us)(?: please)?(?: (?:at|to)|[ ]?[,.:;–-]+)"
    r"|(?:write|post|send) (?:it |a letter |the letter )?(?:to )?(?:me |us )?(?:at|to)|address(?: is|:)|(?:i|we) live at|^(?:it'?s|it is|yes,?)"
    r"|[,;:] ?(?:by |in |via )?(?:letter|post)(?: please)? to:?|\b(?:letter|post)(?: please)?[.:;]"
    r"|^(?:(?:id|i'?d) rather |i would (?:like|prefer) |i want |please )?(?:by |in |a |via )*(?:letter|post|writing)(?: (?:please|pls|to be honest|instead|then))*[ ,:.;-]*(?: to)?)\s+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:i'?m|i'?ve|my|me|you|your|we|they|them|he|she|it|don'?t|doesn'?t|want|give|was|were|is|are|have|has|had|been|due|never|came|ago|tomorrow|moved|same|"
    r"please|why|what|how|not|no (?:phone )?calls?|will you|can you)\b|\bi [a-z]",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4
_HOUSE = re.compile(
    r"\d|\b(?:house|cottage|flat|farm|barn|lodge|villa|hall|court|mill|vicarage|rectory|manor|bungalow|mews|po box|p\.o\.|c/o|care of"
    r"|road|rd|street|lane|ln|avenue|ave|close|drive|crescent|terrace|way|place|square|grove|walk|park|rise|row|view|parade|green|wharf|quay|gardens?)\b|,[^,]+,",
    re.IGNORECASE,
)
"""Without a house, a street or three lines, a letter cannot arrive: "Joan Price, SS1 2AB"."""


def read_address(text: str) -> str | None:
    """A postal address: it has a postcode and a house or street, or at least a number and three words; a sentence is none.

    Spacing is tidied, "write to me at" in front and a sentence behind are left out, nothing else.
    """
    lines = re.sub(r"[ ,]*\n[ ,]*", ", ", text.strip().replace("’", "'"))
    tidy = re.sub(r"\s+", " ", lines).strip(" .,")
    tidy = re.sub(
        r"[ ,]+(?:please|pls|instead|thanks|thank you|instead please)$", "", tidy, flags=re.IGNORECASE
    )
    if lead := _ADDRESS_LEAD.search(tidy):
        tidy = tidy[lead.end() :]
    match = _postcode(tidy)
    if match:
        written = tidy[: match.start()] + f"{match[1].upper()} {match[2].upper()}"
        behind = tidy[match.end() :]
        if _SENTENCE.search(written) or not _HOUSE.search(tidy[: match.start()]):
            return None
        return written if _SENTENCE.search(behind) else written + behind
    if _SENTENCE.search(tidy):
        return None
    return tidy if re.search(r"\d", tidy) and len(tidy.split()) >= _FEWEST_WORDS else None


_NOTHING_ELSE = re.compile(r"\W*(?:(?:it'?s|the|my|postcode|post code|is|and|sorry)\W+)*", re.IGNORECASE)


def postcode_of(address: str | None, text: str) -> str | None:
    """A postcode that is a message by itself, where the address that they gave has none yet."""
    postcode = _postcode(text)
    if postcode is None or not address or "@" in address or read_postcode(address) or find_phone(address):
        return None
    around = text[: postcode.start()] + text[postcode.end() :]
    return read_postcode(text) if _NOTHING_ELSE.fullmatch(around) else None


def complete_address(before: str | None, now: str) -> str:
    """The address that holds: a postcode alone, after an address without one, belongs to it."""
    if before and now == read_postcode(now) and not read_postcode(before) and "@" not in before:
        return f"{before}, {now}"
    return now
