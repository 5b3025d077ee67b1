"""What a file is by its content: every kind that is taken, and everything that only looks like one."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_kinds.ole import root_streams
from bot.decisions.file_kind import FileKind, agrees
from tests.support import files
from tests.support.files import HTML, SAMPLES


@dataclass
class Content:
    """Bytes as a draft gives them, and how many of them were read."""

    data: bytes
    read: int = 0

    @property
    def size(self) -> int:
        return len(self.data)

    def read_at(self, offset: int, length: int) -> bytes:
        found = self.data[offset : offset + length]
        self.read += len(found)
        return found


def kind(data: bytes) -> FileKind | None:
    return look_inside(Content(data))


@pytest.mark.parametrize("name", SAMPLES)
def test_each_kind_is_known_by_its_content(name: str) -> None:
    found = kind(SAMPLES[name])
    assert found is not None
    assert agrees(name, found)


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (files.doc(), FileKind.DOC),
        (files.msg(), FileKind.MSG),
        (files.docx(), FileKind.DOCX),
        (files.heic(b"mif1", b"mif1", b"heic"), FileKind.HEIC),
        (files.heic(b"heix", b"mif1", b"heix"), FileKind.HEIC),
        (b"From sam@example.com Fri Nov 27\n" + files.eml(), FileKind.EML),
        (files.eml(HTML), FileKind.EML),
        (files.jpeg() + b"\0\0\0\x18ftypmp42" + b"\1" * 500, FileKind.JPEG),  # a phone's moving photo
    ],
)
def test_relatives_are_told_apart(data: bytes, known: FileKind) -> None:
    assert kind(data) is known


REFUSED = {
    "a page": HTML,
    "a page after blanks": b"\n  " + HTML,
    "a drawing with script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a program": b"MZ" + b"\0" * 200,
    "a shell script": b"#!/bin/sh\nrm -rf ~\n",
    "plain text": b"It does not work.\nFrom: nowhere\n",
    "text that mentions a sender later": b"Dear all,\n\nFrom: Sam\nDate: today\n",
    "a spreadsheet of 2003": files.ole("Workbook"),
    "an OLE file with nothing in it": files.ole(),
    "a spreadsheet": files.zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}),
    "a zip": files.zipped({"a.txt": b"x"}),
    "a document with macros": files.docx(**{"word/vbaProject.bin": b"x"}),
    "a zip bomb": files.bomb(),
    "a video": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\1" * 100,
    "an avif": files.heic(b"avif", b"mif1", b"avif"),
    "nothing but the start of a PDF": b"%PDF-1.4\n",
    "nothing but the start of a picture": b"\x89PNG\r\n\x1a\n",
    "two bytes of a picture": b"\xff\xd8\xff",
    "a PDF and a zip": files.pdf() + files.zipped({"evil.class": b"x"}),
    "a picture and a zip": files.png() + files.zipped({"evil.class": b"x"}),
    "a photo and a zip": files.jpeg() + files.zipped({"a": b"x"}) + b"\0" * 30,
    "a mail and a zip": files.eml() + files.zipped({"a": b"x"}),
    "a PDF and a page": b"%PDF-1.4\n" + HTML + files.pdf(),
    "a page after a PDF": files.pdf() + HTML,
    "a picture and a page": files.png() + HTML,
    "a photo with a page in its comment": files.jpeg(HTML),
    "a photo with a PDF in its comment": files.jpeg(b"%PDF-1.4 ..."),
    "a mail with a NUL in its headers": files.eml().replace(b"My bill", b"My\0bill"),
    "headers without a sender": b"Subject: hello\nDate: today\n\nHi",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_taken_or_is_two_things_is_no_kind(what: str) -> None:
    assert kind(REFUSED[what]) is None


def test_a_bomb_is_never_unpacked() -> None:
    """200 MB of noughts in 200 kB: a look at it costs its table of contents."""
    parts = {"[Content_Types].xml": b"x", "word/document.xml": b"\0" * (200 * 1024 * 1024)}
    packed = Content(files.zipped(parts))
    del parts
    tracemalloc.start()
    try:
        look_inside(packed)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 8 * 1024 * 1024


def test_a_zip_that_lies_about_its_table_of_contents_is_no_document() -> None:
    good = files.docx()
    at = good.rfind(b"PK\x05\x06")
    for size in (0, 1, 0xFFFFFFFF, 10 * 1024 * 1024):
        bad = bytearray(good)
        struct.pack_into("<I", bad, at + 12, size)
        assert kind(bytes(bad)) is None


def test_a_stored_document_is_a_document() -> None:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
    assert kind(files.zipped(parts, zipfile.ZIP_STORED)) is FileKind.DOCX


def test_a_directory_that_goes_round_in_a_ring_ends() -> None:
    ring = bytearray(files.doc())
    struct.pack_into("<I", ring, 512 + 4, 1)  # the directory's first sector follows itself
    content = Content(bytes(ring))
    assert "WordDocument" not in root_streams(content) or content.read < 2 * 1024 * 1024


def test_a_stream_deep_inside_does_not_say_what_the_whole_is() -> None:
    """A spreadsheet with a Word document embedded is a spreadsheet."""
    data = bytearray(files.ole("Workbook", "WordDocument"))
    entry = 512 + 512 + 128  # Workbook, which now leads nowhere: WordDocument hangs under nothing
    struct.pack_into("<II", data, entry + 68, 0xFFFFFFFF, 0xFFFFFFFF)
    assert root_streams(Content(bytes(data))) == {"Workbook"}
    assert kind(bytes(data)) is None


def test_a_large_file_is_looked_at_its_edges_only() -> None:
    content = Content(files.pdf(b"\x55" * (8 * 1024 * 1024)))
    assert look_inside(content) is FileKind.PDF
    assert content.read < 512 * 1024


@given(st.binary(max_size=3000), st.sampled_from(sorted(SAMPLES)))
def test_broken_bytes_break_nothing(noise: bytes, name: str) -> None:
    sample = SAMPLES[name]
    for data in (noise, sample[: len(noise)], noise + sample, sample[:8] + noise, sample[:600] + noise):
        assert kind(data) in (None, *FileKind)
