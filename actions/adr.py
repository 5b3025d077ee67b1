"""Can I go to the ombudsman yet? Asks what is missing, then answers with the working."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import REQUESTED, FirstlineAction, Reply
from actions.complaint import ValidateForm
from actions.turn import Turn
from bot.decisions.questions import Purpose
from bot.services.tell_adr import begin_adr, tell_adr
from bot.wording import Said


class AskAdr(FirstlineAction):
    """In the middle of a complaint it answers from what is known; else the short form asks what is missing."""

    def name(self) -> str:
        return "action_adr"

    def act(self, turn: Turn) -> Reply:
        if turn.form == Purpose.COMPLAINT.value:
            # No buttons that lead away: the question that stands comes back with its own.
            return Reply([Said(said.text) for said in tell_adr(self.context, turn.conversation_id)])
        following, outcome = begin_adr(self.context, turn.heard)
        noted = self.speak(turn, outcome)
        if turn.form == Purpose.ADR.value:  # the form goes on by itself, and answers at its end
            return Reply(noted)
        if following is not None:
            return Reply(noted, [ActiveLoop(Purpose.ADR.value), SlotSet(REQUESTED, following.value)])
        return Reply([*noted, *tell_adr(self.context, turn.conversation_id)])


class ValidateAdrForm(ValidateForm):
    purpose = Purpose.ADR


class AnswerAdr(FirstlineAction):
    """After the last question of the short form."""

    answers = False

    def name(self) -> str:
        return "action_answer_adr"

    def act(self, turn: Turn) -> Reply:
        return Reply(tell_adr(self.context, turn.conversation_id))


ACTIONS = [AskAdr, ValidateAdrForm, AnswerAdr]
