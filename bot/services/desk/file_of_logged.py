"""A file that came with a letter or an e-mail, or was handed over: an agent puts it on the logged complaint."""

from __future__ import annotations

from bot.decisions.errors import Refused
from bot.decisions.records import Agent, Message, StoredFile
from bot.services.context import Context
from bot.services.desk.card_history import logged
from bot.services.desk.permission import must
from bot.services.desk.send_file import in_words_of_the_desk
from bot.services.ports import Draft, Transaction
from bot.services.take_file import Filing, Sending, file_sent_by_customer, take_file

ADDED = "file.added"


def came_another_way(context: Context, conversation_id: str) -> bool:
    """Whether this is a complaint that an agent logged and that has no chat."""
    with context.store.read() as tx:
        return _is_logged(context, tx, conversation_id)


def put_file_on_logged(
    filing: Filing, agent: Agent, conversation_id: str, key: str, given_name: str, draft: Draft
) -> StoredFile:
    """Keep what ``draft`` holds with the complaint, as its customer's: they gave it. Nobody is told: there is no chat.
    The same ``key`` again gives the same file. Raises as ``send_file``, and ``Refused`` where there is a chat."""

    def check(tx: Transaction) -> None:
        must(agent, tx.conversations.get(conversation_id).provider)
        if not _is_logged(filing.context, tx, conversation_id):
            raise Refused("This complaint has a chat: send the file there.")

    def tell(context: Context, tx: Transaction, file: StoredFile) -> Message:
        provider = tx.conversations.get(conversation_id).provider
        subject, data = f"conversation:{conversation_id}", {"file": file.id, "name": file.name}
        tx.audit.add(context.now(), ADDED, subject, agent.id, provider, data)
        return file_sent_by_customer(context, tx, file)

    sending = Sending(check=check, tell=tell, facts={"by": "agent", "agent": agent.name}, without_chat=True)
    with in_words_of_the_desk(filing.context):
        return take_file(filing, conversation_id, f"desk-{agent.id}-{key}", given_name, draft, sending)


def _is_logged(context: Context, tx: Transaction, conversation_id: str) -> bool:
    return any(
        logged(context, tx.cases.events(case.id)) is not None
        for case in tx.cases.of_conversation(conversation_id)
    )
