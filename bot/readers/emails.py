"""An e-mail address in what people type, with slips of the finger caught."""

from __future__ import annotations

import re
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

_LOCAL = r"(?<![\w.+-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}"
_ENDING = r"(?:com|co|uk|org|net|info|biz|me|io|eu|gov|ac|ie)\b"
# A comma is a slip for a dot only where an ending follows: "sam@gmail,com", not "sam@gmail.com,thanks".
_STRICT = re.compile(rf"{_LOCAL}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}|,{_ENDING})+", re.IGNORECASE)
_NO_DOT = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}")
_SPACED = re.compile(
    rf"[\w.+'-]{{1,64}}\s?@\s?[\w-]{{1,63}}(?:\s?\.\s?[\w-]{{1,63}}|\s?,\s?{_ENDING})+", re.IGNORECASE
)
_LEAD = re.compile(
    r"^\W*(?:it'?s|it is|my e-?mail(?: address)? is|e-?mail(?: me)?(?: at| on)?:?|yes,?|sorry,?|i meant)\s+",
    re.IGNORECASE,
)

_SPOKEN_AT = re.compile(
    r"(?<=[\w.+-])(?<!\blook)(?<!\blooked)(?<!\bgo)(?<!\bwent)(?<!\bwork)(?<!\border)(?<!\bordered)(?<!\bbuy)(?<!\bbought)(?<!\bsee)"
    r"\s{1,3}(?:at|\(at\)|\[at\])\s{1,3}(?=[a-z0-9-]{0,30}[a-z][a-z0-9-]{0,30}(?:\.[a-z]|\s{1,3}dot\s{1,3}[a-z]))",
    re.IGNORECASE,
)
_SPOKEN_DOT = re.compile(r"(?<=\w)\s{1,3}dot\s{1,3}(?=\w)", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(\.(?:com|org|net|uk))\.[A-Z][a-z]+.*$")
_FEW_WORDS = 3

# Where most people's mail lives, and the endings that fingers get wrong.
_COMMON_DOMAINS = [
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.co.uk", "live.com", "yahoo.com",
    "yahoo.co.uk", "icloud.com", "me.com", "aol.com", "btinternet.com", "sky.com", "virginmedia.com", "talktalk.net", "msn.com",
]  # fmt: skip
_REAL_NEIGHBOURS = {
    "mail.com",
    "ymail.com",
    "email.com",
    "onmail.com",
    "cloud.com",
    "home.com",
    "live.com.au",
    "me.co",
}
"""Real domains that are one letter away from a common one: never "corrected"."""
_WRONG_ENDINGS = {
    "con": "com", "cpm": "com", "cmo": "com", "ocm": "com", "vom": "com", "xom": "com", "comm": "com", "coml": "com",
    "couk": "co.uk", "co.k": "co.uk", "co.ku": "co.uk", "co.u": "co.uk", "c.uk": "co.uk", "cu.uk": "co.uk", "or.uk": "org.uk", "ogr": "org",
}  # fmt: skip
_LONG_ENOUGH = 9
"""Shorter domains have too many real neighbours: olive.com is none of live.com."""


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
    """The e-mail address in ``text``, if it has one. Spaces inside are allowed only if the message is nothing else."""
    # A sign that is there is the one that is meant: "email me at sam@example.com" has no second.
    spoken = text if _STRICT.search(text) else _SPOKEN_AT.sub("@", text)
    if "@" not in spoken:
        return None
    spoken = _SPOKEN_DOT.sub(".", spoken)
    match = (
        _SPACED.fullmatch(_LEAD.sub("", spoken).strip(" ."))
        or _STRICT.search(spoken)
        or _NO_DOT.search(spoken)
    )
    if not match:
        meant = "@" in text and len(text.split()) <= _FEW_WORDS and len(text.strip()) > 1
        return BadEmail(text.strip()[:80]) if meant else None
    typed = _NEXT_SENTENCE.sub(r"\1", re.sub(r"\s", "", match[0]).replace(",", ".").strip(".'`"))
    try:
        address = validate_email(typed, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return BadEmail(typed)
    local, _, domain = address.rpartition("@")
    better = _without_slip(domain.lower())
    return EmailSlip(address, f"{local}@{better}") if better else Email(address)


def _without_slip(domain: str) -> str | None:
    if domain in _COMMON_DOMAINS or domain in _REAL_NEIGHBOURS:
        return None
    for wrong, right in _WRONG_ENDINGS.items():
        if domain.endswith("." + wrong):
            return domain[: -len(wrong)] + right
    return next(
        (real for real in _COMMON_DOMAINS if len(real) >= _LONG_ENOUGH and _one_slip(domain, real)), None
    )


def _one_slip(typed: str, real: str) -> bool:
    """One letter added, left out or changed, or two neighbours swapped."""
    if abs(len(typed) - len(real)) > 1:
        return False
    if len(typed) == len(real):
        different = [i for i in range(len(real)) if typed[i] != real[i]]
        if len(different) == 2:
            first, second = different
            return second == first + 1 and typed[first] == real[second] and typed[second] == real[first]
        return len(different) == 1
    longer, shorter = (typed, real) if len(typed) > len(real) else (real, typed)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
