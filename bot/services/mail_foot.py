"""What stands under every mail: that it can be answered, and where to read what is kept about whoever gets it."""

from __future__ import annotations

from typing import Any, Final

from bot.services.context import Context
from bot.services.mail_addresses import TEAM, reply_token

TO_THE_TEAM: Final = (
    "person_wanted", "case_alert", "words_passed_on", "mailbox_unread", "outbox_dead", "outbox_parked", "mail_test",
)  # fmt: skip
"""Letters that no customer gets."""


def mail_foot(context: Context, payload: dict[str, Any]) -> str:
    """That an answer is read, where one is, and for a customer where to read what is kept. Empty for a provider whose
    profile was taken away."""
    slug = payload.get("provider")
    if slug not in context.providers:
        return ""
    answer, kept = "", ""
    if reply_token(context, payload) is not None:
        key = "utter_mail_answer_team" if payload.get("reply_to") == TEAM else "utter_mail_answer"
        answer = context.words.text(key, reference=payload["case"])
    if payload.get("template") not in TO_THE_TEAM:
        kept = context.words.text("utter_mail_foot", link=f"{context.public_url}/privacy/{slug}")
    return "\n\n".join(filter(None, (answer, kept)))
