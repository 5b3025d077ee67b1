"""Somebody comes in at the desk. Right or wrong, known or unknown: the same answer after about the same time."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.decisions.password import normalised
from bot.decisions.records import Agent, AgentSession
from bot.decisions.second_step import HalfSignIn
from bot.services.account_trail import record
from bot.services.agent_email import tidy_email
from bot.services.context import Context
from bot.services.ports import PasswordHasher, Transaction
from bot.services.second_step_asked import is_on
from bot.services.sign_in_pause import is_paused
from bot.services.who_is_signed_in import SignedIn, token_hash

_NO_EMAIL: Final = "(none)"


@dataclass(frozen=True)
class HalfOpened:
    """The password was right, and the second step is awaited. ``token`` opens nothing but the page that asks for it."""

    token: str


@dataclass(frozen=True)
class Opened:
    """A new session; ``token`` is shown to the browser once and kept only as a hash."""

    token: str
    signed_in: SignedIn


def sign_in(
    context: Context, passwords: PasswordHasher, email: str, password: str, address: str
) -> Opened | HalfOpened | None:
    """A new session for whoever knows the password, or half of one where they have a second step; ``None`` for
    everything else, without a reason.

    ``address`` is the browser's network address. Wrong tries count towards a pause (``sign_in_pause``) in which the
    right password is refused as well. A hash made with older parameters is made anew.
    """
    email, password = tidy_email(email) or _NO_EMAIL, normalised(password)
    with context.store.read() as tx:
        agent = tx.agents.by_email(email)
    # Outside a unit of work: it takes its time on purpose, and nobody else could write meanwhile.
    fits = passwords.fits(agent.password_hash if agent else None, password)
    newer = passwords.hash(password) if agent and fits and passwords.outdated(agent.password_hash) else None

    with context.store.write() as tx:
        # Looked at here and not before: of many tries at once only the first few may count.
        if is_paused(context, tx, email, address):
            _write_down(context, tx, "sign_in.refused", agent, address)
            tx.commit()
            return None
        now = tx.agents.get(agent.id) if agent else None
        unchanged = now is not None and agent is not None and now.password_hash == agent.password_hash
        if now is None or not fits or not unchanged or now.disabled_at is not None:
            tx.sign_ins.add(email, address, context.now(), ok=False)
            _write_down(context, tx, "sign_in.wrong", now, address)
            if is_paused(context, tx, email, address):
                _write_down(context, tx, "sign_in.locked_out", now, address)
            tx.commit()
            return None
        if newer is not None:
            now = replace(now, password_hash=newer)
            tx.agents.save(now)
        if is_on(tx, now.id):
            # No right sign-in yet: that would begin a new count of wrong ones, and codes could be tried without end.
            half = _half(context, tx, now)
            tx.commit()
            return half
        tx.sign_ins.add(email, address, context.now(), ok=True)
        opened = open_session(context, tx, now)
        record(context, tx, "sign_in.done", now, now, {"address": address})
        tx.commit()
    return opened


def _half(context: Context, tx: Transaction, agent: Agent) -> HalfOpened:
    at, token = context.now(), new_token(context)
    ends = at + timedelta(minutes=context.rule("second_step_lifetime"))
    made = HalfSignIn(context.new_id(), agent.id, token_hash(token), agent.password_hash, at, ends)
    tx.second_steps.add_half(made)
    return HalfOpened(token)


def new_token(context: Context) -> str:
    """256 random bits, for a cookie."""
    return base64.urlsafe_b64encode(context.random(32)).rstrip(b"=").decode()


def open_session(context: Context, tx: Transaction, agent: Agent) -> Opened:
    """A session that was not there before. The caller commits."""
    at, token = context.now(), new_token(context)
    session = AgentSession(
        id=context.new_id(),
        agent_id=agent.id,
        token_hash=token_hash(token),
        csrf=context.random(32).hex(),
        created_at=at,
        seen_at=at,
        expires_at=at + timedelta(hours=context.rule("session_lifetime")),
    )
    tx.agent_sessions.add(session)
    return Opened(token, SignedIn(agent, session))


def _write_down(context: Context, tx: Transaction, action: str, agent: Agent | None, address: str) -> None:
    """What was typed is not written down: people type passwords into the wrong box."""
    if agent is not None:
        record(context, tx, action, agent, None, {"address": address})
    else:
        tx.audit.add(context.now(), action, "agent:unknown", data={"address": address})
