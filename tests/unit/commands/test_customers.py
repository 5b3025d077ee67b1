"""``firstline customers`` as a person calls it: what goes in, what comes out, and what never does."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.bootstrap import build_context
from bot.commands import customers as command
from bot.commands.checks import directories
from bot.config import Config
from bot.decisions.customer import Customer
from bot.decisions.errors import Refused
from tests.support.directory_server import SAM, TOKEN, directory_that, nobody, serves
from tests.support.store import fresh_url

GOOD = "Account number,Name,Postcode,Email,Phone\nNS-1,Sam Carter,CB1 2AB,sam@example.org,\nNS-2,Pat Li,M1 1AE,,\n"
BAD = GOOD + "NS-3,Ann Lee,nowhere,,\n"
PRIVATE = ("Carter", "Ann Lee", "sam@", "CB1", "nowhere")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", fresh_url(tmp_path))
    monkeypatch.setenv("FIRSTLINE_VAR", str(tmp_path))
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    """Calls it; a text among the arguments that has several lines is put into a file first."""

    def called(*argv: str) -> tuple[int, str, str]:
        words = []
        for word in argv:
            if "\n" in word:
                (tmp_path / "list.csv").write_text(word, encoding="utf-8")
                word = str(tmp_path / "list.csv")
            words.append(word)
        code = cli.main(["customers", *words])
        captured = capsys.readouterr()
        assert not [word for word in PRIVATE if word in captured.out + captured.err]
        return code, captured.out, captured.err

    return called


def test_a_list_is_taken_in_counted_and_found(run: Any) -> None:
    assert run("import", "netservers", GOOD) == (0, "2 added, 0 changed, 0 unchanged.\n", "")
    assert run("count", "netservers")[1].split() == ["netservers", "2"]
    assert run("find", "netservers", "ns 1") == (0, "Found.\n", "")
    assert run("find", "netservers", "NS-9") == (1, "Not found.\n", "")
    assert run("find", "contactnow", "NS-1") == (1, "Not found.\n", "")


def test_everything_can_be_had_as_json(run: Any) -> None:
    _, out, err = run("import", "netservers", GOOD, "--json")
    assert err == ""
    assert json.loads(out) == {
        "done": True,
        "dry_run": False,
        "added": 2,
        "changed": 0,
        "unchanged": 0,
        "removed": 0,
        "repeated": 0,
        "bad": [],
        "encoding": "UTF-8",
        "unread": [],
    }
    assert json.loads(run("count", "--json")[1])["netservers"] == 2
    assert json.loads(run("find", "netservers", "NS-1", "--json")[1]) == {"found": True}
    assert json.loads(run("remove", "netservers", "NS-1", "--json")[1]) == {"removed": 1}


def test_one_bad_line_and_nothing_is_taken(run: Any) -> None:
    code, out, err = run("import", "netservers", BAD)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "Line 4 (account NS-3): the postcode is not one of the UK.",
        "Nothing was changed: 1 bad, 2 good.",
    ]
    assert run("count", "netservers")[1].split() == ["netservers", "0"]
    told = json.loads(run("import", "netservers", BAD, "--json")[1])
    assert told["done"] is False
    assert told["bad"] == [{"number": 4, "why": "the postcode is not one of the UK.", "account": "NS-3"}]


def test_the_good_lines_can_be_taken_all_the_same(run: Any) -> None:
    code, out, err = run("import", "netservers", BAD, "--skip-bad")
    assert (code, out) == (1, "2 added, 0 changed, 0 unchanged, 1 left out.\n")
    assert "Line 4" in err


def test_who_has_a_bad_line_is_not_removed_for_it(run: Any) -> None:
    code, _, err = run("import", "netservers", BAD, "--skip-bad", "--replace")
    assert code == 2
    assert "not allowed with" in err


def test_many_bad_lines_are_not_all_printed(run: Any) -> None:
    many = GOOD + "".join(f"N{number},Ann Lee,nowhere,,\n" for number in range(80))
    err = run("import", "netservers", many)[2]
    assert err.count("Line ") == 50
    assert "… and 30 more; --json tells all." in err
    assert len(json.loads(run("import", "netservers", many, "--json")[1])["bad"]) == 80


def test_a_dry_run_counts_and_changes_nothing(run: Any) -> None:
    assert run("import", "netservers", GOOD, "--dry-run")[:2] == (
        0,
        "Would be: 2 added, 0 changed, 0 unchanged.\n",
    )
    assert run("count", "netservers")[1].split() == ["netservers", "0"]


def test_replacing_removes_who_is_not_listed(run: Any) -> None:
    run("import", "netservers", GOOD)
    fewer = GOOD.rsplit("NS-2", 1)[0].replace("CB1 2AB", "CB1 2AC")
    assert (
        run("import", "netservers", fewer, "--replace")[1] == "0 added, 1 changed, 0 unchanged, 1 removed.\n"
    )
    assert run("find", "netservers", "NS-2")[0] == 1


def test_headings_alone_change_nothing(run: Any) -> None:
    run("import", "netservers", GOOD)
    for more in ([], ["--replace"]):
        code, _, err = run("import", "netservers", GOOD.splitlines()[0] + "\n", *more)
        assert code == 2
        assert "only headings" in err
    assert run("count", "netservers")[1].split() == ["netservers", "2"]


def test_the_encoding_and_what_was_not_read_are_said(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes(
        "Account;Name;Postcode;Tariff\nNS-1;Siân;CB1 2AB;Gold\nNS-1;Siân;CB1 2AB;Gold\n".encode("cp1252")
    )
    code, out, err = run("import", "netservers", str(file))
    assert (code, out) == (0, "1 added, 0 changed, 0 unchanged.\n")
    assert "Windows-1252" in err
    assert "'Tariff'" in err
    assert "1 lines say the same" in err


def test_a_list_can_come_from_standard_input(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode("utf-8-sig"))))
    assert run("import", "netservers", "-")[:2] == (0, "2 added, 0 changed, 0 unchanged.\n")


@pytest.mark.parametrize(
    "argv, words",
    [
        (("import", "nope", GOOD), "no provider 'nope'"),
        (("import", "netservers", "/missing/list.csv"), "cannot be read: No such file"),
        (("count", "nope"), "no provider 'nope'"),
        (("find", "nope", "1"), "no provider 'nope'"),
        (("remove", "nope", "1"), "no provider 'nope'"),
        (("remove", "netservers"), "or give --all"),
        (("remove", "netservers", "1", "--all"), "or give --all"),
        ((), "WHAT"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run: Any, argv: tuple[str, ...], words: str) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert words in err


def test_customers_are_removed_one_by_one_or_all(run: Any) -> None:
    run("import", "netservers", GOOD)
    assert run("remove", "netservers", "ns1")[1] == "1 removed.\n"
    assert run("remove", "netservers", "--all")[1] == "1 removed.\n"
    assert run("remove", "netservers", "--all")[1] == "0 removed.\n"


def test_progress_is_told_after_two_seconds_and_once_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    progress = command._Progress(lambda: now[0])
    for tenths in range(45):
        now[0] = tenths / 10
        progress(f"at {now[0]}")
    assert capsys.readouterr().err.split("\n") == ["at 2.0", "at 3.0", "at 4.0", ""]


# --- a provider with a system of its own ---


@pytest.fixture
def own_system(monkeypatch: pytest.MonkeyPatch) -> Any:
    def at(url: str, name: str = "NETSERVERS") -> None:
        monkeypatch.setenv(f"DIRECTORY_URL_{name}", url)
        monkeypatch.setenv(f"DIRECTORY_TOKEN_{name}", TOKEN)

    return at


def test_its_customers_are_found_there(run: Any, own_system: Any) -> None:
    with directory_that(serves(SAM)) as server:
        own_system(server.url)
        assert run("find", "netservers", "NS-004711")[:2] == (0, "Found.\n")
        assert run("find", "netservers", "NS-1")[:2] == (1, "Not found.\n")
        assert run("find", "contactnow", "NS-004711")[0] == 1
    assert [one["path"] for one in server.seen] == ["/customers/NS004711", "/customers/NS1"]


def test_a_list_for_it_is_refused_because_nothing_would_read_it(run: Any, own_system: Any) -> None:
    own_system("https://crm.example")
    code, _, err = run("import", "netservers", GOOD)
    assert code == 2
    assert "DIRECTORY_URL_NETSERVERS" in err
    assert run("import", "contactnow", GOOD)[0] == 0


def test_when_it_does_not_answer_the_exit_code_says_so(run: Any, own_system: Any) -> None:
    own_system(nobody())
    code, out, err = run("find", "netservers", "NS-1")
    assert (code, out) == (4, "")
    assert "cannot be reached" in err
    assert "NS-1" not in err


def test_a_directory_of_nobody_is_refused(own_system: Any) -> None:
    own_system("https://crm.example", "NETSERVRES")
    with pytest.raises(Refused, match="DIRECTORY_URL_NETSERVRES names no provider"):
        build_context(Config.from_env(os.environ))
    [problem] = directories.directories_are_set_up()
    assert problem.key == "DIRECTORY_URL_NETSERVRES"
    assert "DIRECTORY_URL_NETSERVERS" in problem.mend


def test_the_context_has_each_providers_directory(
    run: Any, own_system: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", "contactnow", GOOD)
    with directory_that(serves(SAM)) as server:
        own_system(server.url)
        directory = build_context(Config.from_env(os.environ)).directory
        assert directory is not None
        assert directory.find("netservers", "NS 004711") == Customer(
            "netservers", "NS-004711", "Sam Carter", "CB1 2AB", "sam@example.org"
        )
        assert directory.find("contactnow", "NS-1") is not None
        has = [directory.has(slug) for slug in ("netservers", "contactnow", "x-communications")]
    assert has == [True, True, False]


def test_check_says_who_has_a_directory(run: Any, own_system: Any) -> None:
    run("import", "contactnow", GOOD)
    own_system("https://crm.example")
    told = directories.directories()
    assert told["netservers"] == "its own system"
    assert told["contactnow"] == "2 customers in the table"
    assert told["x-communications"] == "none"


def test_check_makes_no_database_and_survives_a_broken_one(tmp_path: Path) -> None:
    for file in (tmp_path / "none.db", tmp_path / "broken.db"):
        if file.name == "broken.db":
            file.write_bytes(b"no database at all" * 100)
        told = directories.directories({"DATABASE_URL": f"sqlite:///{file}"})
        assert set(told.values()) == {"none" if file.name == "none.db" else directories.NOT_READ}
    assert not (tmp_path / "none.db").exists()
