"""The pages of one case, each behind a signed link: dates and steps, the same as a calendar file, a letter, files."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from bot.decisions.errors import FirstlineError, LinkTooOld
from bot.decisions.file_kind import ENDINGS
from bot.decisions.file_size import size_in_words
from bot.services.file_words import KINDS, file_limits
from bot.web.calendar_file import MEDIA_TYPE, calendar_file
from bot.web.deps import web_of
from bot.web.download import download
from bot.web.letter_files import as_page, as_pdf, as_text
from bot.web.pages import templates
from bot.web.picture import picture

router = APIRouter(include_in_schema=False)
log = logging.getLogger(__name__)

Found = TypeVar("Found")
DONE = ("added", "files", "reopened")
"""What the page says of the form that was just sent."""


@router.get("/case/{token}", response_class=HTMLResponse)
async def case_page(request: Request, token: str, done: str = "") -> Response:
    return await show_case(request, token, done=done)


async def show_case(
    request: Request,
    token: str,
    done: str = "",
    fault: tuple[str, str] | None = None,
    typed: str = "",
    status: int = 200,
) -> Response:
    """The page. ``done``: what was just done on it; ``fault``: the field that could not be taken and why, with what
    was ``typed``."""
    web = web_of(request)
    working = await _behind(request, web.deps.case_page, token)
    if isinstance(working, Response):
        return working
    filing = web.deps.filing
    facts: dict[str, object] = {
        "case": working,
        "points": picture(working),
        "token": token,
        "done": done if done in DONE else "",
        "fault": fault,
        "typed": typed,
        "key": secrets.token_urlsafe(12),
        "adds": filing is not None,
        "pdf": web.deps.draw_page is not None,
    }
    if filing is not None:
        limits = file_limits(filing.context)
        facts |= {
            "kinds": KINDS,
            "accept": ",".join(f".{ending}" for ending in ENDINGS),
            "limit": size_in_words(limits.size),
        }
    return templates.TemplateResponse(request, "case.html", facts, status_code=status)


@router.get("/case/{token}/dates.ics")
async def case_calendar(request: Request, token: str) -> Response:
    deps = web_of(request).deps
    working = await _behind(request, deps.case_page, token)
    if isinstance(working, Response):
        return working
    name = f"complaint-{working.reference.lower()}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(calendar_file(working, deps.words, deps.now()), media_type=MEDIA_TYPE, headers=headers)


@router.get("/case/{token}/letter", response_class=HTMLResponse)
async def case_letter(request: Request, token: str) -> Response:
    written = await _behind(request, web_of(request).deps.case_letter, token)
    if isinstance(written, Response):
        return written
    return templates.TemplateResponse(request, "letter.html", {"written": written})


@router.get("/case/files/{token}")
async def case_file(request: Request, token: str) -> Response:
    found = await _behind(request, web_of(request).deps.case_file, token)
    return found if isinstance(found, Response) else download(found)


@router.get("/case/letters/{token}", response_class=HTMLResponse)
async def issued_letter(request: Request, token: str) -> Response:
    """The letter as it was issued, to be read."""
    found = await _behind(request, web_of(request).deps.issued_letter, token)
    return found if isinstance(found, Response) else as_page(found.page or "")


@router.get("/case/letters/{token}/letter.pdf")
async def issued_letter_pdf(request: Request, token: str) -> Response:
    """``?large``: in large print."""
    found = await _behind(request, web_of(request).deps.issued_letter, token)
    if isinstance(found, Response):
        return found
    try:
        return await as_pdf(request, found.page or "", found.number or "letter")
    except FirstlineError as error:
        return _trouble(request, error)


@router.get("/case/letters/{token}/letter.txt")
async def issued_letter_text(request: Request, token: str) -> Response:
    found = await _behind(request, web_of(request).deps.issued_letter, token)
    return found if isinstance(found, Response) else as_text(found.text or "", found.number or "letter")


def _trouble(request: Request, error: FirstlineError) -> Response:
    log.error("A page of a case cannot be shown: %s", error)
    headers = {"Retry-After": "5"}
    return templates.TemplateResponse(request, "case_trouble.html", {}, status_code=503, headers=headers)


async def _behind(request: Request, find: Callable[[str], Found | None], token: str) -> Found | Response:
    """What the link leads to, or a page that says why not: a person looks at these addresses, never a program."""
    try:
        found = await asyncio.to_thread(find, token)
    except LinkTooOld:
        old = {"what": "a letter" if request.url.path.startswith("/case/letters/") else "a file"}
        return templates.TemplateResponse(request, "case_file_old.html", old, status_code=410)
    except FirstlineError as error:
        return _trouble(request, error)
    if found is None:
        return templates.TemplateResponse(request, "case_not_found.html", {}, status_code=404)
    return found
