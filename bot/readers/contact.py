"""Ways to reach somebody: an e-mail address with slips caught, a phone number, a postal address."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

import phonenumbers
from email_validator import EmailNotValidError, validate_email

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+\s?@\s?[\w-]+(?:\s?[.,]\s?[\w-]+)+|[\w.+-]+@[\w-]+", re.UNICODE)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)

# Where most people's mail lives, and the endings that fingers get wrong.
_COMMON_DOMAINS = [
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.co.uk", "live.com", "yahoo.com",
    "yahoo.co.uk", "icloud.com", "me.com", "aol.com", "btinternet.com", "sky.com", "virginmedia.com", "talktalk.net", "msn.com",
]  # fmt: skip
_WRONG_ENDINGS = {
    "con": "com", "cpm": "com", "cmo": "com", "ocm": "com", "vom": "com", "xom": "com", "comm": "com", "coml": "com",
    "couk": "co.uk", "co.k": "co.uk", "co.ku": "co.uk", "co.u": "co.uk", "c.uk": "co.uk", "cu.uk": "co.uk", "or.uk": "org.uk", "ogr": "org",
}  # fmt: skip
_CLOSE = 0.84


@dataclass(frozen=True)
class Email:
    """An address as it can be written to."""

    address: str


@dataclass(frozen=True)
class EmailSlip:
    """What was typed looks like a slip of the finger. ``suggestion`` is offered; ``typed`` is kept when it stands."""

    typed: str
    suggestion: str


@dataclass(frozen=True)
class BadEmail:
    """Meant as an address, but it is none."""

    typed: str


def read_email(text: str) -> Email | EmailSlip | BadEmail | None:
    """The e-mail address in ``text``, if it has one."""
    spoken = re.sub(
        r"\s+(?:at|\(at\)|\[at\])\s+(?=[\w-]+(?:\s*(?:\.|dot)\s*\w+))", "@", text, flags=re.IGNORECASE
    )
    spoken = re.sub(r"(?<=\w)\s+dot\s+(?=\w)", ".", spoken, flags=re.IGNORECASE) if "@" in spoken else spoken
    match = _EMAIL.search(spoken)
    if not match:
        return (
            BadEmail(text.strip()[:80])
            if "@" in text and len(text.split()) <= 3 and len(text.strip()) > 1
            else None
        )
    typed = re.sub(r"\s", "", match[0]).replace(",", ".").strip(".")
    try:
        address = validate_email(typed, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return BadEmail(typed)
    local, _, domain = address.rpartition("@")
    better = _without_slip(domain.lower())
    return EmailSlip(address, f"{local}@{better}") if better else Email(address)


def _without_slip(domain: str) -> str | None:
    if domain in _COMMON_DOMAINS:
        return None
    for wrong, right in _WRONG_ENDINGS.items():
        if domain.endswith("." + wrong):
            return domain[: -len(wrong)] + right
    close = difflib.get_close_matches(domain, _COMMON_DOMAINS, n=1, cutoff=_CLOSE)
    return close[0] if close else None


def read_phone(text: str) -> str | None:
    """A phone number as people write it here ("01632 960123"), or ``None``.

    ``is_possible_number`` and not ``is_valid_number``: the library calls the numbers kept for drama invalid.
    """
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.POSSIBLE):
        number = match.number
        if number.country_code == _UK and len(str(number.national_number)) not in (9, 10):
            continue
        style = (
            phonenumbers.PhoneNumberFormat.NATIONAL
            if number.country_code == _UK
            else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
        return phonenumbers.format_number(number, style)
    return None


_UK = 44


def read_postcode(text: str) -> str | None:
    """A UK postcode, spaced and in capitals."""
    match = _POSTCODE.search(text)
    return f"{match[1].upper()} {match[2].upper()}" if match else None


def read_address(text: str) -> str | None:
    """A postal address: it has a postcode, or at least a number and three words. Spacing is tidied, nothing else."""
    tidy = re.sub(r"\s+", " ", text).strip(" .,")
    postcode = read_postcode(tidy)
    if postcode:
        return _POSTCODE.sub(postcode, tidy)
    return tidy if re.search(r"\d", tidy) and len(tidy.split()) >= 4 else None
