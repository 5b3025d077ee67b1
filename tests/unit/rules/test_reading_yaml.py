"""How files are read: plain words keep their meaning, and what is wrong is said with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.yaml_files import load_rules, load_schemes, read
from bot.decisions.errors import BrokenRule

RULE = """\
description: How long it takes.
unit: weeks
decided_by: the day of asking
values:
  2020-01-01:
    value: 6
    reference:
      - title: A page
    standing: primary
    verified_on: 2026-11-22
"""


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("17:00", "17:00"),
        ("09:00", "09:00"),
        ("01223", "01223"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("10.30", "10.30"),
        ("10", 10),
        ("0", 0),
        ("-3", -3),
        ("~", None),
        ("", None),
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-02-31", "2026-02-31"),
        ('"2026-11-22"', "2026-11-22"),
    ],
)
def test_a_plain_word_means_what_it_looks_like(tmp_path: Path, written: str, value: object) -> None:
    assert _read(tmp_path, f"key: {written}\n").data == {"key": value}


def test_a_key_given_twice_is_reported_with_its_line(tmp_path: Path) -> None:
    found = _read(tmp_path, "outer:\n  - inner: 1\n    other: 2\n    inner: 3\n").problems
    assert [(p.key, p.line, p.mend) for p in found] == [("outer[0].inner", 4, "Keep one of the two.")]


def test_a_date_given_twice_in_values_is_a_key_given_twice(tmp_path: Path) -> None:
    found = _read(tmp_path, "values:\n  2026-04-08: 1\n  2026-04-08: 2\n").problems
    assert [(p.key, p.line) for p in found] == [("values.2026-04-08", 3)]


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"key: [1, 2\nother: 3\n", 2), (b"key: 'open\n", 2), (b"\tkey: 1\n", 1)],
)
def test_broken_yaml_is_reported_with_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    found = _read(tmp_path, content).problems
    assert [(p.line, "cannot be read as YAML" in p.what) for p in found] == [(line, True)]


@pytest.mark.parametrize("content", [b"key: \xff\xfe\n", b"key: a\x00b\n", b"&a [*a]\n"])
def test_a_file_that_is_no_text_or_holds_itself_is_reported_not_raised(
    tmp_path: Path, content: bytes
) -> None:
    found = _read(tmp_path, content)
    assert (found.data, len(found.problems)) == (None, 1)


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    assert "cannot be opened" in read(tmp_path / "gone.yml").problems[0].what


@pytest.mark.parametrize(
    ("old", "new", "key", "mend"),
    [
        ("unit: weeks\n", "", "unit", "Say the unit"),
        ("unit: weeks\n", "unit: ''\n", "unit", "Write it"),
        ("unit: weeks\n", "unit: weeks\nunti: weeks\n", "unti", "Did you mean 'unit'?"),
        ("unit: weeks\n", "unit: weeks\nunit: days\n", "unit", "Keep one of the two."),
        ("value: 6", "value:", "values.2020-01-01.value", "Give the value"),
        (
            "    reference:\n      - title: A page\n",
            "",
            "values.2020-01-01.reference",
            "at least one reference",
        ),
        (
            "    reference:\n      - title: A page\n",
            "    reference: []\n",
            "values.2020-01-01.reference",
            "at least one reference",
        ),
        ("title: A page", "title:", "values.2020-01-01.reference[0].title", "Give the value"),
        ("standing: primary", "standing: sure", "values.2020-01-01.standing", "Write one of 'primary'"),
        ("2026-11-22", "2026-02-31", "values.2020-01-01.verified_on", "Write a date"),
        ("2020-01-01", "2020-13-01", "values.2020-13-01", "Write a date"),
    ],
)
def test_a_broken_rule_names_file_key_and_mend(
    tmp_path: Path, old: str, new: str, key: str, mend: str
) -> None:
    assert old in RULE
    (tmp_path / "how_long.yml").write_text(RULE.replace(old, new))
    with pytest.raises(BrokenRule) as caught:
        load_rules(tmp_path)
    said = str(caught.value)
    assert "how_long.yml" in said
    assert f": {key}: " in said
    assert mend in said


def test_a_sound_rule_is_read(tmp_path: Path) -> None:
    (tmp_path / "how_long.yml").write_text(RULE)
    assert load_rules(tmp_path).at("how_long", date(2020, 1, 1)).value == 6


def test_schemes_that_are_missing_are_a_broken_rule(tmp_path: Path) -> None:
    with pytest.raises(BrokenRule, match=r"schemes\.yml.*cannot be opened"):
        load_schemes(tmp_path)


def _read(folder: Path, content: str | bytes) -> Any:
    path = folder / "file.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)
