"""A complaint in a message that the model hears as something else: "I'm complaining. Where do I post a letter?"

The complaint is begun with the customer's words and what is asked is answered too, in one turn.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from actions.base import FirstlineAction, Reply
from actions.complaint import StartComplaint
from actions.turn import Turn
from bot.readers.theirs import statements
from bot.readers.trouble import says_they_complain
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.start_complaint import has_content, has_told, is_complaining, put_away


def complains_too(action: FirstlineAction, turn: Turn) -> Reply | None:
    """Only where a question stands apart from the complaint, in so many words, and none is begun in this chat."""
    if action.begins or turn.form is not None or turn.heard.choice is not None or turn.question is None:
        return None
    told = statements(turn.heard.text)
    if not says_they_complain(told) or not has_content(told):
        return None
    context, chat = action.context, turn.conversation_id
    begun = has_told(context, chat) or is_complaining(context, chat) or put_away(context, chat)
    if begun and not _begun_by(context, turn.heard):
        return None
    start, complaining = StartComplaint(context), copy(turn)
    complaining.heard = replace(turn.heard, intent="make_complaint")
    reply = start.act(complaining)
    start.add_beside(complaining, reply)
    return reply


def _begun_by(context: Context, heard: Heard) -> bool:
    """Whether this very message began it: the turn is run again."""
    with context.store.read() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
    return intake is not None and intake.handled_message == heard.message_id
