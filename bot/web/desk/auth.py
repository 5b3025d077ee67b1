"""Who may come in at the desk: deny by default.

Make every router of the desk with ``desk_router()``. Each of its routes then has a session, a form that is ours, and
errors as pages. Whether the person may see *this* provider's things is asked by the route, best in a dependency of its
own (it runs before the form is looked at)::

    Me = Annotated[SignedIn, Depends(signed_in)]

    async def the_case(request: Request, me: Me, reference: str) -> Case:
        case = …
        require(me, case.provider if case else None)
        return case
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.decisions.records import Role
from bot.services.desk.how_many_wait import how_many_wait
from bot.services.desk.post_queue import posts_waiting
from bot.services.who_is_signed_in import SignedIn, who_is_signed_in
from bot.web.deps import web_of
from bot.web.desk.deps import Desk
from bot.web.desk.refusals import Denied, DeskRoute, Why

COOKIE: Final = "firstline_desk"
CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "X-CSRF-Token"
"""For requests of our own scripts; the value stands in ``<meta name="csrf">`` of every page of the desk."""

STEP_COOKIE: Final = "firstline_desk_step"
"""Between the password and the code. It opens no page but the one that asks for the code."""
_OPEN_WITHOUT_SECOND_STEP: Final = ("/desk/account", "/desk/sign-out")
"""Of those who have to set one up: where they do it, choose their own password, and leave."""

_SAFE = {"GET", "HEAD", "OPTIONS"}


def desk_of(request: Request) -> Desk:
    desk = web_of(request).deps.desk
    if desk is None:  # routes of the desk are only there when it is
        raise Denied(Why.NOT_FOUND)
    return desk


async def signed_in(request: Request) -> SignedIn:
    """The person at this browser. Raises ``Denied``: a GET is led to the sign-in page and back, a POST gets 401."""
    return await _signed_in(request, active=True)


async def looking_on(request: Request) -> SignedIn:
    """As ``signed_in``, for requests that a page makes by itself (streams, polls): they keep no session alive."""
    return await _signed_in(request, active=False)


async def _signed_in(request: Request, active: bool) -> SignedIn:
    token = request.cookies.get(COOKIE, "")
    me = await asyncio.to_thread(who_is_signed_in, desk_of(request).context, token, active=active)
    if me is None:
        raise Denied(Why.NOT_SIGNED_IN)
    request.state.signed_in = me  # for templates and refusals
    if me.must_set_up and not request.url.path.startswith(_OPEN_WITHOUT_SECOND_STEP):
        raise Denied(Why.SECOND_STEP_FIRST)
    return me


Me = Annotated[SignedIn, Depends(signed_in)]


def require(me: SignedIn, provider: str | None, role: Role = Role.AGENT) -> None:
    """Raises ``Denied`` unless they have at least ``role`` at ``provider``.

    ``None`` is the provider of something that is not there: it gets the same answer as another provider's, so that
    nobody learns which it was.
    """
    if provider is None or not me.may(provider):
        raise Denied(Why.NOT_FOUND)
    if not me.may(provider, role):
        raise Denied(Why.NOT_ALLOWED)


def require_somewhere(me: SignedIn, role: Role) -> tuple[str, ...]:
    """The providers at which they have at least ``role``; raises ``Denied`` if there is none."""
    providers = me.providers(role)
    if not providers:
        raise Denied(Why.NOT_ALLOWED)
    return providers


def same_origin(request: Request) -> None:
    """Raises ``Denied`` unless a form was sent by a page of ours.

    Browsers say where a POST comes from: ``Sec-Fetch-Site`` on https and localhost, ``Origin`` everywhere. One of them
    must be there, and none may say otherwise.
    """
    if request.method in _SAFE:
        return
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    host = request.headers.get("host", "").lower()
    ours = origin is not None and urlsplit(origin).netloc.lower() == host
    if (
        (site is None and not ours)
        or (site not in (None, "same-origin"))
        or (origin is not None and not ours)
    ):
        raise Denied(Why.NOT_OUR_FORM)


async def _guarded(request: Request, me: Me) -> None:
    await _our_form(request, me)
    # Every page has the line that says how many customers wait.
    request.state.waiting = await asyncio.to_thread(how_many_wait, desk_of(request).context, me.agent)
    request.state.to_post = await asyncio.to_thread(posts_waiting, desk_of(request).context, me.agent)


async def _watched(request: Request, me: Annotated[SignedIn, Depends(looking_on)]) -> None:
    await _our_form(request, me)


async def _our_form(request: Request, me: SignedIn) -> None:
    """A POST carries the token of this session; FastAPI keeps the form that is read here for the route."""
    if request.method in _SAFE:
        return
    same_origin(request)
    given = request.headers.get(CSRF_HEADER)
    if given is None:
        given = str((await request.form()).get(CSRF_FIELD, ""))
    check_form(me, given)


def check_form(me: SignedIn, given: str) -> None:
    """Raises ``Denied`` unless the form that carried ``given`` was made for this session."""
    if not hmac.compare_digest(given.encode(), me.session.csrf.encode()):
        raise Denied(Why.NOT_OUR_FORM)


def upload_router() -> APIRouter:
    """For forms that bring files: a session, and a page of ours as their origin. Each route reads what was sent piece
    by piece, and calls ``check_form`` before it keeps a byte of it."""
    return APIRouter(
        include_in_schema=False,
        route_class=DeskRoute,
        dependencies=[Depends(signed_in), Depends(same_origin)],
    )


def desk_router() -> APIRouter:
    """For pages: a session, our form, refusals as pages; not in the OpenAPI document."""
    return APIRouter(include_in_schema=False, route_class=DeskRoute, dependencies=[Depends(_guarded)])


def watching_router() -> APIRouter:
    """As ``desk_router``, for what a page asks for by itself. Use ``looking_on`` in its routes."""
    return APIRouter(include_in_schema=False, route_class=DeskRoute, dependencies=[Depends(_watched)])


def open_router() -> APIRouter:
    """For the sign-in page, and nothing else: no session yet, but forms must be ours."""
    return APIRouter(include_in_schema=False, route_class=DeskRoute, dependencies=[Depends(same_origin)])


def set_session_cookie(request: Request, response: Response, token: str) -> None:
    """A cookie of the browser session: never read by scripts, never sent from another site or outside ``/desk``."""
    response.set_cookie(
        COOKIE, token, path="/desk", httponly=True, samesite="strict", secure=not _on_this_machine(request)
    )


def drop_session_cookie(request: Request, response: Response) -> None:
    response.delete_cookie(
        COOKIE, path="/desk", httponly=True, samesite="strict", secure=not _on_this_machine(request)
    )


def set_step_cookie(request: Request, response: Response, token: str) -> None:
    """The same, for half of a sign-in."""
    response.set_cookie(
        STEP_COOKIE,
        token,
        path="/desk/sign-in",
        httponly=True,
        samesite="strict",
        secure=not _on_this_machine(request),
    )


def drop_step_cookie(request: Request, response: Response) -> None:
    response.delete_cookie(
        STEP_COOKIE,
        path="/desk/sign-in",
        httponly=True,
        samesite="strict",
        secure=not _on_this_machine(request),
    )


def _on_this_machine(request: Request) -> bool:
    """Whether the browser sees us as localhost, where there is no https to ask for."""
    name = request.url.hostname or ""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
