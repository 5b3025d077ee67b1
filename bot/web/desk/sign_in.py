"""The way in and the way out."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.services.password_is_own import password_is_own
from bot.services.sign_in import HalfOpened, Opened, sign_in
from bot.services.sign_in_with_code import FirstHalfOver, is_half_way, sign_in_with_code
from bot.services.sign_out import sign_out
from bot.services.who_is_signed_in import who_is_signed_in
from bot.web.addresses import client_address
from bot.web.deps import web_of
from bot.web.desk.auth import (
    COOKIE,
    STEP_COOKIE,
    Me,
    desk_of,
    desk_router,
    drop_session_cookie,
    drop_step_cookie,
    open_router,
    set_session_cookie,
    set_step_cookie,
)
from bot.web.desk.next_page import next_page
from bot.web.desk.pages import page
from bot.web.desk.refusals import Denied, Why

router = desk_router()
open_to_all = open_router()

SIGNED_OUT: Final = "signed_out"
CHANGED: Final = "changed"
AGAIN: Final = "again"


@open_to_all.get("/desk/sign-in")
async def show_sign_in(request: Request, next: str = "", done: str = "") -> Response:
    desk, there = desk_of(request), next_page(next)
    token = request.cookies.get(COOKIE, "")
    if await asyncio.to_thread(who_is_signed_in, desk.context, token, active=False) is not None:
        return RedirectResponse(there, status_code=303)
    # A link in a mail comes without our cookie (SameSite=Strict), also to somebody who is signed in.
    from_elsewhere = request.headers.get("sec-fetch-site") == "cross-site"
    facts = {"next": there, "done": done, "from_elsewhere": from_elsewhere}
    return page(request, "sign_in.html", facts)


@open_to_all.post("/desk/sign-in")
async def take_sign_in(
    request: Request,
    email: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",
) -> Response:
    web, desk, there = web_of(request), desk_of(request), next_page(next)
    address = client_address(request, web.deps.proxies)
    if web.new_sign_ins.admit(address) is not None:
        raise Denied(Why.TOO_MANY)
    opened = await asyncio.to_thread(sign_in, desk.context, desk.passwords, email, password, address)
    if opened is None:
        return page(request, "sign_in.html", {"next": there, "email": email, "wrong": True}, status=422)
    if isinstance(opened, HalfOpened):
        half = RedirectResponse(f"/desk/sign-in/code?next={quote(there, safe='')}", status_code=303)
        set_step_cookie(request, half, opened.token)
        return half
    return await _came_in(request, opened, there)


@open_to_all.get("/desk/sign-in/code")
async def show_code(request: Request, next: str = "") -> Response:
    """The second step. Without the first there is nothing to type a code for."""
    token = request.cookies.get(STEP_COOKIE, "")
    if not await asyncio.to_thread(is_half_way, desk_of(request).context, token):
        return _first_half_again(request, next)
    return page(request, "sign_in_code.html", {"next": next_page(next)})


@open_to_all.post("/desk/sign-in/code")
async def take_code(
    request: Request, code: Annotated[str, Form()] = "", next: Annotated[str, Form()] = ""
) -> Response:
    web, desk, there = web_of(request), desk_of(request), next_page(next)
    address = client_address(request, web.deps.proxies)
    if web.new_sign_ins.admit(address) is not None:
        raise Denied(Why.TOO_MANY)
    token = request.cookies.get(STEP_COOKIE, "")
    try:
        opened = await asyncio.to_thread(sign_in_with_code, desk.context, desk.codes, token, code, address)
    except FirstHalfOver:
        return _first_half_again(request, next)
    if opened is None:
        return page(request, "sign_in_code.html", {"next": there, "wrong": True}, status=422)
    answer = await _came_in(request, opened, there)
    drop_step_cookie(request, answer)
    return answer


def _first_half_again(request: Request, next: str) -> Response:
    there = quote(next_page(next), safe="")
    answer = RedirectResponse(f"/desk/sign-in?done={AGAIN}&next={there}", status_code=303)
    drop_step_cookie(request, answer)
    return answer


async def _came_in(request: Request, opened: Opened, there: str) -> Response:
    desk = desk_of(request)
    await _leave_old_session(request)
    if not await asyncio.to_thread(password_is_own, desk.context, opened.signed_in.agent):
        there = "/desk/account?first=1"
    answer = RedirectResponse(there, status_code=303)
    set_session_cookie(request, answer, opened.token)
    return answer


@router.post("/desk/sign-out")
async def take_sign_out(request: Request, me: Me) -> Response:
    await asyncio.to_thread(sign_out, desk_of(request).context, me)
    answer = RedirectResponse(f"/desk/sign-in?done={SIGNED_OUT}", status_code=303)
    drop_session_cookie(request, answer)
    return answer


async def _leave_old_session(request: Request) -> None:
    """Who signs in at a browser that is signed in already leaves no session behind that nobody can end."""
    context, token = desk_of(request).context, request.cookies.get(COOKIE, "")
    old = await asyncio.to_thread(who_is_signed_in, context, token, active=False)
    if old is not None:
        await asyncio.to_thread(sign_out, context, old)
