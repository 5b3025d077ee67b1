"""Lines of the transcript that we write ourselves."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from bot.decisions.records import Message, Sender
from bot.wording import Said


def button(title: str, payload: str) -> dict[str, str]:
    """A button as it is stored: its id is random, so that an id of another conversation means nothing
    here."""
    return {"id": secrets.token_urlsafe(9), "title": title, "payload": payload}


def lines(
    conversation_id: str, sender: Sender, said: Iterable[Said], at: datetime, in_reply_to: int | None = None
) -> list[Message]:
    """``said`` as messages, one a bubble, ready for ``messages.add`` (which gives them their ids)."""
    return [
        Message(
            conversation_id=conversation_id,
            id=0,
            sender=sender,
            text=one.text,
            sent_at=at,
            buttons=[button(each.title, each.payload) for each in one.buttons],
            in_reply_to=in_reply_to,
        )
        for one in said
    ]
