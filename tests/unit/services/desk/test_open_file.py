"""Files at the desk: for agents of that provider, of that chat only, and every look is written down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.decisions.records import StoredFile
from bot.services.context import Context
from bot.services.desk.open_file import open_file
from bot.services.desk.permission import NotYours
from tests.support.context import Clock, make_context, open_chat
from tests.support.desk_rows import add_agent

CHAT, OTHER = "c" * 32, "d" * 32


class Shelf:
    """Bytes by id."""

    def read(self, id: str) -> Iterator[bytes]:
        return iter([b"the bytes of ", id.encode()])


@pytest.fixture
def context(tmp_path: Path) -> Context:
    made = make_context(tmp_path, Clock())
    open_chat(made)
    open_chat(made, id=OTHER)
    with made.store.write() as tx:
        tx.files.add(
            StoredFile("f1", CHAT, "bill.pdf", "application/pdf", 3, "0" * 64, "customer", made.now())
        )
        tx.commit()
    return made


def test_an_agent_of_the_provider_gets_the_bytes_and_it_is_written_down(context: Context) -> None:
    found = open_file(context, Shelf(), add_agent(context), CHAT, "f1")  # type: ignore[arg-type]
    assert (found.file.name, b"".join(found.pieces)) == ("bill.pdf", b"the bytes of f1")
    with context.store.read() as tx:
        assert [entry.action for entry in tx.audit.of(f"conversation:{CHAT}")] == ["file.opened"]


@pytest.mark.parametrize(("chat", "file", "provider"), [
    (CHAT, "f1", "netservers"), (OTHER, "f1", "it-communications"), (CHAT, "f2", "it-communications"),
    ("e" * 32, "f1", "it-communications"),
])  # fmt: skip
def test_nobody_else_does_and_nothing_is_told_apart(
    context: Context, chat: str, file: str, provider: str
) -> None:
    agent = add_agent(context, provider=provider)
    with pytest.raises(NotYours, match="nothing here that you may see"):
        open_file(context, Shelf(), agent, chat, file)  # type: ignore[arg-type]
