"""The queue: who waits for a person, at the providers of whoever looks."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from bot.services.context import Context
from bot.services.desk.case_list import case_list
from bot.services.desk.missed_in_silence import missed_in_silence
from bot.services.desk.permission import NotYours
from bot.services.desk.presence import is_here
from bot.services.desk.queue import Row, queue
from bot.services.desk.refused_offers import RefusedRow, refused_offers
from bot.services.desk.same_day import told_together
from bot.services.desk.spoken_code import Paused, open_by_code
from bot.services.tell_late import WITHIN
from bot.services.who_is_signed_in import SignedIn
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router, looking_on, require, watching_router
from bot.web.desk.card_view import PromiseShown, promise_shown
from bot.web.desk.pages import page, part, provider_name
from bot.web.desk.span import span

router = desk_router()
watching = watching_router()

LookingOn = Annotated[SignedIn, Depends(looking_on)]


@dataclass(frozen=True)
class Shown:
    """A row as the table has it. ``promise``: what they were told, in words. ``waits``: nobody has taken it, so its
    alarm goes on."""

    row: Row
    promise: PromiseShown
    waited: dict[str, int]
    waits: bool


@router.get("/desk")
async def show_queue(request: Request, me: Me, done: str = "") -> Response:
    return await _queue(request, me, done=done)


async def show_queue_with(
    request: Request, me: SignedIn, wrong: list[tuple[str, str]], typed: dict[str, str]
) -> Response:
    """The page once more, with what was wrong with a note for several (field id, words) and what was typed."""
    return await _queue(request, me, wrong=wrong, note_typed=typed)


@watching.get("/desk/news")
async def news(request: Request, me: LookingOn, version: str = "") -> Response:
    """What an open page asks every few seconds: the table, if it is another than ``version``."""
    context = desk_of(request).context

    def look() -> tuple[list[Shown], list[RefusedRow]]:
        is_here(context, me.session.id)
        return _rows(context, me)

    rows, refused = await asyncio.to_thread(look)
    table = part(request, "queue_rows.html", {"rows": rows, "refused": refused})
    now = _version(table)
    return JSONResponse(
        {"version": now, "waiting": _waiting(rows), "rows": None if now == version else table}
    )


@router.post("/desk/code")
async def take_code(
    request: Request, me: Me, provider: Annotated[str, Form()] = "", code: Annotated[str, Form()] = ""
) -> Response:
    """A caller reads out the six characters that their chat shows."""
    require(me, provider)
    if not code.strip():
        return await _queue(request, me, fault="missing", typed={"provider": provider})
    try:
        found = await asyncio.to_thread(open_by_code, desk_of(request).context, me.agent, provider, code)
    except NotYours:
        return await _queue(request, me, fault="unknown", typed={"provider": provider, "code": code})
    except Paused as pause:
        typed = {"provider": provider, "code": code}
        return await _queue(request, me, fault="paused", typed=typed, minutes=pause.minutes)
    return RedirectResponse(f"/desk/conversations/{found}?done=code", status_code=303)


async def _queue(
    request: Request,
    me: SignedIn,
    fault: str = "",
    typed: dict[str, str] | None = None,
    minutes: int = 0,
    done: str = "",
    wrong: list[tuple[str, str]] | None = None,
    note_typed: dict[str, str] | None = None,
) -> Response:
    """``fault``: what was wrong with a code. ``minutes``: for how long no more are taken. ``done``: what was just done
    with a note for several; ``wrong`` and ``note_typed``: what was wrong with one."""
    context, limits = desk_of(request).context, web_of(request).limits
    rows, refused = await asyncio.to_thread(_rows, context, me)
    listed = await asyncio.to_thread(case_list, context, me.agent)
    facts: dict[str, Any] = {
        "together": await asyncio.to_thread(told_together, context, me.agent),
        "done": done,
        "same_day_wrong": wrong or [],
        "same_day_typed": note_typed or {},
        "rows": rows,
        "due": [each for each in listed if each.days is not None and each.days <= 0],
        "refused": refused,
        "missed": await asyncio.to_thread(missed_in_silence, context, me.agent),
        "missed_within": context.rule(WITHIN),
        "waiting": _waiting(rows),
        "version": _version(part(request, "queue_rows.html", {"rows": rows, "refused": refused})),
        "providers": {slug: provider_name(context, slug) for slug in me.providers()},
        "limits": limits,
        "fault": fault,
        "typed": typed or {},
        "minutes": minutes,
    }
    status = 429 if minutes else 422 if fault or wrong else 200
    return page(request, "queue.html", facts, status=status)


def _rows(context: Context, me: SignedIn) -> tuple[list[Shown], list[RefusedRow]]:
    """Who waits for a person, and whose refusal of an offer nobody has acted on."""
    rows = [
        Shown(row, promise_shown(context, row.promise), span(row.waited), row.waits)
        for row in queue(context, me.agent)
    ]
    return rows, refused_offers(context, me.agent)


def _waiting(rows: list[Shown]) -> int:
    return sum(each.waits for each in rows)


def _version(table: str) -> str:
    """Changes whenever the table would look different."""
    return hashlib.sha256(table.encode()).hexdigest()[:16]
