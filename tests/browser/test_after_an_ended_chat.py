"""Somebody whose chat an agent ended asks for a person again: both chats can be read, by them and by the agent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chat, violations
from tests.web.desk_house import DeskHouse, desk_running

Visit = Callable[..., Page]
STORY = "My line has been dead for nine days"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def test_the_ended_chat_stays_above_the_new_one_and_the_agent_finds_it(desk: DeskHouse, visit: Visit) -> None:
    page, priya = visit(320), desk.browser()
    chat = Chat(page, desk.house).open()
    chat.say(STORY)
    chat.until(f"I heard: {STORY}")
    earlier = page.evaluate("JSON.parse(Object.values(localStorage)[0]).id")
    priya.press(f"/desk/conversations/{earlier}/join")
    priya.press(f"/desk/conversations/{earlier}/close", text="An engineer comes on Friday.")
    chat.until("has ended this chat")
    priya.get("/desk/news")  # she is at the desk
    chat.press("Talk to a person")
    chat.until("They can read this chat and the one that has ended")
    texts = chat.texts()
    assert texts.index(STORY) < texts.index("I would like to talk to a person.")
    assert texts[-3].startswith("I'm a bot")  # the greeting, and then what they pressed
    assert page.locator(".line .choices").count() == 0
    expect(page.get_by_role("button", name="Carry on with the assistant")).not_to_have_class("full")
    assert violations(page) == []
    assert f"goes on from chat {earlier[:8]}" in priya.see("/desk")
