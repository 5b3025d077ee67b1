"""The base of every action: it never fails silently, and it never speaks words of its own."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn
from bot.decisions.errors import FirstlineError
from bot.decisions.provider import Provider
from bot.decisions.safety import Danger
from bot.decisions.topic import Topic
from bot.readers.asides import asks_if_there
from bot.readers.contact import reach_in
from bot.readers.higher import asks_to_go_early
from bot.readers.offer_answer import speaks_of_an_offer
from bot.readers.outage import only_asks_about_outage
from bot.readers.plain_questions import Asks, plain_question
from bot.readers.requests import asks_for_case_page, asks_for_person
from bot.readers.topics import asks, asks_what_now
from bot.readers.trouble import tells_news, tells_trouble
from bot.readers.what_now import asks_where_it_stands
from bot.services.add_details import add_details
from bot.services.answer_outage import answer_outage
from bot.services.answer_plainly import answer_plainly
from bot.services.answers.answer import ANSWERS, answer_topic
from bot.services.ask_for_letter import ask_for_letter
from bot.services.cancel_intake import cancel_intake
from bot.services.caring.asked_in_care import payment_words, words_in_care
from bot.services.caring.care_for import care_for, keep_needs_of
from bot.services.caring.notes import acts_for_somebody
from bot.services.caring.own_language import in_english
from bot.services.case_page_words import case_page_words
from bot.services.comfort import comforting_words
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import Heard, Outcome
from bot.services.identity.shown import lapse
from bot.services.latest_case import case_of
from bot.services.near_questions import near_questions
from bot.services.offers import offer_reminder
from bot.services.outcome_words import outcome_words
from bot.services.pack_wish import offer_pack
from bot.services.reopened_by_words import reopen_by_words
from bot.services.resume import resume_words
from bot.services.shell_conversation import provider_of
from bot.services.standing_promises import person_awaited, what_was_agreed, what_was_promised
from bot.services.start_complaint import keep_for_later
from bot.services.where_it_stands import status_of_named, where_it_stands
from bot.services.which_one import ask_which
from bot.wording import Said

log = logging.getLogger("firstline.actions")


class ActionFailed(FirstlineError):
    """An action broke. ``error_id`` is in the log line, in the engine's answer and in the web app's log."""

    code = "action_failed"

    def __init__(self, error_id: str) -> None:
        super().__init__(f"The action failed; look for {error_id} in the log of the actions.")
        self.error_id = error_id


_LIFE_AT_STAKE = frozenset({Danger.SUICIDE, Danger.LIFE, Danger.ABUSE, Danger.LIFELINE})
"""Nothing is said beside these."""
_HOW_IT_STANDS = frozenset({"ask_case_status", "ask_response_target", "ask_compensation"})
"""Intents that ask what becomes of a complaint."""
REQUESTED = "requested_slot"
_BEGINS = "/make_complaint"


@dataclass
class Reply:
    """What an action gives back: bubbles to say and events for Rasa."""

    said: list[Said] = field(default_factory=list)
    events: list[EventType] = field(default_factory=list)


class FirstlineAction(Action):
    """Subclasses give ``name`` and ``act``; ``act`` runs in a thread, so that a slow one stops nobody else."""

    def __init__(self, context: Context) -> None:
        self.context = context

    answers = True
    """Whether it answers a message. Those that only ask or check leave danger in it to the one that answers."""

    beside: Callable[[FirstlineAction, Turn], list[Said]] | None = None
    """Answers the question in a message that tells something too."""

    by_own_dates: Callable[[FirstlineAction, Turn], Reply | None] | None = None
    """Answers a question about a day that the customer names, whatever the model makes of it."""

    takes_news = False
    """Whether what is told beside the question is kept with the complaint that is logged."""

    informs = False
    """Whether it answers questions in general, so that a finer one may have been meant."""

    begins = False
    """Whether it takes the message as the beginning of a complaint by itself."""

    def act(self, turn: Turn) -> Reply:
        raise NotImplementedError

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Run ``act``. Whatever it raises is logged without the customer's words and fails the turn, which is then
        not saved: the message stays pending and the customer is told by the web app."""
        try:
            turn = Turn(tracker, self.context.now)
            reply = await asyncio.to_thread(self._act_in_a_chat, turn)
        except Exception as error:
            error_id = secrets.token_hex(4)
            log.error(
                "%s failed, error id %s: %s at %s", self.name(), error_id, type(error).__name__, _place(error)
            )
            raise ActionFailed(error_id) from error
        for said in reply.said:
            dispatcher.utter_message(
                text=said.text,
                buttons=[
                    {"title": button.title, "payload": button.payload}
                    for button in said.buttons
                    # In the middle of a complaint no button begins one.
                    if turn.form is None or button.payload != _BEGINS
                ],
            )
        return reply.events

    def _act_in_a_chat(self, turn: Turn) -> Reply:
        self.provider(turn)  # `rasa shell` has no web app that opened the conversation before
        lapse(self.context, turn.conversation_id)
        turn.heard = in_english(self.context, turn.heard, turn.asked)
        if not self.answers:
            return self._answer(turn)
        at_stake = turn.danger in _LIFE_AT_STAKE
        cared = care_for(self.context, turn.heard, turn.asked, turn.form is not None, quiet=at_stake)
        if cared.whole:
            return Reply(list(cared.said), self.put_away(turn) if cared.stops else [])
        back = reopen_by_words(self.context, turn.heard)
        reply = self._answer(turn)
        keep_needs_of(self.context, turn.heard, turn.asked)
        # In danger the number to ring stays the first that is seen.
        before, after = ([], [*cared.said, *back]) if turn.in_danger else ([*cared.said, *back], [])
        reply.said = [*before, *reply.said, *after]
        return reply

    def put_away(self, turn: Turn) -> list[EventType]:
        """They want no complaint: the one that was being asked for ends."""
        cancel_intake(self.context, turn.heard)
        return [ActiveLoop(None), SlotSet(REQUESTED, None)]

    first_things: Callable[[FirstlineAction, Turn], Reply | None] | None = None
    """What is done with a message before the action that the model chose has its say."""

    def _answer(self, turn: Turn) -> Reply:
        if turn.in_danger and self.answers:
            return self.comfort(turn)
        if self.answers and self.first_things is not None and (first := self.first_things(self, turn)):
            return first
        if self.answers and not self.begins and turn.form is None and tells_trouble(turn.heard.text):
            keep_for_later(self.context, turn.heard)  # need not be said again if it becomes a complaint
        reply = self._reply(turn)
        if self.answers and self._asks_how_it_stands(turn):
            spoken = {each.text for each in reply.said}
            offered = offer_reminder(self.context, turn.conversation_id)
            reply.said += [each for each in offered if each.text not in spoken]
        return reply

    def act_on(self, turn: Turn) -> Reply:
        """Answer ``turn`` as if it had just come: for a wish that waited until they had shown who they are."""
        return self._answer(turn)

    def _asks_how_it_stands(self, turn: Turn) -> bool:
        """An offer that waits for their word is told again to whoever asks what happens, or speaks of it."""
        heard = turn.heard
        asks = heard.intent in _HOW_IT_STANDS or asks_where_it_stands(heard.text)
        return asks or speaks_of_an_offer(heard.text)

    def _reply(self, turn: Turn) -> Reply:
        if self.answers and asks_if_there(turn.heard.text):
            return Reply([self.say("utter_still_here", provider=self.provider(turn).name)])
        if self.answers and turn.form is None and only_asks_about_outage(turn.heard.text):
            return Reply(answer_outage(self.context, turn.conversation_id))
        if self.answers and asks_for_case_page(turn.heard.text):
            return Reply(case_page_words(self.context, turn.conversation_id))
        if self.answers and (said := self._where_it_stands(turn)):
            return Reply(said)
        if self.answers and (reply := self._by_own_dates(turn)):
            reply.said += self._person_too(turn)
            return reply
        if self.answers and (said := person_awaited(self.context, turn.conversation_id, turn.heard.text)):
            return Reply(said)
        if self.answers and (said := what_was_promised(self.context, turn.conversation_id, turn.heard.text)):
            return Reply(said)
        agreed = (
            what_was_agreed(self.context, turn.conversation_id, turn.heard.intent) if self.answers else []
        )
        if self.answers and (said := self._fact(turn)):
            reply = Reply([*self._welcome_back(turn), *_but(agreed, said), *said])
            if turn.first_question is not None:
                self.add_beside(turn, reply)
            return reply
        reply = self.act(turn)
        if self.informs and asks(turn.heard.text):
            reply.said += self._near(turn)
        if self.answers:
            reply.said = [*self._welcome_back(turn), *_but(agreed, reply.said), *reply.said]
            self.add_beside(turn, reply)
        return reply

    def _where_it_stands(self, turn: Turn) -> list[Said]:
        """For "what happens now?", and for the reference of a complaint by itself, whatever the model hears in them."""
        heard = turn.heard
        if heard.choice is not None:
            return []
        if asks_where_it_stands(heard.text):
            return where_it_stands(self.context, turn.conversation_id)
        return [] if turn.form else status_of_named(self.context, turn.conversation_id, heard.text)

    def _by_own_dates(self, turn: Turn) -> Reply | None:
        if self.by_own_dates is None or turn.heard.intent == "upset_vulnerable":
            return None
        return self.by_own_dates(self, turn)

    def comfort(self, turn: Turn) -> Reply:
        """Comfort first; but a day that may run out is told all the same: "my dad died, how long have I left?"."""
        reply = comfort(self.context, turn.heard, turn.danger)
        if turn.danger is not None and turn.danger not in _LIFE_AT_STAKE and self.by_own_dates is not None:
            answer = self.by_own_dates(self, turn)
            # Without buttons or questions: they have just heard that they need not fill in anything.
            # What would be done and not only told waits until they have spoken with somebody.
            told = asks(turn.said) and turn.heard.topic is not Topic.EARLY_REFERRAL
            paying = payment_words(self.context, turn.heard)[
                :1
            ]  # by when a person answers has just been said
            said = paying or (answer.said if answer else self._fact(turn) if told else [])
            reply.said += [Said(each.text) for each in said]
        if plain_question(turn.said) is Asks.WHO_SEES:
            reply.said += answer_plainly(self.context, replace(turn.heard, text=turn.said))
        reply.said += words_in_care(self.context, turn.heard)
        if turn.danger not in _LIFE_AT_STAKE and self.beside is not None and _asks_how_long(turn.question):
            spoken = {each.text for each in reply.said}
            reply.said += [Said(each.text) for each in self.beside(self, turn) if each.text not in spoken]
        return reply

    def add_beside(self, turn: Turn, reply: Reply) -> None:
        """Serve the question in the message as well, unless that is said already."""
        more = [*self._news_too(turn), *self._person_too(turn)]
        spoken = "\n".join(said.text for said in [*reply.said, *more])
        if self.beside is not None:
            more += [said for said in self.beside(self, turn) if said.text not in spoken]
        if more:  # a part of it was understood after all
            missed = self.say("utter_not_understood", provider=self.provider(turn).name).text
            reply.said = [said for said in reply.said if said.text != missed]
        reply.said += more

    def _news_too(self, turn: Turn) -> list[Said]:
        """For "any news? It happened again yesterday": what is new goes to the complaint of this chat."""
        heard = turn.heard
        takes = self.takes_news and turn.form is None and heard.choice is None
        told = tells_news(heard.text) if takes else None
        with self.context.store.read() as tx:
            if told is None or case_of(tx, turn.conversation_id) is None:
                return []
        heard = replace(heard, text=told)
        return ask_which(self.context, heard, "add") or self.speak(turn, add_details(self.context, heard))

    def _person_too(self, turn: Turn) -> list[Said]:
        """A person, whatever else the message says: nobody has to ask for one twice."""
        heard = turn.heard
        if not asks_for_person(heard.text) or heard.intent == "request_agent":
            return []
        reach = reach_in(heard.text)
        return request_person(self.context, heard.conversation_id, heard.message_id, "asked", reach=reach)

    def _welcome_back(self, turn: Turn) -> list[Said]:
        """On another day, in the middle of a complaint. A form that leaves a message to a rule drops its own words."""
        return resume_words(self.context, turn.heard) if turn.form is not None else []

    def _fact(self, turn: Turn) -> list[Said]:
        """The answer when a question of fact is asked, whichever rule came of it; nothing otherwise."""
        heard = turn.heard
        taken_first = turn.question is not None and self.begins and tells_trouble(heard.text)
        if taken_first and not asks_what_now(heard.text):
            return []  # the story is taken, and what is asked beside it is answered after it
        if heard.topic is None and turn.question is not None and not self.begins:
            heard = turn.question
        if turn.first_question is not None:
            heard = turn.first_question  # each by itself: the whole is heard as one of the two
        topic = heard.topic
        if topic is None or self.keeps(turn):
            return []
        if topic is Topic.EARLY_REFERRAL:
            if not asks_to_go_early(turn.heard.text):
                return []  # the model alone: nothing is asked for in their name
            return ask_for_letter(self.context, turn.conversation_id, turn.heard.message_id, "early_referral")
        said = self.topic_words(turn, topic, heard.text)
        if topic is Topic.FOR_SOMEBODY_ELSE and acts_for_somebody(self.context, turn.conversation_id):
            noted = self.say("utter_acting_for_noted", provider=self.provider(turn).name)
            said = [noted, *said[1:]]  # whose account it is was told, and is asked for no more
        silent = self.say("utter_fact_silent", provider=self.provider(turn).name)
        if silent in said and not heard.topic_sure:
            return []  # called silent only beyond doubt: the page may speak of what was really asked
        offered = offer_pack(self.context, turn.conversation_id, topic)
        return [*self._with_alike(turn, heard, said), *offered, *self._near(turn, topic)]

    def topic_words(self, turn: Turn, topic: Topic, text: str) -> list[Said]:
        """The answer to a question of fact; of payments it depends on who asks."""
        if topic is Topic.KEEP_PAYING and (
            said := payment_words(self.context, replace(turn.heard, text=text, topic=topic))
        ):
            return said
        return answer_topic(self.context, self.provider(turn), topic, text)

    def _with_alike(self, turn: Turn, heard: Heard, said: list[Said]) -> list[Said]:
        """``said``, and the answer to a question nearly as likely: better a line too many than only the wrong one."""
        provider = self.provider(turn)
        silent = self.say("utter_fact_silent", provider=provider.name)
        spoken = {each.text for each in said}
        for near in heard.near:
            if near.alike and near.topic in ANSWERS:
                more = self.topic_words(turn, near.topic, heard.text)
                said = [*said, *(each for each in more if silent not in more and each.text not in spoken)]
        return said

    def _near(self, turn: Turn, answered: Topic | None = None) -> list[Said]:
        """What else the question may have been. In a form no buttons lead away from the question that stands."""
        if turn.form is not None or turn.first_question is not None:
            return []
        others = tuple(near for near in turn.heard.near if near.topic is not answered)
        return near_questions(self.context, replace(turn.heard, near=others))

    def keeps(self, turn: Turn) -> bool:
        """Whether this action answers by itself although a fact is asked for."""
        return False

    def provider(self, turn: Turn) -> Provider:
        """The provider on whose page this chat is."""
        return provider_of(self.context, turn.conversation_id)

    def say(self, key: str, **facts: object) -> Said:
        return self.context.words.say(key, **facts)

    def speak(self, turn: Turn, outcome: Outcome) -> list[Said]:
        """The words of an outcome, with the values that every response may need."""
        return outcome_words(self.context, self.provider(turn), turn.conversation_id, outcome)


def _but(said: list[Said], besides: list[Said]) -> list[Said]:
    """``said`` without what is said in ``besides`` too: nothing twice in one answer."""
    spoken = {each.text for each in besides}
    return [each for each in said if each.text not in spoken]


def _place(error: BaseException) -> str:
    """File and line where it broke; never the message, which may hold the customer's words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "?"


def _asks_how_long(question: Heard | None) -> bool:
    return question is not None and question.intent == "ask_response_target"


def comfort(context: Context, heard: Heard, danger: Danger | None) -> Reply:
    """Warm words, urgent help where life may be at stake, a person with priority, and no form first."""
    said = comforting_words(context, heard, danger)
    return Reply(said, [ActiveLoop(None), SlotSet(REQUESTED, None)])


Answer = Callable[[Context, Provider], list[Said]]


def plain(action_name: str, answer: Answer) -> Callable[[Context], FirstlineAction]:
    """An action that only tells something of the provider."""

    class Tells(FirstlineAction):
        informs = True

        def name(self) -> str:
            return action_name

        def act(self, turn: Turn) -> Reply:
            return Reply(answer(self.context, self.provider(turn)))

    return Tells
