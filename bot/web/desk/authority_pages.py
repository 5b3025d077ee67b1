"""The form of the card that puts down whether somebody may act for the account holder."""

from __future__ import annotations

import asyncio
from functools import partial

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from bot.decisions.errors import Refused
from bot.services.desk.authority import confirm_authority, withdraw_authority
from bot.services.desk.permission import NotYours
from bot.web.desk.auth import desk_of, desk_router
from bot.web.desk.card_pages import Here, Typed, as_typed, show_card

router = desk_router()


@router.post("/desk/conversations/{conversation_id}/authority")
async def take_authority(request: Request, here: Here, text: Typed = "", deed: Typed = "") -> Response:
    """``deed``: ``confirm``, or ``withdraw`` what was confirmed; ``text``: what was seen, or why not any more."""
    words, context = as_typed(text), desk_of(request).context
    change = withdraw_authority if deed == "withdraw" else confirm_authority
    try:
        await asyncio.to_thread(partial(change, context, here.me.agent, here.conversation_id, words))
    except NotYours:
        raise
    except Refused as error:
        return await show_card(request, here, fault=("authority", str(error)), typed={"authority": words})
    done = "authority_withdrawn" if deed == "withdraw" else "authority"
    return RedirectResponse(f"{here.address}?done={done}", status_code=303)
