"""Tries are counted, and paused: by chat, by what they are about, and by where they come from (``identity_pauses``).

What one chat may do, and one network about one subject, is less than what a subject stands, so that a stranger who uses
up their own share leaves somebody elsewhere enough of theirs.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.decisions.identity import Step, pause_until
from bot.decisions.records import Conversation
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.sign_in_pause import is_this_machine


class Kind(StrEnum):
    """What is counted; the keys of the rule."""

    CODE_SENT = "code_sent"
    CODE_WRONG = "code_wrong"
    ACCOUNT_WRONG = "account_wrong"


def subject_key(context: Context, provider: str, subject: str) -> str:
    """A keyed hash of an address, a reference or an account number: what is counted is not kept in the clear."""
    return _keyed(context.secret, f"identity-subject:{provider}:{' '.join(subject.split()).casefold()}")


def address_key(secret: str, address: str) -> str | None:
    """A keyed hash of a network address; ``None`` for this machine's own: it is a proxy's, and stands for everybody."""
    if is_this_machine(address):
        return None
    return _keyed(secret, f"identity-address:{address}")


def _keyed(secret: str, what: str) -> str:
    return hmac.new(secret.encode(), what.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]


def paused_until(
    context: Context, tx: Transaction, kind: Kind, conversation: Conversation, subject: str
) -> datetime | None:
    """Until when (aware UTC) nothing of ``kind`` is taken; ``None``: it is taken now. ``subject``: its key.

    Whether what it is about exists plays no part in it.
    """
    steps = _steps(context, kind)
    longest = max(step.minutes for each in steps.values() for step in each)
    now = context.now()

    def _from(place: str | None) -> bool:
        return place is not None and place == conversation.address_key

    rows = tx.recognitions.tries(
        kind, conversation.id, subject, conversation.address_key, now - timedelta(minutes=longest)
    )
    counted = {
        "chat": [at for at, chat, _, _ in rows if chat == conversation.id],
        "subject": [at for at, _, about, _ in rows if about == subject],
        "subject_from_address": [at for at, _, about, place in rows if about == subject and _from(place)],
        "address": [at for at, _, _, place in rows if _from(place)],
    }
    ends = [pause_until(counted[by], steps[by], now) for by in counted]
    return max((end for end in ends if end is not None), default=None)


def count(context: Context, tx: Transaction, kind: Kind, conversation: Conversation, subject: str) -> None:
    """The caller commits."""
    tx.recognitions.count_try(conversation.id, kind, subject, conversation.address_key, context.now())


def longest_looked_back(context: Context) -> timedelta:
    """No limit looks at anything older."""
    return timedelta(
        minutes=max(step.minutes for kind in Kind for each in _steps(context, kind).values() for step in each)
    )


def ends(context: Context, until: datetime) -> str:
    """The time of day from which on it works again, in words; a minute that has begun counts as a whole one."""
    return context.time(until.replace(second=0, microsecond=0) + timedelta(minutes=1))


def _steps(context: Context, kind: Kind) -> dict[str, list[Step]]:
    value: dict[str, Any] = context.rules.at("identity_pauses", context.today()).value[kind]
    return {by: [Step(**step) for step in steps] for by, steps in value.items()}
