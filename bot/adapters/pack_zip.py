"""A pack for the ADR scheme as one ZIP: documents and letters as PDF and as plain text, and the files as they came."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import IO

from bot.adapters.file_store import FolderFiles
from bot.adapters.printed_pack import document_page
from bot.decisions.adr_pack import AdrPack
from bot.decisions.calendar import in_london
from bot.decisions.letter_marks import plain_document


def write_pack(out: IO[bytes], pack: AdrPack, kept: FolderFiles, draw: Callable[[str], bytes]) -> None:
    """Write it to ``out``; files go through piece by piece. Raises ``FilesUnavailable`` when one cannot be read, and
    ``PdfUnavailable``: what is given out is whole, or not given out."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for document in pack.documents:
            page = document_page(document, document.title)
            _put(package, pack, f"{document.name}.pdf", draw(page))
            text = plain_document(document.title, document.blocks)
            _put(package, pack, f"{document.name}.txt", text.encode())
        for letter in pack.letters:
            _put(package, pack, f"{letter.name}.pdf", draw(letter.page))
            _put(package, pack, f"{letter.name}.txt", letter.text.encode())
        for each in pack.files:
            with package.open(_entry(pack, each.path), "w", force_zip64=True) as entry:
                for piece in kept.read(each.file.id):
                    entry.write(piece)


def _put(package: zipfile.ZipFile, pack: AdrPack, path: str, content: bytes) -> None:
    package.writestr(_entry(pack, path), content)


def _entry(pack: AdrPack, path: str) -> zipfile.ZipInfo:
    """Dated when the pack was made, in London time, as a ZIP knows no zone; to be read by its owner only."""
    at = in_london(pack.made_at)
    entry = zipfile.ZipInfo(path, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
