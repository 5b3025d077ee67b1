"""One question of fact, answered from the profile and the rules; never from anything else."""

from __future__ import annotations

from bot.decisions.provider import Provider
from bot.decisions.topic import Topic
from bot.services.answers import clocks, elsewhere, higher_up, procedure, reach, scheme
from bot.services.answers.asked import Answer, Asked
from bot.services.context import Context
from bot.wording import Said

ANSWERS: dict[Topic, Answer] = {
    **procedure.ANSWERS,
    **clocks.ANSWERS,
    **higher_up.ANSWERS,
    **scheme.ANSWERS,
    **elsewhere.ANSWERS,
    **reach.ANSWERS,
}
"""All topics but ``early_referral``, which asks for something to be done."""


def answer_topic(context: Context, provider: Provider, topic: Topic, text: str = "") -> list[Said]:
    """The answer, one idea a bubble. ``text`` is the question as typed."""
    said: list[str] = []
    for bubble in ANSWERS[topic](Asked(context, provider, text)):
        if bubble and bubble not in said:
            said.append(bubble)
    return [Said(bubble) for bubble in said]
