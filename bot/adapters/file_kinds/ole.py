"""The names at the top of an OLE file (.doc, .msg, .xls, … are all OLE): what tells them apart."""

from __future__ import annotations

import struct
from typing import Protocol

MOST_SECTORS = 512
"""Of the directory that are read: enough for a mail with a hundred attachments, and an end for a chain in a ring."""

_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128


class Readable(Protocol):
    def read_at(self, offset: int, length: int) -> bytes: ...


def root_streams(file: Readable) -> set[str]:
    """Names right under the root; empty for what cannot be read. What lies deeper may be a file inside a file."""
    header = file.read_at(0, 512)
    if len(header) < 512:
        return set()
    shift = struct.unpack_from("<H", header, 30)[0]
    if shift not in (9, 12):
        return set()
    return _children_of_root(_directory(file, header, 1 << shift))


def _directory(file: Readable, header: bytes, sector_size: int) -> bytes:
    fat_sectors = struct.unpack_from("<109I", header, 76)
    sector: int = struct.unpack_from("<I", header, 48)[0]
    read, a_sector = bytearray(), sector_size // 4
    for _ in range(MOST_SECTORS):
        if sector >= _LAST_SECTOR:
            break
        read += file.read_at((sector + 1) * sector_size, sector_size)
        which = sector // a_sector
        if which >= len(fat_sectors) or fat_sectors[which] >= _LAST_SECTOR:
            break
        place = (fat_sectors[which] + 1) * sector_size + 4 * (sector % a_sector)
        following = file.read_at(place, 4)
        if len(following) < 4:
            break
        sector = struct.unpack("<I", following)[0]
    return bytes(read)


def _children_of_root(directory: bytes) -> set[str]:
    count = len(directory) // _ENTRY
    if not count:
        return set()
    names, seen, waiting = set(), {0}, [struct.unpack_from("<I", directory, 76)[0]]
    while waiting:
        which = waiting.pop()
        if which >= count or which in seen:
            continue
        seen.add(which)
        at = which * _ENTRY
        length = min(64, struct.unpack_from("<H", directory, at + 64)[0])
        names.add(directory[at : at + max(0, length - 2)].decode("utf-16-le", "replace"))
        waiting += struct.unpack_from("<II", directory, at + 68)
    return names
