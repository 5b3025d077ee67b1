"""Somebody leaves the desk."""

from __future__ import annotations

from bot.services.account_trail import record
from bot.services.context import Context
from bot.services.who_is_signed_in import SignedIn


def sign_out(context: Context, me: SignedIn) -> None:
    """End this browser's session; others of the same person go on."""
    with context.store.write() as tx:
        tx.agent_sessions.end(me.agent.id, context.now(), me.session.id)
        record(context, tx, "sign_out.done", me.agent, me.agent)
        tx.commit()
