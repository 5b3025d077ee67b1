"""What is said to the questions around care, and of payments where "go on paying" would be wrong or unkind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.decisions.care import Care
from bot.decisions.playbook import PROBLEM
from bot.decisions.problem import Problem
from bot.decisions.questions import Question
from bot.decisions.records import Handoff, Intake
from bot.decisions.safety import Danger
from bot.decisions.topic import Topic
from bot.readers.around_care import InCare, asked_in_care, asks_about_paying, says_it_ended
from bot.readers.contact import find_contact
from bot.readers.problems.which import problem_of
from bot.readers.reply_wish import REPLY_WISH, with_wish
from bot.readers.theirs import is_courtesy, is_question, statements
from bot.readers.trouble import tells_trouble
from bot.services.caring.calm import ALL_OF_IT
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.latest_case import case_of
from bot.services.ports import Transaction
from bot.services.start_complaint import open_intake
from bot.services.ways_to_reach import ways_to_reach
from bot.wording import Said

ANSWERS: Final = "utter_asked_"
"""The response keys of these answers begin so: each is a whole answer."""
MOURNING_DEBIT: Final = "utter_asked_mourning_debit"
_ELSE: Final = "utter_asked_else_answers"
_KEPT: Final = "utter_noted_reply_wish"
_LONGEST_WISH: Final = 120
_Says = list[tuple[str, dict[str, Any]]]


def answer_in_care(context: Context, tx: Transaction, care: Care, heard: Heard) -> _Says:
    """Response keys and facts; empty for all else, and where what happened is told beside it: that is taken first.
    What may be said to somebody else who answers is kept. The caller commits."""
    asks = asked_in_care(heard.text)
    if asks is None and any(key == _ELSE for key, _ in care.says):
        return _what_may_be_said(context, tx, heard)
    if asks is None or tells_trouble(statements(heard.text)):
        return []
    if asks is InCare.HIDE:
        return [("utter_who_sees_wipe", {}), ("utter_asked_hide_history", {})]
    if asks is InCare.HELPLINE:
        return [helpline_says(context)]
    if asks is InCare.ELSE_ANSWERS:
        return [(_ELSE, {})]
    if asks is InCare.OTHERS_BILL:
        return [("utter_asked_others_bill", {})] if _is_private(tx, heard) else []
    waiting = _promised(tx, heard.conversation_id)
    if waiting is None:
        return []
    says: _Says = [("utter_asked_who_rings", {"day": context.day(waiting.promised_by)})]
    return says if ways_to_reach(tx, heard.conversation_id) else [*says, ("utter_person_leave_contact", {})]


def _what_may_be_said(context: Context, tx: Transaction, heard: Heard) -> _Says:
    """What they type after our own question; a way to reach them goes the usual way."""
    words = " ".join(heard.text.split())
    other = is_question(words) or is_courtesy(words) or find_contact(words) is not None
    if other or not len(words.split()) > 1 or len(words) > _LONGEST_WISH:
        return []
    intake = open_intake(context, tx, heard)
    wishes = with_wish(intake.answers.get(REPLY_WISH), words)
    tx.intakes.save(replace(intake, answers={**intake.answers, REPLY_WISH: wishes}))
    return [(_KEPT, {"note": words}), (ALL_OF_IT, {})]


def helpline_says(context: Context) -> tuple[str, dict[str, Any]]:
    """That no number of a helpline is known, and the one that is."""
    numbers = dict(context.rules.at("urgent_help", context.today()).value)
    return "utter_asked_helpline", {"emergency": numbers["emergency"]}


def words_in_care(context: Context, heard: Heard) -> list[Said]:
    """``answer_in_care`` in words, beside what is said to somebody in danger; the helpline is answered there."""
    if asked_in_care(heard.text) is InCare.HELPLINE:
        return []
    with context.store.read() as tx:
        says = answer_in_care(context, tx, tx.care.of(heard.conversation_id), heard)
        provider = context.provider(tx.conversations.get(heard.conversation_id).provider)
    return [context.words.say(key, provider=provider.name, **facts) for key, facts in says]


def payment_says(context: Context, tx: Transaction, care: Care, heard: Heard) -> _Says:
    """For "will you stop the direct debit?" where somebody died, where they have left, or where it is another's bill.
    Empty for everybody else: theirs is the usual answer."""
    if not asks_about_paying(heard.text) and heard.topic is not Topic.KEEP_PAYING:
        return []
    if Danger.BEREAVEMENT in care.dangers:
        says: _Says = [(MOURNING_DEBIT, {})]
        waiting = _promised(tx, heard.conversation_id)
        return (
            [*says, ("utter_asked_back_by", {"day": context.day(waiting.promised_by)})]
            if waiting is not None
            else says
        )
    problem = _problem(tx, heard)
    if says_it_ended(heard.text) or problem is Problem.CHARGE_AFTER_LEAVING:
        return [("utter_asked_left_debit", {})]
    return [("utter_asked_others_bill", {})] if problem is Problem.PRIVACY else []


def payment_words(context: Context, heard: Heard) -> list[Said]:
    """``payment_says`` in words, for an action that would tell them to go on paying."""
    with context.store.read() as tx:
        says = payment_says(context, tx, tx.care.of(heard.conversation_id), heard)
        provider = context.provider(tx.conversations.get(heard.conversation_id).provider)
    return [context.words.say(key, provider=provider.name, **facts) for key, facts in says]


def _promised(tx: Transaction, conversation_id: str) -> Handoff | None:
    """The wish for a person that waits with a promise that stands."""
    waiting = tx.handoffs.open_of(conversation_id)
    if waiting is None or waiting.claimed_by is not None:
        return None
    due = {each.due_on for each in tx.promises.of_conversation(conversation_id) if each.kept_at is None}
    return waiting if waiting.promised_by in due else None


def _is_private(tx: Transaction, heard: Heard) -> bool:
    return _problem(tx, heard) is Problem.PRIVACY


def _problem(tx: Transaction, heard: Heard) -> Problem | None:
    """What this chat is about: by the complaint, by what was told, else by this message."""
    case = case_of(tx, heard.conversation_id)
    intake = tx.intakes.latest(heard.conversation_id)
    known = (case.details.get(PROBLEM) if case else None) or (intake.answers.get(PROBLEM) if intake else None)
    if known:
        return Problem(known)
    return problem_of(_told(intake) or heard.text)


def _told(intake: Intake | None) -> str:
    answers = intake.answers if intake is not None else {}
    return str(answers.get(Question.DESCRIPTION) or answers.get("_before") or "")
