"""Ask the customer directory whether an account, a postcode and a name belong together."""

from __future__ import annotations

from bot.decisions.customer import Claim, Customer, matches
from bot.services.context import Context

_NOBODY = Customer(provider="", account="0000000000", name="Nobody At All", postcode="ZZ99 9ZZ")
"""Compared with where there is no such account, so that this takes no less work than a wrong name."""


def check_claim(context: Context, provider: str, claim: Claim) -> Customer | None:
    """The customer of that account if all three fit; ``None`` for anything else, an unknown account among it.

    Raises ``DirectoryUnavailable``. Never called within a unit of work: it may use the network.
    """
    if context.directory is None:
        return None
    found = context.directory.find(provider, claim.account)
    fits = matches(found if found is not None else _NOBODY, claim)
    return found if found is not None and fits else None
