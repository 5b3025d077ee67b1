"""The answer to the very question that was asked."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.decisions.questions import CHANGING, DETAILS, LOG_FIRST, THATS_ALL, UNKNOWN, Purpose, Question
from bot.readers.answers import is_first_time, read_answer, read_yes_no
from bot.readers.cards import has_card
from bot.readers.contact import find_contact
from bot.readers.details_told import named
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.logs_it import only_wants_to_complain, wants_it_logged
from bot.readers.message import SKIP, refuses
from bot.readers.outcome import find_outcome
from bot.readers.telling import tells_only_the_start
from bot.readers.theirs import is_question
from bot.readers.tried import read_tried
from bot.readers.volunteered import told_when
from bot.readers.when import day_said_before, says_not_before
from bot.services.hearing.corrections import added_at_the_last_look, changed_at_the_last_look
from bot.services.hearing.enough import has_had_enough, skip
from bot.services.hearing.name_or_reply import for_the_reader, reply_instead_of_a_name
from bot.services.hearing.ours_or_theirs import MANY_WORDS, OWN_WORDS, TheirWords
from bot.services.hearing.sort_or_log import with_sort_or_log
from bot.services.hearing.two_dates import TELLS, began_and_told

_CAN_WAIT = (Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME)
"""Left out at once when they say "log it": the way to reply is all that is needed."""
_TO_TRY = {Question.SORT_OR_LOG: "log", Question.SORTED: "no"}
"""What "that's all" means where they are asked to try something: it is logged as it is."""
_LOG_IT = re.compile(
    r"\W*(?:(?:please|just|ok|yes|right|then|can you|go on) ?)*"
    r"log (?:it|this|that|now|a complaint|my complaint)\b"
    r"(?:[ ,]*(?:now|please|then|for me|as a complaint|straight away))*\W*",
    re.IGNORECASE,
)
_COMPLAINS = re.compile(r"\bcomplain|\blog (?:it|my|a)\b", re.IGNORECASE)
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


def answer_to_ours(said: TheirWords, question: Question | None) -> Reading:
    if question is None:
        return None
    if question is not Question.DESCRIPTION and said.heard.choice is None and refuses(said.message.text):
        return skip(said, question)
    if said.outright(question):
        return None
    if question in _CAN_WAIT and has_had_enough(said, question):
        return Taken(
            {**{each.value: UNKNOWN for each in _CAN_WAIT if each not in said.answers}, THATS_ALL: True}
        )
    if question in (Question.REPLY_BY, Question.REPLY_ADDRESS) and has_had_enough(said, question):
        return skip(said, question)
    if question in _TO_TRY and has_had_enough(said, question):
        unasked = {each.value: UNKNOWN for each in _CAN_WAIT if each not in said.answers}
        return Taken({**unasked, question.value: _TO_TRY[question], THATS_ALL: True})
    if question in DETAILS and has_had_enough(said, question):
        # What the page demands was asked with this very question: it is not asked again. Said twice, nothing is.
        left = DETAILS if said.answers.get(THATS_ALL) else (question,)
        return Taken({**{each.value: UNKNOWN for each in left if each not in said.answers}, THATS_ALL: True})
    if (
        said.answers.get(CHANGING) == question.value
        and question in DETAILS
        and _TAKE_OUT.search(said.message.text)
    ):
        return Taken({question.value: UNKNOWN})
    if said.answers.get(CHANGING) == question.value and SKIP.search(said.message.text):
        return Taken({CHANGING: None})
    if question is Question.DESCRIPTION:
        return _read_description(said)
    if question is Question.CODE and read_yes_no(said.message) is False:
        return Taken({Question.CODE: "skipped"})
    if question is Question.CODE and isinstance(contact := find_contact(said.message.text), Taken):
        return contact  # "sorry, it's joe2@example.com" is no code
    if question is Question.NAME and (reply := reply_instead_of_a_name(said)):
        return reply
    if question is Question.NAME and said.theirs(question) and not SKIP.search(said.message.text):
        return None
    if question in _CAN_WAIT and _wants_it_now(said.message.text):
        if said.answers.get(LOG_FIRST) or Question.REPLY_ADDRESS in said.answers:
            return Taken({question.value: UNKNOWN, THATS_ALL: True})
        return Taken({LOG_FIRST: True})
    if question is Question.FINAL_LETTER_ON and (first := told_when(said.message.text, said.message.today)):
        return Taken({Question.FIRST_TOLD_ON: first})
    if question in (Question.CHECK, Question.CHANGE) and (told := named(said.message, said.answers)):
        return told
    if question is Question.CHANGE and (added := added_at_the_last_look(said)):
        return Taken(added)
    if question is Question.CHECK and (changed := changed_at_the_last_look(said)):
        return changed
    if question is Question.HAPPENED_ON and (day := day_said_before(said.message.text)):
        answer = read_answer(question, replace(said.message, text=day), said.answers)
        if isinstance(answer, Taken):
            return answer
    if question is Question.HAPPENED_ON and TELLS.search(said.message.text):
        return began_and_told(said)
    if question is Question.FIRST_TOLD_ON and tells_only_the_start(said.message.text):
        return began_and_told(said)
    if (
        question is Question.EXAMPLES
        and (wish := find_outcome(said.message.text))
        and _WISHES.match(said.message.text)
    ):
        return Taken(dict(wish))  # what they want, where examples are asked
    if question is Question.SORTED and _COMPLAINS.search(said.message.text):
        return Taken({Question.SORTED: "no"})  # it may work again: they want it on record
    if _is_a_story(said, question):
        return None
    if has_card(said.message.text):
        return Problem("utter_problem_card")
    last = _AND_THATS_ALL.match(said.message.text) if question in DETAILS else None
    if last:
        reading = read_answer(question, replace(said.message, text=last[1]), said.answers)
        if isinstance(reading, Taken):
            return Taken({**reading.values, THATS_ALL: True})
    reading = read_answer(question, for_the_reader(said, question), said.answers)
    if not isinstance(reading, Taken) and question in (Question.HANDLED_BY, Question.NAME):
        reading = _first_part(said, question) or reading
    if reading is None and question is Question.FAULT_OR_COMPLAINT and SKIP.search(said.message.text):
        return skip(said, question)
    if question is Question.FAULT_OR_COMPLAINT:
        return with_sort_or_log(said, reading)
    if reading is None and question is Question.SORT_OR_LOG and read_tried(said.message.text):
        return Taken({})  # no answer, but what was tried is kept, and the question is put again without it
    if reading is None and question is Question.NAME and read_yes_no(said.message) is False:
        return skip(said, question)
    if reading is None and SKIP.search(said.message.text):
        return skip(said, question)
    asked_for_adr = said.purpose is Purpose.ADR and question is Question.FIRST_TOLD_ON
    not_before = is_first_time(said.message.text, said.message.today) or says_not_before(said.message.text)
    if asked_for_adr and not_before:
        return Taken({"not_complained": True})  # there is no complaint: not "it starts today"
    return reading


def _wants_it_now(text: str) -> bool:
    """ "Log it", "I need to raise a formal complaint", and nothing else in it."""
    return _LOG_IT.search(text) is not None or (wants_it_logged(text) and only_wants_to_complain(text))


def _first_part(said: TheirWords, question: Question) -> Reading:
    """For "the manager, but she never rang": who it was stands at the beginning."""
    first = re.split(r"[,;.!]\s|\s-\s|\b(?:but|and (?:it|our|my|i)|who)\b", said.message.text, maxsplit=1)[
        0
    ].strip(" ,.")
    if first == said.message.text.strip() or is_question(said.message.text):
        return None
    return read_answer(question, replace(said.message, text=first), said.answers)


def _is_a_story(said: TheirWords, question: Question) -> bool:
    taken_whole = question in OWN_WORDS or question is Question.CHECK
    return not taken_whole and len(said.message.text.split()) >= MANY_WORDS


def _read_description(said: TheirWords) -> Reading:
    """The story. An address alone is no story, but it is kept."""
    if SKIP.search(said.message.text):
        return skip(said, Question.DESCRIPTION)
    if said.theirs(Question.DESCRIPTION):
        return None
    contact = find_contact(said.message.text)
    if isinstance(contact, Taken) and len(said.message.text.split()) <= _ADDRESS_ALONE:
        return contact
    if _LOG_IT.fullmatch(said.message.text):
        return Problem("utter_problem_description")
    return read_answer(Question.DESCRIPTION, said.message, said.answers)
