"""The bytes of a customer's files, for a system that takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.adapters.file_store import FolderFiles
from bot.decisions.errors import FilesUnavailable

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class FileBytes:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class TheirFiles:
    """Where the bytes lie, and which may go along. What cannot or may not stays with us: every ticket has its name and
    the link to the desk."""

    store: FolderFiles
    files: Literal["send", "link"]
    files_megabytes: int

    def of(self, payload: Mapping[str, Any]) -> list[FileBytes]:
        """All of them or none: half of what somebody sent is taken for the whole."""
        listed = payload.get("files") or []
        if self.files == "link" or sum(each["size"] for each in listed) > self.files_megabytes * _MEGABYTE:
            return []
        try:
            return [
                FileBytes(each["name"], each["media_type"], b"".join(self.store.read(each["id"])))
                for each in listed
            ]
        except FilesUnavailable:
            return []
