"""An answer to ours and a question of theirs in one message."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.questions import Purpose, Question
from bot.readers.answers import read_answer
from bot.readers.details_told import details_told
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.theirs import asked_besides, statements
from bot.readers.trouble import tells_news
from bot.readers.volunteered import volunteered
from bot.services.hearing.hear_answer import hear_answer
from bot.services.hearing.ours_or_theirs import PARTS, TheirWords
from bot.services.hearing.sort_or_log import with_sort_or_log

_LEAST_STORY = 4
"""Words: "You billed me twice" tells what happened."""


def answer_beside(said: TheirWords, question: Question | None) -> tuple[Message, Taken] | None:
    """Such as "2 November, and how long does this take?": the part that answers ours, when the rest asks theirs."""
    if question in (None, Question.FINAL_LETTER_ON) or not _asks_too(said):
        return None
    if question is Question.DESCRIPTION:
        story = statements(said.message.text)
        message = replace(said.message, text=story, intent="give_details")
        return (message, Taken({question: story})) if len(story.split()) >= _LEAST_STORY else None
    words = statements(said.message.text)
    if words and question is Question.CHECK:
        # What is right and what is not, as if it had been said alone.
        alone = TheirWords(said.answers, replace(said.heard, text=words, topic=None), said.purpose)
        found = hear_answer(alone, question)
        return (alone.message, found) if isinstance(found, Taken) else None
    if words:
        message = replace(said.message, text=words, intent="give_details", confidence=0.0)
        told = _told_by(said, question, message) or _news(said, message)
        if told is not None:
            return message, told
    for part in PARTS.split(said.message.text):
        if part and "?" not in part:
            message = replace(said.message, text=part, intent="give_details")
            found = read_answer(question, message, said.answers)
            if question is Question.FAULT_OR_COMPLAINT:
                found = with_sort_or_log(said, found)
            if isinstance(found, Taken):
                return message, found
    return None


def _news(said: TheirWords, message: Message) -> Taken | None:
    """More of the story beside a question of theirs."""
    told = said.purpose is Purpose.COMPLAINT and Question.DESCRIPTION in said.answers
    news = tells_news(said.message.text) if told else None
    return Taken({Question.DESCRIPTION: news}) if news else None


def _asks_too(said: TheirWords) -> bool:
    return "?" in said.message.text or asked_besides(said.message.text) is not None


def _told_by(said: TheirWords, question: Question, message: Message) -> Taken | None:
    """What the part of a message that asks nothing tells: an answer to our question, or something else."""
    answer = read_answer(question, message, said.answers)
    if question is Question.FAULT_OR_COMPLAINT:
        answer = with_sort_or_log(said, answer)
    found = dict(answer.values) if isinstance(answer, Taken) else {}
    besides = volunteered(message, {**said.answers, **found})
    if isinstance(besides, Taken):
        found = {**besides.values, **found}
    told = details_told(message.text, {**said.answers, **found}) if said.purpose is Purpose.COMPLAINT else {}
    found = {**told, **found}
    return Taken(found) if found else None
