"""The customer takes a file away again that they sent by mistake."""

from __future__ import annotations

import logging

from bot.decisions.errors import FilesUnavailable
from bot.decisions.records import ConversationState, Sender, StoredFile
from bot.services.take_file import CUSTOMER, Filing
from bot.services.transcript import lines

FILE_REMOVED = "file.removed"

log = logging.getLogger(__name__)


def remove_file(filing: Filing, conversation_id: str, file_id: str) -> StoredFile | None:
    """Forget a file that the customer sent in this chat. That there was one stays in the transcript and on the case.

    ``None``, and nothing happens, for one that is not there (any more), that an agent sent, or in a chat that has
    ended. Raises ``UnknownConversation``.
    """
    context = filing.context
    with context.store.write() as tx:
        conversation = tx.conversations.get(conversation_id)
        file = tx.files.get(file_id)
        theirs = file is not None and (file.conversation_id, file.sent_by) == (conversation_id, CUSTOMER)
        if file is None or not theirs or conversation.state is ConversationState.CLOSED:
            return None
        tx.files.remove(file.id)
        said = context.words.say("utter_web_file_removed", name=file.name)
        for line in lines(conversation_id, Sender.SYSTEM, [said], context.now()):
            tx.messages.add(line)
        if file.case_id is not None:
            facts = {"by": CUSTOMER, "file": file.id, "name": file.name, "size": file.size}
            tx.cases.add_event(file.case_id, FILE_REMOVED, context.now(), facts)
        tx.commit()
    try:
        filing.files.remove(file.id)  # after its row: bytes that a crash leaves behind belong to nobody
    except FilesUnavailable as error:
        log.error("Bytes of a file that was taken away may have stayed behind: %s", error)
    return file
