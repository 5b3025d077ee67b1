""" "What did you promise me?": every dated promise, ours and people's, the newest first, and whether it was kept."""

from __future__ import annotations

from typing import Final

from bot.decisions.calendar import london_date
from bot.decisions.late import is_late
from bot.decisions.records import CaseStatus, Promise
from bot.services.agent_promise import MovedPromise, moves, words_promised
from bot.services.case_timeline import promise_sentence
from bot.services.context import Context
from bot.services.known_cases import cases_known
from bot.services.ports import Transaction
from bot.wording import Said

_MOST: Final = 8
"""Lines: more do not fit a phone, and the page of the case has them all."""


def ledger_words(context: Context, conversation_id: str) -> list[Said]:
    """What people noted as agreed in this chat, then the promises of the cases that it may be told of, and its own.
    Nothing where nothing was promised."""
    with context.store.read() as tx:
        conversation = tx.conversations.get(conversation_id)
        found, words, moved, status = _found(tx, conversation_id)
    said = []
    provider = context.provider(conversation.provider).name
    if conversation.agreed:
        said.append(context.words.say("utter_agreed_before", provider=provider, agreed=conversation.agreed))
    if found:
        newest = sorted(found, key=lambda each: each.made_at, reverse=True)[:_MOST]
        lines = [
            _line(context, each, words.get(each.id), moved.get(each.id), status.get(each.case_id or ""))
            for each in newest
        ]
        said.append(context.words.say("utter_ledger", promises="\n".join(f"• {line}" for line in lines)))
    return said


def _found(
    tx: Transaction, conversation_id: str
) -> tuple[list[Promise], dict[str, str], dict[str, MovedPromise], dict[str, CaseStatus]]:
    """In the order in which they were made, with the words of people and the days that were moved, by their ids; and
    the status of each case, by its id."""
    status: dict[str, CaseStatus] = {}
    words: dict[str, str] = {}
    moved: dict[str, MovedPromise] = {}
    found: dict[str, Promise] = {}
    for case in cases_known(tx, conversation_id):
        status[case.id] = case.status
        events = tx.cases.events(case.id)
        words |= words_promised(events)
        moved |= moves(events)
        found |= {each.id: each for each in tx.promises.of_case(case.id)}
    found |= {each.id: each for each in tx.promises.of_conversation(conversation_id)}
    return (
        list(reversed(found.values())),
        words,
        moved,
        status,
    )  # a stable sort: of one instant the last made is first


def _line(
    context: Context,
    promise: Promise,
    what: str | None,
    moved: MovedPromise | None,
    status: CaseStatus | None,
) -> str:
    says = promise_sentence(context, promise, what)
    return f"{says} {_state(context, promise, moved, status)}"


def _state(context: Context, promise: Promise, moved: MovedPromise | None, status: CaseStatus | None) -> str:
    words = context.words
    if promise.kept_at is not None:
        return words.text("utter_ledger_kept", day=context.day(london_date(promise.kept_at)))
    if moved is not None:
        return words.text("utter_ledger_moved", day=context.day(moved.due_on), why=moved.why)
    return words.text(
        "utter_ledger_late" if is_late(promise, context.today(), status) else "utter_ledger_open"
    )
