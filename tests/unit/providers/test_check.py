"""``firstline check``: every kind of slip is found, with file, key and mend, and none hides another."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import pytest

from bot.adapters.yaml_files import PROVIDERS, RULES, load_provider
from bot.commands import check as command
from bot.decisions.errors import BrokenProfile
from bot.decisions.soundness import Problem

IT = "it-communications"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(RULES, tmp_path / "rules")
    shutil.copytree(PROVIDERS, tmp_path / "providers")
    return tmp_path


def break_it(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


SLIPS = [
    ("unknown key", "    unit: working_days\n", "    unit: working_days\n    hegde: aims to\n",
     "targets.first.hegde", "Did you mean 'hedge'?"),
    ("duplicate key", "    length: 5\n", "    length: 5\n    length: 6\n", "targets.first.length", "Keep one"),
    ("opens after it closes", 'mon: ["09:00", "17:00"]', 'mon: ["17:00", "09:00"]',
     "channels[0].hours.days.mon", "Write the opening time first"),
    ("opens and closes at once", 'mon: ["09:00", "17:00"]', 'mon: ["09:00", "09:00"]',
     "channels[0].hours.days.mon", "Write the opening time first"),
    ("half past twenty-four", 'mon: ["09:00", "17:00"]', 'mon: ["09:00", "24:30"]',
     "channels[0].hours.days.mon[1]", "from 00:00 to 23:59"),
    ("no such day", 'mon: ["09:00", "17:00"]', 'monday: ["09:00", "17:00"]',
     "channels[0].hours.days.monday", "Write one of 'mon'"),
    ("ladder without an end", "    ends: true\n", "", "ladder", "'ends: true'"),
    ("ladder that ends too early", "    optional: true\n", "    ends: true\n", "ladder", "'ends: true'"),
    ("stage twice", "stage: escalation", "stage: writing", "ladder[2].stage", "its own name"),
    ("ladder target that is not there", "    target: first\n", "    target: fist\n",
     "ladder[0].target", "Use one of first"),
    ("no source", "    source: page\n    standing: primary\n    note: >-\n      A response",
     "    standing: primary\n    note: >-\n      A response", "targets.first.source", "Name the entry of 'sources'"),
    ("unknown source", "    source: page\n    standing: primary\n    note: >-\n      A response",
     "    source: pgae\n    standing: primary\n    note: >-\n      A response",
     "targets.first.source", "Use one of these: page, facts."),
    ("no standing", "    source: page\n    standing: primary\n    note: >-\n      A response",
     "    source: page\n    note: >-\n      A response", "targets.first.standing", "Say how well it is supported"),
    ("no unit", "    unit: working_days\n", "", "targets.first.unit", "Say the unit"),
    ("wrong unit", "    unit: working_days\n", "    unit: days\n", "targets.first.unit", "'working_days' or 'weeks'"),
    ("length of nothing", "    length: 5\n", "    length: 0\n", "targets.first.length", "Correct the value."),
    ("empty text", "text: CISAS can help you to fill in the form.", 'text: " "', "adr.says[3].text", "Write it"),
    ("text of nothing", "text: CISAS can help you to fill in the form.", "text:", "adr.says[3].text", "Give the"),
    ("hidden e-mail", "text: CISAS can help you to fill in the form.", "text: Write to [email protected].",
     "adr.says[3].text", "'absent'"),
    ("hidden e-mail with a no-break space", "text: CISAS can help you to fill in the form.",
     'text: "Write to [Email\\_Protected]."', "adr.says[3].text", "'absent'"),
    ("old name of a scheme", "text: CISAS can help you to fill in the form.", "text: Ask ombudsman services.",
     "adr.says[3].text", "adr.printed"),
    ("old link", "    note: The page does not give the link in the copy we have.",
     "    href: https://www.ombudsman-services.org/", "triage[0].href", "adr.printed"),
    ("channel without an address", "    value: 01702 668836\n", "", "channels[0]", "'absent'"),
    ("channel that is there and missing", "    value: 01702 668836\n",
     "    value: 01702 668836\n    absent: It is not given.\n", "channels[0]", "Take 'absent' away"),
    ("formats without a sentence", "details:\n", "accessible_formats: [braille]\n\ndetails:\n",
     "accessible_says", "or neither"),
    ("impossible date", "verified_on: 2026-11-22", "verified_on: 2026-02-31",
     "sources.page.verified_on", "Write a date such as"),
    ("unknown scheme", "scheme: cisas", "scheme: cisass", "adr.scheme", "Write one of 'cisas'"),
    ("slug of another file", "slug: it-communications", "slug: it-comms", "slug", "Write 'it-communications'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "key", "mend"), [slip[1:] for slip in SLIPS], ids=[slip[0] for slip in SLIPS]
)
def test_a_slip_in_a_profile_is_named_once_with_file_key_and_mend(
    folder: Path, old: str, new: str, key: str, mend: str
) -> None:
    break_it(folder, f"providers/{IT}.yml", old, new)
    found = command.data_problems(folder)
    assert [(Path(problem.file).name, problem.key) for problem in found] == [(f"{IT}.yml", key)]
    assert mend in found[0].mend
    with pytest.raises(BrokenProfile, match=f"{IT}.yml"):
        # Old words are known from schemes.yml, which is not read at start-up: only `check` looks for them.
        _load_unless_only_old_words(folder, found[0])


def _load_unless_only_old_words(folder: Path, problem: Problem) -> None:
    load_provider(folder / "providers", IT)
    if "old name" in problem.what:
        raise BrokenProfile(str(problem))


RULE_SLIPS = [
    ("no reference", "adr_claim_cap", "    reference:\n", "    refrence:\n",
     "values.0001-01-01.reference", "reference"),
    ("no unit", "adr_claim_cap", "unit: pounds\n", "", "unit", "Say the unit"),
    ("no value", "adr_claim_cap", "value: 10000", "value:", "values.0001-01-01.value", "Give the value"),
    ("unknown key", "adr_claim_cap", "unit: pounds\n", "unit: pounds\nlabel: Cap\n", "label", "Take it away"),
    ("old link outside a reference", "ofcom_role", "Ofcom does not settle individual complaints.",
     "Go to www.ombudsman-services.org.", "values.0001-01-01.value[0]", "Leave it out"),
    ("impossible date", "adr_wait", "  2026-04-08:\n", "  2026-04-31:\n", "values.2026-04-31", "Write a date"),
    ("scheme without a source", "schemes", "    phone:\n      value: 020 7520 3814\n      reference:\n",
     "    phone:\n      value: 020 7520 3814\n      references:\n", "schemes.cisas.phone.reference", "reference"),
    ("old number of a scheme", "schemes", "value: 020 7520 3814", "value: 020 7520 3827",
     "schemes.cisas.phone.value", "Leave it out"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "old", "new", "key", "mend"),
    [slip[1:] for slip in RULE_SLIPS],
    ids=[slip[0] for slip in RULE_SLIPS],
)
def test_a_slip_in_a_rule_is_named_with_file_key_and_mend(
    folder: Path, rule: str, old: str, new: str, key: str, mend: str
) -> None:
    break_it(folder, f"rules/{rule}.yml", old, new)
    found = command.data_problems(folder)
    assert {Path(problem.file).name for problem in found} == {f"{rule}.yml"}
    assert [mend in problem.mend for problem in found if problem.key == key] == [True]


def test_a_missing_first_stage_is_named_and_so_is_the_step_that_wants_it(folder: Path) -> None:
    break_it(folder, f"providers/{IT}.yml", "targets:\n  first:\n", "targets:\n  start:\n")
    found = {problem.key: problem.mend for problem in command.data_problems(folder)}
    assert list(found) == ["targets", "ladder[0].target"]
    assert "Add 'first'" in found["targets"]
    assert "Use one of start" in found["ladder[0].target"]


def test_all_slips_are_reported_not_only_the_first(folder: Path) -> None:
    break_it(folder, "providers/contactnow.yml", "slug: contactnow", "slug: contactnow\n  indented: wrong")
    break_it(folder, f"providers/{IT}.yml", "    ends: true\n", "")
    break_it(folder, f"providers/{IT}.yml", "    target: first\n", "    target: fist\n")
    break_it(folder, f"providers/{IT}.yml", "    length: 5\n", "    length: 5\n    length: 5\n")
    break_it(folder, f"providers/{IT}.yml", 'mon: ["09:00"', 'mon: ["18:00"')
    break_it(folder, f"providers/{IT}.yml", 'tue: ["09:00"', 'tue: ["18:00"')
    break_it(
        folder,
        f"providers/{IT}.yml",
        "text: CISAS can help you to fill",
        "text: Otelo [email protected] fill",
    )
    break_it(folder, "rules/adr_wait.yml", "unit: weeks\n", "")
    found = sorted((Path(problem.file).name, problem.key) for problem in command.data_problems(folder))
    assert found == [
        ("adr_wait.yml", "unit"),
        ("contactnow.yml", ""),
        (f"{IT}.yml", "adr.says[3].text"),
        (f"{IT}.yml", "adr.says[3].text"),
        (f"{IT}.yml", "channels[0].hours.days.mon"),
        (f"{IT}.yml", "channels[0].hours.days.tue"),
        (f"{IT}.yml", "ladder"),
        (f"{IT}.yml", "ladder[0].target"),
        (f"{IT}.yml", "targets.first.length"),
    ]


@pytest.mark.parametrize("content", ["", "- a list\n", "just words\n"])
def test_a_file_that_is_no_profile_is_named(folder: Path, content: str) -> None:
    (folder / "providers" / "contactnow.yml").write_text(content)
    found = command.data_problems(folder)
    assert [(Path(problem.file).name, problem.key) for problem in found] == [("contactnow.yml", "")]


def test_a_scheme_that_the_rules_do_not_have_is_named(folder: Path) -> None:
    break_it(folder, "rules/schemes.yml", "  cisas:\n", "  another:\n")
    found = [problem for problem in command.data_problems(folder) if problem.key == "adr.scheme"]
    assert [Path(problem.file).name for problem in found] == [f"{IT}.yml"]


def test_a_folder_with_profiles_only_is_checked_with_the_shipped_rules(folder: Path) -> None:
    shutil.rmtree(folder / "rules")
    assert command.data_problems(folder) == []


@pytest.mark.parametrize("missing", ["nowhere", "."])
def test_a_folder_that_holds_nothing_to_check_is_a_problem(tmp_path: Path, missing: str) -> None:
    found = command.data_problems(tmp_path / missing)
    assert len(found) == 1
    assert "Name a folder" in found[0].mend


def test_the_command_ends_with_1_and_prints_a_line_for_each(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_it(folder, f"providers/{IT}.yml", "    ends: true\n", "")
    assert command.check(argparse.Namespace(json=False, dir=folder)) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.endswith(
        f"{IT}.yml: ladder: It has no end. Mark the last step, and only it, with 'ends: true'."
    )
    assert last == "1 to mend."


def test_the_command_gives_json_for_a_program(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(folder, "rules/adr_wait.yml", "unit: weeks\n", "unit: weeks\nunit: weeks\n")
    assert command.check(argparse.Namespace(json=True, dir=folder)) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["sound"] is False
    problem = said["problems"][0]
    assert (problem["key"], problem["line"], problem["mend"]) == ("unit", 3, "Keep one of the two.")
    assert problem["file"].endswith("rules/adr_wait.yml")


def test_the_command_ends_with_0_when_all_is_sound(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "FURTHER_CHECKS", [])
    assert command.check(argparse.Namespace(json=False, dir=None)) == 0
    directories, verdict = capsys.readouterr().out.splitlines()
    assert directories.startswith("Customer directories: all-communications: ")
    assert verdict == "All sound."


def test_further_checks_are_run_and_one_that_fails_hides_no_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks() -> list[Problem]:
        raise KeyError("utter_gone")

    def finds() -> list[Problem]:
        return [Problem("domain.yml", "utter_x", "It lacks a value.", "Give it.")]

    monkeypatch.setattr(command, "FURTHER_CHECKS", [breaks, finds])
    assert command.check(argparse.Namespace(json=False, dir=None)) == 1
    said = capsys.readouterr().out
    assert "breaks: The check itself failed: KeyError" in said
    assert "domain.yml: utter_x: It lacks a value. Give it." in said
