"""A chat without a complaint in real browsers: logged from its card; and the line of who waits on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.services.desk.take_over import claim, pass_on
from tests.browser.conftest import violations
from tests.browser.desk_house import PROVIDER, let_in, new_agent
from tests.browser.test_desk import NEWS_MS, SHOTS, customer_who_waits
from tests.support.desk_rows import add_agent, waiting_chat
from tests.web.desk_house import DeskHouse, desk_running

Visit = Callable[..., Page]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def sound(page: Page, name: str) -> None:
    """axe finds nothing, and nothing reaches out of the page."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_complaint_is_logged_from_the_card_and_words_are_not_passed_by(
    desk: DeskHouse, visit: Visit, width: int
) -> None:
    customer = customer_who_waits(desk)
    page = let_in(desk, visit(width), new_agent(desk))
    page.goto(f"{desk.house.url}/desk/conversations/{customer.id}")
    page.get_by_role("button", name="Claim this chat").click()
    customer.say("And who pays for it?")
    page.reload()
    page.get_by_text("Give it back to the assistant").click()
    page.get_by_role("button", name="Give it back").click()
    expect(page.get_by_role("alert").get_by_text("The customer wrote last.")).to_be_visible()
    sound(page, f"wrote-last-{width}")
    page.get_by_role("link", name="Log the complaint of this chat").click()
    sound(page, f"log-from-chat-{width}")
    page.get_by_label("Customer’s name").fill("Sam Carter")
    page.get_by_label("E-mail", exact=True).check()
    page.get_by_label("Address or number for the reply").fill("sam@example.com")
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("The complaint is logged. The customer can read its reference")).to_be_visible()
    expect(page.get_by_label("Outcome that you offer")).to_be_visible()
    sound(page, f"logged-from-chat-{width}")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_line_of_who_waits_comes_to_an_open_page_by_itself(
    desk: DeskHouse, visit: Visit, width: int
) -> None:
    agent, colleague = new_agent(desk), add_agent(desk.context, "Zoe", PROVIDER)
    page = let_in(desk, visit(width), agent)
    with page.expect_response("**/desk/news*"):  # it knows who waits now: what comes after is new
        page.goto(f"{desk.house.url}/desk/cases")
    expect(page.get_by_text("waits for a person", exact=False).first).to_be_hidden()
    handoff = waiting_chat(desk.context, "c" * 32, PROVIDER)
    claim(desk.context, colleague, handoff)
    pass_on(desk.context, colleague, handoff, agent.id, "Ring them.")
    expect(page.locator("#waits")).to_have_text(
        "1 customer waits for a person Look at the queue", timeout=NEWS_MS
    )
    expect(page.locator("#said")).to_contain_text("was passed to you", timeout=NEWS_MS)
    sound(page, f"cases-who-waits-{width}")
    for where in ("log", "account"):
        page.goto(f"{desk.house.url}/desk/{where}")
        expect(page.locator("#waits")).to_be_visible()
        sound(page, f"{where}-who-waits-{width}")
    page.get_by_role("link", name="Look at the queue").click()
    expect(page.get_by_text("Passed to you")).to_be_visible()
    sound(page, f"queue-passed-{width}")
