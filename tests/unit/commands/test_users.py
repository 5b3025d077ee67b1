"""``firstline users`` as a person calls it: what goes in, what comes out, and what never does."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.adapters.db.store import open_store
from bot.adapters.passwords import Argon2Passwords
from bot.commands import users
from bot.decisions.second_step import SecondStep
from tests.support.store import fresh_url

PASSWORD = "purple kettle mountain"
ANN = ("users", "add", "ann@example.org", "--name", "Ann Lee", "--password-stdin")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", fresh_url(tmp_path))
    monkeypatch.setenv("FIRSTLINE_VAR", str(tmp_path))
    quick = Argon2Passwords(memory_kib=64, passes=1, lanes=1)
    monkeypatch.setattr(users, "_passwords", lambda _: quick)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    def called(
        *argv: str, typed: str = f"{PASSWORD}\n", stdin: type[io.StringIO] = io.StringIO
    ) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", stdin(typed))
        code = cli.main(argv)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


def test_the_first_administrator_is_added_and_listed(run: Any) -> None:
    code, out, _ = run(*ANN, "--provider", "netservers", "--role", "administrator", "--json")
    assert code == 0
    told = json.loads(out)
    assert told["email"] == "ann@example.org"
    assert told["roles"] == {"netservers": "administrator"}
    assert "argon2" not in out
    assert PASSWORD not in out
    _, out, _ = run("users", "list", "--json")
    assert json.loads(out) == [told]


def test_several_roles_at_once(run: Any) -> None:
    code, _, _ = run(
        *ANN,
        "--provider",
        "netservers",
        "--role",
        "supervisor",
        "--provider",
        "contactnow",
        "--role",
        "agent",
    )
    assert code == 0
    _, out, _ = run("users", "list", "--provider", "contactnow")
    assert "contactnow agent, netservers supervisor" in out
    _, out, _ = run("users", "list", "--provider", "x-communications")
    assert out.startswith("Nobody yet")


@pytest.mark.parametrize(
    "roles, typed, words",
    [
        (("--provider", "netservers"), PASSWORD, "--role"),
        (("--provider", "netservers", "--role", "king"), PASSWORD, "king"),
        (("--provider", "nope", "--role", "agent"), PASSWORD, "no provider 'nope'"),
        (("--provider", "netservers", "--role", "agent", "--role", "agent"), PASSWORD, "one --role for each"),
        (("--provider", "netservers", "--role", "agent"), "short", "12 characters at least"),
        (("--provider", "netservers", "--role", "agent"), "ann@example.org", "little more than the name"),
        (("--provider", "netservers", "--role", "agent"), "", "12 characters at least"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_a_sentence(
    run: Any, roles: tuple[str, ...], typed: str, words: str
) -> None:
    code, _, err = run(*ANN, *roles, typed=typed)
    assert code == 2
    assert words in err
    _, out, _ = run("users", "list", "--json")
    assert json.loads(out) == []


def test_a_password_is_never_an_argument_and_is_not_asked_where_nobody_is(run: Any) -> None:
    asked = (
        "users",
        "add",
        "ann@example.org",
        "--name",
        "Ann",
        "--provider",
        "netservers",
        "--role",
        "agent",
    )
    code, _, err = run(*asked)
    assert code == 2
    assert "--password-stdin" in err
    code, _, err = run(*asked, "--password", PASSWORD)
    assert code == 2


def test_on_a_terminal_it_is_asked_twice(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSWORD, "something else", PASSWORD, PASSWORD])
    monkeypatch.setattr(users.getpass, "getpass", lambda _: next(answers))
    asked = (
        "users",
        "add",
        "ann@example.org",
        "--name",
        "Ann Lee",
        "--provider",
        "netservers",
        "--role",
        "agent",
    )
    code, _, err = run(*asked, stdin=Terminal)
    assert (code, err) == (2, "The two passwords are not the same.\n")
    assert run(*asked, stdin=Terminal)[0] == 0


def test_roles_are_given_and_taken_and_the_others_stay(run: Any) -> None:
    run(*ANN, "--provider", "netservers", "--role", "agent", "--provider", "contactnow", "--role", "agent")
    changes = (
        "--provider",
        "netservers",
        "--role",
        "none",
        "--provider",
        "x-communications",
        "--role",
        "supervisor",
    )
    code, out, _ = run("users", "roles", "ANN@example.org", *changes, "--json")
    assert code == 0
    assert json.loads(out)["roles"] == {"contactnow": "agent", "x-communications": "supervisor"}


def test_disabled_and_let_in_again(run: Any) -> None:
    run(*ANN, "--provider", "netservers", "--role", "agent")
    _, out, _ = run("users", "disable", "ann@example.org", "--json")
    assert json.loads(out)["disabled_at"] is not None
    _, out, _ = run("users", "disable", "ann@example.org", "--undo", "--json")
    assert json.loads(out)["disabled_at"] is None


def test_a_new_password_is_another_hash_and_all_is_in_the_trail(run: Any, place: Path) -> None:
    run(*ANN, "--provider", "netservers", "--role", "agent")
    assert (
        run("users", "password", "ann@example.org", "--password-stdin", typed="green bottle station\n")[0]
        == 0
    )
    with open_store(f"sqlite:///{place / 'firstline.db'}").read() as tx:
        entries = tx.audit.newest("netservers")
    assert [(each.action, each.agent_id) for each in entries] == [
        ("account.password_set", None),
        ("account.added", None),
    ]


@pytest.mark.parametrize("verb", ["disable", "password", "roles"])
def test_somebody_who_is_not_there_is_not_changed(run: Any, verb: str) -> None:
    roles = ("--provider", "netservers", "--role", "agent") if verb == "roles" else ()
    code, out, _ = run("users", verb, "nobody@example.org", *roles, "--json")
    assert code == 2
    assert json.loads(out)["error"]["code"] == "unknown_agent"


def test_a_lost_telephone_is_reset_at_the_command_line(run: Any, place: Path) -> None:
    run(*ANN, "--provider", "netservers", "--role", "administrator")
    store = open_store(f"sqlite:///{place / 'firstline.db'}")
    with store.write() as tx:
        ann = tx.agents.by_email("ann@example.org")
        assert ann is not None
        tx.second_steps.put(SecondStep(ann.id, "sealed", ann.created_at, ann.created_at))
        tx.commit()
    code, out, _ = run("users", "totp-reset", "ann@example.org")
    assert (code, out) == (0, "Ann Lee has no second step any more, and is signed out everywhere.\n")
    with store.read() as tx:
        assert tx.second_steps.get(ann.id) is None
        reset = [each for each in tx.audit.newest("netservers") if each.action == "account.second_step_reset"]
    assert [each.agent_id for each in reset] == [None]
    assert run("users", "totp-reset", "ann@example.org")[1] == "Ann Lee had no second step.\n"
    assert run("users", "totp-reset", "nobody@example.org")[0] != 0
