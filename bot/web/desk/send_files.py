"""The reply of the card with files: one plain form, read piece by piece; files go first, the words after them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.requests import ClientDisconnect

from bot.decisions.conversation import OutOfTurn
from bot.decisions.errors import FilesUnavailable, Refused, ScannerUnavailable
from bot.services.desk.file_of_logged import came_another_way, put_file_on_logged
from bot.services.desk.permission import NotYours
from bot.services.desk.reply import reply
from bot.services.desk.send_file import file_too_big, send_file
from bot.services.file_words import file_limits
from bot.services.take_file import Filing
from bot.web.deps import Web, web_of
from bot.web.desk.auth import CSRF_FIELD, Me, check_form, desk_of, upload_router
from bot.web.desk.card_pages import At, as_typed, load_card, seen_of, show_card
from bot.web.desk.refusals import Denied, Why
from bot.web.file_api import drain
from bot.web.many_uploads import FilesReader, Incoming
from bot.web.uploads import Busy, TooMuch, Unreadable

router = upload_router()
log = logging.getLogger(__name__)

_NOT_KEPT = "Files cannot be kept just now, so nothing was sent. Please try again in a few minutes."


@dataclass
class _Form:
    """What came: where from, the small fields, and the files. ``at`` is ``None`` until it is known to be ours."""

    at: At | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    files: list[Incoming] = field(default_factory=list)


@router.post("/desk/conversations/{conversation_id}/files")
async def send(request: Request, me: Me, conversation_id: str) -> Response:
    """Every file that can be sent is sent; the words go when nothing is wrong with the files."""
    context, web = desk_of(request).context, web_of(request)
    form, faults, done = _Form(), list[str](), "sent#sent"
    reader = _reader(request, me, conversation_id, form)
    try:
        with web.uploads.one(conversation_id, f"desk-{me.agent.id}"):
            try:
                await _read(request, web, reader, form)
                at = form.at or At(me, conversation_id, "")
                for file in form.files:
                    faults += await _send(_filing(web), at, form.fields.get("key", "")[:100], file)
                words = as_typed(form.fields.get("text", ""))
                if await asyncio.to_thread(came_another_way, context, conversation_id):
                    if not form.files:
                        raise Refused("Choose a file first.")
                    done = "added"
                elif not faults and (words.strip() or not form.files):
                    seen = seen_of(form.fields.get("seen", ""))
                    await asyncio.to_thread(reply, context, me.agent, conversation_id, words, seen)
            finally:
                reader.drop()
    except NotYours:
        raise
    except Refused as error:
        return await _again(request, me, conversation_id, form, "reply", [str(error)])
    except (TooMuch, Unreadable, ClientDisconnect, TimeoutError):
        faults.append("The files did not come through, so nothing was sent. Please choose them again.")
    except FilesUnavailable as error:
        log.error("A file from the desk was not taken: %s", error)
        faults.append(_NOT_KEPT)
    except Busy:
        faults.append(
            "Your files are still on their way. Please look at the chat before you send them again."
        )
    web.bells.ring(conversation_id)
    if faults:
        return await _again(request, me, conversation_id, form, "files", faults)
    return RedirectResponse(f"{at.address}?done={done}", status_code=303)


async def _again(
    request: Request, me: Me, conversation_id: str, form: _Form, box: str, faults: list[str]
) -> Response:
    """The card with what is wrong, and with the words that were typed."""
    at = form.at or At(me, conversation_id, "")
    typed = {"reply": as_typed(form.fields.get("text", ""))}
    return await show_card(request, at, fault=(box, faults[0]), typed=typed, faults=faults)


def _filing(web: Web) -> Filing:
    if web.deps.filing is None:
        raise Denied(Why.NOT_FOUND)
    return web.deps.filing


def _reader(request: Request, me: Me, conversation_id: str, form: _Form) -> FilesReader:
    context, web = desk_of(request).context, web_of(request)
    limits, most = web.limits, file_limits(context)

    async def admit(fields: Mapping[str, str]) -> None:
        check_form(me, fields.get(CSRF_FIELD, ""))
        reference = fields.get("reference", "")
        card = await asyncio.to_thread(load_card, context, me, conversation_id, reference)
        form.at, form.fields = At(me, card.conversation.id, reference), fields

    return FilesReader(
        lambda: _filing(web).files.begin(), admit, most.count, most.size, most.total + limits.file_extra_bytes,
        limits.file_extra_bytes, limits.file_silent_seconds,
    )  # fmt: skip


async def _read(request: Request, web: Web, reader: FilesReader, form: _Form) -> None:
    stream = request.stream()
    try:
        async with asyncio.timeout(web.limits.file_seconds):
            form.files = await reader.read(request.headers.get("content-type", ""), stream)
    except Exception as error:
        await drain(stream, web.limits.drained_bytes)
        if isinstance(error, Unreadable) and form.at is None:
            raise Denied(Why.NOT_OUR_FORM) from error  # nothing in it said that it was ours
        raise


async def _send(filing: Filing, at: At, key: str, file: Incoming) -> list[str]:
    """What is wrong with it, if something is. Raises ``NotYours`` and ``OutOfTurn``."""
    context = filing.context
    if file.draft is None:
        many = f"No more than {file_limits(context).count} files can be sent at once."
        return [f"{file.name}: {many if file.too_many else file_too_big(context)}"]
    named = f"{key}-{file.draft.sha256}"
    try:
        logged = await asyncio.to_thread(came_another_way, context, at.conversation_id)
        keep = put_file_on_logged if logged else send_file
        await asyncio.to_thread(keep, filing, at.me.agent, at.conversation_id, named, file.name, file.draft)
    except (NotYours, OutOfTurn):
        raise
    except Refused as error:
        return [f"{file.name}: {error}"]
    except ScannerUnavailable as error:
        log.error("A file from the desk was not taken: %s", error)
        return [
            f"{file.name}: Files cannot be checked for viruses just now. Please try again in a few minutes."
        ]
    except FilesUnavailable as error:
        log.error("A file from the desk was not taken: %s", error)
        return [f"{file.name}: {_NOT_KEPT}"]
    return []
