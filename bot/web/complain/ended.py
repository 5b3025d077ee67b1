"""After the last question: the closing page, what is added to it, and a form that has ended."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from bot.services.fill_form import Place
from bot.services.form_answer import FormError, Sent
from bot.web.complain.here import Here, page, where_at

router = APIRouter(prefix="/complain", include_in_schema=False)


@router.get("/{slug}/done", response_class=HTMLResponse)
@page
async def done_page(here: Here) -> Response:
    return await _done_page(here)


async def _done_page(here: Here, error: FormError | None = None, text: str = "") -> Response:
    if here.conversation is None or await where_at(here) != Place.DONE:
        return here.go(await where_at(here))
    closing = await asyncio.to_thread(here.form.closing, here.conversation)
    reference = await asyncio.to_thread(here.form.reference, here.conversation)
    added = await asyncio.to_thread(here.form.added, here.conversation)
    facts = {
        "closing": closing,
        "reference": reference,
        "added": added,
        "error": error,
        "sent": Sent(text=text),
    }
    return here.show("done", facts, 422 if error else 200)


@router.get("/{slug}/closed", response_class=HTMLResponse)
@page
async def closed_page(here: Here) -> Response:
    if here.conversation is None or await where_at(here) != Place.CLOSED:
        return here.go(await where_at(here))
    reference = await asyncio.to_thread(here.form.reference, here.conversation)
    words = here.web.deps.words.text("utter_form_closed")
    return here.show("closed", {"words": words, "reference": reference})


@router.post("/{slug}/add")
@page
async def add(here: Here) -> Response:
    """More words for a complaint that is told to the end."""
    if here.conversation is None or await where_at(here) != Place.DONE:
        return here.go(await where_at(here))
    text = here.sent().text
    error = await asyncio.to_thread(here.form.add, here.conversation, text, here.key, here.admit_message)
    return await _done_page(here, error, text) if error else here.go("done")
