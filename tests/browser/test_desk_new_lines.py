"""What the customer writes to the person who has them: new at the desk until somebody answers, and never overlooked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.decisions.records import Message, Sender
from bot.services.desk.take_over import claim
from bot.services.hand_off import request_person
from tests.browser.conftest import Chat, violations
from tests.browser.desk_house import PROVIDER, let_in, new_agent
from tests.browser.test_card_corrections import complaint
from tests.web.desk_house import DeskHouse, desk_running

Visit = Callable[..., Page]
BILL = "My account number is 44120, and the second bill came on Monday."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


@pytest.mark.parametrize("width", [320, 1280])
def test_what_they_write_is_new_until_it_is_answered(desk: DeskHouse, visit: Visit, width: int) -> None:
    chat = Chat(visit(width), desk.house).open(PROVIDER)
    complaint(desk, chat.id)
    priya = new_agent(desk)
    page = let_in(desk, visit(width), priya)
    request_person(desk.context, chat.id, "1", "asked")
    assert claim(desk.context, priya, desk.handoff_id(chat.id)).won
    page.goto(f"{desk.house.url}/desk/conversations/{chat.id}")
    new = page.locator(".line.new")
    expect(new).to_have_count(0)

    chat.say(BILL)
    expect(new).to_have_count(1, timeout=15_000)
    expect(new).to_contain_text(BILL)
    expect(new).to_contain_text("New")
    jump = page.get_by_role("button", name="New message from the customer")
    expect(jump).to_be_hidden()
    assert violations(page) == []

    lines = page.locator("#lines")
    lines.evaluate("each => { each.scrollTop = 0; }")
    chat.say("Are you there?")
    expect(jump).to_be_visible(timeout=15_000)
    assert lines.evaluate("each => each.scrollTop") == 0
    assert violations(page) == []
    lines.focus()
    page.keyboard.press("Tab")
    expect(jump).to_be_focused()
    page.keyboard.press("Enter")
    expect(new.filter(has_text="Are you there?")).to_be_focused()
    expect(jump).to_be_hidden()
    page.reload()
    expect(new).to_have_count(2)

    with desk.context.store.write() as tx:
        said = "Thank you, I see it."
        tx.messages.add(Message(chat.id, 0, Sender.AGENT, said, datetime.now(UTC), spoken_by="Priya"))
        tx.commit()
    page.get_by_text("Thank you, I see it.").wait_for(timeout=15_000)
    expect(new).to_have_count(0)
