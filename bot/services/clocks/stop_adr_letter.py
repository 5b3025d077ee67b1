"""A person decides that the letter at the end of the wait does not go by itself, and why; or that it does after all."""

from __future__ import annotations

from bot.decisions.errors import Refused
from bot.decisions.records import Agent, Case
from bot.services.clocks.adr_letter import STARTED_AGAIN, STOPPED, is_stopped
from bot.services.context import Context
from bot.services.desk.permission import NotYours, must
from bot.services.desk.wrong_fields import WrongFields
from bot.services.ports import Transaction


def stop_adr_letter(context: Context, agent: Agent, reference: str, why: str) -> None:
    """Raises ``NotYours``; ``WrongFields`` without a reason; ``Refused`` where it is stopped already."""
    reason = " ".join(why.split())
    with context.store.write() as tx:
        case = _case_of(tx, agent, reference)
        if not reason:
            raise WrongFields([("why_stopped", "Write why the letter is not to go: it stays on record.")])
        if is_stopped(tx.cases.events(case.id)):
            raise Refused("The letter is stopped already.")
        _put_down(context, tx, agent, case, STOPPED, why=reason)


def start_adr_letter_again(context: Context, agent: Agent, reference: str) -> None:
    """Raises ``NotYours``; ``Refused`` where it is not stopped."""
    with context.store.write() as tx:
        case = _case_of(tx, agent, reference)
        if not is_stopped(tx.cases.events(case.id)):
            raise Refused("The letter is not stopped.")
        _put_down(context, tx, agent, case, STARTED_AGAIN)


def _case_of(tx: Transaction, agent: Agent, reference: str) -> Case:
    case = tx.cases.by_reference(reference)
    if case is None:
        raise NotYours("There is nothing here that you may see.")
    must(agent, case.provider)
    return case


def _put_down(context: Context, tx: Transaction, agent: Agent, case: Case, code: str, **data: str) -> None:
    tx.cases.add_event(case.id, code, context.now(), {"by": "agent", "agent": agent.name, **data})
    facts = {"reference": case.reference}
    tx.audit.add(context.now(), code, f"case:{case.id}", agent.id, case.provider, facts)
    tx.commit()
