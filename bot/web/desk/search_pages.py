"""The search in the head of every page of the desk, and the cases that it finds."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.services.desk.find_cases import exactly, find_cases, opened_from_search
from bot.web.desk.auth import Me, desk_of, desk_router
from bot.web.desk.pages import page
from bot.web.desk.refusals import Denied, Why

router = desk_router()

Page = Annotated[int, Query(ge=1, le=1000)]


@router.get("/desk/search")
async def show_found(
    request: Request, me: Me, q: Annotated[str, Query(max_length=200)] = "", page_number: Page = 1
) -> Response:
    """A whole reference leads to its case; anything else to a list."""
    context = desk_of(request).context
    reference = await asyncio.to_thread(exactly, context, me.agent, q)
    if reference is not None:
        return RedirectResponse(f"/desk/search/{reference}", status_code=303)
    found = await asyncio.to_thread(find_cases, context, me.agent, q, page_number)
    return page(request, "search.html", {"found": found, "q": q})


@router.get("/desk/search/{reference}")
async def open_found(request: Request, me: Me, reference: str) -> Response:
    """On to the case, with a line in the audit trail that it was looked for."""
    context = desk_of(request).context
    if not await asyncio.to_thread(opened_from_search, context, me.agent, reference):
        raise Denied(Why.NOT_FOUND)
    return RedirectResponse(f"/desk/cases/{reference}", status_code=303)
