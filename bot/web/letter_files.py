"""A letter as an answer: its page by itself, a PDF, or plain text."""

from __future__ import annotations

import asyncio
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from bot.decisions.errors import PdfUnavailable
from bot.web.deps import web_of
from bot.web.download import disposition

PAGE: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A page of a letter has its own style in it, runs nothing, and asks for nothing."""
PRIVATE: Final = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def as_page(page: str) -> HTMLResponse:
    return HTMLResponse(page, headers={**PRIVATE, "Content-Security-Policy": PAGE})


def as_text(text: str, name: str) -> PlainTextResponse:
    """To be saved."""
    return PlainTextResponse(text, headers={**PRIVATE, "Content-Disposition": disposition(f"{name}.txt")})


async def as_pdf(request: Request, page: str, name: str) -> Response:
    """To be saved; ``?large`` in large print. Raises ``PdfUnavailable``."""
    draw, large = web_of(request).deps.draw_page, "large" in request.query_params
    if draw is None:
        raise PdfUnavailable("A PDF cannot be made here.")
    content = await asyncio.to_thread(draw, page, large)
    headers = {**PRIVATE, "Content-Disposition": disposition(f"{name}{'-large' if large else ''}.pdf")}
    return Response(content, media_type="application/pdf", headers=headers)
