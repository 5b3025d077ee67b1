"""Whoever has shown who they are gets what they wanted when they were asked; who acts for somebody gets a person."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from actions.adr import AskAdr
from actions.base import FirstlineAction, Reply
from actions.complaint import AddDetails, StartComplaint
from actions.information import CaseStatus, Compensation, ResponseTarget
from actions.people import RequestDeadlockLetter, RequestEscalation
from actions.turn import Turn
from bot.readers.their_complaint import tells_more, wants_to_add
from bot.readers.trouble import tells_trouble
from bot.readers.who import find_named_reference
from bot.services.case_words import status_words
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.services.identity.outcome import Ended, how_it_ended
from bot.services.identity.wish import told_for_a_new_one, untold_story, wish_of
from bot.services.start_complaint import keep_for_later
from bot.services.where_it_stands import is_known, knows_any

_STORIES = frozenset({"make_complaint", "report_fault", "give_details", "correct_details", "out_of_scope"})
"""Intents that tell something; what only asks after a complaint is often heard as one of them."""
_ACTIONS: dict[str, type[FirstlineAction]] = {
    "ask_adr": AskAdr,
    "ask_response_target": ResponseTarget,
    "request_escalation": RequestEscalation,
    "request_deadlock_letter": RequestDeadlockLetter,
}
_ALSO = {"ask_compensation": Compensation}
"""Answered beside how it stands."""


class AfterIdentity(FirstlineAction):
    """Runs once the questions about who they are have ended, however they ended."""

    answers = False

    def name(self) -> str:
        return "action_after_identity"

    def act(self, turn: Turn) -> Reply:
        return after_identity(self, turn)


def after_identity(action: FirstlineAction, turn: Turn) -> Reply:
    """What comes then."""
    context, chat = action.context, turn.conversation_id
    ended = how_it_ended(context, chat)
    if ended is Ended.FOR_PERSON:
        return Reply(request_person(context, chat, turn.heard.message_id, "acting_for"))
    if ended is Ended.NEW:
        return _anew(action, turn)
    if ended is not Ended.CONFIRMED:
        if (story := untold_story(context, turn.heard)) is not None:
            keep_for_later(context, story)  # need not be said again if it becomes a new complaint
        return Reply()
    nothing = action.say("utter_who_nothing_found", provider=action.provider(turn).name)
    wish = wish_of(context, turn.heard)
    if not knows_any(context, chat):
        if wish is not None and tells_trouble(wish.text):
            keep_for_later(context, wish)  # the same: need not be said again
        return Reply([nothing])
    named = find_named_reference(wish.text) if wish is not None else None
    if wish is None or (named is not None and not is_known(context, chat, named)):
        return Reply(status_words(context, chat) or [nothing])
    reply = _does(context, wish).act_on(_as_said(turn, wish))
    return reply if reply.said or reply.events else Reply(status_words(context, chat) or [nothing])


def _anew(action: FirstlineAction, turn: Turn) -> Reply:
    """A new complaint after all, with what was told of it before they were asked who they are."""
    told = told_for_a_new_one(action.context, turn.heard)
    return StartComplaint(action.context).act(_as_said(turn, told or turn.heard))


def _does(context: Context, wish: Heard) -> FirstlineAction:
    """The action that answers it, unless it is one of the things that come before any action."""
    if wish.intent in _STORIES:
        if wants_to_add(wish.text):
            return AddDetails(context)
        return StartComplaint(context) if tells_more(wish.text) else CaseStatus(context)
    return (_ACTIONS | _ALSO).get(wish.intent, CaseStatus)(context)


def _as_said(turn: Turn, wish: Heard) -> Turn:
    """This turn as if ``wish`` had just been said, with no question of ours open."""
    said = copy(turn)
    said.heard = replace(wish, message_id=turn.heard.message_id)
    said.said = wish.text
    said.form, said.in_form, said.asked = None, False, None
    said.danger, said.in_danger = None, False
    return said


ACTIONS = [AfterIdentity]
