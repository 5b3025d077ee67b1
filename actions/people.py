"""Everything that brings a person in."""

from __future__ import annotations

from actions.adr import AskAdr
from actions.base import FirstlineAction, Reply
from actions.complaint import AddDetails
from actions.courtesy import NotUnderstood
from actions.turn import Turn
from bot.decisions.topic import Topic
from bot.readers.adr_told import has_letter, read_adr_facts
from bot.readers.contact import find_contact, reach_in
from bot.readers.everyday import only_everyday
from bot.readers.everyday_words import everyday_words_only
from bot.readers.requests import asks_about, fears_refusal, names_a_final_letter, wants_the_letter
from bot.readers.theirs import is_question
from bot.readers.trouble import sounds_distressed
from bot.services.answers.answer import answer_topic
from bot.services.ask_for_letter import ask_for_letter
from bot.services.escalate import escalate
from bot.services.hand_off import request_person
from bot.services.which_one import ask_which


class RequestPerson(FirstlineAction):
    """A person, in one turn, from anywhere. An open question of ours waits; the complaint stays as it is."""

    def name(self) -> str:
        return "action_request_person"

    def act(self, turn: Turn) -> Reply:
        heard = turn.heard
        reach = reach_in(heard.text) if heard.choice is None else None
        return Reply(
            request_person(self.context, turn.conversation_id, heard.message_id, "asked", reach=reach)
        )


class Upset(FirstlineAction):
    """The model hears distress."""

    def name(self) -> str:
        return "action_upset"

    def act(self, turn: Turn) -> Reply:
        if turn.danger is None and not sounds_distressed(turn.heard.text, turn.heard.confidence):
            # The model alone, and half sure: no alarm. What is plain everyday news is taken as what they tell.
            told = AddDetails if _is_news(turn.heard.text) else NotUnderstood
            return told(self.context).act(turn)
        return self.comfort(turn)


def _is_news(text: str) -> bool:
    return only_everyday(text) or (everyday_words_only(text) and not is_question(text))


class RequestEscalation(FirstlineAction):
    """The provider's own ladder: the next rung for a case, all of it without one, and a person asked to take it up."""

    def name(self) -> str:
        return "action_request_escalation"

    def act(self, turn: Turn) -> Reply:
        heard = turn.heard
        if has_letter(heard.text):
            return AskAdr(self.context).act(turn)  # the provider has said its last word: the scheme is open
        ask = not asks_about(heard.text)
        if ask and (which := ask_which(self.context, heard, "higher")):
            return Reply(which)
        return Reply(escalate(self.context, turn.conversation_id, heard.message_id, heard.text, ask))

    def keeps(self, turn: Turn) -> bool:
        return has_letter(turn.heard.text)


class RequestDeadlockLetter(FirstlineAction):
    """The final answer in writing, asked for; somebody who has it already wants to know what follows from it."""

    def name(self) -> str:
        return "action_request_deadlock_letter"

    def act(self, turn: Turn) -> Reply:
        if has_letter(turn.heard.text):
            return AskAdr(self.context).act(turn)
        if asks_about(turn.heard.text):
            topic = Topic.ADR_EARLY if fears_refusal(turn.heard.text) else Topic.ADR_LETTER
            return Reply(answer_topic(self.context, self.provider(turn), topic, turn.heard.text))
        if find_contact(turn.heard.text) or not names_a_final_letter(turn.heard.text):
            return NotUnderstood(self.context).act(
                turn
            )  # a letter of another kind: nothing is asked for in their name
        return Reply(ask_for_letter(self.context, turn.conversation_id, turn.heard.message_id, "adr_letter"))

    def keeps(self, turn: Turn) -> bool:
        """Who wants the letter gets it asked for, whatever fact the rest of the line sounds like."""
        if wants_the_letter(turn.heard.text):
            return True
        return has_letter(turn.heard.text) and bool(read_adr_facts(turn.heard.text, self.context.today()))


ACTIONS = [RequestPerson, Upset, RequestEscalation, RequestDeadlockLetter]
