"""A complaint that came by telephone, letter or e-mail: the same intake, the same clocks as one from the chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

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
from bot.services.desk.wrong_fields import WrongFields
from bot.services.open_case import open_case
from bot.services.ports import Transaction

CHANNELS = ("phone", "letter", "email", "person")
LOGGED = "case.logged_by_agent"
"""The event that says how it came. Its data: ``channel``, ``agent``, ``received_on``, ``posted_on`` (ISO days)."""
_LONDON = ZoneInfo("Europe/London")
_NOON = time(12)


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
    ``WrongFields`` with every box that is wrong."""
    must(agent, arrived.provider)
    wrong = wrong_in(context, arrived)
    if wrong:
        raise WrongFields(wrong)
    conversation_id = context.new_id()
    intake = intake_of_arrived(context, arrived, conversation_id)
    with context.store.write() as tx:
        tx.conversations.add(
            Conversation(
                conversation_id, arrived.provider, _NO_BROWSER, ConversationState.CLOSED, context.now()
            )
        )
        tx.intakes.add(intake)
        # Nobody sits in a chat where a code could be typed.
        case = open_case(context, tx, intake, ask_code=False)
        put_down(context, tx, agent, arrived, case)
        tx.commit()
    return case


def put_down(context: Context, tx: Transaction, agent: Agent, arrived: Arrived, case: Case) -> None:
    """How it came and who logged it, on the case and in the audit trail. The caller commits."""
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


_NO_BROWSER = "none"
"""No browser holds a token of this chat: it is no SHA-256, so none can match it."""


def wrong_in(context: Context, arrived: Arrived, channels: Sequence[str] = CHANNELS) -> list[tuple[str, str]]:
    """Every box that is wrong, with the sentence beside it, in the order of the form. ``channels``: how it can have
    come."""
    today, told = context.today(), arrived.first_told_on
    checks = (
        ("channel", arrived.channel in channels, "Choose how it came."),
        (
            "received_on",
            arrived.received_on <= today,
            "The day on which it was received cannot be in the future.",
        ),
        (
            "posted_on",
            arrived.posted_on is None or arrived.posted_on <= arrived.received_on,
            "It cannot have been posted after it was received.",
        ),
        (
            "first_told_on",
            not isinstance(told, Day) or told.start <= arrived.received_on,
            "They cannot have first complained after this complaint was received.",
        ),
        (
            "happened_on",
            _began(arrived) <= arrived.received_on,
            "It cannot have begun after this complaint was received.",
        ),
        ("description", arrived.description.strip(), "Write what happened, in the customer's own words."),
        ("name", arrived.name.strip(), "Write the customer's name."),
        ("reply_by", arrived.reply_by in set(ContactKind), "Choose how they want the reply."),
        ("reply_address", arrived.reply_address.strip(), "Write the address or number for the reply."),
    )
    wrong = [(field, words) for field, right, words in checks if not right]
    if arrived.reply_address.strip():
        wrong += [("reply_address", words) for words in _wrong_address(arrived)]
    return wrong


def _began(arrived: Arrived) -> date:
    """The first day on which the trouble can have begun; without one told, the day of the complaint."""
    told = (arrived.details or {}).get(Question.HAPPENED_ON)
    return date.fromisoformat(told["from"]) if isinstance(told, dict) else arrived.received_on


def _wrong_address(arrived: Arrived) -> list[str]:
    """What cannot be an address or a number is found now, and not when a letter comes back."""
    email = read_email(arrived.reply_address) if arrived.reply_by == ContactKind.EMAIL else None
    if isinstance(email, EmailSlip):
        return [f"This looks like a slip. Is it {email.suggestion}?"]
    if arrived.reply_by == ContactKind.EMAIL and not isinstance(email, Email):
        return ["This is not a whole e-mail address."]
    if arrived.reply_by == ContactKind.PHONE and read_phone(arrived.reply_address) is None:
        return ["This is not a whole telephone number."]
    return []


def intake_of_arrived(context: Context, arrived: Arrived, conversation_id: str) -> Intake:
    """All that was told, as the chat would have kept it, of the day on which it was received."""
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
