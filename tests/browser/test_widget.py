"""The chat as people use it: by mouse, by keyboard, on a phone, on a bad line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from bot.decisions.records import ConversationState, Sender
from tests.browser.conftest import Chat, violations
from tests.web.house import House

Visit = Callable[..., Page]


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_conversation_by_mouse(house: House, visit: Visit, width: int) -> None:
    page = visit(width)
    chat = Chat(page, house).open()
    chat.say("My broadband is down")
    chat.until("I heard: My broadband is down")
    expect(chat.box).to_have_value("")
    chat.press("Log it now")
    chat.until("I heard: /deny")
    assert chat.texts().count("Log it now") == 1
    expect(page.get_by_role("group", name="Quick replies").last).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chat.press("Close")
    expect(page.get_by_role("button", name="Chat with us")).to_be_focused()


def test_a_conversation_by_keyboard_only(house: House, visit: Visit) -> None:
    page = visit()
    page.goto(f"{house.url}/demo/netservers")
    launcher = page.get_by_role("button", name="Chat with us")
    expect(launcher).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if launcher.evaluate("one => one.getRootNode().activeElement === one"):
            break
    expect(launcher).to_be_focused()
    page.keyboard.press("Enter")
    chat = Chat(page, house)
    chat.until("I'm a bot")
    expect(chat.box).to_be_focused()
    page.keyboard.type("First line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    chat.until_live()
    page.keyboard.press("Enter")
    chat.until("I heard: First line")
    assert "First line\nsecond line" in chat.texts()
    for _ in range(3):  # back past the box and the log's own stop to the quick replies
        page.keyboard.press("Shift+Tab")
        if page.get_by_role("button", name="Sort it").evaluate(
            "one => one.getRootNode().activeElement === one"
        ):
            break
    page.keyboard.press("Enter")
    chat.until("I heard: /affirm")
    expect(chat.box).to_be_focused()
    page.keyboard.press("Escape")
    expect(launcher).to_be_focused()


def test_new_lines_are_announced_once_and_the_history_is_not(house: House, visit: Visit) -> None:
    page = visit()
    page.add_init_script(WATCH)
    chat = Chat(page, house).open()
    chat.say("Hello")
    chat.until("I heard: Hello")
    page.reload()
    chat.until("I heard: Hello")
    chat.until_live()
    assert (
        page.evaluate("heard.filter(text => text.includes('Hello'))") == []
    )  # the page is new, and so is the list
    chat.say("Again")
    chat.until("I heard: Again")
    told = page.evaluate("heard")
    assert len([text for text in told if "I heard: Again" in text]) == 1
    assert len([text for text in told if "Hello" in text]) == 0


def test_a_cut_line_loses_nothing_and_repeats_nothing(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    chat.say("Before")
    chat.until("I heard: Before")
    page.context.set_offline(True)
    expect(page.get_by_text("The connection is lost. Trying again …")).to_be_visible(timeout=3000)
    chat.say("While away")
    expect(page.get_by_text("Not sent.")).to_be_visible()
    chat.put(ConversationState.BOT, "A line from the desk")
    page.context.set_offline(False)
    chat.until("I heard: While away")
    chat.until("A line from the desk")
    expect(page.get_by_text("Trying again")).to_have_count(0)
    expect(page.get_by_text("Not sent.")).to_have_count(0)
    expect(chat.alert).to_be_empty()
    texts = chat.texts()
    assert [texts.count(text) for text in ("Before", "While away", "A line from the desk")] == [1, 1, 1]
    assert len(texts) == len(set(texts)) == 6


def test_send_again_is_the_same_message(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    lost = {"one": False}

    def lose_the_answer(route: Route) -> None:
        if not lost["one"]:
            lost["one"] = True
            route.fetch()  # it arrives, but the answer does not
            route.abort()
        else:
            route.continue_()

    page.route("**/messages", lose_the_answer)
    chat.say("Only once")
    page.get_by_role("button", name="Send again").click()
    chat.until("I heard: Only once")
    expect(page.get_by_role("button", name="Send again")).to_have_count(0)
    chat.until("Only once", 2)  # the line and its answer


def test_lines_written_off_line_go_out_by_themselves_in_their_order(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    page.context.set_offline(True)
    for number in range(4):
        chat.say(f"line {number}")
    expect(page.get_by_role("button", name="Send again")).to_have_count(4)
    page.context.set_offline(False)
    for number in range(4):
        chat.until(f"I heard: line {number}")
    with house.store.read() as tx:
        kept = [line.text for line in tx.messages.after(chat.id, 0) if line.sender is Sender.CUSTOMER]
    assert kept == [f"line {number}" for number in range(4)]


def test_a_line_that_was_lost_once_goes_out_by_itself(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    page.route("**/messages", lambda route: route.abort(), times=1)
    chat.say("Lost once")
    expect(page.get_by_text("Not sent.")).to_be_visible()
    chat.until("I heard: Lost once")


def test_where_streams_do_not_come_through_the_long_poll_takes_over(house: House, visit: Visit) -> None:
    page = visit()
    page.route("**/events", lambda route: route.fulfill(status=200, content_type="text/html", body="a proxy"))
    chat = Chat(page, house).open()
    chat.say("Over a poll")
    chat.until("I heard: Over a poll")


def test_a_proxy_that_holds_the_stream_back_does_not_hold_the_chat_back(house: House, visit: Visit) -> None:
    page = visit()
    page.route("**/events", lambda route: None)  # never an answer
    chat = Chat(page, house).open()
    chat.say("Held back")
    chat.until("I heard: Held back")  # after six seconds in which not a byte came


def test_a_person_is_named_and_the_customer_may_carry_on_meanwhile(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    who = page.locator(".whois")
    expect(who).to_contain_text("It is a bot, not a person")
    chat.press("Talk to a person")
    chat.until("A person will write to you")
    carry_on = page.get_by_role("button", name="Carry on with the assistant")
    expect(carry_on).to_have_count(0)
    chat.put(ConversationState.WAITING)
    expect(carry_on).to_be_visible()
    carry_on.click()  # the route is not there yet, or the state has changed: it says so
    chat.put(ConversationState.HUMAN, "I'm Priya. Let me look.")
    expect(who).to_have_text("You are talking to a person: Priya, Netservers.")
    assert "Priya, Netservers" in page.locator(".line.agent .who").inner_text()
    expect(carry_on).to_have_count(0)


def test_the_transcript_can_be_downloaded(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    chat.say("Nine days")
    chat.until("I heard: Nine days")
    chat.press("More")
    with page.expect_download() as download:
        chat.press("Download this chat")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert re.search(r"\d{1,2} \w+ \d{4}.*, You:\r?\n(\r\n)?Nine days", text)
    assert "Assistant (a bot):" in text


def test_deleting_asks_first_and_leaves_nothing_behind(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    chat.say("My secret")
    chat.until("I heard: My secret")
    chat.press("More")
    chat.press("Delete this chat")
    chat.press("No, keep this chat")
    expect(page.get_by_role("button", name="More")).to_be_focused()
    chat.press("More")
    chat.press("Delete this chat")
    chat.press("Yes, delete it")
    expect(page.get_by_text("What you wrote is wiped")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert chat.texts() == []
    assert violations(page) == []
    expect(page.get_by_role("button", name="More")).to_have_count(0)  # nothing in it would work
    new = page.locator(".ended").get_by_role("button", name="Start a new chat")
    expect(new).to_be_focused()
    new.click()
    chat.until("I'm a bot")


def test_a_date_can_be_picked_and_goes_into_the_message_in_words(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    chat.box.fill("It broke on")
    chat.press("More")
    chat.press("Pick a date")
    page.get_by_label("A date for your message").fill("2026-11-12")
    chat.press("Put it into my message")
    expect(chat.box).to_have_value("It broke on 12 November 2026")
    expect(chat.box).to_be_focused()


def test_a_file_goes_up_once_and_is_said_to_have_arrived(house: House, visit: Visit, tmp_path: Path) -> None:
    page = visit()
    posted: list[str] = []

    def take(route: Route) -> None:
        posted.append(
            route.request.post_data_buffer.decode("latin-1") if route.request.post_data_buffer else ""
        )
        assert route.request.headers["idempotency-key"]
        route.fulfill(status=201, json={"id": "f1"})

    page.route("**/api/conversations/*/files", take)
    page.route(
        "**/api/files/limits", lambda route: route.fulfill(json={"accept": ".pdf", "words": "A PDF only."})
    )
    chat = Chat(page, house).open()
    chat.press("More")
    chat.press("Add a file")
    expect(page.get_by_text("A PDF only.")).to_be_visible()
    chat.press("Send the file")
    expect(chat.alert).to_have_text("Please choose a file first.")
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(b"%PDF-1.4 bill")
    page.get_by_label("A file for your complaint").set_input_files(bill)
    chat.press("Send the file")
    expect(page.get_by_text("bill.pdf has arrived.")).to_be_visible()
    expect(page.get_by_label("A file for your complaint")).to_be_hidden()
    expect(page.get_by_role("button", name="More")).to_be_focused()
    assert len(posted) == 1
    assert 'name="file"; filename="bill.pdf"' in posted[0]


def test_a_file_that_is_refused_is_told_in_the_words_of_the_server(
    house: House, visit: Visit, tmp_path: Path
) -> None:
    page = visit()
    refusal = {"error": {"code": "kind", "message": "That kind of file is not taken."}}
    page.route("**/api/conversations/*/files", lambda route: route.fulfill(status=422, json=refusal))
    chat = Chat(page, house).open()
    chat.press("More")
    chat.press("Add a file")
    page.get_by_label("A file for your complaint").set_input_files(
        {"name": "x.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}
    )
    chat.press("Send the file")
    expect(chat.alert).to_have_text("That kind of file is not taken.")


def test_a_chat_deleted_in_another_window_ends_here_and_spares_the_new_one(
    house: House, visit: Visit
) -> None:
    page = visit()
    chat = Chat(page, house).open()
    id, stored = chat.id, page.evaluate("localStorage.getItem('firstline:netservers')")
    newer = '{"id": "newer", "token": "t"}'
    page.evaluate("value => localStorage.setItem('firstline:netservers', value)", newer)
    token = re.findall(r'"token":"([^"]+)"', stored)[0]
    headers = {"Authorization": f"Bearer {token}"}
    assert house.client.delete(f"/api/conversations/{id}", headers=headers).status_code == 200
    expect(page.get_by_text("This chat can’t be continued.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('firstline:netservers')") == newer


def test_a_blank_and_a_long_message_are_stopped_with_the_words_kept(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    chat.say("  ")
    expect(chat.alert).to_have_text("Please write your message first.")
    chat.say("x" * 2005)
    expect(chat.alert).to_contain_text("longer than 2,000 characters")
    expect(page.locator("#count")).to_contain_text("5 characters too many")
    assert len(chat.box.input_value()) == 2005


def test_enter_that_chooses_a_candidate_of_an_input_method_sends_nothing(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    chat.box.fill("にほん")
    chat.box.evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    expect(chat.box).to_have_value("にほん")
    assert len(chat.texts()) == 1


def test_news_shows_at_the_button_while_the_panel_is_shut(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    chat.press("Close")
    chat.put(ConversationState.HUMAN, "Are you there?")
    expect(page.get_by_role("button", name="Chat with us: 1 new")).to_be_visible()


def test_it_works_on_a_site_of_another_origin_with_a_strict_policy(
    house: House, visit: Visit, foreign: tuple[str, Path]
) -> None:
    origin, folder = foreign
    policy = f"default-src 'none'; script-src {house.url}; connect-src {house.url}; style-src 'none'"
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Support</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<script src="{house.url}/static/widget.js" data-provider="netservers" defer></script></head>'
        f"<body><main><h1>Support</h1></main></body></html>"
    )
    page = visit()
    page.goto(origin)
    page.get_by_role("button", name="Chat with us").click()
    chat = Chat(page, house)
    chat.until("I'm a bot")
    chat.until_live()
    chat.say("From elsewhere")
    chat.until("I heard: From elsewhere")
    assert (
        page.locator(".launcher").evaluate("one => getComputedStyle(one).position") == "fixed"
    )  # the style is there


def test_without_scripts_the_page_says_how_else_to_complain(house: House, visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.goto(f"{house.url}/demo/netservers")
    expect(page.get_by_role("heading", name="The chat needs JavaScript")).to_be_visible()


WATCH = """
window.heard = [];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  const root = attach.call(this, options);
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) {
        const log = change.target.closest && change.target.closest('[role=log]');
        if (log && log.getAttribute('aria-live') === 'polite') heard.push(node.textContent);
      }
  }).observe(root, { childList: true, subtree: true });
  return root;
};
"""
