"""One's own second step at sign-in: setting it up, recovery codes, and turning it off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.errors import NotAllowed, WrongCode, WrongPassword
from bot.services import second_step
from bot.services.who_is_signed_in import SignedIn
from bot.web.addresses import client_address
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router
from bot.web.desk.pages import page
from bot.web.desk.refusals import SECOND_STEP

router = desk_router()

Code = Annotated[str, Form()]
_UNSEEN = {"Cache-Control": "no-store"}


@router.get(SECOND_STEP)
async def show_second_step(request: Request, me: Me, done: str = "") -> Response:
    return await _show(request, me, done=done)


@router.post(f"{SECOND_STEP}/begin")
async def take_begin(request: Request, me: Me, password: Annotated[str, Form()] = "") -> Response:
    desk = desk_of(request)
    try:
        await asyncio.to_thread(
            second_step.begin, desk.context, desk.passwords, desk.codes, me.agent, password, _address(request)
        )
    except WrongPassword:
        return await _show(request, me, fault=("password", "password"))
    except NotAllowed:
        pass  # it is on already, and the page says so
    return RedirectResponse(SECOND_STEP, status_code=303)


@router.post(f"{SECOND_STEP}/confirm")
async def take_confirm(request: Request, me: Me, code: Code = "") -> Response:
    return await _with_code(request, me, second_step.confirm, me, code, "code")


@router.post(f"{SECOND_STEP}/recovery-codes")
async def take_recovery_codes(request: Request, me: Me, code: Code = "") -> Response:
    return await _with_code(request, me, second_step.renew_recovery_codes, me.agent, code, "renew")


@router.post(f"{SECOND_STEP}/off")
async def take_off(request: Request, me: Me, code: Code = "") -> Response:
    return await _with_code(request, me, second_step.turn_off, me.agent, code, "off")


async def _with_code(
    request: Request, me: SignedIn, act: Callable[..., tuple[str, ...] | None], who: Any, code: str, box: str
) -> Response:
    """Recovery codes are in the answer to the form itself and on no page: they are shown once."""
    desk = desk_of(request)
    try:
        made = await asyncio.to_thread(act, desk.context, desk.codes, who, code, _address(request))
    except WrongCode:
        return await _show(request, me, fault=(box, "code"))
    except NotAllowed:
        return RedirectResponse(SECOND_STEP, status_code=303)
    if made is None:
        return RedirectResponse(f"{SECOND_STEP}?done=off", status_code=303)
    return page(request, "recovery_codes.html", {"codes": made, "first": box == "code"}, headers=_UNSEEN)


async def _show(
    request: Request, me: SignedIn, fault: tuple[str, str] | None = None, done: str = ""
) -> Response:
    desk = desk_of(request)
    mine = await asyncio.to_thread(second_step.my_second_step, desk.context, desk.codes, me.agent)
    facts = {"mine": mine, "fault": fault, "done": done}
    return page(request, "second_step.html", facts, status=422 if fault else 200, headers=_UNSEEN)


def _address(request: Request) -> str:
    return client_address(request, web_of(request).deps.proxies)
