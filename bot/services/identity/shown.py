"""The complaints that somebody may hear of in this chat because they showed who they are, until it lapses."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.decisions.customer import same_account, same_name
from bot.decisions.recognition import Recognition, RecognitionStatus
from bot.decisions.records import Case
from bot.services.context import Context
from bot.services.ports import Transaction

_BY_CODE: Final = "code"
"""How somebody showed who they are: a code came back from an address on file."""
CASES: Final = "_cases"
"""Key of the answers: ids of cases whose address was changed by them."""


def cases_shown(tx: Transaction, conversation_id: str) -> list[Case]:
    """Oldest first; those of this chat itself are left out. Nothing unless somebody is confirmed now."""
    found: dict[str, Case] = {}
    for recognition in tx.recognitions.confirmed(conversation_id):
        for case in _cases_of(tx, recognition):
            if case.conversation_id != conversation_id:
                found[case.id] = case
    return sorted(found.values(), key=lambda case: case.opened_at)


def _cases_of(tx: Transaction, recognition: Recognition) -> list[Case]:
    """By the contact that the code went to; by account, only those in the account holder's own name: somebody else may
    have complained about the same account."""
    kept = [tx.cases.get(str(id)) for id in recognition.answers.get(CASES, [])]
    found = [case for case in kept if case is not None and case.provider == recognition.provider]
    if recognition.contact_kind and recognition.contact_value:
        found += tx.cases.of_contact(
            recognition.provider, recognition.contact_kind, recognition.contact_value
        )
    if recognition.account and recognition.name:
        found += [
            case
            for case in tx.cases.with_account(recognition.provider)
            if same_account(str(case.details.get("account", "")), recognition.account)
            and same_name(str(case.details.get("name", "")), recognition.name)
        ]
    return found


def by_facts_alone(tx: Transaction, conversation_id: str, case: Case) -> bool:
    """Whether this chat may speak of ``case`` only because the facts of its account fitted, and no code came back. Such
    facts stand on every bill: they do for hearing how it stands, not for changing whose it is, where the reply goes, or
    that it ends."""
    if case.conversation_id == conversation_id:
        return False
    by_code = [each for each in tx.recognitions.confirmed(conversation_id) if each.how == _BY_CODE]
    return not any(found.id == case.id for each in by_code for found in _cases_of(tx, each))


def keep_shown(tx: Transaction, conversation_id: str, case: Case) -> None:
    """``case`` got another address by a word of whoever is confirmed in this chat: they may hear of it as long as that
    stands. Their old address opens it nowhere else, and the new one nothing else. The caller commits."""
    for each in tx.recognitions.confirmed(conversation_id)[-1:]:
        ids = [id for id in each.answers.get(CASES, []) if id != case.id]
        tx.recognitions.save(replace(each, answers={**each.answers, CASES: [*ids, case.id]}))


def changed_here(tx: Transaction, conversation_id: str) -> list[Case]:
    """Those that ``keep_shown`` kept for whoever is confirmed in this chat, the last first."""
    ids = [
        str(id) for each in tx.recognitions.confirmed(conversation_id) for id in each.answers.get(CASES, [])
    ]
    found = [tx.cases.get(id) for id in reversed(ids)]
    return [case for case in found if case is not None]


def lapse(context: Context, conversation_id: str) -> None:
    """End what is over in this chat before its next words are answered."""
    with context.store.read() as tx:
        over = [each for each in tx.recognitions.confirmed(conversation_id) if _is_over(context, each)]
    if over:
        _end(context, over)


def lapse_all(context: Context) -> int:
    """The same for every chat; how many ended."""
    with context.store.read() as tx:
        over = tx.recognitions.over(context.now())
    if over:
        _end(context, over)
    return len(over)


def _is_over(context: Context, recognition: Recognition) -> bool:
    return recognition.lapses_at is None or recognition.lapses_at <= context.now()


def _end(context: Context, over: list[Recognition]) -> None:
    with context.store.write() as tx:
        for each in over:
            tx.recognitions.save(replace(each, status=RecognitionStatus.LAPSED, answers={}))
        tx.commit()
