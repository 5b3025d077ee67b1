"""What a message may be whatever the model makes of it: more of the story, a wish after stopping, "say that again"."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.adr import AskAdr
from actions.base import FirstlineAction, Reply
from actions.complaint import AddDetails, StartComplaint
from actions.turn import Turn
from bot.readers.adr_told import has_letter
from bot.readers.asides import asks_repeat, is_done, is_that_all
from bot.readers.trouble import tells_trouble
from bot.services.cancel_intake import after_cancelling
from bot.services.last_words import last_words
from bot.services.start_complaint import (
    has_told,
    may_begin,
    put_away,
    wants_to_carry_on,
    wish_after_stopping,
)
from bot.services.tell_adr import correct_adr, tell_adr

_A_STORY = 7
_ADDS = re.compile(r"\b(?:i'?d like to|i want to|can i|may i|could i|let me|to|please) add\b", re.IGNORECASE)


def beyond_the_intent(action: FirstlineAction, turn: Turn) -> Reply | None:
    """For actions that would else say that they have not understood, or ask what a detail is about."""
    if turn.form is not None:
        return None
    context, heard = action.context, turn.heard
    stopped = put_away(context, turn.conversation_id)
    if wants_to_carry_on(heard) and stopped:
        return StartComplaint(context).act(turn)
    wish = wish_after_stopping(heard.text)
    if wish and stopped:
        return Reply(action.speak(turn, after_cancelling(context, replace(heard, choice=wish))))
    if asks_repeat(heard.text) and (said := last_words(context, turn.conversation_id, heard.message_id)):
        return Reply(said)
    if correct_adr(context, heard):
        return Reply(tell_adr(context, turn.conversation_id))
    if has_letter(heard.text):
        return AskAdr(context).act(turn)
    if has_told(context, turn.conversation_id):
        if is_done(heard.text):
            return Reply([action.say("utter_deny")])
        more = _ADDS.search(heard.text) or tells_trouble(heard.text)
        return AddDetails(context).act(turn) if more and not isinstance(action, AddDetails) else None
    log_it = is_that_all(heard.text) and not is_done(heard.text) and may_begin(context, turn.conversation_id)
    if log_it or tells_trouble(heard.text, _A_STORY):
        return StartComplaint(context).act(turn)
    if is_done(heard.text):
        return Reply([action.say("utter_deny")])
    return None
