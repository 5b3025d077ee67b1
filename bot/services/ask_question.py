"""The words of a question, with what it needs to be understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.adjustments import Adjustment, no_voice, phone_last
from bot.decisions.problem import Problem
from bot.decisions.provider import Provider
from bot.decisions.questions import (
    CHANGING,
    THATS_ALL,
    UNKNOWN,
    Purpose,
    Question,
    demanded_details,
)
from bot.readers.last_look import SHOW
from bot.services.answer_words import SUMMED_UP, label, summary
from bot.services.caring.in_few_words import puts_it_simply
from bot.services.caring.notes import known_adjustments
from bot.services.chat_adr import LETTER_SAID, latest_day
from bot.services.context import Context
from bot.services.files_sent import files_sent
from bot.services.same_day import problem_in
from bot.wording import Button, Said


def question_words(
    context: Context, conversation_id: str, question: Question, purpose: Purpose, again: bool
) -> list[Said]:
    """``again``: the question stood before this message already; a long one is then put shortly.

    Nothing while "did you mean …?" waits for a yes or a no: that is the question then.
    """
    with context.store.read() as tx:
        provider = context.provider(tx.conversations.get(conversation_id).provider)
        intake = tx.intakes.latest(conversation_id)
        logged = intake is not None and tx.cases.by_intake(intake.id) is not None
        files = files_sent(tx, intake)
        adjustments = known_adjustments(tx, conversation_id)
        simply = puts_it_simply(tx.care.of(conversation_id), adjustments)
    answers = intake.answers if intake else {}
    if "_suggestion" in answers or "_asked_back" in answers:
        return []
    key = _key(question, purpose, answers)
    if key == "utter_ask_reply_by":
        key = _way_first(adjustments)
    if logged and purpose is Purpose.COMPLAINT and f"{key}_logged" in context.words:
        key = f"{key}_logged"
    seen = question is Question.CHECK and bool(answers.get("_seen_check"))
    if (again or seen) and f"{key}_again" in context.words and not answers.get(SHOW):
        key = f"{key}_again"
    plain = f"utter_ask_{question.value}"
    if simply and not no_voice(adjustments) and f"{plain}_simple" in context.words:
        # Other ways to ask, such as with a summary, have buttons of their own that must not be lost.
        key = f"{plain}_simple" if key in (plain, f"{plain}_logged", f"{plain}_again") else key
    said = context.words.say(
        key,
        provider=provider.name,
        scheme=context.schemes[provider.adr.scheme].name.value,
        day=context.day(latest_day(context)),
        address=answers.get(Question.REPLY_ADDRESS, ""),
        summary=summary(context, answers, provider, files),
    )
    if question is Question.CHANGE:
        return [Said(said.text, _what_to_change(context, answers, provider))]
    if purpose is Purpose.COMPLAINT and not again and not answers.get(CHANGING):
        said = _with_who_asks(context, said, question, answers, provider)
    return [said]


def _with_who_asks(
    context: Context, said: Said, question: Question, answers: Mapping[str, Any], provider: Provider
) -> Said:
    """What the provider's page demands is asked in its name, also after "that's all"."""
    demanded = demanded_details(provider)
    if question not in demanded:
        return said
    left = sum(each not in answers for each in demanded)
    last = answers.get(THATS_ALL) and left == 1
    key = "utter_wanted_by_page_last" if last else "utter_wanted_by_page"
    return Said(context.words.text(key, provider=provider.name, question=said.text), said.buttons)


def _what_to_change(context: Context, answers: Mapping[str, Any], provider: Provider) -> list[Button]:
    """A button for each answer in the last look."""
    shown = [each for each in SUMMED_UP if answers.get(each) not in (None, UNKNOWN)]
    buttons = [Button(label(context, each, provider), _payload(each.value)) for each in shown]
    return [*buttons, Button(context.words.text("utter_change_nothing"), _payload("nothing"))]


def _way_first(adjustments: tuple[Adjustment, ...]) -> str:
    """Who cannot phone is offered no phone; who phones only hears of that first."""
    if no_voice(adjustments):
        return "utter_ask_reply_by_in_writing"
    if phone_last(adjustments):
        return "utter_ask_reply_by_phone_last"
    if Adjustment.BY_PHONE in adjustments:
        return "utter_ask_reply_by_phone_first"
    return "utter_ask_reply_by"


def _payload(choice: str) -> str:
    return f'/give_details{{"question": "{Question.CHANGE}", "choice": "{choice}"}}'


def _key(question: Question, purpose: Purpose, answers: Mapping[str, Any]) -> str:
    if question is Question.REPLY_ADDRESS:
        return f"utter_ask_reply_address_{answers.get(Question.REPLY_BY, 'email')}"
    if question is Question.REPLY_BY and answers.get(Question.SORTED) == "yes":
        return "utter_ask_reply_by_summary"
    if question is Question.FIRST_TOLD_ON and purpose is Purpose.ADR:
        return "utter_ask_first_told_on_adr"
    if question is Question.FINAL_LETTER_ON and answers.get(LETTER_SAID):
        return "utter_problem_letter_date"
    if question is Question.EXAMPLES and not _of_calls(answers):
        return "utter_ask_examples_other"
    return f"utter_ask_{question.value}"


_CALLS = re.compile(r"\b(?:calls|calling|call quality|dial\w*|extensions?)\b", re.IGNORECASE)


def _of_calls(answers: Mapping[str, Any]) -> bool:
    """Whether the trouble is with calls: only then may an example be a number that was called."""
    problem = problem_in(dict(answers))
    if problem is None:
        return _CALLS.search(str(answers.get(Question.DESCRIPTION) or "")) is not None
    return problem is Problem.VOIP_QUALITY
