"""Search, second step and reports in a real browser: axe at three widths, by keyboard alone, nothing cut off."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from bot.decisions.records import CaseStatus, Message, Role, Sender
from tests.browser.conftest import violations
from tests.browser.desk_house import PROVIDER, let_in
from tests.support.case_rows import add_case, add_event
from tests.support.context import open_chat
from tests.support.desk_rows import add_agent
from tests.support.signing_in import PASSWORD
from tests.web.desk_house import DeskHouse, desk_running

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
WIDTHS = [320, 768, 1280]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def sound(page: Page, name: str) -> None:
    """Nothing for axe to find, and nothing wider than the window. Pictures where ``DESK_SHOTS`` says."""
    assert violations(page) == [], name
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name}: {wide} px too wide"
    small = page.evaluate(
        "[...document.querySelectorAll('button, summary, input:not([type=hidden]), select, textarea, a.button')]"
        ".filter(one => one.checkVisibility() && (one.offsetWidth < 44 || one.offsetHeight < 44))"
        ".map(one => one.outerHTML)"
    )
    assert small == [], name
    if folder := os.environ.get("DESK_SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def some_weeks(desk: DeskHouse) -> None:
    """Complaints over twelve weeks, answered, sorted, late and open; and what was not understood."""
    context = desk.context
    for number in range(36):
        at = context.now() - timedelta(days=number * 2.2)
        ended = number % 3 != 0
        status = CaseStatus.RESOLVED if ended else CaseStatus.OPEN
        case = add_case(context, PROVIDER, id=f"case{number:02}", at=at, status=status)
        now, desk.clock.instant = desk.clock.instant, at + timedelta(days=number % 9)
        if number % 4:
            add_event(context, case, "agent.replied")
        if ended:
            add_event(context, case, "case.resolved", by="customer")
        desk.clock.instant = now
    said = context.words.text("utter_not_understood")
    for id in ("1" * 32, "2" * 32):
        open_chat(context, PROVIDER, id)
        with context.store.write() as tx:
            line = tx.messages.add(
                Message(id, 0, Sender.CUSTOMER, "is it the green light one", context.now())
            )
            tx.messages.add(Message(id, 0, Sender.BOT, said, context.now(), in_reply_to=line.id))
            tx.commit()


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_search_and_the_reports(desk: DeskHouse, visit: Visit, width: int) -> None:
    some_weeks(desk)
    boss = add_agent(desk.context, "Priya Shah", PROVIDER, Role.ADMINISTRATOR)
    page = let_in(desk, visit(width), boss)
    for name, path in (
        ("queue", "/desk"),
        ("search", "/desk/search?q=carter"),
        ("search-none", "/desk/search?q=nobody+of+that+name"),
        ("reports", "/desk/reports"),
        ("summary", f"/desk/reports/summary?provider={PROVIDER}"),
        ("providers", "/desk/reports/providers"),
        ("people", "/desk/people"),
    ):
        page.goto(desk.house.url + path)
        assert page.locator("h1").count() == 1
        assert page.locator("table:not(:has(caption))").count() == 0
        sound(page, f"{width}-{name}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_second_step_is_set_up_and_used_by_keyboard_alone(
    desk: DeskHouse, visit: Visit, width: int
) -> None:
    agent = add_agent(desk.context, "Priya Shah", PROVIDER, Role.ADMINISTRATOR)
    page = let_in(desk, visit(width), agent)
    page.goto(f"{desk.house.url}/desk/account/second-step")
    sound(page, f"{width}-step-off")
    page.get_by_label("Your present password").fill(PASSWORD)
    page.keyboard.press("Enter")
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    sound(page, f"{width}-step-begun")
    box = page.get_by_label("Code", exact=True)
    box.fill("000000")
    box.press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    sound(page, f"{width}-step-wrong")
    page.get_by_label("Code", exact=True).fill(pyotp.TOTP(secret).at(desk.clock()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Your recovery codes")).to_be_visible()
    sound(page, f"{width}-recovery-codes")
    page.goto(f"{desk.house.url}/desk/account/second-step")
    sound(page, f"{width}-step-on")
    page.get_by_role("button", name="Sign out").press("Enter")
    desk.clock.forward(seconds=60)
    page.context.clear_cookies()  # `let_in` puts its cookie at another path than signing in does
    page.get_by_label("E-mail address").fill(agent.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Your code")).to_be_visible()
    sound(page, f"{width}-code")
    page.get_by_label("Code", exact=True).fill(pyotp.TOTP(secret).at(desk.clock()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Desk")).to_be_visible()


def test_the_slash_leads_to_the_search_and_not_out_of_a_box(desk: DeskHouse, visit: Visit) -> None:
    case = add_case(desk.context, PROVIDER)
    page = let_in(desk, visit(1280), add_agent(desk.context, "Priya Shah", PROVIDER))
    page.goto(f"{desk.house.url}/desk/cases")
    page.keyboard.press("/")
    find = page.get_by_role("searchbox", name="Find a case")
    expect(find).to_be_focused()
    expect(find).to_have_value("")
    page.keyboard.type("and/or")
    expect(find).to_have_value("and/or")
    find.fill("carter")
    find.press("Enter")
    page.get_by_role("link", name=case.reference).press("Enter")
    expect(page).to_have_url(f"{desk.house.url}/desk/cases/{case.reference}")
