"""What is open in the widget leaves room for what matters: a person's line, the menu, the card, "Escape"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.decisions.records import ConversationState, Message, Sender
from bot.services.desk.take_over import claim, hand_back
from bot.services.desk.work_case import offer_outcome
from tests.browser.conftest import Chat, violations
from tests.browser.desk_house import PROVIDER, new_agent
from tests.browser.test_card_corrections import complaint
from tests.browser.test_new_messages import IN_VIEW, news, open_card, seen
from tests.support import rows
from tests.support.case_rows import add_case
from tests.support.files import pdf
from tests.web.desk_house import DeskHouse, desk_running
from tests.web.house import House

Visit = Callable[..., Page]
HUMAN = ConversationState.HUMAN
PHONE, DESKTOP = (390, 844), (1280, 800)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def sized(page: Page, size: tuple[int, int]) -> Page:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return page


def handed_over(desk: DeskHouse, page: Page) -> Chat:
    """A complaint with a long list on its card, and a person who has just taken it; nobody has scrolled."""
    chat = Chat(page, desk.house).open(PROVIDER)
    complaint(desk, chat.id)
    priya = new_agent(desk)
    chat.press("Talk to a person")
    chat.until("Show the list")
    assert claim(desk.context, priya, desk.handoff_id(chat.id)).won
    chat.until("You are now talking to")
    return chat


def given_back_with_an_offer(desk: DeskHouse, chat: Chat) -> None:
    """Who has the chat offers £30 for a complaint that was told in it, and gives it back to the assistant."""
    elsewhere = add_case(desk.context, PROVIDER)
    with desk.context.store.write() as tx:
        tx.intakes.add(rows.intake("here", chat.id, provider=PROVIDER, answers={}))
        told_here = rows.case(
            "here",
            provider=PROVIDER,
            conversation_id=chat.id,
            intake_id="here",
            contact_id=elsewhere.contact_id,
        )
        tx.cases.add(told_here)
        handoff = tx.handoffs.open_of(chat.id)
        assert handoff is not None
        assert handoff.claimed_by is not None
        agent = tx.agents.get(handoff.claimed_by)
        tx.commit()
    assert agent is not None
    offer_outcome(desk.context, agent, told_here.reference, "£30 off the next bill")
    hand_back(desk.context, agent, chat.id, "You get £30 off, and a letter that says sorry.")


def scrolled_up(chat: Chat) -> None:
    chat.log.hover()
    chat.page.mouse.wheel(0, -5000)
    expect(chat.lines.first).to_be_in_viewport()


def said_by_the_bot(chat: Chat, text: str, *titles: str) -> None:
    buttons = [{"id": str(at), "title": title, "payload": "/x"} for at, title in enumerate(titles)]
    with chat.house.store.write() as tx:
        tx.messages.add(Message(chat.id, 0, Sender.BOT, text, datetime.now(UTC), buttons=buttons))
        tx.commit()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_list_of_what_they_see_hides_no_line_of_a_person(
    desk: DeskHouse, visit: Visit, size: tuple[int, int]
) -> None:
    page = sized(visit(), size)
    chat = handed_over(desk, page)
    chat.put(HUMAN, "Hello, I have read all of it.")
    seen(page, "Hello, I have read all of it.")
    expect(page.locator(".jump")).to_be_hidden()
    listed = chat.log.get_by_text("Name: Jo Bloggs")
    expect(listed).to_be_hidden()
    chat.log.get_by_text("Show the list").click()
    expect(listed).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_who_scrolled_up_is_told_whose_line_it_is(
    desk: DeskHouse, visit: Visit, size: tuple[int, int]
) -> None:
    page = sized(visit(), size)
    chat = handed_over(desk, page)
    chat.put(HUMAN, "\n".join(f"Line {number} of many." for number in range(40)))
    chat.until("Line 39 of many.")
    chat.log.hover()
    page.mouse.wheel(0, -5000)
    expect(chat.lines.first).to_be_in_viewport()
    chat.put(HUMAN, "Shall I ring you?")
    expect(news(page)).to_be_visible()
    assert chat.log.evaluate("log => log.scrollTop") == 0
    news(page).click()
    seen(page, "Shall I ring you?")


def test_the_menu_shuts_after_a_choice_and_for_who_writes_again(house: House, visit: Visit) -> None:
    page = sized(visit(), PHONE)
    chat = Chat(page, house).open()
    chat.say("It broke")
    chat.until("I heard: It broke")
    more, delete = (
        page.get_by_role("button", name=name, exact=True) for name in ("More", "Delete this chat")
    )
    chat.press("More")
    expect(delete).to_be_visible()
    chat.box.click()
    expect(delete).to_be_hidden()
    expect(more).to_have_attribute("aria-expanded", "false")
    chat.press("More")
    chat.press("Pick a date")
    expect(delete).to_be_hidden()
    page.get_by_label("A date for your message").fill("2026-11-12")
    chat.press("Put it into my message")
    expect(page.get_by_label("A date for your message")).to_be_hidden()
    chat.press("More")
    with page.expect_download():
        chat.press("Download this chat")
    expect(delete).to_be_hidden()
    expect(more).to_be_focused()
    chat.press("More")
    chat.press("Add a file")
    chat.press("Cancel")
    expect(page.get_by_label("A file for your complaint")).to_be_hidden()
    expect(more).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_card_has_room_and_names_the_files(desk: DeskHouse, visit: Visit, size: tuple[int, int]) -> None:
    page = sized(visit(), size)
    chat = handed_over(desk, page)
    chat.press("More")
    chat.press("Add a file")
    page.get_by_label("A file for your complaint").set_input_files(
        {"name": "phone bill.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    chat.press("Send the file")
    chat.until("You sent phone bill.pdf")
    open_card(chat)
    box = page.locator(".details").bounding_box()
    assert box is not None
    assert box["height"] > 200
    expect(page.locator(".detail", has_text="Files you sent: phone bill.pdf")).to_be_visible()
    expect(page.locator(".detail", has_text="Copies of letters: see the files you sent")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_escape_shuts_the_innermost_thing_and_goes_back_to_what_opened_it(
    desk: DeskHouse, visit: Visit, size: tuple[int, int]
) -> None:
    page = sized(visit(), size)
    chat = handed_over(desk, page)
    more = page.get_by_role("button", name="More", exact=True)
    more.press("Enter")
    page.get_by_role("button", name="Pick a date").press("Enter")
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    more.press("Enter")
    page.get_by_role("button", name="Delete this chat").press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Yes, delete it")).to_be_hidden()
    expect(more).to_be_focused()
    open_card(chat)
    change = page.get_by_role("button", name="Change: Name")
    change.press("Enter")
    expect(page.get_by_label("What is your name?").last).to_be_focused()
    page.keyboard.press("Escape")
    expect(change).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Check what the person sees")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Chat with us")).to_be_focused()


def test_the_page_of_a_case_is_a_link_with_words_and_other_addresses_stay_as_they_are(
    house: House, visit: Visit
) -> None:
    page = visit()
    chat = Chat(page, house).open()
    ours, theirs = f"{house.url}/case/WyJhIl0.secret", "https://example.org/case/x"
    chat.put(HUMAN, f"Your dates: {ours} Or {theirs}.")
    chat.until("Your dates")
    link = chat.log.get_by_role("link", name="Open the page of your complaint (opens in a new tab)")
    expect(link).to_have_attribute("href", ours)
    expect(link).to_have_attribute("rel", "noreferrer noopener")
    expect(chat.log.get_by_role("link", name=f"{theirs} (opens in a new tab)")).to_have_attribute(
        "href", theirs
    )
    expect(chat.log).not_to_contain_text("WyJhIl0")
    chat.press("More")
    with page.expect_download() as downloading:
        chat.press("Download this chat")
    assert ours in Path(downloading.value.path()).read_text(encoding="utf-8")


def test_where_the_bot_names_the_button_for_files_it_stands_beside(house: House, visit: Visit) -> None:
    page = sized(visit(), PHONE)
    chat = Chat(page, house).open()
    said_by_the_bot(chat, 'You can send them in the chat: press "Add a file".')
    opener = chat.log.get_by_role("button", name="Add a file")
    opener.press("Enter")
    expect(page.get_by_label("A file for your complaint")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_what_the_assistant_offers_is_there_though_its_line_is_ahead_of_the_state(
    house: House, visit: Visit
) -> None:
    chat = Chat(visit(), house).open()
    chat.put(ConversationState.WAITING)
    expect(chat.page.get_by_role("button", name="Carry on with the assistant")).to_be_visible()
    said_by_the_bot(chat, "Is it still going on?", "Yes, still", "Carry on with the assistant")
    chat.until("Is it still going on?")
    chat.put(ConversationState.BOT)
    expect(chat.page.get_by_role("button", name="Talk to a person")).to_be_visible()
    expect(chat.log.get_by_role("button", name="Yes, still")).to_be_visible()
    expect(chat.page.get_by_role("button", name="Carry on with the assistant")).to_be_hidden()
    chat.page.reload()
    chat.until("Is it still going on?")
    expect(chat.log.get_by_role("button", name="Yes, still")).to_be_visible()
    expect(chat.page.get_by_role("button", name="Carry on with the assistant")).to_be_hidden()


# --- notices are followed too ---


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_that_a_person_is_there_is_seen_by_who_has_not_scrolled(
    desk: DeskHouse, visit: Visit, size: tuple[int, int]
) -> None:
    page = sized(visit(), size)
    handed_over(desk, page)
    seen(page, "You are now talking to")
    expect(page.get_by_text("You are talking to a person")).to_be_visible()
    assert page.evaluate(IN_VIEW, "You are now talking to")
    expect(page.locator(".jump")).to_be_hidden()


@pytest.mark.parametrize("talked", [True, False])
@pytest.mark.parametrize("card", [True, False])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_an_offer_that_comes_with_the_chat_given_back_is_in_view_with_its_buttons(
    desk: DeskHouse, visit: Visit, size: tuple[int, int], card: bool, talked: bool
) -> None:
    page = sized(visit(), size)
    chat = handed_over(desk, page)
    if talked:
        chat.put(HUMAN, "Hello.", "\n".join(f"Line {number} of many." for number in range(8)), "£30 then?")
        seen(page, "£30 then?")
    if card:
        open_card(chat)
    given_back_with_an_offer(desk, chat)
    accept = page.get_by_role("button", name="Accept", exact=True)
    expect(page.get_by_role("button", name="Talk to a person")).to_be_visible()
    expect(accept).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Don't accept")).to_be_in_viewport(ratio=1)
    seen(page, "it is for you to say whether you accept the answer")
    expect(page.locator(".jump")).to_be_hidden()
    assert violations(page) == []


@pytest.mark.parametrize("card", [True, False])
def test_an_offer_does_not_take_along_who_scrolled_up(desk: DeskHouse, visit: Visit, card: bool) -> None:
    page = sized(visit(), PHONE)
    chat = handed_over(desk, page)
    chat.put(HUMAN, "\n".join(f"Line {number} of many." for number in range(40)))
    chat.until("Line 39 of many.")
    if card:
        open_card(chat)
    scrolled_up(chat)
    given_back_with_an_offer(desk, chat)
    expect(page.get_by_role("button", name="Talk to a person")).to_be_visible()
    jump = page.get_by_role("button", name="New notice")
    expect(jump).to_be_in_viewport(ratio=1)
    assert chat.log.evaluate("log => log.scrollTop") == 0
    jump.click()
    seen(page, "You get £30 off")


# --- the page that is nothing but the chat ---


@pytest.mark.parametrize("has_it", ["waiting", "human"])
def test_the_message_box_is_on_the_screen_while_a_person_is_waited_for(
    desk: DeskHouse, visit: Visit, has_it: str
) -> None:
    page = sized(visit(), PHONE)
    page.goto(f"{desk.house.url}/demo/{PROVIDER}/chat")
    chat = Chat(page, desk.house)
    chat.until("I'm a bot")
    chat.until_live()
    complaint(desk, chat.id)
    chat.press("Talk to a person")
    chat.until("Show the list")
    chat.put(ConversationState.WAITING)
    expect(page.get_by_role("button", name="Carry on with the assistant")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # where pressing the button may have brought it
    if has_it == "human":
        assert claim(desk.context, new_agent(desk), desk.handoff_id(chat.id)).won
    page.get_by_role("button", name="Check what the person sees").wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
    for name in ("Send", "More", "Check what the person sees"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    expect(chat.box).to_be_in_viewport(ratio=1)
    expect(chat.log).to_be_in_viewport(ratio=1)
    assert violations(page) == []
