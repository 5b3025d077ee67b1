"""Questions that the provider's own procedure answers."""

from __future__ import annotations

from actions.base import FirstlineAction, Reply, plain
from actions.turn import Turn
from bot.services import provider_answers
from bot.services.case_words import status_words
from bot.services.start_complaint import keep_for_later

_A_STORY = 6

WhoAmI = plain("action_who_are_you", provider_answers.who_am_i)
HowToComplain = plain("action_how_to_complain", provider_answers.how_to_complain)
ContactDetails = plain("action_contact_details", provider_answers.contact_details)
OpeningHours = plain("action_opening_hours", provider_answers.opening_hours)
Accessibility = plain("action_accessibility", provider_answers.accessibility)


class Compensation(FirstlineAction):
    """Nothing is promised. What they told with the wish is kept: it may be the complaint."""

    def name(self) -> str:
        return "action_compensation"

    def act(self, turn: Turn) -> Reply:
        if len(turn.heard.text.split()) >= _A_STORY:
            keep_for_later(self.context, turn.heard)
        return Reply(provider_answers.compensation(self.context, self.provider(turn)))


class ResponseTarget(FirstlineAction):
    """The targets of the page; with a case of this chat, its date first."""

    def name(self) -> str:
        return "action_response_target"

    def act(self, turn: Turn) -> Reply:
        said = status_words(self.context, turn.conversation_id)
        return Reply(said or provider_answers.response_target(self.context, self.provider(turn)))


class CaseStatus(FirstlineAction):
    """Only a case of this very chat is told of; for others a person is offered, and nothing is given away."""

    def name(self) -> str:
        return "action_case_status"

    def act(self, turn: Turn) -> Reply:
        said = status_words(self.context, turn.conversation_id)
        return Reply(said or [self.say("utter_status_not_here", provider=self.provider(turn).name)])


ACTIONS = [
    WhoAmI,
    HowToComplain,
    ContactDetails,
    OpeningHours,
    Accessibility,
    Compensation,
    ResponseTarget,
    CaseStatus,
]
