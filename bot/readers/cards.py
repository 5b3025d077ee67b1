"""Numbers of bank cards, which must never be kept."""

from __future__ import annotations

from bot.decisions.redaction import Secret, holds


def has_card(text: str) -> bool:
    """Whether a whole card number stands in the text, in one piece or in groups; or stood there and was taken out."""
    return holds(text, Secret.CARD)
