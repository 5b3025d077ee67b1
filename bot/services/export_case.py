"""A whole case as one document: for an agent of its provider, and for its customer, once their address is confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal

from bot.decisions.case_export import (
    CaseExport,
    ExportedContact,
    ExportedDate,
    ExportedDetail,
    ExportedEvent,
    ExportedFile,
    ExportedGround,
    ExportedInternal,
    ExportedLine,
    ExportedNote,
    ExportedPromise,
    ExportedSource,
)
from bot.decisions.records import Agent, Case, CaseEvent, Message
from bot.services.answer_words import SUMMED_UP, is_told, label, value_in_words
from bot.services.case_copy import Copy, confirmed_address, copy_of
from bot.services.case_dates import CaseDate
from bot.services.case_link import export_link, read_case_link, read_export_link
from bot.services.case_timeline import EVENTS, happenings, promised
from bot.services.case_working import case_working
from bot.services.context import Context
from bot.services.desk.permission import NotYours, must
from bot.services.ports import Transaction
from bot.services.take_file import CUSTOMER

EXPORTED: Final = "case.exported"
"""In the audit trail of the case; its data: ``format``."""
MAIL: Final = "case_copy"
_PAGE = 200


def export_for_agent(context: Context, agent: Agent | None, reference: str, form: str) -> CaseExport:
    """Everything, the notes of agents too; stands in the audit trail. ``agent`` None: somebody with access to the
    machine. Raises ``NotYours`` for another provider's case and for one that is not there."""
    with context.store.write() as tx:
        case = tx.cases.by_reference(reference)
        if case is None:
            raise NotYours("There is nothing here that you may see.")
        if agent is not None:
            must(agent, case.provider)
        export = case_export(context, tx, case, internal=True)
        by = agent.id if agent else None
        tx.audit.add(context.now(), EXPORTED, f"case:{case.id}", by, case.provider, {"format": form})
        tx.commit()
    return export


def open_export(context: Context, token: str) -> CaseExport | None:
    """What the link leads to that was sent to the confirmed address; ``None`` for one that is no good (any more)."""
    case_id = read_export_link(context, token)
    if case_id is None:
        return None
    with context.store.write() as tx:
        case = tx.cases.get(case_id)
        if case is None or tx.conversations.get(case.conversation_id).erased_at is not None:
            return None
        export = case_export(context, tx, case, internal=False)
        tx.audit.add(context.now(), EXPORTED, f"case:{case.id}", None, case.provider, {"by": "customer"})
        tx.commit()
    return export


def send_copy(context: Context, token: str) -> Copy | None:
    """Somebody with the link to the page asks for the whole. Whoever that is, it goes to the address that is confirmed:
    once an hour at most. ``None`` for a link that is no good."""
    case_id = read_case_link(context, token)
    if case_id is None:
        return None
    with context.store.write() as tx:
        case = tx.cases.get(case_id)
        if case is None or tx.conversations.get(case.conversation_id).erased_at is not None:
            return None
        to = confirmed_address(tx, case)
        if to is None:
            return copy_of(tx, case)
        provider = context.provider(case.provider)
        facts = {
            "provider": provider.name,
            "reference": case.reference,
            "link": export_link(context, case),
            "minutes": context.rule("export_link_lifetime"),
        }
        payload = {"template": MAIL, "to": to.value, "provider": provider.slug, "facts": facts}
        key = f"case-copy-{case.id}-{context.now():%Y%m%d%H}"
        tx.outbox.add("mail", key, payload, context.now(), case.conversation_id)
        tx.commit()
    return Copy.CONFIRMED


def case_export(context: Context, tx: Transaction, case: Case, *, internal: bool) -> CaseExport:
    """``internal``: with the notes of agents and the data of events. Raises ``UnknownProvider``."""
    provider = context.provider(case.provider)
    working = case_working(context, tx, case)
    events, promises = tx.cases.events(case.id), tx.promises.of_case(case.id)
    intake = tx.intakes.get(case.intake_id)
    answers = {**case.details, **(intake.answers if intake else {})}
    made_for: Literal["customer", "agent"] = "agent" if internal else "customer"
    says = {each.id: each.says for each in promised(context, promises, events, case.status)}
    return CaseExport(
        made_at=context.now(),
        made_for=made_for,
        reference=case.reference,
        provider=case.provider,
        provider_name=provider.name,
        scheme=working.scheme,
        status=case.status.value,
        status_words=working.status,
        opened_at=case.opened_at,
        received_at=case.received_at,
        stage=case.stage,
        target_kind=case.target_kind,
        due_on=case.due_on,
        nation=case.nation,
        told=list(working.told or ()),
        description=case.description,
        details=[
            ExportedDetail(
                key=question.value,
                label=label(context, question, provider),
                value=value_in_words(context, question, answers),
            )
            for question in SUMMED_UP[1:]
            if is_told(question, answers)
        ],
        contacts=[
            ExportedContact(kind=each.kind.value, value=each.value, confirmed_at=each.confirmed_at)
            for each in tx.contacts.of(case.conversation_id)
        ],
        dates=[_date(each) for each in working.dates],
        dates_unsure=working.unsure,
        membership=working.membership,
        events=[_event(context, case, each, internal) for each in events if internal or each.code in EVENTS],
        promises=[
            ExportedPromise(
                kind=each.kind,
                says=says[each.id],
                due_on=each.due_on,
                made_at=each.made_at,
                kept_at=each.kept_at,
            )
            for each in promises
        ],
        transcript=[
            ExportedLine(at=line.sent_at, sender=line.sender.value, name=line.spoken_by, text=line.text)
            for line in transcript(tx, case.conversation_id)
        ],
        files=[
            ExportedFile(
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                sent_by="customer" if file.sent_by == CUSTOMER else "provider",
                stored_at=file.stored_at,
                scanned=file.scanned,
            )
            for file in tx.files.of_case(case.id)
        ],
        internal=_internal(tx, case) if internal else None,
    )


def transcript(tx: Transaction, conversation_id: str) -> list[Message]:
    """Every line of the chat, oldest first."""
    found: list[Message] = []
    while page := tx.messages.after(conversation_id, found[-1].id if found else 0, _PAGE):
        found += page
    return found


def _date(each: CaseDate) -> ExportedDate:
    return ExportedDate(
        key=each.key,
        on=each.on,
        title=each.title,
        what=each.what,
        sum=each.sum,
        notes=list(each.notes),
        done=each.done,
        grounds=[
            ExportedGround(
                says=ground.says,
                standing=ground.standing.value,
                standing_words=ground.standing_words,
                sources=[ExportedSource(title=each.title, href=each.href) for each in ground.sources],
            )
            for ground in each.grounds
        ],
    )


def _event(context: Context, case: Case, event: CaseEvent, internal: bool) -> ExportedEvent:
    told = happenings(context, context.provider(case.provider), [event])
    data: dict[str, Any] | None = dict(event.data) if internal else None
    return ExportedEvent(at=event.at, code=event.code, says=told[0].says if told else None, data=data)


def _internal(tx: Transaction, case: Case) -> ExportedInternal:
    def name(agent_id: str) -> str:
        agent = tx.agents.get(agent_id)
        return agent.name if agent else ""

    notes = tx.notes.of_conversation(case.conversation_id)
    return ExportedInternal(
        notes=[ExportedNote(at=note.at, by=name(note.by_agent), text=note.text) for note in notes]
    )


def file_stem(export: CaseExport, at: datetime) -> str:
    """What a file with it is called, without its ending."""
    return f"complaint-{export.reference.lower()}-{at:%Y-%m-%d}"
