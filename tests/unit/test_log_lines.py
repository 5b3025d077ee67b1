"""What stands in a log, whoever writes into it, and what never does."""

from __future__ import annotations

import ast
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.log_lines import set_up_logs, without_people

PERSONAL = [
    "sam.o'hara+bills@example.co.uk",
    "Sam <sam@example.org>",
    "01632 960123",
    "+44 (0)7700 900 123",
    "07700900123",
    "CB1 2AB",
    "sw1a1aa",
    "4111 1111 1111 1111",
    "AB 12 34 56 C",
    "my password is hunter2horse",
    "Authorization: Bearer abcdefghijklmnop",
    "https://chat.example/case/eyJjYXNlIjoiMSJ9.abc.def",
    "/case/copy/eyJjYXNlIjoiMSJ9.abc.def/case.json",
    "/desk/search?q=Zebedee+Quux",
    "ENGINE_TOKEN=abcdefghijklmnop",
]
SECRETS = [
    "o'hara", "sam@", "960123", "900 123", "900123", "CB1", "sw1a", "4111", "34 56", "hunter2", "abcdefghijklmnop",
    "eyJ", "Zebedee",
]  # fmt: skip


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in ("bot", "actions")}
    yield io.StringIO()
    root.handlers = before
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)


@pytest.mark.parametrize("form", ["words", "json"])
@pytest.mark.parametrize("sample", PERSONAL)
def test_nothing_of_a_person_comes_through(out: io.StringIO, form: str, sample: str) -> None:
    set_up_logs(form, out)
    log = logging.getLogger("bot.web")
    log.error("It broke: %s", sample)
    log.error(f"It broke: {sample}")
    try:
        raise ValueError(sample)
    except ValueError:
        log.exception("It broke")
    logging.getLogger("sqlalchemy.engine").warning("statement with %s", sample)
    text = out.getvalue()
    assert len(text.splitlines()) == 4
    assert [secret for secret in SECRETS if secret.lower() in text.lower()] == []


@pytest.mark.parametrize(
    "kept",
    [
        "outbox 4711 failed, again at 2026-11-28T09:00:05+00:00: HTTP 503 after 10.0 s",
        "Conversation 3f2a91c8d4e5b6a7c8d9e0f1a2b3c4d5, message 12 waits: EngineUnavailable",
        "FL-7KM-3RX-9PT4",
        "ValueError at send.py:117",
        "GET /desk/cases/{reference} broke (error id 1f0e9d8c-7b6a-4c5d-9e8f-0a1b2c3d4e5f)",
        "Dropped 12 half-written files",
    ],
)
def test_what_leads_further_stays(kept: str) -> None:
    assert without_people(kept) == kept


def test_an_error_is_its_kind_and_place_and_what_caused_it(out: io.StringIO) -> None:
    set_up_logs("words", out)
    try:
        try:
            raise KeyError("ann@example.org")
        except KeyError as error:
            raise RuntimeError("Zebedee") from error
    except RuntimeError:
        logging.getLogger("bot.relay").exception("It broke")
    assert "[RuntimeError at test_log_lines.py:" in out.getvalue()
    assert ", after KeyError at test_log_lines.py:" in out.getvalue()


def test_json_has_the_facts_that_may_be_there_and_no_others(out: io.StringIO) -> None:
    set_up_logs("json", out)
    facts = {"outbox": 7, "kind": "mail", "provider": "netservers", "to": "sam@example.org"}
    logging.getLogger("bot.relay").info("outbox %d has arrived", 7, extra=facts)
    line = json.loads(out.getvalue())
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "INFO", "logger": "bot.relay", "said": "outbox 7 has arrived",
        "outbox": 7, "kind": "mail", "provider": "netservers",
    }  # fmt: skip


def test_lines_of_others_are_where_they_come_from(out: io.StringIO) -> None:
    set_up_logs("words", out)
    logging.getLogger("httpx").info("GET https://crm.example/?email=sam@example.org")
    assert out.getvalue() == ""
    logging.getLogger("httpx").warning("Zebedee")
    assert "WARNING httpx test_log_lines.py:" in out.getvalue()
    assert "Zebedee" not in out.getvalue()


def test_a_line_is_one_line(out: io.StringIO) -> None:
    set_up_logs("words", out)
    logging.getLogger("bot").warning("one\ntwo\r\n2026-01-01 forged")
    assert len(out.getvalue().splitlines()) == 1


def test_what_we_log_is_a_constant_sentence_with_values() -> None:
    """So that the sentence can be found in the source, and its values are seen by whoever reads it."""
    made = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for folder in ("bot", "actions")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if _logs(node) and not isinstance(node.args[0], ast.Constant)  # type: ignore[attr-defined]
    ]
    assert made == []


def _logs(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return False
    of = node.func.value
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    return node.func.attr in levels and isinstance(of, ast.Name) and of.id in {"log", "logger"}


@pytest.mark.parametrize("program", ["bot/web/__main__.py", "bot/relay/__main__.py", "actions/__main__.py"])
def test_every_process_of_the_app_logs_so(program: str) -> None:
    source = (Path(ROOT) / program).read_text(encoding="utf-8")
    assert "set_up_logs(" in source
    assert "basicConfig" not in source
