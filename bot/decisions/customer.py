"""A customer as a provider's records have them, and whether somebody who claims to be that customer is.

All three have to fit: account number, postcode and name. What is compared is the normal form of each, in constant
time and always all of it, for an account that does not exist as well, so that how long it takes tells nothing.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.decisions.customer_name import claimed_keys, recorded_keys, strict_keys

LONGEST_ACCOUNT: Final = 64
"""Characters of a normal form; a longer one is no account number."""


@dataclass(frozen=True)
class Customer:
    """What the check needs and no more. ``account`` is as the provider writes it; ``email`` and ``phone`` are the
    ways on file to send a code. Nothing of it but the provider shows when it is printed."""

    provider: str
    account: str = field(repr=False)
    name: str = field(repr=False)
    postcode: str = field(repr=False)
    email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Claim:
    """What somebody typed who says that the account is theirs."""

    account: str = field(repr=False)
    postcode: str = field(repr=False)
    name: str = field(repr=False)


def matches(customer: Customer, claim: Claim) -> bool:
    """Do account number, postcode and name of ``claim`` all fit? What is empty on either side fits nothing.

    Account: without case, spaces and hyphens. Postcode: in any spacing. Name: family name and first name or
    initial; see ``customer_name``.
    """
    account = _same(normal_account(customer.account), normal_account(claim.account))
    postcode = _same(normal_postcode(customer.postcode), normal_postcode(claim.postcode))
    name = _any_same(recorded_keys(customer.name), claimed_keys(claim.name))
    return account & postcode & name


def same_account(one: str, other: str) -> bool:
    """Without case, spaces and hyphens, in constant time; what is empty is no account."""
    return _same(normal_account(one), normal_account(other))


def same_name(told: str, recorded: str) -> bool:
    """Are they one person's full name? Stricter than ``matches``: an initial may be somebody else of the household, so
    it fits only itself, and of an account in two names neither holder is the other."""
    return _any_same(strict_keys(recorded), strict_keys(told))


def confirms(customer: Customer | None, claim: Claim) -> bool:
    """The same for what a directory found. ``None`` (there is no such account) never fits, and is as much work."""
    there = customer is not None
    return matches(customer or _NOBODY, claim) & there


_NOBODY: Final = Customer("nobody", "00000000", "Nobody Atall", "ZZ99 9ZZ")
_BETWEEN: Final = re.compile(r"[\s\u200b\u2060\ufeff\-\u00ad\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]+")
_UK_POSTCODE: Final = re.compile(r"(?:[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}|GIR0AA)")


def normal_account(typed: str) -> str:
    """Without case, spaces and hyphens; zeros in front stay. Empty when it can be no account number: nothing in it
    that is a letter or digit, or too long."""
    account = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()
    holds_something = any(character.isalnum() for character in account)
    return account if holds_something and account.isprintable() and len(account) <= LONGEST_ACCOUNT else ""


def normal_postcode(typed: str) -> str:
    """In capitals without spaces, dots and hyphens. The letter O at the place of the inward digit is a zero."""
    postcode = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", typed)).upper()
    if len(postcode) >= 5 and postcode[-3] == "O":
        postcode = f"{postcode[:-3]}0{postcode[-2:]}"
    return postcode


def is_uk_postcode(typed: str) -> bool:
    """Has it the shape of one? Whether the Royal Mail knows it is not asked."""
    return _UK_POSTCODE.fullmatch(normal_postcode(typed)) is not None


def _same(one: str, other: str) -> bool:
    """In constant time; the empty text is not even the same as itself."""
    equal = hmac.compare_digest(one.encode(), other.encode())
    return equal & bool(one) & bool(other)


def _any_same(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Every pair is compared, also after one was the same."""
    held = list(others)
    found = False
    for one in ones:
        for other in held:
            found |= _same(one, other)
    return found
