"""What a customer does on the page of a case, behind its signed link: add words or files, open it again; and the two
links of the mail "is it still sorted?". A GET changes nothing: programs that check mails follow links."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Annotated, TypeVar

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.decisions.errors import FirstlineError, LinkTooOld, Refused
from bot.decisions.records import Case
from bot.services.add_from_page import add_from_page, case_by_link, reopen_from_page
from bot.services.answer_still_sorted import answer_still_sorted, look_still_sorted
from bot.services.context import Context
from bot.services.take_file import Sending
from bot.web.case_pages import show_case
from bot.web.deps import web_of
from bot.web.form_files import receive_files
from bot.web.pages import templates

router = APIRouter(include_in_schema=False)
log = logging.getLogger(__name__)

Found = TypeVar("Found")
Typed = Annotated[str, Form()]
_LONGEST_KEY = 100


@router.post("/case/{token}/words", response_class=HTMLResponse)
async def take_words(request: Request, token: str, text: Typed = "", key: Typed = "") -> Response:
    """Words for the case; a second press under the same key adds nothing."""
    named = key[:_LONGEST_KEY] or secrets.token_urlsafe(12)
    try:
        found = await _do(request, token, lambda context: add_from_page(context, token, text, named))
    except Refused as error:
        return await show_case(request, token, fault=("text", str(error)), typed=text, status=422)
    return await _back(request, token, found, "added")


@router.post("/case/{token}/reopen", response_class=HTMLResponse)
async def take_reopen(request: Request, token: str) -> Response:
    found = await _do(request, token, lambda context: reopen_from_page(context, token))
    return await _back(request, token, found, "reopened")


@router.post("/case/{token}/files", response_class=HTMLResponse)
async def take_files(request: Request, token: str) -> Response:
    """Files for the case, after the chat has ended too. What could not be taken is said, file by file."""
    filing = web_of(request).deps.filing
    found = await _do(request, token, lambda context: case_by_link(context, token))
    if filing is None or not isinstance(found, Case):
        return await _back(request, token, found, "")
    case = found

    def admit(fields: Mapping[str, str]) -> str:
        return fields.get("key", "")[:_LONGEST_KEY] or secrets.token_urlsafe(12)

    sending = Sending(case_id=case.id, facts={"where": "page"})
    faults = await receive_files(request, filing, case.conversation_id, admit, sending)
    if faults:
        said = " ".join(f"{each.name}: {each.words}" if each.name else each.words for each in faults)
        return await show_case(request, token, fault=("file", said), status=422)
    return await _back(request, token, case, "files")


@router.get("/still-sorted/{token}", response_class=HTMLResponse)
async def still_sorted_page(request: Request, token: str) -> Response:
    return await _still(request, token, lambda context: look_still_sorted(context, token))


@router.post("/still-sorted/{token}", response_class=HTMLResponse)
async def take_still_sorted(request: Request, token: str) -> Response:
    """The button. The page that comes back says what was done, or that it was done before."""
    return await _still(request, token, lambda context: answer_still_sorted(context, token))


async def _still(request: Request, token: str, act: Callable[[Context], Found | None]) -> Response:
    try:
        found = await _do(request, token, act)
    except LinkTooOld:
        return templates.TemplateResponse(request, "still_sorted_old.html", {}, status_code=410)
    if isinstance(found, Response):
        return found
    if found is None:
        return _not_found(request)
    return templates.TemplateResponse(request, "still_sorted.html", {"page": found, "token": token})


async def _do(
    request: Request, token: str, act: Callable[[Context], Found | None]
) -> Found | Response | None:
    """``act`` in a worker thread, as often as one link may in a minute; or a page that says why not. ``Refused`` is
    left to the caller."""
    web = web_of(request)
    if web.deps.filing is None:  # without the complaint's own parts there is no case
        return None
    if (
        request.method == "POST"
        and (wait := web.new_messages.admit(f"case {token[:_LONGEST_KEY]}")) is not None
    ):
        return _trouble(request, 429, {"Retry-After": str(max(1, round(wait)))})
    try:
        return await asyncio.to_thread(act, web.deps.filing.context)
    except Refused:
        raise
    except FirstlineError as error:
        log.error("What was sent on the page of a case could not be taken: %s", error)
        return _trouble(request, 503, {"Retry-After": "5"})


async def _back(request: Request, token: str, found: Case | Response | None, done: str) -> Response:
    """To the page, so that "reload" sends nothing twice; the chat of the case is woken."""
    if isinstance(found, Response):
        return found
    if found is None:
        return _not_found(request)
    web_of(request).bells.ring(found.conversation_id)
    return RedirectResponse(f"/case/{token}?done={done}", status_code=303)


def _not_found(request: Request) -> Response:
    return templates.TemplateResponse(request, "case_not_found.html", {}, status_code=404)


def _trouble(request: Request, status: int, headers: dict[str, str]) -> Response:
    return templates.TemplateResponse(request, "case_trouble.html", {}, status_code=status, headers=headers)
