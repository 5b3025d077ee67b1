"""A person taken in at every step of a complaint: the card has all that was told, the customer sees it, and after the
hand-back the next question is one that was never answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.questions import UNKNOWN, Question
from bot.services.answer_words import SUMMED_UP, label
from bot.services.desk.card import open_card
from bot.services.desk.reply import reply
from bot.services.desk.take_over import claim, hand_back
from bot.services.desk.voice import to_an_agent
from bot.services.hand_off import request_person
from tests.support.desk_rows import add_agent, at_the_desk
from tests.support.telling import stands, told
from tests.unit.services.patterns import QUESTIONS, chat_at


@pytest.mark.parametrize(
    "somebody_is_there", [False, True], ids=["nobody at the desk", "somebody at the desk"]
)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"at {question}")
def test_a_handoff_at_any_step_loses_nothing_and_asks_nothing_again(
    tmp_path: Path, question: Question, somebody_is_there: bool
) -> None:
    chat = chat_at(question, tmp_path)
    before, context = told(chat), chat.context
    provider = context.provider("it-communications")
    agent = add_agent(context)
    if somebody_is_there:
        at_the_desk(context, agent)
    said = "\n".join(one.text for one in request_person(context, chat.id, "wish", "asked"))
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(chat.id)
    assert handoff is not None

    assert claim(context, agent, handoff.id).won
    card = open_card(context, agent, chat.id)
    on_card = {one.label for one in card.told}
    given = [q for q in SUMMED_UP if before.get(q) not in (None, UNKNOWN)]
    for each in given:
        assert each is Question.DESCRIPTION or label(to_an_agent(context), each, provider) in on_card
        assert label(context, each, provider) in said  # the customer sees what the agent sees
    if Question.DESCRIPTION in before:
        assert card.description == before[Question.DESCRIPTION]

    reply(context, agent, chat.id, "I'll ring you tomorrow.")
    hand_back(context, agent, chat.id, "A call tomorrow.")
    assert stands(chat) is question
    assert told(chat) == before
