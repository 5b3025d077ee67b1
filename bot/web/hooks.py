"""Where a provider's own system brings what happened there: signed, and taken once (``docs/helpdesks.md``)."""

from __future__ import annotations

import asyncio
import logging

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from bot.services.helpdesk.take_hook import HookRefused, take_hook
from bot.web.deps import web_of
from bot.web.problems import answer

router = APIRouter(include_in_schema=False)
log = logging.getLogger(__name__)


@router.post("/hooks/{provider}")
async def hook(request: Request, provider: str) -> Response:
    """204 once it is done; 401 unsigned, changed or stale; 409 taken before; 413 too large; 422 not to be read."""
    desk = web_of(request).deps.desk
    if desk is None:
        return answer(404, "not_found", "There is nothing at this address.")
    body = await request.body()
    try:
        await asyncio.to_thread(take_hook, desk.context, provider, dict(request.headers), body)
    except HookRefused as error:
        log.warning("A message for /hooks of a provider was refused: %s", error.code)
        return JSONResponse({"error": {"code": error.code, "message": str(error)}}, error.status)
    return Response(status_code=204)
