"""What a mail carries beside its words: where an answer belongs, whose address it was, its thread, its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.decisions.errors import Unsound
from bot.decisions.mail import NOBODY, Attachment, Mail
from bot.services.context import Context
from bot.services.mail_addresses import bounce_token, reply_token
from bot.services.ports import FileStore

Attach = Callable[[dict[str, Any]], tuple[Attachment, ...]]
"""The files that go with a payload. Raises ``Unsound`` for what is not there, ``Unavailable`` for what is not now."""


def attached_files(files: FileStore, payload: dict[str, Any]) -> tuple[Attachment, ...]:
    """Those that ``attachments`` names by their id in the file store (``file``), with ``name`` and ``media_type``.
    Raises ``FilesUnavailable``; ``Unsound`` for an attachment of another shape."""
    made = []
    for each in payload.get("attachments", ()):
        if not isinstance(each, dict) or not all(
            isinstance(each.get(k), str) for k in ("name", "media_type", "file")
        ):
            raise Unsound("the payload has an attachment that names no file")
        made.append(Attachment(each["name"], each["media_type"], b"".join(files.read(each["file"]))))
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
