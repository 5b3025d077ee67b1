"""The page of a case with its forms, and the pages of "is it still sorted?": axe finds nothing, at any width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.services.ask_still_sorted import ask_still_sorted
from bot.services.case_link import case_link
from bot.services.case_working import open_case_page
from bot.services.context import Context
from bot.services.move_case import Word, sorted_by_word
from bot.services.take_file import Filing
from tests.browser.conftest import violations
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context
from tests.support.files import png
from tests.web.house import QUICK, FakeEngine, House, deps_for, running

Visit = Callable[..., Page]
SMALLEST = 44
"""CSS pixels of a target for a finger."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


@pytest.fixture
def site(context: Context, tmp_path: Path) -> Iterator[House]:
    filing = Filing(context, FolderFiles(tmp_path / "files"), look_inside)
    deps = deps_for(
        context.store, FakeEngine(), now=context.now, filing=filing, limits=QUICK,
        case_page=lambda token: open_case_page(context, token),
    )  # fmt: skip
    with running(deps) as house:
        yield house


def sound(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    small = [
        box
        for each in page.locator("main button, main input:not([type=hidden]), main textarea").all()
        if (box := each.bounding_box()) is not None and min(box["height"], box["width"]) < SMALLEST
    ]
    assert small == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_of_a_case_and_both_links_are_sound_in_every_state(
    site: House, visit: Visit, context: Context, clock: Clock, width: int
) -> None:
    case = add_case(context, told="2026-11-05")

    def here(link: str) -> str:
        return link.replace(context.public_url, site.url)

    page = visit(width)
    page.goto(here(case_link(context, case)))
    sound(page)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what you would like to add.")
    sound(page)
    page.get_by_label("What would you like to add to your complaint?").fill("It rang off twice today.")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("status")).to_contain_text("What you wrote is on your complaint now")
    page.get_by_label("Add photos, letters or e-mails").set_input_files(
        {"name": "bill.png", "mimeType": "image/png", "buffer": png()}
    )
    page.get_by_role("button", name="Add the files").click()
    expect(page.get_by_role("link", name="bill.png")).to_be_visible()
    with context.store.write() as tx:
        sorted_by_word(context, tx, case, Word("it works"))
        tx.commit()
    clock.forward(days=3)
    ask_still_sorted(context)
    with context.store.read() as tx:
        facts = tx.outbox.all()[-1].payload["facts"]
    page.goto(here(facts["yes_link"]))
    sound(page)
    page.get_by_role("button", name="Yes, it is still sorted").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    sound(page)
    page.goto(here(facts["no_link"]))
    sound(page)
    page.get_by_role("button", name="No, open it again").click()
    expect(page.get_by_role("heading", name="is open again")).to_be_visible()
    sound(page)
    page.goto(here(facts["yes_link"]))
    expect(page.get_by_role("heading", name="This link changes nothing any more")).to_be_visible()
    sound(page)
    clock.forward(days=15)
    page.goto(here(facts["yes_link"]))
    expect(page.get_by_role("heading", name="This link is too old")).to_be_visible()
    sound(page)
