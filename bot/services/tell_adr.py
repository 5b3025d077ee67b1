"""Answer "can I go to the ombudsman yet?" in a chat, from what the customer has told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.decisions.adr_outcome import WAIT, AdrStatus
from bot.decisions.calendar import london_date
from bot.decisions.questions import NONE_YET, Question
from bot.decisions.records import Case
from bot.readers.adr_told import NOT_COMPLAINED, read_adr_facts
from bot.services.chat_adr import (
    adr_answer_words,
    adr_question,
    answer_for,
    latest_day,
    told_on,
    when_adr_opens,
)
from bot.services.context import Context
from bot.services.heard import Heard, Outcome, handled_before
from bot.services.latest_case import case_of, intake_of
from bot.services.open_case import keep_details
from bot.services.start_complaint import open_intake
from bot.wording import Button, Said


def begin_adr(context: Context, heard: Heard) -> tuple[Question | None, Outcome]:
    """The first question that is needed before an answer (``None`` when enough is known), and what was noted.

    "It's been 7 weeks, am I allowed?" says when they first complained. Facts told in the question are kept, on the
    case too if there is one, and read back so that the customer can put them right.
    """
    with context.store.write() as tx:
        case = case_of(tx, heard.conversation_id)
        latest = intake_of(tx, heard.conversation_id)
        done = handled_before(latest, heard)
        intake = latest if case is not None and latest is not None else open_intake(context, tx, heard)
        if done is None:
            told = read_adr_facts(heard.text, london_date(heard.at))
            done = Outcome(filled=told, says=_read_back(told))
            intake = replace(
                intake,
                answers={**intake.answers, **told},
                handled_message=heard.message_id,
                outcome=done.as_json(),
            )
            tx.intakes.save(intake)
            if case is not None and Question.FIRST_TOLD_ON in told:
                keep_details(context, tx, case, intake)
            tx.commit()
    return adr_question(context, intake.provider, intake.answers, case), done


def _read_back(told: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    says: list[tuple[str, dict[str, Any]]] = []
    if Question.FIRST_TOLD_ON in told:
        says.append(("utter_noted_first_told_on", {"day": told[Question.FIRST_TOLD_ON]}))
    letter = told.get(Question.FINAL_LETTER_ON)
    if letter and letter != NONE_YET:
        says.append(("utter_noted_letter", {"day": {"from": letter, "to": letter}}))
    return says


def tell_adr(context: Context, conversation_id: str) -> list[Said]:
    """The answer as far as the facts go. Somebody without a date hears from which day on it would be open."""
    with context.store.read() as tx:
        provider = tx.conversations.get(conversation_id).provider
        intake = intake_of(tx, conversation_id)
        case = case_of(tx, conversation_id)
    answers = intake.answers if intake else {}
    answer = answer_for(context, provider, answers)
    if answer.status is AdrStatus.COMPLAIN_FIRST:
        return _with_a_way_on(context, adr_answer_words(context, provider, answers))
    if answer.status is AdrStatus.NEED_DATE:
        return _undated(context, provider, answers, case)
    said = adr_answer_words(context, provider, answers)
    if answer.apply_by == context.today():
        said.insert(0, context.words.say("utter_adr_apply_today"))
    told = told_on(answers)
    if told is not None and told["from"] != told["to"]:
        said.insert(
            0, context.words.say("utter_adr_counted_from", day=context.day(date.fromisoformat(told["to"])))
        )
    return said


def _undated(context: Context, provider: str, answers: Mapping[str, Any], case: Case | None) -> list[Said]:
    """No day is known on which they first told the provider."""
    profile = context.provider(provider)
    facts = {
        "provider": profile.name,
        "scheme": context.schemes[profile.adr.scheme].name.value,
        "day": context.day(latest_day(context)),
        "weeks": context.rule(WAIT),
    }
    before = answers.get(Question.TOLD_BEFORE)
    if before == "yes":
        latest = latest_day(context).isoformat()
        supposed = {**answers, Question.FIRST_TOLD_ON: {"from": latest, "to": latest}}
        said = adr_answer_words(context, provider, supposed)
        if answer_for(context, provider, supposed).status is AdrStatus.OPEN:
            # The first item names the day that we only supposed.
            said = [context.words.say("utter_adr_before_yes", **facts), *said[1:]]
        return said
    said = [context.words.say("utter_adr_before_no" if before == "no" else "utter_adr_inverse", **facts)]
    return [*said, Said(when_adr_opens(context, case))] if case is not None else said


def _with_a_way_on(context: Context, said: list[Said]) -> list[Said]:
    """They have not complained yet: the complaint is one press away."""
    *rest, last = said
    title = context.words.text("utter_guess_make_complaint")
    return [*rest, Said(last.text, [Button(title, "/make_complaint")])]


def has_not_complained(answers: Mapping[str, Any]) -> bool:
    """They said in a question about ADR that there is no complaint yet."""
    return bool(answers.get(NOT_COMPLAINED))
