"""The card that an agent sees, on pages without JavaScript: what stands on it, and one detail of it put right."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from bot.services.form_answer import FormError, Sent
from bot.services.form_page import FormPage
from bot.web.complain.here import Here, not_found, page, question_of, step_of, where_at

router = APIRouter(prefix="/complain", include_in_schema=False)


@router.get("/{slug}/card", response_class=HTMLResponse)
@page
async def card_page(here: Here) -> Response:
    card = here.web.deps.correct_card
    if card is None:
        return not_found(here.request)
    if here.conversation is None or not here.with_person:
        return here.go(await where_at(here))
    rows = await asyncio.to_thread(card.rows, here.conversation)
    files = await asyncio.to_thread(card.files, here.conversation)
    return here.show("card", {"rows": rows, "files": files, "step_of": step_of, "back": await where_at(here)})


@router.get("/{slug}/card/{step}", response_class=HTMLResponse)
@page
async def change_page(here: Here, step: str) -> Response:
    card, question = here.web.deps.correct_card, question_of(step)
    if card is None or question is None:
        return not_found(here.request)
    if here.conversation is None:
        return here.go()
    found = await asyncio.to_thread(card.page, here.conversation, question)
    return here.go("card") if found is None else _show(here, found)


@router.post("/{slug}/card/{step}")
@page
async def change(here: Here, step: str) -> Response:
    """Take it, and go back to the card; nothing is said in the bot's name."""
    card, question = here.web.deps.correct_card, question_of(step)
    if card is None or question is None:
        return not_found(here.request)
    if here.conversation is None:
        return here.go()
    found = await asyncio.to_thread(card.page, here.conversation, question)
    sent = here.sent()
    taken = await asyncio.to_thread(
        card.correct, here.conversation, question, sent, here.key, here.admit_message
    )
    here.web.bells.ring(here.conversation.id)
    if isinstance(taken, FormError) and found is not None:
        return _show(here, found, sent, taken)
    return here.go("card")


def _show(here: Here, found: FormPage, sent: Sent | None = None, error: FormError | None = None) -> Response:
    facts = {"page": found, "step_of": step_of, "sent": sent, "error": error}
    return here.show("card_change", facts, 422 if error else 200)
