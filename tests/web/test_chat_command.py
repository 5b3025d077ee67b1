"""``firstline chat`` plays a customer over the real HTTP API."""

from __future__ import annotations

import argparse
import json
import socket
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.commands import chat
from bot.services.ports import Store
from tests.web.house import QUICK, FakeEngine, House, deps_for, running


def firstline(*words: str) -> int:
    parser = argparse.ArgumentParser()
    chat.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["chat", *words])
    code = arguments.func(arguments)
    assert isinstance(code, int)
    return code


@pytest.fixture
def play(house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def played(script: str, provider: str = "netservers") -> tuple[int, list[dict[str, Any]]]:
        file = tmp_path / "script.txt"
        file.write_text(script, encoding="utf-8")
        code = firstline(provider, "--script", str(file), "--json", "--url", house.url)
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return played


def test_a_script_is_played_line_by_line(play: Any, engine: FakeEngine) -> None:
    code, turns = play("# a comment\n\nMy line is dead\n   \n\u00a0/restart\n")
    assert code == 0
    assert [turn["customer"] for turn in turns] == [None, "My line is dead", "\u00a0/restart"]
    assert turns[0]["bot"] == ["I'm a bot for Netservers."]
    assert turns[1]["bot"] == ["I heard: My line is dead"]
    assert turns[1]["buttons"] == ["Log it now", "Sort it"]
    assert all(set(turn) == {"customer", "bot", "buttons", "state", "seconds"} for turn in turns)
    assert all(turn["state"] == "bot" and 0 <= turn["seconds"] < 5 for turn in turns)
    assert engine.texts == ["My line is dead", "restart"]


def test_a_button_is_pressed_by_its_title_in_any_case(play: Any, engine: FakeEngine) -> None:
    code, turns = play("!press make a COMPLAINT\n!press log it now\n")
    assert code == 0
    assert [each["payload"] for each in engine.heard] == ["/make_complaint", '/deny{"choice":"log_it"}']
    assert turns[-1]["customer"] == "Log it now"


def test_a_button_that_is_not_there_ends_the_script(play: Any, engine: FakeEngine) -> None:
    code, turns = play("!press Cancel\nnever said\n")
    assert code == 1
    assert turns[-1] == {"error": "There is no button 'Cancel'. On offer: 'Make a complaint'."}
    assert engine.heard == []


def test_a_person_can_be_asked_for(play: Any) -> None:
    code, turns = play("!press Talk to a person\n")
    assert (code, turns[-1]["bot"]) == (0, ["A person will write to you by Friday 27 November."])


def test_a_refusal_is_words_like_any_other(play: Any) -> None:
    code, turns = play("x" * 2001 + "\nshorter\n")
    assert code == 0
    assert "2,001 characters" in turns[1]["bot"][0]
    assert turns[2]["bot"] == ["I heard: shorter"]


def test_notices_are_shown_and_the_answer_is_waited_for(play: Any, engine: FakeEngine) -> None:
    engine.down = True

    def mend() -> None:
        threading.Event().wait(0.6)
        engine.down = False

    threading.Thread(target=mend).start()
    _, turns = play("My line is dead\n")
    assert "Nothing is lost" in turns[1]["bot"][0]
    assert turns[1]["bot"][1:] == ["I heard: My line is dead"]


def test_an_unknown_provider_is_said_so(play: Any) -> None:
    code, said = play("Hi\n", provider="bt")
    assert (code, list(said[0])) == (1, ["error"])


def test_a_script_that_is_not_there_is_said_so(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert firstline("netservers", "--script", "/nowhere", "--url", house.url) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_without_the_stack_there_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert firstline("netservers", "--url", f"http://127.0.0.1:{port}") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "does not answer" in said.err


def test_too_many_is_waited_for(
    store: Store, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waits: list[float] = []
    sleep = threading.Event()
    monkeypatch.setattr(
        "bot.commands.chat.time.sleep", lambda seconds: (waits.append(seconds), sleep.wait(0.3))
    )
    limits = replace(QUICK, conversations_a_minute=1, window_seconds=0.5)
    with running(deps_for(store, engine, limits=limits)) as house:
        house.open()
        monkeypatch.setattr("sys.stdin", None)
        monkeypatch.setattr("builtins.input", lambda _: "")
        assert firstline("netservers", "--url", house.url) == 0
    assert waits
    assert "I'm a bot" in capsys.readouterr().out


def test_numbers_press_the_quick_replies_in_a_terminal(
    house: House, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["1", "7", ""])
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert firstline("netservers", "--url", house.url) == 0
    assert [(each["text"], each["payload"]) for each in engine.heard] == [
        (None, "/make_complaint"),
        ("7", None),
    ]
    assert "[1] Make a complaint" in capsys.readouterr().out
