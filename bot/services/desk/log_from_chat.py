"""A complaint that stands in a chat, logged by an agent: the case belongs to that chat with all that it told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from bot.decisions.calendar import london_date
from bot.decisions.errors import Refused
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Agent, Case, Conversation, ConversationState, Intake, IntakeStatus, Sender
from bot.services.acknowledged import they_were_told
from bot.services.context import Context
from bot.services.desk.log_complaint import Arrived, intake_of_arrived, put_down, wrong_in
from bot.services.desk.permission import NotYours, must
from bot.services.desk.queue import first_words
from bot.services.desk.wrong_fields import WrongFields
from bot.services.latest_case import own_case_of
from bot.services.open_case import open_case
from bot.services.ports import Transaction
from bot.services.transcript import lines

CHAT: Final = "chat"
"""How it came: in the chat that the case belongs to."""


@dataclass(frozen=True)
class ChatTold:
    """What the chat has for the form. ``began_on``: the London date of the first complaining words, else of the chat.
    ``answers`` by question, as the readers kept them, with the first words where no story was told."""

    provider: str
    began_on: date
    answers: dict[str, Any] = field(default_factory=dict)


def told_in_chat(context: Context, agent: Agent, conversation_id: str) -> ChatTold:
    """What can be filled in. Raises ``NotYours``; ``Refused`` where a complaint is logged already, or the customer has
    deleted the chat."""
    with context.store.read() as tx:
        conversation = _chat(tx, agent, conversation_id)
        intake = _telling(tx, conversation)
        answers = dict(intake.answers) if intake else {}
        story = answers.get(Question.DESCRIPTION) or answers.get("_before") or first_words(tx, conversation)
        reach = tx.contacts.of(conversation_id)[-1:]
    if story:
        answers[Question.DESCRIPTION.value] = story
    if reach and Question.REPLY_ADDRESS not in answers:
        answers |= {
            Question.REPLY_BY.value: reach[0].kind.value,
            Question.REPLY_ADDRESS.value: reach[0].value,
        }
    began = intake.began_at if intake else conversation.created_at
    told = {key: value for key, value in answers.items() if value not in (None, UNKNOWN)}
    return ChatTold(conversation.provider, london_date(began), told)


def log_from_chat(context: Context, agent: Agent, conversation_id: str, arrived: Arrived) -> Case:
    """Open the case of the chat, with what was told there and ``arrived`` on top; the customer reads the reference in
    the chat unless that has ended. Raises as ``told_in_chat``, and ``WrongFields`` with every box that is wrong."""
    with context.store.write() as tx:
        conversation = _chat(tx, agent, conversation_id)
        arrived = replace(arrived, provider=conversation.provider, channel=CHAT)
        wrong = wrong_in(context, arrived, (CHAT,))
        if wrong:
            raise WrongFields(wrong)
        intake = _intake(context, tx, conversation, arrived)
        live = conversation.state is not ConversationState.CLOSED
        # The assistant does not speak now, so no code is asked for.
        case = open_case(context, tx, intake, ask_code=False)
        put_down(context, tx, agent, arrived, case)
        if live:
            who = context.provider(case.provider)
            facts = {"reference": case.reference, "provider": who.name, "who": who.ladder[0].who}
            said = [context.words.say("utter_close_reference", **facts)]
            for line in lines(conversation_id, Sender.SYSTEM, said, context.now()):
                tx.messages.add(line)
            they_were_told(context, tx, conversation_id)
        tx.commit()
    return case


def _chat(tx: Transaction, agent: Agent, conversation_id: str) -> Conversation:
    conversation = tx.conversations.find(conversation_id)
    if conversation is None:
        raise NotYours("There is nothing here that you may see.")
    must(agent, conversation.provider)
    case = own_case_of(tx, conversation_id)
    if case is not None:
        raise Refused(f"A complaint is logged in this chat already: {case.reference}.")
    if conversation.deleted_at is not None:
        raise Refused("The customer has deleted this chat, so nothing of it can be logged.")
    return conversation


def _telling(tx: Transaction, conversation: Conversation) -> Intake | None:
    latest = tx.intakes.latest(conversation.id)
    return latest if latest is not None and latest.status is IntakeStatus.OPEN else None


def _intake(context: Context, tx: Transaction, conversation: Conversation, arrived: Arrived) -> Intake:
    """The complaint that was being told, completed; else a new one."""
    made, telling = intake_of_arrived(context, arrived, conversation.id), _telling(tx, conversation)
    if telling is None:
        tx.intakes.add(made)
        return made
    answers = {**telling.answers, **made.answers}
    if arrived.first_told_on is None and Question.FIRST_TOLD_ON in telling.answers:
        answers[Question.FIRST_TOLD_ON.value] = telling.answers[
            Question.FIRST_TOLD_ON
        ]  # a rough time, untouched
    same_day = london_date(telling.began_at) == arrived.received_on
    began = telling.began_at if same_day else made.began_at
    kept = replace(telling, status=IntakeStatus.COMPLETE, answers=answers, began_at=began)
    tx.intakes.save(kept)
    return kept
