"""Everything that brings a person in."""

from __future__ import annotations

from actions.adr import AskAdr
from actions.base import FirstlineAction, Reply, comfort
from actions.turn import Turn
from bot.readers.adr_told import has_letter
from bot.services.hand_off import request_person
from bot.services.provider_answers import ladder


class RequestPerson(FirstlineAction):
    """A person, in one turn, from anywhere. An open question of ours waits; the complaint stays as it is."""

    def name(self) -> str:
        return "action_request_person"

    def act(self, turn: Turn) -> Reply:
        return Reply(request_person(self.context, turn.conversation_id, turn.heard.message_id, "asked"))


class Upset(FirstlineAction):
    """The model hears distress."""

    def name(self) -> str:
        return "action_upset"

    def act(self, turn: Turn) -> Reply:
        return comfort(self.context, turn.heard, turn.danger)


class RequestEscalation(FirstlineAction):
    """The provider's own ladder, and a person asked to take it up."""

    def name(self) -> str:
        return "action_request_escalation"

    def act(self, turn: Turn) -> Reply:
        said = ladder(self.context, self.provider(turn))
        said += request_person(self.context, turn.conversation_id, turn.heard.message_id, "escalation")
        return Reply(said)


class RequestDeadlockLetter(FirstlineAction):
    def name(self) -> str:
        return "action_request_deadlock_letter"

    def act(self, turn: Turn) -> Reply:
        if has_letter(turn.heard.text):  # they have one and ask what follows from it
            return AskAdr(self.context).act(turn)
        provider = self.provider(turn)
        scheme = self.context.schemes[provider.adr.scheme].name.value
        said = [self.say("utter_deadlock_letter", provider=provider.name, scheme=scheme)]
        said += [self.say("utter_page_says", text=each.text) for each in provider.adr.early]
        said += request_person(self.context, turn.conversation_id, turn.heard.message_id, "deadlock_letter")
        return Reply(said)


ACTIONS = [RequestPerson, Upset, RequestEscalation, RequestDeadlockLetter]
