"""All that tells of a person goes from a chat and its complaints; what is counted stays, without the person.

What lies outside the store (files, mails in the folder, the engine's memory) is queued in the same transaction and done
by the relay (``forget_chat``), so that nothing is lost when the engine is down.
"""

from __future__ import annotations

from typing import Final

from bot.decisions.records import Agent, ContactKind, Role
from bot.decisions.retention import KEPT_OF_AUDIT, KEPT_OF_EVENTS, may_be_erased
from bot.services.context import Context
from bot.services.desk.permission import must
from bot.services.find_person import Person, chats_of
from bot.services.forget_chat import Dropped, end_wish, queue_forgetting
from bot.services.kept_chats import Decided, KeptChat, kept_chat
from bot.services.ports import Transaction

ERASED: Final = "records.erased"
"""In the audit trail of each chat; its data: ``why`` (``asked`` or ``kept long enough``) and ``reference``."""
ASKED, LONG_ENOUGH = "asked", "kept long enough"
MARK: Final = "utter_records_erased"


def erase_person(
    context: Context, provider: str, person: Person, by: Agent | None, *, dry_run: bool = False
) -> list[Decided]:
    """What may go of the person goes; each chat is told with what became of it, and why it stays if it does.

    ``by``: a supervisor of the provider, or nobody (somebody with access to the machine, at the command line).
    ``dry_run`` changes nothing. Again does no harm. Raises ``NotYours``, ``UnknownProvider``.
    """
    context.provider(provider)
    if by is not None:
        must(by, provider, Role.SUPERVISOR)
    told: list[Decided] = []
    with context.store.write() as tx:
        for conversation in chats_of(tx, provider, person):
            chat = kept_chat(context, tx, conversation)
            verdict = may_be_erased(chat.facts, context.today())
            told.append(
                Decided(conversation.id, provider, chat.name, verdict.goes, verdict.why, verdict.from_day)
            )
            if verdict.goes and not dry_run:
                erase_chat(context, tx, chat, ASKED, by)
        if not dry_run:
            tx.commit()
    return told


def erase_chat(context: Context, tx: Transaction, chat: KeptChat, why: str, by: Agent | None = None) -> None:
    """Whether it may go was decided before. The caller commits."""
    id, at = chat.conversation.id, context.now()
    addresses = [contact.value for contact in tx.contacts.of(id) if contact.kind is ContactKind.EMAIL]
    mails = [*tx.outbox.wipe(id), *tx.records.drop_mails_to(addresses)]
    dropped = Dropped(tuple(tx.files.wipe(id)), tuple(mails))
    tx.posts.wipe(id)
    end_wish(tx, at, id)
    tx.records.erase(id, at, context.words.text(MARK), KEPT_OF_EVENTS, KEPT_OF_AUDIT)
    queue_forgetting(tx, at, id, dropped, erased=True)
    data = {"why": why, **({"reference": chat.name} if chat.cases else {})}
    tx.audit.add(at, ERASED, f"conversation:{id}", by.id if by else None, chat.conversation.provider, data)
