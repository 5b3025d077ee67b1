"""One's own second step: setting it up, new recovery codes, and turning it off.

Nothing is asked for at a sign-in before a first code has shown that the app works. To begin takes the password, to
change or turn off takes a code: whoever sits down at an open desk can do neither.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from bot.decisions.errors import NotAllowed, WrongCode
from bot.decisions.records import Agent
from bot.decisions.second_step import SecondStep
from bot.services.account_trail import record
from bot.services.context import Context
from bot.services.ports import OneTimeCodes, PasswordHasher, Transaction
from bot.services.present_password import check_present_password
from bot.services.second_step_asked import is_on, is_required
from bot.services.second_step_code import code_counts, new_recovery_codes
from bot.services.sign_in_pause import is_paused
from bot.services.who_is_signed_in import SignedIn


class Standing(StrEnum):
    """``BEGUN``: a secret is shown, and a first code is awaited."""

    OFF = "off"
    BEGUN = "begun"
    ON = "on"


@dataclass(frozen=True)
class MySecondStep:
    """``required``: a provider that they work for asks it of everybody. ``secret`` and ``picture`` only while it is
    begun."""

    standing: Standing
    required: bool
    codes_left: int
    secret: str = ""
    picture: str = ""


def my_second_step(context: Context, codes: OneTimeCodes, me: Agent) -> MySecondStep:
    """Raises ``SealBroken`` while it is begun under another secret of the stack."""
    with context.store.read() as tx:
        step, left = tx.second_steps.get(me.id), tx.second_steps.codes_left(me.id)
        required = is_required(tx, me)
    if step is None or (step.confirmed_at is None and _too_old(context, step)):
        return MySecondStep(Standing.OFF, required, 0)
    if step.confirmed_at is not None:
        return MySecondStep(Standing.ON, required, left)
    secret, picture = codes.spoken(step.sealed_secret), codes.picture(step.sealed_secret, me.email)
    return MySecondStep(Standing.BEGUN, required, 0, secret, picture)


def begin(
    context: Context, passwords: PasswordHasher, codes: OneTimeCodes, me: Agent, password: str, address: str
) -> None:
    """A new secret, which nobody is asked for yet. Raises ``WrongPassword``, and ``NotAllowed`` where it is on."""
    check_present_password(context, passwords, me, password, address)
    with context.store.write() as tx:
        if is_on(tx, me.id):
            raise NotAllowed("The second step is on already: turn it off first.")
        tx.second_steps.put(SecondStep(me.id, codes.new_secret(), context.now()))
        record(context, tx, "account.second_step_begun", me, me)
        tx.commit()


def confirm(context: Context, codes: OneTimeCodes, me: SignedIn, code: str, address: str) -> tuple[str, ...]:
    """On from now; recovery codes, to be shown once. Other sessions of the account end: they came in without it.

    Raises ``WrongCode``, and ``NotAllowed`` where nothing was begun, or too long ago.
    """
    agent = me.agent
    with context.store.write() as tx:
        step = tx.second_steps.get(agent.id)
        if step is None or step.confirmed_at is not None or _too_old(context, step):
            raise NotAllowed("There is no second step to confirm: begin again.")
        _must_count(context, tx, codes, agent, code, address)
        now = tx.second_steps.get(agent.id) or step
        tx.second_steps.put(replace(now, confirmed_at=context.now()))
        made = new_recovery_codes(context, tx, agent)
        tx.agent_sessions.end_others(agent.id, context.now(), me.session.id)
        record(context, tx, "account.second_step_on", agent, agent)
        tx.commit()
    return made


def renew_recovery_codes(
    context: Context, codes: OneTimeCodes, me: Agent, code: str, address: str
) -> tuple[str, ...]:
    """New ones, to be shown once; the old ones open nothing any more. Raises ``WrongCode`` and ``NotAllowed``."""
    with context.store.write() as tx:
        if not is_on(tx, me.id):
            raise NotAllowed("There is no second step.")
        _must_count(context, tx, codes, me, code, address)
        made = new_recovery_codes(context, tx, me)
        record(context, tx, "account.recovery_codes", me, me)
        tx.commit()
    return made


def turn_off(context: Context, codes: OneTimeCodes, me: Agent, code: str, address: str) -> None:
    """Raises ``WrongCode``, and ``NotAllowed`` where a provider asks it of everybody, or there is none."""
    with context.store.write() as tx:
        if is_required(tx, me) or not is_on(tx, me.id):
            raise NotAllowed("The second step is asked of everybody here, or there is none.")
        _must_count(context, tx, codes, me, code, address)
        tx.second_steps.remove(me.id)
        record(context, tx, "account.second_step_off", me, me)
        tx.commit()


def _must_count(
    context: Context, tx: Transaction, codes: OneTimeCodes, me: Agent, code: str, address: str
) -> None:
    """Raises ``WrongCode``, which counts as a wrong sign-in, and in a pause stands for every try."""
    paused = is_paused(context, tx, me.email, address)
    if not paused and code_counts(context, tx, codes, me, code) is not None:
        return
    if not paused:
        tx.sign_ins.add(me.email, address, context.now(), ok=False)
    record(context, tx, "account.code_wrong", me, me, {"address": address})
    tx.commit()
    raise WrongCode("The code is not right, was used before, or there were too many tries.")


def _too_old(context: Context, step: SecondStep) -> bool:
    return context.now() - step.made_at >= timedelta(minutes=context.rule("second_step_lifetime"))
