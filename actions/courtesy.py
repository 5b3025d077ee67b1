"""Hello, thank you, and what was not understood."""

from __future__ import annotations

import re

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.adr import AskAdr
from actions.base import REQUESTED, FirstlineAction, Reply
from actions.beyond import beyond_the_intent
from actions.complaint import AddDetails, StartComplaint, carry_on
from actions.turn import Turn
from bot.decisions.questions import Purpose
from bot.readers.asides import is_done
from bot.readers.message import NO
from bot.readers.topics import asks
from bot.services.guess import GUESSES, guesses
from bot.services.near_questions import near_buttons
from bot.services.start_complaint import has_told, is_complaining, may_begin
from bot.wording import Button, Said

_A_DETAIL = 4
_SURE_OF_A_NO = 0.6
_MAY_I_GO = re.compile(r"\b(?:can|may|could) (?:i|we) go\b", re.IGNORECASE)


class Courtesy(FirstlineAction):
    """A short word back; inside a form Rasa then asks the open question again by itself."""

    intent: str

    def name(self) -> str:
        return f"action_{self.intent}"

    def act(self, turn: Turn) -> Reply:
        if reply := beyond_the_intent(self, turn):
            return reply
        key = f"utter_{self.intent}" + ("_in_form" if turn.form else "")
        provider = self.provider(turn)
        scheme = self.context.schemes[provider.adr.scheme].name.value
        return Reply([self.say(key, provider=provider.name, scheme=scheme)])


def leaves_adr(action: FirstlineAction, turn: Turn) -> Reply:
    """Who leaves the short form about the scheme is not asked again: an answer would only make theirs finer."""
    said = action.say("utter_goodbye", provider=action.provider(turn).name)
    return Reply([said], [ActiveLoop(None), SlotSet(REQUESTED, None)])


class Greet(Courtesy):
    intent = "greet"


class Goodbye(Courtesy):
    """A goodbye; but "so can I go now?" is about the ombudsman."""

    intent = "goodbye"

    def act(self, turn: Turn) -> Reply:
        if _MAY_I_GO.search(turn.heard.text):
            return AskAdr(self.context).act(turn)
        return leaves_adr(self, turn) if turn.form == Purpose.ADR.value else super().act(turn)


class Thank(Courtesy):
    intent = "thank"

    def act(self, turn: Turn) -> Reply:
        leaves = turn.form == Purpose.ADR.value and is_done(turn.heard.text)
        return leaves_adr(self, turn) if leaves else super().act(turn)


class Affirm(Courtesy):
    """A yes with nothing asked. After "you need to complain first" it means: then log it."""

    intent = "affirm"

    def act(self, turn: Turn) -> Reply:
        if turn.said_before(self.say("utter_deny").text):
            return super().act(turn)  # they were done: "ok" is a nod to that
        if turn.form is None and may_begin(self.context, turn.conversation_id):
            return StartComplaint(self.context).act(turn)
        if turn.form is None and is_complaining(self.context, turn.conversation_id):
            return carry_on(self, turn)  # it was left in the middle: somebody was in distress, say
        return super().act(turn)


class Deny(Courtesy):
    """A no with nothing asked; what only the model takes for one is not understood."""

    intent = "deny"

    def act(self, turn: Turn) -> Reply:
        guessed = turn.heard.confidence < _SURE_OF_A_NO and NO.search(turn.heard.text) is None
        if turn.form is None and guessed and turn.heard.text:
            return NotUnderstood(self.context).act(turn)
        return super().act(turn)


class OutOfScope(FirstlineAction):
    """Not our business; but a detail, or more of the story, of somebody who has complained here is theirs to add."""

    def name(self) -> str:
        return "action_out_of_scope"

    def act(self, turn: Turn) -> Reply:
        text = turn.heard.text
        if reply := beyond_the_intent(self, turn):
            return reply
        if "?" not in text and (
            has_told(self.context, turn.conversation_id) and len(text.split()) >= _A_DETAIL
        ):
            return AddDetails(self.context).act(turn)
        return Reply([self.say("utter_out_of_scope", provider=self.provider(turn).name)])


class NotUnderstood(FirstlineAction):
    """The two likeliest meanings as buttons, and a person after the second time."""

    def name(self) -> str:
        return "action_not_understood"

    def act(self, turn: Turn) -> Reply:
        if turn.form is None and turn.heard.intent in ("affirm", "deny") and turn.heard.confidence == 1.0:
            meant = Affirm if turn.heard.intent == "affirm" else Deny  # "tak", which the model does not know
            return meant(self.context).act(turn)
        if turn.heard.intent == "make_complaint" and turn.heard.choice is not None:
            return StartComplaint(self.context).act(turn)
        if reply := beyond_the_intent(self, turn):
            return reply
        buttons = near_buttons(self.context, turn.heard) if asks(turn.heard.text) else []
        buttons += [
            Button(self.say(f"utter_guess_{intent}").text, f"/{intent}") for intent in guesses(turn.ranking)
        ]
        first = self.say("utter_not_understood", provider=self.provider(turn).name)
        said = [Said(first.text, [*buttons[:GUESSES], *first.buttons])]
        if turn.said_before(first.text):
            said.append(self.say("utter_offer_person", provider=self.provider(turn).name))
        return Reply(said)


ACTIONS = [Greet, Goodbye, Thank, Affirm, Deny, OutOfScope, NotUnderstood]
