"""The pages of the form from the first to the last question."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from bot.decisions.questions import Question
from bot.services.fill_form import Place, Wrong
from bot.services.form_answer import FormError, Sent
from bot.services.form_page import FormPage
from bot.web.complain.here import Here, begin, not_found, page, question_of, step_of, where_at
from bot.web.demo_pages import ways as ways_of

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
        return not_found(here.request)
    if here.conversation is None:
        return here.go()
    found = await asyncio.to_thread(here.form.page, here.conversation, question)
    if found is None:
        return here.go(await where_at(here))
    return await _show(here, found)


async def _show(
    here: Here, found: FormPage, sent: Sent | None = None, error: FormError | None = None
) -> Response:
    """``sent`` with what is wrong with it, or a page that nothing was sent from yet."""
    tells_files = here.takes_files and found.question in (Question.COPIES, Question.CHECK)
    facts = {
        "page": found,
        "step_of": step_of,
        "sent": sent,
        "error": error,
        "files": await here.files() if tells_files else [],
    }
    return here.show("question", facts, 422 if error else 200)


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
        return not_found(here.request)
    if here.conversation is None:
        return here.go()
    sent = here.sent()
    taken = await asyncio.to_thread(
        here.form.take, here.conversation, question, sent, here.key, here.admit_message
    )
    here.web.bells.ring(here.conversation.id)
    if isinstance(taken, Wrong):
        return await _show(here, taken.page, sent, taken.error)
    if taken is not None and taken.urgent:
        return here.go("first")
    return here.go(await where_at(here))
