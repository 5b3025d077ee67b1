"""``firstline outbox`` as a person at the machine calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.decisions.outbox import Dead, ItemState, Parked
from bot.services.context import Context
from tests.support.context import Clock, make_context
from tests.support.outbox import settled, state_in


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Context:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'firstline.db'}")
    monkeypatch.setenv("FIRSTLINE_VAR", str(tmp_path))
    monkeypatch.setenv("FIRSTLINE_SECRET", "not a secret")
    monkeypatch.setenv("FIRSTLINE_NOW", "2026-11-23T10:00:00+00:00")
    return make_context(tmp_path, Clock())


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def called(*argv: str) -> tuple[int, str, str]:
        code = cli.main(("outbox", *argv))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


def ended(context: Context, move: Dead | Parked, key: str = "t1") -> int:
    return settled(context.store, move, context.now(), key)


def state(context: Context, id: int) -> ItemState:
    return state_in(context.store, id)


def test_nothing_is_said_in_a_sentence(context: Context, run: Any) -> None:
    assert run() == (0, "Everything has arrived.\n", "")
    assert run("list") == (0, "Everything has arrived.\n", "")


def test_the_list_says_what_waits_for_a_person_and_names_no_customer(context: Context, run: Any) -> None:
    id = ended(context, Parked("no answer"))
    code, out, _ = run()
    assert code == 1
    assert f"{id}" in out
    assert "parked" in out
    assert "no answer" in out
    assert "sam@example.com" not in out
    code, out, _ = run("--json")
    (listed,) = json.loads(out)
    assert (listed["state"], listed["reason"], listed["attempts"]) == ("parked", "no answer", 1)
    assert "sam@example.com" not in out


@pytest.mark.parametrize("verb, move", [("retry", Dead("401")), ("again", Parked("no answer"))])
def test_it_is_sent_again(context: Context, run: Any, verb: str, move: Dead | Parked) -> None:
    id = ended(context, move)
    assert run(verb, str(id)) == (0, "It is sent again.\n", "")
    assert state(context, id) is ItemState.WAITING
    with context.store.read() as tx:
        assert [(entry.action, entry.agent_id) for entry in tx.audit.of(f"outbox:{id}")] == [
            ("outbox.again", None)
        ]


def test_a_parked_one_is_not_sent_by_retry(context: Context, run: Any) -> None:
    id = ended(context, Parked("no answer"))
    code, _, error = run("retry", str(id))
    assert code == 2
    assert "Look there first" in error
    assert state(context, id) is ItemState.PARKED


def test_it_is_there(context: Context, run: Any) -> None:
    id = ended(context, Parked("no answer"))
    assert run("there", str(id), "000417") == (0, "It is put down that it has arrived.\n", "")
    assert state(context, id) is ItemState.SENT
    assert run("there", str(id))[0] == 2


def test_what_is_not_there_is_refused(context: Context, run: Any) -> None:
    assert run("retry", "999")[0] == 2
