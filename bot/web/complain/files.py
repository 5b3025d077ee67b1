"""Files for the complaint, by a plain form: add several at once, see what was added, take one away again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from bot.decisions.file_kind import ENDINGS
from bot.decisions.file_size import size_in_words
from bot.decisions.questions import Question
from bot.decisions.records import Conversation, StoredFile
from bot.services.file_words import KINDS, file_limits
from bot.services.read_file import read_file
from bot.services.remove_file import remove_file
from bot.services.take_file import CUSTOMER, Filing
from bot.web.complain.here import Here, not_found, page, page_with_files, step_of, where_at
from bot.web.download import download
from bot.web.form_files import NotTaken, receive_files
from bot.web.uploads import Unreadable

router = APIRouter(prefix="/complain", include_in_schema=False)

SENT = "sent"
"""The answer to "do you have copies?" that a file gives."""


@router.get("/{slug}/files", response_class=HTMLResponse)
@page
async def files_page(here: Here) -> Response:
    if here.web.deps.filing is None:
        return not_found(here.request)
    if here.conversation is None or not here.takes_files:
        return here.go(await where_at(here))
    return await _show(here, here.web.deps.filing, here.conversation, [])


@router.get("/{slug}/files/{file_id}")
@page
async def get_file(here: Here, file_id: str) -> Response:
    filing = here.web.deps.filing
    if filing is None or here.conversation is None:
        return not_found(here.request)
    found = await asyncio.to_thread(
        read_file, filing.context.store, filing.files, file_id, of_conversation=here.conversation.id
    )
    return not_found(here.request) if found is None else download(found)


@router.post("/{slug}/files/remove")
@page
async def remove(here: Here) -> Response:
    filing = here.web.deps.filing
    if filing is None:
        return not_found(here.request)
    if here.conversation is not None:
        id = str(here.data.get("file") or "")
        await asyncio.to_thread(remove_file, filing, here.conversation.id, id)
        here.web.bells.ring(here.conversation.id)
    return here.go("files")


@router.post("/{slug}/files")
@page_with_files
async def add_files(here: Here) -> Response:
    """What can be taken is kept; of the rest the page says, file by file, what is wrong."""
    filing = here.web.deps.filing
    if filing is None:
        return not_found(here.request)
    faults = await _receive(here, filing)
    if here.conversation is not None:
        here.web.bells.ring(here.conversation.id)
    if here.conversation is None or not here.takes_files:
        return here.go(await where_at(here))
    return await _show(here, filing, here.conversation, faults) if faults else here.go("files")


async def _receive(here: Here, filing: Filing) -> list[NotTaken]:
    chat = here.conversation.id if here.conversation is not None else None

    def admit(fields: Mapping[str, str]) -> str:
        here.check_ours(fields.get("csrf", ""))
        if chat is None:
            raise Unreadable("nobody has begun here")
        return fields.get("key", "")[:100] or here.key

    return await receive_files(here.request, filing, chat or here.home, admit)


async def _show(here: Here, filing: Filing, chat: Conversation, faults: list[NotTaken]) -> Response:
    limits, kept = file_limits(filing.context), await here.files()
    mine = [file for file in kept if file.sent_by == CUSTOMER]
    copies = await asyncio.to_thread(here.form.page, chat, Question.COPIES)
    facts = {
        "faults": faults,
        "mine": [_row(file) for file in mine],
        "theirs": [_row(file) for file in kept if file.sent_by != CUSTOMER],
        "kinds": KINDS,
        "accept": ",".join(f".{ending}" for ending in ENDINGS),
        "limit": size_in_words(limits.size),
        "count": limits.count,
        "room": len(kept) < limits.count,
        "back": await where_at(here) or step_of(Question.DESCRIPTION),
        "answers": step_of(Question.COPIES) if mine and copies and SENT not in copies.chosen else "",
        "sent": SENT,
    }
    return here.show("files", facts, 422 if faults else 200)


def _row(file: StoredFile) -> dict[str, str]:
    return {"id": file.id, "name": file.name, "size": size_in_words(file.size)}
