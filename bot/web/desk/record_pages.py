"""Kept records at the desk: a case as a document, all that is kept about a person, and its erasure."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import Form, Request
from fastapi.responses import Response, StreamingResponse

from bot.decisions.errors import Refused
from bot.decisions.records import Role
from bot.services.adr_pack import pack_for_agent
from bot.services.desk.permission import NotYours
from bot.services.erase_records import erase_person
from bot.services.export_case import export_for_agent
from bot.services.find_person import By, Person, person_by
from bot.services.kept_chats import Decided
from bot.services.run_retention import look_at_retention
from bot.services.subject_access import all_held
from bot.services.who_is_signed_in import SignedIn
from bot.web.case_copy import as_download, as_zip
from bot.web.desk.auth import Me, desk_of, desk_router, require, require_somewhere
from bot.web.desk.pages import page, provider_name
from bot.web.desk.refusals import Denied, Why
from bot.web.download import disposition, pieces

router = desk_router()
Typed = Annotated[str, Form(max_length=200)]


@router.get("/desk/cases/{reference}/export.json")
async def export_as_json(request: Request, me: Me, reference: str) -> Response:
    return await _export(request, me, reference, "json")


@router.get("/desk/cases/{reference}/export.pdf")
async def export_as_pdf(request: Request, me: Me, reference: str) -> Response:
    """``?large``: in large print."""
    return await _export(request, me, reference, "pdf")


@router.get("/desk/cases/{reference}/pack.zip")
async def pack(request: Request, me: Me, reference: str) -> Response:
    """Everything for the ADR scheme, in one file; the customer can have the same."""
    try:
        found = await asyncio.to_thread(pack_for_agent, desk_of(request).context, me.agent, reference)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None
    return await as_zip(request, found)


async def _export(request: Request, me: SignedIn, reference: str, form: str) -> Response:
    try:
        context = desk_of(request).context
        export = await asyncio.to_thread(export_for_agent, context, me.agent, reference, form)
        return await as_download(request, export, form)
    except NotYours:
        raise Denied(Why.NOT_FOUND) from None


@router.get("/desk/records")
async def show_records(request: Request, me: Me) -> Response:
    return _page(request, me)


@router.post("/desk/records")
async def find(request: Request, me: Me, provider: Typed = "", by: Typed = "", value: Typed = "") -> Response:
    """What is kept under it and what would become of it. Nothing is changed; a POST, as an address of a customer is not
    for the address bar."""
    asked = _asked(me, provider, by, value)
    if isinstance(asked, str):
        return _page(request, me, provider, by, value, fault=asked)
    context = desk_of(request).context
    told = await asyncio.to_thread(erase_person, context, provider, asked, me.agent, dry_run=True)
    return _page(request, me, provider, by, value, told=told)


@router.post("/desk/records/package")
async def give(request: Request, me: Me, provider: Typed = "", by: Typed = "", value: Typed = "") -> Response:
    """The package, to be saved."""
    asked, desk = _asked(me, provider, by, value), desk_of(request)
    if isinstance(asked, str):
        return _page(request, me, provider, by, value, fault=asked)
    if desk.packed is None:
        raise Denied(Why.NOT_FOUND)
    held = await asyncio.to_thread(all_held, desk.context, provider, asked, me.agent)
    if not held.chats:
        return _page(request, me, provider, by, value, told=[])
    package = await asyncio.to_thread(desk.packed, held)
    name = f"records-{provider}-{desk.context.today().isoformat()}.zip"
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return StreamingResponse(pieces(package), media_type="application/zip", headers=headers)


@router.post("/desk/records/erase")
async def erase(
    request: Request, me: Me, provider: Typed = "", by: Typed = "", value: Typed = "", sure: Typed = ""
) -> Response:
    asked = _asked(me, provider, by, value)
    if isinstance(asked, str):
        return _page(request, me, provider, by, value, fault=asked)
    context = desk_of(request).context
    dry = sure != "yes"
    told = await asyncio.to_thread(erase_person, context, provider, asked, me.agent, dry_run=dry)
    fault = "Tick that you have made sure. Nothing was erased." if dry else ""
    return _page(request, me, provider, by, value, told=told, erased=not dry, unsure=fault)


@router.get("/desk/records/retention")
async def show_retention(request: Request, me: Me, provider: str = "") -> Response:
    """What goes by itself next, and why the rest stays."""
    mine = require_somewhere(me, Role.SUPERVISOR)
    chosen = provider or mine[0]
    require(me, chosen, Role.SUPERVISOR)
    context = desk_of(request).context
    told = await asyncio.to_thread(look_at_retention, context, chosen)
    facts = {"told": told, "chosen": chosen, "day": context.day, **_common(request, mine)}
    return page(request, "retention.html", facts)


def _asked(me: SignedIn, provider: str, by: str, value: str) -> Person | str:
    """Who is meant, or what is wrong with it. Raises ``Denied`` unless they are a supervisor there."""
    require(me, provider, Role.SUPERVISOR)
    if by not in set(By):
        return "Choose what you have: an e-mail address, a telephone number or an account number."
    try:
        return person_by(By(by), value)
    except Refused as error:
        return str(error)


def _page(
    request: Request,
    me: SignedIn,
    provider: str = "",
    by: str = "",
    value: str = "",
    *,
    told: list[Decided] | None = None,
    fault: str = "",
    unsure: str = "",
    erased: bool = False,
) -> Response:
    mine = require_somewhere(me, Role.SUPERVISOR)
    facts = {
        "chosen": provider,
        "by": by,
        "value": value,
        "told": told,
        "fault": fault,
        "unsure": unsure,
        "erased": erased,
        "day": desk_of(request).context.day,
        **_common(request, mine),
    }
    return page(request, "records.html", facts, status=422 if fault or unsure else 200)


def _common(request: Request, mine: tuple[str, ...]) -> dict[str, Any]:
    return {"providers": {slug: provider_name(desk_of(request).context, slug) for slug in mine}}
