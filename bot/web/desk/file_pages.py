"""A file of a chat, for those who may open its card: saved by the browser, never shown in a page of ours."""

from __future__ import annotations

import asyncio

from fastapi import Request
from fastapi.responses import Response

from bot.services.desk.open_file import open_file
from bot.web.deps import web_of
from bot.web.desk.auth import Me, desk_of, desk_router
from bot.web.desk.refusals import Denied, Why
from bot.web.download import download

router = desk_router()


@router.get("/desk/conversations/{conversation_id}/files/{file_id}")
async def get_file(request: Request, me: Me, conversation_id: str, file_id: str) -> Response:
    context, filing = desk_of(request).context, web_of(request).deps.filing
    if filing is None:
        raise Denied(Why.NOT_FOUND)
    found = await asyncio.to_thread(open_file, context, filing.files, me.agent, conversation_id, file_id)
    return download(found)
