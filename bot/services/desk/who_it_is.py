"""How sure it is who this is, for the agent who reads the card: when they showed it, how, and until when it counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.decisions.calendar import london_date
from bot.decisions.records import Contact, Recognition, RecognitionStatus
from bot.services.context import Context
from bot.services.ports import Transaction


def identity_words(
    context: Context, tx: Transaction, conversation_id: str, contacts: Sequence[Contact], vulnerable: bool
) -> str:
    """Nobody's case is told to somebody who only says a name. But help for somebody who is ``vulnerable`` does not
    wait for that."""
    recognition = tx.recognitions.latest(conversation_id)
    seen = tx.care.of(conversation_id).authority_at is not None
    if recognition is not None and (shown := _shown(context, recognition, seen)):
        return shown
    confirmed = [contact for contact in contacts if contact.confirmed_at is not None]
    if confirmed:
        return context.words.text("utter_desk_identity_contact", address=confirmed[-1].value)
    tried = recognition is not None and recognition.status is RecognitionStatus.STOPPED
    if tried and not vulnerable:
        return context.words.text("utter_desk_identity_not_shown")
    key = "utter_desk_identity_none_vulnerable" if vulnerable else "utter_desk_identity_none"
    return context.words.text(key)


def _shown(context: Context, recognition: Recognition, confirmed: bool) -> str | None:
    """``confirmed``: an agent has seen that they may act for the holder."""
    words = context.words
    facts: dict[str, object] = {"account": recognition.account, "name": recognition.name}
    if recognition.status is RecognitionStatus.FOR_PERSON:
        if confirmed:
            return words.text("utter_desk_identity_acting_seen", **facts)
        told = (recognition.acting_for or "").rstrip(". ")
        return words.text("utter_desk_identity_acting", told=told, **facts)
    at, until = recognition.confirmed_at, recognition.lapses_at
    if at is None or until is None:
        return None
    facts |= {"at": _when(context, at), "until": _when(context, until)}
    if recognition.status is RecognitionStatus.LAPSED:
        return words.text("utter_desk_identity_lapsed", **facts)
    if recognition.how == "account":
        return words.text("utter_desk_identity_account", **facts)
    return words.text("utter_desk_identity_code", address=recognition.contact_value, **facts)


def _when(context: Context, at: datetime) -> str:
    day = london_date(at)
    time = context.time(at)
    return time if day == context.today() else f"{time}, {context.day(day)}"
