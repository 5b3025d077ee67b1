"""A complaint that has come to any question, quickly: told once a question, and copied for each test."""

from __future__ import annotations

import atexit
import itertools
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

from bot.adapters.db.store import open_store
from bot.decisions.questions import Question
from bot.services.context import Context
from tests.support.context import Chance, Chat, Clock, make_context
from tests.support.telling import TOLD, answer, begin, stands, tell_until

Q = Question
QUESTIONS = list(TOLD)
"""Every question that can stand while a complaint is told."""

FOLLOWS: dict[Question, Question | None] = {
    Q.FAULT_OR_COMPLAINT: Q.HAPPENED_ON,
    Q.DESCRIPTION: Q.HAPPENED_ON,
    Q.SORT_OR_LOG: Q.HAPPENED_ON,
    Q.SORTED: Q.HAPPENED_ON,
    Q.HAPPENED_ON: Q.FIRST_TOLD_ON,
    Q.FIRST_TOLD_ON: Q.NAME,
    Q.NAME: Q.REPLY_BY,
    Q.REPLY_BY: Q.REPLY_ADDRESS,
    Q.REPLY_ADDRESS: Q.COPIES,
    Q.COPIES: Q.REFERENCE,
    Q.REFERENCE: Q.STILL_HAPPENING,
    Q.STILL_HAPPENING: Q.HANDLED_BY,
    Q.HANDLED_BY: Q.SERVICE,
    Q.SERVICE: Q.ACCOUNT,
    Q.ACCOUNT: Q.EXAMPLES,
    Q.EXAMPLES: Q.OUTCOME,
    Q.OUTCOME: Q.AMOUNT,
    Q.AMOUNT: Q.ROLE,
    Q.ROLE: Q.ACTING_FOR,
    Q.ACTING_FOR: Q.CUSTOMER,
    Q.CUSTOMER: Q.EMPLOYEES,
    Q.EMPLOYEES: Q.NEEDS,
    Q.NEEDS: Q.REPLY_OFTEN,
    Q.REPLY_OFTEN: Q.CHECK,
    Q.CHECK: Q.CODE,
    Q.CHANGE: Q.CHECK,
    Q.CODE: None,
}
"""What stands after an answer of ``TOLD``, for a customer of I.T Communications."""


def _come_to(chat: Chat, question: Question) -> None:
    if question is Q.FAULT_OR_COMPLAINT:
        begin(chat, "the phones are dead", unsure=True)
    elif question is Q.DESCRIPTION:
        begin(chat, "I want to complain")
    elif question in (Q.SORT_OR_LOG, Q.SORTED):
        begin(chat, "My internet is down and nobody helps")
        if question is Q.SORTED:
            answer(chat, "try to sort it")
    elif question is Q.CHANGE:
        begin(chat)
        tell_until(chat, Q.CHECK)
        answer(chat, "", choice="change", question="check")
    else:
        begin(chat)
        tell_until(chat, question)


@cache
def _told_until(question: Question) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="firstline-patterns-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _come_to(Chat(make_context(folder, Clock())), question)
    return folder / "firstline.db"


@cache
def _context() -> Context:
    """Everything but a store of its own."""
    folder = Path(tempfile.mkdtemp(prefix="firstline-patterns-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return make_context(folder, Clock())


class _Back(Chat):
    """The same chat, from its file."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.id = "c" * 32
        self._numbers = itertools.count(1_000)


def chat_at(question: Question, tmp_path: Path) -> Chat:
    """A chat in which ``question`` stands."""
    file = tmp_path / "firstline.db"
    with closing(sqlite3.connect(_told_until(question))) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
    chance = Chance(itertools.count(100_000))
    chat = _Back(replace(_context(), store=open_store(f"sqlite:///{file}"), random=chance))
    assert stands(chat) is question
    return chat
