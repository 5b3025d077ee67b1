"""The first page: choose your provider."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from bot.web.deps import web_of

HERE = Path(__file__).parent

templates = Jinja2Templates(HERE / "templates")
router = APIRouter(include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
async def chooser(request: Request) -> HTMLResponse:
    providers = sorted(web_of(request).deps.providers.values(), key=lambda provider: provider.name.lower())
    facts = {"providers": providers, "has_mailbox": web_of(request).deps.mailbox is not None}
    return templates.TemplateResponse(request, "chooser.html", facts)
