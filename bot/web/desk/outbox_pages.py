"""What was sent, and what has not arrived: for supervisors."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.calendar import in_london
from bot.decisions.errors import Refused
from bot.decisions.outbox import ItemState
from bot.decisions.records import Role
from bot.services.known_trouble import moment
from bot.services.outbox.by_hand import it_is_there, try_again, try_all_again
from bot.services.outbox.seen import Seen, unsent
from bot.services.who_is_signed_in import SignedIn
from bot.web.desk.auth import Me, desk_of, desk_router, require, require_somewhere
from bot.web.desk.pages import page

router = desk_router()
PAGE = "/desk/outbox"


@dataclass(frozen=True)
class Shown:
    """``queued`` and ``next`` in words and London time; ``at``: when it was queued."""

    seen: Seen
    at: datetime
    queued: str
    next: str


@router.get(PAGE)
async def show(request: Request, me: Me, done: str = "") -> Response:
    return await _page(request, me, done=done)


@router.post(PAGE + "/{item_id}/again")
async def again(request: Request, me: Me, item_id: int, looked: Annotated[str, Form()] = "") -> Response:
    """Send it again. ``looked``: somebody has, and it is not there."""
    require_somewhere(me, Role.SUPERVISOR)
    try:
        await asyncio.to_thread(
            try_again, desk_of(request).context, me.agent, item_id, looked=looked == "yes"
        )
    except Refused as error:
        return await _refused(request, me, item_id, error)
    return RedirectResponse(f"{PAGE}?done=again", status_code=303)


@router.post(PAGE + "/again")
async def all_again(
    request: Request, me: Me, provider: Annotated[str, Form()] = "", kind: Annotated[str, Form()] = ""
) -> Response:
    """Send all dead ones of a kind again: what stopped them is put right."""
    require(me, provider, Role.SUPERVISOR)
    await asyncio.to_thread(try_all_again, desk_of(request).context, me.agent, provider, kind)
    return RedirectResponse(f"{PAGE}?done=again", status_code=303)


@router.post(PAGE + "/{item_id}/there")
async def there(
    request: Request, me: Me, item_id: int, number: Annotated[str, Form(max_length=1000)] = ""
) -> Response:
    """Somebody has found it over there."""
    require_somewhere(me, Role.SUPERVISOR)
    desk = desk_of(request)
    try:
        await asyncio.to_thread(it_is_there, desk.context, me.agent, item_id, number, desk.arrived)
    except Refused as error:
        return await _refused(request, me, item_id, error, number)
    return RedirectResponse(f"{PAGE}?done=there", status_code=303)


async def _refused(request: Request, me: SignedIn, item_id: int, error: Refused, typed: str = "") -> Response:
    """What was wrong stands on the page, at the item where it is still there. Raises what it is not for them to see."""
    if error.code == "not_yours":
        raise error
    return await _page(request, me, wrong=[(f"number-{item_id}", str(error))], typed={item_id: typed})


async def _page(
    request: Request,
    me: SignedIn,
    done: str = "",
    wrong: list[tuple[str, str]] | None = None,
    typed: dict[int, str] | None = None,
) -> Response:
    require_somewhere(me, Role.SUPERVISOR)
    context = desk_of(request).context
    found = await asyncio.to_thread(unsent, context, me.agent)
    shown = [
        Shown(
            each,
            in_london(each.item.created_at),
            moment(context, each.item.created_at),
            "" if each.next_at is None else moment(context, each.next_at),
        )
        for each in found
    ]
    dead = Counter(
        (each.seen.item.provider, each.seen.provider, each.seen.item.kind)
        for each in shown
        if each.seen.state is ItemState.DEAD
    )
    parts = {state.value: [each for each in shown if each.seen.state is state] for state in ItemState}
    facts = {
        "parts": parts,
        "several_dead": [each for each, number in dead.items() if number > 1],
        "done": done,
        "errors": wrong or [],
        "typed": typed or {},
    }
    return page(request, "outbox.html", facts, status=422 if wrong else 200)
