"""What an agent does with a case, with or without a chat: an outcome offered and the customer's word on it, a rung
taken, a promise made. Only the customer resolves, and only their word opens again what is sorted."""

from __future__ import annotations

from datetime import date

from bot.decisions.errors import Refused
from bot.decisions.ladder import next_step
from bot.decisions.records import (
    Agent,
    Case,
    CaseStatus,
    ConversationState,
    Promise,
    Sender,
)
from bot.decisions.target import target
from bot.services.acknowledged import they_were_told, waits_to_be_told
from bot.services.agent_promise import EVENT as PROMISED
from bot.services.agent_promise import KIND as AGENT_PROMISE
from bot.services.context import Context
from bot.services.desk.permission import NotYours, must
from bot.services.desk.wrong_fields import WrongFields
from bot.services.escalate import EVENT as ESCALATED
from bot.services.escalate import reached
from bot.services.make_offer import make_offer
from bot.services.move_case import REOPENED, open_again
from bot.services.offers import keep_answer
from bot.services.ports import Transaction
from bot.services.refused_offer import ACCEPTED, OFFERED, REFUSED
from bot.services.transcript import lines
from bot.wording import Said

GONE = (CaseStatus.WITHDRAWN, CaseStatus.AT_ADR)
ACKNOWLEDGED = "case.acknowledged"
"""Its data: ``how`` the customer was told that the provider has the complaint."""


def offer_outcome(context: Context, agent: Agent, reference: str, outcome: str) -> Case:
    """Tell the customer what the provider offers; the case waits for their word. Raises ``NotYours``, ``Refused``."""
    words = _words("outcome", outcome, "Write what you offer.")
    with context.store.write() as tx:
        case = _open(tx, agent, reference)
        made = {"by": "agent", "agent": agent.name, "outcome": words}
        offered = make_offer(context, tx, case, made)
        _audit(context, tx, agent, case, OFFERED)
        tx.commit()
    return offered


def customer_said(context: Context, agent: Agent, reference: str, accepted: bool, said: str) -> Case:
    """What the customer said to the outcome, and how the agent knows (a call, a letter). Accepted is resolved, and its
    targets are settled; refused is open again with the old clock. Raises ``NotYours``, ``Refused``."""
    how = _words("how", said, "Write how the customer told you, and when.")
    with context.store.write() as tx:
        case = _of(tx, agent, reference)
        if case.status is not CaseStatus.OUTCOME_OFFERED:
            raise Refused("No outcome has been offered that they could answer.")
        answered = keep_answer(context, tx, case, accepted)
        _event(context, tx, agent, case, ACCEPTED if accepted else REFUSED, how=how)
        tx.commit()
    return answered


def not_sorted_after_all(context: Context, agent: Agent, reference: str, said: str) -> Case:
    """The customer said that a sorted case is not sorted, and how the agent knows (a call, a letter). It is open again
    with its old clock, and the scheme counts it as not settled. Raises ``NotYours``, ``Refused``."""
    how = _words("how", said, "Write how the customer told you, and when.")
    with context.store.write() as tx:
        case = _of(tx, agent, reference)
        if case.status is not CaseStatus.RESOLVED:
            raise Refused("This case is not sorted, so there is nothing to open again.")
        opened = open_again(context, tx, case)
        _event(context, tx, agent, case, REOPENED, how=how)
        if tx.conversations.get(case.conversation_id).state is not ConversationState.CLOSED:
            _tell(context, tx, case, "utter_case_reopened", reference=case.reference)
        tx.commit()
    return opened


def take_higher(context: Context, agent: Agent, reference: str, why: str, seen: str | None = None) -> Case:
    """Up the provider's own ladder, as the customer could do it themselves; the stage's target starts today. ``seen``:
    the step at which the agent's page showed it, so that a second press is no second step; ``None`` looks at nothing.

    Raises ``NotYours``; ``WrongFields`` without a reason; ``Refused`` at the last rung, where only the scheme is left,
    and where it has moved on since.
    """
    with context.store.write() as tx:
        case = _open(tx, agent, reference)
        reason = _words("why", why, "Write why it goes to the next step.")
        provider = context.provider(case.provider)
        at = reached(tx, case)
        if seen is not None and seen != (at or ""):
            raise Refused("This case has gone higher since your page was loaded. See where it is now.")
        step = next_step(provider, at)
        if step.ends:
            raise Refused(
                "That was the last step here. Send the customer the final letter for the scheme instead."
            )
        data: dict[str, object] = {"stage": step.stage, "who": step.who, "why": reason}
        if step.target:
            aim = target(provider, step.target, context.now(), None, context.holidays)
            data |= {"due_on": aim.due_on.isoformat(), "kind": aim.kind.value}
        _event(context, tx, agent, case, ESCALATED, **data)
        tx.commit()
    return case


def told_that_we_have_it(context: Context, agent: Agent, reference: str, how: str) -> Case:
    """The customer was told that the provider has the complaint, in a letter or on the telephone, and ``how``. Raises
    ``NotYours``, ``WrongFields`` without words; ``Refused`` where that is settled already."""
    words = _words("told", how, "Write how they were told, and when.")
    with context.store.write() as tx:
        case = _kept(tx, agent, reference)
        if not waits_to_be_told(tx, case):
            raise Refused("It is on record already that they were told.")
        they_were_told(context, tx, case.conversation_id)
        _event(context, tx, agent, case, ACKNOWLEDGED, how=words)
        tx.commit()
    return case


def promise(context: Context, agent: Agent, reference: str, what: str, due_on: date | None) -> Promise:
    """Something dated that the agent told the customer, such as a call. It is said in their chat too, unless that has
    ended, so that they have it in writing. A sorted case stays sorted. ``due_on``: ``None`` where no day could be read.
    Raises ``NotYours``; ``WrongFields`` without a day, for one that has passed or without words."""
    words, wrong = what.strip(), []
    if not words:
        wrong.append(("what", "Write what you promised."))
    if due_on is None:
        wrong.append(("due_on", "Give the day of the promise, such as 3 December 2026, 3/12/2026 or Friday."))
    elif due_on < context.today():
        wrong.append(("due_on", f"{context.day(due_on)} has passed already. Give a day to come."))
    if wrong or due_on is None:
        raise WrongFields(wrong)
    with context.store.write() as tx:
        case = _kept(tx, agent, reference)
        made = Promise(
            id=context.new_id(),
            conversation_id=case.conversation_id,
            provider=case.provider,
            kind=AGENT_PROMISE,
            due_on=due_on,
            made_at=context.now(),
            made_by=agent.id,
            case_id=case.id,
        )
        tx.promises.add(made)
        _event(context, tx, agent, case, PROMISED, what=words, due_on=due_on.isoformat(), promise=made.id)
        if tx.conversations.get(case.conversation_id).state is not ConversationState.CLOSED:
            day = context.day(due_on)
            _tell(context, tx, case, "utter_agent_promised", agent=agent.name, day=day, what=words)
        tx.commit()
    return made


def _of(tx: Transaction, agent: Agent, reference: str) -> Case:
    case = tx.cases.by_reference(reference)
    if case is None:
        raise NotYours("There is nothing here that you may see.")
    must(agent, case.provider)
    return case


def _kept(tx: Transaction, agent: Agent, reference: str) -> Case:
    """One that is still with the provider, sorted or not."""
    case = _of(tx, agent, reference)
    if case.status in GONE:
        raise Refused("This case has ended. Nothing was changed.")
    return case


def _open(tx: Transaction, agent: Agent, reference: str) -> Case:
    case = _kept(tx, agent, reference)
    if case.status is CaseStatus.RESOLVED:
        raise Refused(
            "The customer said that this is sorted. If they say that it is not, put that down first."
        )
    return case


def _words(field: str, text: str, otherwise: str) -> str:
    if not text.strip():
        raise WrongFields([(field, otherwise)])
    return text.strip()


def _event(context: Context, tx: Transaction, agent: Agent, case: Case, code: str, **data: object) -> None:
    tx.cases.add_event(case.id, code, context.now(), {"by": "agent", "agent": agent.name, **data})
    _audit(context, tx, agent, case, code)


def _audit(context: Context, tx: Transaction, agent: Agent, case: Case, code: str) -> None:
    tx.audit.add(
        context.now(), code, f"case:{case.id}", agent.id, case.provider, {"reference": case.reference}
    )


def _tell(context: Context, tx: Transaction, case: Case, key: str, **facts: object) -> None:
    """In the chat, for those who are there or come back; by mail and letter it follows with the letters."""
    named = {**facts, "provider": context.provider(case.provider).name}
    _say(context, tx, case, Said(context.words.text(key, **named)))
    they_were_told(context, tx, case.conversation_id)


def _say(context: Context, tx: Transaction, case: Case, said: Said) -> None:
    for line in lines(case.conversation_id, Sender.SYSTEM, [said], context.now()):
        tx.messages.add(line)
