"""What stands under every mail to a customer: where to read what is kept about them."""

from __future__ import annotations

from typing import Any, Final

from bot.services.context import Context

TO_THE_TEAM: Final = ("person_wanted", "case_alert", "words_passed_on")
"""Letters that no customer gets."""


def mail_foot(context: Context, payload: dict[str, Any]) -> str:
    """Empty for a mail to the team, and for a provider whose profile was taken away."""
    slug = payload.get("provider")
    if payload.get("template") in TO_THE_TEAM or slug not in context.providers:
        return ""
    return context.words.text("utter_mail_foot", link=f"{context.public_url}/privacy/{slug}")
