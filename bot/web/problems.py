"""Errors as the customer's browser gets them: ``{"error": {"code", "message"}}``, in plain words, without
traces."""

from __future__ import annotations

import logging
import math
import uuid

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from bot.decisions.errors import Refused, Unavailable, UnknownConversation
from bot.web.deps import web_of

STATUS = {
    "key_reused": 422,
    "too_long": 422,
    "blank": 422,
    "unknown_button": 422,
    "closed": 409,
    "file_too_big": 413,
    "file_kind": 415,
    "file_name_differs": 415,
    "file_empty": 422,
    "file_virus": 422,
    "files_full": 409,
}
"""Refusals of services whose sentence is written for customers. Others are told in general words."""

log = logging.getLogger(__name__)


class Problem(Exception):
    """An answer that says no. ``message`` comes from ``domain.yml``."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, headers


def answer(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers=headers)


def too_many(message: str, seconds: float) -> Problem:
    return Problem(429, "too_many", message, {"Retry-After": str(max(1, math.ceil(seconds)))})


def install(app: FastAPI) -> None:
    """Give ``app`` an answer in words for everything that can be raised."""
    app.exception_handler(Problem)(_problem)
    app.exception_handler(UnknownConversation)(_unknown)
    app.exception_handler(Refused)(_refused)
    app.exception_handler(Unavailable)(_unavailable)
    app.exception_handler(RequestValidationError)(_unreadable)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(Exception)(_broken)


async def _problem(request: Request, error: Problem) -> Response:
    return answer(error.status, error.code, error.message, error.headers)


async def _unknown(request: Request, error: Exception) -> Response:
    message = web_of(request).deps.words.text("utter_web_not_allowed")
    return answer(401, "not_allowed", message, {"WWW-Authenticate": "Bearer"})


async def _refused(request: Request, error: Refused) -> Response:
    if error.code in STATUS:
        return answer(STATUS[error.code], error.code, str(error))
    log.warning("Refused by something behind the web: %s", error.code)
    return answer(422, "refused", web_of(request).deps.words.text("utter_web_unreadable"))


async def _unavailable(request: Request, error: Exception) -> Response:
    log.error("%s %s: %s", request.method, _place(request), error)
    return answer(
        503, "unavailable", web_of(request).deps.words.text("utter_web_trouble"), {"Retry-After": "5"}
    )


async def _unreadable(request: Request, error: Exception) -> Response:
    # Never the validator's own words: they quote what the customer sent.
    return answer(422, "unreadable", web_of(request).deps.words.text("utter_web_unreadable"))


async def _http(request: Request, error: HTTPException) -> Response:
    words, headers = web_of(request).deps.words, dict(error.headers or {})
    if error.status_code == 404:
        return answer(404, "not_found", words.text("utter_web_not_found"), headers)
    if error.status_code == 405:
        return answer(405, "method_not_allowed", words.text("utter_web_not_found"), headers)
    return answer(error.status_code, "unreadable", words.text("utter_web_unreadable"), headers)


async def _broken(request: Request, error: Exception) -> Response:
    error_id = uuid.uuid4().hex[:12]
    log.error("%s %s broke (error id %s)", request.method, _place(request), error_id, exc_info=error)
    return answer(500, "broken", web_of(request).deps.words.text("utter_web_trouble"))


def _place(request: Request) -> str:
    """The route, such as ``/case/{token}``: the address itself may open something and is not for a log."""
    return getattr(request.scope.get("route"), "path", request.url.path)
