"""Ask the customer directory whether an account, a postcode and a name belong together."""

from __future__ import annotations

from bot.decisions.customer import Claim, Customer, confirms
from bot.services.context import Context


def check_claim(context: Context, provider: str, claim: Claim) -> Customer | None:
    """The customer of that account if all three fit; ``None`` for anything else, an unknown account among it, after
    the same work.

    Raises ``DirectoryUnavailable``. Never called within a unit of work: it may use the network.
    """
    if context.directory is None:
        return None
    found = context.directory.find(provider, claim.account)
    return found if confirms(found, claim) else None
