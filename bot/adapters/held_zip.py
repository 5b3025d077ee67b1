"""What is kept about a person as one package (ZIP): a document for programs, each complaint to read, and the files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from typing import IO

from bot.adapters.file_store import FolderFiles
from bot.decisions.case_export import CaseExport
from bot.decisions.records import StoredFile

EVERYTHING = "everything.json"


def write_package(
    out: IO[bytes],
    document: dict[str, object],
    cases: tuple[CaseExport, ...],
    files: tuple[tuple[str, StoredFile], ...],
    kept: FolderFiles,
    pdf: Callable[[CaseExport], bytes],
) -> None:
    """Write it to ``out``. Raises ``FilesUnavailable`` when a file cannot be read, and ``PdfUnavailable``: what is
    given out is whole, or not given out."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(EVERYTHING, json.dumps(document, ensure_ascii=False, indent=1))
        for case in cases:
            package.writestr(f"complaint-{case.reference}.pdf", pdf(case))
        for path, file in files:
            with package.open(path, "w") as entry:
                for piece in kept.read(file.id):
                    entry.write(piece)
