"""Several files sent by a plain form: read to its end, then kept one by one; what is not taken is said in words."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.requests import ClientDisconnect

from bot.decisions.errors import FilesUnavailable, Refused, ScannerUnavailable
from bot.decisions.file_size import size_in_words
from bot.services.file_words import file_limits
from bot.services.take_file import FROM_CUSTOMER, Filing, Sending, admit_file, take_file, too_big
from bot.web.deps import Web, web_of
from bot.web.file_api import drain
from bot.web.many_uploads import FilesReader, Incoming
from bot.web.uploads import Busy, TooMuch, Unreadable

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class NotTaken:
    """``name``: of the file, empty where none came."""

    name: str
    words: str


async def receive_files(
    request: Request,
    filing: Filing,
    chat: str,
    admit: Callable[[Mapping[str, str]], str],
    sending: Sending = FROM_CUSTOMER,
) -> list[NotTaken]:
    """Keep what can be taken in conversation ``chat``. ``admit`` sees the fields before the first byte of a file,
    raises to refuse them all, and gives the key of the page."""
    words = filing.context.words
    try:
        return await _receive(request, filing, chat, admit, sending)
    except TooMuch:
        limit = size_in_words(file_limits(filing.context).total)
        return [NotTaken("", words.text("utter_web_file_no_room", limit=limit))]
    except (Unreadable, ClientDisconnect, TimeoutError):
        return [NotTaken("", words.text("utter_web_file_not_kept"))]
    except FilesUnavailable as error:
        log.error("Files of a form were not taken: %s", error)
        return [NotTaken("", words.text("utter_web_file_not_kept"))]
    except Busy as busy:
        same = busy.code == "file_on_its_way"
        return [NotTaken("", words.text("utter_web_file_on_its_way" if same else "utter_web_files_busy"))]


async def _receive(
    request: Request,
    filing: Filing,
    chat: str,
    admit: Callable[[Mapping[str, str]], str],
    sending: Sending,
) -> list[NotTaken]:
    """Read the form to its end, then take its files one by one."""
    web = web_of(request)
    limits, most = web.limits, file_limits(filing.context)
    stream, key = request.stream(), ""
    full: list[NotTaken] = []

    async def begins(fields: Mapping[str, str]) -> None:
        nonlocal key
        key = admit(fields)

    reader = FilesReader(
        filing.files.begin, begins, most.count, most.size, most.total + limits.file_extra_bytes,
        limits.file_extra_bytes, limits.file_silent_seconds,
    )  # fmt: skip
    try:
        # One form at a time: sent twice by two presses, the second is told that the first is on its way.
        with web.uploads.one(chat, "form"):
            async with asyncio.timeout(limits.file_seconds):
                came = await reader.read(request.headers.get("content-type", ""), stream)
            if not came:
                return [NotTaken("", filing.context.words.text("utter_web_file_none"))]
            for file in came:
                fault = await _take(web, filing, chat, key, file, sending)
                full += [fault] if fault is not None else []
        return full
    except Exception:
        await drain(stream, limits.drained_bytes)
        raise
    finally:
        reader.drop()


async def _take(
    web: Web, filing: Filing, chat: str, key: str, file: Incoming, sending: Sending
) -> NotTaken | None:
    context = filing.context
    if file.too_many:
        return NotTaken(
            file.name, context.words.text("utter_web_file_too_many", count=str(file_limits(context).count))
        )
    if file.draft is None:
        return NotTaken(file.name, str(too_big(context, file_limits(context))))
    wait = web.new_files.admit(chat)
    if wait is not None:
        return NotTaken(file.name, context.words.text("utter_web_files_busy"))
    # The page and the content: "reload" gives the same file, another choice on the same page gives another one.
    named = f"form-file-{key}-{file.draft.sha256}"
    try:
        await asyncio.to_thread(admit_file, filing, chat, named, file.size, sending)
        await asyncio.to_thread(take_file, filing, chat, named, file.name, file.draft, sending)
    except Refused as error:
        return NotTaken(file.name, str(error))
    except ScannerUnavailable as error:
        log.error("A file of a form was not taken: %s", error)
        return NotTaken(file.name, context.words.text("utter_web_file_no_check"))
    except FilesUnavailable as error:
        log.error("A file of a form was not taken: %s", error)
        return NotTaken(file.name, context.words.text("utter_web_file_not_kept"))
    return None
