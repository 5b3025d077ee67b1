"""What answers the customer is seen from its beginning, in every size, and what does not fit is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.decisions.records import ConversationState
from bot.services.desk.take_over import claim, pass_on
from tests.browser.conftest import Chat, violations
from tests.browser.desk_house import PROVIDER, new_agent
from tests.browser.test_card_corrections import complaint
from tests.browser.test_new_messages import open_card, told_to_priya
from tests.browser.test_widget_room import said_by_the_bot, sized
from tests.support.desk_rows import at_the_desk
from tests.web.desk_house import DeskHouse, desk_running
from tests.web.house import House

Visit = Callable[..., Page]
PHONE, SMALL, ZOOMED = (390, 844), (320, 640), (320, 256)
SIZES = [(1280, 800), (1180, 900), PHONE, SMALL, ZOOMED]
DANGER = (
    "I'm very sorry. This sounds hard, and you should not have to deal with it alone. You don't have to fill in "
    "anything for this.",
    "If you or somebody else is in danger, call 999 now. If you need to talk to somebody, Samaritans are on 116 123, "
    "free, day and night.",
    "If you would rather not wait, you can phone 020 7946 0018. They are open now, until 5pm.",
    "Somebody is there now. They have this whole chat, so you need not say it again. I am quiet while you wait.",
    "This is what the person sees of what you told me: there is smoke coming out of the router and I want to complain.",
)
SUMMARY = "\n".join(["This is what I have. Is it right?", *(f"• Detail {at}: as told" for at in range(24))])

WHOLE = 0.97
"""Of a thing that counts as all in view: a box that scrolls may cut off a part of a pixel."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def jump(page: Page) -> Locator:
    return page.locator(".jump")


def there(desk: DeskHouse, page: Page, inline: bool) -> Chat:
    if not inline:
        return Chat(page, desk.house).open(PROVIDER)
    page.goto(f"{desk.house.url}/demo/{PROVIDER}/chat")
    chat = Chat(page, desk.house)
    chat.until("I'm a bot")
    chat.until_live()
    return chat


def starts_in_view(line: Locator) -> None:
    """The name above the line and its first words: no box that scrolls cuts them off, and nothing lies over them."""
    expect(line.locator(".who")).to_be_in_viewport(ratio=1)
    free = """who => {
      const at = who.getBoundingClientRect();
      const over = who.getRootNode().elementFromPoint(at.left + 20, at.bottom + 6);
      return who.parentElement.contains(over);
    }"""
    assert line.locator(".who").evaluate(free)


@pytest.mark.parametrize("inline", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_the_answer_to_the_button_for_a_person_is_in_view_or_told(
    desk: DeskHouse, visit: Visit, size: tuple[int, int], inline: bool
) -> None:
    page = sized(visit(), size)
    at_the_desk(desk.context, new_agent(desk))
    chat = there(desk, page, inline)
    complaint(desk, chat.id)
    chat.say("You charged me twice, and nobody answers my e-mails about it.")
    chat.until("I heard: You charged me twice")
    chat.press("Talk to a person")
    expect(page.get_by_role("button", name="Carry on with the assistant")).to_be_visible()
    notices = page.locator(".line.system")
    expect(notices.last).to_contain_text("Show the list")
    starts_in_view(notices.first)
    end = notices.last.locator(".what").last
    page.wait_for_timeout(300)
    if jump(page).is_hidden():
        expect(end).to_be_in_viewport(ratio=1)
    else:
        expect(jump(page)).to_be_in_viewport(ratio=1)
        for _ in range(3):  # a page at a time
            if jump(page).is_visible():
                jump(page).click()
        expect(jump(page)).to_be_hidden()
        expect(end).to_be_in_viewport(ratio=1)
    assert violations(page) == []


@pytest.mark.parametrize("inline", [False, True])
@pytest.mark.parametrize("size", [PHONE, SMALL, ZOOMED])
def test_an_answer_longer_than_the_window_is_seen_from_its_beginning(
    desk: DeskHouse, visit: Visit, size: tuple[int, int], inline: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def danger(id: str, message: str, **_: Any) -> list[dict[str, Any]]:
        return [{"text": text} for text in DANGER]

    monkeypatch.setattr(desk.engine, "turn", danger)
    page = sized(visit(), size)
    chat = there(desk, page, inline)
    chat.say("there is smoke coming out of the router and i want to complain")
    chat.until("This is what the person sees")
    chat.put(ConversationState.WAITING)
    expect(page.get_by_role("button", name="Carry on with the assistant")).to_be_visible()
    page.wait_for_timeout(300)
    starts_in_view(page.locator(".line.bot").nth(1))
    expect(jump(page)).to_be_in_viewport(ratio=1)
    if not inline:
        log = chat.log.bounding_box()
        assert log is not None
        assert log["height"] >= 250
        starts_in_view(page.locator(".line.bot").nth(2))  # who is in danger reads the number at once
    if size == ZOOMED and not inline:
        box, panel = jump(page).bounding_box(), page.locator(".panel").bounding_box()
        assert box is not None
        assert panel is not None
        assert box["y"] >= panel["y"] + panel["height"] - 1  # it lies over nothing
    assert violations(page) == []


@pytest.mark.parametrize("size", [PHONE, SMALL])
def test_the_buttons_of_a_question_below_the_fold_are_told_and_a_press_away(
    house: House, visit: Visit, size: tuple[int, int]
) -> None:
    page = sized(visit(), size)
    chat = Chat(page, house).open()
    said_by_the_bot(chat, SUMMARY, "Yes, that's right", "Change something")
    chat.until("Is it right?")
    starts_in_view(page.locator(".line.bot").last)
    yes = chat.log.get_by_role("button", name="Yes, that's right")
    expect(yes).not_to_be_in_viewport()
    for _ in range(4):  # a page at a time
        expect(jump(page)).to_be_in_viewport(ratio=1)
        jump(page).click()
        if jump(page).is_hidden():
            break
    expect(jump(page)).to_be_hidden()
    expect(yes).to_be_in_viewport(ratio=1)
    expect(chat.log.get_by_role("button", name="Change something")).to_be_in_viewport(ratio=1)


# --- what is changed on the card ---


@pytest.mark.parametrize("size", [(1280, 800), PHONE, SMALL, (320, 568)])
def test_an_error_pushes_no_field_of_the_card_out_of_view(
    desk: DeskHouse, visit: Visit, size: tuple[int, int]
) -> None:
    page = sized(visit(), size)
    chat = told_to_priya(desk, page)
    open_card(chat)
    page.get_by_role("button", name="Change: Reply to").click()
    field = page.get_by_role("textbox", name="Reply to")
    buttons = [page.get_by_role("button", name=name, exact=True) for name in ("Save", "Change nothing")]
    for each in (field, *buttons):
        expect(each).to_be_in_viewport(ratio=WHOLE)
    field.fill("jo at example")
    field.press("Enter")
    expect(chat.alert).not_to_be_empty()
    expect(field).to_be_focused()
    for each in (chat.alert, field, *buttons):
        expect(each).to_be_in_viewport(ratio=WHOLE)
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Change: Reply to")).to_be_focused()
    expect(chat.alert).to_be_empty()
    chat.say(" ")
    expect(chat.alert).to_have_text("Please write your message first.")


def test_at_four_hundred_per_cent_the_wrong_field_and_save_are_in_view(desk: DeskHouse, visit: Visit) -> None:
    page = sized(visit(320), ZOOMED)
    chat = told_to_priya(desk, page)
    open_card(chat)
    page.get_by_role("button", name="Change: Name").click()
    field = page.get_by_label("What is your name?").last
    field.fill("x" * 3000)
    field.press("Enter")
    expect(chat.alert).not_to_be_empty()
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_in_viewport(ratio=1)


# --- what waits inside, and who is there ---


def test_who_comes_back_is_told_at_the_button_that_a_question_waits(house: House, visit: Visit) -> None:
    page = visit()
    chat = Chat(page, house).open()
    chat.press("Close")
    expect(page.get_by_role("button", name="Chat with us", exact=True)).to_be_visible()  # only the greeting
    page.get_by_role("button", name="Chat with us").click()
    chat.say("It broke")
    chat.until("I heard: It broke")
    page.close()
    again = page.context.new_page()
    again.goto(f"{house.url}/demo/netservers")
    waits = again.get_by_role("button", name="Chat with us: a question waits for you", exact=True)
    expect(waits).to_be_visible()
    expect(waits).to_have_text("Chat with us: a question waits for you")
    waits.click()
    chat = Chat(again, house)
    chat.until_live()
    chat.press("Log it now")
    chat.until("I heard: /deny")
    chat.put(ConversationState.HUMAN)
    expect(again.locator(".choices")).to_have_count(0)
    chat.press("Close")
    expect(again.get_by_role("button", name="Chat with us", exact=True)).to_be_visible()


def test_who_has_the_chat_is_named_before_they_write(desk: DeskHouse, visit: Visit) -> None:
    page = visit()
    chat = told_to_priya(desk, page)
    whois = page.locator(".whois")
    expect(whois).to_contain_text("You are talking to a person: Priya Shah, ")
    handoff = desk.handoff_id(chat.id)
    with desk.context.store.read() as tx:
        priya = tx.agents.get("priya-shah")
    assert priya is not None
    dan = new_agent(desk, "Dan Roberts")
    pass_on(desk.context, priya, handoff, dan.id, "")
    expect(whois).to_have_text("You are talking to a person.")  # Dan has not come yet
    page.reload()
    expect(whois).to_have_text("You are talking to a person.")
    pass_on(desk.context, dan, handoff, None, "")
    expect(whois).to_contain_text("You are waiting for a person")
    assert claim(desk.context, priya, handoff).won
    expect(whois).to_contain_text("You are talking to a person: Priya Shah, ")
