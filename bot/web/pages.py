"""The pages: the chooser and one demonstration page a provider."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from bot.decisions.provider import Channel, ChannelKind, Provider
from bot.services.take_message import MAX_CHARACTERS
from bot.web.deps import web_of

HERE = Path(__file__).parent

templates = Jinja2Templates(HERE / "templates")
router = APIRouter(include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
async def chooser(request: Request) -> HTMLResponse:
    providers = sorted(web_of(request).deps.providers.values(), key=lambda provider: provider.name.lower())
    return templates.TemplateResponse(request, "chooser.html", {"providers": providers})


@router.get("/demo/{slug}", response_class=HTMLResponse)
async def chat(request: Request, slug: str) -> HTMLResponse:
    deps = web_of(request).deps
    provider = deps.providers.get(slug)
    if provider is None:
        return templates.TemplateResponse(request, "not_found.html", {}, status_code=404)
    facts = {
        "provider": provider,
        "ways": ways_of(provider),
        "limit": MAX_CHARACTERS,
        "person_pressed": deps.words.text("utter_web_person_pressed"),
    }
    return templates.TemplateResponse(request, "chat.html", facts)


def ways_of(provider: Provider) -> list[Channel]:
    """What a page without scripts can offer: the channels that have an address."""
    kinds = (
        ChannelKind.PHONE,
        ChannelKind.EMAIL,
        ChannelKind.LETTER,
        ChannelKind.WEB_FORM,
        ChannelKind.TICKET,
    )
    return [each for each in provider.channels if each.kind in kinds and (each.value or each.lines)]
