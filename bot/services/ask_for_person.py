"""The button "Talk to a person": kept as the customer's own line, and answered with or without the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.decisions.records import Message, Sender, Turn
from bot.services.ports import Now, Store
from bot.services.refusal import conflict
from bot.services.transcript import lines
from bot.wording import Said, Words

RequestPerson = Callable[[str, str], Sequence[Said]]
"""``(conversation_id, key) -> words``: records the request (once for a key, which is unique over all
conversations) and says what happens by when."""

_MARK = "person"


def ask_for_person(
    store: Store,
    now: Now,
    words: Words,
    request_person: RequestPerson,
    conversation_id: str,
    key: str,
    admit: Callable[[], None] = lambda: None,
) -> Message:
    """Record the wish and store the answer as system lines; the customer's line comes back.

    The same ``key`` again does nothing more; if the first time broke off before the answer was stored, it is
    completed. Raises ``Conflict`` (``key_reused``) when the key belongs to a message, and whatever
    ``request_person`` raises: the wish is then kept all the same.
    """
    with store.write() as transaction:
        asked = transaction.messages.by_key(conversation_id, key)
        if asked is None:
            admit()
            asked = transaction.messages.add(
                Message(
                    conversation_id=conversation_id,
                    id=0,
                    sender=Sender.CUSTOMER,
                    text=words.text("utter_web_person_pressed"),
                    sent_at=now(),
                    turn=Turn.DONE,
                    key=key,
                    body_hash=_MARK,
                )
            )
            transaction.commit()
        elif asked.body_hash != _MARK:
            raise conflict("key_reused", words.text("utter_web_key_reused"))
        elif _is_answered(transaction.messages.after(conversation_id, asked.id), asked.id):
            return asked
    # Keys are the clients' own: only with the conversation are they unique.
    said = request_person(conversation_id, f"{key}:{conversation_id}")
    with store.write() as transaction:
        if not _is_answered(transaction.messages.after(conversation_id, asked.id), asked.id):
            for line in lines(conversation_id, Sender.SYSTEM, said, now(), in_reply_to=asked.id):
                transaction.messages.add(line)
            transaction.commit()
    return asked


def is_pressed(line: Message) -> bool:
    """Whether the customer pressed the button, and wrote nothing."""
    return line.body_hash == _MARK


def _is_answered(later: Sequence[Message], id: int) -> bool:
    return any(message.in_reply_to == id for message in later)
