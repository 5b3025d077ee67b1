"""An agent's file to the customer: checked like theirs, kept with the chat and the case, told in the agent's name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.decisions.errors import Refused
from bot.decisions.file_size import size_in_words
from bot.decisions.records import Agent, Message, Sender, StoredFile
from bot.services.acknowledged import they_were_told
from bot.services.context import Context
from bot.services.desk.reply import held_by
from bot.services.desk.reply_promise import keep_promise
from bot.services.file_words import KINDS, file_limits, payload_of_file
from bot.services.ports import Draft, Transaction
from bot.services.take_file import Filing, Sending, take_file


def send_file(
    filing: Filing, agent: Agent, conversation_id: str, key: str, given_name: str, draft: Draft
) -> StoredFile:
    """Send what ``draft`` holds. The same ``key`` again gives the same file, and one line in the chat.

    Raises ``NotYours``; ``OutOfTurn`` unless it is their chat; ``Refused`` in words for the desk, with the codes of
    ``take_file``; ``ScannerUnavailable``, ``FilesUnavailable`` and ``UnknownConversation``.
    """
    sending = Sending(
        by=agent.id,
        check=lambda tx: _check(tx, agent, conversation_id),
        tell=lambda context, tx, file: _tell(context, tx, agent, file),
        facts={"by": "agent", "agent": agent.name},
    )
    with in_words_of_the_desk(filing.context):
        return take_file(filing, conversation_id, f"desk-{agent.id}-{key}", given_name, draft, sending)


@contextmanager
def in_words_of_the_desk(context: Context) -> Iterator[None]:
    """What is refused within speaks to an agent."""
    try:
        yield
    except Refused as error:
        said = _words_of_the_desk(context).get(error.code)
        if said is None:
            raise
        error.args = (said,)
        raise


def file_too_big(context: Context) -> str:
    return f"It is too big. Files can have {size_in_words(file_limits(context).size)} at most."


def _check(tx: Transaction, agent: Agent, conversation_id: str) -> None:
    held_by(tx, agent, conversation_id)


def _tell(context: Context, tx: Transaction, agent: Agent, file: StoredFile) -> Message:
    subject = f"conversation:{file.conversation_id}"
    provider = tx.conversations.get(file.conversation_id).provider
    tx.audit.add(
        context.now(), "file.sent", subject, agent.id, provider, {"file": file.id, "name": file.name}
    )
    keep_promise(context, tx, file.conversation_id)
    they_were_told(context, tx, file.conversation_id)
    text = context.words.text("utter_desk_file_sent", name=file.name, size=size_in_words(file.size))
    return Message(
        file.conversation_id,
        0,
        Sender.AGENT,
        text,
        context.now(),
        payload=payload_of_file(file),
        spoken_by=agent.name,
    )


def _words_of_the_desk(context: Context) -> dict[str, str]:
    """By code of a refusal: the sentences of ``take_file`` speak to a customer."""
    limits = file_limits(context)
    return {
        "file_empty": "There is nothing in it.",
        "file_too_big": file_too_big(context),
        "file_kind": f"That kind of file cannot be sent. It can be {KINDS}.",
        "file_name_differs": "The end of its name says one kind of file, and what is in it is another.",
        "file_virus": "The virus check found something harmful in it.",
        "files_full": f"The chat can hold {limits.count} files and {size_in_words(limits.total)}, and is full.",
        "key_reused": "Another file was sent from this page already. Please send it again.",
    }
