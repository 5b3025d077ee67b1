"""Whether a code that somebody typed as their second step counts: once, and with tries that end."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final, Literal

from bot.decisions.records import Agent
from bot.decisions.reference import ALPHABET
from bot.services.context import Context
from bot.services.ports import OneTimeCodes, Transaction

_SPREAD: Final = 16
"""Random bytes for a recovery code: enough that what is left over favours no character that anybody could measure."""
_GROUP: Final = 4

Kind = Literal["app", "recovery"]


def code_counts(
    context: Context, tx: Transaction, codes: OneTimeCodes, agent: Agent, typed: str
) -> Kind | None:
    """What kind of code it was, now used up; ``None`` for one that is wrong or was used. The caller commits.

    Raises ``SealBroken``.
    """
    step = tx.second_steps.get(agent.id)
    if step is None:
        return None
    at = codes.step_of(step.sealed_secret, typed, context.now())
    if at is not None:
        return "app" if tx.second_steps.use_step(agent.id, at) else None
    if step.confirmed_at is None:
        return None
    used = tx.second_steps.use_code(agent.id, recovery_hash(context, agent.id, typed), context.now())
    return "recovery" if used else None


def new_recovery_codes(context: Context, tx: Transaction, agent: Agent) -> tuple[str, ...]:
    """In groups of four, to be shown once: only hashes are kept, and the old ones are gone. The caller commits."""
    rule = context.rules.at("recovery_codes", context.today()).value
    made = tuple(_random_code(context, rule["characters"]) for _ in range(rule["count"]))
    hashes = [recovery_hash(context, agent.id, each) for each in made]
    tx.second_steps.put_codes(agent.id, hashes, context.now())
    return made


def recovery_hash(context: Context, agent_id: str, typed: str) -> str:
    """Keyed with the secret of the stack; gaps, dashes and small letters make no difference."""
    plain = "".join(each for each in typed.upper() if each in ALPHABET)
    said = f"recovery:{agent_id}:{plain}".encode()
    return hmac.new(context.secret.encode(), said, hashlib.sha256).hexdigest()


def _random_code(context: Context, characters: int) -> str:
    number, made = int.from_bytes(context.random(_SPREAD), "big"), []
    for _ in range(characters):
        number, at = divmod(number, len(ALPHABET))
        made.append(ALPHABET[at])
    code = "".join(made)
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
