"""What a new password must be: long and not guessable from its owner. No rules of composition, no expiry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_PART: Final = 3
"""Letters: shorter parts of a name or address are in too many words to count."""


class PasswordFault(StrEnum):
    """Why a password cannot be taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    YOURS = "yours"
    COMMON = "common"
    SAME = "same"


@dataclass(frozen=True)
class PasswordPolicy:
    """``shortest`` and ``longest`` in characters; ``common``: passwords that are tried first by everybody."""

    shortest: int
    longest: int
    common: frozenset[str] = frozenset()


def normalised(password: str) -> str:
    """The same password from every keyboard (Unicode NFKC)."""
    return unicodedata.normalize("NFKC", password)


def password_fault(policy: PasswordPolicy, password: str, email: str, name: str) -> PasswordFault | None:
    """What is wrong with a new password of the person with ``email`` and ``name``; ``None`` if nothing is."""
    password = normalised(password)
    if len(password) < policy.shortest:
        return PasswordFault.TOO_SHORT
    if len(password) > policy.longest:
        return PasswordFault.TOO_LONG
    if len(_without_owner(_folded(password), email, name)) * 2 < policy.shortest:
        return PasswordFault.YOURS
    if _folded(password) in policy.common or re.fullmatch(r"(.{1,4}?)\1+", _folded(password)):
        return PasswordFault.COMMON
    return None


def policy_of(shortest: int, longest: int, common: Iterable[str]) -> PasswordPolicy:
    return PasswordPolicy(shortest, longest, frozenset(_folded(each) for each in common))


def _folded(text: str) -> str:
    """Letters and digits only, in lower case; a password of signs alone stays as it is."""
    folded = "".join(each for each in normalised(text).casefold() if each.isalnum())
    return folded or text


def _without_owner(password: str, email: str, name: str) -> str:
    """What is left of ``password`` without its owner's name and e-mail address, longest part first."""
    local, _, domain = email.partition("@")
    parts = {email, local, domain, name, *re.split(r"[\s._+-]+", name), *re.split(r"[._+-]+", local)}
    for part in sorted((_folded(each) for each in parts if each), key=len, reverse=True):
        if len(part) >= _PART:
            password = password.replace(part, "")
    return password
