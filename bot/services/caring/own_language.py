"""Somebody writes in a language that we do not speak: all of it is kept, and the complaint can be logged in it.

Nothing is made of their words. What can be read without guessing is: a bare yes or no, and a day with its month.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.decisions.calendar import london_date
from bot.decisions.care import Care
from bot.decisions.language import yes_or_no
from bot.decisions.questions import THATS_ALL, UNKNOWN, Purpose, Question, demanded_details
from bot.decisions.records import ContactKind, IntakeStatus
from bot.readers.foreign_dates import foreign_day
from bot.services.add_words import add_words
from bot.services.context import Context
from bot.services.heard import Heard, Outcome, handled_before
from bot.services.latest_case import own_case_of
from bot.services.ports import Transaction
from bot.services.shape_answer import with_the_story_so_far
from bot.services.start_complaint import open_intake
from bot.services.take_answer import take_answer

OWN_WORDS: Final = "own_words"
"""What the button "Log my complaint" stands for."""
AGAIN: Final = "utter_language_again"
_OFFERS: Final = ("_language", "utter_language_log")
"""Of ``Care.says``: their words were offered to be logged just before."""
_DATES: Final = frozenset({Question.HAPPENED_ON, Question.FIRST_TOLD_ON})
_NOT_ASKED: Final = (Question.HAPPENED_ON, Question.FIRST_TOLD_ON, Question.NAME)


def in_english(context: Context, heard: Heard, asked: str | None) -> Heard:
    """``heard`` with a bare yes, no or day of their language in English; as it is where they write English."""
    if heard.choice is not None or not heard.text:
        return heard
    with context.store.read() as tx:
        care = tx.care.of(heard.conversation_id)
    code = care.language
    language = context.languages.languages.get(code or "")
    if code is None or language is None:
        return heard
    answer = yes_or_no(heard.text, language)
    if answer and asked is None and any(key in _OFFERS for key, _ in care.says):
        return replace(heard, text="", intent="make_complaint", confidence=1.0, choice=OWN_WORDS)
    if answer is not None:
        words, intent = ("yes", "affirm") if answer else ("no", "deny")
        return replace(heard, text=words, intent=intent, confidence=1.0)
    day = foreign_day(heard.text, code, london_date(heard.at)) if asked in _DATES else None
    return heard if day is None else replace(heard, text=f"{day:%-d %B %Y}", intent="give_details")


def foreign_words(
    context: Context, tx: Transaction, care: Care, heard: Heard, code: str
) -> tuple[Care, list[tuple[str, dict[str, Any]]]]:
    """What is learnt and said of a message in the language ``code``. The first time all that can be had is said."""
    kept = _kept_in_full(context, tx, heard)
    if care.language == code:
        offer: list[tuple[str, dict[str, Any]]] = [] if kept else [("utter_language_log", {})]
        return care, [(AGAIN, {}), *offer]
    return replace(care, language=code), [("_language", {"code": code})]


def _kept_in_full(context: Context, tx: Transaction, heard: Heard) -> bool:
    """Whether they stand on a complaint now; else ``care_for`` keeps them for one. The caller commits."""
    case = own_case_of(tx, heard.conversation_id)
    intake = tx.intakes.latest(heard.conversation_id)
    if intake is None:
        return False
    if intake.answers.get("complaining") and intake.status is IntakeStatus.OPEN:
        if Question.DESCRIPTION in intake.answers:
            told = with_the_story_so_far({Question.DESCRIPTION: heard.text.strip()}, intake.answers)
            tx.intakes.save(replace(intake, answers={**intake.answers, **told}))
        if case is None:
            return Question.DESCRIPTION in intake.answers
    if case is not None:
        add_words(context, tx, tx.intakes.latest(heard.conversation_id) or intake, case, heard)
    return case is not None


def log_own_words(context: Context, heard: Heard) -> Outcome:
    """What they wrote is the complaint. Only a way to reply is asked for, and not even that where it is known."""
    with context.store.write() as tx:
        intake = open_intake(context, tx, heard)
        done = handled_before(intake, heard)
        if done is not None:
            return done
        answers = dict(intake.answers)
        story = answers.pop("_before", None)
        if Question.DESCRIPTION not in answers and story:
            answers[Question.DESCRIPTION.value] = story
        profile = context.provider(intake.provider)
        left_out = {each.value: UNKNOWN for each in (*_NOT_ASKED, *demanded_details(profile))}
        answers = {**left_out, **answers, "complaining": True, THATS_ALL: True}
        answers |= {Question.SORT_OR_LOG.value: "log", Question.CHECK.value: "yes"}
        answers.pop("unsure_if_complaint", None)
        reachable = [c for c in tx.contacts.of(heard.conversation_id) if c.kind is not ContactKind.LETTER]
        tx.intakes.save(replace(intake, answers=answers))
        tx.commit()
    known = reachable[-1].value if reachable and Question.REPLY_ADDRESS not in answers else ""
    if known:
        told = replace(heard, text=known, choice=None, question=None, intent="give_details")
        return take_answer(context, told, Question.REPLY_BY.value, Purpose.COMPLAINT)
    return Outcome(says=[("utter_language_logging", {})])
