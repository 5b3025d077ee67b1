"""A plain form with several files, as browsers send it without JavaScript: read piece by piece, never whole.

Fields come in the order of the page, so those that say who sends it are known before the first byte of a file.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from bot.services.ports import Draft
from bot.web.uploads import BATCH, FIELD, TooMuch, Unreadable, boundary_of, name_given

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks


@dataclass
class Incoming:
    """A file as it came. ``draft`` is ``None`` for one that is ``too_big`` or one ``too_many``: what comes of it is
    thrown away, so that whoever sends it gets to read why."""

    name: str
    draft: Draft | None = None
    size: int = 0
    too_big: bool = False
    too_many: bool = False
    batch: bytearray = field(default_factory=bytearray)


@dataclass
class FilesReader:
    """``begin`` makes a draft. ``admit`` is asked once, with the fields that came before the first file, before
    anything is kept; it may refuse by raising. ``count``: files; ``most``: bytes of one file; ``total``: bytes of the
    whole request; ``extra``: bytes of all that is no file; ``silence``: seconds between two pieces."""

    begin: Callable[[], Draft]
    admit: Callable[[Mapping[str, str]], Awaitable[None]]
    count: int
    most: int
    total: int
    extra: int
    silence: float
    files: list[Incoming] = field(default_factory=list)
    _admitted: bool = False

    async def read(self, content_type: str, stream: AsyncIterator[bytes]) -> list[Incoming]:
        """The files in their order; an input that was left empty is none. Raises ``Unreadable``, ``TooMuch``,
        ``TimeoutError``, ``FilesUnavailable``, and what ``admit`` and the stream raise. ``drop`` is the caller's."""
        parts, seen = _Parts(boundary_of(content_type)), 0
        while True:
            async with asyncio.timeout(self.silence):
                chunk = await anext(stream, None)
            if chunk is None:
                break
            seen += len(chunk)
            for began, piece in parts.feed(chunk):
                if began is not None:
                    await self._begins(parts.fields, began)
                else:
                    await self._goes_on(piece)
            if seen > self.total or seen - sum(file.size for file in self.files) > self.extra:
                raise TooMuch
        parts.finish()
        if not self._admitted:
            await self.admit(parts.fields)
        for file in self.files:
            await self._write(file)
        return [file for file in self.files if file.name or file.size]

    def drop(self) -> None:
        """Forget every draft; those that were kept meanwhile stay."""
        for file in self.files:
            if file.draft is not None:
                file.draft.drop()

    async def _begins(self, fields: Mapping[str, str], name: str) -> None:
        if not self._admitted:
            await self.admit(fields)
            self._admitted = True
        if self.files:
            await self._write(self.files[-1])
        if len(self.files) >= self.count:
            self.files.append(Incoming(name, too_many=True))
        else:
            self.files.append(Incoming(name, await asyncio.to_thread(self.begin)))

    async def _goes_on(self, piece: bytes) -> None:
        file = self.files[-1]
        file.size += len(piece)
        if file.size > self.most:
            if file.draft is not None:
                file.draft.drop()
            file.draft, file.too_big = None, not file.too_many
            file.batch.clear()
            return
        file.batch += piece
        if len(file.batch) >= BATCH:
            await self._write(file)

    async def _write(self, file: Incoming) -> None:
        if file.batch and file.draft is not None:
            await asyncio.to_thread(file.draft.write, bytes(file.batch))
        file.batch.clear()


class _Parts:
    """The parts of a form: small fields, and files in pieces."""

    def __init__(self, boundary: bytes) -> None:
        self.fields: dict[str, str] = {}
        self._header = self._header_words = self._disposition = self._value = b""
        self._name = ""
        self._in_file = self._ended = False
        self._found: list[tuple[str | None, bytes]] = []
        callbacks: MultipartCallbacks = {
            "on_part_begin": self._part,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers,
            "on_part_data": self._data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }
        try:
            self._parser = MultipartParser(boundary, callbacks)
        except FormParserError as error:
            raise Unreadable(str(error)) from error

    def feed(self, chunk: bytes) -> list[tuple[str | None, bytes]]:
        """What of files is in ``chunk``: the name where one begins, or some of its bytes."""
        self._found = []
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise Unreadable(str(error)) from error
        return self._found

    def finish(self) -> None:
        """Raises ``Unreadable`` when the form broke off: half a file is none."""
        if not self._ended:
            raise Unreadable("the form broke off")

    def _part(self) -> None:
        self._in_file, self._disposition, self._value = False, b"", b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_words += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._header_words
        self._header = self._header_words = b""

    def _headers(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        self._in_file = options.get(b"name") == FIELD and b"filename" in options
        if self._in_file:
            self._found.append((name_given(options[b"filename"]), b""))

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file:
            self._found.append((None, data[start:end]))
        else:
            self._value += data[start:end]

    def _part_end(self) -> None:
        if not self._in_file:
            self.fields.setdefault(self._name, self._value.decode("utf-8", "replace"))

    def _end(self) -> None:
        self._ended = True
