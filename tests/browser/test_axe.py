"""No violation of WCAG 2.2 AA that axe can see, in every state of the chat and at every size."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.decisions.records import ConversationState
from tests.browser.conftest import Chat, violations
from tests.web.house import FakeEngine, House

Visit = Callable[..., Page]
SHOTS = os.environ.get("FIRSTLINE_SHOTS")
"""A folder for screenshots of every state; none are taken without it."""


def sound(page: Page, name: str) -> None:
    """axe finds nothing; nothing reaches out of the page; targets are large enough."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    small = page.evaluate("""() => {
      const widget = document.querySelector('firstline-chat');
      return [...widget.shadowRoot.querySelectorAll('button, input, textarea')]
        .filter(one => one.checkVisibility() && (one.offsetWidth < 44 || one.offsetHeight < 44))
        .map(one => one.textContent);
    }""")
    assert small == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_state_of_the_chat(house: House, visit: Visit, engine: FakeEngine, width: int) -> None:
    page = visit(width)
    page.goto(f"{house.url}/demo/netservers")
    expect(page.get_by_role("button", name="Chat with us")).to_be_visible()
    sound(page, f"{width}-closed")
    chat = Chat(page, house).open()
    sound(page, f"{width}-open")
    chat.say("My broadband has been down for nine days and nobody calls me back")
    chat.until("I heard:")
    sound(page, f"{width}-messages")
    engine.gate.clear()
    chat.say("Hello?")
    expect(page.get_by_text("The assistant is writing …")).to_be_visible()
    sound(page, f"{width}-typing")
    engine.gate.set()
    chat.until("I heard: Hello?")
    chat.press("More")
    sound(page, f"{width}-more")
    chat.press("Pick a date")
    sound(page, f"{width}-day")
    chat.press("Cancel")
    chat.press("More")
    chat.press("Add a file")
    sound(page, f"{width}-file")
    chat.press("Cancel")
    chat.press("More")
    chat.press("Delete this chat")
    sound(page, f"{width}-asked")
    chat.press("No, keep this chat")
    page.context.set_offline(True)
    chat.say("Are you there?")
    expect(page.get_by_role("button", name="Send again")).to_be_visible()
    sound(page, f"{width}-offline")
    page.context.set_offline(False)
    chat.until("I heard: Are you there?")
    chat.put(ConversationState.WAITING)
    expect(page.get_by_role("button", name="Carry on with the assistant")).to_be_visible()
    sound(page, f"{width}-waiting")
    chat.put(ConversationState.HUMAN, "Hello, I'm Priya. I can see what you wrote to the assistant.")
    chat.until("I'm Priya")
    sound(page, f"{width}-human")
    chat.put(ConversationState.CLOSED)
    expect(page.locator(".ended")).to_be_visible()
    sound(page, f"{width}-ended")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_chat_on_a_page_of_its_own(house: House, visit: Visit, width: int) -> None:
    page = visit(width)
    page.goto(f"{house.url}/demo/contactnow/chat")
    chat = Chat(page, house)
    chat.until("I'm a bot")
    chat.until_live()
    chat.say("Hello")
    chat.until("I heard: Hello")
    sound(page, f"{width}-inline")


def test_four_hundred_per_cent_zoom(house: House, visit: Visit) -> None:
    page = visit(320)
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    chat = Chat(page, house).open()
    chat.say("My broadband is down")
    chat.until("I heard:")
    sound(page, "zoom-400")
    chat.press("Talk to a person")
    chat.until("A person will write to you")
    sound(page, "zoom-400-person")


@pytest.mark.parametrize(
    "slug", ["contactnow", "it-communications", "x-communications", "all-communications"]
)
def test_the_colours_of_every_provider(house: House, visit: Visit, slug: str) -> None:
    page = visit(768)
    chat = Chat(page, house).open(slug)
    chat.say("Hello")
    chat.until("I heard: Hello")
    sound(page, f"colours-{slug}")


def test_forced_colours_and_reduced_motion(house: House, visit: Visit, engine: FakeEngine) -> None:
    page = visit(768, forced_colors="active", reduced_motion="reduce")
    chat = Chat(page, house).open()
    engine.gate.clear()
    chat.say("Hello")
    expect(page.locator(".dots")).to_be_visible()
    assert page.locator(".dots i").first.evaluate("dot => getComputedStyle(dot).animationName") == "none"
    sound(page, "forced")


@pytest.mark.parametrize("path", ["/", "/demo/nowhere"])
def test_the_other_pages(house: House, visit: Visit, path: str) -> None:
    page = visit(320)
    page.goto(house.url + path)
    assert violations(page) == []


def test_axe_sees_into_the_widget(house: House, visit: Visit) -> None:
    page = visit(768)
    chat = Chat(page, house).open()
    chat.box.evaluate("box => box.getRootNode().querySelector('label[for=text]').remove()")
    assert [one.split(":")[0] for one in violations(page)] == ["label"]
