"""A new line is seen: followed by who reads the end, and told to who reads above or has the card open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.decisions.records import ConversationState
from bot.services.desk.take_over import claim
from bot.services.hand_off import request_person
from tests.browser.conftest import Chat, violations
from tests.browser.desk_house import PROVIDER, new_agent
from tests.browser.test_card_corrections import complaint
from tests.support.waiting import until
from tests.web.desk_house import DeskHouse, desk_running
from tests.web.house import House

Visit = Callable[..., Page]
HUMAN = ConversationState.HUMAN
LONG = "\n".join(
    f"{number}. One of many lines, so that the log has more than it can show." for number in range(12)
)

IN_VIEW = """(text) => {
  const root = document.querySelector('firstline-chat').shadowRoot;
  const line = [...root.querySelectorAll('.line')].find(one => one.textContent.includes(text));
  if (!line) return false;
  const at = line.getBoundingClientRect();
  for (let up = line.parentElement; up; up = up.parentElement) {
    if (getComputedStyle(up).overflowY === 'visible') continue;
    const box = up.getBoundingClientRect();
    if (at.bottom > box.bottom + 1 || at.top < box.top - 1) return false;
  }
  return at.top >= 0 && at.bottom <= innerHeight + 1;
}"""
"""Whether all of a line is in view: no box that scrolls, and not the window, cuts it off."""

ANNOUNCED = """() => {
  window.heard = [];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    new MutationObserver((found) => {
      for (const one of found) for (const node of one.addedNodes) {
        const near = node.nodeType === 1 ? node : node.parentElement;
        const live = near?.closest('[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]');
        if (live) window.heard.push(node.textContent);
      }
    }).observe(root, { childList: true, subtree: true, characterData: true });
    return root;
  };
}"""


def seen(page: Page, text: str) -> None:
    until(lambda: bool(page.evaluate(IN_VIEW, text)), f"all of {text!r} in view")


def news(page: Page) -> Locator:
    return page.get_by_role("button", name="New message from Priya", exact=True)


def with_priya(house: House, page: Page) -> Chat:
    chat = Chat(page, house).open()
    chat.put(HUMAN, "Hello, I'm Priya.", LONG, "That was a lot, sorry.")
    chat.until("That was a lot, sorry.")
    to_the_end(page)
    expect(news(page)).to_be_hidden()
    return chat


def to_the_end(page: Page) -> None:
    page.locator(".line").last.evaluate("line => line.scrollIntoView({ block: 'end' })")


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
def test_who_reads_the_end_is_taken_along(house: House, visit: Visit, size: tuple[int, int]) -> None:
    page = visit()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    chat = with_priya(house, page)
    for number in range(6):
        chat.put(HUMAN, f"Line {number} of Priya.")
        seen(page, f"Line {number} of Priya.")
        expect(news(page)).to_be_hidden()


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (1280, 800)])
def test_who_reads_above_is_told_and_taken_there(house: House, visit: Visit, size: tuple[int, int]) -> None:
    page = visit()
    page.add_init_script(f"({ANNOUNCED})()")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    chat = with_priya(house, page)
    page.locator(".log").evaluate("log => { log.scrollTop = 0; }")
    page.wait_for_timeout(200)
    page.evaluate("window.heard.length = 0")
    chat.put(HUMAN, "Can you read me a line of the bill?")
    expect(news(page)).to_be_visible()
    assert page.locator(".log").evaluate("log => log.scrollTop") == 0
    assert not page.evaluate(IN_VIEW, "Can you read me a line of the bill?")
    assert violations(page) == []
    told = page.evaluate("window.heard")
    assert len([each for each in told if "Can you read me" in each]) == 1
    assert [each for each in told if "New message" in each] == []
    chat.put(HUMAN, "Are you there?")
    chat.until("Are you there?")
    chat.log.press("Tab")
    expect(news(page)).to_be_focused()
    page.keyboard.press("Enter")
    seen(page, "Can you read me a line of the bill?")
    seen(page, "Are you there?")
    expect(news(page)).to_be_hidden()
    assert "Can you read me" in page.evaluate(
        "document.querySelector('firstline-chat').shadowRoot.activeElement.textContent"
    )


def test_reading_down_to_the_end_puts_the_button_away(house: House, visit: Visit) -> None:
    page = visit()
    chat = with_priya(house, page)
    page.locator(".log").evaluate("log => { log.scrollTop = 0; }")
    page.wait_for_timeout(200)
    chat.put(HUMAN, "One more thing.")
    expect(news(page)).to_be_visible()
    news(page).focus()
    to_the_end(page)
    expect(news(page)).to_be_hidden()
    expect(chat.log).to_be_focused()
    chat.put(HUMAN, "And this.")
    seen(page, "And this.")


def test_a_long_answer_of_the_assistant_begins_in_view(house: House, visit: Visit) -> None:
    page = visit(320)
    chat = Chat(page, house).open()
    for number in range(4):
        chat.say(f"line {number}")
        chat.until(f"I heard: line {number}")
    seen(page, "I heard: line 3")
    expect(news(page)).to_be_hidden()


def test_at_four_hundred_per_cent_a_new_line_is_told_too(house: House, visit: Visit) -> None:
    page = visit(320)
    page.set_viewport_size({"width": 320, "height": 256})
    chat = with_priya(house, page)
    chat.box.focus()
    page.wait_for_timeout(200)
    chat.put(HUMAN, "Can you read me a line of the bill?")
    chat.until("Can you read me a line of the bill?")
    if not page.evaluate(IN_VIEW, "Can you read me a line of the bill?"):
        expect(news(page)).to_be_in_viewport(ratio=1)
        news(page).press("Enter")
        seen(page, "Can you read me a line of the bill?")
    assert violations(page) == []


# --- with the card open ---


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def told_to_priya(desk: DeskHouse, page: Page) -> Chat:
    chat = Chat(page, desk.house).open(PROVIDER)
    complaint(desk, chat.id)
    priya = new_agent(desk)
    request_person(desk.context, chat.id, "1", "asked")
    assert claim(desk.context, priya, desk.handoff_id(chat.id)).won
    page.get_by_role("button", name="Check what the person sees").wait_for()
    chat.until("You are now talking to")
    to_the_end(page)
    expect(news(page)).to_be_hidden()
    return chat


def open_card(chat: Chat) -> None:
    chat.press("Check what the person sees")
    heading = chat.page.get_by_role("heading", name="What the person sees of your complaint")
    expect(heading).to_be_in_viewport()


SIZES = [(320, 568), (390, 844), (768, 1024), (1280, 800)]


@pytest.mark.parametrize("size", SIZES)
def test_send_stays_whole_with_the_card_open(desk: DeskHouse, visit: Visit, size: tuple[int, int]) -> None:
    page = visit()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    chat = told_to_priya(desk, page)
    open_card(chat)
    for name in ("Send", "More", "Check what the person sees"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    expect(chat.box).to_be_in_viewport(ratio=1)
    last = page.get_by_role("button", name="Close this list")
    last.scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Change: Name").click()
    expect(page.get_by_label("What is your name?").last).to_be_in_viewport(ratio=1)
    send = page.get_by_role("button", name="Send", exact=True)
    if size[1] < 600:  # the field and its buttons come first on a small screen; "Send" is reached
        send.scroll_into_view_if_needed()
    expect(send).to_be_in_viewport(ratio=1)
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_send_stays_whole_with_a_file_chosen(desk: DeskHouse, visit: Visit, size: tuple[int, int]) -> None:
    page = visit()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    chat = told_to_priya(desk, page)
    open_card(chat)
    chat.press("More")
    chat.press("Add a file")
    page.get_by_label("A file for your complaint").set_input_files(
        {"name": "phone bill.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    for name in ("Send the file", "Send"):
        button = page.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)
    if size[1] > 600:
        page.get_by_role("button", name="Send the file").scroll_into_view_if_needed()
        expect(page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport(ratio=1)
    assert violations(page) == []


def test_at_four_hundred_per_cent_all_of_the_card_is_reached(desk: DeskHouse, visit: Visit) -> None:
    page = visit(320)
    page.set_viewport_size({"width": 320, "height": 256})
    chat = told_to_priya(desk, page)
    open_card(chat)
    for name in ("Close this list", "Send", "More"):
        button = page.get_by_role("button", name=name, exact=True)
        button.focus()
        expect(button).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_a_line_that_comes_while_the_card_is_open_is_told(
    desk: DeskHouse, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    chat = told_to_priya(desk, page)
    open_card(chat)
    chat.put(HUMAN, "Can you read me a line of the bill?")
    expect(news(page)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport(ratio=1)
    assert violations(page) == []
    news(page).press("Enter")
    seen(page, "Can you read me a line of the bill?")
    expect(page.get_by_role("heading", name="What the person sees of your complaint")).to_be_hidden()


def test_a_half_written_change_is_not_lost_to_a_new_line(desk: DeskHouse, visit: Visit) -> None:
    page = visit(320)
    chat = told_to_priya(desk, page)
    open_card(chat)
    page.get_by_role("button", name="Change: Name").click()
    page.get_by_label("What is your name?").last.fill("Jo Blo")
    chat.put(HUMAN, "Can you read me a line of the bill?")
    news(page).click()
    seen(page, "Can you read me a line of the bill?")
    expect(page.get_by_label("What is your name?").last).to_have_value("Jo Blo")


# --- who has the chat is said once, and what is offered is true ---


def test_who_has_the_chat_is_said_once_and_no_person_is_offered_then(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    ask = page.get_by_role("button", name="Talk to a person", exact=True)
    carry_on = page.get_by_role("button", name="Carry on with the assistant")
    expect(ask).to_be_visible()
    ask.focus()
    chat.put(ConversationState.WAITING)
    expect(carry_on).to_be_visible()
    expect(ask).to_be_hidden()
    expect(chat.box).to_be_focused()
    said = page.locator(".panel").inner_text()
    assert said.count("You are waiting for a person") == 1
    assert "queue" not in said
    chat.put(HUMAN, "Hello, I'm Priya.")
    chat.until("I'm Priya")
    expect(carry_on).to_be_hidden()
    expect(ask).to_be_hidden()
    assert page.locator(".panel").inner_text().count("You are talking to a person") == 1
    expect(page.get_by_role("status").filter(has_text="You are talking to a person: Priya")).to_be_visible()
    chat.put(ConversationState.BOT)
    expect(ask).to_be_visible()
    chat.put(ConversationState.CLOSED)
    expect(page.locator(".ended")).to_be_visible()
    assert page.locator(".panel").inner_text().count("This chat has ended") == 1
