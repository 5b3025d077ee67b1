"""The queue: who waits for a person, at the providers that an agent answers for. A database query, never a memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Literal

from bot.decisions.calendar import in_london, london_date
from bot.decisions.late import is_overdue
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Agent, Case, Conversation, ConversationState, Handoff, Sender
from bot.readers.mere_wish import is_mere_wish
from bot.services.ask_for_person import is_pressed
from bot.services.context import Context
from bot.services.desk.passed_on import is_passed_on
from bot.services.desk.permission import may
from bot.services.desk.person_wanted import chat_name
from bot.services.desk.refused_offers import FIRST
from bot.services.desk.reply_promise import ReplyPromise, reply_promise
from bot.services.desk.unanswered import unanswered_line
from bot.services.earlier_chat import earlier_chat, earlier_id
from bot.services.form_lines import fills_the_form
from bot.services.ports import Transaction
from bot.wording import in_one_line


@dataclass(frozen=True)
class Row:
    """One that waits or is being answered. ``holder``: ``bot``, ``waiting``, or the name of the agent who has it.

    ``chat`` is what people call the chat, and ``began`` when it did, in London time; ``name`` and ``about``: who it is
    and how their words begin, as far as they told (without a story, the first words of the chat). ``waited`` since they
    asked; ``promise``: what they were told, and whether it was kept. ``why_first``: why it stands above others
    (``vulnerable``, ``overdue``), or None. ``unanswered``: the customer wrote last. ``on_form``: they fill in the form,
    and have no chat before them. ``before``: what people call the chat, or the complaint, that this one goes on from.
    ``passed``: it was passed to ``holder``, who has not taken it up yet.
    """

    handoff_id: str
    conversation_id: str
    chat: str
    provider: str
    reason: str
    holder: Literal["bot", "waiting"] | str
    mine: bool
    requested_at: datetime
    waited: timedelta
    promise: ReplyPromise
    why_first: Literal["vulnerable", "overdue"] | None
    reference: str | None
    unanswered: bool
    name: str | None = None
    about: str | None = None
    began: str = ""
    on_form: bool = False
    before: str | None = None
    passed: bool = False

    @property
    def waits(self) -> bool:
        """Nobody has taken it, or whoever it was passed to has not."""
        return self.passed or self.holder in ("bot", "waiting")


_FIRST_WORDS = 70
"""Characters of what happened: enough to tell two rows apart."""
_FIRST_LINES = 30
"""Lines of a chat that are looked at for words of the customer's."""
_SAYS_LITTLE = 3
"""Words or fewer: a greeting, or a button."""


def queue(context: Context, agent: Agent) -> list[Row]:
    """Somebody in distress first, then what is overdue, then longest first; those that somebody has taken come last. In
    a chat that has ended nobody waits, whatever row was left of it."""
    with context.store.read() as tx:
        asked = [handoff for handoff in tx.handoffs.open() if may(agent, handoff.provider)]
        chats = [handoff.conversation_id for handoff in asked]
        tx.read_ahead_chats(chats)
        tx.read_ahead_chats([earlier for each in chats if (earlier := earlier_id(tx, each))])
        rows = [
            _row(context, tx, agent, handoff)
            for handoff in asked
            if tx.conversations.get(handoff.conversation_id).state is not ConversationState.CLOSED
        ]
    return sorted(rows, key=_place)


def _place(row: Row) -> tuple[bool, int, datetime]:
    return (not row.waits, FIRST.index(row.why_first), row.requested_at)


def _row(context: Context, tx: Transaction, agent: Agent, handoff: Handoff) -> Row:
    conversation = tx.conversations.get(handoff.conversation_id)
    holder = tx.agents.get(handoff.claimed_by) if handoff.claimed_by else None
    case = next(iter(tx.cases.of_conversation(conversation.id)[-1:]), None)
    waiting: Literal["bot", "waiting"] = (
        "waiting" if conversation.state is ConversationState.WAITING else "bot"
    )
    promise = reply_promise(context, tx, handoff)
    intake = tx.intakes.latest(conversation.id)
    answers = case.details if case else intake.answers if intake else {}
    told = case.description if case else answers.get(Question.DESCRIPTION) or first_words(tx, conversation)
    name = answers.get(Question.NAME)
    return Row(
        handoff_id=handoff.id,
        conversation_id=conversation.id,
        chat=chat_name(conversation.id),
        provider=context.provider(handoff.provider).name,
        reason=context.words.text(f"utter_reason_{handoff.reason}"),
        holder=holder.name if holder else waiting,
        mine=handoff.claimed_by == agent.id,
        requested_at=handoff.requested_at,
        waited=max(context.now() - handoff.requested_at, timedelta(0)),
        promise=promise,
        why_first=_why_first(context, tx, handoff, promise, case),
        reference=case.reference if case else None,
        unanswered=unanswered_line(tx, conversation.id) is not None,
        name=name if name != UNKNOWN else None,
        about=shorten(in_one_line(str(told or "")), _FIRST_WORDS, placeholder=" …") or None,
        began=_began(context, conversation),
        on_form=fills_the_form(tx, conversation.id),
        before=_before(tx, conversation),
        passed=is_passed_on(tx, handoff),
    )


def _before(tx: Transaction, conversation: Conversation) -> str | None:
    earlier = earlier_chat(tx, conversation.id)
    if earlier is None:
        return None
    cases = tx.cases.of_conversation(earlier.id)
    return cases[-1].reference if cases else chat_name(earlier.id)


def first_words(tx: Transaction, conversation: Conversation) -> str | None:
    """What the customer wrote first that says more than "hello"; else what they wrote last of the beginning. That they
    want a person is no story, pressed or typed."""
    written = [
        line.text
        for line in tx.messages.after(conversation.id, 0, _FIRST_LINES)
        if line.sender is Sender.CUSTOMER
        and line.text.strip()
        and not is_pressed(line)
        and not is_mere_wish(line.text)
    ]
    telling = (text for text in written if len(text.split()) > _SAYS_LITTLE)
    return next(telling, written[-1] if written else None)


def _began(context: Context, conversation: Conversation) -> str:
    """The time, and the day where it is another than today."""
    at = conversation.created_at
    time, day = f"{in_london(at):%H:%M}", london_date(at)
    return time if day == context.today() else f"{context.day(day)}, {time}"


def _why_first(
    context: Context, tx: Transaction, handoff: Handoff, promise: ReplyPromise, case: Case | None
) -> Literal["vulnerable", "overdue"] | None:
    if handoff.priority:
        return "vulnerable"
    waits = promise.state in ("now", "open", "late") or handoff.claimed_by is None
    late = waits and handoff.promised_by < context.today()
    promises = tx.promises.of_case(case.id) if case is not None else []
    case_late = case is not None and is_overdue(case, promises, context.today())
    return "overdue" if late or case_late else None
