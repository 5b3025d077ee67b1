"""Promises that were missed so long ago that no customer is told by itself any more, for whoever answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.decisions.late import A_REPLY, is_for_a_supervisor
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Agent, Case, Promise, Role
from bot.services.agent_promise import words_promised
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.desk.person_wanted import chat_name
from bot.services.ports import Transaction
from bot.services.tell_late import WITHIN, still_waits


@dataclass(frozen=True)
class Missed:
    """``what`` was to come: ``reply``, ``target`` or ``promise``, whose ``words`` a person wrote. ``day`` in words, and
    ``days`` since then. ``where``: the address of the card at the desk; ``about``: what people call the case or
    chat."""

    provider: str
    about: str
    where: str
    name: str | None
    what: Literal["reply", "target", "promise"]
    words: str
    day: str
    days: int


def missed_in_silence(context: Context, agent: Agent) -> list[Missed]:
    """At the providers that ``agent`` supervises, the oldest day first. Each goes as soon as somebody puts down that it
    was done, or when it comes: the customer is told then, with the reason."""
    today, within = context.today(), context.rule(WITHIN)
    with context.store.read() as tx:
        missed = [each for each in tx.promises.missed(today) if may(agent, each.provider, Role.SUPERVISOR)]
        tx.read_ahead_promised([each.conversation_id for each in missed])
        found = []
        for each in missed:
            case = _case_of(tx, each)
            status = case.status if case is not None else None
            if is_for_a_supervisor(each, today, within, status, still_waits(tx, each)):
                found.append(_row(context, tx, each, case))
    return found


def _row(context: Context, tx: Transaction, promise: Promise, case: Case | None) -> Missed:
    words = words_promised(tx.cases.events(case.id)).get(promise.id, "") if case is not None else ""
    name = case.details.get(Question.NAME) if case is not None else None
    chat = f"conversations/{promise.conversation_id}"
    return Missed(
        provider=context.provider(promise.provider).name,
        about=case.reference if case is not None else chat_name(promise.conversation_id),
        where=f"/desk/cases/{case.reference}" if case is not None else f"/desk/{chat}",
        name=name if isinstance(name, str) and name != UNKNOWN else None,
        what="reply" if promise.kind == A_REPLY else "promise" if words else "target",
        words=words,
        day=context.day(promise.due_on),
        days=(context.today() - promise.due_on).days,
    )


def _case_of(tx: Transaction, promise: Promise) -> Case | None:
    cases = tx.cases.of_conversation(promise.conversation_id)
    return next((each for each in cases if each.id == promise.case_id), None)
