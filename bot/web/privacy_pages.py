"""The privacy notice of each provider's chat and form: plain HTML, no script."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from bot.web.deps import web_of
from bot.web.pages import templates

router = APIRouter(include_in_schema=False)


@router.get("/privacy/{slug}", response_class=HTMLResponse)
async def privacy(request: Request, slug: str) -> Response:
    deps = web_of(request).deps
    provider = deps.providers.get(slug)
    if provider is None or deps.privacy is None:
        return templates.TemplateResponse(request, "not_found.html", {}, status_code=404)
    notice = await asyncio.to_thread(deps.privacy, provider)
    return templates.TemplateResponse(request, "privacy.html", {"notice": notice})
