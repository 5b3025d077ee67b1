"""The kind of a file from its bytes: puremagic's opinion and our own look must agree; two kinds at once are none.

Nothing is unpacked, run or read whole: the first and last 64 kB, and the tables of contents of zips and OLE files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

import puremagic

from bot.adapters.file_kinds.eml import is_mail
from bot.adapters.file_kinds.ole import root_streams
from bot.adapters.file_kinds.zips import ends_as_zip, members
from bot.decisions.file_kind import FileKind

EDGE = 64 * 1024
"""Bytes at either end that are looked at."""
MOST_UNPACKED = 512 * 1024 * 1024
"""Bytes that the parts of a .docx may say they unpack to; a bomb says thousands of millions."""

_MARKUP = re.compile(rb"<(?:script|html|!doctype|iframe|svg|body|\?php|object|embed)\b", re.IGNORECASE)
_SNIFFED = 2048
"""Bytes at the start in which browsers look for a page (they read about 1,500)."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})


class Readable(Protocol):
    @property
    def size(self) -> int: ...
    def read_at(self, offset: int, length: int) -> bytes: ...


def look_inside(file: Readable) -> FileKind | None:
    """The kind, or ``None`` for one that is not taken, is broken at its start, or is two things at once."""
    head = file.read_at(0, EDGE)
    tail = file.read_at(max(0, file.size - EDGE), EDGE)
    kind = next((kind for kind, is_one in _LOOKS if is_one(file, head, tail)), None)
    if kind is None or not _second_opinion(kind, head, tail):
        return None
    return None if _is_two_things(kind, file, head, tail) else kind


def _is_pdf(_: Readable, head: bytes, tail: bytes) -> bool:
    return head.startswith(b"%PDF-") and b"%%EOF" in tail


def _is_png(_: Readable, head: bytes, tail: bytes) -> bool:
    return head.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") and b"IEND\xaeB`\x82" in tail


def _is_jpeg(_: Readable, head: bytes, tail: bytes) -> bool:
    # After the end phones may put a short film, so the end is not looked for at the very end.
    return head.startswith(b"\xff\xd8\xff") and len(head) > 3 and 0xC0 <= head[3] <= 0xFE and len(head) > 100


def _is_webp(file: Readable, head: bytes, tail: bytes) -> bool:
    says = int.from_bytes(head[4:8], "little") + 8
    return head[:4] == b"RIFF" and head[8:15] == b"WEBPVP8" and says <= file.size + 1


def _is_heic(_: Readable, head: bytes, tail: bytes) -> bool:
    """A box ``ftyp`` that names HEVC pictures, among its brands or first: puremagic knows the commonest only."""
    length = int.from_bytes(head[:4], "big")
    if head[4:8] != b"ftyp" or not 16 <= length <= 256 or length % 4:
        return False
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
    return bool(brands & _HEIC_BRANDS)


def _is_docx(file: Readable, head: bytes, tail: bytes) -> bool:
    """A zip that holds a Word document, no macros, and does not say that it grows beyond all measure."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    found = members(file)
    names = {name for name, _ in found}
    return (
        {"[Content_Types].xml", "word/document.xml"} <= names
        and not any(name.lower().endswith("vbaproject.bin") for name in names)
        and sum(unpacked for _, unpacked in found) <= MOST_UNPACKED
    )


def _is_msg(file: Readable, head: bytes, tail: bytes) -> bool:
    return head.startswith(_OLE) and "__properties_version1.0" in root_streams(file)


def _is_doc(file: Readable, head: bytes, tail: bytes) -> bool:
    return head.startswith(_OLE) and "WordDocument" in root_streams(file)


def _is_eml(file: Readable, head: bytes, tail: bytes) -> bool:
    return is_mail(head)


_LOOKS: tuple[tuple[FileKind, Callable[[Readable, bytes, bytes], bool]], ...] = (
    (FileKind.PDF, _is_pdf),
    (FileKind.PNG, _is_png),
    (FileKind.JPEG, _is_jpeg),
    (FileKind.WEBP, _is_webp),
    (FileKind.HEIC, _is_heic),
    (FileKind.DOCX, _is_docx),
    (FileKind.MSG, _is_msg),
    (FileKind.DOC, _is_doc),
    (FileKind.EML, _is_eml),
)

_MAGIC = {
    FileKind.PDF: {".pdf"},
    FileKind.PNG: {".png"},
    FileKind.JPEG: {".jpg", ".jpeg", ".jpe", ".jfif"},
    FileKind.WEBP: {".webp"},
    FileKind.DOCX: {".docx", ".zip"},
    FileKind.MSG: {".msg", ".doc"},
    FileKind.DOC: {".doc", ".msg"},
}
"""Endings that puremagic gives to each. Not here: heic, of which it knows few brands, and eml, which has no magic."""


def _second_opinion(kind: FileKind, head: bytes, tail: bytes) -> bool:
    wanted = _MAGIC.get(kind)
    if wanted is None:
        return True
    try:
        found = puremagic.magic_string(head + tail)
    except puremagic.PureError:
        return False
    return any(match.extension.lower() in wanted for match in found)


def _is_two_things(kind: FileKind, file: Readable, head: bytes, tail: bytes) -> bool:
    """A page for a browser at the start, a zip (or a program in one) at the end, a PDF inside a picture."""
    if kind is not FileKind.DOCX and ends_as_zip(file):
        return True
    if kind is FileKind.EML:
        return False  # mail may hold all of that as its text, and is never shown as anything but text
    if kind is not FileKind.PDF and b"%PDF-" in head[:1024]:
        return True
    after_pdf = tail.rpartition(b"%%EOF")[2] if kind is FileKind.PDF else tail[-_SNIFFED:]
    return bool(_MARKUP.search(head[:_SNIFFED]) or _MARKUP.search(after_pdf))
