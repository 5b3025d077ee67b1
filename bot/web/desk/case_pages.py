"""Cases at the desk: the list, what an agent does with one, and logging one that came another way than the chat."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions import reference as references
from bot.decisions.errors import Refused
from bot.decisions.questions import UNKNOWN, Question
from bot.decisions.records import Role
from bot.readers.answers import Message, is_first_time, read_answer
from bot.readers.dates import Day, read_date
from bot.readers.day_to_come import day_to_come
from bot.readers.heard import Problem, Taken
from bot.services.desk.case_list import case_list
from bot.services.desk.log_complaint import CHANNELS, Arrived, log_complaint, wrong_in
from bot.services.desk.permission import NotYours
from bot.services.desk.work_case import (
    customer_said,
    not_sorted_after_all,
    offer_outcome,
    promise,
    take_higher,
)
from bot.services.desk.wrong_fields import WrongFields
from bot.services.who_is_signed_in import SignedIn
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router, require
from bot.web.desk.card_pages import WORK, At, as_typed, show_card
from bot.web.desk.pages import page
from bot.web.desk.refusals import Denied, Why

router = desk_router()
Typed = Annotated[str, Form()]
_OPTIONAL = (Question.SERVICE, Question.REFERENCE, Question.ACCOUNT, Question.OUTCOME)
"""Details that are asked for on the same page; anything else can be added as a note."""


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
async def take_it_higher(request: Request, me: Me, reference: str, why: Typed = "") -> Response:
    return await _do(
        request,
        me,
        reference,
        lambda context, agent: take_higher(context, agent, reference, why),
        "higher",
        why=why,
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


@router.get("/desk/log")
async def show_log(request: Request, me: Me) -> Response:
    return page(request, "log.html", _facts(request, me, {}, []))


@router.post("/desk/log")
async def take_log(request: Request, me: Me) -> Response:
    form = await request.form()
    typed = {key: as_typed(str(value)) for key, value in form.items() if key != "csrf"}
    context = desk_of(request).context
    faults: list[tuple[str, str]] = []
    if typed.get("provider"):
        require(me, typed["provider"])
    else:
        faults.append(("provider", "Choose the provider."))
    days = {key: _day(typed.get(key, ""), context.today()) for key in ("received_on", "posted_on")}
    for key, needed in (("received_on", True), ("posted_on", False)):
        if days[key] is None and (needed or typed.get(key, "").strip()):
            faults.append((key, "Give a day, such as 3 November 2026 or 3/11/2026."))
    first_told_on = _rough(typed.get("first_told_on", ""), context.today())
    if isinstance(first_told_on, Problem):
        faults.append(("first_told_on", _NOT_A_TIME))
    told = None if isinstance(first_told_on, Problem) else first_told_on
    # All that is wrong at once: a day that cannot be read is taken as today, so that the rest is checked too.
    arrived = _arrived(typed, days, told, context.today())
    found = {field for field, _ in faults}
    faults += [(field, words) for field, words in wrong_in(context, arrived) if field not in found]
    if not faults:
        try:
            case = await asyncio.to_thread(log_complaint, context, me.agent, arrived)
            return RedirectResponse(f"/desk/cases/{case.reference}?done=logged", status_code=303)
        except NotYours:
            raise Denied(Why.NOT_FOUND) from None
    faults.sort(key=lambda fault: _IN_ORDER.index(fault[0]))
    return page(request, "log.html", _facts(request, me, typed, faults), status=422)


_IN_ORDER = (
    "provider",
    "channel",
    "received_on",
    "posted_on",
    "first_told_on",
    "description",
    "name",
    "reply_by",
    "reply_address",
)
"""The boxes as they follow each other on the page."""


def _arrived(
    typed: dict[str, str], days: dict[str, date | None], first_told_on: Day | str | None, today: date
) -> Arrived:
    details: dict[str, Any] = {}
    for question in _OPTIONAL:
        read = read_answer(question, Message(typed.get(question.value, ""), today), {})
        if typed.get(question.value, "").strip() and isinstance(read, Taken):
            details |= {str(key): value for key, value in read.values.items() if value != UNKNOWN}
        elif typed.get(question.value, "").strip():
            details[question.value] = typed[question.value].strip()
    return Arrived(
        provider=typed.get("provider", ""),
        channel=typed.get("channel", ""),
        received_on=days["received_on"] or today,
        posted_on=days["posted_on"],
        first_told_on=first_told_on,
        description=typed.get("description", ""),
        name=typed.get("name", ""),
        reply_by=typed.get("reply_by", ""),
        reply_address=typed.get("reply_address", ""),
        details=details,
    )


def _facts(
    request: Request, me: SignedIn, typed: dict[str, str], faults: list[tuple[str, str]]
) -> dict[str, Any]:
    names = {slug: web_of(request).deps.providers[slug].name for slug in me.providers(Role.AGENT)}
    return {"typed": typed, "errors": faults, "providers": names, "channels": CHANNELS}


_A_YEAR = re.compile(r"\b\d{4}\b")
_FURTHEST = timedelta(days=731)
"""How far ahead a date with its year is read as written."""


def _day(typed: str, today: date) -> date | None:
    """A day as a date box or a person writes it: 2026-11-03, 3/11/2026; "3 November" is the last one."""
    words = typed.strip()
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        read = read_date(words, today + _FURTHEST if _A_YEAR.search(words) else today)
        return read.end if isinstance(read, Day) and read.exact else None


_NOT_A_TIME = "Give a day or a rough time, such as 3 November 2026 or end of September."


def _rough(typed: str, today: date) -> Day | Problem | str | None:
    """When they first complained, read as the chat reads it: a rough time is a range, and ``UNKNOWN`` is "ages ago" or
    "not sure". ``None`` for nothing, and for "not before"; a ``Problem`` for what is no time."""
    if not typed.strip() or is_first_time(typed, today):
        return None
    exact = _day(typed, today)  # a day to come is found by the service, beside the day on which this one came
    if exact is not None:
        return Day(exact, exact)
    read = read_answer(Question.FIRST_TOLD_ON, Message(typed, today), {})
    told = read.values.get(Question.FIRST_TOLD_ON) if isinstance(read, Taken) else None
    if isinstance(told, dict):
        return Day(date.fromisoformat(told["from"]), date.fromisoformat(told["to"]))
    return UNKNOWN if told == UNKNOWN else Problem("utter_missed_first_told_on")


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
