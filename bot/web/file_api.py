"""Files in a chat: send one, see what was sent, get one back, and what is taken at all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

from bot.decisions.errors import FilesUnavailable, Refused, ScannerUnavailable
from bot.decisions.file_kind import ENDINGS
from bot.decisions.records import Conversation, StoredFile
from bot.services.file_words import FileLimits, file_limits, limits_words
from bot.services.read_file import files_of_conversation, read_file
from bot.services.take_file import CUSTOMER, Filing, admit_file, take_file, too_big
from bot.web.chat_api import Recognised, key_of
from bot.web.deps import Web, web_of
from bot.web.download import download
from bot.web.problems import Problem, too_many
from bot.web.uploads import Busy, FormReader, Received, TooMuch, Unreadable

log = logging.getLogger(__name__)
router = APIRouter(tags=["files"])

_CLOSE = {"Connection": "close"}
_SOON = {"Retry-After": "60"}


class FileOut(BaseModel):
    """A file that is kept. ``media_type`` is what it is by its content. ``checked``: looked through for viruses.
    ``mine``: the customer sent it."""

    id: str
    name: str
    size: int
    media_type: str
    sent_at: str
    checked: bool
    mine: bool


class FilesOut(BaseModel):
    files: list[FileOut]


class LimitsOut(BaseModel):
    """What is taken: bytes of one file, files and bytes of one chat, endings, ``accept`` for an input of a page, and
    the same in words."""

    max_bytes: int
    max_files: int
    max_total_bytes: int
    extensions: list[str]
    accept: str
    words: str


async def the_filing(request: Request) -> Filing:
    """How files are taken here; nothing is at these addresses where they are not."""
    web = web_of(request)
    if web.deps.filing is None:
        raise Problem(404, "not_found", web.deps.words.text("utter_web_not_found"))
    return web.deps.filing


FilingHere = Annotated[Filing, Depends(the_filing)]


@router.get("/api/files/limits")
async def limits(filing: FilingHere) -> LimitsOut:
    """What kinds of files are taken, how big and how many: to be told before anybody sends one."""
    most = file_limits(filing.context)
    return LimitsOut(
        max_bytes=most.size,
        max_files=most.count,
        max_total_bytes=most.total,
        extensions=list(ENDINGS),
        accept=",".join(f".{ending}" for ending in ENDINGS),
        words=limits_words(filing.context),
    )


@router.post(
    "/api/conversations/{conversation_id}/files",
    status_code=201,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "required": ["file"],
                        "properties": {"file": {"type": "string", "format": "binary"}},
                    }
                }
            },
        }
    },
)
async def send_file(
    request: Request,
    conversation: Recognised,
    filing: FilingHere,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> FileOut:
    """Send one file, in field ``file`` of a form. The same ``Idempotency-Key`` again is the same file."""
    web = web_of(request)
    key = key_of(web, idempotency_key)
    wait = web.new_files.admit(conversation.id)
    if wait is not None:
        raise too_many(web.deps.words.text("utter_web_files_busy"), wait)
    try:
        with web.uploads.one(conversation.id, key):
            kept = await _receive(request, web, filing, conversation, key)
    except Busy as busy:
        raise _busy(web, busy) from busy
    except ScannerUnavailable as error:
        log.error("A file was not taken: %s", error)
        raise Problem(503, "scanner_unavailable", _say(web, "utter_web_file_no_check"), _SOON) from error
    except FilesUnavailable as error:
        log.error("A file was not taken: %s", error)
        raise Problem(503, "files_unavailable", _say(web, "utter_web_file_not_kept"), _SOON) from error
    web.bells.ring(conversation.id)
    return _shown(kept)


@router.get("/api/conversations/{conversation_id}/files")
async def list_files(request: Request, conversation: Recognised, filing: FilingHere) -> FilesOut:
    """The files of the conversation, oldest first."""
    found = await asyncio.to_thread(files_of_conversation, filing.context.store, conversation.id)
    return FilesOut(files=[_shown(file) for file in found])


@router.get("/api/conversations/{conversation_id}/files/{file_id}", response_class=Response)
async def get_file(
    request: Request, conversation: Recognised, filing: FilingHere, file_id: str
) -> StreamingResponse:
    """The bytes of one file of the conversation."""
    web = web_of(request)
    try:
        found = await asyncio.to_thread(
            read_file, filing.context.store, filing.files, file_id, of_conversation=conversation.id
        )
    except FilesUnavailable as error:
        log.error("A file cannot be shown: %s", error)
        raise Problem(503, "files_unavailable", web.deps.words.text("utter_web_trouble"), _SOON) from error
    if found is None:
        raise Problem(404, "not_found", _say(web, "utter_web_file_gone"))
    return download(found)


async def _receive(
    request: Request, web: Web, filing: Filing, conversation: Conversation, key: str
) -> StoredFile:
    stream = request.stream()
    try:
        most = await _admitted(request, web, filing, conversation, key)
    except Refused:
        await drain(stream, web.limits.drained_bytes)
        raise
    reader = FormReader(
        filing.files.begin, most.size, web.limits.file_extra_bytes, web.limits.file_silent_seconds
    )
    try:
        async with asyncio.timeout(web.limits.file_seconds):
            received = await _read(request, reader, stream)
            draft, name = received.draft, received.name
    except BaseException as error:
        if reader.received.draft is not None:
            reader.received.draft.drop()
        if isinstance(error, TooMuch):
            await drain(stream, web.limits.drained_bytes)
            refused = too_big(filing.context, most)
            raise Problem(413, refused.code, str(refused), _CLOSE) from error
        if isinstance(error, TimeoutError):
            raise Problem(408, "too_slow", _say(web, "utter_web_file_not_kept"), _CLOSE) from error
        if isinstance(error, (Unreadable, ClientDisconnect)):
            unreadable = web.deps.words.text("utter_web_unreadable")
            raise Problem(422, "unreadable", unreadable, _CLOSE) from error
        raise
    if draft is None:
        raise Problem(422, "no_file", _say(web, "utter_web_file_none"))
    return await asyncio.to_thread(take_file, filing, conversation.id, key, name, draft)


async def _read(request: Request, reader: FormReader, stream: AsyncIterator[bytes]) -> Received:
    return await reader.read(request.headers.get("content-type", ""), stream)


async def _admitted(
    request: Request, web: Web, filing: Filing, conversation: Conversation, key: str
) -> FileLimits:
    says = request.headers.get("content-length", "")
    declared = int(says) - web.limits.file_extra_bytes if says.isdecimal() and len(says) < 16 else 0
    return await asyncio.to_thread(admit_file, filing, conversation.id, key, max(0, declared))


async def drain(stream: AsyncIterator[bytes], most: int) -> None:
    """Read on a little and throw it away, so that the sender gets to read our answer."""
    seen = 0
    try:
        async with asyncio.timeout(5):
            async for chunk in stream:
                seen += len(chunk)
                if seen > most:
                    return
    except (TimeoutError, ClientDisconnect):
        return


def _busy(web: Web, busy: Busy) -> Problem:
    if busy.code == "file_on_its_way":
        return Problem(409, busy.code, _say(web, "utter_web_file_on_its_way"), {"Retry-After": "2", **_CLOSE})
    sentence = web.deps.words.text("utter_web_files_busy")
    status = 429 if busy.code == "too_many" else 503
    return Problem(status, busy.code, sentence, {"Retry-After": "10", **_CLOSE})


def _say(web: Web, key: str) -> str:
    return web.deps.words.text(key)


def _shown(file: StoredFile) -> FileOut:
    return FileOut(
        id=file.id,
        name=file.name,
        size=file.size,
        media_type=file.media_type,
        sent_at=file.stored_at.isoformat(),
        checked=file.scanned is not None,
        mine=file.sent_by == CUSTOMER,
    )
