"""The chat API: the customer deletes the chat."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from pydantic import BaseModel

from bot.services.delete_conversation import Deleted, delete_conversation
from bot.web.chat_api import Recognised
from bot.web.deps import web_of

router = APIRouter()


class Gone(BaseModel):
    """``kept``: a complaint was made of the chat, and its record stays. ``message`` tells the customer so."""

    kept: bool
    message: str


@router.delete("/api/conversations/{conversation_id}", tags=["chat"])
async def delete(request: Request, conversation: Recognised) -> Gone:
    """Delete the chat. Its token is refused from then on, this call included."""
    web = web_of(request)
    words = web.deps.words
    deleted = await asyncio.to_thread(
        delete_conversation,
        web.deps.store,
        web.deps.now,
        words,
        conversation.id,
        web.deps.filing.files if web.deps.filing else None,
    )
    web.bells.ring(conversation.id)
    kept = deleted is Deleted.KEPT_WITH_CASE
    return Gone(kept=kept, message=words.text("utter_web_deleted_case_kept" if kept else "utter_web_deleted"))
