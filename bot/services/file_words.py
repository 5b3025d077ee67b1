"""What is said of files: the kinds that are taken, and whether a file was checked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.decisions.file_kind import ENDINGS
from bot.decisions.file_size import MB, size_in_words
from bot.decisions.records import Message, Sender, StoredFile
from bot.services.context import Context
from bot.wording import list_in_words

KINDS = list_in_words(ENDINGS)
"""The endings that are taken, as a sentence has them."""


@dataclass(frozen=True)
class FileLimits:
    """What one chat takes: bytes of one file, how many files, bytes of all of them."""

    size: int
    count: int
    total: int


def file_limits(context: Context) -> FileLimits:
    """The limits of today."""
    return FileLimits(
        size=context.rule("file_size") * MB,
        count=context.rule("files_per_chat"),
        total=context.rule("files_per_chat_size") * MB,
    )


def send_files_words(context: Context) -> str:
    """How to send a file in this chat, what is taken and how big it may be."""
    limit = size_in_words(file_limits(context).size)
    return context.words.text("utter_fact_send_files", kinds=KINDS, limit=limit)


def limits_words(context: Context) -> str:
    """What is taken and how big it may be, for who has the button before them."""
    limit = size_in_words(file_limits(context).size)
    return context.words.text("utter_web_file_limits", kinds=KINDS, limit=limit)


def checked_words(context: Context, file: StoredFile) -> str:
    """For the card at the desk: was it looked through for viruses?"""
    return context.words.text("utter_file_not_checked" if file.scanned is None else "utter_file_checked")


_BROUGHT = "file:"


def payload_of_file(file: StoredFile) -> str:
    """What an agent's line carries that brings a file: it leads to the file again."""
    return f"{_BROUGHT}{file.id}"


def file_of_line(line: Message) -> str | None:
    """The id of the file that came with an agent's line; what a customer sends never leads to one."""
    payload = line.payload or ""
    brought = line.sender is Sender.AGENT and payload.startswith(_BROUGHT)
    return payload.removeprefix(_BROUGHT) if brought else None
