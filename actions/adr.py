"""Can I go to the ombudsman yet? Asks what is missing, then answers with the working."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import REQUESTED, FirstlineAction, Reply
from actions.complaint import ValidateForm
from actions.identity import wants_looked_up
from actions.turn import Turn
from bot.decisions.questions import NONE_YET, UNKNOWN, Purpose, Question
from bot.decisions.topic import Topic
from bot.readers.adr_told import has_letter, read_adr_facts
from bot.readers.asides import is_done, says_goodbye
from bot.readers.requests import asks_if_that_is_the_letter, asks_if_too_late
from bot.readers.topics import named_step_first, tells_missed_target
from bot.services.answers.asked import Asked
from bot.services.answers.scheme import other_scheme_named
from bot.services.other_size import other_size_words
from bot.services.tell_adr import before_asking, begin_adr, tell_adr
from bot.wording import Said

BESIDE_THEIR_CASE = frozenset(
    {
        Topic.ADR_ALL_STEPS_FIRST,
        Topic.ADR_APPLY_FOR_ME,
        Topic.ADR_BINDING,
        Topic.ADR_CAN_DO,
        Topic.ADR_CONTACT,
        Topic.ADR_COST,
        Topic.ADR_HAVE_READY,
        Topic.ADR_HOW_LONG,
        Topic.ADR_HOW_TO_APPLY,
        Topic.ADR_INDEPENDENT,
        Topic.ADR_OLD_NAME,
        Topic.CITIZENS_ADVICE,
        Topic.COURT,
        Topic.OFCOM,
        Topic.TRADE_BODY,
        Topic.WHAT_IS_SCHEME,
        Topic.WHICH_SCHEME,
    }
)
"""What may be asked beside "can I go yet?": it holds for everybody, and contradicts nothing said of their own case."""


class AskAdr(FirstlineAction):
    """In the middle of a complaint it answers from what is known; else the short form asks what is missing."""

    def name(self) -> str:
        return "action_adr"

    def act(self, turn: Turn) -> Reply:
        in_complaint = turn.form == Purpose.COMPLAINT.value
        following, outcome = begin_adr(self.context, turn.heard, in_complaint)
        noted = [
            *self._missed_is_no_trigger(turn),
            *self._fact_besides(turn),
            *self.not_that_scheme(turn),
            *self.speak(turn, outcome),
        ]
        if in_complaint:
            # No buttons that lead away: the question that stands comes back with its own.
            return Reply(
                [*noted, *(Said(said.text) for said in tell_adr(self.context, turn.conversation_id))]
            )
        if turn.form == Purpose.ADR.value:  # the form goes on by itself, and answers at its end
            return Reply(noted)
        if following is not None:
            noted += before_asking(self.context, turn.conversation_id)
            return Reply(noted, [ActiveLoop(Purpose.ADR.value), SlotSet(REQUESTED, following.value)])
        return Reply([*noted, *tell_adr(self.context, turn.conversation_id, turn.heard.text)])

    def _fact_besides(self, turn: Turn) -> list[Said]:
        """What they want to know beside their own case: "I complained on 1 October; must I go to ISPA first?"""
        heard = turn.heard
        near = [heard.topic, *(each.topic for each in heard.near)]
        topic = next((each for each in near if each in BESIDE_THEIR_CASE), None)
        if asks_if_that_is_the_letter(heard.text):
            topic = Topic.ADR_LETTER
        elif asks_if_too_late(heard.text) and not has_letter(heard.text):
            topic = Topic.ADR_TIME_LIMIT
        elif named_beside := named_step_first(heard.text):
            topic = named_beside
        if topic is None or not self.keeps(turn):
            return []
        return self.topic_words(turn, topic, heard.text)

    def _missed_is_no_trigger(self, turn: Turn) -> list[Said]:
        """Who takes a missed target for the way to the scheme hears that it is none, before the dates are asked for."""
        if not tells_missed_target(turn.heard.text) or self.keeps(turn):
            return []
        asked = Asked(self.context, self.provider(turn))
        return [Said(asked.say("utter_fact_late_no_trigger", weeks=asked.weeks()))]

    def not_that_scheme(self, turn: Turn) -> list[Said]:
        """Who takes it for the other scheme hears so first."""
        asked = Asked(self.context, self.provider(turn), turn.heard.text)
        other = other_scheme_named(asked)
        return [Said(asked.say("utter_adr_other_scheme", other=other.name.value))] if other else []

    def keeps(self, turn: Turn) -> bool:
        """Who tells their own dates or numbers wants to know about their own case."""
        told = read_adr_facts(turn.heard.text, self.context.today())
        if told.get(Question.FINAL_LETTER_ON) == NONE_YET:
            told.pop(Question.FINAL_LETTER_ON)
        return bool(told.keys() - {Question.CUSTOMER.value})


class ValidateAdrForm(ValidateForm):
    """Once the first day is told, what it comes to is said at once; the questions that are left can only narrow it."""

    purpose = Purpose.ADR

    def act(self, turn: Turn) -> Reply:
        typed = turn.is_answer and turn.heard.choice is None and not turn.in_danger
        if typed and wants_looked_up(self.context, turn.conversation_id, turn.heard.text):
            return Reply()  # whichever rule takes it asks who they are
        if typed and other_size_words(self.context, turn.heard):
            return Reply()  # supposed, and no answer; the rule of its intent answers it
        if typed and is_done(turn.heard.text):
            return Reply([self.say("utter_goodbye")], self.ended(turn))
        reply = super().act(turn)
        told = {event["name"]: event["value"] for event in reply.events if event["event"] == "slot"}
        dated = told.get(Question.FIRST_TOLD_ON) not in (None, UNKNOWN)
        if dated and told.get(REQUESTED) not in (None, Question.FIRST_TOLD_ON):
            reply.said += before_asking(self.context, turn.conversation_id)
        return reply


class AnswerAdr(FirstlineAction):
    """After the last question of the short form."""

    answers = False

    def name(self) -> str:
        return "action_answer_adr"

    def act(self, turn: Turn) -> Reply:
        if says_goodbye(turn.heard.text) or is_done(turn.heard.text):
            return Reply()  # they want no more
        return Reply(tell_adr(self.context, turn.conversation_id))


ACTIONS = [AskAdr, ValidateAdrForm, AnswerAdr]
