"""Questions about the customer's own days, whatever intent the model hears in them.

"I complained on 19 November, by what date do you aim to settle it?" sounds like the state of a case, and like opening
hours, to the model; the day that they name says what is wanted.
"""

from __future__ import annotations

from actions.adr import AskAdr
from actions.base import FirstlineAction, Reply
from actions.information import ResponseTarget
from actions.turn import Turn
from bot.readers.asks_when import Wanted, asks_if_now, asks_when
from bot.readers.day_asked_about import what_about_day
from bot.readers.requests import is_polite_wish
from bot.readers.trouble import tells_trouble
from bot.services.provider_answers import response_target
from bot.services.tell_adr import adr_on, asked_about_adr

_LETTER_WANTED = "request_deadlock_letter"
_BUSINESS_OF_ITS_OWN = frozenset({"request_agent", "stop_cancel", _LETTER_WANTED})
_SURE = 0.5
_ADR_ANSWERS = frozenset({"action_adr", "action_answer_adr"})
_TARGET_ANSWER = "action_response_target"


def answer_by_own_dates(action: FirstlineAction, turn: Turn) -> Reply | None:
    """``None`` where no day of theirs is asked about, in a form, and where a story has to be taken first."""
    heard = turn.heard
    if turn.form is not None or heard.choice is not None or not heard.text:
        return None
    own_business = heard.intent in _BUSINESS_OF_ITS_OWN and heard.confidence >= _SURE
    if own_business and (heard.intent != _LETTER_WANTED or is_polite_wish(heard.text)):
        return None
    if action.begins and tells_trouble(heard.text):
        return None  # it answers beside the story
    if asks_if_now(heard.text) and asked_about_adr(action.context, turn.conversation_id):
        return AskAdr(action.context).act(turn)
    if (reply := _about_another_day(action, turn)) is not None:
        return reply
    wanted = asks_when(heard.text, action.context.today())
    if wanted is Wanted.SCHEME:
        return AskAdr(action.context).act(turn)
    return ResponseTarget(action.context).act(turn) if wanted is Wanted.TARGET else None


def _about_another_day(action: FirstlineAction, turn: Turn) -> Reply | None:
    """ "What about 12 April?" right after an answer about the scheme, or about the time to answer: the same for that
    day. What they told of their own complaint stays as it is."""
    day = what_about_day(turn.heard.text, action.context.today())
    if day is None:
        return None
    if turn.answered_last in _ADR_ANSWERS and day <= action.context.today():
        return Reply(adr_on(action.context, turn.conversation_id, day))
    if turn.answered_last == _TARGET_ANSWER:
        return Reply(response_target(action.context, action.provider(turn), day))
    return None
