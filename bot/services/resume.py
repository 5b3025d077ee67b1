"""Somebody comes back on another day: what they had started, and that nothing is lost."""

from __future__ import annotations

from bot.decisions.calendar import london_date
from bot.decisions.records import IntakeStatus, Sender
from bot.services.context import Context
from bot.services.heard import Heard
from bot.wording import Said

_ONE_TURN = 50
"""Messages: more than a customer and the bot say in one turn, so that the one before this is among them."""


def resume_words(context: Context, heard: Heard) -> list[Said]:
    """Only for the first message of another day than that of the message before, while a complaint is being told."""
    today = london_date(heard.at)
    with context.store.read() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        if intake is None or intake.status is not IntakeStatus.OPEN or not intake.answers.get("complaining"):
            return []
        if london_date(intake.began_at) >= today:
            return []
        before = [
            message
            for message in tx.messages.newest(heard.conversation_id, _ONE_TURN)
            if message.sender is Sender.CUSTOMER and str(message.id) != heard.message_id
        ]
        case = tx.cases.by_intake(intake.id)
    earlier = [message for message in before if message.sent_at < heard.at]
    if not earlier or london_date(earlier[-1].sent_at) >= today:
        return []
    if case is not None:
        return [context.words.say("utter_resume_logged", reference=case.reference)]
    return [context.words.say("utter_resume", day=context.day(london_date(intake.began_at)))]
