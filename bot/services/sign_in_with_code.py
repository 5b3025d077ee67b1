"""The second half of signing in: a code after the right password. Only both together open a session."""

from __future__ import annotations

from bot.decisions.records import Agent
from bot.decisions.second_step import HalfSignIn
from bot.services.account_trail import record
from bot.services.context import Context
from bot.services.ports import OneTimeCodes, Transaction
from bot.services.second_step_asked import is_on
from bot.services.second_step_code import code_counts
from bot.services.sign_in import Opened, open_session
from bot.services.sign_in_pause import is_paused
from bot.services.who_is_signed_in import token_hash


class FirstHalfOver(Exception):
    """The first half is unknown, too old, used, or its account has changed meanwhile."""


def sign_in_with_code(
    context: Context, codes: OneTimeCodes, half_token: str, typed: str, address: str
) -> Opened | None:
    """A new session; ``None`` for a wrong code, one that was used, and every code in a pause (``sign_in_pauses``: wrong
    codes and wrong passwords count together). Raises ``FirstHalfOver`` and ``SealBroken``."""
    with context.store.write() as tx:
        half, agent = _half_of(context, tx, half_token)
        if is_paused(context, tx, agent.email, address):
            record(context, tx, "sign_in.refused", agent, None, {"address": address})
            tx.commit()
            return None
        kind = code_counts(context, tx, codes, agent, typed)
        if kind is None:
            tx.sign_ins.add(agent.email, address, context.now(), ok=False)
            record(context, tx, "sign_in.wrong_code", agent, None, {"address": address})
            if is_paused(context, tx, agent.email, address):
                record(context, tx, "sign_in.locked_out", agent, None, {"address": address})
            tx.commit()
            return None
        if not tx.second_steps.end_half(half.id, context.now()):
            raise FirstHalfOver
        tx.sign_ins.add(agent.email, address, context.now(), ok=True)
        opened = open_session(context, tx, agent)
        data = {"address": address, "second_step": kind}
        record(context, tx, "sign_in.done", agent, agent, data)
        if kind == "recovery":
            record(context, tx, "account.recovery_code_used", agent, agent)
        tx.commit()
    return opened


def is_half_way(context: Context, half_token: str) -> bool:
    """Whether a code may be typed for it now."""
    with context.store.read() as tx:
        try:
            _half_of(context, tx, half_token)
        except FirstHalfOver:
            return False
    return True


def _half_of(context: Context, tx: Transaction, token: str) -> tuple[HalfSignIn, Agent]:
    half = tx.second_steps.half(token_hash(token)) if token else None
    agent = tx.agents.get(half.agent_id) if half is not None else None
    if half is None or agent is None or half.ended_at is not None or context.now() >= half.expires_at:
        raise FirstHalfOver
    if agent.disabled_at is not None or agent.password_hash != half.password_hash or not is_on(tx, agent.id):
        raise FirstHalfOver
    return half, agent
