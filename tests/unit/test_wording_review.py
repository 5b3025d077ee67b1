"""``docs/wording-review.md``: every response has been read for tone, as it stands today, by somebody else."""

from __future__ import annotations

import importlib.util
import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def script() -> ModuleType:
    """``scripts/review-words.py``, whose name cannot be imported."""
    spec = importlib.util.spec_from_file_location("review_words", ROOT / "scripts" / "review-words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


REVIEW = script()
TABLE = REVIEW.TABLE.read_text(encoding="utf-8")
SAID = REVIEW.responses()
ADVICE = "read it as docs/wording-review.md says, then run scripts/review-words.py KEY"


# --- the table of today ---


def test_every_response_stands_in_the_table() -> None:
    assert REVIEW.compare(TABLE, SAID).new == [], ADVICE


def test_the_table_names_no_response_that_is_gone() -> None:
    assert REVIEW.compare(TABLE, SAID).gone == []


def test_no_response_was_changed_since_it_was_read() -> None:
    assert REVIEW.compare(TABLE, SAID).stale == [], ADVICE


def test_a_response_stands_in_the_table_once() -> None:
    keys = [row.key for row in REVIEW.rows(TABLE)]
    assert sorted(set(keys)) == sorted(keys)


def test_every_line_of_the_table_can_be_read() -> None:
    """A row with a slip in it would be passed over, and its response found missing for no reason that one can see."""
    written = re.findall(r"^\|.*utter_\w+.*$", TABLE, re.MULTILINE)
    assert len(written) == len(REVIEW.rows(TABLE))


def test_every_row_says_something() -> None:
    for row in REVIEW.rows(TABLE):
        assert row.use.strip(" …"), row.key
        assert row.note.strip(" …"), row.key
        assert row.on >= date(2026, 11, 27), row.key


# --- the script ---

SMALL = {
    "utter_hello": {"text": "Hello.", "buttons": [{"title": "Complain", "payload": "/make_complaint"}]},
    "utter_bye": {"text": "Goodbye."},
}


def small_table() -> str:
    marks = {key: REVIEW.fingerprint(response) for key, response in SMALL.items()}
    lines = [REVIEW.line(key, "a word", date(2026, 1, 2), mark, "stands") for key, mark in marks.items()]
    return "# Words\n\n" + "\n".join(lines) + "\n\nMore.\n"


def test_nothing_is_found_where_all_is_read() -> None:
    assert REVIEW.compare(small_table(), SMALL) == REVIEW.Found([], [], [])


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Hello!", "buttons": SMALL["utter_hello"]["buttons"]},
        {"text": "Hello.", "buttons": [{"title": "complain", "payload": "/make_complaint"}]},
        {"text": "Hello."},
    ],
)
def test_a_change_of_text_or_title_is_caught(changed: dict[str, object]) -> None:
    assert REVIEW.compare(small_table(), {**SMALL, "utter_hello": changed}).stale == ["utter_hello"]


def test_where_a_button_leads_is_nothing_to_read() -> None:
    other = {"text": "Hello.", "buttons": [{"title": "Complain", "payload": "/affirm"}]}
    assert REVIEW.compare(small_table(), {**SMALL, "utter_hello": other}).stale == []


def test_what_is_new_or_gone_is_named() -> None:
    found = REVIEW.compare(
        small_table(), {"utter_hello": SMALL["utter_hello"], "utter_new": {"text": "New."}}
    )
    assert (found.new, found.gone) == (["utter_new"], ["utter_bye"])


def test_what_was_read_again_gets_its_day_and_all_else_stays() -> None:
    said = {"utter_hello": {"text": "Hello there."}, "utter_bye": {"text": "Bye."}}
    table = REVIEW.read_again(small_table(), ["utter_hello"], said, date(2027, 3, 4))
    assert REVIEW.compare(table, said).stale == ["utter_bye"]
    assert [row.on for row in REVIEW.rows(table)] == [date(2027, 3, 4), date(2026, 1, 2)]
    before, after = small_table().splitlines(), table.splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [(before[2], after[2])]


def test_the_command_lists_and_renews(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    domain, table = tmp_path / "domain.yml", tmp_path / "table.md"
    domain.write_text(
        "responses:\n  utter_hello:\n    - text: Hello there.\n  utter_new:\n    - text: New.\n"
    )
    table.write_text(small_table())
    assert REVIEW.main([], domain, table) == 1
    said = capsys.readouterr().out
    for words in (
        "changed since its review: utter_hello",
        "never reviewed: utter_new",
        "gone from domain.yml: utter_bye",
    ):
        assert words in said
    assert REVIEW.main(["--on", "2027-03-04", "utter_hello"], domain, table) == 1
    assert "utter_hello" not in capsys.readouterr().out
    assert REVIEW.main(["utter_new"], domain, table) == 2
    assert "utter_new" in capsys.readouterr().err
