"""The demonstration: a support page a provider, the chat as a page of its own, and the local mail."""

from __future__ import annotations

import asyncio
import logging

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

import bot.web.links  # noqa: F401 (the filters of the templates)
from bot.decisions.provider import Channel, ChannelKind, Provider
from bot.web.deps import web_of
from bot.web.pages import templates

router = APIRouter(include_in_schema=False)
log = logging.getLogger(__name__)

WITH_ADDRESS = (
    ChannelKind.PHONE,
    ChannelKind.EMAIL,
    ChannelKind.LETTER,
    ChannelKind.WEB_FORM,
    ChannelKind.TICKET,
)
DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
        "sun": "Sunday"}  # fmt: skip


@router.get("/demo/mailbox", response_class=HTMLResponse)
async def mailbox(request: Request) -> HTMLResponse:
    """The mail that would have gone out, newest first. There is none in production."""
    deps = web_of(request).deps
    if deps.mailbox is None:
        return _not_found(request)
    try:
        mails = await asyncio.to_thread(deps.mailbox)
    except OSError as error:
        log.error("The mail folder cannot be read: %s", error)
        return templates.TemplateResponse(request, "mailbox.html", {"mails": None}, status_code=503)
    return templates.TemplateResponse(request, "mailbox.html", {"mails": mails})


@router.get("/demo/mailbox/{name}", response_class=HTMLResponse)
async def mail(request: Request, name: str) -> HTMLResponse:
    deps = web_of(request).deps
    if deps.mailbox is None:
        return _not_found(request)
    try:
        kept = await asyncio.to_thread(deps.mailbox)
    except OSError as error:
        log.error("The mail folder cannot be read: %s", error)
        return templates.TemplateResponse(request, "mailbox.html", {"mails": None}, status_code=503)
    found = next((each for each in kept if each.name == name), None)
    if found is None:
        return _not_found(request)
    return templates.TemplateResponse(request, "mail.html", {"mail": found})


@router.get("/demo/{slug}", response_class=HTMLResponse)
async def support(request: Request, slug: str) -> HTMLResponse:
    """A support page as the provider might have one, with the widget."""
    return _page(request, slug, "support.html")


@router.get("/demo/{slug}/chat", response_class=HTMLResponse)
async def chat(request: Request, slug: str) -> HTMLResponse:
    """Nothing but the chat: for a phone, or a link in a letter."""
    return _page(request, slug, "chat.html")


def _page(request: Request, slug: str, template: str) -> HTMLResponse:
    provider = web_of(request).deps.providers.get(slug)
    if provider is None:
        return _not_found(request)
    facts = {
        "provider": provider,
        "ways": ways(provider),
        "hours": _hours(provider),
        "has_mailbox": web_of(request).deps.mailbox is not None,
    }
    return templates.TemplateResponse(request, template, facts)


def _not_found(request: Request) -> HTMLResponse:
    return templates.TemplateResponse(request, "not_found.html", {}, status_code=404)


def ways(provider: Provider) -> list[Channel]:
    """What a page without scripts can offer: the channels that have an address."""
    return [each for each in provider.channels if each.kind in WITH_ADDRESS and (each.value or each.lines)]


def _hours(provider: Provider) -> list[tuple[str, str]]:
    """Days and times as a page shows them; empty where the profile gives none."""
    if provider.hours is None:
        return []
    return [
        (DAYS[day], f"{opens:%H:%M} to {closes:%H:%M}")
        for day, (opens, closes) in provider.hours.days.items()
    ]
