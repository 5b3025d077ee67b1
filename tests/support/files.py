"""Files of every kind that is taken, small and real enough; a store in memory; and a ClamAV that tests command."""

from __future__ import annotations

import hashlib
import io
import socket
import struct
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

from bot.adapters.file_kinds.look_inside import look_inside
from bot.decisions.errors import FilesUnavailable, ScannerUnavailable
from bot.services.context import Context
from bot.services.ports import Scanner
from bot.services.take_file import Filing

HTML: Final = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>"


def pdf(filling: bytes = b"") -> bytes:
    body = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    return b"%PDF-1.4\n" + body + filling + b"\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(comment: bytes = b"a picture") -> bytes:
    app0 = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    said = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
    return (
        b"\xff\xd8" + app0 + said + b"\xff\xdb\x00\x43\x00" + bytes(range(1, 65)) + b"\0" * 100 + b"\xff\xd9"
    )


def heic(major: bytes = b"heic", *others: bytes) -> bytes:
    brands = major + b"\0\0\0\0" + b"".join(others or (b"mif1", b"heic"))
    return (
        struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + struct.pack(">I", 16) + b"mdat" + b"\x11" * 8
    )


def webp() -> bytes:
    body = b"WEBPVP8 " + struct.pack("<I", 20) + b"\x10" * 20
    return b"RIFF" + struct.pack("<I", len(body)) + body


def docx(**more: bytes) -> bytes:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>", **more}
    return zipped(parts)


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def bomb(names: tuple[str, ...] = ("[Content_Types].xml", "word/document.xml")) -> bytes:
    """A zip that says of itself what bombs say: a few kilobytes that unpack to 4 GB each."""
    made = bytearray(zipped({**dict.fromkeys(names, b"\0" * 4096), "word/media/1.bin": b"\0" * 4096}))
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", made, at + 24, 0xF0000000)
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def ole(*streams: str) -> bytes:
    """An OLE file with ``streams`` under its root, as far as its directory goes."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", header, 44, 1, 1)  # one FAT sector; the directory begins in sector 1
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    names = ["Root Entry", *streams]
    sectors = -(-len(names) // 4)
    chain = [0xFFFFFFFD, *[sector + 2 for sector in range(sectors - 1)], 0xFFFFFFFE]
    fat = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    entries = bytearray()
    for number, name in enumerate(names):
        written = name.encode("utf-16-le")
        right = number + 1 if 0 < number < len(streams) else 0xFFFFFFFF
        child = 1 if number == 0 and streams else 0xFFFFFFFF
        kind = 5 if number == 0 else 2
        entry = written.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(written) + 2, kind, 1, 0xFFFFFFFF, right, child
        )
        entries += entry.ljust(128, b"\0")
    return bytes(header) + fat + bytes(entries).ljust(sectors * 512, b"\0")


def doc() -> bytes:
    return ole(
        "1Table", "WordDocument", "\x05SummaryInformation", "\x05DocumentSummaryInformation", "CompObj"
    )


def msg() -> bytes:
    return ole("__nameid_version1.0", "__substg1.0_0037001F", "__properties_version1.0")


def eml(body: bytes = b"It still does not work.") -> bytes:
    way = b"Received: from mail.example\r\n by mx.example\r\n"
    headers = way + b"From: Sam <sam@example.com>\r\nTo: help@example.com\r\n"
    return headers + b"Subject: My bill\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + body


SAMPLES: Final[dict[str, bytes]] = {
    "bill.pdf": pdf(),
    "screen.png": png(),
    "photo.jpg": jpeg(),
    "photo.jpeg": jpeg(),
    "IMG_0042.HEIC": heic(),
    "sticker.webp": webp(),
    "letter.doc": doc(),
    "letter.docx": docx(),
    "mail.msg": msg(),
    "mail.eml": eml(),
}
"""A name and a content of every ending that is taken."""


@dataclass
class MemoryDraft:
    """A draft in memory. ``full``: nothing can be written any more."""

    store: MemoryFiles
    content: bytearray = field(default_factory=bytearray)

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def write(self, piece: bytes) -> None:
        if self.store.full:
            raise FilesUnavailable("no space")
        self.content += piece

    def read_at(self, offset: int, length: int) -> bytes:
        return bytes(self.content[offset : offset + length])

    def pieces(self) -> Iterator[bytes]:
        yield bytes(self.content)

    def keep(self, id: str) -> None:
        if self.store.full:
            raise FilesUnavailable("no space")
        self.store.kept[id] = bytes(self.content)
        self.drop()

    def drop(self) -> None:
        self.store.open.discard(id(self))


@dataclass
class MemoryFiles:
    """A ``FileStore`` in memory; ``open`` are drafts that were neither kept nor dropped."""

    kept: dict[str, bytes] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)
    full: bool = False

    def begin(self) -> MemoryDraft:
        draft = MemoryDraft(self)
        self.open.add(id(draft))
        return draft

    def read(self, id: str) -> Iterator[bytes]:
        if id not in self.kept:
            raise FilesUnavailable("not there")
        return iter([self.kept[id]])

    def remove(self, id: str) -> None:
        self.kept.pop(id, None)

    def clean(self) -> int:
        return 0

    def draft(self, content: bytes) -> MemoryDraft:
        """One with ``content`` in it."""
        draft = self.begin()
        draft.write(content)
        return draft


@dataclass
class FakeScanner:
    """Finds ``found``, or is ``down``; ``seen`` is what it was given."""

    found: str | None = None
    down: bool = False
    seen: list[bytes] = field(default_factory=list)

    def scan(self, pieces: Iterator[bytes]) -> str | None:
        if self.down:
            raise ScannerUnavailable("gone")
        self.seen.append(b"".join(pieces))
        return self.found


def filing(context: Context, files: MemoryFiles | None = None, scanner: Scanner | None = None) -> Filing:
    return Filing(context, files or MemoryFiles(), look_inside, scanner)


class ClamServer:
    """A TCP server that speaks INSTREAM. ``answers``: what it says to each stream. ``slow``: seconds before that;
    ``hangs_up_after``: bytes after which it goes away; ``deaf``: it takes nothing."""

    def __init__(
        self,
        answer: bytes = b"stream: OK\0",
        slow: float = 0,
        hangs_up_after: int | None = None,
        deaf: bool = False,
    ) -> None:
        self.answer, self.slow, self.hangs_up_after, self.deaf = answer, slow, hangs_up_after, deaf
        self.streams: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def where(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.close()
        for connection in self._open:
            connection.close()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            if self.deaf:
                continue
            try:
                self._serve(connection)
            except OSError:
                continue

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as heard:
            if heard.read(10) != b"zINSTREAM\0":
                connection.sendall(b"UNKNOWN COMMAND\0")
                return
            got = bytearray()
            while length := struct.unpack("!I", heard.read(4))[0]:
                got += heard.read(length)
                if self.hangs_up_after is not None and len(got) > self.hangs_up_after:
                    return
            self.streams.append(bytes(got))
            time.sleep(self.slow)
            connection.sendall(self.answer)
