"""Which kinds of files are taken, what each is called, and whether a name agrees with a content. Pure."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from bot.decisions.redaction import clean

LONGEST_NAME: Final = 100
"""Characters of a name that is kept for show."""


class FileKind(StrEnum):
    """What a file is by its content. The value is the ending that it gets when its name has none."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    HEIC = "heic"
    WEBP = "webp"
    DOC = "doc"
    DOCX = "docx"
    MSG = "msg"
    EML = "eml"


MEDIA_TYPES: Final[dict[FileKind, str]] = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.HEIC: "image/heic",
    FileKind.WEBP: "image/webp",
    FileKind.DOC: "application/msword",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.MSG: "application/vnd.ms-outlook",
    FileKind.EML: "message/rfc822",
}
"""What a stored file is served as. None of them is shown by a browser as a page of ours."""

ENDINGS: Final = ("pdf", "png", "jpg", "jpeg", "heic", "webp", "doc", "docx", "msg", "eml")
"""Endings of names that are taken, as a person would list them."""

_FAMILIES: Final = (
    frozenset({"pdf"}),
    # Phones and messengers rename pictures without changing them: a picture under another picture's ending is harmless.
    frozenset({"png", "jpg", "jpeg", "heic", "webp"}),
    frozenset({"doc", "docx"}),
    frozenset({"msg", "eml"}),
)
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,10})$")


def ending_of(name: str) -> str | None:
    """The ending of a name in small letters, without its dot; ``None`` when it has none."""
    found = _ENDING.search(name)
    return found[1].lower() if found else None


def names_a_kind(name: str) -> bool:
    """Whether the ending of ``name`` promises something that we take."""
    return any(ending_of(name) in family for family in _FAMILIES)


def agrees(name: str, kind: FileKind) -> bool:
    """Does the ending of ``name`` promise what the content is? A name without an ending promises nothing."""
    ending = ending_of(name)
    return ending is None or any(ending in family and kind.value in family for family in _FAMILIES)


def name_to_show(given: str, kind: FileKind) -> str:
    """The name as people see it: no folders, nothing invisible, one line, not long, no card number, with an ending.

    It names nothing on a disk. Marks that turn the direction of writing go too: with one, ``gpj.exe`` reads backwards.
    """
    last = clean(re.split(r"[/\\]", given)[-1])
    visible = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", last)
        if character.isspace() or not unicodedata.category(character).startswith("C")
    )
    name = " ".join(visible.split()).lstrip(". ").rstrip(". ")
    stem, ending = (
        (name[: -len(found[0])], found[1]) if (found := _ENDING.search(name)) else (name, kind.value)
    )
    stem = stem[: LONGEST_NAME - len(ending) - 1].strip(". ")
    return f"{stem or 'file'}.{ending}"
