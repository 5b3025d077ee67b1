"""A case of any provider, written straight into the store: for tests of what is shown of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.decisions.records import Case, ContactKind, Promise
from bot.decisions.target import FIRST_STAGE, stages_from_the_start, target
from bot.services.context import Context
from tests.support import rows

STORY = "My line has been dead for nine days, and <b>nobody</b> rings back."
NAME = "Sam Carter"


def add_case(
    context: Context,
    provider: str = "it-communications",
    told: tuple[str, str] | str | None = None,
    *,
    id: str = "case",
    at: datetime | None = None,
    kind: ContactKind = ContactKind.EMAIL,
    address: str = "sam@example.com",
    answers: dict[str, Any] | None = None,
    later: dict[str, Any] | None = None,
    **values: Any,
) -> Case:
    """A case received now (or ``at``), with its conversation, intake, contact, first event and promises. ``told``: when
    they first told the provider, a day or a range; ``answers``: what else was told; ``later``: told since, in the
    intake only."""
    at = at or context.now()
    details: dict[str, Any] = {"name": NAME, **(answers or {})}
    if told is not None:
        first, last = (told, told) if isinstance(told, str) else told
        details["first_told_on"] = {"from": first, "to": last}
    aim = target(context.provider(provider), FIRST_STAGE, at, None, context.holidays)
    case = rows.case(
        id,
        provider=provider,
        conversation_id=f"chat-{id}",
        intake_id=f"intake-{id}",
        contact_id=f"contact-{id}",
        description=STORY,
        received_at=at,
        opened_at=at,
        details=details,
        due_on=aim.due_on,
        target_kind=aim.kind.value,
        first_complained_on=date.fromisoformat(told) if isinstance(told, str) else None,
    )
    case = replace(case, **values)
    with context.store.write() as tx:
        if tx.conversations.find(case.conversation_id) is None:
            tx.conversations.add(rows.conversation(case.conversation_id, provider=provider))
        intake = rows.intake(
            case.intake_id, case.conversation_id, provider=provider, answers={**details, **(later or {})}
        )
        tx.intakes.add(intake)
        tx.contacts.add(rows.contact(case.contact_id, case.conversation_id, kind=kind, value=address))
        tx.cases.add(case)
        tx.cases.add_event(case.id, "case.opened", at, {"by": "assistant"})
        for stage in stages_from_the_start(context.provider(provider)):
            dated = target(context.provider(provider), stage, at, None, context.holidays)
            tx.promises.add(_promise(case, f"target.{dated.kind}", dated.due_on, at))
        tx.commit()
    return case


def add_event(context: Context, case: Case, code: str, **data: Any) -> None:
    with context.store.write() as tx:
        tx.cases.add_event(case.id, code, context.now(), data)
        tx.commit()


def add_promise(context: Context, case: Case, kind: str, due_on: date) -> None:
    with context.store.write() as tx:
        tx.promises.add(_promise(case, kind, due_on, context.now()))
        tx.commit()


def _promise(case: Case, kind: str, due_on: date, at: datetime) -> Promise:
    return rows.promise(
        f"{case.id} {kind} {due_on}",
        conversation_id=case.conversation_id,
        provider=case.provider,
        case_id=case.id,
        kind=kind,
        due_on=due_on,
        made_at=at,
    )
