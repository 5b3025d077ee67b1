"""What belongs with the answers of a message: the time to ring, the rest of an address, details told besides."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.decisions.questions import CHANGING, Purpose, Question
from bot.readers.contact import complete_address, read_phone
from bot.readers.details_told import corrected, details_told
from bot.readers.heard import Problem, Taken
from bot.readers.reach_times import REACH_NOTE
from bot.readers.reply_wish import REPLY_WISH
from bot.readers.trouble import tells_trouble
from bot.readers.volunteered import volunteered
from bot.readers.when import day_said_before
from bot.services.hand_off import keep_contact
from bot.services.hearing.hear_answer import question_meant
from bot.services.hearing.ours_or_theirs import MANY_WORDS, OWN_WORDS
from bot.services.hearing.reach_note import reach_note, reply_wish
from bot.services.shape_answer import not_after_this_chat, with_the_story_so_far
from bot.services.taking.problems import tell_problem
from bot.services.taking.state import Taking

_ONE_OF_TWO = (Question.SORT_OR_LOG, Question.FAULT_OR_COMPLAINT)
_TELLS_MORE = 6
"""Words: "log it. down since this morning, the light is red" says more than which of the two."""


def with_times(taking: Taking, values: dict[str, Any]) -> dict[str, Any]:
    """With the time at which to reach them, and how the reply must not come. On a form the field holds all of it:
    without a time there is none."""
    note = reach_note(taking.said, question_meant(taking.said, taking.asked))
    if taking.heard.on_form and taking.asked is Question.REPLY_ADDRESS:
        taking.set(REACH_NOTE, None)
    before = taking.intake.answers.get(REACH_NOTE)
    if note and before and note not in before and Question.REPLY_ADDRESS not in taking.intake.answers:
        note = f"{before}, {note}"  # told in parts, while they are asked; later it is another time
    wish = reply_wish(taking.said)
    with_wish = {**values, REPLY_WISH: wish} if wish else values
    return {**with_wish, REACH_NOTE: note} if note else with_wish


def whole_address(taking: Taking, values: dict[str, Any]) -> dict[str, Any]:
    """A postcode that comes after its address belongs to it; a number beside an e-mail address is kept too."""
    before = taking.intake.answers.get(Question.REPLY_ADDRESS)
    if taking.intake.answers.get(Question.REPLY_BY) == "letter" == values.get(Question.REPLY_BY):
        now = values.get(Question.REPLY_ADDRESS)
        return {**values, Question.REPLY_ADDRESS: complete_address(before, now)} if now else values
    phone = read_phone(taking.message.text) if values.get(Question.REPLY_BY) == "email" else None
    if phone:
        keep_contact(taking.context, taking.tx, taking.intake.conversation_id, "phone", phone, None)
        taking.says.append(("utter_noted_also", {"address": phone}))
    return values


def with_all_that_it_tells(taking: Taking, values: dict[str, Any]) -> dict[str, Any]:
    """With what was told as a fault before it became a complaint, and with what the words tell besides."""
    before = taking.intake.answers.get("_before")
    if before and Question.DESCRIPTION in values:
        told = values[Question.DESCRIPTION]
        values = {**values, Question.DESCRIPTION: before if told in before else f"{before}\n{told}"}
        taking.set("_before", None)
    extra = volunteered(taking.message, {**taking.intake.answers, **values})
    if isinstance(extra, Problem) and not taking.heard.on_form:  # a form asks for it on a page of its own
        tell_problem(taking, extra)
    elif isinstance(extra, Taken):
        if taking.asked is Question.HAPPENED_ON in values and day_said_before(taking.message.text):
            extra.values.pop(Question.FIRST_TOLD_ON, None)  # "I told you the 12th": us, just now
        values = {**extra.values, **values}
    values = {**values, **_put_right_besides(taking, values)}
    values = with_the_story_so_far(_with_a_long_message(taking, values), taking.intake.answers)
    if taking.purpose is Purpose.COMPLAINT and taking.heard.choice is None:
        told = details_told(taking.message.text, {**taking.intake.answers, **values})
        values = {**told, **values}
    return not_after_this_chat(values, taking.intake)


def _put_right_besides(taking: Taking, values: dict[str, Any]) -> dict[str, Any]:
    """For "broadband. change my name to Kevin Marsden": each sentence that puts something right is heard."""
    if taking.heard.choice is not None or taking.heard.on_form or taking.purpose is not Purpose.COMPLAINT:
        return {}
    sentences = re.split(r"(?<=[.!;])\s+|,? (?:and|but) (?=change\b)", taking.message.text)
    found: dict[str, Any] = {}
    for sentence in sentences[1:]:
        new = corrected(replace(taking.message, text=sentence), taking.intake.answers)
        if new is not None and not new.values.get(CHANGING):
            found |= {str(key): value for key, value in new.values.items() if str(key) not in values}
    return found


def _with_a_long_message(taking: Taking, values: dict[str, Any]) -> dict[str, Any]:
    """Of many words no detail is picked and the rest dropped: they belong to what happened."""
    taken_whole = any(values.get(each) == taking.message.text.strip() for each in OWN_WORDS)
    own = taken_whole or Question.DESCRIPTION in values or taking.heard.choice is not None
    if own or taking.purpose is not Purpose.COMPLAINT or Question.DESCRIPTION not in taking.intake.answers:
        return values
    text = taking.message.text.strip()
    more = taking.asked in _ONE_OF_TWO and len(text.split()) >= _TELLS_MORE and tells_trouble(text)
    long = len(text.split()) >= MANY_WORDS
    return {**values, Question.DESCRIPTION: text} if long or more else values
