"""ClamAV's daemon, asked over its socket with INSTREAM: the bytes go to it in pieces, nothing is written for it."""

from __future__ import annotations

import logging
import re
import socket
import struct
import time
from collections.abc import Iterator

from bot.decisions.errors import Refused, ScannerUnavailable

CONNECT_SECONDS = 5.0
SILENT_SECONDS = 30.0
"""For one piece to be taken, or for the answer to begin."""
WHOLE_SECONDS = 120.0
"""For one file: 40 MB take a busy ClamAV a few seconds."""
LONGEST_ANSWER = 4096

_FOUND = re.compile(r"stream: (?P<name>[\x20-\x7e]{1,200}) FOUND")
log = logging.getLogger(__name__)


class ClamAv:
    """``where``: ``host:port``, or the path of a socket. Raises ``Refused`` for anything else."""

    def __init__(
        self,
        where: str,
        connect_seconds: float = CONNECT_SECONDS,
        silent_seconds: float = SILENT_SECONDS,
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        self._where = read_place(where)
        self._connect, self._silent, self._whole = connect_seconds, silent_seconds, whole_seconds

    def scan(self, pieces: Iterator[bytes]) -> str | None:
        until = time.monotonic() + self._whole
        try:
            with self._connected() as connection:
                connection.sendall(b"zINSTREAM\0")
                for piece in pieces:
                    self._wait(connection, until)
                    connection.sendall(struct.pack("!I", len(piece)) + piece)
                connection.sendall(struct.pack("!I", 0))
                answer = self._answer(connection, until)
        except OSError as error:
            raise ScannerUnavailable(
                f"The virus scanner does not answer ({type(error).__name__})."
            ) from error
        if answer == "stream: OK":
            return None
        found = _FOUND.fullmatch(answer)
        if found is None:
            # What it says is for us (a limit of its own, a broken database), never for a customer.
            log.error("The virus scanner said: %r", answer[:200])
            raise ScannerUnavailable("The virus scanner gave an answer that says neither yes nor no.")
        return found["name"]

    def _connected(self) -> socket.socket:
        if isinstance(self._where, str):
            made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            made.settimeout(self._connect)
            try:
                made.connect(self._where)
            except OSError:
                made.close()
                raise
        else:
            made = socket.create_connection(self._where, self._connect)
        return made

    def _answer(self, connection: socket.socket, until: float) -> str:
        heard = bytearray()
        while b"\0" not in heard and len(heard) < LONGEST_ANSWER:
            self._wait(connection, until)
            piece = connection.recv(1024)
            if not piece:
                break
            heard += piece
        return bytes(heard).partition(b"\0")[0].decode("utf-8", "replace").strip()

    def _wait(self, connection: socket.socket, until: float) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(min(left, self._silent))


def read_place(where: str) -> str | tuple[str, int]:
    """A socket's path, or host and port. Raises ``Refused`` with what is wanted."""
    if where.startswith("/"):
        return where
    host, _, port = where.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isdecimal() or not 1 <= int(port[:9]) <= 65535:
        raise Refused(
            f"CLAMAV must be host:port or the path of a socket, such as localhost:3310, not '{where}'."
        )
    return host, int(port)
