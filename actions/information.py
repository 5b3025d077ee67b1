"""Questions that the provider's own procedure answers."""

from __future__ import annotations

import re
from datetime import date

from actions.adr import AskAdr
from actions.base import FirstlineAction, Reply, plain
from actions.complaint import StartComplaint
from actions.identity import identify, who_first
from actions.turn import Turn
from bot.decisions.identity import FORM
from bot.decisions.questions import NONE_YET, Question
from bot.decisions.topic import Topic
from bot.readers.adr_told import read_adr_facts
from bot.readers.day_asked_about import day_of_complaint, named_day
from bot.readers.own_dates import read_own_dates
from bot.readers.problems.no_service import is_dead
from bot.readers.telling import told_when
from bot.readers.topics import asks, whose_contact
from bot.readers.trouble import tells_trouble
from bot.readers.who import find_our_reference
from bot.services import provider_answers
from bot.services.answers.answer import answer_topic
from bot.services.case_words import status_words
from bot.services.start_complaint import has_told, keep_for_later
from bot.services.where_it_stands import is_known

_A_STORY = 6
_A_NUMBER = re.compile(
    r"\b(?:phone|telephone|your|ur|the|a|which|what) (?:\w+ )?(?:number|no\.?)\b", re.IGNORECASE
)
_BEST_WAY = re.compile(
    r"\b(?:best|quickest|fastest|quicker|faster) (?:way|route|thing)\b"
    r"|\bthere and then\b|\bstraight ?away\b|\bright now\b",
    re.IGNORECASE,
)

WhoAmI = plain("action_who_are_you", provider_answers.who_am_i)


class HowToComplain(FirstlineAction):
    """The ways to complain; for a fault that nobody has looked at, what the page says of faults comes first."""

    informs = True

    def name(self) -> str:
        return "action_how_to_complain"

    def act(self, turn: Turn) -> Reply:
        complains = tells_trouble(turn.heard.text) and not asks(turn.heard.text)
        if turn.form is None and complains and not has_told(self.context, turn.conversation_id):
            return StartComplaint(self.context).act(turn)
        provider = self.provider(turn)
        said = provider_answers.how_to_complain(self.context, provider)
        if tells_trouble(turn.said) or is_dead(turn.said):
            said = [*provider_answers.faults_first(provider), *said]
        if _BEST_WAY.search(turn.said) and any(channel.recommended for channel in provider.channels):
            said = [*answer_topic(self.context, provider, Topic.FASTEST_WAY), *said]
        return Reply(said)


class ContactDetails(FirstlineAction):
    """How to reach the provider; the scheme or the regulator, if one of them is named."""

    informs = True

    def name(self) -> str:
        return "action_contact_details"

    def act(self, turn: Turn) -> Reply:
        topic = whose_contact(turn.heard.text)
        if topic is not None:
            return Reply(self.topic_words(turn, topic, turn.heard.text))
        return Reply(provider_answers.contact_details(self.context, self.provider(turn)))


class Accessibility(FirstlineAction):
    """Formats and help; somebody who tells their trouble with it has complained."""

    informs = True

    def name(self) -> str:
        return "action_accessibility"

    def act(self, turn: Turn) -> Reply:
        told = tells_trouble(turn.heard.text, _A_STORY) and not has_told(self.context, turn.conversation_id)
        if turn.form is None and told:
            return StartComplaint(self.context).act(turn)
        return Reply(provider_answers.accessibility(self.context, self.provider(turn)))


class OpeningHours(FirstlineAction):
    """The hours, or whether they are open on the day that is asked about."""

    informs = True

    def name(self) -> str:
        return "action_opening_hours"

    def act(self, turn: Turn) -> Reply:
        day = named_day(turn.heard.text, self.context.today())
        provider = self.provider(turn)
        number = (
            answer_topic(self.context, provider, Topic.CONTACT_PHONE)[:1]
            if _A_NUMBER.search(turn.heard.text)
            else []
        )
        return Reply([*number, *provider_answers.opening_hours(self.context, provider, day)])


class Compensation(FirstlineAction):
    """Nothing is promised. What they told with the wish is kept: it may be the complaint."""

    informs = True

    def name(self) -> str:
        return "action_compensation"

    def act(self, turn: Turn) -> Reply:
        dead = is_dead(turn.heard.text) and not asks(turn.heard.text)
        if turn.form is None and dead and not has_told(self.context, turn.conversation_id):
            return StartComplaint(self.context).act(turn)  # "internet off though ive paid" asks for no money
        if turn.form is None and len(turn.heard.text.split()) >= _A_STORY:
            keep_for_later(self.context, turn.heard)
        return Reply(provider_answers.compensation(self.context, self.provider(turn)))


class ResponseTarget(FirstlineAction):
    """The targets of the page; with a case of this chat, its date first."""

    informs = True
    takes_news = True

    def name(self) -> str:
        return "action_response_target"

    def keeps(self, turn: Turn) -> bool:
        return self._has_final_letter(turn)

    def _has_final_letter(self, turn: Turn) -> bool:
        """Who has had the last word wants to know how long they have to go elsewhere."""
        told = read_adr_facts(turn.heard.text, self.context.today())
        return turn.form is None and told.get(Question.FINAL_LETTER_ON) not in (None, NONE_YET)

    def act(self, turn: Turn) -> Reply:
        if self._has_final_letter(turn):
            return AskAdr(self.context).act(turn)
        said = status_words(self.context, turn.conversation_id)
        # In a form a date is an answer to our question; beside the first story it says when they told the provider.
        day = None if turn.in_form else _day_told(turn.said or turn.heard.text, self.context.today())
        if day is not None or not said:
            return Reply(provider_answers.response_target(self.context, self.provider(turn), day))
        return Reply(said)


def _day_told(text: str, today: date) -> date | None:
    """The day on which the complaint was made, or will be, if the question names it; the last one of a rough time."""
    own = read_own_dates(text, today).first
    named = own.end if own is not None else day_of_complaint(text, today)
    told = told_when(text, today) if named is None else None
    return date.fromisoformat(told["to"]) if told else named


class CaseStatus(FirstlineAction):
    """A complaint of this chat is told of at once; for any other they show first who they are."""

    takes_news = True

    def name(self) -> str:
        return "action_case_status"

    def act(self, turn: Turn) -> Reply:
        if turn.form == FORM:
            return Reply(who_first(self, turn))
        named = find_our_reference(turn.heard.text)
        if named is not None and not is_known(self.context, turn.conversation_id, named):
            return identify(self, turn)
        said = status_words(self.context, turn.conversation_id, only=named)
        return Reply(said) if said else identify(self, turn)


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
