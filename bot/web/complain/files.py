"""Files for the complaint, by a plain form: add several at once, see what was added, take one away again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.requests import ClientDisconnect

from bot.decisions.errors import FilesUnavailable, Refused, ScannerUnavailable
from bot.decisions.file_kind import ENDINGS
from bot.decisions.file_size import size_in_words
from bot.decisions.questions import Question
from bot.decisions.records import Conversation, StoredFile
from bot.services.file_words import KINDS, file_limits
from bot.services.read_file import read_file
from bot.services.remove_file import remove_file
from bot.services.take_file import CUSTOMER, Filing, admit_file, take_file, too_big
from bot.web.complain.here import Here, not_found, page, page_with_files, step_of, where_at
from bot.web.download import download
from bot.web.file_api import drain
from bot.web.many_uploads import FilesReader, Incoming
from bot.web.uploads import Busy, TooMuch, Unreadable

router = APIRouter(prefix="/complain", include_in_schema=False)
log = logging.getLogger(__name__)

SENT = "sent"
"""The answer to "do you have copies?" that a file gives."""


@dataclass(frozen=True)
class NotTaken:
    """``name``: of the file, empty where none came."""

    name: str
    words: str


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
    try:
        faults = await _receive(here, filing)
    except TooMuch:
        limit = size_in_words(file_limits(filing.context).total)
        faults = [NotTaken("", filing.context.words.text("utter_web_file_no_room", limit=limit))]
    except (Unreadable, ClientDisconnect, TimeoutError):
        faults = [NotTaken("", _say(here, "utter_web_file_not_kept"))]
    except FilesUnavailable as error:
        log.error("Files of a form were not taken: %s", error)
        faults = [NotTaken("", _say(here, "utter_web_file_not_kept"))]
    except Busy as busy:
        same = busy.code == "file_on_its_way"
        faults = [NotTaken("", _say(here, "utter_web_file_on_its_way" if same else "utter_web_files_busy"))]
    if here.conversation is not None:
        here.web.bells.ring(here.conversation.id)
    if here.conversation is None or not here.takes_files:
        return here.go(await where_at(here))
    return await _show(here, filing, here.conversation, faults) if faults else here.go("files")


async def _receive(here: Here, filing: Filing) -> list[NotTaken]:
    """Read the form to its end, then take its files one by one."""
    limits, most = here.web.limits, file_limits(filing.context)
    stream, key = here.request.stream(), ""
    full: list[NotTaken] = []

    async def admit(fields: Mapping[str, str]) -> None:
        nonlocal key
        here.check_ours(fields.get("csrf", ""))
        key = fields.get("key", "")[:100] or here.key
        if here.conversation is None:
            raise Unreadable("nobody has begun here")

    reader = FilesReader(
        filing.files.begin, admit, most.count, most.size, most.total + limits.file_extra_bytes, limits.file_extra_bytes,
        limits.file_silent_seconds,
    )  # fmt: skip
    slot = here.conversation.id if here.conversation is not None else here.home
    try:
        # One form at a time: sent twice by two presses, the second is told that the first is on its way.
        with here.web.uploads.one(slot, "form"):
            async with asyncio.timeout(limits.file_seconds):
                came = await reader.read(here.request.headers.get("content-type", ""), stream)
            if not came:
                return [NotTaken("", _say(here, "utter_web_file_none"))]
            for file in came:
                fault = await _take(here, filing, slot, key, file)
                full += [fault] if fault is not None else []
        return full
    except Exception:
        await drain(stream, limits.drained_bytes)
        raise
    finally:
        reader.drop()


async def _take(here: Here, filing: Filing, chat: str, key: str, file: Incoming) -> NotTaken | None:
    context = filing.context
    if file.too_many:
        return NotTaken(
            file.name, context.words.text("utter_web_file_too_many", count=str(file_limits(context).count))
        )
    if file.draft is None:
        return NotTaken(file.name, str(too_big(context, file_limits(context))))
    wait = here.web.new_files.admit(chat)
    if wait is not None:
        return NotTaken(file.name, _say(here, "utter_web_files_busy"))
    # The page and the content: "reload" gives the same file, another choice on the same page gives another one.
    named = f"form-file-{key}-{file.draft.sha256}"
    try:
        await asyncio.to_thread(admit_file, filing, chat, named, file.size)
        await asyncio.to_thread(take_file, filing, chat, named, file.name, file.draft)
    except Refused as error:
        return NotTaken(file.name, str(error))
    except ScannerUnavailable as error:
        log.error("A file of a form was not taken: %s", error)
        return NotTaken(file.name, _say(here, "utter_web_file_no_check"))
    except FilesUnavailable as error:
        log.error("A file of a form was not taken: %s", error)
        return NotTaken(file.name, _say(here, "utter_web_file_not_kept"))
    return None


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


def _say(here: Here, key: str) -> str:
    return here.web.deps.words.text(key)
