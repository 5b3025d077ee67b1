"""``firstline case`` and ``firstline cases``: what a handler reads."""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.adapters.db.store import SqlStore
from bot.cli import main
from bot.commands import case as case_command
from bot.commands import cases as cases_command
from bot.commands.case import as_text, read_case
from bot.commands.cases import list_cases
from bot.decisions.errors import UnknownCase
from tests.support import rows
from tests.support.rows import AT

REFERENCE = "FL-773-9CM-4447"
DESCRIPTION = "No line.\n\x1b[2JSince Monday, and I pay £30."


@pytest.fixture(autouse=True)
def known_case(store: SqlStore) -> None:
    rows.with_parents(store)
    with store.write() as tx:
        tx.cases.add(
            rows.case(
                reference=REFERENCE,
                description=DESCRIPTION,
                details={"name": "Ann", "happened_on": {"from": "2026-11-01", "to": "2026-11-02"}},
                first_complained_on=date(2026, 10, 11),
                received_at=AT.replace(month=6),
            )
        )
        tx.cases.add_event("case", "case.opened", AT, {"by": "assistant"})
        tx.promises.add(rows.promise(case_id="case"))
        tx.commit()


def test_everything_that_is_known_is_told_but_the_address(store: SqlStore) -> None:
    told = read_case(store, "fl 773 9cm 4447")
    assert json.loads(json.dumps(told)) == {
        "reference": REFERENCE,
        "status": "open",
        "provider": "contactnow",
        "description": DESCRIPTION,
        "first_complained_on": "2026-10-11",
        "received_at": "2026-06-20T10:00:00+00:00",
        "opened_at": "2026-11-20T10:00:00+00:00",
        "stage": "first",
        "target_kind": "respond",
        "due_on": "2026-11-23",
        "nation": "ENG",
        "contact": {"kind": "email", "confirmed": False},
        "details": {"name": "Ann", "happened_on": {"from": "2026-11-01", "to": "2026-11-02"}},
        "events": [{"at": "2026-11-20T10:00:00+00:00", "code": "case.opened", "data": {"by": "assistant"}}],
        "promises": [
            {
                "kind": "target.respond",
                "what": None,
                "due_on": "2026-11-23",
                "made_at": "2026-11-20T10:00:00+00:00",
                "made_by": "assistant",
                "kept_at": None,
                "late_told_at": None,
                "moved": False,
            }
        ],
    }


def test_a_confirmed_contact_is_said_to_be_confirmed(store: SqlStore) -> None:
    assert "email, not confirmed" in as_text(read_case(store, REFERENCE))
    with store.write() as tx:
        tx.contacts.confirm("contact", AT)
        tx.commit()
    assert "email, confirmed" in as_text(read_case(store, REFERENCE))


def test_the_terminal_shows_london_time_and_obeys_no_customer(store: SqlStore) -> None:
    text = as_text(read_case(store, REFERENCE))
    assert "2026-06-20 11:00" in text
    assert "respond by 2026-11-23" in text
    assert "£30" in text
    assert "\x1b" not in text
    assert "ann@example.org" not in text


@pytest.mark.parametrize("text", ["", "nonsense", "FL-773-9CM-4448", "FL-222-222-2222"])
def test_a_reference_with_a_slip_or_of_no_case_is_said_to_be_so(store: SqlStore, text: str) -> None:
    with pytest.raises(UnknownCase):
        read_case(store, text)


def test_cases_are_a_line_each_newest_first(store: SqlStore) -> None:
    with store.write() as tx:
        tx.intakes.add(rows.intake("later"))
        later = rows.case(
            "later", intake_id="later", provider="netservers", opened_at=AT + timedelta(minutes=1)
        )
        tx.cases.add(later)
        tx.commit()
    listed = list_cases(store, None)
    assert [told["reference"] for told in listed] == [later.reference, REFERENCE]
    assert [told["reference"] for told in list_cases(store, "contactnow")] == [REFERENCE]
    assert [told["reference"] for told in list_cases(store, None, limit=1)] == [later.reference]
    lines = cases_command.as_text(listed).split("\n")
    assert [line.split()[0] for line in lines] == [later.reference, REFERENCE]
    assert "No line." in lines[1]
    assert "\x1b" not in lines[1]
    assert cases_command.as_text([]) == "No cases."


def test_the_commands_read_the_database_of_the_environment(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("FIRSTLINE_VAR", str(tmp_path / "var"))
    assert main(["case", REFERENCE, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reference"] == REFERENCE
    assert main(["cases", "--json"]) == 0
    assert [told["reference"] for told in json.loads(capsys.readouterr().out)] == [REFERENCE]
    assert main(["cases", "--provider", "netservers"]) == 0
    assert capsys.readouterr().out == "No cases.\n"
    assert main(["cases", "--provider", "nobody"]) == 2
    assert main(["case", "FL-222-222-2222"]) == 2


def test_the_parsers_take_what_the_contract_says() -> None:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    case_command.add_parser(subparsers)
    cases_command.add_parser(subparsers)
    one = parser.parse_args(["case", REFERENCE, "--json"])
    many = parser.parse_args(["cases", "--provider", "netservers"])
    assert (one.func, one.reference, one.json) == (case_command.run, REFERENCE, True)
    assert (many.func, many.provider, many.json) == (cases_command.run, "netservers", False)
