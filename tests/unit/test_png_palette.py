"""Screenshots are made small without becoming another picture."""

from __future__ import annotations

import importlib.util
import struct
import zlib
from types import ModuleType

import pytest

from bot.config import ROOT


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("png_palette", ROOT / "scripts" / "png_palette.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PALETTE = load()
WIDTH, HEIGHT = 48, 20
FEW = [(x % 3 * 90, y % 5 * 40, 200) for y in range(HEIGHT) for x in range(WIDTH)]
SHADES = [(x * 4, x * 4 + y % 4, x * 4 + y // 4) for y in range(HEIGHT) for x in range(WIDTH)]
"""960 colours, as at the edges of letters."""
Pixels = list[tuple[int, int, int]]


def png(pixels: Pixels, filters: str = "0") -> bytes:
    """``filters``: of the lines in turn, as the standard numbers them."""
    raw, above = b"", bytes(WIDTH * 3)
    for y in range(HEIGHT):
        line = b"".join(bytes(pixel) for pixel in pixels[y * WIDTH : (y + 1) * WIDTH])
        kind = int(filters[y % len(filters)])
        left = bytes(3) + line[:-3]
        before = {
            0: bytes(len(line)),
            1: left,
            2: above,
            3: bytes((a + b) // 2 for a, b in zip(left, above, strict=True)),
        }[kind]
        raw += bytes([kind]) + bytes((a - b) & 255 for a, b in zip(line, before, strict=True))
        above = line
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(raw, 0)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def read(small: bytes) -> Pixels:
    """A picture with a palette, without filters."""
    chunks, at = {}, 8
    while at < len(small):
        length, kind = struct.unpack(">I4s", small[at : at + 8])
        chunks[kind] = small[at + 8 : at + 8 + length]
        at += length + 12
    colours = [tuple(chunks[b"PLTE"][at : at + 3]) for at in range(0, len(chunks[b"PLTE"]), 3)]
    raw = zlib.decompress(chunks[b"IDAT"])
    lines = [raw[y * (WIDTH + 1) + 1 : (y + 1) * (WIDTH + 1)] for y in range(HEIGHT)]
    return [(r, g, b) for line in lines for r, g, b in (colours[number] for number in line)]


@pytest.mark.parametrize("filters", ["0", "1", "2", "3", "0123"])
def test_a_picture_of_few_colours_stays_the_same_and_gets_smaller(filters: str) -> None:
    small = PALETTE.squeeze(png(FEW, filters))
    assert len(small) < len(png(FEW, filters)) / 4
    assert read(small) == FEW


def test_of_more_shades_than_fit_none_goes_far_astray() -> None:
    shown = read(PALETTE.squeeze(png(SHADES)))
    pairs = [pair for old, new in zip(SHADES, shown, strict=True) for pair in zip(old, new, strict=True)]
    assert max(abs(a - b) for a, b in pairs) < 16


def test_another_kind_of_picture_is_refused() -> None:
    grey = png(FEW).replace(b"\x08\x02\x00\x00\x00", b"\x08\x00\x00\x00\x00", 1)
    with pytest.raises(ValueError, match="as Chromium writes it"):
        PALETTE.squeeze(grey)
