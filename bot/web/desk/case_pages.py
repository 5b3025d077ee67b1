"""Cases at the desk: the list, and what an agent does with one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions import reference as references
from bot.decisions.errors import Refused
from bot.readers.day_to_come import day_to_come
from bot.services.desk.case_list import case_list
from bot.services.desk.late_promise import late_because, was_kept
from bot.services.desk.permission import NotYours
from bot.services.desk.work_case import (
    customer_said,
    not_sorted_after_all,
    offer_outcome,
    promise,
    take_higher,
    told_that_we_have_it,
)
from bot.services.desk.wrong_fields import WrongFields
from bot.services.who_is_signed_in import SignedIn
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router
from bot.web.desk.card_pages import WORK, At, show_card
from bot.web.desk.pages import page
from bot.web.desk.refusals import Denied, Why

router = desk_router()
Typed = Annotated[str, Form()]


@router.get("/desk/cases")
async def show_cases(request: Request, me: Me, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    """All open cases of their providers, the most urgent first; or the one whose reference is asked for."""
    wanted = references.normalise(q) if q.strip() else None
    if wanted is not None:
        found = await asyncio.to_thread(_case_of, request, me, wanted)
        if found:
            return RedirectResponse(f"/desk/cases/{wanted}", status_code=303)
    rows = await asyncio.to_thread(case_list, desk_of(request).context, me.agent)
    return page(request, "cases.html", {"rows": rows, "q": q, "not_found": bool(q.strip())})


@router.post("/desk/cases/{reference}/outcome")
async def take_outcome(request: Request, me: Me, reference: str, outcome: Typed = "") -> Response:
    return await _do(
        request,
        me,
        reference,
        lambda context, agent: offer_outcome(context, agent, reference, outcome),
        "offered",
        outcome=outcome,
    )


@router.post("/desk/cases/{reference}/answer")
async def take_answer(
    request: Request, me: Me, reference: str, accepted: Typed = "", how: Typed = ""
) -> Response:
    def act(context: Any, agent: Any) -> Any:
        if accepted not in ("yes", "no"):
            raise WrongFields([("accepted", "Say whether it settles it.")])
        return customer_said(context, agent, reference, accepted == "yes", how)

    done = "accepted" if accepted == "yes" else "refused"
    return await _do(request, me, reference, act, done, accepted=accepted, how=how)


@router.post("/desk/cases/{reference}/reopen")
async def take_reopen(request: Request, me: Me, reference: str, how: Typed = "") -> Response:
    return await _do(
        request,
        me,
        reference,
        lambda context, agent: not_sorted_after_all(context, agent, reference, how),
        "reopened",
        how=how,
    )


@router.post("/desk/cases/{reference}/higher")
async def take_it_higher(
    request: Request, me: Me, reference: str, why: Typed = "", seen: Annotated[str | None, Form()] = None
) -> Response:
    return await _do(
        request,
        me,
        reference,
        lambda context, agent: take_higher(context, agent, reference, why, seen),
        "higher",
        why=why,
    )


@router.post("/desk/cases/{reference}/told")
async def take_told(request: Request, me: Me, reference: str, told: Typed = "") -> Response:
    """They know that the provider has the complaint: a letter was posted, or somebody rang."""
    return await _do(
        request,
        me,
        reference,
        lambda context, agent: told_that_we_have_it(context, agent, reference, told),
        "told",
        told=told,
    )


@router.post("/desk/cases/{reference}/promise")
async def take_promise(
    request: Request, me: Me, reference: str, what: Typed = "", due_on: Typed = ""
) -> Response:
    day = day_to_come(due_on, desk_of(request).context.today())
    done = f"promised&on={day.isoformat()}" if day else ""

    def act(context: Any, agent: Any) -> Any:
        return promise(context, agent, reference, what, day)

    return await _do(request, me, reference, act, done, what=what, due_on=due_on)


@router.post("/desk/cases/{reference}/late")
async def take_late(
    request: Request, me: Me, reference: str, promise: Typed = "", why_late: Typed = "", new_day: Typed = ""
) -> Response:
    """It comes later than the customer was told: they are told why, and the new day, at once."""
    day = day_to_come(new_day, desk_of(request).context.today())
    done = f"late&on={day.isoformat()}" if day else ""

    def act(context: Any, agent: Any) -> Any:
        return late_because(context, agent, reference, promise, why_late, day)

    typed = {"late_promise": promise, "why_late": why_late, "new_day": new_day}
    return await _do(request, me, reference, act, done, **typed)


@router.post("/desk/cases/{reference}/kept")
async def take_kept(
    request: Request, me: Me, reference: str, promise: Typed = "", how_kept: Typed = ""
) -> Response:
    def act(context: Any, agent: Any) -> Any:
        return was_kept(context, agent, reference, promise, how_kept)

    return await _do(request, me, reference, act, "kept", kept_promise=promise, how_kept=how_kept)


async def _do(
    request: Request, me: SignedIn, reference: str, act: Callable[[Any, Any], Any], done: str, **typed: str
) -> Response:
    """Do it and come back to the card; what was refused shows the card with the reason and what was typed."""
    if not await asyncio.to_thread(_case_of, request, me, reference):
        raise Denied(Why.NOT_FOUND)
    try:
        await asyncio.to_thread(act, desk_of(request).context, me.agent)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None
    except WrongFields as error:
        at = At(me, "", reference)
        return await show_card(request, at, fault=(WORK, str(error)), work=typed, wrong=error.faults)
    except Refused as error:
        return await show_card(request, At(me, "", reference), fault=(WORK, str(error)), work=typed)
    web = web_of(request)
    conversation = await asyncio.to_thread(_conversation_of, request, reference)
    web.bells.ring(conversation)
    return RedirectResponse(f"/desk/cases/{reference}?done={done}", status_code=303)


def _case_of(request: Request, me: SignedIn, reference: str) -> bool:
    with desk_of(request).context.store.read() as tx:
        case = tx.cases.by_reference(reference)
    return case is not None and me.may(case.provider)


def _conversation_of(request: Request, reference: str) -> str:
    with desk_of(request).context.store.read() as tx:
        case = tx.cases.by_reference(reference)
    return case.conversation_id if case else ""
