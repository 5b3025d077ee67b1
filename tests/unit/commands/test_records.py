"""``subject-access``, ``erase``, ``retention`` and the export of a case, as a person calls them."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest

from bot import cli
from bot.adapters.db.store import SqlStore
from bot.adapters.file_store import FolderFiles
from bot.decisions.records import Case, CaseStatus
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent
from tests.support.everything_kept import TRACES, keep_everything, where

WHO = ("it-communications", "--email", "zephyrine@example.org")


class Place:
    def __init__(self, tmp_path: Path) -> None:
        self.context = make_context(tmp_path, Clock())
        self.files = FolderFiles(tmp_path / "files")
        self.agent = add_agent(self.context)

    def case(self, status: CaseStatus = CaseStatus.RESOLVED) -> Case:
        return keep_everything(self.context, self.files, self.agent, status=status)

    def traces(self) -> list[str]:
        assert isinstance(self.context.store, SqlStore)
        return [trace for trace in TRACES if where(trace, self.context.store)]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    made = Place(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'firstline.db'}")
    monkeypatch.setenv("FIRSTLINE_VAR", str(tmp_path))
    monkeypatch.setenv("FIRSTLINE_SECRET", "not a secret")
    monkeypatch.setenv("FIRSTLINE_NOW", "2026-11-23T10:00:00+00:00")
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def called(*argv: str) -> tuple[int, str, str]:
        code = cli.main(argv)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


def test_a_dry_run_says_what_would_go_and_changes_nothing(place: Place, run: Any) -> None:
    case = place.case()
    code, out, _ = run("erase", *WHO, "--dry-run")
    assert code == 0
    assert case.reference in out
    assert "Nothing was changed." in out
    assert place.traces() == list(TRACES)


def test_it_is_erased_and_the_second_time_nothing_is_there(place: Place, run: Any) -> None:
    case = place.case()
    code, out, _ = run("erase", *WHO, "--json")
    assert code == 0
    assert json.loads(out)["chats"] == [
        {
            "provider": "it-communications",
            "name": case.reference,
            "goes": True,
            "why": "may_go",
            "from_day": None,
        }
    ]
    assert place.traces() == []
    assert run("erase", *WHO)[1] == "Nothing is kept under that.\n"


def test_what_stays_is_said_with_its_reason_and_the_exit_code(place: Place, run: Any) -> None:
    place.case(CaseStatus.OPEN)
    code, out, _ = run("erase", *WHO)
    assert code == 1
    assert "stays: a complaint is open" in out
    assert place.traces() == list(TRACES)


@pytest.mark.parametrize(
    "argv, says",
    [
        (("erase", "nobody", "--email", "a@example.org"), "There is no provider"),
        (("erase", "netservers", "--email", "x"), "not a whole e-mail address"),
        (("erase", "netservers", "--phone", "12"), "not a whole telephone number"),
        (("erase", "netservers"), "required"),
        (("erase", "netservers", "--email", "a@example.org", "--phone", "01223 446000"), "not allowed"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    place: Place, run: Any, argv: tuple[str, ...], says: str
) -> None:
    code, _, err = run(*argv)
    assert code == 2
    assert says in err


def test_retention_tells_of_each_chat_and_erases_only_what_is_due(
    place: Place, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.case()
    code, out, _ = run("retention", "--dry-run", "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["erased"], [each["why"] for each in told["chats"]]) == (0, ["not_yet"])
    assert told["chats"][0]["from_day"] == "2028-11-23"
    monkeypatch.setenv("FIRSTLINE_NOW", "2028-11-23T00:30:00+00:00")
    assert "goes" in run("retention", "--dry-run")[1]
    assert place.traces() == list(TRACES)
    assert "Erased: 1." in run("retention")[1]
    assert place.traces() == []


def test_the_package_is_written_for_its_owner_only_and_never_over_something(
    place: Place, run: Any, tmp_path: Path
) -> None:
    place.case()
    target = tmp_path / "out.zip"
    code, out, _ = run("subject-access", *WHO, "--to", str(target))
    assert code == 0
    assert "1 chats, 1 complaints, 1 files" in out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert zipfile.ZipFile(target).testzip() is None
    code, _, err = run("subject-access", *WHO, "--to", str(target))
    assert code == 2
    assert "is there already" in err


def test_for_somebody_unknown_no_package_is_written(place: Place, run: Any, tmp_path: Path) -> None:
    target = tmp_path / "out.zip"
    code, out, _ = run("subject-access", "netservers", "--email", "x@example.org", "--to", str(target))
    assert (code, out) == (1, "Nothing is kept under that.\n")
    assert not target.exists()


def test_a_case_is_exported_as_json_and_as_pdf(place: Place, run: Any, tmp_path: Path) -> None:
    case = place.case()
    as_json, as_pdf = tmp_path / "case.json", tmp_path / "case.pdf"
    code, out, _ = run("case", case.reference.lower(), "--export", "json", "--to", str(as_json))
    assert code == 0
    assert "not for the customer" in out
    assert json.loads(as_json.read_text())["reference"] == case.reference
    assert run("case", case.reference, "--export", "pdf", "--large", "--to", str(as_pdf))[0] == 0
    assert pypdf.PdfReader(io.BytesIO(as_pdf.read_bytes())).pages


@pytest.mark.parametrize("more", [("--export", "json"), ("--to", "x"), ("--large",)])
def test_an_export_that_is_half_asked_for_is_refused(place: Place, run: Any, more: tuple[str, ...]) -> None:
    code, _, err = run("case", place.case().reference, *more)
    assert code == 2
    assert "An export needs both" in err


def test_a_case_that_is_not_there_is_not_exported(place: Place, run: Any, tmp_path: Path) -> None:
    code, _, err = run("case", "FL-7KM-3RX-9PT4", "--export", "json", "--to", str(tmp_path / "x"))
    assert code == 2
    assert "There is no case" in err
    assert not (tmp_path / "x").exists()
