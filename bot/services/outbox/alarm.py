"""Tell those in charge that something has not arrived and will not by itself. One broken system is one alarm a day."""

from __future__ import annotations

import hashlib
from typing import Final

from bot.decisions.outbox import Dead, Parked
from bot.decisions.records import OutboxItem, Role
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.hand_off import team_address
from bot.services.ports import Transaction

DEAD: Final = "outbox_dead"
PARKED: Final = "outbox_parked"


def raise_alarm(context: Context, tx: Transaction, item: OutboxItem, move: Dead | Parked) -> None:
    """Queue it to the supervisors of the provider, or to its team when it has none: once a day for what ended in the
    same way for the same reason. That an alarm did not arrive raises none. The caller commits."""
    provider = context.providers.get(item.provider or "")
    if provider is None or item.payload.get("template") in (DEAD, PARKED):
        return
    facts = {
        "provider": provider.name,
        "kind": item.kind,
        "reason": move.reason,
        "desk_link": f"{context.public_url}/desk/outbox",
    }
    cause = f"{type(move).__name__}:{item.kind}:{move.reason}"
    digest = hashlib.sha256(cause.encode()).hexdigest()[:16]
    key = f"outbox-alert-{provider.slug}-{context.today().isoformat()}-{digest}"
    supervisors = [agent.email for agent in tx.agents.all() if may(agent, provider.slug, Role.SUPERVISOR)]
    for address in supervisors or [team_address(provider)]:
        payload = {
            "template": PARKED if isinstance(move, Parked) else DEAD,
            "to": address,
            "provider": provider.slug,
            "facts": facts,
        }
        tx.outbox.add("mail", f"{key}-{address}", payload, context.now())
