"""Somebody who is signed in shows that it is still they: their present password, counted like a sign-in."""

from __future__ import annotations

from bot.decisions.errors import WrongPassword
from bot.decisions.password import normalised
from bot.decisions.records import Agent
from bot.services.account_trail import record
from bot.services.context import Context
from bot.services.ports import PasswordHasher
from bot.services.sign_in_pause import is_paused


def check_present_password(
    context: Context, passwords: PasswordHasher, me: Agent, given: str, address: str
) -> None:
    """Raises ``WrongPassword``, which counts as a wrong sign-in, and in a pause stands for every try."""
    fits = passwords.fits(me.password_hash, normalised(given))
    if fits and not _must_wait(context, me, address):
        return
    with context.store.write() as tx:
        if not is_paused(context, tx, me.email, address):
            tx.sign_ins.add(me.email, address, context.now(), ok=False)
        record(context, tx, "account.password_wrong", me, me, {"address": address})
        tx.commit()
    raise WrongPassword("That is not your present password, or there were too many tries.")


def _must_wait(context: Context, me: Agent, address: str) -> bool:
    with context.store.read() as tx:
        return is_paused(context, tx, me.email, address)
