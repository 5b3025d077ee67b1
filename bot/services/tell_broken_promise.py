"""A customer tells that something they were promised did not happen: it goes on the complaint in their words, those in
charge are told, a person is asked for, and the customer hears what happens now."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.decisions.late import is_late
from bot.decisions.records import Case, CaseStatus, Promise
from bot.readers.follow_up import Follows, kinds_in
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.agent_promise import moves, words_promised
from bot.services.alert_desk import alert_desk
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.services.ports import Transaction
from bot.wording import Said

TOLD: Final = "promise.broken_told"
"""Its data: ``by``, ``how`` (their words), ``where``, ``message``, and ``promise`` where it is known which one."""


def tell_broken_promise(context: Context, heard: Heard, case: Case, follows: Follows) -> list[Said]:
    """What they hear. ``case`` is theirs to speak of. A day that has not come yet is said to be so; their words are
    kept all the same, and no promise is called broken. Once per message."""
    with context.store.write() as tx:
        promise = _meant(context, tx, case, follows)
        to_come = promise is not None and promise.due_on > context.today()
        said = _what_was_promised(context, tx, case, promise)
        if _put_down(context, tx, heard, case, promise):
            if promise is not None and is_late(promise, context.today(), case.status):
                tx.promises.save(replace(promise, late_told_at=promise.late_told_at or context.now()))
            if not to_come:
                _tell_those_in_charge(context, tx, heard, case)
            tx.commit()
    facts = {"provider": context.provider(case.provider).name, "reference": case.reference}
    if to_come:
        return [*said, context.words.say("utter_promise_to_come", **facts)]
    said.append(
        context.words.say("utter_promise_broken" if said else "utter_promise_broken_unknown", **facts)
    )
    if case.status is CaseStatus.RESOLVED:
        said.append(context.words.say("utter_status_can_resolved"))
    return [*said, *request_person(context, heard.conversation_id, heard.message_id, "broken_promise")]


def _meant(context: Context, tx: Transaction, case: Case, follows: Follows) -> Promise | None:
    """One of a person's, of the kind that is spoken of: what is due by now first, the latest day of those. Where no
    kind is named, the only one that is due."""
    words = words_promised(tx.cases.events(case.id))
    standing = [
        each
        for each in sorted(tx.promises.of_case(case.id), key=lambda promise: promise.due_on)
        if each.kind == AGENT_PROMISE and each.kept_at is None and each.moved_to is None and each.id in words
    ]
    if follows.about:
        standing = [each for each in standing if kinds_in(words[each.id]) & follows.about]
    due = [each for each in standing if each.due_on <= context.today()]
    if due:
        return due[-1] if follows.about or len(due) == 1 else None
    return standing[0] if standing and follows.about else None


def _what_was_promised(context: Context, tx: Transaction, case: Case, promise: Promise | None) -> list[Said]:
    """The promise in its words; of one that was given another day, the reason too."""
    if promise is None:
        return []
    events = tx.cases.events(case.id)
    provider, day = context.provider(case.provider).name, context.day(promise.due_on)
    before = next((each.id for each in tx.promises.of_case(case.id) if each.moved_to == promise.id), None)
    moved = moves(events).get(before or "")
    what = words_promised(events)[promise.id]
    said = [context.words.say("utter_promised_before", provider=provider, day=day, what=what)]
    if moved is not None and promise.due_on > context.today():
        said.append(context.words.say("utter_late_because", provider=provider, day=day, why=moved.why))
    return said


def _put_down(context: Context, tx: Transaction, heard: Heard, case: Case, promise: Promise | None) -> bool:
    """The event, with their words; false where this very message was put down before."""
    key = f"{heard.conversation_id}:{heard.message_id}"
    if any(each.code == TOLD and each.data.get("message") == key for each in tx.cases.events(case.id)):
        return False
    data = {"by": "customer", "how": heard.text, "where": "chat", "message": key}
    if promise is not None:
        data["promise"] = promise.id
    tx.cases.add_event(case.id, TOLD, context.now(), data)
    facts = {"reference": case.reference, "by": "customer"}
    tx.audit.add(context.now(), TOLD, f"case:{case.id}", None, case.provider, facts)
    return True


def _tell_those_in_charge(context: Context, tx: Transaction, heard: Heard, case: Case) -> None:
    key = f"promise-broken-{case.id}-{heard.conversation_id}-{heard.message_id}"
    told = context.words.text("utter_alert_told_broken")
    alert_desk(context, tx, case.conversation_id, case.provider, key, "broken", told, heard.text, case)
