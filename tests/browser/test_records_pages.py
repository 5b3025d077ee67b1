"""The pages about records in a real browser: axe on each at three widths, and a form filled in as a person would."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.adapters.file_store import FolderFiles
from bot.decisions.records import Role
from bot.services.case_link import case_link, export_link
from tests.browser.conftest import violations
from tests.browser.desk_house import let_in
from tests.support.desk_rows import add_agent
from tests.support.everything_kept import keep_everything
from tests.web.desk_house import DeskHouse, desk_running

Visit = Callable[..., Page]
SHOTS = os.environ.get("FIRSTLINE_SHOTS")
"""A folder for screenshots of every state; none are taken without it."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def sound(page: Page, name: str) -> None:
    """axe finds nothing and nothing reaches out of the page."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_what_a_customer_sees(desk: DeskHouse, visit: Visit, tmp_path: Path, width: int) -> None:
    case = keep_everything(desk.context, FolderFiles(tmp_path / "files"), add_agent(desk.context))
    page = visit(width, java_script_enabled=True)
    page.goto(f"{desk.house.url}/privacy/netservers")
    sound(page, f"{width}-privacy")
    link = case_link(desk.context, case).removeprefix(desk.context.public_url)
    page.goto(f"{desk.house.url}{link}")
    sound(page, f"{width}-case-without-an-address")
    with desk.context.store.write() as tx:
        tx.contacts.confirm(case.contact_id, desk.context.now())
        tx.commit()
    page.reload()
    page.get_by_role("button", name="E-mail me a link to it").click()
    expect(page.get_by_role("heading", name="A link is on its way")).to_be_visible()
    sound(page, f"{width}-copy-sent")
    page.goto(desk.house.url + export_link(desk.context, case).removeprefix(desk.context.public_url))
    sound(page, f"{width}-copy")
    with page.expect_download() as got:
        page.get_by_role("link", name="To read or print (PDF)").click()
    assert Path(got.value.path()).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_what_a_supervisor_does(desk: DeskHouse, visit: Visit, tmp_path: Path, width: int) -> None:
    agent = add_agent(desk.context, "Sue", role=Role.SUPERVISOR)
    case = keep_everything(desk.context, FolderFiles(tmp_path / "files"), agent)
    page = let_in(desk, visit(width), agent)
    page.goto(f"{desk.house.url}/desk/records")
    sound(page, f"{width}-records")
    page.get_by_label("The address or number").fill("zephyrine@example.org")
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("link", name=case.reference)).to_be_visible()
    sound(page, f"{width}-records-found")
    page.get_by_role("button", name="Erase what may go").click()
    expect(page.get_by_text("Nothing was erased.")).to_be_visible()
    sound(page, f"{width}-records-not-sure")
    page.get_by_label("I have made sure").check()
    page.get_by_role("button", name="Erase what may go").click()
    expect(page.get_by_role("status").filter(has_text="What could go is erased")).to_be_visible()
    sound(page, f"{width}-records-erased")
    page.goto(f"{desk.house.url}/desk/records/retention")
    sound(page, f"{width}-retention")
