"""Is a message an answer to our question, or is it for us to answer? The words and the intent decide together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.calendar import london_date
from bot.decisions.digression import ALWAYS, SHORT_STORY, is_their_question, means_to_stop
from bot.decisions.questions import Purpose, Question
from bot.readers.adjustments import find_adjustments
from bot.readers.contact import find_contact
from bot.readers.happening import befell_them
from bot.readers.heard import Taken
from bot.readers.higher import takes_it_higher
from bot.readers.message import SKIP, Message
from bot.readers.outcome import is_plain_wish
from bot.readers.reply import has_no_email
from bot.readers.requests import (
    asks_for_case_page,
    asks_for_person,
    names_a_final_letter,
    wants_a_visit,
    wants_to_go_higher,
)
from bot.readers.spelt_by_ear import asks_for_person_by_ear
from bot.readers.theirs import is_for_us, is_question, statements
from bot.readers.trouble import sounds_distressed, speaks_of_distress, tells_trouble
from bot.readers.volunteered import volunteered
from bot.readers.what_now import asks_where_it_stands
from bot.readers.when import says_not_before
from bot.services.heard import Heard

_A_PERSON = re.compile(
    r"\b(?:person|human|agent|advis[oe]r|(?:speak|talk)(?:ing)? (?:to|with))\b", re.IGNORECASE
)
OWN_WORDS = frozenset(
    {Question.DESCRIPTION, Question.EXAMPLES, Question.OUTCOME, Question.HANDLED_BY, Question.ACTING_FOR}
)
"""Answered in the customer's own words: there a question of theirs is told by its shape, not by what it mentions."""
_POLITE = re.compile(
    r"\b(?:hi+|hello|hey|hiya|morning|thanks?|thank you|ta|cheers|bye|goodbye|see you|ciao)\b", re.IGNORECASE
)
_COURTESY = frozenset({"greet", "thank", "goodbye"})
_REQUESTS = frozenset({"request_deadlock_letter", "request_escalation", "request_agent"})
_ASKS_FOR = re.compile(
    r"^\W*(?:please|send|ask|give|get|escalate|i (?:want|need|'?d like)|can (?:i|you)|could (?:i|you))\b",
    re.IGNORECASE,
)
_SURE = 0.5
OF_THE_NET = 1.0
"""How sure the safety net is, where it hears danger; the model by itself is never."""
PARTS = re.compile(
    r"(?<=[.!;])\s+|,\s*(?:and|but|so)?\s+|\s+(?:and|but) (?=how|what|when|where|who|can|could|do|is|are|will)",
    re.IGNORECASE,
)
MANY_WORDS = 26
"""Words: so much is a story, whatever was asked; no short answer is picked out of it."""
SAYS_MORE = 2
"""Words: more than a yes or a no."""


class TheirWords:
    """One message against the answers that there are. ``message`` is what the readers see."""

    def __init__(self, answers: Mapping[str, Any], heard: Heard, purpose: Purpose) -> None:
        self.answers = answers
        self.heard = heard
        self.purpose = purpose
        self.message = Message(
            heard.text, london_date(heard.at), heard.choice, heard.intent, heard.confidence
        )

    def outright(self, question: Question | None) -> bool:
        """A question of theirs, or a plain wish for a person, help or an end, outweighs a date or a yes in it."""
        if question is None or self.heard.choice is not None or not self.theirs(question):
            return False
        if asks_for_person_by_ear(self.message.text):
            return True
        if self.heard.intent == "request_agent" and not _A_PERSON.search(self.message.text):
            asked_how = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
            if asked_how or find_contact(self.message.text):
                return False  # "ring me on …" is an answer, "a person" is not
        asks_too = any(is_question(part) for part in PARTS.split(self.message.text) if part)
        about_reply = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
        if about_reply and find_contact(self.message.text) and not asks_too:
            return False
        wish = self.heard.intent in ALWAYS and self.heard.confidence >= _SURE
        return (wish and not SKIP.search(self.message.text)) or "?" in self.message.text

    def theirs(self, question: Question | None) -> bool:
        if self.heard.choice is not None or self.heard.on_form:
            return False
        if asks_for_person_by_ear(self.message.text):
            return True
        if question is Question.REPLY_BY and has_no_email(self.message.text):
            return False  # no question for ours
        if self._asks_a_fact(question) or asks_where_it_stands(self.message.text):
            return True
        if self.heard.intent == "upset_vulnerable":
            if self.heard.confidence >= OF_THE_NET:
                distressed = speaks_of_distress(self.message.text)
                wish = question is Question.OUTCOME and is_plain_wish(self.message.text)
                return distressed or not wish  # a pendant alarm told where a name was asked
            if not sounds_distressed(self.message.text, self.heard.confidence):
                return False  # the model alone, and half sure
        tells_need = self.heard.intent == "ask_accessibility" and not is_question(self.message.text)
        if tells_need and find_adjustments(self.message.text):
            return False  # "I'm deaf, don't ring. It is slow": noted beside what happened
        if self.heard.intent == "request_deadlock_letter" and find_contact(self.message.text):
            return False  # "by letter to 3 Orchard Close" is a way to reply
        if asks_for_case_page(self.message.text):
            return True
        if self._tells_what_is_asked(question):
            return False
        if question is Question.FIRST_TOLD_ON and says_not_before(self.message.text):
            return False  # "now" is no greeting there
        says_no = re.match(r"\W*(?:no|nah|nope|naw)\b", self.message.text, re.IGNORECASE)
        if (
            question in (Question.SORT_OR_LOG, Question.SORTED)
            and self.heard.intent == "stop_cancel"
            and says_no
        ):
            return False  # "no, I don't want to do that": the checks, not the complaint
        if self.heard.intent == "request_agent" and wants_a_visit(self.message.text):
            return False  # "I want someone to turn up" is what they want done
        if self.heard.intent == "request_escalation" and not wants_to_go_higher(self.message.text):
            return False  # a manager who is only named
        if self.purpose is Purpose.ADR and self._wants_to_complain():
            return True
        if self.heard.intent in _COURTESY and self.heard.confidence >= _SURE:
            return question is not Question.NAME or bool(_POLITE.search(self.message.text))
        wish = self.heard.intent in ALWAYS and self.heard.confidence >= _SURE
        stops = self.heard.intent == "stop_cancel" and means_to_stop(self.message.text)
        if (
            question in OWN_WORDS
            and question is not Question.DESCRIPTION
            and not (self._wants_something() or (wish and stops))
        ):
            return False
        return is_their_question(self.message.text, self.heard.intent, self.heard.confidence, question)

    def _tells_what_is_asked(self, question: Question | None) -> bool:
        """A story where the story is asked, and their own telling with its day where that is asked, by the words alone:
        whatever the model hears in them, unless they ask for something, or want to stop."""
        text = self.message.text
        if self.heard.intent == "upset_vulnerable" or is_question(text) or means_to_stop(text):
            return False
        if any(asks(text) for asks in (asks_for_person, is_for_us, takes_it_higher, names_a_final_letter)):
            return False
        if question is Question.DESCRIPTION:
            told = tells_trouble(text) or befell_them(text)
            return told and statements(text) == text.strip()
        dated = question in (Question.HAPPENED_ON, Question.FIRST_TOLD_ON)
        told_besides = volunteered(self.message, {}) if dated else None
        return isinstance(told_besides, Taken) and question in told_besides.values

    def _wants_to_complain(self) -> bool:
        """In the short questions before an ADR answer: somebody wants to complain, or tells their trouble."""
        meant = self.heard.intent in ("make_complaint", "report_fault") and self.heard.confidence >= _SURE
        return (meant and len(self.message.text.split()) >= SAYS_MORE) or bool(
            re.search(r"\bwant to complain\b", self.message.text, re.IGNORECASE)
        )

    def _asks_a_fact(self, question: Question | None) -> bool:
        """A question of fact, by its shape and by what the model hears; in a long story it is part of the story."""
        if self.heard.topic is None or not is_question(self.message.text):
            return False
        return question is not Question.DESCRIPTION or len(self.message.text.split()) <= SHORT_STORY

    def _wants_something(self) -> bool:
        """A question by its shape, a plain wish for a person, or a plain end."""
        text = self.message.text
        letter = self.heard.intent in _REQUESTS and self.heard.confidence >= _SURE and _ASKS_FOR.search(text)
        return is_question(text) or is_for_us(text) or bool(letter)
