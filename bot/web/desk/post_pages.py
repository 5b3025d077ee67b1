"""Letters to print and post: the list, each letter to be printed, and that it was posted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.errors import Refused
from bot.readers.dates import Day, read_date
from bot.services.desk.permission import NotYours
from bot.services.desk.post_queue import is_not_posted, page_of_post, post_lists, was_posted
from bot.services.desk.wrong_fields import WrongFields
from bot.services.who_is_signed_in import SignedIn
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router
from bot.web.desk.card_pages import as_typed
from bot.web.desk.pages import page
from bot.web.desk.refusals import Denied, Why
from bot.web.letter_files import as_page, as_pdf

router = desk_router()
Typed = Annotated[str, Form()]


@router.get("/desk/post")
async def show_list(request: Request, me: Me, done: str = "") -> Response:
    return await _show(request, me, done=done)


@router.get("/desk/post/{post_id}")
async def show_letter(request: Request, me: Me, post_id: str) -> Response:
    """As it will look on paper: for those who print from the browser."""
    _, html = await _letter(request, me, post_id)
    return as_page(html)


@router.get("/desk/post/{post_id}/pdf")
async def letter_as_pdf(request: Request, me: Me, post_id: str) -> Response:
    """``?large`` in large print. Raises ``PdfUnavailable``."""
    name, html = await _letter(request, me, post_id)
    return await as_pdf(request, html, name)


@router.post("/desk/post/{post_id}/posted")
async def take_posted(request: Request, me: Me, post_id: str, on: Typed = "") -> Response:
    context = desk_of(request).context
    read = read_date(on.strip(), context.today())
    day = read.start if isinstance(read, Day) and read.exact else None

    def act() -> object:
        return was_posted(context, me.agent, post_id, day)

    return await _do(request, me, act, "posted", {post_id: on})


@router.post("/desk/post/{post_id}/dropped")
async def take_dropped(request: Request, me: Me, post_id: str, why: Typed = "") -> Response:
    words = as_typed(why)

    def act() -> object:
        return is_not_posted(desk_of(request).context, me.agent, post_id, words)

    return await _do(request, me, act, "dropped", {f"why-{post_id}": words})


async def _letter(request: Request, me: SignedIn, post_id: str) -> tuple[str, str]:
    try:
        post, html = await asyncio.to_thread(page_of_post, desk_of(request).context, me.agent, post_id)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None
    return f"letter {post.provider} {post.id[:8]}", html


async def _do(
    request: Request, me: SignedIn, act: Callable[[], object], done: str, typed: Mapping[str, str]
) -> Response:
    """Do it and come back to the list; what was refused shows the list with the reason and what was typed."""
    try:
        await asyncio.to_thread(act)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None
    except WrongFields as error:
        return await _show(request, me, errors=error.faults, typed=typed)
    except Refused as error:
        return await _show(request, me, errors=[("", str(error))], typed=typed)
    return RedirectResponse(f"/desk/post?done={done}", status_code=303)


async def _show(
    request: Request,
    me: SignedIn,
    done: str = "",
    errors: Sequence[tuple[str, str]] = (),
    typed: Mapping[str, str] | None = None,
) -> Response:
    context = desk_of(request).context
    lists = await asyncio.to_thread(post_lists, context, me.agent)
    facts: dict[str, Any] = {
        "lists": lists,
        "count": sum(len(each.waiting) for each in lists),
        "done": done,
        "errors": list(errors),
        "typed": typed or {},
        "pdf": web_of(request).deps.draw_page is not None,
        "today": context.day(context.today()),
    }
    return page(request, "post.html", facts, status=422 if errors else 200)
