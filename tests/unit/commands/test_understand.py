"""``firstline understand``, with a stand-in for the engine's Python; at the end once with the real model."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot import cli
from bot.commands import understand

ROOT = Path(__file__).parents[3]
KEYS = ["id", "intent", "confidence", "second", "second_confidence", "accepted", "safety"]

CHILD = '''#!{python}
"""Speaks as engine/understand.py does."""
import json, os, sys
print("TensorFlow says hello", file=sys.stderr)
asked = [json.loads(line) for line in sys.stdin]
if any(row["text"] == "die" for row in asked):
    print("first this", file=sys.stderr)
    print("engine: the model is broken", file=sys.stderr)
    sys.exit(1)
for row in asked:
    text = row["text"]
    if text == "too long":
        print(json.dumps({{"id": row["id"], "error": "too_long"}}))
    elif text == "nothing":
        print(json.dumps({{"id": row["id"], "ranking": [], "accepted": False}}))
    elif text == "where am I":
        ranking = [{{"name": os.getcwd(), "confidence": 1.0}}]
        print(json.dumps({{"id": row["id"], "ranking": ranking, "accepted": True}}))
    else:
        ranking = [{{"name": "greet", "confidence": 0.75}}, {{"name": "thank", "confidence": 0.2}}]
        print(json.dumps({{"id": row["id"], "ranking": ranking, "accepted": text != "mumble"}}))
'''


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment and a model that are there, as far as the command can see."""
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(CHILD.format(python=sys.executable))
    python.chmod(0o700)
    monkeypatch.setenv("ENGINE_VENV", str(tmp_path / "venv"))
    model = tmp_path / "model.tar.gz"
    model.touch()
    monkeypatch.setattr(understand, "_MODEL", model)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, list[dict[str, Any]], str]:
    code = cli.main(["understand", *argv])
    captured = capsys.readouterr()
    return code, [json.loads(line) for line in captured.out.splitlines()], captured.err


def give(monkeypatch: pytest.MonkeyPatch, *lines: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines) + b"\n")))


def test_each_message_gets_a_line_in_order(
    engine: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "lines.jsonl"
    texts = ["hello", "mumble", "my phone is my lifeline", "é\ud83d"]
    file.write_text("".join(json.dumps({"id": at, "text": text}) + "\n\n" for at, text in enumerate(texts)))
    code, lines, err = run(capsys, str(file))
    assert (code, err) == (0, "")
    assert [line["id"] for line in lines] == [0, 1, 2, 3]
    assert all(list(line) == KEYS for line in lines)
    assert lines[0] == {
        "id": 0,
        "intent": "greet",
        "confidence": 0.75,
        "second": "thank",
        "second_confidence": 0.2,
        "accepted": True,
        "safety": False,
    }
    assert [line["accepted"] for line in lines] == [True, False, True, True]
    assert [line["safety"] for line in lines] == [False, False, True, False]


def test_a_bad_line_is_answered_in_its_place_and_the_exit_code_is_one(
    engine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    give(
        monkeypatch,
        b"{not json",
        b'{"id": "a", "text": "hello"}',
        b"[1]",
        b'{"id": "b"}',
        b'{"id": "c", "text": 7}',
        b'{"id": "d", "text": "too long"}',
        b"\xff",
        b'{"id": "e", "text": "hello"}',
    )
    code, lines, err = run(capsys, "-")
    assert (code, err) == (1, "")
    assert [line["id"] for line in lines] == [None, "a", None, "b", "c", "d", None, "e"]
    assert [line["id"] for line in lines if "intent" in line] == ["a", "e"]
    assert all(set(line) == {"id", "error"} for line in lines if "intent" not in line)
    assert "too_long" in lines[5]["error"]


def test_ids_may_be_anything_and_twice_the_same(
    engine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids: list[Any] = [None, 7, 7, "7", {"a": [1]}, True]
    give(monkeypatch, *(json.dumps({"id": id, "text": "hello"}).encode() for id in ids))
    code, lines, _ = run(capsys, "-")
    assert code == 0
    assert [line["id"] for line in lines] == ids


def test_a_text_of_which_nothing_is_left_means_nothing(
    engine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, [line], _ = run(capsys, "--text", "nothing")
    assert code == 0
    assert line == {
        **dict.fromkeys(KEYS),
        "confidence": 0.0,
        "second_confidence": 0.0,
        "accepted": False,
        "safety": False,
    }


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_one_text_for_a_person(engine: Path, capsys: pytest.CaptureFixture[str], flags: list[str]) -> None:
    code, [line], err = run(capsys, "--text", "hello", *flags)
    assert (code, err, line["id"], line["intent"]) == (0, "", None, "greet")


def test_no_lines_in_give_no_lines_out(
    engine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch)
    assert run(capsys, "-") == (0, [], "")


def test_the_child_works_in_the_project_folder_wherever_it_is_called_from(
    engine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(engine)
    _, [line], _ = run(capsys, "--text", "where am I")
    assert line["intent"] == str(ROOT)


@pytest.mark.parametrize("gone", ["venv/bin/python", "model.tar.gz"])
def test_without_environment_or_model_one_sentence_says_what_to_run(
    engine: Path, capsys: pytest.CaptureFixture[str], gone: str
) -> None:
    (engine / gone).unlink()
    code, lines, err = run(capsys, "--text", "hello")
    assert (code, lines) == (4, [])
    assert len(err.splitlines()) == 1
    assert "run `make " in err


def test_a_model_that_breaks_is_told_in_one_sentence(
    engine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines, err = run(capsys, "--text", "die")
    assert (code, lines) == (4, [])
    assert err == "The model did not answer (exit code 1). It said: engine: the model is broken\n"


@pytest.mark.parametrize("argv", [[], ["-", "--text", "hello"], ["/no/such/file.jsonl"]])
def test_what_cannot_be_asked_like_that_is_refused(
    engine: Path, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    code, lines, err = run(capsys, *argv)
    assert (code, lines) == (2, [])
    assert len(err.splitlines()) == 1


@pytest.mark.engine
def test_the_real_model_knows_a_complaint_from_a_question_about_the_ombudsman() -> None:
    rows = [
        {"id": "a", "text": "I want to complain"},
        {"id": "b", "text": "can I take this to the ombudsman"},
    ]
    done = subprocess.run(
        (sys.executable, "-m", "bot.cli", "understand", "-"),
        input="".join(json.dumps(row) + "\n" for row in rows),
        capture_output=True, text=True, cwd=ROOT, env=dict(os.environ), check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line["intent"], line["accepted"]) for line in lines] == [
        ("a", "make_complaint", True),
        ("b", "ask_adr", True),
    ]
    assert all(list(line) == KEYS for line in lines)
