"""The desk at 400 % zoom of a screen of 1280 x 1024: 320 by 256 pixels for everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.decisions.records import Role, Sender
from bot.services.desk.take_over import claim
from tests.browser.conftest import violations
from tests.browser.desk_house import PROVIDER, full_case, let_in, new_agent, write
from tests.support.desk_rows import add_agent
from tests.web.desk_house import DeskHouse, desk_running

Visit = Callable[..., Page]
ZOOMED = {"width": 320, "height": 256}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def test_the_head_leaves_more_than_half_of_a_zoomed_page(desk: DeskHouse, visit: Visit) -> None:
    page = let_in(desk, visit(320), add_agent(desk.context, "Priya Shah", PROVIDER, Role.SUPERVISOR))
    page.set_viewport_size(ZOOMED)
    for where in ("", "/cases", "/log"):
        page.goto(f"{desk.house.url}/desk{where}")
        head = page.locator("header.top").bounding_box()
        assert head is not None
        assert head["height"] < ZOOMED["height"] / 2
        for name in ("Queue", "Cases", "Log a complaint", "Audit", "Priya Shah"):
            expect(page.get_by_role("navigation", name="Desk").get_by_role("link", name=name)).to_be_visible()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []


def test_after_sending_the_box_is_in_view_below_the_newest_line(desk: DeskHouse, visit: Visit) -> None:
    priya = new_agent(desk)
    chat = full_case(desk, new_agent(desk, "Dan Roberts"))
    claim(desk.context, priya, desk.handoff_id(chat))
    page = let_in(desk, visit(320), priya)
    page.set_viewport_size(ZOOMED)
    page.goto(f"{desk.house.url}/desk/conversations/{chat}")
    box, lines = page.get_by_label("Your reply"), page.locator("#lines .line")
    box.fill("Hello, Priya here.")
    page.get_by_role("button", name="Send to the customer").click()
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport(ratio=0.95)
    expect(lines.last).to_contain_text("Hello, Priya here.")
    expect(lines.last).to_be_in_viewport(ratio=0.95)
    expect(page.get_by_text("Sent.", exact=True)).to_be_in_viewport(ratio=0.95)
    expect(box).to_have_accessible_description(
        "Sent. The customer reads it with your name. 2,000 characters at most."
    )
    assert violations(page) == []

    write(desk, chat, (Sender.CUSTOMER, "Thank you. When does the engineer come?"))
    expect(lines.last).to_contain_text("When does the engineer come?", timeout=15_000)
    expect(lines.last).to_be_in_viewport()
    expect(box).to_be_in_viewport(ratio=0.95)


def test_without_scripts_too(desk: DeskHouse, visit: Visit) -> None:
    priya = new_agent(desk)
    chat = full_case(desk, new_agent(desk, "Dan Roberts"))
    claim(desk.context, priya, desk.handoff_id(chat))
    page = let_in(desk, visit(320), priya)
    page.set_viewport_size(ZOOMED)
    page.route("**/desk.js", lambda route: route.abort())
    page.goto(f"{desk.house.url}/desk/conversations/{chat}")
    page.get_by_label("Your reply").fill("Hello, Priya here.")
    page.get_by_role("button", name="Send to the customer").click()
    expect(page.get_by_text("Sent.", exact=True)).to_be_in_viewport()
    expect(page.get_by_label("Your reply")).to_be_in_viewport()


def test_who_it_is_and_what_happened_are_read_before_any_form_of_the_work(
    desk: DeskHouse, visit: Visit
) -> None:
    priya = new_agent(desk)
    chat = full_case(desk, new_agent(desk, "Dan Roberts"))
    claim(desk.context, priya, desk.handoff_id(chat))
    page = let_in(desk, visit(320), priya)
    page.set_viewport_size(ZOOMED)
    page.goto(f"{desk.house.url}/desk/conversations/{chat}")
    heads = [head for head in page.locator("main h2").all_inner_texts() if head != "Who has it"]
    assert heads[:4] == ["Know this first", "Who it is", "What happened", "The chat"]

    def top(name: str) -> float:
        found = page.get_by_role("heading", name=name, exact=True).bounding_box()
        assert found is not None
        return found["y"]

    assert top("Know this first") < top("Who it is") < top("What happened") < top("The chat")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert abs(top("Know this first") - top("The chat")) < 4  # side by side
