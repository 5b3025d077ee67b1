"""A stored file to be read, by somebody who may see its conversation or its case.

Who may is the caller's to decide: the token of the chat, the link of the case, or an agent of the provider.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.decisions.records import StoredFile
from bot.services.case_link import read_file_token
from bot.services.context import Context
from bot.services.ports import FileStore, Store


@dataclass(frozen=True)
class OpenFile:
    """What is known of a file, and its bytes from first to last."""

    file: StoredFile
    pieces: Iterator[bytes]


def files_of_conversation(store: Store, conversation_id: str) -> list[StoredFile]:
    """Oldest first."""
    with store.read() as tx:
        return tx.files.of_conversation(conversation_id)


def read_file(
    store: Store,
    files: FileStore,
    file_id: str,
    *,
    of_conversation: str | None = None,
    of_case: str | None = None,
) -> OpenFile | None:
    """File ``file_id``, if it belongs to that conversation, or to that case; an unknown one and another's are alike.

    Give one of the two. Raises ``FilesUnavailable`` when the row is there and the bytes cannot be read.
    """
    with store.read() as tx:
        file = tx.files.get(file_id)
    if file is None:
        return None
    theirs = of_conversation is not None and file.conversation_id == of_conversation
    on_it = of_case is not None and file.case_id == of_case
    return OpenFile(file, files.read(file.id)) if theirs or on_it else None


def open_case_file(context: Context, files: FileStore, token: str) -> OpenFile | None:
    """The file behind a link on the page of a case; ``None`` for a bad link and for a file that is not there any more.

    Raises ``LinkTooOld``, and ``FilesUnavailable``.
    """
    found = read_file_token(context, token)
    if found is None:
        return None
    case_id, file_id = found
    return read_file(context.store, files, file_id, of_case=case_id)
