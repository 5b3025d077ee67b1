"""The list of what is to be posted in a real browser: axe at three widths, and a letter posted by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.adapters.letters import TemplateLetters
from bot.decisions.records import ContactKind
from bot.services.case_mail import write_news
from bot.services.outbox.carry_post import PostCarrier
from bot.services.outbox.turns import send_due
from tests.browser.desk_house import PROVIDER, let_in
from tests.browser.test_desk_second_half import WIDTHS, sound
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent
from tests.support.outbox import sender
from tests.web.desk_house import DeskHouse, desk_running

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def letters(desk: DeskHouse) -> None:
    context = desk.context
    for number, address in enumerate(("12 High Street, Brighton, BN3 7TF", "Flat 4, 9 Mill Road, Cambridge")):
        case = add_case(context, PROVIDER, id=f"paper{number}", kind=ContactKind.LETTER, address=address)
        with context.store.write() as tx:
            write_news(context, tx, case, f"paper{number}", "We need five more days.")
            tx.commit()
    send_due(sender(context.store, {"post": PostCarrier(context, TemplateLetters())}, context.now))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_is_sound_full_wrong_and_empty(desk: DeskHouse, visit: Visit, width: int) -> None:
    page = let_in(desk, visit(width), add_agent(desk.context, provider=PROVIDER))
    page.goto(f"{desk.house.url}/desk/post")
    sound(page, f"post-empty-{width}")
    letters(desk)
    page.reload()
    page.get_by_text("It is not to be posted").first.click()
    sound(page, f"post-{width}")
    page.get_by_label("Posted on").first.fill("some day")
    page.get_by_role("button", name="It was posted").first.click()
    expect(page.get_by_role("alert", name="There is a problem")).to_contain_text("Give the day")
    sound(page, f"post-wrong-{width}")


def test_a_letter_is_posted_by_keyboard_alone(desk: DeskHouse, visit: Visit) -> None:
    page = let_in(desk, visit(1280), add_agent(desk.context, provider=PROVIDER))
    letters(desk)
    page.goto(f"{desk.house.url}/desk/post")
    page.get_by_label("Posted on").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is on record that the letter was posted.")).to_be_visible()
    expect(page.get_by_role("link", name="To post (1)")).to_be_visible()
