"""TEMPORARY: replaced by the directory branch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Customer:
    provider: str
    account: str
    name: str
    postcode: str
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Claim:
    account: str
    postcode: str
    name: str


def same_account(one: str, other: str) -> bool:
    def plain(text: str) -> str:
        return "".join(text.split()).replace("-", "").casefold()

    return bool(plain(one)) and plain(one) == plain(other)


def same_name(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()


def matches(customer: Customer, claim: Claim) -> bool:
    return (
        same_account(customer.account, claim.account)
        and same_account(customer.postcode, claim.postcode)
        and same_name(customer.name, claim.name)
    )
