"""``firstline`` as a program calls it: what goes in, what comes out, and the exit code."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot import cli
from bot.commands import check
from bot.decisions.errors import BrokenRule, EngineUnavailable
from tests.support.vectors import VECTORS, rows

ROOT = Path(__file__).parents[3]
ADR_KEYS = [
    "id",
    "status",
    "opens_on",
    "apply_by",
    "outer_limit_on",
    "scheme",
    "rules",
    "missing",
    "published_differs",
    "answer",
]


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = cli.main(argv)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def give_lines(monkeypatch: pytest.MonkeyPatch, *lines: object) -> None:
    texts = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(texts) + b"\n")))


# --- adr ---


def test_the_adr_vectors_pass_through_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "adr", "--facts", str(VECTORS / "adr.jsonl"))
    assert code == 0
    lines = [json.loads(line) for line in out.splitlines()]
    for row, line in zip(rows("adr.jsonl"), lines, strict=True):
        assert list(line) == ADR_KEYS
        assert line["id"] == row["id"]
        assert {key: line[key] for key in row["expect"]} == row["expect"]


def test_a_bad_line_is_answered_in_its_place_and_the_exit_code_is_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = {
        "provider": "netservers",
        "asked_on": "2026-11-22",
        "facts": {"first_complained_on": "2026-10-11"},
    }
    bad: list[tuple[object, object, str]] = [
        (b"{not json", None, "not JSON"),
        (b"\xff\xfe\x00", None, "not JSON"),
        (b"[" * 100_000, None, "not JSON"),
        ([1, 2], None, "not a JSON object"),
        ({"id": "b1", **good, "provider": "nobody"}, "b1", "There is no provider 'nobody'"),
        ({"id": "b2", **good, "provider": None}, "b2", "'provider' is missing"),
        ({"id": "b3", **good, "asked_on": "31 February"}, "b3", "31 February"),
        ({"id": "b4", **good, "asked_on": 20261122}, "b4", "'asked_on'"),
        ({"id": "b5", "provider": "netservers"}, "b5", "facts are missing"),
        ({"id": "b6", **good, "facts": {"first_complained_on": "2026-02-31"}}, "b6", "2026-02-31"),
        ({"id": "b7", **good, "facts": {"colour": "blue"}}, "b7", "'colour'"),
        ({"id": ["b8"], **good, "facts": {"employees": "12"}}, ["b8"], "employees"),
        (
            {"id": "b9", **good, "asked_on": "9999-12-31", "facts": {"deadlock_letter_on": "9999-12-30"}},
            "b9",
            "end",
        ),
    ]
    give_lines(
        monkeypatch, {"id": "g1", **good}, *(line for line, _, _ in bad), b"", b"  ", {"id": "g2", **good}
    )
    code, out, err = run(capsys, "adr", "--facts", "-")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (1, "")
    assert [line["id"] for line in lines] == ["g1", *(identity for _, identity, _ in bad), "g2"]
    assert lines[0]["status"] == lines[-1]["status"] == "open"
    for (_, identity, says), line in zip(bad, lines[1:-1], strict=True):
        assert set(line) == {"id", "error"}, identity
        assert says in line["error"]


def test_without_a_day_of_asking_it_is_today_in_london(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"id": 1, "provider": "netservers", "facts": {"first_complained_on": "2026-05-20"}}
    for instant, status in (("2026-06-30T22:59:00Z", "not_yet"), ("2026-06-30T23:00:00Z", "open")):
        monkeypatch.setenv("FIRSTLINE_NOW", instant)
        give_lines(monkeypatch, row)
        _, out, _ = run(capsys, "adr", "--facts", "-")
        assert json.loads(out)["status"] == status


def test_a_person_at_a_desk_gives_flags_and_sees_the_working(capsys: pytest.CaptureFixture[str]) -> None:
    flags = "--first 2026-10-11 --asked-on 2026-11-22 --customer business --employees 4"
    code, out, _ = run(capsys, "adr", "it-communications", *flags.split())
    assert code == 0
    assert out.startswith("Yes. You first told I.T Communications about this on Sunday 11 October.")
    assert "small_business_max = 10 people" in out
    assert "adr_wait = 6 weeks" in out
    assert "page alone would give: not_yet, opens 2026-12-06" in out
    assert "Could still change it: volunteers, contractors, deadlock_letter_on" in out


@pytest.mark.parametrize(
    "flags, status",
    [
        (["--first", "never"], "complain_first"),
        (["--first", "unknown"], "need_date"),
        ([], "need_date"),
        (["--first-at", "2026-10-10T23:30:00Z"], "open"),
        (["--deadlock-letter", "2026-11-20"], "open"),
        (["--adr-letter", "2026-11-20"], "open"),
        (["--early-referral", "2026-11-20"], "open"),
        (["--first", "2026-08-01", "--settled", "2026-11-01"], "not_eligible"),
        (["--first", "2026-08-01", "--closed-for-silence", "2026-11-01"], "ask_scheme"),
        (["--first", "2026-08-01", "--in-court"], "not_eligible"),
        (["--first", "2026-08-01", "--claim", "12500"], "not_eligible"),
        (["--first", "2026-08-01", "--subject", "fraud"], "ask_scheme"),
        (
            ["--first", "2026-08-01", "--customer", "charity", "--employees", "9", "--contractors", "3"],
            "ask_scheme",
        ),
    ],
)
def test_every_fact_has_its_flag(capsys: pytest.CaptureFixture[str], flags: list[str], status: str) -> None:
    code, out, _ = run(capsys, "adr", "netservers", "--asked-on", "2026-11-22", *flags, "--json")
    assert code == 0
    assert json.loads(out)["status"] == status


def test_a_letter_that_never_came_is_not_asked_for_again(capsys: pytest.CaptureFixture[str]) -> None:
    flags = ("--asked-on", "2026-11-22", "--first", "2026-10-01", "--customer", "residential", "--json")
    _, with_question, _ = run(capsys, "adr", "netservers", *flags)
    _, without, _ = run(capsys, "adr", "netservers", *flags, "--deadlock-letter", "none")
    assert json.loads(with_question)["missing"] == ["deadlock_letter_on"]
    assert json.loads(without)["missing"] == []


# --- target, working-days ---


def test_a_target_as_json_has_the_agreed_keys(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys,
        "target",
        "contactnow",
        "--stage",
        "resolve",
        "--received-at",
        "2026-12-18T10:00:00Z",
        "--json",
    )
    got = json.loads(out)
    note = got.pop("note")
    assert code == 0
    assert "may be Monday 4 January" in note
    assert got == {
        "provider": "contactnow",
        "stage": "resolve",
        "kind": "resolve",
        "due_on": "2027-01-01",
        "length": 2,
        "unit": "weeks",
        "nation": "ENG",
        "source": "page",
        "standing": "primary",
    }


def test_a_target_can_be_counted_in_another_nation(capsys: pytest.CaptureFixture[str]) -> None:
    flags = ("--received-at", "2026-11-24T10:00:00Z", "--nation", "SCT", "--json")
    _, out, _ = run(capsys, "target", "x-communications", *flags)
    assert (json.loads(out)["due_on"], json.loads(out)["nation"], json.loads(out)["note"]) == (
        "2026-12-02",
        "SCT",
        None,
    )


def test_a_target_for_a_person_names_its_kind(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "target", "contactnow", "--received-at", "2026-11-20")
    assert "aims to respond by Monday 23 November" in out
    assert "1 working day from" in out


def test_the_working_day_vectors_pass_through_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "working-days", "--jsonl", str(VECTORS / "working_days.jsonl"))
    expected = [{"id": row["id"], "date": row["expect"]} for row in rows("working_days.jsonl")]
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == expected


def test_one_count_of_working_days_by_flags(capsys: pytest.CaptureFixture[str]) -> None:
    flags = ("--from", "2026-11-20T10:00:00+00:00", "--days", "5", "--nation", "ENG")
    assert run(capsys, "working-days", *flags)[1] == "2026-11-27 (Friday)\n"
    assert json.loads(run(capsys, "working-days", *flags, "--json")[1])["date"] == "2026-11-27"


@pytest.mark.parametrize(
    "row, says",
    [
        ({"received_at": "2026-11-20", "working_days": 5}, "'nation'"),
        ({"received_at": "2026-11-20", "working_days": 5, "nation": "GB"}, "'nation'"),
        ({"received_at": "2026-11-20", "working_days": "5", "nation": "ENG"}, "whole number"),
        ({"received_at": "2026-11-20", "working_days": True, "nation": "ENG"}, "whole number"),
        ({"received_at": "2026-11-20", "working_days": -1, "nation": "ENG"}, "forwards"),
        ({"working_days": 5, "nation": "ENG"}, "'received_at'"),
        ({"received_at": "2026-02-30", "working_days": 5, "nation": "ENG"}, "2026-02-30"),
    ],
)
def test_bad_lines_of_working_days(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, row: dict[str, Any], says: str
) -> None:
    give_lines(monkeypatch, {"id": "x", **row})
    code, out, _ = run(capsys, "working-days", "--jsonl", "-")
    assert code == 1
    assert json.loads(out)["id"] == "x"
    assert says in json.loads(out)["error"]


# --- errors ---


@pytest.mark.parametrize(
    "argv, code",
    [
        (["target", "nobody", "--received-at", "2026-11-20"], "unknown_provider"),
        (["target", "netservers", "--stage", "second", "--received-at", "2026-11-20"], "unknown_stage"),
        (["target", "netservers", "--received-at", "soon"], "refused"),
        (["adr", "nobody"], "unknown_provider"),
        (["adr", "netservers", "--first", "2026-02-31"], "bad_facts"),
        (["adr", "netservers", "--claim", "nan"], "bad_facts"),
        (["adr", "netservers", "--facts", "-"], "refused"),
        (["adr"], "refused"),
        (["adr", "--facts", "/no/such/file"], "refused"),
        (["working-days"], "refused"),
        (["working-days", "--from", "2026-11-20", "--days", "five", "--nation", "ENG"], "refused"),
        (["fly"], "refused"),
        ([], "refused"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_code_two(
    capsys: pytest.CaptureFixture[str], argv: list[str], code: str
) -> None:
    exit_code, out, err = run(capsys, *argv)
    assert (exit_code, out) == (2, "")
    assert len(err.splitlines()) == 1
    exit_code, out, _ = run(capsys, *argv, "--json")
    assert exit_code == 2
    assert json.loads(out)["error"]["code"] == code
    assert json.loads(out)["error"]["message"]


@pytest.mark.parametrize(
    "error, code", [(BrokenRule("adr_wait.yml: mend it."), 3), (EngineUnavailable("No."), 4)]
)
def test_our_own_fault_and_what_does_not_answer_have_codes_of_their_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    def fail(folder: object) -> None:
        raise error

    monkeypatch.setattr(check, "data_problems", fail)
    assert run(capsys, "check") == (code, "", f"{error}\n")


def test_a_moved_clock_is_refused_in_production(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRSTLINE_ENV", "production")
    monkeypatch.setenv("FIRSTLINE_NOW", "2026-11-22T10:00Z")
    code, _, err = run(capsys, "adr", "netservers")
    assert code == 2
    assert "production" in err


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert [name for name in cli.COMMANDS if not re.search(rf"^ +{name}\b", shown, re.MULTILINE)] == []


# --- as a process ---


def process(*argv: str, stdin: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("FIRSTLINE_NOW", None)
    command = [sys.executable, "-m", "bot.cli", *argv]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, check=False)


def test_it_finds_its_data_from_any_folder(tmp_path: Path) -> None:
    done = process(
        "adr", "netservers", "--first", "2026-10-11", "--asked-on", "2026-11-22", "--json", cwd=tmp_path
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "open"


@pytest.mark.parametrize("command, source", [("adr", "adr.jsonl"), ("working-days", "working_days.jsonl")])
def test_ten_thousand_rows_take_less_than_five_seconds(command: str, source: str) -> None:
    few = (VECTORS / source).read_bytes()
    count = len(few.splitlines())
    stdin = (few * (10_000 // count + 1)).split(b"\n")[:10_000]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = process(command, "--facts" if command == "adr" else "--jsonl", "-", stdin=b"\n".join(stdin))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 10_000
    # Processor time, start-up and all: other work on the machine does not count.
    assert (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime) < 5
