"""A file of a chat, opened by somebody who may see its card; every look stands in the audit trail."""

from __future__ import annotations

from bot.decisions.records import Agent
from bot.services.context import Context
from bot.services.desk.permission import NotYours, must
from bot.services.ports import FileStore
from bot.services.read_file import OpenFile, read_file


def open_file(
    context: Context, files: FileStore, agent: Agent, conversation_id: str, file_id: str
) -> OpenFile:
    """Raises ``NotYours`` for another provider's chat and for a file that is not of this one; ``FilesUnavailable``."""
    refused = NotYours("There is nothing here that you may see.")
    with context.store.write() as tx:
        conversation = tx.conversations.find(conversation_id)
        if conversation is None:
            raise refused
        must(agent, conversation.provider)
        found = read_file(context.store, files, file_id, of_conversation=conversation_id)
        if found is None:
            raise refused
        subject = f"conversation:{conversation_id}"
        data = {"file": file_id}
        tx.audit.add(context.now(), "file.opened", subject, agent.id, conversation.provider, data)
        tx.commit()
    return found
