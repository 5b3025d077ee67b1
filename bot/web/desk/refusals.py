"""Refusals of the desk as pages: a person looks at them, never a program."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from bot.decisions.errors import (
    FirstlineError,
    Refused,
    Unavailable,
    UnknownAgent,
    UnknownCase,
    UnknownConversation,
)
from bot.services.desk.permission import NotYours
from bot.web.desk.pages import page

log = logging.getLogger(__name__)

SIGN_IN = "/desk/sign-in"
SECOND_STEP = "/desk/account/second-step"


class Why(StrEnum):
    """Why not. The words for each are in ``templates/desk/refused.html``."""

    NOT_SIGNED_IN = "not_signed_in"
    NOT_ALLOWED = "not_allowed"
    SECOND_STEP_FIRST = "second_step_first"
    NOT_OUR_FORM = "not_our_form"
    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    TOO_MANY = "too_many"
    REFUSED = "refused"
    TROUBLE = "trouble"


STATUS = {
    Why.NOT_SIGNED_IN: 401,
    Why.NOT_ALLOWED: 403,
    Why.SECOND_STEP_FIRST: 403,
    Why.NOT_OUR_FORM: 403,
    Why.NOT_FOUND: 404,
    Why.UNREADABLE: 422,
    Why.TOO_MANY: 429,
    Why.REFUSED: 422,
    Why.TROUBLE: 503,
}


class Denied(Exception):
    """An answer of the desk that says no."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class DeskRoute(APIRoute):
    """A route whose errors are pages. Whatever goes wrong, the person keeps a way back to the queue."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                return refusal(request, _why(request, error))

        return handled


def _why(request: Request, error: Exception) -> Why:
    match error:
        case Denied(why=why):
            return why
        case UnknownAgent() | UnknownCase() | UnknownConversation() | NotYours():
            return Why.NOT_FOUND
        case RequestValidationError():
            return Why.UNREADABLE
        case HTTPException(status_code=status):
            return Why.NOT_FOUND if status in (404, 405) else Why.UNREADABLE
        case Refused():
            log.warning("Refused by something behind the desk: %s", error.code)
            return Why.REFUSED
        case Unavailable():
            log.error("%s %s: %s", request.method, _place(request), error)
            return Why.TROUBLE
    kind = "unsound" if isinstance(error, FirstlineError) else "broke"
    log.error(
        "%s %s %s (error id %s)", request.method, _place(request), kind, uuid.uuid4().hex[:12], exc_info=error
    )
    return Why.TROUBLE


def refusal(request: Request, why: Why) -> Response:
    if why is Why.NOT_SIGNED_IN and request.method == "GET":
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?next={quote(there, safe='')}", status_code=303)
    if why is Why.SECOND_STEP_FIRST and request.method == "GET":
        return RedirectResponse(SECOND_STEP, status_code=303)
    headers = {"Retry-After": "5"} if why is Why.TROUBLE else {}
    return page(request, "refused.html", {"why": why.value}, status=STATUS[why], headers=headers)


def _place(request: Request) -> str:
    """The route, such as ``/desk/cases/{reference}``: the address itself is not for a log."""
    return getattr(request.scope.get("route"), "path", request.url.path)
