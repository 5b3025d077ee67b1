"""Records at the desk: who may export, give out and erase, and what they read."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.adapters.case_pdf import case_pdf
from bot.adapters.file_store import FolderFiles
from bot.adapters.held_zip import write_package
from bot.bootstrap import build_codes
from bot.decisions.records import Role
from bot.services.subject_access import Held
from bot.web.app import create_app
from bot.web.desk.deps import Desk
from tests.support.desk import DeskHouse, desk_house
from tests.support.desk_rows import add_agent
from tests.support.everything_kept import TRACES, keep_everything
from tests.web.house import QUICK, FakeEngine, deps_for

FOUND = {"provider": "it-communications", "by": "email", "value": "zephyrine@example.org"}


@dataclass
class Records:
    house: DeskHouse
    reference: str


@pytest.fixture
def desk(tmp_path: Path) -> Records:
    house = desk_house(tmp_path)
    files = FolderFiles(tmp_path / "files")

    def packed(held: Held) -> io.BytesIO:
        out = io.BytesIO()
        write_package(
            out, held.document, held.cases, tuple((f.path, f.file) for f in held.files), files, case_pdf
        )
        out.seek(0)
        return out

    limits = replace(QUICK, sign_ins_a_minute=1000)
    deps = deps_for(
        house.context.store, FakeEngine(), now=house.clock, limits=limits, case_pdf=case_pdf,
        desk=Desk(house.context, house.passwords, build_codes(house.context), packed),
    )  # fmt: skip
    house.app = create_app(deps)
    case = keep_everything(house.context, files, add_agent(house.context))
    house.person("sue@example.org", "Sue", it_communications=Role.SUPERVISOR)
    house.person("ann@example.org", "Ann", it_communications=Role.AGENT)
    house.person("bo@example.org", "Bo", netservers=Role.ADMINISTRATOR)
    return Records(house, case.reference)


def test_an_agent_of_the_provider_exports_a_case_and_it_stands_in_the_trail(desk: Records) -> None:
    browser = desk.house.signed_in("ann@example.org")
    answer = browser.get(f"/desk/cases/{desk.reference}/export.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert f"complaint-{desk.reference.lower()}-2026-11-23.json" in answer.headers["content-disposition"]
    assert json.loads(answer.content)["internal"]["notes"]
    pdf = browser.get(f"/desk/cases/{desk.reference}/export.pdf?large")
    assert pdf.content.startswith(b"%PDF")
    assert "-large.pdf" in pdf.headers["content-disposition"]
    assert desk.house.audit("it-communications")[-2:] == ["case.exported", "case.exported"]


def test_the_card_has_links_to_both(desk: Records) -> None:
    page = desk.house.signed_in("ann@example.org").get(f"/desk/cases/{desk.reference}").text
    for ending in ("json", "pdf", "pdf?large"):
        assert f'href="/desk/cases/{desk.reference}/export.{ending}"' in page


@pytest.mark.parametrize("form", ["json", "pdf"])
def test_another_providers_person_reads_what_they_read_of_a_case_that_is_not_there(
    desk: Records, form: str
) -> None:
    browser = desk.house.signed_in("bo@example.org")
    answers = {
        browser.get(f"/desk/cases/{each}/export.{form}").text for each in (desk.reference, "FL-7KM-3RX-9PT4")
    }
    assert len(answers) == 1
    assert browser.get(f"/desk/cases/{desk.reference}/export.{form}").status_code == 404


def test_without_a_session_nothing_is_given_out(desk: Records) -> None:
    for path in (f"/desk/cases/{desk.reference}/export.json", "/desk/records", "/desk/records/retention"):
        assert desk.house.browser().get(path).status_code == 303


@pytest.mark.parametrize("path", ["", "/package", "/erase"])
def test_only_a_supervisor_of_the_provider_may_look_give_and_erase(desk: Records, path: str) -> None:
    for email, status in (("ann@example.org", 403), ("bo@example.org", 404)):
        answer = desk.house.signed_in(email).post(f"/desk/records{path}", {**FOUND, "sure": "yes"})
        assert answer.status_code == status
        assert desk.reference not in answer.text
    with desk.house.context.store.read() as tx:
        kept = tx.cases.by_reference(desk.reference)
    assert kept is not None
    assert kept.details


def test_a_form_that_is_not_ours_erases_nothing(desk: Records) -> None:
    browser = desk.house.signed_in("sue@example.org")
    assert browser.post("/desk/records/erase", {**FOUND, "sure": "yes"}, csrf="x").status_code == 403
    with desk.house.context.store.read() as tx:
        assert tx.conversations.get("chat-zeph").erased_at is None


def test_a_supervisor_looks_and_nothing_is_changed(desk: Records) -> None:
    browser = desk.house.signed_in("sue@example.org")
    page = browser.post("/desk/records", FOUND).text
    assert desk.reference in page
    assert "It may go." in page
    with desk.house.context.store.read() as tx:
        assert tx.conversations.get("chat-zeph").erased_at is None


def test_the_package_is_whole(desk: Records) -> None:
    answer = desk.house.signed_in("sue@example.org").post("/desk/records/package", FOUND)
    assert answer.headers["content-type"] == "application/zip"
    zipped = zipfile.ZipFile(io.BytesIO(answer.content))
    assert zipped.testzip() is None
    assert zipped.namelist()[0] == "everything.json"


def test_nothing_is_erased_before_they_say_that_they_made_sure(desk: Records) -> None:
    browser = desk.house.signed_in("sue@example.org")
    answer = browser.post("/desk/records/erase", FOUND)
    assert answer.status_code == 422
    assert "Nothing was erased" in answer.text
    done = browser.post("/desk/records/erase", {**FOUND, "sure": "yes"})
    assert "What could go is erased" in done.text
    card = browser.get(f"/desk/cases/{desk.reference}")
    assert card.status_code == 200
    assert [trace for trace in TRACES if trace in card.text] == []
    assert desk.house.audit("it-communications")[-1] == "records.erased"


def test_what_cannot_be_read_is_said_beside_its_box(desk: Records) -> None:
    browser = desk.house.signed_in("sue@example.org")
    answer = browser.post("/desk/records", {**FOUND, "value": "not an address"})
    assert answer.status_code == 422
    assert "That is not a whole e-mail address." in answer.text
    assert 'value="not an address"' in answer.text


def test_somebody_unknown_is_nobody(desk: Records) -> None:
    page = (
        desk.house.signed_in("sue@example.org")
        .post("/desk/records", {**FOUND, "value": "x@example.org"})
        .text
    )
    assert "Nothing is kept under that." in page


def test_what_goes_by_itself_is_listed_with_its_day(desk: Records) -> None:
    browser = desk.house.signed_in("sue@example.org")
    page = browser.get("/desk/records/retention").text
    assert "It stays until Thursday 23 November 2028" in page
    assert browser.get("/desk/records/retention?provider=netservers").status_code == 404
