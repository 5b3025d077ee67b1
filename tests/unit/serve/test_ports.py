from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from bot.decisions.errors import Refused
from bot.serve.ports import check_free, is_free
from bot.serve.programs import Program


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as every server does
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


def on_port(port: int | None) -> Program:
    return Program("web", ("true",), lambda: True, "at once", 1.0, port, "FIRSTLINE_PORT")


def test_one_sentence_says_which_port_is_taken_and_what_to_set(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    with pytest.raises(Refused) as refused:
        check_free([on_port(port)])
    assert str(port) in str(refused.value)
    assert "FIRSTLINE_PORT" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_port_just_closed_is_free_again(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    assert not is_free(port)
    with socket.create_connection(("127.0.0.1", port)) as caller:
        taken.accept()[0].close()  # this side closed first: the port is in TIME_WAIT
        assert caller.recv(1) == b""
    taken.close()
    check_free([on_port(port), on_port(None)])
