"""What was done at the desk, for supervisors."""

from __future__ import annotations

import asyncio

from fastapi import Request
from fastapi.responses import Response

from bot.decisions.calendar import in_london
from bot.decisions.records import Role
from bot.services.read_audit import read_audit
from bot.web.desk.auth import Me, desk_of, desk_router, require, require_somewhere
from bot.web.desk.pages import page, provider_name

router = desk_router()


@router.get("/desk/audit")
async def show_audit(request: Request, me: Me, provider: str = "") -> Response:
    context = desk_of(request).context
    mine = require_somewhere(me, Role.SUPERVISOR)
    if provider:
        require(me, provider, Role.SUPERVISOR)
    read = await asyncio.to_thread(read_audit, context, me, provider or None)
    facts = {
        "rows": [(in_london(entry.at), entry) for entry in read.entries],
        "names": read.names,
        "providers": {slug: provider_name(context, slug) for slug in mine},
        "chosen": provider,
    }
    return page(request, "audit.html", facts)
