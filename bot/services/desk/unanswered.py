"""Whether the customer wrote last."""

from __future__ import annotations

from bot.decisions.records import Message, Sender
from bot.services.ask_for_person import is_pressed
from bot.services.form_lines import LATELY
from bot.services.ports import Transaction


def unanswered_line(tx: Transaction, conversation_id: str, *, pressed: bool = True) -> Message | None:
    """The customer's line that nobody has answered, or ``None``. Notices speak for nobody: a line that one
    follows still waits for a reply. ``pressed``: the button that asks for a person counts as a line too."""
    newest = tx.messages.newest(conversation_id, LATELY)
    spoken = [
        line for line in newest if line.sender is not Sender.SYSTEM and (pressed or not is_pressed(line))
    ]
    return spoken[-1] if spoken and spoken[-1].sender is Sender.CUSTOMER else None
