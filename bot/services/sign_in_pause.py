"""After wrong tries, a pause that grows. Counted for every e-mail address, known or not: nobody learns which are."""

from __future__ import annotations

import ipaddress
from datetime import timedelta

from bot.services.context import Context
from bot.services.ports import Transaction


def is_paused(context: Context, tx: Transaction, email: str, address: str) -> bool:
    """Whether tries for ``email``, or from the network ``address``, are refused for now (rule ``sign_in_pauses``).

    A step ``{tries, within_minutes}`` refuses while there were that many wrong tries within those minutes; longer
    steps ask for more tries, so whoever goes on waits longer. Refused tries are not counted: nobody can keep somebody
    else out for ever. Addresses of this machine are a proxy's, which would shut out everybody behind it.
    """
    steps = context.rules.at("sign_in_pauses", context.today()).value
    at, ours = context.now(), is_this_machine(address)
    for kind, index in (("email", 0), ("address", 1)):
        if kind == "address" and ours:
            continue
        for step in steps[kind]:
            since = at - timedelta(minutes=step["within_minutes"])
            if tx.sign_ins.failures(email, address, since)[index] >= step["tries"]:
                return True
    return False


def is_this_machine(address: str) -> bool:
    """Also of an IPv6 address that was cut to its /64, as limits count them."""
    try:
        network = ipaddress.ip_network(address, strict=False)
    except ValueError:
        return False
    return network.is_loopback or (network.version == 6 and ipaddress.IPv6Address("::1") in network)
