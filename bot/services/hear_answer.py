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
from bot.readers.adr_told import read_bars, read_heads
from bot.readers.answers import SKIP, Message, find_contact, is_first_time, read_answer, read_yes_no
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.volunteered import correction, restated, volunteered
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
_CAN_WAIT = (Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME)
"""Left out at once when they say "log it": the way to reply is all that is needed."""
_LOG_IT = re.compile(
    r"\W*(?:(?:please|just|ok|yes|right|then|can you|go on) ?)*"
    r"log (?:it|this|that|now|a complaint|my complaint)\b"
    r"(?:[ ,]*(?:now|please|then|for me|as a complaint|straight away))*\W*",
    re.IGNORECASE,
)
_COMPLAINS = re.compile(r"\bcomplain|\blog (?:it|my|a)\b", re.IGNORECASE)
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
_POLITE = re.compile(
    r"\b(?:hi+|hello|hey|hiya|morning|thanks?|thank you|ta|cheers|bye|goodbye|see you|ciao)\b", re.IGNORECASE
)
"""Where a name is asked for, "Pip" and "Lee" are names, whatever the model takes them for."""
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
        if found is None and not self.outright(question):
            found = (
                self._number_alone() or volunteered(self.message, self.answers) or self._restated(question)
            )
        if self.purpose is Purpose.ADR and self.heard.choice is None and not isinstance(found, Problem):
            besides = {
                key: value
                for key, value in self._besides().items()
                if found is None or key not in found.values
            }
            if besides:
                return Taken({**besides, **(found.values if found else {})})
        return found

    def _restated(self, question: Question | None) -> Reading:
        """For "I first told them on 20 October", typed where a name or a code is asked for."""
        if question not in (Question.NAME, Question.CODE, Question.REPLY_BY, Question.REPLY_ADDRESS):
            return None
        values = restated(self.message, self.answers)
        return Taken(dict(values)) if values else None

    def _besides(self) -> dict[str, Any]:
        """What opens or bars the scheme, and heads counted, in an answer to whichever question about ADR."""
        text, today = self.message.text, self.message.today
        return read_bars(text, today) | read_heads(text)

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
        if question is Question.CODE and read_yes_no(self.message) is False:
            return Taken({Question.CODE: "skipped"})
        if question is Question.CODE and isinstance(contact := find_contact(self.message.text), Taken):
            return contact  # "sorry, it's joe2@example.com" is no code
        if question is Question.NAME and self.theirs(question) and not SKIP.search(self.message.text):
            return None
        if question in _CAN_WAIT and _LOG_IT.search(self.message.text):
            return Taken({each: UNKNOWN for each in _CAN_WAIT if each not in self.answers})
        if question is Question.HAPPENED_ON and _TELLS.search(self.message.text):
            return self._began_and_told()
        if question is Question.SORTED and _COMPLAINS.search(self.message.text):
            return Taken({Question.SORTED: "no"})  # it may work again: they want it on record
        reading = read_answer(question, self._for_the_reader(question), self.answers)
        if question is Question.FAULT_OR_COMPLAINT:
            return self._with_sort_or_log(reading)
        if reading is None and question is Question.NAME and read_yes_no(self.message) is False:
            return self._skip(question)
        if reading is None and SKIP.search(self.message.text):
            return self._skip(question)
        asked_for_adr = self.purpose is Purpose.ADR and question is Question.FIRST_TOLD_ON
        if asked_for_adr and is_first_time(self.message.text, self.message.today):
            return Taken({"not_complained": True})  # there is no complaint: not "it starts today"
        return reading

    def _for_the_reader(self, question: Question) -> Message:
        """A name without the address beside it: "Ana Lopez, ana@example.com"."""
        if question is not Question.NAME:
            return self.message
        bare = re.sub(r"\S+@\S+|\+?\d[\d ]{8,}\d", " ", self.message.text).strip(" ,.;:-")
        return replace(self.message, text=bare) if bare and bare != self.message.text else self.message

    def _began_and_told(self) -> Reading:
        """For "it happened on 20 October and I told you on 22 October": each date to its own question; "I rang on 19
        November" says only when they told them."""
        values: dict[str, Any] = {}
        for part in re.split(r",| and (?=(?:i|we)\b)|(?<=[.;])\s", self.message.text, flags=re.IGNORECASE):
            target = Question.FIRST_TOLD_ON if _TELLS.search(part) else Question.HAPPENED_ON
            reading = read_answer(Question.HAPPENED_ON, replace(self.message, text=part), self.answers)
            if isinstance(reading, Problem):
                return reading
            day = reading.values.get(Question.HAPPENED_ON) if reading is not None else None
            if isinstance(day, dict) and target not in values:
                values[target] = day
        return Taken(values) if values else None

    def _with_sort_or_log(self, reading: Reading) -> Reading:
        """Who chose the complaint has chosen not to try first; "try to sort it" is no plain fault either."""
        if re.search(r"\btry\b", self.message.text, re.IGNORECASE):
            return Taken({Question.FAULT_OR_COMPLAINT: "complaint", Question.SORT_OR_LOG: "sort"})
        if isinstance(reading, Taken) and reading.values.get(Question.FAULT_OR_COMPLAINT) == "complaint":
            return Taken({**reading.values, Question.SORT_OR_LOG: "log"})
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
        if _LOG_IT.fullmatch(self.message.text):
            return Problem("utter_problem_description")
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
        """A question of theirs, or a plain wish for a person, help or an end, outweighs a date or a yes in it."""
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
            return question is not Question.NAME or bool(_POLITE.search(self.message.text))
        return is_their_question(self.message.text, self.heard.intent, self.heard.confidence, question)
