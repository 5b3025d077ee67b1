"""What a customer told earlier in the same chat, for whoever says "I already told you"."""

from __future__ import annotations

from bot.decisions.records import Sender
from bot.readers.story_told import tells_story
from bot.services.ports import Transaction

_LINES = 60
"""Of the transcript, the newest; what was said longer ago is asked anew."""


def story_told_before(tx: Transaction, conversation_id: str) -> str | None:
    """Their own lines that tell what happened, in order; ``None`` if there is none. Buttons tell nothing."""
    found: list[str] = []
    for line in tx.messages.newest(conversation_id, _LINES):
        text = line.text.strip()
        typed = line.sender is Sender.CUSTOMER and line.payload is None
        if typed and tells_story(text) and text not in found:
            found.append(text)
    return "\n".join(found) or None
