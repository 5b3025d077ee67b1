"""A web app in this process with a scripted engine, and Debian's Chromium to look at it."""

from __future__ import annotations

import http.server
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bot.decisions.records import ConversationState, Message, Sender
from bot.services.ports import Store
from tests.support.store import fresh_store
from tests.web.house import FakeEngine, FakeTeam, House, deps_for, providers, running

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
SIZES = {320: (320, 640), 768: (768, 1024), 1280: (1280, 800)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE_MS = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists():
                item.add_marker(
                    pytest.mark.skip(reason="Chromium is not installed (Debian: apt-get install chromium)")
                )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the whole session: while it lives, Playwright's loop runs in this thread, and no other test could
    start one."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield made
        made.close()


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A site of somebody else, with a strict policy: its origin and its folder."""
    folder = tmp_path_factory.mktemp("foreign")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()


@pytest.fixture(scope="session")
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture(scope="session")
def shared_house(
    tmp_path_factory: pytest.TempPathFactory, engine: FakeEngine, foreign: tuple[str, Path]
) -> Iterator[House]:
    known = {**providers()}
    known["netservers"] = known["netservers"].model_copy(update={"origins": [foreign[0]]})
    store = fresh_store(tmp_path_factory.mktemp("web"))
    with running(deps_for(store, engine, FakeTeam(), providers=known)) as made:
        yield made


@pytest.fixture
def house(shared_house: House, engine: FakeEngine) -> Iterator[House]:
    engine.reset()
    yield shared_house
    engine.reset()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a fresh browser profile at a width; any error that the page logs fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(width: int = 1280, **options: object) -> Page:
        wide, high = SIZES[width]
        context = browser.new_context(viewport={"width": wide, "height": high}, locale="en-GB", **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda said: (
                errors.append(said.text) if said.type == "error" and "Content Security" in said.text else None
            ),
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def violations(page: Page) -> list[str]:
    """What axe finds on the page, shadow trees included: the rule, where, and why.

    An alert can be found before the style sheet of a page that answered a form is there: wait for it, or axe
    measures a page that nobody sees.
    """
    page.wait_for_load_state("load")
    found = Axe().run(
        page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    )
    return [
        f"{each['id']}: {node['target']}: {node.get('failureSummary', '')}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


class Site(Protocol):
    """Where the pages are, and what stands behind them: a house with a scripted engine, or the real stack."""

    @property
    def url(self) -> str: ...

    store: Store


class Chat:
    """The widget on a page, as a customer finds it: by roles and names."""

    def __init__(self, page: Page, house: Site) -> None:
        self.page, self.house = page, house
        self.box = page.get_by_label("Your message", exact=True)
        self.log = page.get_by_role("log")
        self.lines = page.locator(".line")
        self.alert = page.locator(".alert")

    def open(self, slug: str = "netservers") -> Chat:
        self.page.goto(f"{self.house.url}/demo/{slug}")
        self.page.get_by_role("button", name="Chat with us").click()
        self.until("I'm a bot")
        self.until_live()
        return self

    def until_live(self) -> None:
        """The history is in, and what comes now is announced."""
        expect(self.page.locator("[role=log][aria-live=polite]")).to_be_attached(timeout=PATIENCE_MS)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def say(self, text: str) -> None:
        self.box.fill(text)
        self.press("Send")

    def until(self, text: str, count: int = 1) -> None:
        """The log holds ``text`` in so many lines."""
        found = self.lines.filter(has_text=re.compile(re.escape(text)))
        expect(found).to_have_count(count, timeout=PATIENCE_MS)

    def texts(self) -> list[str]:
        return self.page.locator(".line .what").all_inner_texts()

    @property
    def id(self) -> str:
        stored = self.page.evaluate("JSON.parse(localStorage.getItem(Object.keys(localStorage)[0])).id")
        assert isinstance(stored, str)
        return stored

    def put(self, state: ConversationState, *lines: str) -> None:
        """From behind: the state changes, and a person says something."""
        with self.house.store.write() as tx:
            tx.conversations.set_state(self.id, state)
            for line in lines:
                tx.messages.add(Message(self.id, 0, Sender.AGENT, line, datetime.now(UTC), spoken_by="Priya"))
            tx.commit()
