"""What was promised and is asked about again: what a person agreed or promised, and when a person comes."""

from __future__ import annotations

import re

from bot.readers.asks_to_be_rung import asks_when_rung
from bot.services.agent_promise import promise_words, standing_of
from bot.services.context import Context
from bot.services.known_cases import cases_known
from bot.services.promise_ledger import ledger_words
from bot.wording import Said

_ABOUT_WHAT_WAS_AGREED = frozenset({"ask_compensation", "ask_response_target"})
"""Intents that a person's word in this very chat answers better than the page."""
_WHEN_A_PERSON = re.compile(
    r"\b(?:when|wen|whn|wenn)\b[^.!]{0,40}\b(?:somebody|someone|some one|hear from|rings?|call|phone|get back"
    r"|(?:a|the|that|your) (?:person|human|agent|colleague|manager))\b"
    r"|\bwhere(?:'s| is) (?:that|the|my) person\b|\bhow long\b[^.!]{0,30}\b(?:person|somebody|someone|human)\b",
    re.IGNORECASE,
)
_WHAT_WAS_PROMISED = re.compile(
    r"\bwhat\b[^.!?]{0,40}\bpromised\b|\bwhat\b[^.!?]{0,15}\bdid\b[^.!?]{0,25}\bpromise\b"
    r"|\bwhat(?: was|['’]?s| were| is)\b[^.!?]{0,15}\b(?:that|the|my|your|those) promises?\b",
    re.IGNORECASE,
)
_SHORT = 12
"""Words: a longer line tells a story with a promise in it."""
_WHEN = re.compile(r"\bwhen\b|\b(?:what|which) (?:time|day|date)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = (
    "about after again answer back before between came come comes complaint customer date from have into letter "
    "morning afternoon evening reply scheme send that their them then there they this till time today tomorrow until "
    "week what when which will with would your monday tuesday wednesday thursday friday saturday sunday"
)
_SAY_NOTHING = frozenset(_COMMON.split())
"""Words that a promise and a question can share by chance."""


def person_awaited(context: Context, conversation_id: str, text: str) -> list[Said]:
    """By when a person answers, where one is waited for and they ask when; nothing else."""
    if _WHEN_A_PERSON.search(text) is None and not asks_when_rung(text):
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


def asks_what_was_promised(text: str) -> bool:
    """ "Remind me what you promised me": theirs, whatever question of ours stands."""
    return _WHAT_WAS_PROMISED.search(text) is not None and len(text.split()) <= _SHORT


def what_was_promised(context: Context, conversation_id: str, text: str) -> list[Said]:
    """All that was promised for "what did you promise me?"; of what a person promised or noted as agreed, what is meant
    for "when does the engineer come?". Nothing where there is no such word."""
    everything, when = _WHAT_WAS_PROMISED.search(text) is not None, _WHEN.search(text) is not None
    if not everything and not when:
        return []
    if everything:
        return ledger_words(context, conversation_id)
    with context.store.read() as tx:
        cases = cases_known(tx, conversation_id)
        standing = [each for case in reversed(cases) for each in standing_of(tx, case)]
        conversation = tx.conversations.get(conversation_id)
    said = [promise_words(context, each) for each in standing if _share_a_word(text, each.what)]
    agreed = conversation.agreed or ""
    if agreed and _share_a_word(text, agreed):
        provider = context.provider(conversation.provider)
        said.insert(0, context.words.say("utter_agreed_before", provider=provider.name, agreed=agreed))
    return said


def _share_a_word(text: str, what: str) -> bool:
    asked, told = (frozenset(_WORD.findall(each.lower())) for each in (text, what))
    return bool((asked & told) - _SAY_NOTHING)
