"""A code to the contact on file. What is on file is looked up by the relay, after the answer: whether a complaint or an
address exists changes neither what is said in the chat nor how long it takes."""

from __future__ import annotations

import hashlib
import hmac
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from bot.decisions.errors import DirectoryUnavailable
from bot.decisions.identity import Who
from bot.decisions.outbox import LOOK_UP
from bot.decisions.recognition import Recognition, RecognitionStatus
from bot.decisions.records import ContactKind, Conversation, OutboxItem
from bot.readers.mobile import as_mobile
from bot.readers.who import BY_ACCOUNT, EMAIL, REFERENCE
from bot.services.confirm_contact import code_for
from bot.services.context import Context
from bot.services.identity.limits import Kind, count, ends, paused_until, subject_key
from bot.services.outbox.carry_sms import KIND as SMS
from bot.services.ports import Transaction

logger = logging.getLogger("bot.relay")

CODES = "_codes"
"""Key of the answers: how many codes were asked for; only the last one works."""
SMS_CODE: Final = "utter_sms_code"


def code_id(recognition: Recognition) -> str:
    """What the code is derived from, together with the secret."""
    return f"who:{recognition.id}:{recognition.answers.get(CODES, 0)}"


def code_fits(context: Context, recognition: Recognition, typed: str) -> bool:
    """Compared in constant time. A code that was sent nowhere fits nobody."""
    expected = recognition.code_hash or ""
    fits = hmac.compare_digest(_hash(context, recognition, typed), expected)
    return fits and recognition.contact_value is not None


def ask_for_code(
    context: Context, tx: Transaction, conversation: Conversation, recognition: Recognition
) -> tuple[Recognition, list[tuple[str, dict[str, Any]]]]:
    """Queue the search for whoever is to get a code, and what to say. Paused, nothing is queued, and the newest code of
    this chat works on as long as it would; without one there is nothing to type, and the questions end. The caller
    saves."""
    about = about_key(context, recognition)
    pause = paused_until(context, tx, Kind.CODE_SENT, conversation, about)
    wrong = paused_until(context, tx, Kind.CODE_WRONG, conversation, about)
    if pause is not None or wrong is not None:
        until = max(each for each in (pause, wrong) if each is not None)
        if has_live_code(context, recognition):
            return recognition, [("utter_who_no_more_codes_one_works", {"time": ends(context, until)})]
        stopped = replace(recognition, status=RecognitionStatus.STOPPED)
        return stopped, [("utter_who_no_more_codes", {"time": ends(context, until)})]
    count(context, tx, Kind.CODE_SENT, conversation, about)
    answers = {**recognition.answers, CODES: int(recognition.answers.get(CODES, 0)) + 1}
    asked = replace(
        recognition, answers=answers, code_tries=0, contact_kind=None, contact_value=None, account=None, name=None
    )  # fmt: skip
    minutes = context.rule("code_lifetime")
    code = code_for(context.secret, code_id(asked))
    asked = replace(
        asked,
        code_hash=_hash(context, asked, code),
        code_expires_at=context.now() + timedelta(minutes=minutes),
    )
    key = f"look-up-{code_id(asked)}"
    payload = {"recognition": asked.id, "code": code_id(asked)}
    tx.outbox.add(LOOK_UP, key, payload, context.now(), conversation.id)
    texts = context.connected(recognition.provider).sms is not None
    said = "utter_who_code_sent_or_texted" if texts else "utter_who_code_sent"
    return asked, [(said, {"minutes": minutes})]


def has_live_code(context: Context, recognition: Recognition) -> bool:
    """Whether a code was asked for in this chat and its minutes are not over, sent to anybody or not."""
    expires = recognition.code_expires_at
    return recognition.code_hash is not None and expires is not None and context.now() < expires


def about_key(context: Context, recognition: Recognition) -> str:
    """What tries are counted by beside the chat: the reference, the address or the account."""
    which = recognition.answers.get(Who.WHICH) or {}
    return subject_key(context, recognition.provider, str(which.get("value", "")))


def _hash(context: Context, recognition: Recognition, code: str) -> str:
    what = f"who-check:{code_id(recognition)}:{code}"
    return hmac.new(context.secret.encode(), what.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class _OnFile:
    """Where a code goes: the contact as it is on file. ``account`` and ``name``: of the account holder, where it is the
    account's own."""

    kind: ContactKind
    value: str
    account: str | None = None
    name: str | None = None


def send_codes(context: Context) -> int:
    """One round of the relay: look up what was asked for, and queue the letters; how many were sent on."""
    with context.store.read() as tx:
        items = tx.outbox.due(context.now(), only=LOOK_UP)
    sent = 0
    for item in items:
        try:
            sent += _send(context, item)
        except DirectoryUnavailable:
            # Nobody is told of it in the chat: the code does not come, and a person can be had there.
            with context.store.write() as tx:
                tx.outbox.failed(item.id, "the customer directory cannot be asked", None, context.now())
                tx.commit()
            logger.error("outbox %d is dead: the customer directory cannot be asked", item.id)
    return sent


def _send(context: Context, item: OutboxItem) -> bool:
    with context.store.read() as tx:
        recognition = tx.recognitions.get(str(item.payload.get("recognition")))
        on_file = _case_contact(context, tx, recognition) if recognition is not None else None
    if recognition is not None and on_file is None:
        on_file = _account_contact(context, recognition)  # the network, outside any unit of work
    with context.store.write() as tx:
        if not tx.outbox.holds(item.id, item.key):  # the chat was deleted meanwhile
            return False
        now = tx.recognitions.get(recognition.id) if recognition is not None else None
        stands = (
            now is not None
            and now.status is RecognitionStatus.ASKING
            and code_id(now) == item.payload.get("code")
        )
        if now is not None and stands and on_file is not None:
            tx.recognitions.save(
                replace(
                    now,
                    contact_kind=on_file.kind.value,
                    contact_value=on_file.value,
                    account=on_file.account,
                    name=on_file.name,
                )
            )
            _queue(context, tx, now, on_file)
        tx.outbox.sent(item.id, context.now())
        tx.commit()
    return bool(stands and on_file)


def _case_contact(context: Context, tx: Transaction, recognition: Recognition) -> _OnFile | None:
    which = recognition.answers.get(Who.WHICH) or {}
    kind, value = which.get("kind"), str(which.get("value", ""))
    if kind == REFERENCE:
        case = tx.cases.by_reference(value)
        contact = tx.contacts.get(case.contact_id) if case and case.provider == recognition.provider else None
        if contact is not None and _takes_a_code(context, recognition, contact.kind, contact.value):
            return _OnFile(contact.kind, contact.value)
    if kind == EMAIL:
        cases = tx.cases.of_contact(recognition.provider, ContactKind.EMAIL.value, value)
        contact = tx.contacts.get(cases[0].contact_id) if cases else None
        if contact is not None:
            return _OnFile(ContactKind.EMAIL, contact.value)
    return None


def _takes_a_code(context: Context, recognition: Recognition, kind: ContactKind, value: str) -> bool:
    """By e-mail always; by text message where the provider sends them, and the number is a British mobile."""
    if kind is ContactKind.PHONE:
        return context.connected(recognition.provider).sms is not None and as_mobile(value) is not None
    return kind is ContactKind.EMAIL


def _account_contact(context: Context, recognition: Recognition) -> _OnFile | None:
    which = recognition.answers.get(Who.WHICH) or {}
    if which.get("kind") != BY_ACCOUNT or context.directory is None:
        return None
    customer = context.directory.find(recognition.provider, str(which.get("value", "")))
    if customer is None:
        return None
    if customer.email:
        return _OnFile(ContactKind.EMAIL, customer.email, customer.account, customer.name)
    if customer.phone and _takes_a_code(context, recognition, ContactKind.PHONE, customer.phone):
        return _OnFile(ContactKind.PHONE, customer.phone, customer.account, customer.name)
    return None


def _queue(context: Context, tx: Transaction, recognition: Recognition, on_file: _OnFile) -> None:
    provider = context.provider(recognition.provider)
    code = code_id(recognition)
    facts = {"provider": provider.name, "check_id": code, "minutes": context.rule("code_lifetime")}
    payload: dict[str, Any] = {"provider": provider.slug, "facts": facts}
    if on_file.kind is ContactKind.PHONE:
        payload |= {"response": SMS_CODE, "to": as_mobile(on_file.value)}
        tx.outbox.add(SMS, f"sms-{code}", payload, context.now(), recognition.conversation_id)
        return
    payload |= {"template": "identity_code", "to": on_file.value}
    tx.outbox.add("mail", f"mail-{code}", payload, context.now(), recognition.conversation_id)
