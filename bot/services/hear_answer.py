"""What a message means while a question stands: an answer to it, to another one, or a question of theirs.

Nothing is kept here; ``take_answer`` does that.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.decisions.digression import takes_back
from bot.decisions.questions import (
    CHANGING,
    DETAILS,
    LOG_FIRST,
    THATS_ALL,
    UNKNOWN,
    Purpose,
    Question,
    may_skip,
)
from bot.readers.answers import SKIP, Message, find_contact, is_first_time, read_answer, read_yes_no
from bot.readers.asides import (
    asks_for_time,
    asks_if_needed,
    asks_repeat,
    asks_summary,
    asks_why,
    is_done,
    is_go_on,
)
from bot.readers.cards import has_card
from bot.readers.contact import read_postcode
from bot.readers.corrected_dates import date_put_right
from bot.readers.details_told import corrected, details_told, named
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.message import refuses
from bot.readers.money import other_sum
from bot.readers.outcome import find_outcome
from bot.readers.own_dates import read_own_dates
from bot.readers.reach_times import REACH_NOTE, find_reach_note
from bot.readers.reply import read_reply_by
from bot.readers.telling import tells_only_the_start
from bot.readers.theirs import asked_besides, is_question, statements
from bot.readers.trouble import tells_news
from bot.readers.volunteered import correction, restated, told_when, volunteered
from bot.readers.when import day_as_answer, tells_same_day
from bot.services.hear_besides import DATED, Besides
from bot.services.ours_or_theirs import OWN_WORDS, PARTS, SAYS_MORE

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
_TELLS = re.compile(
    r"(?:\b(?:i|we)(?:'ve| have)?|(?:^|[,.;])\s*(?:(?:and|but|then|so)\s+)?) ?(?:(?:first|only|already) )*"
    r"(?:told|complained|reported|rang|called|phoned|e-?mailed|wrote|contacted)\b",
    re.IGNORECASE,
)
"""Also without "I", where a sentence begins: "rang on the 25th, it's been dead three days"."""
_ITS_OTHER = {
    Question.HAPPENED_ON: _TELLS,
    Question.FIRST_TOLD_ON: re.compile(
        r"\b(?:since|start\w*|began|begun|happen\w*|broke|went)\b", re.IGNORECASE
    ),
}
"""Words about the other date, where one of the two is asked."""
MANY_WORDS = 26
"""Words: so much is a story, whatever was asked; no short answer is picked out of it."""
_LEAST_STORY = 4
"""Words: "You billed me twice" tells what happened."""
_PUTS_RIGHT = re.compile(
    r"\b(?:name is|change|should be|not \w+|but|wrong|instead|apart from|except|other than)\b", re.IGNORECASE
)
_TAKE_OUT = re.compile(
    r"^\W*(?:please )?(?:delete|remove|take|leave) (?:it|that|them|this)(?: out| away)?(?: please)?\W*$"
    r"|^\W*(?:nothing|blank|none)\W*$",
    re.IGNORECASE,
)
_AND_THATS_ALL = re.compile(
    r"^(.+?)[.,;!]?\s+(?:and )?(?:that'?s (?:all|it)|nothing else)\W*$", re.IGNORECASE | re.DOTALL
)
_WISHES = re.compile(r"^\W*(?:i|we)(?:'d)? (?:just |only )?(?:want|would like|like)\b", re.IGNORECASE)
_ADDRESS_ALONE = 4
"""Words: "it's sam@example.com thanks" tells no story."""


class Hearing(Besides):
    """One message against the answers that there are. ``message`` is what the readers see."""

    def reading(self, question: Question | None) -> Reading:
        """What it says: a yes to "did you mean …?", a correction, an answer to ``question``, or something it
        volunteers; ``None`` when it is none of these."""
        if self.heard.on_form:
            return self._on_form(question)
        if self.heard.choice is None and takes_back(self.message.text):
            return None  # "cancel it, no, carry on": nothing is told
        found = self._suggested() or self._swap() or self._correction(question) or self._read(question)
        if found is None and (note := self.reach_note(question)):
            way = read_reply_by(self.message, self.answers) if question is Question.REPLY_BY else None
            found = Taken({**(way.values if isinstance(way, Taken) else {}), REACH_NOTE: note})
        if found is None and not self.outright(question):
            found = (
                self._number_alone(question)
                or volunteered(self.message, self.answers)
                or self._restated(question)
                or self._details(question)
                or self._named(question)
                or self._elsewhere(question)
                or self._more_of_the_story(question)
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

    def _on_form(self, question: Question | None) -> Reading:
        """What stands in a field is an answer to its own question, or none."""
        found = self._read(question)
        if isinstance(found, Problem) and found.suggestion is not None and self.heard.as_typed:
            return Taken(dict(found.suggestion["instead"]))
        return found

    def reach_note(self, question: Question | None) -> str | None:
        """When to reach them, told beside the way to reply or where that is asked; else only if they ask for it."""
        told = question not in (None, Question.DESCRIPTION) and self.purpose is Purpose.COMPLAINT
        if not told or self.heard.choice is not None:
            return None
        asked = question in (Question.REPLY_BY, Question.REPLY_ADDRESS)
        return find_reach_note(self.message.text, asked or isinstance(find_contact(self.message.text), Taken))

    def asks_why(self) -> bool:
        text = self.message.text
        return self.heard.choice is None and (asks_why(text) or asks_if_needed(text))

    def asks_why_beside(self) -> bool:
        """For "5 November, why does that matter?": the part that asks is about our question."""
        parts = [part for part in PARTS.split(self.message.text) if part]
        return self.heard.choice is None and len(parts) > 1 and any(asks_why(part) for part in parts)

    def asks_summary(self) -> bool:
        return self.heard.choice is None and asks_summary(self.message.text)

    def goes_on(self) -> bool:
        """A nod ("fine, carry on"): the question comes again, and nothing was missed."""
        return self.heard.choice is None and is_go_on(self.message.text)

    def asks_for_time(self) -> bool:
        return self.heard.choice is None and asks_for_time(self.message.text)

    def asks_repeat(self) -> bool:
        return self.heard.choice is None and asks_repeat(self.message.text)

    def beside(self, question: Question | None) -> tuple[Message, Taken] | None:
        """Such as "2 November, and how long does this take?": the part that answers ours, when the rest asks theirs."""
        if question in (None, Question.FINAL_LETTER_ON) or not self._asks_too():
            return None
        if question is Question.DESCRIPTION:
            story = statements(self.message.text)
            message = replace(self.message, text=story, intent="give_details")
            return (message, Taken({question: story})) if len(story.split()) >= _LEAST_STORY else None
        said = statements(self.message.text)
        if said and question is Question.CHECK:
            # What is right and what is not, as if it had been said alone.
            alone = Hearing(self.answers, replace(self.heard, text=said, topic=None), self.purpose)
            found = alone.reading(question)
            return (alone.message, found) if isinstance(found, Taken) else None
        if said:
            message = replace(self.message, text=said, intent="give_details", confidence=0.0)
            told = self._told_by(question, message) or self._news(message)
            if told is not None:
                return message, told
        for part in PARTS.split(self.message.text):
            if part and "?" not in part:
                message = replace(self.message, text=part, intent="give_details")
                found = read_answer(question, message, self.answers)
                if question is Question.FAULT_OR_COMPLAINT:
                    found = self._with_sort_or_log(found)
                if isinstance(found, Taken):
                    return message, found
        return None

    def _news(self, message: Message) -> Taken | None:
        """More of the story beside a question of theirs."""
        told = self.purpose is Purpose.COMPLAINT and Question.DESCRIPTION in self.answers
        news = tells_news(self.message.text) if told else None
        return Taken({Question.DESCRIPTION: news}) if news else None

    def _asks_too(self) -> bool:
        return "?" in self.message.text or asked_besides(self.message.text) is not None

    def _told_by(self, question: Question, message: Message) -> Taken | None:
        """What the part of a message that asks nothing tells: an answer to our question, or something else."""
        answer = read_answer(question, message, self.answers)
        if question is Question.FAULT_OR_COMPLAINT:
            answer = self._with_sort_or_log(answer)
        found = dict(answer.values) if isinstance(answer, Taken) else {}
        besides = volunteered(message, {**self.answers, **found})
        if isinstance(besides, Taken):
            found = {**besides.values, **found}
        told = (
            details_told(message.text, {**self.answers, **found}) if self.purpose is Purpose.COMPLAINT else {}
        )
        found = {**told, **found}
        return Taken(found) if found else None

    def meant(self, asked: Question | None) -> Question | None:
        """The question that is answered. An old button changes its answer, but only to a real one."""
        if not self.heard.question or self.heard.question == asked:
            return asked
        pressed = Question(self.heard.question)
        if self.heard.choice == "thats_all" and asked in DETAILS:
            return Question(asked) if asked else None
        changes = pressed in self.answers and self.heard.choice != UNKNOWN and pressed not in _ONE_WAY
        return pressed if changes else None

    def _read(self, question: Question | None) -> Reading:
        if question is None:
            return None
        if question is not Question.DESCRIPTION and self.heard.choice is None and refuses(self.message.text):
            return self._skip(question)
        if self.outright(question):
            return None
        if question in _CAN_WAIT and self._has_had_enough():
            left = _CAN_WAIT if Question.REPLY_ADDRESS in self.answers else (question,)
            return Taken(
                {**{each.value: UNKNOWN for each in left if each not in self.answers}, THATS_ALL: True}
            )
        if question in (Question.REPLY_BY, Question.REPLY_ADDRESS) and self._has_had_enough():
            return self._skip(question)
        if question in DETAILS and self._has_had_enough():
            # What the page demands was asked with this very question: it is not asked again.
            return Taken({THATS_ALL: True, question.value: UNKNOWN})
        if (
            self.answers.get(CHANGING) == question.value
            and question in DETAILS
            and _TAKE_OUT.search(self.message.text)
        ):
            return Taken({question.value: UNKNOWN})
        if self.answers.get(CHANGING) == question.value and SKIP.search(self.message.text):
            return Taken({CHANGING: None})
        if question is Question.DESCRIPTION:
            return self._read_description()
        if question is Question.CODE and read_yes_no(self.message) is False:
            return Taken({Question.CODE: "skipped"})
        if question is Question.CODE and isinstance(contact := find_contact(self.message.text), Taken):
            return contact  # "sorry, it's joe2@example.com" is no code
        if question is Question.NAME and (reply := self._reply_instead_of_a_name()):
            return reply
        if question is Question.NAME and self.theirs(question) and not SKIP.search(self.message.text):
            return None
        if question in _CAN_WAIT and _LOG_IT.search(self.message.text):
            if self.answers.get(LOG_FIRST) or Question.REPLY_ADDRESS in self.answers:
                return Taken({question.value: UNKNOWN, THATS_ALL: True})
            return Taken({LOG_FIRST: True})
        if question is Question.FINAL_LETTER_ON and (
            first := told_when(self.message.text, self.message.today)
        ):
            return Taken({Question.FIRST_TOLD_ON: first})
        if question in (Question.CHECK, Question.CHANGE) and (told := named(self.message, self.answers)):
            return told
        if question is Question.CHECK and (changed := self._changed_at_the_last_look()):
            return changed
        if question is Question.HAPPENED_ON and _TELLS.search(self.message.text):
            return self._began_and_told()
        if question is Question.FIRST_TOLD_ON and tells_only_the_start(self.message.text):
            return self._began_and_told()
        if (
            question is Question.EXAMPLES
            and (wish := find_outcome(self.message.text))
            and _WISHES.match(self.message.text)
        ):
            return Taken(dict(wish))  # what they want, where examples are asked
        if question is Question.SORTED and _COMPLAINS.search(self.message.text):
            return Taken({Question.SORTED: "no"})  # it may work again: they want it on record
        if self._is_a_story(question):
            return None
        if has_card(self.message.text):
            return Problem("utter_problem_card")
        last = _AND_THATS_ALL.match(self.message.text) if question in DETAILS else None
        if last:
            reading = read_answer(question, replace(self.message, text=last[1]), self.answers)
            if isinstance(reading, Taken):
                return Taken({**reading.values, THATS_ALL: True})
        reading = read_answer(question, self._for_the_reader(question), self.answers)
        if not isinstance(reading, Taken) and question in (Question.HANDLED_BY, Question.NAME):
            reading = self._first_part(question) or reading
        if reading is None and question is Question.FAULT_OR_COMPLAINT and SKIP.search(self.message.text):
            return self._skip(question)
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

    def _reply_instead_of_a_name(self) -> Reading:
        """An address or a bare number where the name is asked: it says where to reply."""
        contact = find_contact(self.message.text)
        if not isinstance(contact, Taken) or Question.REPLY_ADDRESS in self.answers:
            return None
        kind = contact.values[Question.REPLY_BY]
        beside = re.sub(r"\S+@\S+|\+?\d[\d ]{7,}\d", " ", self.message.text)
        bare = re.search(r"[^\W\d_]", beside) is None
        return contact if bare or (kind == "letter" and read_postcode(self.message.text)) else None

    def _first_part(self, question: Question) -> Reading:
        """For "the manager, but she never rang": who it was stands at the beginning."""
        first = re.split(
            r"[,;.!]\s|\s-\s|\b(?:but|and (?:it|our|my|i)|who)\b", self.message.text, maxsplit=1
        )[0].strip(" ,.")
        if first == self.message.text.strip() or is_question(self.message.text):
            return None
        return read_answer(question, replace(self.message, text=first), self.answers)

    def _named(self, question: Question | None) -> Reading:
        """A detail told by its name while another one is asked."""
        within = question is not None and question is not Question.DESCRIPTION
        return named(self.message, self.answers) if within and self.purpose is Purpose.COMPLAINT else None

    def _is_a_story(self, question: Question) -> bool:
        taken_whole = question in OWN_WORDS or question is Question.CHECK
        return not taken_whole and len(self.message.text.split()) >= MANY_WORDS

    def _changed_at_the_last_look(self) -> Reading:
        """For "no, it's for my office": what is wrong and what is right in one."""
        words = len(self.message.text.split())
        says_no = (
            read_yes_no(self.message) is False
            or self.heard.intent == "correct_details"
            or _PUTS_RIGHT.search(self.message.text) is not None
        )
        if self.heard.choice is not None or not says_no or not SAYS_MORE <= words < MANY_WORDS:
            return None
        besides = volunteered(self.message, {})
        told = details_told(self.message.text, {Question.CUSTOMER: self.answers.get(Question.CUSTOMER)})
        told |= restated(self.message, self.answers)
        if isinstance(besides, Taken) and Question.NAME in besides.values:
            told[Question.NAME.value] = besides.values[Question.NAME]
        pounds = other_sum(self.message.text, self.answers.get(Question.AMOUNT))
        if pounds is not None:
            told.pop(Question.OUTCOME.value, None)
            told[Question.AMOUNT.value] = pounds
        new = {key: value for key, value in told.items() if self.answers.get(key) != value}
        return Taken(new) if new else None

    def _has_had_enough(self) -> bool:
        return self.heard.choice == "thats_all" or (self.heard.choice is None and is_done(self.message.text))

    def _for_the_reader(self, question: Question) -> Message:
        """A name without the address beside it: "Ana Lopez, ana@example.com"."""
        if question is not Question.NAME:
            return self.message
        bare = re.sub(
            r"(?:\b(?:e-?mail|tele?phone|phone|tel|mobile|mob|number)\b[\s:.]*)*(?:\S+@\S+|\+?\d[\d ]{8,}\d)",
            " ",
            self.message.text,
            flags=re.IGNORECASE,
        ).strip(" ,.;:-")
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
            if target is Question.FIRST_TOLD_ON and tells_same_day(part):
                day = values.get(Question.HAPPENED_ON)
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
        put_right = date_put_right(self.message.text, self.message.today, self.answers)
        if put_right is not None and self.heard.choice is None:
            own = read_own_dates(self.message.text, self.message.today).first
            told = day_as_answer(own) if own is not None and own.exact else None
            both = put_right[0] is Question.HAPPENED_ON and told is not None
            return Taken(
                {
                    put_right[0]: day_as_answer(put_right[1]),
                    **({Question.FIRST_TOLD_ON: told} if both else {}),
                }
            )
        if (
            question in DATED
            and question not in self.answers
            and not _ITS_OTHER[question].search(self.message.text)
        ):
            return None  # "I said, mid October" is the answer
        begins_with_no = self.message.text.lower().startswith("no")
        if self.heard.intent not in ("correct_details", "deny") and not begins_with_no:
            return corrected(self.message, self.answers) if question is not Question.CHANGE else None
        return corrected(self.message, self.answers) or correction(self.message, self.answers)

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
