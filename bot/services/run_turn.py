"""One turn of the bot: the oldest unanswered message of a conversation goes through the engine.

A turn that fails costs nothing: the message stays pending and is sent again, the engine kept its state as it
was, and the customer is told once, in words.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from bot.decisions.errors import EngineUnavailable, TurnFailed
from bot.decisions.records import Conversation, ConversationState, Message, Sender, Turn
from bot.readers.theirs import asked_besides, two_questions
from bot.services.customer_text import for_engine
from bot.services.ports import Engine, Now, Store, Transaction
from bot.services.transcript import lines
from bot.services.wish_words import is_of_wish
from bot.wording import Button, Said, Words

MAX_FAILURES = 8
"""How often the engine itself may say "failed" before a message is given up (with the waits between, 90
s)."""

STORE_AGAIN_SECONDS = (0.2, 1.0, 3.0)
"""The answer is there and the engine has moved on: storing it is tried again before the engine is asked
twice."""

_PAGE = 200

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """``idle``: nothing pending. ``unreachable`` and ``failed``: still pending, try again later."""

    IDLE = "idle"
    ANSWERED = "answered"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class TurnRunner:
    """``facts`` gives, for a provider's slug, what the notices need: ``provider`` (name) and
    ``other_ways``."""

    store: Store
    engine: Engine
    now: Now
    words: Words
    facts: Callable[[str], Mapping[str, object]]
    max_failures: int = MAX_FAILURES

    async def run_oldest(self, conversation_id: str) -> Outcome:
        """Run the oldest pending message. Never raises for a turn that fails; what the store raises comes
        through."""
        taken = await asyncio.to_thread(self._take, conversation_id)
        if taken is None:
            return Outcome.IDLE
        conversation, message = taken
        try:
            replies = await self.engine.turn(
                conversation_id,
                _id_for_engine(message),
                text=None if message.payload is not None else for_engine(message.text),
                payload=message.payload,
                metadata={
                    "provider": conversation.provider,
                    "message_id": _id_for_engine(message),
                    "sent_at": message.sent_at.isoformat(),
                    **_question_in(message),
                },
            )
        except EngineUnavailable as error:
            log.warning("Conversation %s, message %d waits: %s", conversation_id, message.id, error)
            await asyncio.to_thread(self.say_that_it_waits, conversation_id)
            return Outcome.UNREACHABLE
        except TurnFailed as error:
            log.warning(
                "Conversation %s, message %d failed (error id %s): %s",
                conversation_id, message.id, error.error_id, error,
            )  # fmt: skip
            return await asyncio.to_thread(self._count_failure, conversation_id, message.id)
        await self._keep(conversation, message, replies)
        return Outcome.ANSWERED

    def say_that_it_waits(self, conversation_id: str) -> None:
        """One notice for each pending message that has none yet: in full for the oldest, short for those
        behind it."""
        with self.store.write() as transaction:
            pending = transaction.messages.pending(conversation_id)
            if not pending:
                return
            facts = self.facts(transaction.conversations.get(conversation_id).provider)
            noted = _answered_by_system(transaction, pending[0])
            for place, message in enumerate(pending):
                if message.id not in noted:
                    key = "utter_turn_waiting" if place else "utter_turn_failed"
                    self._say(transaction, message, Sender.SYSTEM, [self.words.say(key, **facts)])
            transaction.commit()

    def _take(self, conversation_id: str) -> tuple[Conversation, Message] | None:
        with self.store.read() as transaction:
            pending = transaction.messages.pending(conversation_id)
            if not pending:
                return None
            conversation = transaction.conversations.get(conversation_id)
        if conversation.state is ConversationState.BOT:
            return conversation, pending[0]
        # A person has taken over: what waited for the bot is theirs to answer.
        with self.store.write() as transaction:
            if transaction.conversations.get(conversation_id).state is not ConversationState.BOT:
                for message in transaction.messages.pending(conversation_id):
                    transaction.messages.set_turn(conversation_id, message.id, Turn.DONE)
                transaction.commit()
                return None
        return conversation, pending[0]

    async def _keep(
        self, conversation: Conversation, message: Message, replies: list[dict[str, Any]]
    ) -> None:
        said = [
            Said(reply["text"], [Button(each["title"], each["payload"]) for each in reply.get("buttons", [])])
            for reply in replies
        ]
        for pause in (*STORE_AGAIN_SECONDS, None):
            try:
                await asyncio.to_thread(self._store, conversation, message, said)
            except Exception:
                if pause is None:
                    raise
                log.exception(
                    "Conversation %s: the answer to %d is not stored yet", conversation.id, message.id
                )
                await asyncio.sleep(pause)
            else:
                return

    def _store(self, conversation: Conversation, message: Message, said: list[Said]) -> None:
        with self.store.write() as transaction:
            current = transaction.messages.get(conversation.id, message.id)
            if current is None or current.turn is not Turn.PENDING:
                return
            state = transaction.conversations.get(conversation.id).state
            if state is ConversationState.WAITING:
                said = self._until_quiet(said)
            if state is not ConversationState.HUMAN:  # a person took over meanwhile: the bot keeps out of it
                empty = self.words.say("utter_turn_empty", **self.facts(conversation.provider))
                for wish, group in groupby(said, key=lambda one: is_of_wish(self.words, one.text)):
                    self._say(transaction, message, Sender.SYSTEM if wish else Sender.BOT, list(group))
                if not said:
                    self._say(transaction, message, Sender.SYSTEM, [empty])
            transaction.messages.set_turn(conversation.id, message.id, Turn.DONE)
            transaction.commit()

    def _until_quiet(self, said: list[Said]) -> list[Said]:
        """Up to the last words about the person: a form that is open would ask its question once more behind them."""
        of_wish = [at for at, one in enumerate(said) if is_of_wish(self.words, one.text)]
        return said[: of_wish[-1] + 1] if of_wish else said

    def _count_failure(self, conversation_id: str, message_id: int) -> Outcome:
        with self.store.write() as transaction:
            message = transaction.messages.get(conversation_id, message_id)
            attempts = transaction.messages.count_attempt(conversation_id, message_id)
            given_up = message is not None and attempts >= self.max_failures
            if message is not None and given_up:
                facts = self.facts(transaction.conversations.get(conversation_id).provider)
                self._say(
                    transaction, message, Sender.SYSTEM, [self.words.say("utter_turn_given_up", **facts)]
                )
                transaction.messages.set_turn(conversation_id, message_id, Turn.FAILED)
            transaction.commit()
        if given_up:
            log.error(
                "Conversation %s, message %d given up after %d attempts",
                conversation_id,
                message_id,
                attempts,
            )
            return Outcome.GIVEN_UP
        self.say_that_it_waits(conversation_id)
        return Outcome.FAILED

    def _say(self, transaction: Transaction, message: Message, sender: Sender, said: list[Said]) -> None:
        for line in lines(message.conversation_id, sender, said, self.now(), in_reply_to=message.id):
            transaction.messages.add(line)


def _id_for_engine(message: Message) -> str:
    """The same at every try; unique over all conversations, because actions key what they do by it."""
    return f"{message.id}:{message.conversation_id}"


def _question_in(message: Message) -> dict[str, str]:
    """The part of a long message that asks something, for the engine to read by itself; of several the first too."""
    if message.payload is not None:
        return {}
    text = for_engine(message.text)
    if two := two_questions(text):
        return {"first_question": two[0], "question": two[1]}
    asked = asked_besides(text)
    return {"question": asked} if asked else {}


def _answered_by_system(transaction: Transaction, oldest: Message) -> set[int]:
    """Ids of the customer's messages, from ``oldest`` on, that a system line speaks of."""
    noted: set[int] = set()
    after = oldest.id
    while page := transaction.messages.after(oldest.conversation_id, after, _PAGE):
        noted |= {
            line.in_reply_to for line in page if line.sender is Sender.SYSTEM and line.in_reply_to is not None
        }
        after = page[-1].id
    return noted
