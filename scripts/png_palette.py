"""Make a screenshot small: at most 256 colours, packed as tightly as zlib can. Nothing but the standard library."""

from __future__ import annotations

import struct
import zlib
from collections import Counter

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_ROUND = 0b11111000
"""Colours that differ in the three lowest bits only may become one, where there are too many."""


def squeeze(png: bytes) -> bytes:
    """The same picture, of an 8-bit RGB or RGBA PNG without interlacing as Chromium writes it; opaque."""
    width, height, channels, rows = _decode(png)
    pixels = [bytes(rows[at : at + 3]) for at in range(0, len(rows), channels)]
    counted = Counter(pixels)
    palette = [colour for colour, _ in counted.most_common(256)]
    index = {colour: number for number, colour in enumerate(palette)}
    for colour in counted:
        if colour not in index:
            index[colour] = _nearest(colour, palette, index)
    lines = bytearray()
    for y in range(height):
        lines.append(0)
        lines += bytes(index[pixel] for pixel in pixels[y * width : (y + 1) * width])
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(bytes(lines), 9))]
    small = _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in [*parts, (b"IEND", b"")])
    return min(small, png, key=len)


def _nearest(colour: bytes, palette: list[bytes], known: dict[bytes, int]) -> int:
    rounded = bytes(part & _ROUND for part in colour)
    if rounded not in known:
        known[rounded] = min(
            range(len(palette)),
            key=lambda number: sum((a - b) ** 2 for a, b in zip(rounded, palette[number], strict=True)),
        )
    return known[rounded]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _decode(png: bytes) -> tuple[int, int, int, bytearray]:
    at, data, width, height, channels = len(_SIGNATURE), b"", 0, 0, 3
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", body)
            if depth != 8 or colour not in (2, 6) or interlace:
                raise ValueError("Not a PNG as Chromium writes it.")
            channels = 3 if colour == 2 else 4
        elif kind == b"IDAT":
            data += body
        at += length + 12
    return width, height, channels, _unfilter(zlib.decompress(data), width * channels, height, channels)


def _unfilter(raw: bytes, stride: int, height: int, step: int) -> bytearray:
    out = bytearray()
    above = bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for x in range(stride if kind else 0):
            left = line[x - step] if x >= step else 0
            if kind == 1:
                add = left
            elif kind == 2:
                add = above[x]
            elif kind == 3:
                add = (left + above[x]) // 2
            else:
                add = _paeth(left, above[x], above[x - step] if x >= step else 0)
            line[x] = (line[x] + add) & 255
        out += line
        above = line
    return out


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))
