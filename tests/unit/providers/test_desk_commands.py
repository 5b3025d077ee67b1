"""``providers``, ``how`` and ``facts``: what a person at a desk and a program get."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.commands import check, facts, how, providers
from bot.decisions.errors import UnknownProvider

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*words: str) -> str:
        parser = argparse.ArgumentParser()
        subparsers = parser.add_subparsers(required=True)
        for command in (providers, how, facts, check):
            command.add_parser(subparsers)
        args = parser.parse_args(words)
        assert args.func(args) == 0
        return capsys.readouterr().out

    return go


def as_json(text: str) -> Any:
    return json.loads(text)


def test_providers_gives_slug_name_and_scheme(run: Run) -> None:
    rows = as_json(run("providers", "--json"))
    assert {row["slug"]: row["scheme"] for row in rows} == {
        "all-communications": "communications-ombudsman",
        "contactnow": "communications-ombudsman",
        "it-communications": "cisas",
        "netservers": "communications-ombudsman",
        "x-communications": "communications-ombudsman",
    }
    assert run("providers").count("\n") == 5


@pytest.mark.parametrize(
    ("now", "open_now", "words"),
    [
        ("2026-11-23T09:00:00Z", True, "Yes, until 5pm."),
        ("2026-11-23T17:00:00Z", False, "No. Opens Tuesday 24 November at 9am."),
        ("2026-11-21T12:00:00Z", False, "No. Opens Monday 23 November at 9am."),
        ("2026-12-25T12:00:00Z", False, "Today is a bank holiday (Christmas Day)."),
        ("2026-06-08T08:00:00Z", True, "Yes, until 5pm."),
    ],
)
def test_how_says_whether_it_is_open_now(
    run: Run, monkeypatch: pytest.MonkeyPatch, now: str, open_now: bool, words: str
) -> None:
    monkeypatch.setenv("FIRSTLINE_NOW", now)
    assert words in run("how", "it-communications")
    assert as_json(run("how", "it-communications", "--json"))["open_now"]["open"] is open_now


def test_how_says_so_when_the_page_leaves_bank_holidays_open(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRSTLINE_NOW", "2026-12-25T12:00:00Z")
    assert "does not say whether it is open on the bank holiday (Christmas Day)" in run("how", "netservers")


def test_how_gives_no_opening_where_the_page_gives_no_hours(run: Run) -> None:
    assert "The page gives no hours." in run("how", "x-communications")
    assert as_json(run("how", "x-communications", "--json"))["open_now"] is None


def test_how_gives_every_channel_and_what_to_have_ready(run: Run) -> None:
    said = as_json(run("how", "it-communications", "--json"))
    assert [channel["kind"] for channel in said["channels"]] == ["phone", "person", "email", "letter"]
    assert [detail["key"] for detail in said["have_ready"] if detail["required"]] == [
        "description",
        "copies",
        "reference",
        "contact",
    ]
    assert said["channels"][0]["hours"]["days"]["mon"] == ["09:00", "17:00"]


def test_how_never_shows_a_hidden_address(run: Run) -> None:
    said = run("how", "contactnow")
    assert "hides the address" in said
    assert "protected]" not in said


@pytest.mark.parametrize(
    "slug", ["x-communications", "contactnow", "it-communications", "netservers", "all-communications"]
)
def test_facts_gives_source_and_standing_of_each(run: Run, slug: str) -> None:
    rows = as_json(run("facts", slug, "--json"))
    assert len(rows) > 20
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"key", "value", "text", "source", "source_title", "standing", "note"}
        assert row["value"]
        assert row["text"]
        assert row["source_title"]
    said = run("facts", slug)
    assert all(row["key"] in said for row in rows)


def test_facts_of_a_target_are_its_parts(run: Run) -> None:
    rows = {row["key"]: row for row in as_json(run("facts", "netservers", "--json"))}
    first = rows["targets.first"]
    assert first["value"] == {"kind": "acknowledge", "length": 1, "unit": "working_days"}
    assert first["text"] == "kind: acknowledge; length: 1; unit: working days"
    assert (first["standing"], first["source"]) == ("recovered", "copy")
    assert rows["limits.1"]["value"] == rows["limits.1"]["text"]


@pytest.mark.parametrize("command", ["how", "facts"])
def test_an_unknown_provider_is_refused_with_the_known_ones(run: Run, command: str) -> None:
    with pytest.raises(UnknownProvider, match="netservers"):
        run(command, "nobody")
