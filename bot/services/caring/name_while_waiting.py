"""Somebody who waits for a person, and has no complaint here, types who they are: it is kept for the person."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.questions import Question
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.names import read_name
from bot.readers.own_name import find_own_name, names_somebody
from bot.services.answer_words import named
from bot.services.caring.reach_while_waiting import is_complaint
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.start_complaint import open_intake
from bot.wording import Said

_MOST_WORDS: Final = 4


def name_noted(context: Context, heard: Heard) -> list[Said]:
    """Once; empty where nobody waits, the name is known, or it is more or less than a name."""
    name = None if heard.choice is not None else _name_in(heard)
    if name is None:
        return []
    with context.store.write() as tx:
        if tx.handoffs.open_of(heard.conversation_id) is None or is_complaint(tx, heard):
            return []
        intake = open_intake(context, tx, heard)
        if Question.NAME in intake.answers:
            return []
        tx.intakes.save(replace(intake, answers={**intake.answers, Question.NAME.value: name}))
        provider = context.provider(tx.conversations.get(heard.conversation_id).provider)
        tx.commit()
    what = named(context, Question.NAME, {Question.NAME.value: name}, provider).rstrip(". ")
    return [context.words.say("utter_noted_details", what=what)]


def _name_in(heard: Heard) -> str | None:
    """A name alone, with its capitals, or as they say that it is theirs."""
    message = Message(heard.text, london_date(heard.at))
    words = heard.text.strip(" .,!").split()
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    if all(word[0].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in words):
        read = read_name(message, {})
        name = read.values.get(Question.NAME) if isinstance(read, Taken) else None
        return name if isinstance(name, str) and names_somebody(" ".join(words)) else None
    return find_own_name(message)
