"""ClamAV over a real socket: what it says, and everything that a scanner can do instead of saying it."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.clamav import ClamAv, read_place
from bot.decisions.errors import Refused, ScannerUnavailable
from tests.support.files import ClamServer


def pieces(content: bytes, size: int = 64 * 1024) -> Iterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


def scan(server: ClamServer, content: bytes = b"hello") -> str | None:
    return ClamAv(server.where, 1, 0.5, 2).scan(pieces(content))


def test_a_clean_file_arrives_whole() -> None:
    content = os.urandom(300_000)
    with ClamServer() as server:
        assert scan(server, content) is None
        assert server.streams == [content]


def test_what_is_found_is_named() -> None:
    with ClamServer(b"stream: Eicar-Test-Signature FOUND\0") as server:
        assert scan(server) == "Eicar-Test-Signature"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"stream: OKAY\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"stream: x FOUND\nstream: OK\0",
        b"\xff" * 5000,
    ],
)
def test_an_answer_that_says_neither_yes_nor_no_is_no_yes(answer: bytes) -> None:
    with ClamServer(answer) as server, pytest.raises(ScannerUnavailable):
        scan(server)


def test_a_slow_scanner_is_waited_for_and_not_for_ever() -> None:
    with ClamServer(slow=0.2) as server:
        assert scan(server) is None
    began = time.monotonic()
    with ClamServer(slow=30) as server, pytest.raises(ScannerUnavailable):
        scan(server)
    assert time.monotonic() - began < 5


def test_a_scanner_that_takes_nothing_is_given_up() -> None:
    began = time.monotonic()
    with ClamServer(deaf=True) as server, pytest.raises(ScannerUnavailable):
        scan(server, b"\0" * 30_000_000)
    assert time.monotonic() - began < 5


def test_a_scanner_that_hangs_up_in_the_middle_is_not_believed() -> None:
    with ClamServer(hangs_up_after=100_000) as server, pytest.raises(ScannerUnavailable):
        scan(server, b"\0" * 20_000_000)


def test_a_scanner_that_is_gone_is_told_as_such(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for where in (f"127.0.0.1:{port}", str(tmp_path / "no.sock")):
        with pytest.raises(ScannerUnavailable):
            ClamAv(where, 1, 1, 1).scan(pieces(b"x"))


def test_a_socket_in_the_file_system_will_do(tmp_path: Path) -> None:
    path = str(tmp_path / "clamd.sock")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(path)
        listener.listen()

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                heard = b""
                while not heard.endswith(b"\0\0\0\0"):
                    heard += connection.recv(100)
                connection.sendall(b"stream: OK\0")

        thread = threading.Thread(target=answer)
        thread.start()
        assert ClamAv(path, 1, 1, 2).scan(pieces(b"x")) is None
        thread.join(5)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("localhost:3310", ("localhost", 3310)),
        ("[::1]:3310", ("::1", 3310)),
        ("/run/clamd.sock", "/run/clamd.sock"),
    ],
)
def test_a_place_is_read(said: str, place: str | tuple[str, int]) -> None:
    assert read_place(said) == place


@pytest.mark.parametrize(
    "said", ["localhost", ":3310", "localhost:", "localhost:0", "localhost:99999", "localhost:x"]
)
def test_what_is_no_place_is_refused(said: str) -> None:
    with pytest.raises(Refused, match="CLAMAV"):
        ClamAv(said)
