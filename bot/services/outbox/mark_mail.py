"""What a mail carries beside its words: where an answer belongs, whose address it was, its thread, its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.decisions.errors import Unsound
from bot.decisions.mail import NOBODY, Attachment, Mail
from bot.services.context import Context
from bot.services.letters.attach import letter_pdf
from bot.services.mail_addresses import bounce_token, reply_token
from bot.services.ports import FileStore

Attach = Callable[[dict[str, Any]], tuple[Attachment, ...]]
"""The files that go with a payload. Raises ``Unsound`` for what is not there, ``Unavailable`` for what is not now."""


Draw = Callable[[str], bytes]
"""A page of HTML as a PDF. Raises ``PdfUnavailable``."""


def attached(
    context: Context, files: FileStore, draw: Draw, payload: dict[str, Any]
) -> tuple[Attachment, ...]:
    """Those that ``attachments`` names, with ``name`` and ``media_type``: by their id in the file store (``file``), or
    a letter that was issued (``letter``), drawn now. Raises ``FilesUnavailable``; ``Unsound`` for any other."""
    made: list[Attachment] = []
    for each in payload.get("attachments", ()):
        match each:
            case {"letter": str(id), "name": str(name)}:
                pdf = letter_pdf(context, draw, id)
                made += [] if pdf is None else [Attachment(name, "application/pdf", pdf)]
            case {"file": str(id), "name": str(name), "media_type": str(kind)}:
                made.append(Attachment(name, kind, b"".join(files.read(id))))
            case _:
                raise Unsound("the payload has an attachment that names no file")
    return tuple(made)


def no_files(_: dict[str, Any]) -> tuple[Attachment, ...]:
    """Nothing goes with the letter."""
    return ()


def mark_mail(context: Context, payload: dict[str, Any], mail: Mail, attach: Attach = no_files) -> Mail:
    """``mail`` with all of it. A mail to the team, whose address in the payload reaches nobody, goes to the first one
    that the connection names. Raises as ``Attach`` does."""
    connection, thread = context.connected(mail.provider).mail, payload.get("thread")
    to_nobody = mail.to.endswith(NOBODY)
    return replace(
        mail,
        to=connection.team[0] if connection is not None and connection.team and to_nobody else mail.to,
        reply_token=reply_token(context, payload),
        bounce_token=bounce_token(context, payload),
        thread=thread if isinstance(thread, str) else None,
        attachments=attach(payload),
    )
