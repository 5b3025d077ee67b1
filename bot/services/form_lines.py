"""The form in the transcript: what was asked and what was answered, so that an agent reads it like a chat."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from bot.decisions.records import Conversation, ConversationState, Message, Sender, Turn
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.services.transcript import lines
from bot.wording import Said

LATELY = 60
"""Lines: more than one page and all that was said to it."""


def keep_line(
    context: Context, conversation_id: str, text: str, key: str, admit: Callable[[], None] = lambda: None
) -> tuple[Message, bool]:
    """The customer's line, and whether it is new: sent twice in a row under one ``key`` it is one."""
    key = f"form-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:40]}"
    with context.store.write() as tx:
        newest = tx.messages.newest(conversation_id, LATELY)
        last = next((line for line in reversed(newest) if line.sender is Sender.CUSTOMER), None)
        if last is not None and last.key is not None and last.key.split("~")[0] == key:
            return last, False
        admit()
        if last is not None and tx.messages.by_key(conversation_id, key) is not None:
            key = f"{key}~{last.id}"  # the same answer again, after another one
        line = tx.messages.add(
            Message(
                conversation_id=conversation_id,
                id=0,
                sender=Sender.CUSTOMER,
                text=text,
                sent_at=context.now(),
                turn=Turn.DONE,  # no engine has to answer it
                key=key,
                body_hash="form",
            )
        )
        tx.commit()
    return line, True


def keep_reply(
    context: Context,
    conversation: Conversation,
    line: Message,
    notices: Sequence[Said],
    said: Sequence[Said],
    asks: Sequence[Said] = (),
) -> None:
    """What was said to ``line``, once, and the question that the next page ``asks``. While a person has the chat, or is
    on the way, nothing is said in the bot's name: only the question is kept, so that the next answer can be read."""
    at = context.now()
    with context.store.write() as tx:
        if _is_answered(tx, line):
            return
        in_bots_name = tx.conversations.get(conversation.id).state is ConversationState.BOT
        sender = Sender.BOT if in_bots_name else Sender.SYSTEM
        # Only notices are shown again by themselves (``notices``), so only they name the line that they answer then.
        reply_to = line.id if in_bots_name else None
        said = [*said, *asks] if in_bots_name else asks
        for each in lines(conversation.id, Sender.SYSTEM, notices, at, in_reply_to=line.id):
            tx.messages.add(each)
        for each in lines(conversation.id, sender, said, at, in_reply_to=reply_to):
            tx.messages.add(each)
        tx.commit()


def fills_the_form(tx: Transaction, conversation_id: str) -> bool:
    """Whether the customer wrote last on the form, and not in a chat."""
    newest = tx.messages.newest(conversation_id, LATELY)
    last = next((line for line in reversed(newest) if line.sender is Sender.CUSTOMER), None)
    return last is not None and (last.key or "").startswith("form-")


def last_notices(context: Context, conversation_id: str) -> list[str]:
    """What was last said of a person who was asked for."""
    with context.store.read() as tx:
        newest = tx.messages.newest(conversation_id, LATELY)
    system = [line for line in newest if line.sender is Sender.SYSTEM and line.in_reply_to is not None]
    return [line.text for line in system if line.in_reply_to == system[-1].in_reply_to]


def _is_answered(tx: Transaction, line: Message) -> bool:
    later = tx.messages.after(line.conversation_id, line.id)
    return any(each.sender in (Sender.BOT, Sender.SYSTEM) for each in later)
