"""What an agent puts down about a promise of a case: it was kept, or it comes later, with the reason and the new day.
The customer is told the second at once, in the chat and by mail, before the old day has passed or after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.decisions.errors import Refused
from bot.decisions.late import is_late
from bot.decisions.provider import TargetKind
from bot.decisions.records import Agent, Case, Promise
from bot.services.agent_promise import KEPT, MOVED, words_promised
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.case_mail import is_confirmed, write_news
from bot.services.case_timeline import promise_sentence
from bot.services.context import Context
from bot.services.desk.permission import NotYours, must
from bot.services.desk.wrong_fields import WrongFields
from bot.services.ports import Transaction
from bot.services.tell_in_chat import tell_in_chat

KINDS: Final = (
    f"target.{TargetKind.RESPOND}",
    f"target.{TargetKind.RESOLVE}",
    AGENT_PROMISE,
)
"""What can be moved or kept here. That they know of the complaint, and that a person gets back to them, is put down
elsewhere, by the telling itself."""


ASSISTANT: Final = "assistant"


@dataclass(frozen=True)
class OpenPromise:
    """One that stands, in the words that the customer was told. ``late``: its day has passed."""

    id: str
    says: str
    late: bool


def open_promises(context: Context, tx: Transaction, case: Case) -> list[OpenPromise]:
    """What can still be kept or moved, the nearest day first."""
    words = words_promised(tx.cases.events(case.id))
    standing = [each for each in tx.promises.of_case(case.id) if _stands(each)]
    return [
        OpenPromise(
            each.id,
            promise_sentence(context, each, words.get(each.id)),
            is_late(each, context.today(), case.status),
        )
        for each in sorted(standing, key=lambda promise: promise.due_on)
    ]


def late_because(
    context: Context, agent: Agent, reference: str, promise_id: str, why: str, due_on: date | None
) -> Promise:
    """The promise with the new day, which stands in the place of the old one. ``due_on``: ``None`` where no day could
    be read. The clock of the case, and the day from which the scheme is open, stay as they are.

    Raises ``NotYours``; ``WrongFields`` without a reason, or without a day that is after the old one and to come;
    ``Refused`` where the promise does not stand any more.
    """
    with context.store.write() as tx:
        case = _case_of(tx, agent, reference)
        old = _standing(tx, case, promise_id)
        reason, wrong = " ".join(why.split()), []
        if not reason:
            wrong.append(("why_late", "Write why it is late: the customer reads it."))
        if due_on is None:
            wrong.append(("new_day", "Give the new day, such as 3 December 2026, 3/12/2026 or Friday."))
        elif due_on < context.today():
            wrong.append(("new_day", f"{context.day(due_on)} has passed already. Give a day to come."))
        elif due_on <= old.due_on:
            wrong.append(("new_day", f"They were told {context.day(old.due_on)}. Give a later day."))
        if wrong or due_on is None:
            raise WrongFields(wrong)
        words = words_promised(tx.cases.events(case.id)).get(old.id)
        new = give_another_day(context, tx, agent, case, old, due_on, reason)
        _tell(context, tx, agent, case, old, new, words, reason)
        tx.commit()
    return new


def give_another_day(
    context: Context, tx: Transaction, agent: Agent | None, case: Case, old: Promise, due_on: date, why: str
) -> Promise:
    """The promise with the new day, which stands in the place of ``old``; on record, and nobody is told by it.
    ``agent``: ``None`` for the assistant. The caller commits."""
    made_by = agent.id if agent else ASSISTANT
    new = replace(
        old, id=context.new_id(), due_on=due_on, made_at=context.now(), made_by=made_by, late_told_at=None
    )
    tx.promises.add(new)
    tx.promises.save(replace(old, moved_to=new.id))
    data = {"promise": old.id, "new": new.id, "why": why, "due_on": due_on.isoformat()}
    _event(context, tx, agent, case, MOVED, data)
    return new


def was_kept(context: Context, agent: Agent, reference: str, promise_id: str, how: str) -> Promise:
    """Done as promised, and how the agent knows. Raises ``NotYours``, ``WrongFields`` without words, ``Refused``."""
    words = " ".join(how.split())
    with context.store.write() as tx:
        case = _case_of(tx, agent, reference)
        kept = replace(_standing(tx, case, promise_id), kept_at=context.now())
        if not words:
            raise WrongFields([("how_kept", "Write how it was done, and when.")])
        tx.promises.save(kept)
        _event(context, tx, agent, case, KEPT, {"promise": kept.id, "how": words})
        tx.commit()
    return kept


def _tell(
    context: Context,
    tx: Transaction,
    agent: Agent,
    case: Case,
    old: Promise,
    new: Promise,
    words: str | None,
    why: str,
) -> None:
    """What a person wrote goes by mail only to an address that is confirmed: it may be a slip. The new day goes to
    any, and the page of the case has the rest."""
    facts = {
        "provider": context.provider(case.provider).name,
        "agent": agent.name,
        "day": context.day(new.due_on),
        "why": why,
        "before": promise_sentence(context, old, words),
    }
    tell_in_chat(context, tx, case.conversation_id, [context.words.say("utter_late_moved", **facts)])
    key = "utter_late_moved" if is_confirmed(tx, case) else "utter_late_moved_unconfirmed"
    facts["before"] = facts["before"] if is_confirmed(tx, case) else promise_sentence(context, old, None)
    write_news(context, tx, case, f"promise-moved-{old.id}", context.words.text(key, **facts))


def _stands(promise: Promise) -> bool:
    return promise.kind in KINDS and promise.kept_at is None and promise.moved_to is None


def _standing(tx: Transaction, case: Case, promise_id: str) -> Promise:
    found = tx.promises.get(promise_id)
    if found is None or found.case_id != case.id or not _stands(found):
        raise Refused("This promise does not stand any more. See what does now.")
    return found


def _case_of(tx: Transaction, agent: Agent, reference: str) -> Case:
    case = tx.cases.by_reference(reference)
    if case is None:
        raise NotYours("There is nothing here that you may see.")
    must(agent, case.provider)
    return case


def _event(
    context: Context, tx: Transaction, agent: Agent | None, case: Case, code: str, data: dict[str, str]
) -> None:
    by = {"by": "agent", "agent": agent.name} if agent else {"by": ASSISTANT}
    tx.cases.add_event(case.id, code, context.now(), {**by, **data})
    facts = {"reference": case.reference}
    tx.audit.add(context.now(), code, f"case:{case.id}", agent.id if agent else None, case.provider, facts)
