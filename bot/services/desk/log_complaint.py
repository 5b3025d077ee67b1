"""A complaint that came by telephone, letter or e-mail: the same intake, the same clocks as one from the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.decisions.errors import Refused
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import (
    Agent,
    Case,
    ContactKind,
    Conversation,
    ConversationState,
    Intake,
    IntakeStatus,
)
from bot.readers.contact import read_phone
from bot.readers.dates import Day
from bot.readers.emails import Email, EmailSlip, read_email
from bot.readers.when import day_as_answer
from bot.services.context import Context
from bot.services.desk.permission import must
from bot.services.open_case import open_case

CHANNELS = ("phone", "letter", "email", "person")
LOGGED = "case.logged_by_agent"
"""The event that says how it came. Its data: ``channel``, ``agent``, ``received_on``, ``posted_on`` (ISO days)."""
_LONDON = ZoneInfo("Europe/London")
_NOON = time(12)


class BadComplaint(Refused):
    """``field`` names the box that is wrong; ``str()`` is the sentence beside it."""

    code = "bad_complaint"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Arrived:
    """What the agent has before them. Days are London dates. ``received_on``: it reached the provider; ``posted_on``: a
    letter's own date; ``first_told_on``: they first complained, perhaps long before: a day, the range of a rough time,
    ``UNKNOWN`` if they cannot say, ``None`` if this is the first. ``reply_address`` may have several lines. ``details``
    are further answers by question, as the readers of the chat would keep them."""

    provider: str
    channel: str
    received_on: date
    description: str
    name: str
    reply_by: str
    reply_address: str
    first_told_on: Day | str | None = None
    posted_on: date | None = None
    details: dict[str, Any] | None = None


def log_complaint(context: Context, agent: Agent, arrived: Arrived) -> Case:
    """Open the case; the clock runs from the day on which it was received, not from today. Raises ``NotYours``,
    ``BadComplaint`` with the first box that is wrong."""
    must(agent, arrived.provider)
    _check(context, arrived)
    conversation_id = context.new_id()
    intake = _intake(context, arrived, conversation_id)
    with context.store.write() as tx:
        tx.conversations.add(
            Conversation(
                conversation_id, arrived.provider, _NO_BROWSER, ConversationState.CLOSED, context.now()
            )
        )
        tx.intakes.add(intake)
        # Nobody sits in a chat where a code could be typed.
        case = open_case(context, tx, intake, ask_code=False)
        data = {
            "by": "agent",
            "agent": agent.name,
            "channel": arrived.channel,
            "received_on": arrived.received_on.isoformat(),
            "posted_on": arrived.posted_on.isoformat() if arrived.posted_on else None,
        }
        tx.cases.add_event(case.id, LOGGED, context.now(), data)
        tx.audit.add(
            context.now(),
            "case.logged",
            f"case:{case.id}",
            agent.id,
            arrived.provider,
            {"reference": case.reference},
        )
        tx.commit()
    return case


_NO_BROWSER = "none"
"""No browser holds a token of this chat: it is no SHA-256, so none can match it."""


def _check(context: Context, arrived: Arrived) -> None:
    today = context.today()
    if arrived.channel not in CHANNELS:
        raise BadComplaint("channel", "Choose how it came.")
    if arrived.received_on > today:
        raise BadComplaint("received_on", "The day on which it was received cannot be in the future.")
    if arrived.posted_on is not None and arrived.posted_on > arrived.received_on:
        raise BadComplaint("posted_on", "It cannot have been posted after it was received.")
    if isinstance(arrived.first_told_on, Day) and arrived.first_told_on.start > arrived.received_on:
        raise BadComplaint(
            "first_told_on", "They cannot have first complained after this complaint was received."
        )
    if not arrived.description.strip():
        raise BadComplaint("description", "Write what happened, in the customer's own words.")
    if not arrived.name.strip():
        raise BadComplaint("name", "Write the customer's name.")
    if arrived.reply_by not in set(ContactKind):
        raise BadComplaint("reply_by", "Choose how they want the reply.")
    if not arrived.reply_address.strip():
        raise BadComplaint("reply_address", "Write the address or number for the reply.")
    _check_reply(arrived)


def _check_reply(arrived: Arrived) -> None:
    """What cannot be an address or a number is found now, and not when a letter comes back."""
    email = read_email(arrived.reply_address) if arrived.reply_by == ContactKind.EMAIL else None
    if isinstance(email, EmailSlip):
        raise BadComplaint("reply_address", f"This looks like a slip. Is it {email.suggestion}?")
    if arrived.reply_by == ContactKind.EMAIL and not isinstance(email, Email):
        raise BadComplaint("reply_address", "This is not a whole e-mail address.")
    if arrived.reply_by == ContactKind.PHONE and read_phone(arrived.reply_address) is None:
        raise BadComplaint("reply_address", "This is not a whole telephone number.")


def _intake(context: Context, arrived: Arrived, conversation_id: str) -> Intake:
    answers: dict[str, Any] = {
        **(arrived.details or {}),
        "complaining": True,
        Question.DESCRIPTION.value: arrived.description.strip(),
        Question.NAME.value: arrived.name.strip(),
        Question.REPLY_BY.value: arrived.reply_by,
        Question.REPLY_ADDRESS.value: _in_one_line(arrived.reply_address),
        Question.FIRST_TOLD_ON.value: _first_told(arrived),
    }
    # Noon in London is on that date whatever the season; received today it counts from now.
    noon = datetime.combine(arrived.received_on, _NOON, _LONDON)
    return Intake(
        id=context.new_id(),
        conversation_id=conversation_id,
        provider=arrived.provider,
        status=IntakeStatus.COMPLETE,
        began_at=min(noon.astimezone(context.now().tzinfo), context.now()),
        answers=answers,
    )


def _first_told(arrived: Arrived) -> object:
    """As the chat keeps it: a rough time stays a range. What ran on after this complaint came cannot have been before
    it."""
    told = arrived.first_told_on
    if told is None:
        return day_as_answer(Day(arrived.received_on, arrived.received_on))
    if not isinstance(told, Day):
        return UNKNOWN
    return day_as_answer(Day(told.start, min(told.end, arrived.received_on)))


def _in_one_line(address: str) -> str:
    """As the chat keeps an address: the letter puts each part between commas on a line again, and the same address is
    the same contact."""
    return ", ".join(line.strip(" ,\t") for line in address.splitlines() if line.strip(" ,\t"))
