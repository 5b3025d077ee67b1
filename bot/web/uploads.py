"""A file on its way in: the parts of a request, read piece by piece, never whole."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from bot.services.ports import Draft

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FIELD = b"file"
"""The name of the field that carries the file."""
BATCH = 256 * 1024
"""Bytes gathered before a thread writes them."""


class Unreadable(Exception):
    """The request is not what a form with one file sends."""


class TooMuch(Exception):
    """More came than may come."""


class Busy(Exception):
    """``code``: ``file_on_its_way`` (this one already is), ``too_many`` (of this chat), ``files_busy`` (of all)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Uploads:
    """Which files are on their way in this process."""

    def __init__(self, most: int, most_of_a_chat: int) -> None:
        self._most, self._most_of_a_chat = most, most_of_a_chat
        self._keys: set[tuple[str, str]] = set()

    @contextmanager
    def one(self, conversation_id: str, key: str) -> Iterator[None]:
        """Raises ``Busy``."""
        mine = (conversation_id, key)
        if mine in self._keys:
            raise Busy("file_on_its_way")
        if Counter(chat for chat, _ in self._keys)[conversation_id] >= self._most_of_a_chat:
            raise Busy("too_many")
        if len(self._keys) >= self._most:
            raise Busy("files_busy")
        self._keys.add(mine)
        try:
            yield
        finally:
            self._keys.discard(mine)


@dataclass
class Received:
    """The name that the sender gave, and the bytes. ``draft`` is ``None`` until a file begins."""

    name: str = ""
    draft: Draft | None = None


@dataclass
class FormReader:
    """Reads a form with one file into a draft that ``begin`` makes.

    ``most``: bytes of the file; ``extra``: bytes of everything else; ``silence``: seconds between two pieces.
    """

    begin: Callable[[], Draft]
    most: int
    extra: int
    silence: float
    received: Received = field(default_factory=Received)

    async def read(self, content_type: str, stream: AsyncIterator[bytes]) -> Received:
        """Raises ``Unreadable``, ``TooMuch`` (with the stream unread from there), ``TimeoutError`` after too long a
        silence, ``FilesUnavailable``, and what the stream raises. The draft so far stays the caller's to drop."""
        parts = _Parts(boundary_of(content_type))
        seen, size, batch = 0, 0, bytearray()
        while True:
            async with asyncio.timeout(self.silence):
                chunk = await anext(stream, None)
            if chunk is None:
                break
            seen += len(chunk)
            began, pieces = parts.feed(chunk)
            if began is not None:
                self.received.name = began
                self.received.draft = await asyncio.to_thread(self.begin)
            for piece in pieces:
                size += len(piece)
                batch += piece
            if size > self.most or seen - size > self.extra:
                raise TooMuch
            if len(batch) >= BATCH:
                await self._write(batch)
        await self._write(batch)
        parts.finish()
        return self.received

    async def _write(self, batch: bytearray) -> None:
        if batch and self.received.draft is not None:
            await asyncio.to_thread(self.received.draft.write, bytes(batch))
        batch.clear()


class _Parts:
    """The parts of a form. Of one that is not the file nothing is kept."""

    def __init__(self, boundary: bytes) -> None:
        self._header, self._value, self._disposition = b"", b"", b""
        self._began: str | None = None
        self._files = 0
        self._in_file = self._ended = False
        self._pieces: list[bytes] = []
        callbacks: MultipartCallbacks = {
            "on_part_begin": self._part,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers,
            "on_part_data": self._data,
            "on_end": self._end,
        }
        try:
            self._parser = MultipartParser(boundary, callbacks)
        except FormParserError as error:
            raise Unreadable(str(error)) from error

    def feed(self, chunk: bytes) -> tuple[str | None, list[bytes]]:
        """The name of the file, if it begins in ``chunk``; and what of its bytes is in there."""
        self._began, self._pieces = None, []
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise Unreadable(str(error)) from error
        return self._began, self._pieces

    def finish(self) -> None:
        """Raises ``Unreadable`` when the form broke off: half a file is none."""
        if not self._ended:
            raise Unreadable("the form broke off")

    def _part(self) -> None:
        self._in_file, self._disposition = False, b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _headers(self) -> None:
        _, options = parse_options_header(self._disposition)
        if options.get(b"name") != FIELD or b"filename" not in options:
            return
        self._files += 1
        if self._files > 1:
            raise FormParserError("more than one file")
        self._in_file = True
        self._began = name_given(options[b"filename"])

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file:
            self._pieces.append(data[start:end])

    def _end(self) -> None:
        self._ended = True


def name_given(written: bytes) -> str:
    """The name of a file as the sender knows it."""
    # Browsers write these three so, and nothing else (WHATWG, multipart/form-data encoding).
    name = written.replace(b"%0D", b"\r").replace(b"%0A", b"\n").replace(b"%22", b'"')
    return name.decode("utf-8", "replace")


def boundary_of(content_type: str) -> bytes:
    """What stands between the parts. Raises ``Unreadable`` for what is no form with files."""
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise Unreadable("not a form with a file")
    return options[b"boundary"]
