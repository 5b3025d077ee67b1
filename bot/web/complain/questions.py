"""The pages of the form from the first to the last question."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from bot.decisions.questions import Question
from bot.services.fill_form import Place, Wrong
from bot.web.complain.here import Here, begin, page, question_of, step_of, where_at
from bot.web.demo_pages import ways as ways_of
from bot.web.pages import templates

router = APIRouter(prefix="/complain", include_in_schema=False)


@router.get("/{slug}", response_class=HTMLResponse)
@page
async def first_page(here: Here) -> Response:
    step = await where_at(here)
    if step:
        return here.go(step)
    opening = await asyncio.to_thread(here.form.opening, here.provider)
    return here.show("start", {"opening": opening, "ways": ways_of(here.provider)})


@router.get("/{slug}/again", response_class=HTMLResponse)
@page
async def again_page(here: Here) -> Response:
    if here.conversation is None:
        return here.go()
    reference = await asyncio.to_thread(here.form.reference, here.conversation)
    days = here.form.context.rule("intake_expiry")
    return here.show("again", {"reference": reference, "days": days, "back": await where_at(here)})


@router.get("/{slug}/{step}", response_class=HTMLResponse)
@page
async def question_page(here: Here, step: str) -> Response:
    question = question_of(step)
    if question is None:
        return templates.TemplateResponse(here.request, "not_found.html", {}, status_code=404)
    if here.conversation is None:
        return here.go()
    page = await asyncio.to_thread(here.form.page, here.conversation, question)
    if page is None:
        return here.go(await where_at(here))
    return here.show("question", {"page": page, "step_of": step_of, "sent": None, "error": None})


@router.post("/{slug}")
@page
async def start(here: Here) -> Response:
    conversation, visit = await begin(here)
    where = await asyncio.to_thread(here.form.where, conversation)
    step = step_of(Question.DESCRIPTION) if where is Place.BEGIN else ""
    return here.go(step, visit)


@router.post("/{slug}/again")
@page
async def begin_again(here: Here) -> Response:
    """What is not logged is put away; what is logged stays."""
    if here.conversation is not None:
        await asyncio.to_thread(here.form.stop, here.conversation)
    return here.go("", here.visit.without_chat(here.provider.slug))


@router.post("/{slug}/{step}")
@page
async def answer(here: Here, step: str) -> Response:
    question = question_of(step)
    if question is None:
        return templates.TemplateResponse(here.request, "not_found.html", {}, status_code=404)
    if here.conversation is None:
        return here.go()
    sent = here.sent()
    taken = await asyncio.to_thread(
        here.form.take, here.conversation, question, sent, here.key, here.admit_message
    )
    here.web.bells.ring(here.conversation.id)
    if isinstance(taken, Wrong):
        facts = {"page": taken.page, "step_of": step_of, "sent": sent, "error": taken.error}
        return here.show("question", facts, 422)
    if taken is not None and taken.urgent:
        return here.go("first")
    return here.go(await where_at(here))
