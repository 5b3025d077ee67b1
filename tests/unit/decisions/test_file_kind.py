"""Names and sizes of files: what is shown, and whether a name fits a content."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions.file_kind import ENDINGS, LONGEST_NAME, MEDIA_TYPES, FileKind, agrees, name_to_show
from bot.decisions.file_size import size_in_words


@pytest.mark.parametrize(
    ("name", "kind", "fits"),
    [
        ("bill.pdf", FileKind.PDF, True),
        ("BILL.PDF", FileKind.PDF, True),
        ("photo.jpeg", FileKind.JPEG, True),
        ("photo.jpg", FileKind.PNG, True),  # messengers rename pictures
        ("photo.heic", FileKind.JPEG, True),
        ("letter.doc", FileKind.DOCX, True),
        ("mail.eml", FileKind.MSG, True),
        ("clipboard", FileKind.PNG, True),
        ("bill.pdf", FileKind.PNG, False),
        ("letter.docx", FileKind.PDF, False),
        ("bill.exe", FileKind.PDF, False),
        ("bill.pdf.exe", FileKind.PDF, False),
        ("bill.html", FileKind.EML, False),
        ("bill.svg", FileKind.PNG, False),
    ],
)
def test_a_name_must_promise_what_is_in_the_file(name: str, kind: FileKind, fits: bool) -> None:
    assert agrees(name, kind) is fits


def test_every_ending_that_is_taken_fits_a_kind_and_every_kind_has_a_media_type() -> None:
    assert all(any(agrees(f"a.{ending}", kind) for kind in FileKind) for ending in ENDINGS)
    assert set(MEDIA_TYPES) == set(FileKind)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("bill.pdf", "bill.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\system32\\bill.pdf", "bill.pdf"),
        ("C:\\fakepath\\bill.pdf", "bill.pdf"),
        ("/", "file.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        (".pdf", "pdf.pdf"),
        ("clipboard", "clipboard.pdf"),
        ("two\r\nlines.pdf", "two lines.pdf"),
        ("nul\x00.pdf", "nul.pdf"),
        ("bill\u202efdp.pdf", "billfdp.pdf"),
        ("Rechnung für März.pdf", "Rechnung für März.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
    ],
)
def test_a_name_is_shown_without_folders_and_what_nobody_can_see(given: str, shown: str) -> None:
    assert name_to_show(given, FileKind.PDF) == shown


@given(st.text(max_size=400), st.sampled_from(FileKind))
def test_whatever_was_given_a_short_line_with_an_ending_is_shown(given_name: str, kind: FileKind) -> None:
    shown = name_to_show(given_name, kind)
    assert 0 < len(shown) <= LONGEST_NAME
    assert not set(shown) & set("/\\\r\n\0")
    assert all(not unicodedata.category(each).startswith("C") for each in shown)
    assert not shown.startswith(".")
    assert "." in shown


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 kB"),
        (122_880, "120 kB"),
        (1_048_575, "1024 kB"),
        (1_048_576, "1 MB"),
        (3_565_158, "3.4 MB"),
        (41_943_040, "40 MB"),
    ],
)
def test_a_size_is_told_as_computers_tell_it(size: int, words: str) -> None:
    assert size_in_words(size) == words
