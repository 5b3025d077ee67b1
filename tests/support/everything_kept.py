"""Chats with something of a person in every place where something can be kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from bot.adapters.db.store import SqlStore
from bot.adapters.db.table_parts import metadata
from bot.adapters.file_store import FolderFiles
from bot.decisions.mail import Letter
from bot.decisions.post import PostedLetter
from bot.decisions.records import Agent, Case, CaseStatus, Message, Note, Sender, StoredFile
from bot.services.context import Context
from bot.services.desk.spoken_code import show_code
from tests.support import rows
from tests.support.case_rows import add_case

TRACES = (
    "Zephyrine",
    "zephyrine@example.org",
    "Quagmire Lane",
    "ZX-77120",
    "the dog ate the router",
    "bill-Zephyrine.pdf",
)
"""Strings that are nowhere but in what is kept of this one person."""


def keep_everything(
    context: Context,
    files: FolderFiles,
    agent: Agent,
    id: str = "zeph",
    status: CaseStatus = CaseStatus.RESOLVED,
    **answers: object,
) -> Case:
    """A case with a transcript, notes, files, mails, a code, an agreement, a handoff and events: all with ``TRACES``.
    Its chat is ``chat-<id>``."""
    name, address, lane, account, story, bill = TRACES
    case = add_case(
        context,
        id=id,
        address=address,
        answers={"name": f"{name} Smith", "account": account, "address_note": lane, **answers},
        later={"story": story},
    )
    chat = case.conversation_id
    content = f"%PDF {story}".encode()
    with context.store.write() as tx:
        if status is not CaseStatus.OPEN:
            tx.cases.save(replace(case, status=status, description=f"{story}. {name}"))
            tx.cases.add_event(
                case.id, "outcome.accepted", context.now(), {"by": "agent", "how": f"{name} rang"}
            )
        tx.cases.add_event(case.id, "customer.added", context.now(), {"by": "customer", "text": story})
        tx.cases.add_event(case.id, "file.added", context.now(), {"by": "customer", "name": bill})
        for text in (f"I am {name}, {lane}", story):
            tx.messages.add(
                Message(chat, 0, Sender.CUSTOMER, text, context.now(), key=text[:9], body_hash="h")
            )
        buttons = [{"id": "b", "title": f"Yes, {address}", "payload": f"/affirm{{{name}}}"}]
        tx.messages.add(Message(chat, 0, Sender.BOT, f"Thank you, {name}.", context.now(), buttons=buttons))
        tx.messages.add(Message(chat, 0, Sender.AGENT, f"Hello {name}", context.now(), spoken_by=agent.name))
        tx.notes.add(Note(f"note-{id}", chat, agent.id, f"{name} is upset", context.now(), case.id))
        tx.identity_checks.add(rows.check(f"check-{id}", case.contact_id, conversation_id=chat))
        tx.handoffs.add(rows.handoff(f"h-{id}", chat, provider=case.provider, supervisor_note=f"call {name}"))
        tx.conversations.set_agreed(chat, f"{name} gets £20 back")
        payload = {
            "template": "case_opened",
            "to": address,
            "provider": case.provider,
            "facts": {"name": name},
        }
        letter = Letter(f"About {story}", f"Dear {name},\n\n{story}")
        key, at = f"post-{id}", context.now()
        at_home = PostedLetter(key, key, case.provider, chat, case.id, "case_news", lane, name, letter, at)
        tx.posts.add(at_home)
        tx.outbox.add("mail", f"named-{id}", payload, context.now(), chat)
        tx.outbox.add("mail", f"unnamed-{id}", payload, context.now())
        tx.audit.add(
            context.now(), "outcome.refused", f"conversation:{chat}", None, case.provider, {"how": story}
        )
        tx.audit.add(context.now(), "outcome.refused", f"case:{case.id}", None, case.provider, {"how": name})
        draft = files.begin()
        draft.write(content)
        draft.keep(_file_id(id))
        kept = StoredFile(
            _file_id(id),
            chat,
            bill,
            "application/pdf",
            len(content),
            draft.sha256,
            "customer",
            context.now(),
            case.id,
        )
        tx.files.add(kept)
        tx.commit()
    show_code(context, chat)
    return case


def _file_id(id: str) -> str:
    return id.encode().hex().ljust(32, "0")[:32]


def everything_in(store: SqlStore) -> dict[str, str]:
    """Every row of every table as text, by table."""
    with store.engine.connect() as connection:
        return {
            table.name: json.dumps(
                [[str(value) for value in row] for row in connection.execute(select(table))],
                ensure_ascii=False,
            )
            for table in metadata.sorted_tables
        }


def where(text: str, store: SqlStore, *folders: Path) -> list[str]:
    """The tables and files in which ``text`` still stands, as it is or as JSON writes it."""
    found = [name for name, held in everything_in(store).items() if text in held]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    found += [str(file) for file in files if text in file.name or text.encode() in file.read_bytes()]
    return found
