"""Answer "can I go to the ombudsman yet?" in a chat, from what the customer has told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.decisions.adr_outcome import AdrStatus
from bot.decisions.calendar import london_date
from bot.decisions.questions import Question
from bot.readers.volunteered import told_when
from bot.services.chat_adr import adr_answer_words, adr_question, answer_for, latest_day
from bot.services.context import Context
from bot.services.start_complaint import open_intake
from bot.services.take_answer import Heard, case_of
from bot.wording import Said


def begin_adr(context: Context, heard: Heard) -> tuple[Question | None, list[Said]]:
    """The first question that is needed before an answer (``None`` when enough is known), and what was noted.

    "It's been 7 weeks, am I allowed?" says when they first complained; it is read back, so that they can put it right.
    """
    noted: list[Said] = []
    with context.store.write() as tx:
        case = case_of(tx, heard.conversation_id)
        if case is not None:
            return None, noted
        intake = open_intake(context, tx, heard)
        told = told_when(heard.text, london_date(heard.at))
        if told is not None and Question.FIRST_TOLD_ON not in intake.answers:
            intake = replace(intake, answers={**intake.answers, Question.FIRST_TOLD_ON: told})
            tx.intakes.save(intake)
            provider = context.provider(intake.provider).name
            day = context.day(date.fromisoformat(told["to"]))
            noted.append(context.words.say("utter_noted_first_told_on", day=day, provider=provider))
        tx.commit()
    return adr_question(context, intake.provider, intake.answers, case), noted


def tell_adr(context: Context, conversation_id: str) -> list[Said]:
    """The answer as far as the facts go. Somebody without a date hears from which day on it would be open."""
    with context.store.read() as tx:
        provider = context.provider(tx.conversations.get(conversation_id).provider)
        intake = tx.intakes.latest(conversation_id)
        case = case_of(tx, conversation_id)
    answers = intake.answers if intake else {}
    facts = {
        "provider": provider.name,
        "scheme": context.schemes[provider.adr.scheme].name.value,
        "day": context.day(latest_day(context)),
    }
    undated = case is None and not isinstance(answers.get(Question.FIRST_TOLD_ON), dict)
    if undated and answers.get(Question.TOLD_BEFORE) == "yes":
        latest = latest_day(context).isoformat()
        supposed = {**answers, Question.FIRST_TOLD_ON: {"from": latest, "to": latest}}
        said = adr_answer_words(context, provider.slug, supposed, case)
        if answer_for(context, provider.slug, supposed, case).status is AdrStatus.OPEN:
            # The first item names the day that we only supposed.
            said = [context.words.say("utter_adr_before_yes", **facts), *said[1:]]
        return said
    if undated and Question.TOLD_BEFORE not in answers and not answers.get("not_complained"):
        return [context.words.say("utter_adr_inverse", **facts)]
    return adr_answer_words(context, provider.slug, answers, case)
