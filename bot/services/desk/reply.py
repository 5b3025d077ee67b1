"""An agent's line to the customer, kept once whatever the network does; and a note for colleagues."""

from __future__ import annotations

from bot.decisions.conversation import OutOfTurn
from bot.decisions.errors import Refused
from bot.decisions.records import Agent, Conversation, ConversationState, Message, Note, Sender
from bot.services.acknowledged import they_were_answered, they_were_told
from bot.services.context import Context
from bot.services.desk.permission import must
from bot.services.desk.reply_promise import keep_promise
from bot.services.ports import Transaction
from bot.services.take_message import MAX_CHARACTERS


def held_by(tx: Transaction, agent: Agent, conversation_id: str) -> Conversation:
    """The chat, if this agent has it now. Raises ``NotYours``, and ``OutOfTurn`` unless it is their chat."""
    conversation = tx.conversations.get(conversation_id)
    must(agent, conversation.provider)
    handoff = tx.handoffs.open_of(conversation_id)
    talks = conversation.state is ConversationState.HUMAN and handoff is not None
    if not talks or handoff is None or handoff.claimed_by != agent.id:
        raise OutOfTurn("You don't have this chat any more, so nothing was sent.")
    return conversation


def reply(
    context: Context, agent: Agent, conversation_id: str, text: str, seen: int | None = None
) -> Message:
    """Send ``text`` under the agent's name. ``seen`` is the id of the last line that their page showed: the same text
    twice under the same page is one line. Raises ``NotYours``, ``Refused``, ``OutOfTurn`` unless it is their chat."""
    words = text.strip()
    if not words:
        raise Refused("Write your reply first.")
    if len(words) > MAX_CHARACTERS:
        raise Refused(f"A reply has {MAX_CHARACTERS:,} characters at most.")
    with context.store.write() as tx:
        conversation = held_by(tx, agent, conversation_id)
        for line in tx.messages.after(conversation_id, seen) if seen is not None else []:
            if line.sender is Sender.AGENT and line.spoken_by == agent.name and line.text == words:
                return line
        sent = tx.messages.add(
            Message(conversation_id, 0, Sender.AGENT, words, context.now(), spoken_by=agent.name)
        )
        keep_promise(context, tx, conversation_id)
        they_were_told(context, tx, conversation_id)
        for case in tx.cases.of_conversation(conversation_id)[-1:]:
            data = {"by": "agent", "agent": agent.name, "message": sent.id}
            tx.cases.add_event(case.id, "agent.replied", context.now(), data)
            they_were_answered(context, tx, case)
        subject = f"conversation:{conversation_id}"
        tx.audit.add(
            context.now(), "message.sent", subject, agent.id, conversation.provider, {"line": sent.id}
        )
        tx.commit()
    return sent


def add_note(context: Context, agent: Agent, conversation_id: str, text: str) -> Note:
    """For colleagues only. Raises ``NotYours``; ``Refused`` without words."""
    if not text.strip():
        raise Refused("Write your note first.")
    with context.store.write() as tx:
        conversation = tx.conversations.get(conversation_id)
        must(agent, conversation.provider)
        cases = tx.cases.of_conversation(conversation_id)
        note = Note(
            id=context.new_id(),
            conversation_id=conversation_id,
            by_agent=agent.id,
            text=text.strip(),
            at=context.now(),
            case_id=cases[-1].id if cases else None,
        )
        tx.notes.add(note)
        subject = f"conversation:{conversation_id}"
        tx.audit.add(context.now(), "note.added", subject, agent.id, conversation.provider)
        tx.commit()
    return note
