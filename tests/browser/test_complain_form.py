"""The form in a real browser: with JavaScript off, by keyboard, on a small screen, and under axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from bot.services.context import Context
from tests.browser.form_house import CHROMIUM, Inspector, chromium, violations, without_scripts
from tests.support.context import Clock, make_context
from tests.web.filler import form_house
from tests.web.house import House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
]
STORY = "You have charged me twice in a row and nobody answers my emails"
KEYS = 40
"""More presses of Tab than there are controls on any page."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


@pytest.fixture
def house(context: Context) -> Iterator[House]:
    with form_house(context) as made:
        yield made


def step(page: Page) -> str:
    return page.url.rstrip("/").rpartition("/")[2]


def answer(page: Page) -> None:
    """A fair answer to whatever the page asks, and on to the next one."""
    given = {
        "description": {"#text": STORY},
        "happened-on": {"#rough": "early October"},
        "first-told-on": {"#day": "20", "#month": "10", "#year": "2026"},
        "name": {"#text": "Jo Bloggs"},
        "reply-address": {"#text": "jo@example.org"},
        "handled-by": {"#text": "Priya in Support"},
        "reference": {"#text": "44120"},
        "account": {"#text": "NS-20417"},
        "examples": {"#text": "Two bills on 3 November"},
        "amount": {"#text": "45"},
        "acting-for": {"#text": "my mum"},
        "employees": {"#text": "7"},
        "code": {"#text": "000000"},
    }
    chosen = {
        "reply-by": "E-mail",
        "still-happening": "Yes, still",
        "service": "Mobile",
        "outcome": "Money back or a credit",
        "role": "For somebody else",
        "customer": "A business",
        "copies": "Yes, to follow",
        "needs": "Braille",
        "reply-often": "Every week",
    }
    here = step(page)
    if here == "check":
        press(page, page.get_by_role("button", name="Yes, that’s right"))
        return
    for field, words in given.get(here, {}).items():
        page.locator(field).fill(words)
    if here in chosen:
        page.get_by_label(chosen[here], exact=True).check()
    press(page, page.get_by_role("button", name="Continue"))


def press(page: Page, button: Locator) -> None:
    """And the page that it leads to is there: a click alone may come back before it is."""
    with page.expect_navigation():
        button.click()


def test_a_whole_complaint_with_javascript_off_and_nothing_for_axe_on_any_page(
    browser: Browser, house: House, context: Context
) -> None:
    page = without_scripts(browser, house.url).new_page()
    inspector = Inspector(browser, house.url)
    page.goto("/complain/netservers")
    inspector.look(page)
    press(page, page.get_by_role("button", name="Start now"))
    for _ in range(30):
        here = step(page)
        if here == "code":
            inspector.look(page, blank=True)
            press(page, page.get_by_role("button", name="Skip this question"))
        elif here == "done":
            break
        else:
            inspector.look(page, blank=here != "check")
            answer(page)
        assert not page.title().startswith("Error"), (here, page.locator(".error").all_inner_texts())
    inspector.look(page)
    press(page, page.get_by_role("button", name="Talk to a person"))
    inspector.look(page)
    press(page, page.get_by_role("link", name="Start again"))
    inspector.look(page)

    with context.store.read() as tx:
        [case] = tx.cases.all()
    assert case.description == STORY
    assert (case.details["acting_for"], case.details["employees"], case.details["amount"]) == (
        "my mum",
        7,
        45,
    )
    assert (case.details["service"], case.details["needs"]) == ("mobile", ["braille"])
    assert len(inspector.seen) > 40
    assert inspector.found == {}


def test_a_change_and_the_urgent_page_have_nothing_for_axe_either(browser: Browser, house: House) -> None:
    page = without_scripts(browser, house.url).new_page()
    inspector = Inspector(browser, house.url)
    page.goto("/complain/it-communications")
    press(page, page.get_by_role("button", name="Start now"))
    page.locator("#text").fill("My broadband is off and I want to end my life. Write to jo@example.org")
    press(page, page.get_by_role("button", name="Continue"))
    assert step(page) == "first"
    inspector.look(page)
    press(page, page.get_by_role("link", name="Carry on with the form"))
    for _ in range(20):
        if step(page) == "check":
            break
        last = page.get_by_role("button", name=re.compile("skip to the end"))
        press(
            page,
            last if last.count() else page.get_by_role("button", name=re.compile("kip this question")).first,
        )
    for name in ("description", "reply-address", "happened-on", "needs"):
        page.goto(f"/complain/it-communications/{name}")
        inspector.look(page)
    page.goto("/complain/nobody")
    assert inspector.found == {}


def test_a_complaint_by_keyboard_alone(browser: Browser, house: House, context: Context) -> None:
    page = without_scripts(browser, house.url).new_page()

    def tab_to(selector: str) -> None:
        for _ in range(KEYS):
            if page.locator(f"{selector}:focus").count():
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by Tab on {page.url}")

    def write(selector: str, words: str, enter: bool = True) -> None:
        tab_to(selector)
        page.keyboard.type(words)
        if enter:
            press_enter()

    def press_enter() -> None:
        with page.expect_navigation():
            page.keyboard.press("Enter")

    page.goto("/complain/all-communications")
    tab_to("main button")
    press_enter()
    write("#text", STORY, enter=False)
    tab_to("main button")
    press_enter()
    assert step(page) == "happened-on"
    write("#rough", "early October")  # Enter presses "Continue", and not one of the buttons behind it
    write("#day", "20", enter=False)
    write("#month", "10", enter=False)
    write("#year", "2026")
    write("#text", "Jo Bloggs")
    tab_to("#choice-1")
    page.keyboard.press("ArrowDown")
    press_enter()
    assert step(page) == "reply-address"
    write("#text", "07700 900123")
    with context.store.read() as tx:
        [case] = tx.cases.all()
        contact = tx.contacts.get(case.contact_id)
    assert contact is not None
    assert (contact.kind, contact.value) == ("phone", "07700 900123")
    for _ in range(KEYS):
        if step(page) == "check":
            break
        tab_to(":is(button[value=thats_all], button[value=unknown])")
        press_enter()
    tab_to("button[value=yes]")
    press_enter()
    assert step(page) == "done"
    assert case.reference in page.locator("h1").inner_text()


EDGES = """links => links.map(link => {
  const words = document.createRange();
  words.selectNode(link.firstChild);
  const at = words.getBoundingClientRect();
  return [Math.round(at.left), Math.round(at.right)];
})"""
"""Left and right edge of the words that can be seen of each link."""


@pytest.mark.parametrize(("width", "edge"), [(320, 0), (390, 0), (1280, 1)])
def test_the_links_that_change_and_add_an_answer_stand_in_one_line(
    browser: Browser, house: House, width: int, edge: int
) -> None:
    page = browser.new_context(base_url=house.url, viewport={"width": width, "height": 900}).new_page()
    page.goto("/complain/netservers")
    press(page, page.get_by_role("button", name="Start now"))
    while step(page) != "check":
        last = page.get_by_role("button", name=re.compile("skip to the end"))
        press(page, last) if last.count() else answer(page)
    edges = page.locator(".answers .change a").evaluate_all(EDGES)
    titles = page.locator(".answers .change a").all_inner_texts()
    assert {title.split("\n")[0] for title in titles} >= {"Add", "Change", "Add to it"}
    assert len({each[edge] for each in edges}) == 1, edges
    page.emulate_media(media="print")
    assert not page.locator(".answers .change").first.is_visible()
    assert page.get_by_text(STORY).is_visible()


def test_colours_of_the_system_leave_everything_to_be_seen(browser: Browser, house: House) -> None:
    plain = browser.new_context(
        base_url=house.url, forced_colors="active", viewport={"width": 320, "height": 640}
    )
    page = plain.new_page()
    page.goto("/complain/netservers")
    press(page, page.get_by_role("button", name="Start now"))
    press(page, page.get_by_role("button", name="Continue"))
    assert page.title().startswith("Error: ")
    assert violations(page) == []
    border = page.locator(".errors").evaluate("each => getComputedStyle(each).borderStyle")
    assert border == "solid"
