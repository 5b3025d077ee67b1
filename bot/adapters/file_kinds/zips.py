"""The table of contents of a zip, read without unpacking anything and without trusting its sizes."""

from __future__ import annotations

import struct
from typing import Protocol

MOST_CONTENTS = 2 * 1024 * 1024
"""Bytes of a table of contents that are read: a Word document has some dozens of parts, 100 bytes each."""

_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_END_LENGTH = 22
_LONGEST_COMMENT = 0xFFFF


class Readable(Protocol):
    @property
    def size(self) -> int: ...
    def read_at(self, offset: int, length: int) -> bytes: ...


def ends_as_zip(file: Readable) -> bool:
    """Would an unpacker find a zip at the end of it? Whatever the file is at its beginning."""
    return _contents(file) is not None


def members(file: Readable) -> list[tuple[str, int]]:
    """Names of the parts, each with the bytes that it says it unpacks to. Empty for what cannot be read as a zip."""
    contents = _contents(file) or b""
    found, at = [], 0
    while contents[at : at + 4] == _ENTRY and len(contents) >= at + 46:
        unpacked, name, extra, comment = struct.unpack_from("<I HHH", contents, at + 24)
        found.append((contents[at + 46 : at + 46 + name].decode("utf-8", "replace"), unpacked))
        at += 46 + name + extra + comment
    return found


def _contents(file: Readable) -> bytes | None:
    """The table, found as unpackers do: by the record at the end that says where it begins."""
    reach = min(file.size, _END_LENGTH + _LONGEST_COMMENT)
    tail = file.read_at(file.size - reach, reach)
    at = tail.rfind(_END)
    while at >= 0:
        if len(tail) - at >= _END_LENGTH:
            size, _, comment = struct.unpack_from("<IIH", tail, at + 12)
            begins = file.size - reach + at - size
            fits = 46 <= size <= MOST_CONTENTS and begins >= 0 and comment <= len(tail) - at - _END_LENGTH
            if fits and file.read_at(begins, 4) == _ENTRY:
                return file.read_at(begins, size)
        at = tail.rfind(_END, 0, at)
    return None
