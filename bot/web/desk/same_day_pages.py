"""One note for all who told the same today: written and ended at the top of the queue."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.errors import Refused
from bot.services.desk.permission import NotYours
from bot.services.desk.same_day import end_note, write_note
from bot.services.desk.wrong_fields import WrongFields
from bot.web.desk.auth import Me, desk_of, desk_router, require
from bot.web.desk.queue_pages import show_queue_with

router = desk_router()


@router.post("/desk/same-day")
async def write(
    request: Request,
    me: Me,
    provider: Annotated[str, Form()] = "",
    problem: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
) -> Response:
    require(me, provider)
    field = f"text-{provider}-{problem}"
    try:
        await asyncio.to_thread(write_note, desk_of(request).context, me.agent, provider, problem, text)
    except WrongFields as error:
        wrong = [(field, words) for _, words in error.faults]
        return await show_queue_with(request, me, wrong, {field: text})
    except NotYours:
        raise
    except Refused as error:
        return await show_queue_with(request, me, [("same-day", str(error))], {field: text})
    return RedirectResponse("/desk?done=noted#same-day", status_code=303)


@router.post("/desk/same-day/{note_id}/end")
async def end(request: Request, me: Me, note_id: str) -> Response:
    await asyncio.to_thread(end_note, desk_of(request).context, me.agent, note_id)
    return RedirectResponse("/desk?done=note-ended#same-day", status_code=303)
