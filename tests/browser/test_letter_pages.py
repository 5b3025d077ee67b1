"""Letters in a real browser: axe on each page at three widths, and one written and issued with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.decisions.letter_record import LetterKind
from bot.services.case_link import case_link
from tests.browser.desk_house import let_in
from tests.browser.test_records_pages import sound
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent
from tests.support.letter_rows import confirm, draft, issue
from tests.web.desk_house import DeskHouse, desk_running

Visit = Callable[..., Page]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_page_of_a_letter_can_be_read_by_everybody(desk: DeskHouse, visit: Visit, width: int) -> None:
    agent = add_agent(desk.context)
    case = add_case(desk.context, told="2026-11-05")
    page = let_in(desk, visit(width), agent)
    at = f"{desk.house.url}/desk/cases/{case.reference}/letters"
    page.goto(f"{at}/new")
    sound(page, f"{width}-letter-which")
    page.goto(f"{at}/new?kind=outcome")
    sound(page, f"{width}-letter-boxes")
    page.get_by_role("button", name="See the letter").click()
    expect(page.get_by_role("alert")).to_contain_text("What you found is missing.")
    sound(page, f"{width}-letter-missing")
    letter = draft(desk.context, case, LetterKind.CANNOT_RESOLVE, agent)
    page.goto(f"{at}/{letter.id}")
    sound(page, f"{width}-letter-draft")
    page.goto(f"{at}/{letter.goes_with}")
    sound(page, f"{width}-letter-scheme")
    issued = issue(desk.context, letter, agent)
    page.goto(f"{at}/{letter.id}")
    sound(page, f"{width}-letter-issued")
    page.goto(f"{desk.house.url}/desk/cases/{case.reference}")
    sound(page, f"{width}-card-with-letters")
    link = desk.house.url + case_link(desk.context, case).removeprefix(desk.context.public_url)
    page.goto(link)
    sound(page, f"{width}-case-unconfirmed")
    confirm(desk.context, case)
    page.reload()
    sound(page, f"{width}-case-with-letters")
    page.get_by_role("link", name="Read letter IT-2026-0001").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We cannot settle your complaint")
    # Its sandbox lets nothing run, axe neither: the same page is looked at without it.
    page = visit(width)
    page.set_content(str(issued.page))
    sound(page, f"{width}-the-letter-itself")


def test_a_letter_is_written_and_issued_with_the_keyboard_alone(desk: DeskHouse, visit: Visit) -> None:
    agent = add_agent(desk.context)
    case = add_case(desk.context, told="2026-11-05")
    page = let_in(desk, visit(1280), agent)
    page.goto(f"{desk.house.url}/desk/cases/{case.reference}")
    page.get_by_role("link", name="Write a letter").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Write a letter")).to_be_visible()
    tab_to(page, "We have your complaint")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Go on")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="We need more time")).to_be_visible()
    tab_to(page, "Why you need more time")
    page.keyboard.type("The engineer is ill.")
    tab_to(page, "The new date")
    page.keyboard.type("4 December")
    tab_to(page, "See the letter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You will hear from us by Friday 4 December 2026.")).to_have_count(2)
    tab_to(page, "I have read the letter")
    page.keyboard.press("Space")
    tab_to(page, "Issue the letter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The letter is issued.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("IT-2026-0001")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what is focused is called so."""
    called = "(e) => (e.labels && e.labels.length ? e.labels[0].innerText : e.innerText || '').trim()"
    for _ in range(80):
        page.keyboard.press("Tab")
        if str(page.evaluate(f"({called})(document.activeElement)")).startswith(name):
            return
    raise AssertionError(f"Tab never comes to '{name}'.")
