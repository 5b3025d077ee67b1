"""A name and a way to reply, typed where the other is asked, or both at once."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.decisions.questions import Question
from bot.readers.contact import find_contact, read_postcode
from bot.readers.heard import Reading, Taken
from bot.readers.message import Message
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
