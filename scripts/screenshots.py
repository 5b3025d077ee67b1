#!/usr/bin/env python3
"""Take every screenshot of docs/images anew, of a real stack with its own data and clock (a Monday morning).

  .venv/bin/python scripts/screenshots.py                 all, into docs/images
  .venv/bin/python scripts/screenshots.py --to FOLDER     into another folder
  .venv/bin/python scripts/screenshots.py --large         neither cut nor squeezed: to look closely

Needs Chromium and what `scripts/setup.sh all` installs; takes about two minutes. Nothing of var/ is touched.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from png_palette import squeeze  # noqa: E402

from bot.adapters.db.store import open_store  # noqa: E402
from bot.bootstrap import build_context  # noqa: E402
from bot.config import Config  # noqa: E402
from bot.decisions.late import RESPOND  # noqa: E402
from bot.decisions.records import CaseStatus, ContactKind  # noqa: E402
from bot.services.case_mail import write_news  # noqa: E402
from tests.browser.conftest import CHROMIUM, Chat  # noqa: E402
from tests.browser.test_whole_complaints import Real  # noqa: E402
from tests.support.case_rows import add_case  # noqa: E402
from tests.support.customer import Customer  # noqa: E402
from tests.support.signing_in import PASSWORD  # noqa: E402
from tests.support.stack import Stack  # noqa: E402

PHONE, DESKTOP = (390, 780), (1180, 860)
PROVIDER = "it-communications"
STORY = (
    "My broadband has been down for nine days. I have rung four times, and each time somebody promised to call back. "
    "Nobody did. I want to complain."
)
LATER = "2026-11-23T10:14:00+00:00"
"""When the desk is looked at: those who asked at ten have waited."""
A_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


class Album:
    """Where pictures go, and the browser that they are taken with."""

    def __init__(self, browser: Browser, real: Real, to: Path, large: bool) -> None:
        self.browser, self.real, self.to, self.large = browser, real, to, large
        self.url = real.url

    def page(self, size: tuple[int, int], path: str = "") -> Page:
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-GB",
                                           timezone_id="Europe/London", reduced_motion="reduce")  # fmt: skip
        context.set_default_timeout(40_000)
        page = context.new_page()
        page.clock.set_fixed_time(datetime.fromisoformat(self.real.stack.now_file.read_text().strip()))
        if path:
            page.goto(self.url + path)
        return page

    def take(self, page: Page, name: str, height: int | None = None) -> None:
        """``height``: so much of the whole page, from its top; else what is in view."""
        page.wait_for_timeout(300)  # the last colour has changed
        options: dict[str, object] = {}
        if height is not None:
            options["full_page"] = True
            if not self.large:
                whole = page.evaluate("document.documentElement.scrollHeight")
                width = page.viewport_size["width"] if page.viewport_size else DESKTOP[0]
                options["clip"] = {"x": 0, "y": 0, "width": width, "height": min(height, whole)}
        png = page.screenshot(**options)  # type: ignore[arg-type]
        small = png if self.large else squeeze(png)
        (self.to / f"{name}.png").write_bytes(small)
        sys.stdout.write(f"  {name}.png  {len(small) // 1024} kB\n")
        sys.stdout.flush()


def the_chat(album: Album) -> Page:
    """On a phone: telling, sending a file. The page with the chat still open comes back."""
    page = album.page(PHONE)
    chat = Chat(page, album.real).open(PROVIDER)
    chat.say(STORY)
    chat.until("try to sort it first")
    album.take(page, "chat-phone")
    chat.say("just log it please, I've tried everything")
    chat.until("When did you first tell")
    chat.press("More")
    chat.press("Add a file")
    file = {"name": "phone bill.pdf", "mimeType": "application/pdf", "buffer": A_PDF}
    page.get_by_label("A file for your complaint").set_input_files(file)
    album.take(page, "chat-file")
    chat.press("Send the file")
    chat.until("You sent phone bill.pdf")
    chat.press("More")
    return page


def a_complaint(album: Album) -> str:
    """On a desktop, to the end; the link to its page comes back."""
    page = album.page(DESKTOP)
    page.goto(f"{album.url}/demo/{PROVIDER}")
    album.take(page, "support-page")
    page.get_by_role("button", name="Chat with us").click()
    chat = Chat(page, album.real)
    chat.until("I'm a bot")
    chat.until_live()
    for line, answer in (
        (
            "You charged me twice in a row and nobody answers my e-mails, I want to complain",
            "When did it happen",
        ),
        ("3 November", "When did you first tell"),
        ("I rang on 5 November", "What is your name?"),
        ("Sam Carter", "How would you like"),
        ("sam@example.com", "I have logged your complaint already"),
        ("that's all", "asks for this"),
    ):
        chat.say(line)
        chat.until(answer)
    for _ in range(4):
        if page.get_by_text("This is what I have. Is it right?").count():
            break
        chat.say("skip")
        page.wait_for_timeout(4_000)
    chat.press("Yes, that's right")
    chat.until("All your dates")
    page.wait_for_timeout(1_500)
    album.take(page, "chat-desktop")
    link = page.locator('a[href*="/case/"]').last.get_attribute("href")
    page.goto(f"{album.url}/demo/{PROVIDER}/chat")
    chat.until("All your dates")
    chat.until_live()
    page.wait_for_timeout(1_000)
    album.take(page, "chat")
    return str(link)


def the_form(album: Album) -> None:
    """Without JavaScript it looks the same; a question, a slip, and the check of the answers."""
    page = album.page(DESKTOP, "/complain/netservers")
    page.get_by_role("button", name="Start now").click()
    typed = {
        "description": {"#text": "You charged me twice in a row and nobody answers my e-mails."},
        "happened-on": {"#rough": "early October"},
        "first-told-on": {"#day": "20", "#month": "10", "#year": "2026"},
        "name": {"#text": "Jo Bloggs"},
        "reply-address": {"#text": "jo@example.org"},
    }
    for _ in range(30):
        here = page.url.rstrip("/").rpartition("/")[2]
        if here == "check":
            album.take(page, "form-check", 900)
            return
        if here == "first-told-on":
            album.take(page, "form-question", 860)
        if here in typed:
            for field, words in typed[here].items():
                page.locator(field).fill(words)
        elif here == "reply-by":
            page.get_by_label("E-mail", exact=True).check()
        else:
            skip = page.get_by_role("button", name="Skip this question")
            if skip.count():
                skip.click()
                continue
        page.get_by_role("button", name="Continue").click()


def others_wait(album: Album) -> None:
    """So that the queue is one: three more, with reasons of their own."""
    for provider, lines in (
        (PROVIDER, ("my mum relies on a telecare alarm and her line is dead, please hurry",)),
        ("contactnow", ("can I talk to a person please",)),
        (PROVIDER, ("I want to complain about a price rise", "I would like to speak to a person")),
    ):
        customer = Customer(album.real.stack.url, provider)
        for line in lines:
            customer.says(line)


def some_weeks(album: Album) -> None:
    """Complaints of twelve weeks, for the report: answered in time or late, sorted, and still open."""
    env = album.real.stack.env()
    context = build_context(Config.from_env(env), env)
    for number in range(30):
        at = context.now() - timedelta(days=number * 2.6 + 1)
        sorted_ = number % 3 != 0
        status = CaseStatus.RESOLVED if sorted_ else CaseStatus.OPEN
        case = add_case(context, PROVIDER, id=f"week{number:02}", at=at, status=status)
        with context.store.write() as tx:
            if number % 4:
                tx.cases.add_event(case.id, "agent.replied", at + timedelta(days=number % 9), {})
                tx.promises.keep(case.conversation_id, RESPOND, at + timedelta(days=number % 9))
            if sorted_:
                said = {"by": "customer"}
                tx.cases.add_event(case.id, "case.resolved", at + timedelta(days=number % 9 + 1), said)
            tx.commit()


def letters_to_post(album: Album) -> None:
    """Two customers want their answers on paper; the relay puts both on the list."""
    env = album.real.stack.env()
    context = build_context(Config.from_env(env), env)
    for number, address in enumerate(
        ("12 High Street, Brighton, BN3 7TF", "Flat 4, 9 Mill Road, Cambridge, CB1 2AB")
    ):
        case = add_case(context, PROVIDER, id=f"paper{number}", kind=ContactKind.LETTER, address=address)
        with context.store.write() as tx:
            words = (
                "I.T Communications needs five more days to answer you. The new day is Tuesday 1 December."
            )
            write_news(context, tx, case, f"paper{number}", words)
            tx.commit()
    for _ in range(100):
        with context.store.read() as tx:
            if tx.posts.count([PROVIDER]) == 2:
                return
        time.sleep(0.1)
    raise SystemExit("The relay put no letter on the list.")


def the_desk(album: Album, phone: Page) -> None:
    email = "priya@example.org"
    command = [str(ROOT / ".venv/bin/firstline"), "users", "add", email, "--name", "Priya Shah"]
    for provider in (PROVIDER, "contactnow"):
        command += ["--provider", provider, "--role", "supervisor"]
    command.append("--password-stdin")
    subprocess.run(command, input=f"{PASSWORD}\n", text=True, env=album.real.stack.env(), check=True)
    album.real.stack.set_now(LATER)
    phone.clock.set_fixed_time(datetime.fromisoformat(LATER))
    page = album.page(DESKTOP, "/desk")
    album.take(page, "desk-sign-in", 360)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", level=1, name="Your account").wait_for()

    chat = Chat(phone, album.real)
    chat.press("Talk to a person")
    phone.get_by_role("button", name="Carry on with the assistant").first.wait_for()
    album.take(phone, "chat-waiting")
    page.goto(f"{album.url}/desk")
    album.take(page, "desk-queue", 860)
    page.goto(f"{album.url}/desk/conversations/{chat.id}")
    page.get_by_role("button", name="Claim this chat").click()
    page.get_by_label("Your reply").fill(
        "Hello, this is Priya. I can see all that you wrote. An engineer comes tomorrow."
    )
    page.get_by_role("button", name="Send to the customer").click()
    chat.until("An engineer comes tomorrow.")
    chat.say("Thank you. Before noon, please.")
    album.take(phone, "chat-person")
    page.get_by_text("Before noon, please.").first.wait_for()
    album.take(page, "desk-card", 1_150)
    some_weeks(album)
    letters_to_post(album)
    for path, name, height in (
        ("/desk/cases", "desk-cases", 700),
        ("/desk/search?q=sam+carter", "desk-search", 480),
        ("/desk/log", "desk-log", 1_000),
        ("/desk/post", "desk-post", 860),
        (f"/desk/reports?provider={PROVIDER}", "desk-reports", 1_000),
        (f"/desk/reports/summary?provider={PROVIDER}", "desk-summary", 1_150),
        ("/desk/audit", "desk-audit", 700),
    ):
        page.goto(album.url + path)
        album.take(page, name, height)
    page.goto(f"{album.url}/desk/account/second-step")
    page.get_by_label("Your present password").fill(PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("heading", name="2. Show that it works").wait_for()
    album.take(page, "desk-second-step", 860)


def the_mail(album: Album, link: str) -> None:
    page = album.page(DESKTOP, "/demo/mailbox")
    album.take(page, "mailbox", 600)
    page.get_by_role("link", name="Your complaint to").first.click()
    album.take(page, "mail", 1_000)
    page.goto(link)
    album.take(page, "case-page", 1_150)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--large", action="store_true")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var:
        stack = Stack(Path(var))
        stack.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                album = Album(browser, Real(stack, open_store(stack.db_url)), given.to, given.large)
                link = a_complaint(album)
                phone = the_chat(album)
                the_form(album)
                others_wait(album)
                the_desk(album, phone)
                the_mail(album, link)
                browser.close()
        finally:
            stack.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
