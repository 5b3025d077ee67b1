"""When nobody takes a chat: the customer gets the assistant back, and a supervisor is told. A due query."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.decisions.conversation import Happened, next_state
from bot.decisions.records import ConversationState, Handoff, Role, Sender
from bot.services.context import Context
from bot.services.desk.permission import may
from bot.services.desk.person_wanted import person_wanted
from bot.services.desk.reply_promise import promise_day
from bot.services.forget_chat import end_wish
from bot.services.hand_off import team_address
from bot.services.ports import Transaction
from bot.services.transcript import lines

WAIT = "handoff_wait"
ALERT = "handoff_alert"


def watch_queue(context: Context) -> int:
    """Look once at all that wait; how many were moved or told about comes back. Safe to run at any time, any number of
    times: what was done once is not done again."""
    with context.store.read() as tx:
        waiting = [handoff for handoff in tx.handoffs.open() if handoff.claimed_by is None]
    return sum(_look(context, handoff.id) for handoff in waiting)


def _look(context: Context, handoff_id: str) -> int:
    with context.store.write() as tx:
        handoff = tx.handoffs.get(handoff_id)
        if handoff is None or handoff.closed_at is not None or handoff.claimed_by is not None:
            return 0
        if tx.conversations.get(handoff.conversation_id).state is ConversationState.CLOSED:
            end_wish(
                tx, context.now(), handoff.conversation_id
            )  # left behind: nobody is called to an ended chat
            tx.commit()
            return 1
        done = _give_back(context, tx, handoff) + _alert(context, tx, handoff)
        if done:
            tx.commit()
        return done


def _give_back(context: Context, tx: Transaction, handoff: Handoff) -> int:
    conversation = tx.conversations.get(handoff.conversation_id)
    if conversation.state is not ConversationState.WAITING:
        return 0
    since = _waiting_since(tx, handoff)
    if context.now() - since < timedelta(minutes=context.rule(WAIT)):
        return 0
    tx.conversations.set_state(conversation.id, next_state(conversation.state, Happened.WAITED_TOO_LONG))
    provider = context.provider(handoff.provider).name
    day = promise_day(context, tx, handoff).promised_by
    said = context.words.say("utter_waited_too_long", provider=provider, day=context.day(day))
    for line in lines(conversation.id, Sender.SYSTEM, [said], context.now()):
        tx.messages.add(line)
    return 1


def _waiting_since(tx: Transaction, handoff: Handoff) -> datetime:
    """Since they asked, or since an agent put it back into the queue."""
    entries = tx.audit.of(f"conversation:{handoff.conversation_id}")
    put_back = [each.at for each in entries if each.action == "handoff.passed_on" and not each.data.get("to")]
    return max([handoff.requested_at, *put_back])


def _alert(context: Context, tx: Transaction, handoff: Handoff) -> int:
    """Once for each request: to the supervisors of the provider, or to its team when it has none."""
    late = context.now() - handoff.requested_at >= timedelta(minutes=context.rule(ALERT))
    if handoff.alerted_at is not None or not late:
        return 0
    provider = context.provider(handoff.provider)
    supervisors = [agent.email for agent in tx.agents.all() if may(agent, handoff.provider, Role.SUPERVISOR)]
    for address in supervisors or [team_address(provider)]:
        payload = person_wanted(context, tx, handoff, address)
        key = f"person-late-{handoff.id}-{address}"
        tx.outbox.add("mail", key, payload, context.now(), handoff.conversation_id)
    standing = tx.handoffs.get(handoff.id) or handoff
    tx.handoffs.save(replace(standing, alerted_at=context.now()))
    return 1
