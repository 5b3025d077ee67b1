"""What is said of files: the kinds that are taken, and whether a file was checked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.decisions.file_kind import ENDINGS
from bot.decisions.file_size import MB, size_in_words
from bot.decisions.records import StoredFile
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


def checked_words(context: Context, file: StoredFile) -> str:
    """For the card at the desk: was it looked through for viruses?"""
    return context.words.text("utter_file_not_checked" if file.scanned is None else "utter_file_checked")
