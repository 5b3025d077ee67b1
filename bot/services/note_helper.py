"""Somebody acts for the customer of a complaint and wants that put down. It is noted, with how to reach them; a person
looks at their authority. Where the reply goes stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.readers.authority import FORMAL, find_authority
from bot.readers.contact import reach_in
from bot.readers.helper import asks_to_be_helper, wants_to_be_helper
from bot.readers.theirs import is_question
from bot.readers.who import find_named_reference
from bot.services.add_words import put_words_on_case
from bot.services.context import Context
from bot.services.hand_off import keep_contact, request_person
from bot.services.heard import Heard
from bot.services.latest_case import case_spoken_of
from bot.services.ports import Transaction
from bot.wording import Said

_KIN: Final = re.compile(
    r"\b(?:her|him|mum|mam|mom|mother|dad|father|son|daughter|wife|husband|nan|gran\w*)\b"
)
"""Words by which it is somebody of the family, where they do not say what they are."""


def note_helper(context: Context, heard: Heard) -> list[Said]:
    """Once per message; nothing where they say something else, or this chat may be told of no complaint."""
    asks = is_question(heard.text) and not asks_to_be_helper(heard.text)
    if heard.choice is not None or not wants_to_be_helper(heard.text) or asks:
        return []
    with context.store.write() as tx:
        case = case_spoken_of(tx, heard.conversation_id, heard.text)
        if case is not None:
            key = f"{heard.conversation_id}:{heard.message_id}"
            if not any(each.data.get("message") == key for each in tx.cases.events(case.id)):
                put_words_on_case(context, tx, case, heard, {"message": key})
                _note(context, tx, heard)
                tx.commit()
    if case is None:
        return _without_a_case(context, heard)
    facts = {"provider": context.provider(case.provider).name, "reference": case.reference}
    noted = context.words.say("utter_helper_noted", **facts)
    asked = request_person(
        context, heard.conversation_id, heard.message_id, "acting_for", reach=reach_in(heard.text)
    )
    return [noted, *asked]


def _note(context: Context, tx: Transaction, heard: Heard) -> None:
    care = tx.care.of(heard.conversation_id)
    said = find_authority(heard.text) or ("family" if _KIN.search(heard.text.lower()) else "friend")
    if said in FORMAL:
        tx.care.save(replace(care, authority=said), context.now())
    elif care.relation is None and care.authority is None:
        tx.care.save(replace(care, relation=said), context.now())


def _without_a_case(context: Context, heard: Heard) -> list[Said]:
    """No complaint that this chat may be told of: it is noted beside the chat, and a person has the number that they
    give. With no number the usual answer says how somebody acts for another."""
    reach = reach_in(heard.text)
    if reach is None or find_named_reference(heard.text) is not None:
        return []  # who they are is asked first
    with context.store.write() as tx:
        _note(context, tx, heard)
        provider = context.provider(tx.conversations.get(heard.conversation_id).provider)
        waiting = tx.handoffs.open_of(heard.conversation_id)
        if waiting is not None:
            keep_contact(context, tx, heard.conversation_id, *reach, waiting)
        tx.commit()
    noted = context.words.say("utter_acting_for_noted", provider=provider.name)
    if waiting is not None:
        return [noted, context.words.say("utter_person_contact_kept", address=reach[1])]
    key = heard.message_id
    return [noted, *request_person(context, heard.conversation_id, key, "acting_for", reach=reach)]
