"""The card in the widget: opened and put right by keyboard while a person has the chat, with nothing for axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.decisions.questions import Question
from bot.decisions.records import Sender
from bot.services.desk.take_over import claim
from bot.services.fill_form import FillForm
from bot.services.form_answer import Sent
from bot.services.hand_off import request_person
from tests.browser.conftest import Chat, violations
from tests.browser.desk_house import PROVIDER, let_in, new_agent
from tests.web.desk_house import DeskHouse, desk_running

Visit = Callable[..., Page]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def complaint(desk: DeskHouse, chat: str) -> None:
    """Told by the customer of ``chat``, who has a person now."""
    form = FillForm(desk.context, 5000)
    with desk.context.store.read() as tx:
        conversation = tx.conversations.get(chat)
    for question, sent in (
        (Question.DESCRIPTION, Sent(text="You have charged me twice in a row and nobody answers")),
        (Question.HAPPENED_ON, Sent(day="1", month="11", year="2026")),
        (Question.FIRST_TOLD_ON, Sent(rough="last week")),
        (Question.NAME, Sent(text="Jo Bloggs")),
        (Question.REPLY_BY, Sent(choices=("email",))),
        (Question.REPLY_ADDRESS, Sent(text="jo@example.org")),
    ):
        form.take(conversation, question, sent, question.value)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_card_is_put_right_in_the_widget(desk: DeskHouse, visit: Visit, width: int) -> None:
    theirs = visit(width)
    chat = Chat(theirs, desk.house).open(PROVIDER)
    opener = theirs.get_by_role("button", name="Check what the person sees")
    expect(opener).to_be_hidden()
    complaint(desk, chat.id)
    priya = new_agent(desk)
    page = let_in(desk, visit(1280), priya)
    request_person(desk.context, chat.id, "1", "asked")
    assert claim(desk.context, priya, desk.handoff_id(chat.id)).won
    page.goto(f"{desk.house.url}/desk/conversations/{chat.id}")
    expect(page.get_by_text("Sunday 1 November").first).to_be_visible()
    with desk.context.store.read() as tx:
        before = tx.messages.newest(chat.id, 1)[-1].id

    opener.press("Enter")
    expect(theirs.get_by_role("heading", name="What the person sees of your complaint")).to_be_focused()
    assert violations(theirs) == []
    change = theirs.get_by_role("button", name="Change: When it began")
    change.press("Enter")
    box = theirs.get_by_label("When did it happen, or since when").last
    expect(box).to_be_focused()
    assert violations(theirs) == []
    box.fill("blue")
    box.press("Enter")
    expect(chat.alert).not_to_be_empty()
    expect(box).to_be_focused()
    box.fill("3 November")
    box.press("Enter")
    expect(theirs.get_by_text("Changed. The person can see it.")).to_be_visible()
    expect(change).to_be_focused()
    chat.until("When it began: Tuesday 3 November")
    theirs.get_by_role("button", name="Add: Still going on").press("Enter")
    theirs.get_by_label("Yes, still").check()
    assert violations(theirs) == []
    theirs.get_by_role("button", name="Save").press("Enter")
    chat.until("You added to your details. Still going on")
    expect(theirs.get_by_role("button", name="Change: Still going on")).to_be_focused()
    theirs.get_by_role("button", name="Change: Name").press("Enter")
    assert violations(theirs) == []
    theirs.get_by_role("button", name="Take it out: Name").press("Enter")
    chat.until("You took this out of your details. Name: Jo Bloggs")
    expect(theirs.get_by_role("button", name="Add: Name")).to_be_focused()
    theirs.get_by_role("button", name="Change: Reply to").press("Enter")
    theirs.get_by_role("button", name="Take it out: Reply to").press("Enter")
    expect(chat.alert).to_contain_text("There must be one way to send you the answer.")
    assert violations(theirs) == []
    theirs.get_by_role("button", name="Close this list").press("Enter")
    expect(opener).to_be_focused()
    assert theirs.evaluate("document.documentElement.scrollWidth <= innerWidth")

    expect(page.get_by_text("This card has changed since you opened it.")).to_be_visible(timeout=10_000)
    page.get_by_role("link", name="Load it again").click()
    expect(page.get_by_text("Tuesday 3 November").first).to_be_visible()
    with desk.context.store.read() as tx:
        assert {line.sender for line in tx.messages.after(chat.id, before)} == {Sender.SYSTEM}
