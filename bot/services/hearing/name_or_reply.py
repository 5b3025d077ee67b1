"""A name and a way to reply, typed where the other is asked, or both at once."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.decisions.questions import CHANGING, UNKNOWN, Purpose, Question
from bot.readers.contact import find_contact, read_postcode
from bot.readers.heard import Reading, Taken
from bot.readers.message import Message
from bot.readers.own_name import name_and_number
from bot.services.hearing.ours_or_theirs import TheirWords


def reply_instead_of_a_name(said: TheirWords) -> Reading:
    """An address or a bare number where the name is asked: it says where to reply."""
    contact = find_contact(said.message.text)
    if not isinstance(contact, Taken) or Question.REPLY_ADDRESS in said.answers:
        return None
    kind = contact.values[Question.REPLY_BY]
    beside = re.sub(r"\S+@\S+|\+?\d[\d ]{7,}\d", " ", said.message.text)
    bare = re.search(r"[^\W\d_]", beside) is None
    return contact if bare or (kind == "letter" and read_postcode(said.message.text)) else None


def name_with_number(said: TheirWords, question: Question | None) -> Taken | None:
    """ "07700 900456 mick", "IT10234 joan price", at whatever question: both are taken, and neither is asked again."""
    typed = said.heard.choice is None and said.purpose is Purpose.COMPLAINT
    if not typed or question in (None, Question.DESCRIPTION, Question.CHECK, Question.CHANGE):
        return None
    if CHANGING in said.answers:
        return None
    found = name_and_number(said.message)
    if said.answers.get(Question.NAME) not in (None, UNKNOWN):
        found.pop(Question.NAME.value, None)  # told before: nothing says that it is put right
    if said.answers.get(Question.ACCOUNT) not in (None, UNKNOWN):
        found.pop(Question.ACCOUNT.value, None)
    if Question.REPLY_ADDRESS in said.answers and question not in (Question.REPLY_BY, Question.REPLY_ADDRESS):
        found = {
            key: value
            for key, value in found.items()
            if key not in (Question.REPLY_BY, Question.REPLY_ADDRESS)
        }
    return Taken(dict(found)) if found else None


def for_the_reader(said: TheirWords, question: Question) -> Message:
    """A name without the address beside it: "Ana Lopez, ana@example.com"."""
    if question is not Question.NAME:
        return said.message
    bare = re.sub(
        r"(?:\b(?:e-?mail|tele?phone|phone|tel|mobile|mob|number)\b[\s:.]*)*(?:\S+@\S+|\+?\d[\d ]{8,}\d)",
        " ",
        said.message.text,
        flags=re.IGNORECASE,
    ).strip(" ,.;:-")
    return replace(said.message, text=bare) if bare and bare != said.message.text else said.message
