"""What came of a message, in words: the same in the chat and on the form."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from bot.decisions.provider import Provider
from bot.services.chat_adr import when_adr_opens
from bot.services.closing_words import closing_words
from bot.services.context import Context
from bot.services.heard import ADR_DAY, CLOSING, Outcome
from bot.services.latest_case import case_of
from bot.wording import Said

_READ_BACK = ("utter_noted_", "utter_changed_")
"""Keys that begin so say what was taken: in a row they are one bubble, or a rich message would get five."""
_ON_THE_FORM = {
    "utter_sorted": "utter_form_sorted",
    "utter_added_to_case": "utter_form_added",
    "utter_dates_cross": "utter_form_dates_cross",
}
"""What the form says instead of words that only a chat can mean."""


def outcome_words(
    context: Context,
    provider: Provider,
    conversation_id: str,
    outcome: Outcome,
    but: Container[str] = (),
    on_form: bool = False,
) -> list[Said]:
    """The words of ``outcome``, with the values that every response may need; without the keys in ``but``.
    ``on_form``: as the form without JavaScript says it."""
    said: list[Said] = []
    before = ""
    for key, facts in outcome.says:
        if key in but:
            continue
        last, before = before, key
        if key == CLOSING:
            said += _closing(context, conversation_id, on_form)
        elif key == ADR_DAY:
            said += _adr_day(context, conversation_id)
        else:
            worded = {name: _in_words(context, value) for name, value in facts.items()}
            key = _ON_THE_FORM.get(key, key) if on_form else key
            new = context.words.say(key, provider=provider.name, **worded)
            if key.startswith(_READ_BACK) and last.startswith(_READ_BACK) and not new.buttons:
                said[-1] = _below(said[-1], new)
            else:
                said.append(new)
    return said


def _below(said: Said, new: Said) -> Said:
    """The line put below what is said already, in the same bubble; its thanks are not said twice."""
    thanks, stop, rest = new.text.partition(". ")
    text = rest if stop and said.text.startswith(f"{thanks}. ") else new.text
    return Said(f"{said.text}\n{text}", said.buttons)


def _in_words(context: Context, value: object) -> object:
    """A day or a range as ``{"from", "to"}`` in words."""
    if not isinstance(value, dict):
        return value
    start, end = date.fromisoformat(value["from"]), date.fromisoformat(value["to"])
    if start == end:
        return context.day(start)
    return context.words.text("utter_range", start=context.day(start), end=context.day(end))


def _adr_day(context: Context, conversation_id: str) -> list[Said]:
    with context.store.read() as tx:
        case = case_of(tx, conversation_id)
    return [Said(when_adr_opens(context, case))] if case else []


def _closing(context: Context, conversation_id: str, on_form: bool) -> list[Said]:
    with context.store.read() as tx:
        case = case_of(tx, conversation_id)
        contact = tx.contacts.get(case.contact_id) if case else None
    return closing_words(context, case, contact, on_form) if case and contact else []
