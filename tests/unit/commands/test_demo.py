"""``firstline demo`` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot import bootstrap, cli
from bot.adapters.db.store import open_store
from bot.adapters.passwords import Argon2Passwords
from tests.support.store import fresh_url

SMALL = ("demo", "--provider", "contactnow", "--cases", "3", "--months", "1", "--seed", "cli")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", fresh_url(tmp_path))
    monkeypatch.setenv("FIRSTLINE_VAR", str(tmp_path))
    monkeypatch.delenv("FIRSTLINE_ENV", raising=False)
    monkeypatch.setenv("FIRSTLINE_NOW", "2026-11-24T14:30:00+00:00")
    quick = Argon2Passwords(memory_kib=64, passes=1, lanes=1)
    monkeypatch.setattr(bootstrap, "build_passwords", lambda _: quick)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def called(*argv: str) -> tuple[int, str, str]:
        code = cli.main(argv)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


def test_it_is_made_once_said_to_be_there_and_taken_away(run: Any, place: Path) -> None:
    code, out, _ = run(*SMALL, "--json")
    made = json.loads(out)
    assert code == 0
    assert set(made["by_provider"]) == {"contactnow"}
    code, out, _ = run(*SMALL, "--json")
    assert (code, json.loads(out)["already_there"]) == (0, True)
    code, _, err = run(*SMALL[:-1], "other")
    assert code == 2
    assert "--remove" in err
    code, out, err = run("demo", "--remove", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["removed"]["conversations"] == made["conversations"]
    assert run("demo", "--remove")[1] == "There is no demo data here. Nothing was done.\n"


def test_it_is_refused_where_customers_are(run: Any, monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.delenv("FIRSTLINE_NOW")
    monkeypatch.setenv("FIRSTLINE_ENV", "production")
    for argv in (SMALL, ("demo", "--remove")):
        code, out, err = run(*argv)
        assert code == 2
        assert "production" in err
        assert out == ""
    with open_store(f"sqlite:///{place / 'firstline.db'}").read() as tx:
        assert tx.cases.all() == []


def test_agents_can_be_given_a_password_from_a_file(run: Any, place: Path) -> None:
    (place / "password").write_text("purple kettle mountain\n", encoding="utf-8")
    assert run(*SMALL, "--password-file", str(place / "password"))[0] == 0
    with open_store(f"sqlite:///{place / 'firstline.db'}").read() as tx:
        agents = tx.agents.all()
    passwords = Argon2Passwords(memory_kib=64, passes=1, lanes=1)
    assert all(passwords.fits(each.password_hash, "purple kettle mountain") for each in agents)


@pytest.mark.parametrize(
    "argv",
    [
        ("demo", "--cases", "0"),
        ("demo", "--cases", "many"),
        ("demo", "--months", "99"),
        ("demo", "--provider", "nobody"),
        ("demo", "--password-file", "/nowhere"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence_and_nothing_is_left(
    run: Any, argv: tuple[str, ...], place: Path
) -> None:
    code, _, err = run(*argv)
    assert code == 2
    assert err.strip().endswith((".", "--help'."))
    with open_store(f"sqlite:///{place / 'firstline.db'}").read() as tx:
        assert tx.agents.all() == []
