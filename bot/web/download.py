"""A stored file as an answer: always saved, never shown as a page of ours, never kept by a cache."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Final
from urllib.parse import quote

from fastapi.responses import StreamingResponse

from bot.services.read_file import OpenFile

PIECE: Final = 64 * 1024
SANDBOX = "default-src 'none'; sandbox"


def download(found: OpenFile) -> StreamingResponse:
    """The bytes with the stored media type, under the name that the sender gave."""
    headers = {
        "Content-Disposition": disposition(found.file.name),
        "Content-Length": str(found.file.size),
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return StreamingResponse(found.pieces, media_type=found.file.media_type, headers=headers)


def disposition(name: str) -> str:
    """``attachment``, with the name as RFC 5987 writes it, and in plain ASCII for programs that cannot read that."""
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def pieces(package: IO[bytes]) -> Iterator[bytes]:
    """From where it stands to its end, then it is closed."""
    with package:
        while piece := package.read(PIECE):
            yield piece
