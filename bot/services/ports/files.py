"""Files that were sent: their rows, their bytes, and the look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from bot.decisions.file_kind import FileKind
from bot.decisions.records import StoredFile


class Files(Protocol):
    def add(self, file: StoredFile) -> None: ...
    def get(self, id: str) -> StoredFile | None: ...
    def of_conversation(self, conversation_id: str) -> list[StoredFile]: ...
    def total(self, conversation_id: str) -> tuple[int, int]:
        """How many, and how many bytes."""
        ...

    def of_case(self, case_id: str) -> list[StoredFile]: ...
    def remove(self, id: str) -> None:
        """Forget one."""
        ...

    def wipe(self, conversation_id: str) -> list[str]:
        """Forget those of a chat; the ids of their bytes."""
        ...

    def put_on_case(self, conversation_id: str, case_id: str) -> None: ...


class Draft(Protocol):
    """The bytes of a file on their way in. It is gone when neither ``keep`` nor ``drop`` was called for a while."""

    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str:
        """Of everything written so far, in hex."""
        ...

    def write(self, piece: bytes) -> None:
        """Raises ``FilesUnavailable`` (the disk is full, …)."""
        ...

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes; fewer at the end."""
        ...

    def pieces(self) -> Iterator[bytes]: ...
    def keep(self, id: str) -> None:
        """On disk for good under ``id`` when this returns. Raises ``FilesUnavailable``."""
        ...

    def drop(self) -> None:
        """Forget it. Does nothing after ``keep``."""
        ...


class FileStore(Protocol):
    """Where the bytes of files lie, by id; what else is known of a file is its row."""

    def begin(self) -> Draft:
        """Raises ``FilesUnavailable``."""
        ...

    def read(self, id: str) -> Iterator[bytes]:
        """From first to last, a piece at a time. Raises ``FilesUnavailable``, before the first piece."""
        ...

    def remove(self, id: str) -> None:
        """Nothing is there after it; nothing need be there before."""
        ...

    def clean(self) -> int:
        """Drop drafts that nobody finished; how many."""
        ...


LookInside = Callable[[Draft], FileKind | None]
"""What the content is; ``None`` for everything that is not taken, or that is two things at once."""


class Scanner(Protocol):
    """A virus scanner."""

    def scan(self, pieces: Iterator[bytes]) -> str | None:
        """``None`` when it found nothing, else the name of what it found. Raises ``ScannerUnavailable``."""
        ...
