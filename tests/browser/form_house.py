"""Chromium with and without JavaScript in front of the form, and axe on what it shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
WIDTHS = (320, 768, 1280)
_WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def without_scripts(browser: Browser, url: str, **options: Any) -> BrowserContext:
    return browser.new_context(java_script_enabled=False, base_url=url, **options)


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, and whether the page is wider than the screen."""
    found = Axe().run(page, options=_WCAG).response["violations"]
    said = [f"{each['id']}: {[node['html'][:120] for node in each['nodes']]}" for each in found]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*said, *([f"wider than the screen by {wide} px"] if wide > 0 else [])]


class Inspector:
    """A second browser with JavaScript, for axe: it looks at the same addresses with the same cookie."""

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        self._context = browser.new_context(base_url=url, **options)
        self._page = self._context.new_page()
        self.seen: list[str] = []
        self.found: dict[str, list[str]] = {}

    def look(self, page: Page, blank: bool = False) -> None:
        """At the page that ``page`` shows, in every width; ``blank``: and at what it says when nothing is filled in."""
        self._context.clear_cookies()
        self._context.add_cookies([dict(cookie) for cookie in page.context.cookies()])  # type: ignore[misc]
        self._page.goto(page.url)
        self._check(page.url, WIDTHS)
        if blank:
            for field in self._page.locator(
                "input[type=text], input[type=email], input[type=tel], textarea"
            ).all():
                field.fill("")
            with self._page.expect_navigation():
                self._page.get_by_role("button", name="Continue").click()
            assert self._page.title().startswith("Error: "), self._page.title()
            # The error summary has the focus: what is wrong is read out first.
            expect(self._page.locator(".errors")).to_be_focused()
            self._check(f"{page.url} (error)", WIDTHS[:1])

    def _check(self, name: str, widths: tuple[int, ...]) -> None:
        self.seen.append(name)
        for width in widths:
            self._page.set_viewport_size({"width": width, "height": 800})
            found = violations(self._page)
            if found:
                self.found[f"{name} at {width}"] = found
