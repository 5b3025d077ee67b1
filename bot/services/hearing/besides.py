"""What a message tells beside the answer to our question: an answer to another one, a detail, more of the story.

Nothing is kept here; ``hear_answer`` puts it together, ``take_answer`` keeps it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.decisions.questions import UNKNOWN, Purpose, Question
from bot.readers.adr_told import letter_date, read_bars, read_heads
from bot.readers.answers import is_first_time, read_answer, read_yes_no
from bot.readers.contact import find_contact, postcode_of
from bot.readers.dates import Day, read_date
from bot.readers.day_asked_about import what_about_day
from bot.readers.details_told import details_told, named
from bot.readers.elsewhere import said_elsewhere
from bot.readers.heard import Reading, Taken
from bot.readers.logs_it import only_wants_to_complain
from bot.readers.message import SKIP
from bot.readers.money import find_pounds
from bot.readers.outcome import read_outcome
from bot.readers.theirs import is_courtesy, is_for_us, is_question
from bot.readers.trouble import tells_trouble
from bot.readers.volunteered import restated, told_when
from bot.readers.when import day_as_answer
from bot.services.hearing.ours_or_theirs import OWN_WORDS, TheirWords
from bot.services.hearing.two_dates import DATED

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


def named_detail(said: TheirWords, question: Question | None) -> Reading:
    """A detail told by its name while another one is asked."""
    within = question is not None and question is not Question.DESCRIPTION
    return named(said.message, said.answers) if within and said.purpose is Purpose.COMPLAINT else None


def first_day_restated(said: TheirWords, question: Question | None) -> Reading:
    """For "I first told them on 20 October", typed where a name or a code is asked for."""
    if question in (None, Question.DESCRIPTION, *DATED):
        return None
    values = restated(said.message, said.answers)
    return Taken(dict(values)) if values else None


def details(said: TheirWords, question: Question | None) -> Reading:
    """Such as "ticket 44120" where something else is asked. What they want counts even in words that ask something
    of us; that a service is named does not."""
    if said.purpose is not Purpose.COMPLAINT or question is None or is_question(said.message.text):
        return None
    told = details_told(said.message.text, said.answers) | _bare_date(said, question) | _sum(said, question)
    told = _money_wanted(said, question) | told
    if said.theirs(question):
        told = {key: value for key, value in told.items() if key in _TOLD_FOR_CERTAIN}
    return Taken(dict(told)) if told else None


def _money_wanted(said: TheirWords, question: Question) -> dict[str, Any]:
    """For "I should like my money back and an apology": a wish, where the model hears a question about money."""
    asks_money = said.heard.intent == "ask_compensation" and question not in OWN_WORDS
    if not asks_money or said.answers.get(Question.OUTCOME) not in (None, UNKNOWN):
        return {}
    read = read_outcome(said.message, {})
    values = {str(key): value for key, value in read.values.items()} if isinstance(read, Taken) else {}
    return values if "refund" in (values.get("outcome_kinds") or ()) else {}


def _sum(said: TheirWords, question: Question) -> dict[str, Any]:
    """For "credit of £75", without "I want": the model hears the wish for money."""
    wanted = said.heard.intent == "ask_compensation" and question is not Question.OUTCOME
    pounds = find_pounds(said.message.text) if wanted else None
    if pounds is None or said.answers.get(Question.OUTCOME) not in (None, UNKNOWN):
        return {}
    words = said.message.text.strip()
    return {Question.OUTCOME.value: words, "outcome_kinds": ["refund"], Question.AMOUNT.value: pounds}


def answer_to_another(said: TheirWords, question: Question | None) -> Reading:
    """An answer to a question that comes later, or was left out."""
    if question is None or said.purpose is not Purpose.COMPLAINT or question is Question.DESCRIPTION:
        return None
    if said.theirs(question):
        return None
    found = said_elsewhere(said.message, said.answers, question)
    return Taken(dict(found)) if found else None


def has_words_to_keep(said: TheirWords) -> bool:
    """Whether what was not understood says something all the same, and belongs with the complaint."""
    text = said.message.text
    if said.heard.choice is not None or len(text.split()) < _WORTH_KEEPING or is_question(text):
        return False
    if only_wants_to_complain(text):
        return False
    return not (
        is_courtesy(text) or is_for_us(text) or SKIP.search(text) or read_yes_no(said.message) is not None
    )


def more_of_the_story(said: TheirWords, question: Question | None) -> Reading:
    """Trouble told where something else is asked: it belongs to what happened."""
    if question in (None, Question.DESCRIPTION) or said.purpose is not Purpose.COMPLAINT:
        return None
    if Question.DESCRIPTION not in said.answers or said.theirs(question):
        return None
    text = said.message.text.strip()
    tells = tells_trouble(text) and not only_wants_to_complain(text)
    return Taken({Question.DESCRIPTION: text}) if tells else None


def _bare_date(said: TheirWords, question: Question) -> dict[str, Any]:
    """Such as "two weeks ago", or "today is the first time", before it was asked for."""
    if question in DATED or len(said.message.text.split()) > _DATE_ALONE:
        return {}
    never_told = Question.FIRST_TOLD_ON not in said.answers
    if never_told and is_first_time(said.message.text, said.message.today):
        today = said.message.today.isoformat()
        return {Question.FIRST_TOLD_ON.value: {"from": today, "to": today}}
    if said.answers.get(Question.HAPPENED_ON) not in (None, UNKNOWN):
        return _last_date_anew(said)
    read = read_answer(Question.HAPPENED_ON, said.message, said.answers)
    day = read.values.get(Question.HAPPENED_ON) if isinstance(read, Taken) else None
    return {Question.HAPPENED_ON.value: day} if isinstance(day, dict) else {}


def _last_date_anew(said: TheirWords) -> dict[str, Any]:
    """For "on 3 November" where another question stands: the date that was just put down, put right."""
    last = said.answers.get("_last_date")
    if last not in DATED or not _ONLY_A_DATE.match(said.message.text):
        return {}
    day = read_date(said.message.text, said.message.today)
    if not isinstance(day, Day) or not day.exact or day.end > said.message.today:
        return {}
    return {str(last): day_as_answer(day)}


def told_for_adr(said: TheirWords) -> dict[str, Any]:
    """What opens or bars the scheme, and heads counted, in an answer to whichever question about ADR."""
    text, today = said.message.text, said.message.today
    told = read_bars(text, today) | read_heads(text)
    first = told_when(text, today) or _supposed(text, today)
    if first is not None and said.answers.get(Question.FIRST_TOLD_ON) not in (None, first):
        told[Question.FIRST_TOLD_ON.value] = first
    dated = letter_date(text, today)
    if dated and said.answers.get(Question.FINAL_LETTER_ON) not in (None, dated):
        told[Question.FINAL_LETTER_ON.value] = dated
    return told


def number_alone(said: TheirWords, question: Question | None) -> Reading:
    """A way to reply in so few words that it can be nothing else; or the postcode of the address that they gave."""
    if postcode := postcode_of(said.answers.get(Question.REPLY_ADDRESS), said.message.text):
        return Taken({Question.REPLY_BY: "letter", Question.REPLY_ADDRESS: postcode})
    if question not in _ABOUT_REPLY and Question.REPLY_ADDRESS in said.answers:
        return None
    short = len(said.message.text.split()) <= _NUMBER_ALONE
    contact = find_contact(said.message.text) if short else None
    return contact if isinstance(contact, Taken) else None
