"""What was promised in this chat and is asked about again: what a person agreed, and when a person comes."""

from __future__ import annotations

import re

from bot.services.context import Context
from bot.wording import Said

_ABOUT_WHAT_WAS_AGREED = frozenset({"ask_compensation", "ask_response_target"})
"""Intents that a person's word in this very chat answers better than the page."""
_WHEN_A_PERSON = re.compile(
    r"\bwhen\b[^.!]{0,40}\b(?:somebody|someone|some one|hear from|rings?|call|phone|get back"
    r"|(?:a|the|that|your) (?:person|human|agent|colleague|manager))\b"
    r"|\bwhere(?:'s| is) (?:that|the|my) person\b|\bhow long\b[^.!]{0,30}\b(?:person|somebody|someone|human)\b",
    re.IGNORECASE,
)


def person_awaited(context: Context, conversation_id: str, text: str) -> list[Said]:
    """By when a person answers, where one is waited for and they ask when; nothing else."""
    if _WHEN_A_PERSON.search(text) is None:
        return []
    with context.store.read() as tx:
        waiting = tx.handoffs.open_of(conversation_id)
        promised = [
            each.due_on for each in tx.promises.of_conversation(conversation_id) if each.kept_at is None
        ]
        provider = context.provider(tx.conversations.get(conversation_id).provider)
    if waiting is None or waiting.claimed_by is not None or waiting.promised_by not in promised:
        return []
    day = context.day(waiting.promised_by)
    return [context.words.say("utter_person_waiting", provider=provider.name, day=day)]


def what_was_agreed(context: Context, conversation_id: str, intent: str) -> list[Said]:
    """What a person noted as agreed in this chat, before anything that the page says of the same."""
    if intent not in _ABOUT_WHAT_WAS_AGREED:
        return []
    with context.store.read() as tx:
        conversation = tx.conversations.get(conversation_id)
    if not conversation.agreed:
        return []
    provider = context.provider(conversation.provider)
    return [context.words.say("utter_agreed_before", provider=provider.name, agreed=conversation.agreed)]
