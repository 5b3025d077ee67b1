"""Whether somebody may act for the account holder: noted as they said it, confirmed by an agent who looked at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.decisions.calendar import london_date
from bot.decisions.care import Care
from bot.decisions.errors import Refused
from bot.decisions.questions import Question
from bot.decisions.records import Agent, RecognitionStatus
from bot.services.context import Context
from bot.services.desk.permission import NotYours, must
from bot.services.desk.wrong_fields import WrongFields
from bot.services.ports import Transaction

CONFIRMED: Final = "authority.confirmed"
WITHDRAWN: Final = "authority.withdrawn"
"""In the audit trail of the chat, and in the history of its newest case. Their data there: ``how``."""
_ACTS: Final = "acting_for"


@dataclass(frozen=True)
class Authority:
    """Of somebody who acts for another. ``confirmed``: an agent looked at it; ``by`` is their name, ``on`` a day in
    words and ``how`` what they wrote of it."""

    confirmed: bool
    by: str = ""
    on: str = ""
    how: str = ""


def authority_of(
    context: Context, tx: Transaction, conversation_id: str, answers: Mapping[str, Any]
) -> Authority | None:
    """``None`` where nobody said that they act for somebody. ``answers``: of the complaint."""
    care = tx.care.of(conversation_id)
    if care.authority_at is not None:
        by = tx.agents.get(care.authority_by or "")
        on = context.day(london_date(datetime.fromisoformat(care.authority_at)))
        return Authority(True, by.name if by else "", on, care.authority_how or "")
    return Authority(False) if _acts(tx, care, answers) else None


def confirm_authority(context: Context, agent: Agent, conversation_id: str, how: str) -> None:
    """The agent has seen that they may act for the holder, and ``how``. Raises ``NotYours``, ``WrongFields`` without
    words; ``Refused`` where nobody acts for anybody, or it is confirmed already."""
    with context.store.write() as tx:
        care = _care(tx, agent, conversation_id)
        if care.authority_at is not None:
            raise Refused("It is on record already that they may act for the account holder.")
        if not _acts(tx, care, _answers(tx, conversation_id)):
            raise Refused("Nobody has said in this chat that they act for somebody else.")
        words = _words(how, "Write what you saw, and how: such as a power of attorney, sent as a file.")
        at = context.now()
        seen = replace(care, authority_by=agent.id, authority_at=at.isoformat(), authority_how=words)
        tx.care.save(seen, at)
        _record(context, tx, agent, conversation_id, CONFIRMED, words)
        tx.commit()


def withdraw_authority(context: Context, agent: Agent, conversation_id: str, why: str) -> None:
    """They may not act for the holder any more, or it was a mistake. Raises as above; ``Refused`` where nothing is
    confirmed."""
    with context.store.write() as tx:
        care = _care(tx, agent, conversation_id)
        if care.authority_at is None:
            raise Refused("Nobody has confirmed that they may act for the account holder.")
        words = _words(why, "Write why they may not act for the account holder any more.")
        taken = replace(care, authority_by=None, authority_at=None, authority_how=None)
        tx.care.save(taken, context.now())
        _record(context, tx, agent, conversation_id, WITHDRAWN, words)
        tx.commit()


def _acts(tx: Transaction, care: Care, answers: Mapping[str, Any]) -> bool:
    recognition = tx.recognitions.latest(care.conversation_id)
    shown = recognition is not None and recognition.status is RecognitionStatus.FOR_PERSON
    role = answers.get(Question.ROLE)
    said = role == _ACTS or (role != "account_holder" and bool(care.relation or care.authority))
    return shown or said


def _answers(tx: Transaction, conversation_id: str) -> dict[str, Any]:
    cases = tx.cases.of_conversation(conversation_id)
    intake = tx.intakes.get(cases[-1].intake_id) if cases else tx.intakes.latest(conversation_id)
    return {**(cases[-1].details if cases else {}), **(intake.answers if intake else {})}


def _care(tx: Transaction, agent: Agent, conversation_id: str) -> Care:
    conversation = tx.conversations.find(conversation_id)
    if conversation is None:
        raise NotYours("There is nothing here that you may see.")
    must(agent, conversation.provider)
    return tx.care.of(conversation_id)


def _words(text: str, otherwise: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise WrongFields([("authority", otherwise)])
    return words


def _record(
    context: Context, tx: Transaction, agent: Agent, conversation_id: str, code: str, words: str
) -> None:
    """What was seen stands with the case, and goes with it; the audit trail has who did it and when."""
    provider = tx.conversations.get(conversation_id).provider
    cases, at = tx.cases.of_conversation(conversation_id), context.now()
    facts: dict[str, Any] = {}
    if cases:
        tx.cases.add_event(cases[-1].id, code, at, {"by": "agent", "agent": agent.name, "how": words})
        facts = {"reference": cases[-1].reference}
    tx.audit.add(at, code, f"conversation:{conversation_id}", agent.id, provider, facts)
