"""What is kept of a chat, as the decision about it needs it: its complaints, when each closed, and until when the
scheme may still be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.decisions.calendar import london_date
from bot.decisions.questions import Question
from bot.decisions.records import Case, Conversation
from bot.decisions.retention import CLOSED, CLOSING_EVENTS, KeptCase, Why
from bot.services.chat_adr import answer_for, told_on
from bot.services.context import Context
from bot.services.desk.person_wanted import chat_name
from bot.services.ports import Transaction


@dataclass(frozen=True)
class KeptChat:
    """``cases`` and ``facts`` go together, in the same order. ``last_on``: the London date of its last line."""

    conversation: Conversation
    cases: tuple[Case, ...]
    facts: tuple[KeptCase, ...]
    last_on: date

    @property
    def name(self) -> str:
        """The references of its complaints, or the short name of a chat without one."""
        return ", ".join(case.reference for case in self.cases) or chat_name(self.conversation.id)


@dataclass(frozen=True)
class Decided:
    """What becomes of one chat. ``name`` as people call it; ``from_day``: the first day on which it may go."""

    conversation_id: str
    provider: str
    name: str
    goes: bool
    why: Why
    from_day: date | None

    def as_json(self) -> dict[str, object]:
        return {
            "provider": self.provider,
            "name": self.name,
            "goes": self.goes,
            "why": self.why.value,
            "from_day": self.from_day.isoformat() if self.from_day else None,
        }


def kept_chat(context: Context, tx: Transaction, conversation: Conversation) -> KeptChat:
    """Raises ``UnknownProvider`` when its profile was taken away."""
    cases = tuple(tx.cases.of_conversation(conversation.id))
    last = tx.records.last_line_at(conversation.id) or conversation.created_at
    facts = tuple(_facts(context, tx, case) for case in cases)
    return KeptChat(conversation, cases, facts, london_date(last))


def _facts(context: Context, tx: Transaction, case: Case) -> KeptCase:
    closed_on = _closed_on(tx, case) if case.status in CLOSED else None
    return KeptCase(case.status, closed_on, _adr_until(context, tx, case))


def _closed_on(tx: Transaction, case: Case) -> date:
    """The day of the last event that closes one; of one closed without, the day of its last event."""
    events = tx.cases.events(case.id)
    closing = [event.at for event in events if event.code in CLOSING_EVENTS]
    return london_date((closing or [event.at for event in events] or [case.opened_at])[-1])


def _adr_until(context: Context, tx: Transaction, case: Case) -> date | None:
    """The last day for the scheme, where it is known: it runs from a letter or an agreement. Without one it has no end
    that is known, and keeps nothing."""
    intake = tx.intakes.get(case.intake_id)
    answers = {**case.details, **(intake.answers if intake else {})}
    told = told_on(answers)
    first = told["to"] if told else london_date(case.received_at).isoformat()
    answer = answer_for(
        context, case.provider, {**answers, Question.FIRST_TOLD_ON: {"from": first, "to": first}}
    )
    return answer.outer_limit_on or answer.apply_by
