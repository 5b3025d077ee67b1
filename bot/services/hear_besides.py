"""What a message tells beside the answer to our question: an answer to another one, a detail, more of the story.

Nothing is kept here; ``hear_answer`` puts it together, ``take_answer`` keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.decisions.questions import UNKNOWN, Purpose, Question
from bot.readers.adr_told import letter_date, read_bars, read_heads
from bot.readers.answers import SKIP, find_contact, is_first_time, read_answer, read_yes_no
from bot.readers.coming_day import what_about_day
from bot.readers.dates import Day, read_date
from bot.readers.details_told import details_told
from bot.readers.elsewhere import said_elsewhere
from bot.readers.heard import Reading, Taken
from bot.readers.money import find_pounds
from bot.readers.swaps import swapped
from bot.readers.theirs import is_courtesy, is_for_us, is_question
from bot.readers.trouble import tells_trouble
from bot.readers.volunteered import restated, told_when
from bot.readers.when import day_as_answer
from bot.services.heard import Heard
from bot.services.ours_or_theirs import Addressed

DATED = frozenset({Question.HAPPENED_ON, Question.FIRST_TOLD_ON})
_WORTH_KEEPING = 4
"""Words: so many are kept with the complaint, although nothing in them was understood."""
_NUMBER_ALONE = 5
"""Words: "it's 07700 900321 if you need it" is a way to reply, whatever was asked."""
_ABOUT_REPLY = frozenset({Question.REPLY_BY, Question.REPLY_ADDRESS, Question.CODE})
_TOLD_FOR_CERTAIN = frozenset(
    {
        Question.OUTCOME.value,
        "outcome_kinds",
        Question.AMOUNT.value,
        Question.REFERENCE.value,
        Question.ACCOUNT.value,
        Question.CUSTOMER.value,
        Question.NEEDS.value,
        "needs_words",
    }
)
"""Taken even from words that ask something of us."""
_DATE_ALONE = 5
"""Words: "about two weeks ago" is a date and no story."""


_ONLY_A_DATE = re.compile(
    r"^\W*(?:(?:no|sorry|actually|oh|er|it was|that was|on|the|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*)\W+)*"
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?|\d{1,2}[/.-]\d{1,2})"
    r"(?:[ /.-]\d{2,4})?\W*$",
    re.IGNORECASE,
)
_IF_IT_WAS = re.compile(
    r"\b(?:what (?:about |if )*|and |but |suppose )?(?:if )?it (?:was|had been|were)\b", re.IGNORECASE
)


def _supposed(text: str, today: date) -> dict[str, str] | None:
    """For "what about if it was 12 April": another first day, to see what comes of it."""
    if (asked := what_about_day(text, today)) is not None and asked <= today:
        return {"from": asked.isoformat(), "to": asked.isoformat()}
    named = _IF_IT_WAS.search(text)
    day = read_date(text[named.end() :], today) if named else None
    return day_as_answer(day) if isinstance(day, Day) and day.exact else None


class Besides(Addressed):
    """One message against the answers that there are, as far as it does not answer what is asked."""

    def __init__(self, answers: Mapping[str, Any], heard: Heard, purpose: Purpose) -> None:
        super().__init__(heard, purpose)
        self.answers = answers

    def _swap(self) -> Reading:
        """For "it's Pickles, not Pickels", whatever is asked."""
        if self.heard.choice is not None or self.purpose is not Purpose.COMPLAINT:
            return None
        values = swapped(self.message.text, self.answers)
        return Taken(dict(values)) if values else None

    def _restated(self, question: Question | None) -> Reading:
        """For "I first told them on 20 October", typed where a name or a code is asked for."""
        if question in (None, Question.DESCRIPTION, *DATED):
            return None
        values = restated(self.message, self.answers)
        return Taken(dict(values)) if values else None

    def _details(self, question: Question | None) -> Reading:
        """Such as "ticket 44120" where something else is asked. What they want counts even in words that ask something
        of us; that a service is named does not."""
        if self.purpose is not Purpose.COMPLAINT or question is None or is_question(self.message.text):
            return None
        told = details_told(self.message.text, self.answers) | self._bare_date(question) | self._sum(question)
        if self.theirs(question):
            told = {key: value for key, value in told.items() if key in _TOLD_FOR_CERTAIN}
        return Taken(dict(told)) if told else None

    def _sum(self, question: Question) -> dict[str, Any]:
        """For "credit of £75", without "I want": the model hears the wish for money."""
        wanted = self.heard.intent == "ask_compensation" and question is not Question.OUTCOME
        pounds = find_pounds(self.message.text) if wanted else None
        if pounds is None or self.answers.get(Question.OUTCOME) not in (None, UNKNOWN):
            return {}
        words = self.message.text.strip()
        return {Question.OUTCOME.value: words, "outcome_kinds": ["refund"], Question.AMOUNT.value: pounds}

    def _elsewhere(self, question: Question | None) -> Reading:
        """An answer to a question that comes later, or was left out."""
        if question is None or self.purpose is not Purpose.COMPLAINT or question is Question.DESCRIPTION:
            return None
        if self.theirs(question):
            return None
        found = said_elsewhere(self.message, self.answers, question)
        return Taken(dict(found)) if found else None

    def has_words_to_keep(self) -> bool:
        """Whether what was not understood says something all the same, and belongs with the complaint."""
        text = self.message.text
        if self.heard.choice is not None or len(text.split()) < _WORTH_KEEPING or is_question(text):
            return False
        return not (
            is_courtesy(text) or is_for_us(text) or SKIP.search(text) or read_yes_no(self.message) is not None
        )

    def _more_of_the_story(self, question: Question | None) -> Reading:
        """Trouble told where something else is asked: it belongs to what happened."""
        if question in (None, Question.DESCRIPTION) or self.purpose is not Purpose.COMPLAINT:
            return None
        if Question.DESCRIPTION not in self.answers or self.theirs(question):
            return None
        text = self.message.text.strip()
        return Taken({Question.DESCRIPTION: text}) if tells_trouble(text) else None

    def _bare_date(self, question: Question) -> dict[str, Any]:
        """Such as "two weeks ago", or "today is the first time", before it was asked for."""
        if question in DATED or len(self.message.text.split()) > _DATE_ALONE:
            return {}
        told = Question.FIRST_TOLD_ON not in self.answers
        if told and is_first_time(self.message.text, self.message.today):
            today = self.message.today.isoformat()
            return {Question.FIRST_TOLD_ON.value: {"from": today, "to": today}}
        if Question.HAPPENED_ON in self.answers:
            return self._last_date_anew()
        read = read_answer(Question.HAPPENED_ON, self.message, self.answers)
        day = read.values.get(Question.HAPPENED_ON) if isinstance(read, Taken) else None
        return {Question.HAPPENED_ON.value: day} if isinstance(day, dict) else {}

    def _last_date_anew(self) -> dict[str, Any]:
        """For "on 3 November" where another question stands: the date that was just put down, put right."""
        last = self.answers.get("_last_date")
        if last not in DATED or not _ONLY_A_DATE.match(self.message.text):
            return {}
        day = read_date(self.message.text, self.message.today)
        if not isinstance(day, Day) or not day.exact or day.end > self.message.today:
            return {}
        return {str(last): day_as_answer(day)}

    def _besides(self) -> dict[str, Any]:
        """What opens or bars the scheme, and heads counted, in an answer to whichever question about ADR."""
        text, today = self.message.text, self.message.today
        told = read_bars(text, today) | read_heads(text)
        first = told_when(text, today) or _supposed(text, today)
        if first is not None and self.answers.get(Question.FIRST_TOLD_ON) not in (None, first):
            told[Question.FIRST_TOLD_ON.value] = first
        dated = letter_date(text, today)
        if dated and self.answers.get(Question.FINAL_LETTER_ON) not in (None, dated):
            told[Question.FINAL_LETTER_ON.value] = dated
        return told

    def _number_alone(self, question: Question | None) -> Reading:
        if question not in _ABOUT_REPLY and Question.REPLY_ADDRESS in self.answers:
            return None
        short = len(self.message.text.split()) <= _NUMBER_ALONE
        contact = find_contact(self.message.text) if short else None
        return contact if isinstance(contact, Taken) else None
