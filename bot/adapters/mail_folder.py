"""Mail into a folder, one ``.eml`` file each: what happens until a mail server is configured."""

from __future__ import annotations

import os
from datetime import UTC
from email import message_from_bytes
from email.errors import MessageError
from email.policy import default
from pathlib import Path
from urllib.parse import quote

from bot.adapters.mail_message import digest, message
from bot.decisions.delivery import Delivered, Found, Impossible, Missing, Outcome, TryAgain
from bot.decisions.errors import Unsound
from bot.decisions.mail import KeptMail, Mail

MOST_SHOWN = 200
"""Mails that the page of the local mail shows."""


class MailFolder:
    """Writes each mail to ``folder/<key>.eml``. The same mail again writes the same bytes to the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: Mail) -> None:
        """Write it, wholly or not at all; on disk when this returns. Raises ``Unsound`` or ``OSError``."""
        content = message(mail).as_bytes(policy=default)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / file_name(mail.key)
        draft = path.with_name(f".{path.name}.tmp")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(self.folder)

    @property
    def repeatable(self) -> bool:
        """The same bytes to the same file."""
        return True

    def deliver(self, mail: Mail) -> Outcome:
        """As ``send``; what went wrong comes back in words that name no customer."""
        try:
            self.send(mail)
        except Unsound as error:
            return Impossible(str(error))
        except OSError as error:
            return TryAgain(f"{type(error).__name__}: {error.strerror or 'the folder of mails'}")
        return Delivered()

    def find(self, mail: Mail) -> Found:
        return Delivered() if (self.folder / file_name(mail.key)).is_file() else Missing()

    def remove(self, key: str) -> None:
        """Nothing is there after it, not after a power cut either. Raises ``OSError``."""
        path = self.folder / file_name(key)
        for left in (path, path.with_name(f".{path.name}.tmp")):
            left.unlink(missing_ok=True)
        if self.folder.is_dir():
            _sync_folder(self.folder)

    def kept(self, most: int = MOST_SHOWN) -> list[KeptMail]:
        """The newest ``most`` that lie there, newest first, without what cannot be read. Raises ``OSError``."""
        if not self.folder.is_dir():
            return []
        files = [(file.stat().st_mtime, file) for file in self.folder.glob("*.eml")]
        newest = [
            file for _, file in sorted(files, key=lambda each: (each[0], each[1].name), reverse=True)[:most]
        ]
        return [mail for mail in map(_read, newest) if mail is not None]


def _read(file: Path) -> KeptMail | None:
    try:
        read = message_from_bytes(file.read_bytes(), policy=default)
        if not read["To"]:
            return None  # whatever it is, no mail of ours
        body = read.get_body(("plain",))
        text = "" if body is None else body.get_content()
        written = read["Date"].datetime if read["Date"] else None
    except (FileNotFoundError, MessageError, LookupError, ValueError, AttributeError):
        return None
    return KeptMail(
        name=file.stem,
        sender=str(read["From"] or ""),
        to=str(read["To"]),
        subject=str(read["Subject"] or ""),
        body=text,
        written_at=None if written is None else written.astimezone(UTC),
    )


def file_name(key: str) -> str:
    """A name of its own for every key, whatever is in it."""
    name = quote(key, safe="")
    if len(name) > 150:
        name = f"{name[:80]}-{digest(key)}"
    return f"{name}.eml"


def _sync_folder(folder: Path) -> None:
    """A rename is on disk only once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
