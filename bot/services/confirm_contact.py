"""Confirm that an e-mail address is the customer's: a six-digit code goes there and comes back.

The code is derived from the secret and the check's id, so that it is stored nowhere. Failing never stops a complaint.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.decisions.mail import Letter
from bot.decisions.provider import Provider
from bot.decisions.recognition import Identity, IdentityCheck, Recognition, RecognitionStatus
from bot.decisions.records import Contact
from bot.services.context import Context
from bot.services.ports import Letters, Transaction

_DIGITS = 6


class Confirmation(StrEnum):
    CONFIRMED = "confirmed"
    WRONG = "wrong"
    TOO_MANY = "too_many"
    EXPIRED = "expired"
    NONE_SENT = "none_sent"


def code_for(secret: str, check_id: str) -> str:
    """The six digits of a check."""
    digest = hmac.new(secret.encode(), b"contact-code:" + check_id.encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**_DIGITS:0{_DIGITS}d}"


def _hash(secret: str, check_id: str, code: str) -> str:
    return hmac.new(secret.encode(), f"contact-check:{check_id}:{code}".encode(), hashlib.sha256).hexdigest()


def send_code(
    context: Context, tx: Transaction, contact: Contact, provider: Provider, reference: str
) -> bool:
    """Queue a code for ``contact``; false when this chat has sent as many as it may (rule ``codes_per_chat``).

    The caller commits; the relay delivers.
    """
    if tx.identity_checks.count(contact.conversation_id) >= context.rule("codes_per_chat"):
        return False
    check_id = context.new_id()
    minutes = context.rule("code_lifetime")
    tx.identity_checks.add(
        IdentityCheck(
            id=check_id,
            conversation_id=contact.conversation_id,
            contact_id=contact.id,
            code_hash=_hash(context.secret, check_id, code_for(context.secret, check_id)),
            created_at=context.now(),
            expires_at=context.now() + timedelta(minutes=minutes),
        )
    )
    tx.outbox.add(
        "mail",
        f"confirm-code-{check_id}",
        {
            "template": "confirm_code",
            "to": contact.value,
            "provider": provider.slug,
            "facts": {
                "provider": provider.name,
                "check_id": check_id,
                "minutes": minutes,
                "reference": reference,
            },
            "contact": contact.id,
        },
        context.now(),
        contact.conversation_id,
    )
    return True


def send_again(
    context: Context, tx: Transaction, conversation_id: str, provider: Provider, reference: str
) -> bool:
    """A new code to the same address; false when none was sent before or no more may be sent."""
    last = tx.identity_checks.latest(conversation_id)
    contact = tx.contacts.get(last.contact_id) if last is not None else None
    return contact is not None and send_code(context, tx, contact, provider, reference)


def code_outstanding(
    context: Context, tx: Transaction, conversation_id: str, contact_id: str | None = None
) -> bool:
    """Whether the code sent last in this chat can still be typed: not confirmed, not over, tries left. ``contact_id``:
    only one that went there."""
    check = tx.identity_checks.latest(conversation_id)
    if check is None or check.confirmed_at is not None or context.now() >= check.expires_at:
        return False
    return check.tries < context.rule("code_tries") and contact_id in (None, check.contact_id)


def check_code(
    context: Context, tx: Transaction, conversation_id: str, typed: str
) -> tuple[Confirmation, int]:
    """What ``typed`` is worth, and how many tries are left. Compared in constant time; the caller commits."""
    check = tx.identity_checks.latest(conversation_id)
    if check is None:
        return Confirmation.NONE_SENT, 0
    if check.confirmed_at is not None:
        return Confirmation.CONFIRMED, 0
    allowed = context.rule("code_tries")
    if check.tries >= allowed:
        return Confirmation.TOO_MANY, 0
    if context.now() >= check.expires_at:
        return Confirmation.EXPIRED, 0
    if hmac.compare_digest(_hash(context.secret, check.id, typed), check.code_hash):
        tx.identity_checks.confirm(check.id, context.now())
        tx.contacts.confirm(check.contact_id, context.now())
        _recognise(context, tx, conversation_id, check.contact_id)
        return Confirmation.CONFIRMED, 0
    left = allowed - tx.identity_checks.count_try(check.id)
    return (Confirmation.WRONG, left) if left > 0 else (Confirmation.TOO_MANY, 0)


def _recognise(context: Context, tx: Transaction, conversation_id: str, contact_id: str) -> None:
    """They have shown whose address it is: for a while this chat may tell of other complaints with it as well."""
    contact = tx.contacts.get(contact_id)
    if contact is None:
        return
    at = context.now()
    tx.recognitions.add(
        Recognition(
            id=context.new_id(),
            conversation_id=conversation_id,
            provider=tx.conversations.get(conversation_id).provider,
            status=RecognitionStatus.CONFIRMED,
            began_at=at,
            contact_kind=contact.kind.value,
            contact_value=contact.value,
            identity=Identity.CONTACT,
            how="code",
            confirmed_at=at,
            lapses_at=at + timedelta(minutes=context.rule("identity_lifetime")),
        )
    )


class LettersWithCodes:
    """Letters in which the code of a check is filled in at the last moment, so that no row ever holds it."""

    def __init__(self, letters: Letters, secret: str) -> None:
        self._letters = letters
        self._secret = secret

    def render(self, template: str, facts: Mapping[str, Any]) -> Letter:
        if "check_id" in facts:
            facts = {**facts, "code": code_for(self._secret, facts["check_id"])}
        return self._letters.render(template, facts)
