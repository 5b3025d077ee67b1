"""Answer "can I go to the ombudsman yet?" in a chat, from what the customer has told."""

from __future__ import annotations

from bot.decisions.questions import Question
from bot.services.chat_adr import adr_answer_words, adr_question, latest_day
from bot.services.context import Context
from bot.services.start_complaint import open_intake
from bot.services.take_answer import Heard, case_of
from bot.wording import Said


def begin_adr(context: Context, heard: Heard) -> Question | None:
    """The first question that is needed before an answer; ``None`` when enough is known."""
    with context.store.write() as tx:
        case = case_of(tx, heard.conversation_id)
        if case is not None:
            return None
        intake = open_intake(context, tx, heard)
        tx.commit()
    return adr_question(context, intake.provider, intake.answers, case)


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
        dated = {**answers, Question.FIRST_TOLD_ON: _on(latest_day(context).isoformat())}
        return [
            context.words.say("utter_adr_before_yes", **facts),
            *adr_answer_words(context, provider.slug, dated, case)[1:],
        ]
    if undated and not answers.get("not_complained"):
        return [context.words.say("utter_adr_inverse", **facts)]
    return adr_answer_words(context, provider.slug, answers, case)


def _on(day: str) -> dict[str, str]:
    return {"from": day, "to": day}
