"""Somebody says only that they want to add something to their complaint: they are asked what, and the next line of
theirs is it, whatever it sounds like."""

from __future__ import annotations

from typing import Final

from bot.decisions.records import Sender
from bot.readers.answers import find_contact
from bot.readers.heard import Taken
from bot.readers.reply_moves import says_where_to_reply
from bot.readers.their_complaint import has_more_to_add, wants_remedy, wants_to_add
from bot.readers.theirs import is_question
from bot.services.add_details import add_details
from bot.services.context import Context
from bot.services.heard import Heard, Outcome
from bot.services.known_cases import STILL_OPEN
from bot.services.latest_case import case_spoken_of

NOTHING: Final = "add_nothing"
"""What the button below the question stands for."""
_LAST_LINES: Final = 20


def add_what_they_say(context: Context, heard: Heard) -> Outcome | None:
    """Added where they say what it is, else the question; ``None`` where they want something else, or have no complaint
    to add it to."""
    if heard.choice is not None or not wants_to_add(heard.text):
        return None
    with context.store.read() as tx:
        case = case_spoken_of(tx, heard.conversation_id, heard.text)
    if case is None:
        return None
    if has_more_to_add(heard.text):
        return add_details(context, heard)
    return Outcome(says=[("utter_add_what", {"reference": case.reference})])


def add_remedy(context: Context, heard: Heard) -> Outcome | None:
    """What they would like for it, put on the complaint and said back; ``None`` where they say something else."""
    if heard.choice is not None or not wants_remedy(heard.text):
        return None
    with context.store.read() as tx:
        case = case_spoken_of(tx, heard.conversation_id, heard.text)
    if case is None or case.status not in STILL_OPEN:
        return None
    return add_details(context, heard, dates=False)  # "back since September" is no day on which it began


def move_as_asked(context: Context, heard: Heard) -> Outcome | None:
    """They say where the reply to a complaint is to go, with the address; ``None`` where they say something else."""
    if heard.choice is not None or not says_where_to_reply(heard.text) or is_question(heard.text):
        return None
    if not isinstance(find_contact(heard.text), Taken):
        return None
    with context.store.read() as tx:
        case = case_spoken_of(tx, heard.conversation_id, heard.text)
    return add_details(context, heard) if case is not None else None


def add_as_asked(context: Context, heard: Heard) -> Outcome | None:
    """What came of the line after that question; ``None`` where it was not asked, or they ask something themselves."""
    if heard.choice not in (None, NOTHING) or not _asked_last(context, heard.conversation_id):
        return None
    if heard.choice == NOTHING:
        return Outcome(says=[("utter_deny", {})])
    return None if not heard.text or is_question(heard.text) else add_details(context, heard)


def _asked_last(context: Context, conversation_id: str) -> bool:
    with context.store.read() as tx:
        lines = tx.messages.newest(conversation_id, _LAST_LINES)
    for line in reversed(lines):
        if line.sender is not Sender.CUSTOMER:
            return any(f'"{NOTHING}"' in button["payload"] for button in line.buttons)
    return False
