"""Files on the form in a real browser without JavaScript: several at once, by keyboard, under axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.services.context import Context
from bot.services.take_file import Filing
from tests.browser.form_house import CHROMIUM, Inspector, chromium, violations, without_scripts
from tests.support.context import Clock, make_context
from tests.support.files import HTML, pdf, png
from tests.web.filler import form_house
from tests.web.house import QUICK, House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


@pytest.fixture
def house(context: Context, tmp_path: Path) -> Iterator[House]:
    filing = Filing(context, FolderFiles(tmp_path / "kept"), look_inside)
    with form_house(context, replace(QUICK, files_a_minute=1000), filing=filing) as made:
        yield made


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    made = {"bill.pdf": pdf(), "a screen.png": png(), "page.html": HTML}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in made}


def tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by Tab on {page.url}")


def test_files_are_added_refused_and_taken_away_by_keyboard_with_nothing_for_axe(
    browser: Browser, house: House, papers: dict[str, Path]
) -> None:
    page = without_scripts(browser, house.url).new_page()
    inspector = Inspector(browser, house.url)
    page.goto("/complain/netservers")
    page.get_by_role("button", name="Start now").click()
    page.get_by_role("link", name="Add photos, letters or e-mails").click()
    inspector.look(page)

    def choose(*names: str) -> None:
        tab_to(page, "#file")
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Space")
        assert chooser.value.is_multiple()
        chooser.value.set_files([papers[name] for name in names])
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    choose("bill.pdf", "a screen.png")
    assert page.locator("h1").inner_text() == "You have added 2 files"
    inspector.look(page)

    choose("page.html")
    assert page.title().startswith("Error: ")
    assert page.locator(".errors").inner_text().startswith("There is a problem")
    errors = page.get_by_role("link", name="page.html: I can't take that kind of file.")
    assert errors.get_attribute("href") == "#file"

    tab_to(page, ".files button")
    assert page.locator(":focus").text_content() == "Remove bill.pdf"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "You have added 1 file"
    inspector.look(page)
    assert inspector.found == {}


def test_an_error_on_the_page_of_files_has_nothing_for_axe_and_takes_the_focus(
    browser: Browser, house: House, papers: dict[str, Path]
) -> None:
    page = browser.new_context(base_url=house.url, viewport={"width": 320, "height": 640}).new_page()
    page.goto("/complain/netservers")
    page.get_by_role("button", name="Start now").click()
    page.goto("/complain/netservers/files")
    page.locator("#file").set_input_files([papers["page.html"], papers["bill.pdf"]])
    page.get_by_role("button", name="Add the files").click()
    expect(page.locator(".errors")).to_be_focused()
    assert violations(page) == []
