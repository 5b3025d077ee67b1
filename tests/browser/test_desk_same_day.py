"""The note for several in a real browser: axe at every size, and what a customer then reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_house import PROVIDER, let_in, new_agent
from tests.browser.test_desk import sound
from tests.support.same_day import several_tell
from tests.web.desk_house import DeskHouse, desk_running

Visit = Callable[..., Page]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing_where_several_told_the_same(desk: DeskHouse, visit: Visit, width: int) -> None:
    chats = several_tell(desk.context, 6, PROVIDER)
    several_tell(desk.context, 4, PROVIDER, "You have charged me twice this month", first=20)
    page = let_in(desk, visit(width), new_agent(desk))
    page.goto(f"{desk.house.url}/desk")
    expect(page.get_by_role("heading", name="Told by several today")).to_be_visible()
    sound(page, f"desk-{width}-same-day")
    box = page.get_by_label("One note for all of them (I.T Communications: nothing works)")
    box.fill("   ")
    page.get_by_role("article", name="nothing works").get_by_role("button", name="Send to all").click()
    expect(page.get_by_role("alert").filter(has_text="Write what all of them should know.")).to_be_focused()
    sound(page, f"desk-{width}-same-day-wrong")
    box.fill("We know of it. We aim to be done by 4pm.")
    page.get_by_role("article", name="nothing works").get_by_role("button", name="Send to all").click()
    expect(page.get_by_role("status").filter(has_text="Your note was sent.")).to_be_visible()
    expect(page.get_by_text("6 chats have it")).to_be_visible()
    sound(page, f"desk-{width}-same-day-sent")
    assert "We aim to be done by 4pm." in desk.lines(chats[0].id)[-1].text
    page.get_by_role("button", name="End this note").click()
    expect(page.get_by_role("status").filter(has_text="The note has ended.")).to_be_visible()
    sound(page, f"desk-{width}-same-day-ended")
