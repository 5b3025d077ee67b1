"""What is due, day by day; and the letter at the end of the wait of one case: stop it, or let it go after all."""

from __future__ import annotations

import asyncio
from functools import partial

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.errors import Refused
from bot.services.clocks.letter_plan import LetterPlan, letter_plan
from bot.services.clocks.stop_adr_letter import start_adr_letter_again, stop_adr_letter
from bot.services.desk.deadline_list import deadline_list
from bot.services.desk.permission import NotYours
from bot.web.desk.auth import Me, desk_of, desk_router
from bot.web.desk.card_pages import Typed, as_typed
from bot.web.desk.pages import page

router = desk_router()


@router.get("/desk/deadlines")
async def show_deadlines(request: Request, me: Me) -> Response:
    found = await asyncio.to_thread(deadline_list, desk_of(request).context, me.agent)
    return page(request, "deadlines.html", {"found": found})


@router.get("/desk/cases/{reference}/adr-letter")
async def show_plan(request: Request, me: Me, reference: str, done: str = "") -> Response:
    return await _plan(request, me, reference, done=done)


@router.post("/desk/cases/{reference}/adr-letter")
async def decide(
    request: Request, me: Me, reference: str, why_stopped: Typed = "", deed: Typed = ""
) -> Response:
    """``deed``: ``stop``, with the reason, or ``start`` what was stopped."""
    context, words = desk_of(request).context, as_typed(why_stopped)
    if deed == "start":
        act = partial(start_adr_letter_again, context, me.agent, reference)
    else:
        act = partial(stop_adr_letter, context, me.agent, reference, words)
    try:
        await asyncio.to_thread(act)
    except NotYours:
        raise
    except Refused as error:
        return await _plan(request, me, reference, fault=str(error), typed=words)
    return RedirectResponse(f"/desk/cases/{reference}/adr-letter?done={deed or 'stop'}", status_code=303)


async def _plan(
    request: Request, me: Me, reference: str, *, done: str = "", fault: str = "", typed: str = ""
) -> Response:
    context = desk_of(request).context
    plan: LetterPlan = await asyncio.to_thread(letter_plan, context, me.agent, reference)
    wrong = [("why_stopped", fault)] if fault else []
    facts = {"plan": plan, "done": done, "errors": wrong, "typed": typed}
    return page(request, "adr_letter.html", facts, status=422 if fault else 200)
