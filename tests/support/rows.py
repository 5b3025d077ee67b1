"""Records for tests, with everything that a test does not care about filled in."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.decisions import reference
from bot.decisions.recognition import IdentityCheck
from bot.decisions.records import (
    Case,
    CaseStatus,
    Contact,
    ContactKind,
    Conversation,
    ConversationState,
    Handoff,
    Intake,
    IntakeStatus,
    Message,
    Promise,
    Sender,
    Turn,
)
from bot.services.ports import Store, Transaction

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def conversation(id: str = "chat", **values: Any) -> Conversation:
    return replace(Conversation(id, "contactnow", "hash", ConversationState.BOT, AT), **values)


def message(conversation_id: str = "chat", **values: Any) -> Message:
    """A customer's, waiting for its answer."""
    made = Message(conversation_id, 0, Sender.CUSTOMER, "My line is dead.", AT, turn=Turn.PENDING)
    return replace(made, **values)


def intake(id: str = "intake", conversation_id: str = "chat", **values: Any) -> Intake:
    return replace(Intake(id, conversation_id, "contactnow", IntakeStatus.OPEN, AT), **values)


def contact(id: str = "contact", conversation_id: str = "chat", **values: Any) -> Contact:
    return replace(Contact(id, conversation_id, ContactKind.EMAIL, "ann@example.org", AT), **values)


def check(id: str = "check", contact_id: str = "contact", **values: Any) -> IdentityCheck:
    made = IdentityCheck(id, "chat", contact_id, "salted", AT, AT + timedelta(minutes=15))
    return replace(made, **values)


def handoff(id: str = "handoff", conversation_id: str = "chat", **values: Any) -> Handoff:
    made = Handoff(
        id,
        conversation_id,
        "contactnow",
        "asked",
        False,
        AT,
        date(2026, 11, 23),
        f"key of {id}",
        closed_at=None,
    )
    return replace(made, **values)


def promise(id: str = "promise", **values: Any) -> Promise:
    made = Promise(id, "chat", "contactnow", "target.respond", date(2026, 11, 23), AT, "assistant")
    return replace(made, **values)


def case(id: str = "case", **values: Any) -> Case:
    made = Case(
        id=id,
        reference=reference.new(secrets.token_bytes),
        intake_id="intake",
        conversation_id="chat",
        provider="contactnow",
        status=CaseStatus.OPEN,
        description="No line since Monday.",
        contact_id="contact",
        opened_at=AT,
        received_at=AT,
        stage="first",
        target_kind="respond",
        due_on=date(2026, 11, 23),
        nation="ENG",
    )
    return replace(made, **values)


def add_parents(tx: Transaction) -> None:
    """What a case needs: a conversation, an intake and a contact."""
    tx.conversations.add(conversation())
    tx.intakes.add(intake())
    tx.contacts.add(contact())


def with_parents(store: Store) -> Store:
    """The same store, with the rows of ``add_parents`` committed."""
    with store.write() as tx:
        add_parents(tx)
        tx.commit()
    return store
