"""A customer's message comes in: kept once, whatever the network does, before anybody tries to answer it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable

from bot.decisions.records import Conversation, ConversationState, Message, Sender, Turn
from bot.decisions.redaction import was_redacted
from bot.readers.requests import declines_person
from bot.services.customer_text import as_kept, for_engine, is_blank
from bot.services.ports import Now, Store, Transaction
from bot.services.refusal import conflict, refusal
from bot.services.transcript import lines
from bot.wording import Words

MAX_CHARACTERS = 2_000
"""Of one message. A longer one holds up the engine's only thread; two of these tell any story."""

CARRY_ON = "/carry_on"
"""What the button "Carry on with the assistant" sends: there is nothing in it for the engine."""
_PAGE = 200
_LAST_LINES = 20
_ANSWERS_A_DETAIL = re.compile(r'"question": "(?!check|change|sort_or_log|fault_or_complaint|sorted)')
"""A detail that is typed is read, and read back in words; these others only say which way to go."""


def take_message(
    store: Store,
    now: Now,
    words: Words,
    conversation_id: str,
    key: str,
    *,
    text: str | None = None,
    button: str | None = None,
    admit: Callable[[], None] = lambda: None,
) -> Message:
    """Keep what the customer typed (``text``) or pressed (the id of a ``button``) as a message with a turn to
    run.

    The same ``key`` again gives the message kept the first time. ``admit`` is called for new messages only
    and may refuse by raising. Outside state ``bot`` the message is kept and not for the engine (its turn is
    done at once); so is one in which nothing but slashes is left, and the customer is asked in words what
    they meant. A card number, a password and the like are taken out first, and the customer is told so.

    Raises ``Conflict`` (``key_reused``) for another body under the same key; ``Refused`` with code
    ``too_long``, ``blank``, ``unknown_button`` or ``closed``, whose sentence may be shown;
    ``UnknownConversation``.
    """
    typed = as_kept(text or "")  # what nobody may keep goes no further: the hash would tell a card number too
    body = {"button": button} if button is not None else {"text": typed}
    body_hash = hashlib.sha256(json.dumps(body, sort_keys=True).encode("ascii")).hexdigest()
    with store.write() as transaction:
        conversation = transaction.conversations.get(conversation_id)
        before = transaction.messages.by_key(conversation_id, key)
        if before is not None:
            if before.body_hash != body_hash:
                raise conflict("key_reused", words.text("utter_web_key_reused"))
            return before
        if conversation.state is ConversationState.CLOSED:
            raise refusal("closed", words.text("utter_web_closed"))
        kept, payload = _read(transaction, words, conversation_id, typed, button)
        if conversation.state is ConversationState.WAITING and payload is None and declines_person(kept):
            payload = CARRY_ON  # typed or pressed, nobody is held in the queue
        admit()
        message = transaction.messages.add(
            Message(
                conversation_id=conversation_id,
                id=0,
                sender=Sender.CUSTOMER,
                text=kept,
                sent_at=now(),
                turn=Turn.PENDING,
                key=key,
                body_hash=body_hash,
                payload=payload,
            )
        )
        if was_redacted(kept):
            said = [words.say("utter_web_secret_removed")]
            for line in lines(conversation_id, Sender.SYSTEM, said, now()):
                transaction.messages.add(line)
        taken = _settle(transaction, now, words, conversation, message)
        transaction.commit()
    return taken


def _read(
    transaction: Transaction, words: Words, conversation_id: str, kept: str, button: str | None
) -> tuple[str, str | None]:
    """The words to keep and, for a button, its payload."""
    if button is not None:
        pressed = _find_button(transaction, conversation_id, button)
        if pressed is None:
            raise refusal("unknown_button", words.text("utter_web_unknown_button"))
        return pressed["title"], pressed["payload"]
    typed = _offered(transaction, conversation_id, kept)
    if typed is not None:
        return kept, typed["payload"]
    if is_blank(kept):
        raise refusal("blank", words.text("utter_web_blank"))
    if len(kept) > MAX_CHARACTERS:
        raise refusal(
            "too_long", words.text("utter_web_too_long", length=f"{len(kept):,}", limit=f"{MAX_CHARACTERS:,}")
        )
    return kept, None


def _settle(
    transaction: Transaction, now: Now, words: Words, conversation: Conversation, message: Message
) -> Message:
    """Finish at once what the engine has no part in."""
    messages = transaction.messages
    if conversation.state is ConversationState.BOT and message.payload != CARRY_ON:
        if message.payload is not None or for_engine(message.text):
            return message
        for line in lines(
            conversation.id,
            Sender.BOT,
            [words.say("utter_web_nothing_to_read")],
            now(),
            in_reply_to=message.id,
        ):
            messages.add(line)
    messages.set_turn(conversation.id, message.id, Turn.DONE)
    return messages.get(conversation.id, message.id) or message


def _offered(transaction: Transaction, conversation_id: str, typed: str) -> dict[str, str] | None:
    """The button that the last line offers, if its very title is typed: nobody has to press who would rather type."""
    title = typed.strip(" .!").casefold()
    for message in reversed(transaction.messages.newest(conversation_id, _LAST_LINES)):
        if message.sender is Sender.CUSTOMER:
            return None
        for button in message.buttons:
            if button["title"].casefold() == title and not _ANSWERS_A_DETAIL.search(button["payload"]):
                return button
    return None


def _find_button(transaction: Transaction, conversation_id: str, id: str) -> dict[str, str] | None:
    """Only buttons of this conversation: an id from another one is as unknown as an invented one."""
    after = 0
    while page := transaction.messages.after(conversation_id, after, _PAGE):
        for message in page:
            for button in message.buttons:
                if button["id"] == id and message.sender is not Sender.CUSTOMER:
                    return button
        after = page[-1].id
    return None
