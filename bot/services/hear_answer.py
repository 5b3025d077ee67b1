"""What a message means while a question stands: an answer to it, to another one, or a question of theirs.

Nothing is kept here; ``take_answer`` does that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.decisions.calendar import london_date
from bot.decisions.digression import ALWAYS, is_their_question
from bot.decisions.questions import UNKNOWN, Purpose, Question, may_skip
from bot.readers.answers import SKIP, Message, find_contact, is_first_time, read_answer, read_yes_no
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.volunteered import correction, volunteered
from bot.services.heard import Heard

_WHY = re.compile(
    r"^\W*(?:but )?(?:why|what for|how come|what do you (?:need|want)|do i have to|do you need)\b",
    re.IGNORECASE,
)
_A_PERSON = re.compile(
    r"\b(?:person|human|agent|advis[oe]r|(?:speak|talk)(?:ing)? (?:to|with))\b", re.IGNORECASE
)
_ONE_WAY = frozenset({Question.FAULT_OR_COMPLAINT, Question.SORT_OR_LOG, Question.SORTED})
"""Answered once; their buttons mean nothing later."""
_DATED = frozenset({Question.HAPPENED_ON, Question.FIRST_TOLD_ON})
_TELLS = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:first )?(?:told|complained|reported|rang|called|phoned|e-?mailed|wrote|contacted)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"(?<=[.!;])\s+|,\s*(?:and|but|so)?\s+|\s+(?:and|but) (?=how|what|when|where|who|can|could|do|is|are|will)",
    re.IGNORECASE,
)
_NUMBER_ALONE = 5
"""Words: "it's 07700 900321 if you need it" is a way to reply, whatever was asked."""
_COURTESY = frozenset({"greet", "thank", "goodbye"})
_SURE = 0.5
_ADDRESS_ALONE = 4
"""Words: "it's sam@example.com thanks" tells no story."""


class Hearing:
    """One message against the answers that there are. ``message`` is what the readers see."""

    def __init__(self, answers: Mapping[str, Any], heard: Heard, purpose: Purpose) -> None:
        self.answers = answers
        self.heard = heard
        self.purpose = purpose
        self.message = Message(
            heard.text, london_date(heard.at), heard.choice, heard.intent, heard.confidence
        )

    def reading(self, question: Question | None) -> Reading:
        """What it says: a yes to "did you mean …?", a correction, an answer to ``question``, or something it
        volunteers; ``None`` when it is none of these."""
        found = self._suggested() or self._correction(question) or self._read(question)
        if found is None and question is not Question.CODE and not self.outright(question):
            return self._number_alone() or volunteered(self.message, self.answers)
        return found

    def asks_why(self) -> bool:
        return bool(_WHY.search(self.message.text))

    def beside(self, question: Question | None) -> tuple[Message, Taken] | None:
        """Such as "2 November, and how long does this take?": the part that answers ours, when the rest asks theirs."""
        if question not in _DATED or "?" not in self.message.text:
            return None
        for part in _PARTS.split(self.message.text):
            if part and "?" not in part:
                message = replace(self.message, text=part, intent="give_details")
                found = read_answer(question, message, self.answers)
                if isinstance(found, Taken):
                    return message, found
        return None

    def meant(self, asked: Question | None) -> Question | None:
        """The question that is answered. An old button changes its answer, but only to a real one."""
        if not self.heard.question or self.heard.question == asked:
            return asked
        pressed = Question(self.heard.question)
        changes = pressed in self.answers and self.heard.choice != UNKNOWN and pressed not in _ONE_WAY
        return pressed if changes else None

    def _read(self, question: Question | None) -> Reading:
        if question is None or self.outright(question):
            return None
        if question is Question.DESCRIPTION:
            return self._read_description()
        if question is Question.NAME and self.theirs(question) and not SKIP.search(self.message.text):
            return None
        reading = read_answer(question, self.message, self.answers)
        if (
            question is Question.HAPPENED_ON
            and isinstance(reading, Taken)
            and _TELLS.search(self.message.text)
        ):
            told = reading.values.get(Question.HAPPENED_ON)
            if isinstance(told, dict):  # "I rang on 19 November" says when they told them, not when it began
                return Taken({Question.FIRST_TOLD_ON: told})
        if reading is None and SKIP.search(self.message.text):
            return self._skip(question)
        asked_for_adr = self.purpose is Purpose.ADR and question is Question.FIRST_TOLD_ON
        if asked_for_adr and is_first_time(self.message.text, self.message.today):
            return Taken({"not_complained": True})  # there is no complaint: not "it starts today"
        return reading

    def _number_alone(self) -> Reading:
        short = len(self.message.text.split()) <= _NUMBER_ALONE
        contact = find_contact(self.message.text) if short else None
        return contact if isinstance(contact, Taken) else None

    def _read_description(self) -> Reading:
        """The story. An address alone is no story, but it is kept."""
        if SKIP.search(self.message.text):
            return self._skip(Question.DESCRIPTION)
        if self.theirs(Question.DESCRIPTION):
            return None
        contact = find_contact(self.message.text)
        if isinstance(contact, Taken) and len(self.message.text.split()) <= _ADDRESS_ALONE:
            return contact
        return read_answer(Question.DESCRIPTION, self.message, self.answers)

    def _skip(self, question: Question) -> Reading:
        """Left out where that is fair; else they hear why it is needed, and nothing is put away."""
        if may_skip(question, self.answers):
            return Taken({question: "none" if question is Question.REPLY_BY else UNKNOWN})
        needs_reply = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
        return Problem("utter_problem_need_reply" if needs_reply else "utter_problem_need_answer")

    def _correction(self, question: Question | None) -> Reading:
        """Only where the model hears one too or they begin with a no, and not while a story or a letter is asked."""
        if question in (None, Question.DESCRIPTION, Question.FINAL_LETTER_ON, Question.TOLD_BEFORE):
            return None
        begins_with_no = self.message.text.lower().startswith("no")
        if self.heard.intent not in ("correct_details", "deny") and not begins_with_no:
            return None
        return correction(self.message, self.answers)

    def _suggested(self) -> Reading:
        """A yes or no to "did you mean …?"."""
        suggestion = self.answers.get("_suggestion")
        if suggestion is None:
            return None
        if find_contact(self.message.text) is not None:
            return None
        answer = read_yes_no(self.message)
        if answer is None:
            return None
        return Taken(suggestion["values"] if answer else suggestion["instead"])

    def outright(self, question: Question | None) -> bool:
        """A question of theirs, or a plain wish for a person, for help or to stop, outweighs a date or a yes in it."""
        if question is None or self.heard.choice is not None or not self.theirs(question):
            return False
        if self.heard.intent == "request_agent" and not _A_PERSON.search(self.message.text):
            asked_how = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
            if asked_how or find_contact(self.message.text):
                return False  # "ring me on …" is an answer, "a person" is not
        if find_contact(self.message.text) and question in (Question.REPLY_BY, Question.REPLY_ADDRESS):
            return False
        wish = self.heard.intent in ALWAYS and self.heard.confidence >= _SURE
        return (wish and not SKIP.search(self.message.text)) or "?" in self.message.text

    def theirs(self, question: Question | None) -> bool:
        if self.heard.choice is not None:
            return False
        if self.heard.intent in _COURTESY and self.heard.confidence >= _SURE:
            return True
        return is_their_question(self.message.text, self.heard.intent, self.heard.confidence, question)
