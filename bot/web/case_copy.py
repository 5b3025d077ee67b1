"""All that is kept of a case, for its customer. The page of the case shows dates and steps only, to whoever has its
link; the whole goes by mail to a confirmed address, as a link that works for minutes."""

from __future__ import annotations

import asyncio
import logging

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from bot.decisions.adr_pack import AdrPack
from bot.decisions.case_export import CaseExport
from bot.decisions.errors import FirstlineError
from bot.services.case_copy import Copy
from bot.services.export_case import file_stem
from bot.web.deps import web_of
from bot.web.download import disposition, pieces
from bot.web.pages import templates

router = APIRouter(include_in_schema=False)
log = logging.getLogger(__name__)

JSON, PDF = "application/json", "application/pdf"


@router.post("/case/{token}/copy", response_class=HTMLResponse)
async def send_copy(request: Request, token: str) -> Response:
    """To the confirmed address, whoever asks; without one they read what to do."""
    try:
        copy = await asyncio.to_thread(web_of(request).deps.send_copy, token)
    except FirstlineError as error:
        return _trouble(request, error)
    if copy is None:
        return _nowhere(request)
    facts = {"copy": copy.value, "sent": copy is Copy.CONFIRMED, "token": token}
    return templates.TemplateResponse(request, "case_copy_sent.html", facts)


@router.get("/case/copy/{token}", response_class=HTMLResponse)
async def copy_page(request: Request, token: str) -> Response:
    return await _copy(request, token, "page")


@router.get("/case/copy/{token}/case.json")
async def copy_as_json(request: Request, token: str) -> Response:
    return await _copy(request, token, "json")


@router.get("/case/copy/{token}/case.pdf")
async def copy_as_pdf(request: Request, token: str) -> Response:
    """``?large``: in large print."""
    return await _copy(request, token, "pdf")


@router.get("/case/copy/{token}/pack.zip")
async def pack(request: Request, token: str) -> Response:
    """Everything for the ADR scheme, in one file."""
    deps = web_of(request).deps
    try:
        found = await asyncio.to_thread(deps.case_pack, token)
        return _nowhere(request) if found is None else await as_zip(request, found)
    except FirstlineError as error:
        return _trouble(request, error)


async def as_zip(request: Request, found: AdrPack) -> Response:
    """The pack as a file. Raises ``PdfUnavailable``, ``FilesUnavailable``."""
    make = web_of(request).deps.zip_pack
    if make is None:
        return _nowhere(request)
    made = await asyncio.to_thread(make, found)
    headers = {"Content-Disposition": disposition(f"{found.name}.zip"), "Cache-Control": "no-store"}
    return StreamingResponse(pieces(made), media_type="application/zip", headers=headers)


async def _copy(request: Request, token: str, form: str) -> Response:
    deps = web_of(request).deps
    try:
        export = await asyncio.to_thread(deps.case_copy, token)
        if export is None:
            return _nowhere(request)
        if form == "page":
            facts = {
                "case": export,
                "token": token,
                "pdf": deps.case_pdf is not None,
                "pack": deps.zip_pack is not None,
            }
            return templates.TemplateResponse(request, "case_copy.html", facts)
        return await as_download(request, export, form)
    except FirstlineError as error:
        return _trouble(request, error)


async def as_download(request: Request, export: CaseExport, form: str) -> Response:
    """The export as a file: ``form`` is ``json`` or ``pdf``. Raises ``PdfUnavailable``."""
    draw, large = web_of(request).deps.case_pdf, "large" in request.query_params
    if form == "pdf" and draw is not None:
        content, media_type = await asyncio.to_thread(draw, export, large), PDF
    else:
        content, media_type, form = export.model_dump_json(indent=1).encode(), JSON, "json"
    name = f"{file_stem(export, export.made_at)}{'-large' if large and form == 'pdf' else ''}.{form}"
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def _nowhere(request: Request) -> Response:
    return templates.TemplateResponse(request, "case_not_found.html", {}, status_code=404)


def _trouble(request: Request, error: FirstlineError) -> Response:
    log.error("A copy of a case cannot be given out: %s", error)
    headers = {"Retry-After": "5"}
    return templates.TemplateResponse(request, "case_trouble.html", {}, status_code=503, headers=headers)
