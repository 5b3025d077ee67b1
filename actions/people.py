"""Everything that brings a person in."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import FirstlineAction, Reply
from actions.complaint import REQUESTED
from actions.turn import Turn
from bot.services.hand_off import request_person
from bot.services.provider_answers import ladder


class RequestPerson(FirstlineAction):
    """A person, in one turn, from anywhere. An open question of ours waits; the complaint stays as it is."""

    def name(self) -> str:
        return "action_request_person"

    def act(self, turn: Turn) -> Reply:
        return Reply(request_person(self.context, turn.conversation_id, turn.heard.message_id, "asked"))


class Upset(FirstlineAction):
    """Distress, illness, hardship: warm words, urgent help, a person with priority, and no form first."""

    def name(self) -> str:
        return "action_upset"

    def act(self, turn: Turn) -> Reply:
        said = [
            self.say("utter_upset", provider=self.provider(turn).name),
            self.say("utter_urgent_help", **self._helplines()),
        ]
        said += request_person(
            self.context, turn.conversation_id, turn.heard.message_id, "vulnerable", priority=True
        )
        return Reply(said, [ActiveLoop(None), SlotSet(REQUESTED, None)])

    def _helplines(self) -> dict[str, str]:
        return dict(self.context.rules.at("urgent_help", self.context.today()).value)


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
        provider = self.provider(turn)
        scheme = self.context.schemes[provider.adr.scheme].name.value
        said = [self.say("utter_deadlock_letter", provider=provider.name, scheme=scheme)]
        said += [self.say("utter_page_says", text=each.text) for each in provider.adr.early]
        said += request_person(self.context, turn.conversation_id, turn.heard.message_id, "deadlock_letter")
        return Reply(said)


ACTIONS = [RequestPerson, Upset, RequestEscalation, RequestDeadlockLetter]
