"""How the questions about who they are ended in this chat."""

from __future__ import annotations

from enum import StrEnum

from bot.decisions.recognition import RecognitionStatus
from bot.services.context import Context
from bot.services.identity.wish import NEW


class Ended(StrEnum):
    """``new``: they said that it is a new complaint."""

    CONFIRMED = "confirmed"
    FOR_PERSON = "for_person"
    NEW = "new"
    OTHERWISE = "otherwise"


def how_it_ended(context: Context, conversation_id: str) -> Ended:
    """By the one begun last."""
    with context.store.read() as tx:
        latest = tx.recognitions.latest(conversation_id)
    if latest is not None and latest.status is RecognitionStatus.CONFIRMED:
        return Ended.CONFIRMED
    if latest is not None and latest.status is RecognitionStatus.FOR_PERSON:
        return Ended.FOR_PERSON
    if latest is not None and latest.status is RecognitionStatus.STOPPED and NEW in latest.answers:
        return Ended.NEW
    return Ended.OTHERWISE
