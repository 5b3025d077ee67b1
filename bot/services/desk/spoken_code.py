"""Six characters that a caller reads out: the agent's card opens, and nothing is repeated."""

from __future__ import annotations

from datetime import timedelta

from bot.decisions.errors import Refused
from bot.decisions.records import Agent, SpokenCode
from bot.services.context import Context
from bot.services.desk.code_pause import WRONG, minutes_to_wait
from bot.services.desk.permission import NotYours, may, must

LIFETIME = "spoken_code_lifetime"
ALPHABET = "ABCDEFGHJKLMNPRTUVWXY346789"
"""Without what sounds or looks alike over the telephone: no I, O, Q, S, Z, 0, 1, 2 and 5."""
LENGTH = 6


class Paused(Refused):
    """The agent tried too many wrong codes; ``minutes`` until the next is taken."""

    code = "paused"

    def __init__(self, message: str, minutes: int) -> None:
        super().__init__(message)
        self.minutes = minutes


def show_code(context: Context, conversation_id: str) -> SpokenCode:
    """The code of this chat; the same one until it expires."""
    with context.store.write() as tx:
        now = context.now()
        standing = tx.spoken_codes.of_conversation(conversation_id, now)
        if standing is not None:
            return standing
        provider = tx.conversations.get(conversation_id).provider
        while True:
            made = "".join(ALPHABET[byte % len(ALPHABET)] for byte in context.random(LENGTH))
            if tx.spoken_codes.standing(provider, made, now) is None:
                break
        expires = now + timedelta(minutes=context.rule(LIFETIME))
        code = SpokenCode(context.new_id(), conversation_id, provider, made, now, expires)
        tx.spoken_codes.add(code)
        tx.commit()
        return code


def open_by_code(context: Context, agent: Agent, provider: str, said: str) -> str:
    """The id of the chat that the code belongs to. Raises ``NotYours`` for any other code, in the same words.

    Raises ``Paused`` after too many wrong ones, for the right one too (``code_pause``). All is in the audit trail.
    """
    must(agent, provider)
    code = "".join(said.upper().split()).replace("-", "")
    with context.store.write() as tx:
        now = context.now()
        wait = minutes_to_wait(context, tx, agent.id)
        if wait:
            tx.audit.add(now, "spoken_code.refused", f"provider:{provider}", agent.id, provider)
            tx.commit()
            raise Paused("Too many codes were wrong.", wait)
        found = tx.spoken_codes.standing(provider, code, now) if len(code) == LENGTH else None
        if found is None or not may(agent, found.provider):
            tx.audit.add(now, WRONG, f"provider:{provider}", agent.id, provider)
            if minutes_to_wait(context, tx, agent.id):
                tx.audit.add(now, "spoken_code.paused", f"provider:{provider}", agent.id, provider)
            tx.commit()
            raise NotYours(
                "There is no such code, or it has run out. Ask the caller to read it again, or go on without it."
            )
        tx.spoken_codes.use(found.id, now)
        tx.audit.add(now, "spoken_code.used", f"conversation:{found.conversation_id}", agent.id, provider)
        tx.commit()
        return found.conversation_id
