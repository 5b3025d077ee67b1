"""Would another number of people be too many for the scheme? Asked by whoever told how many they are."""

from __future__ import annotations

from bot.decisions.adr_outcome import SMALL_BUSINESS_MAX
from bot.decisions.questions import Question
from bot.readers.other_size import other_size
from bot.services.answers.asked import Asked
from bot.services.context import Context
from bot.services.heard import Heard
from bot.wording import Said


def other_size_words(context: Context, heard: Heard) -> list[Said]:
    """The answer by the rule; nothing is taken for a change of what they told. Empty where they told no number."""
    people = other_size(heard.text) if heard.choice is None else None
    if people is None:
        return []
    with context.store.read() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        provider = context.provider(tx.conversations.get(heard.conversation_id).provider)
    if intake is None or Question.EMPLOYEES not in intake.answers:
        return []
    asked = Asked(context, provider, heard.text)
    most = asked.rule(SMALL_BUSINESS_MAX)
    key = "utter_fact_size_fits" if people <= most else "utter_fact_size_over"
    return [Said(asked.say(key, people=people, people_max=most))]
