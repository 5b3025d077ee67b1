"""What the database holds of one chat, for tests that look behind the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.decisions.records import Case, CaseEvent, Contact, Handoff, Intake, Promise
from bot.services.ports import Store
from tests.support.customer import Customer


@dataclass(frozen=True)
class ChatRows:
    """``contact`` is where the reply of the case goes; ``promises`` are all of the chat."""

    intake: Intake
    cases: list[Case]
    contact: Contact | None
    events: list[CaseEvent]
    promises: list[Promise]
    handoff: Handoff | None

    @property
    def case(self) -> Case:
        [case] = self.cases
        return case

    @property
    def details(self) -> dict[str, Any]:
        return self.case.details

    def event(self, code: str) -> CaseEvent:
        """The last event of that code."""
        found = [event for event in self.events if event.code == code]
        assert found, f"no event {code}, only {[event.code for event in self.events]}"
        return found[-1]

    def promised(self) -> set[tuple[str, str]]:
        """Kind and day of each promise."""
        return {(promise.kind, promise.due_on.isoformat()) for promise in self.promises}


def rows_of(store: Store, customer: Customer) -> ChatRows:
    with store.read() as tx:
        intake = tx.intakes.latest(customer.id)
        cases = tx.cases.of_conversation(customer.id)
        assert intake is not None, "nothing was begun in this chat"
        return ChatRows(
            intake=intake,
            cases=cases,
            contact=tx.contacts.get(cases[-1].contact_id) if cases else None,
            events=tx.cases.events(cases[-1].id) if cases else [],
            promises=tx.promises.of_conversation(customer.id),
            handoff=tx.handoffs.open_of(customer.id),
        )
