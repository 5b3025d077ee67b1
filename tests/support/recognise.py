"""Tell by its words which response of ``domain.yml`` was said, and which question of ours stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bot.bootstrap import DOMAIN
from bot.decisions.questions import Question
from bot.wording import Words
from tests.support.customer import Heard

_MAY_COME_AGAIN = frozenset({Question.CHECK, Question.CHANGE, Question.CODE})
"""A last look and a code are not answers that anybody could be asked for twice."""


def is_said(heard: Heard, key: str) -> bool:
    """Whether response ``key`` was among what came back, whatever its values."""
    return any(_pattern(key).search(text) for text in heard.texts)


def question_asked(heard: Heard) -> Question | None:
    """The last question of ours in what came back; ``None`` when nothing is asked."""
    for text in reversed(heard.texts):
        for question, key in _questions():
            if _pattern(key).search(text):
                return question
    return None


def asked_again(heard: Iterable[Heard]) -> list[Question]:
    """Questions that came back after another one had been asked: answered before, so once too often."""
    standing: Question | None = None
    done: list[Question] = []
    again: list[Question] = []
    for each in heard:
        question = question_asked(each)
        if question is None or question is standing:
            continue
        if question in done and question not in _MAY_COME_AGAIN:
            again.append(question)
        if standing is not None:
            done.append(standing)
        standing = question
    return again


@cache
def _words() -> Words:
    return Words.from_domain(DOMAIN)


@cache
def _questions() -> list[tuple[Question, str]]:
    form = "_again|_adr|_logged|_summary|_email|_phone|_letter|_other"
    return [
        (question, key)
        for question in Question
        for key in sorted(_words().keys())
        if re.fullmatch(rf"utter_ask_{question}(?:{form})*", key)
    ]


@cache
def _pattern(key: str) -> re.Pattern[str]:
    facts = {name: f"<{name}>" for name in _words().placeholders(key)}
    first_line = _words().text(key, **facts).split("\n")[0]
    return re.compile(re.sub(r"<\w+>", ".+?", re.escape(first_line)), re.DOTALL)
