"""The bytes of files in a folder, outside everything that the web serves: one file each, named by its id."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from bot.decisions.errors import FilesUnavailable, Refused

PIECE = 256 * 1024
"""Bytes read at a time: what one download holds in memory."""
ABANDONED_SECONDS = 3600.0
"""A draft that nobody has written to for so long belongs to a process that is gone: an upload may take 15 minutes."""

_ID = re.compile(r"[0-9a-f]{32}")


class FolderFiles:
    """``folder/<id>`` for files, ``folder/incoming/<random>`` for drafts; for the owner's eyes only.

    ``clock`` is the machine's own, in seconds since 1970, because the folder's times are: ``FIRSTLINE_NOW`` has no say.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder, self._incoming, self._clock = folder, folder / "incoming", clock

    def begin(self) -> FolderDraft:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._incoming.mkdir(mode=0o700, exist_ok=True)
            path = self._incoming / secrets.token_hex(16)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise _unavailable("begun", error) from error
        return FolderDraft(self._folder, path, os.fdopen(descriptor, "w+b", buffering=0))

    def read(self, id: str) -> Iterator[bytes]:
        path = self._folder / _checked(id)
        try:
            file = path.open("rb", buffering=0)
        except OSError as error:
            raise _unavailable("read", error) from error
        return _pieces_of(file)

    def remove(self, id: str) -> None:
        try:
            (self._folder / _checked(id)).unlink(missing_ok=True)
        except OSError as error:
            raise _unavailable("removed", error) from error

    def clean(self) -> int:
        oldest, dropped = self._clock() - ABANDONED_SECONDS, 0
        try:
            drafts = list(self._incoming.iterdir())
        except FileNotFoundError:
            return 0
        for draft in drafts:
            try:
                if draft.stat().st_mtime < oldest:
                    draft.unlink()
                    dropped += 1
            except FileNotFoundError:
                continue  # another process was quicker
        return dropped


class FolderDraft:
    """A file that is being written. Only ``keep`` gives it its name, whole and on disk."""

    def __init__(self, folder: Path, path: Path, file: IO[bytes]) -> None:
        self._folder, self._path, self._file = folder, path, file
        self._hash, self._size = hashlib.sha256(), 0

    @property
    def size(self) -> int:
        return self._size

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> None:
        view = memoryview(piece)
        try:
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            raise _unavailable("written", error) from error
        self._hash.update(piece)
        self._size += len(piece)

    def read_at(self, offset: int, length: int) -> bytes:
        try:
            return os.pread(self._file.fileno(), length, offset)
        except OSError as error:
            raise _unavailable("read back", error) from error

    def pieces(self) -> Iterator[bytes]:
        offset = 0
        while piece := self.read_at(offset, PIECE):
            yield piece
            offset += len(piece)

    def keep(self, id: str) -> None:
        target = self._folder / _checked(id)
        try:
            os.fsync(self._file.fileno())
            self._file.close()
            self._path.replace(target)
            _sync(self._folder)
        except OSError as error:
            raise _unavailable("kept", error) from error

    def drop(self) -> None:
        self._file.close()
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return  # ``clean`` comes by later


def _pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def _checked(id: str) -> str:
    """An id is a name in our folder, never a way out of it."""
    if not _ID.fullmatch(id):
        raise Refused("That is no id of a file.")
    return id


def _sync(folder: Path) -> None:
    """A rename is on disk only once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unavailable(what: str, error: OSError) -> FilesUnavailable:
    # Without the path: logs need not say where customers' files lie.
    return FilesUnavailable(f"A file could not be {what}: {error.strerror or type(error).__name__}.")
