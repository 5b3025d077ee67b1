"""Whole complaints in Chromium through the real stack: by mouse, by keyboard on a small screen, and with a person.

Nothing is scripted here: what is read on the page was said by the engine and the actions, and every case is looked up
in the stack's own database. They share the stack of the other tests with the engine, and run beside those.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.adapters.db.store import open_store
from bot.config import ROOT
from bot.decisions.records import Case, CaseStatus, ConversationState, Sender
from bot.services.ports import Store
from tests.browser.conftest import Chat, violations
from tests.support.customer import REFERENCE
from tests.support.signing_in import PASSWORD
from tests.support.stack import A_MONDAY, Stack
from tests.support.waiting import until

pytestmark = pytest.mark.engine

Visit = Callable[..., Page]
TURN_MS = 30_000
"""For one turn of the real engine on a busy machine."""
STORY = "You have charged me twice in a row and nobody answers my emails, I want to complain"
FOCUSED = "one => one.getRootNode().activeElement === one"


@dataclass
class Real:
    """The running stack, as the pages and the helpers of the browser tests want it."""

    stack: Stack
    store: Store

    @property
    def url(self) -> str:
        return self.stack.url.rstrip("/")

    def case_of(self, chat: Chat) -> Case:
        with self.store.read() as tx:
            [case] = tx.cases.of_conversation(chat.id)
        return case

    def said_by(self, chat: Chat, sender: Sender) -> list[str]:
        with self.store.read() as tx:
            return [line.text for line in tx.messages.after(chat.id, 0) if line.sender is sender]

    def state_of(self, chat: Chat) -> ConversationState:
        with self.store.read() as tx:
            return tx.conversations.get(chat.id).state


@pytest.fixture
def real(stack: Stack) -> Iterator[Real]:
    stack.set_now(A_MONDAY)
    expect.set_options(timeout=TURN_MS)  # pages look every few seconds, and the machine may be busy
    yield Real(stack, open_store(stack.db_url))
    expect.set_options(timeout=None)


@pytest.fixture
def agent(real: Real, visit: Visit) -> Iterator[Page]:
    """Made by the command, signed in by the page, and looking at the queue.

    Signed out at the end: nobody may be at the desk of ContactNow when the next test asks for a person there.
    """
    page = visit(1280)
    email = "priya@contactnow.example.org"
    command = [
        str(ROOT / ".venv/bin/firstline"), "users", "add", email, "--name", "Priya Shah",
        "--provider", "contactnow", "--role", "agent", "--password-stdin",
    ]  # fmt: skip
    subprocess.run(command, input=f"{PASSWORD}\n", text=True, env=real.stack.env(), check=True, timeout=60)
    patient(page).goto(f"{real.url}/desk")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
    assert violations(page) == []
    page.goto(f"{real.url}/desk")
    yield page
    with real.store.write() as tx:
        priya = tx.agents.by_email(email)
        assert priya is not None
        tx.agent_sessions.end(priya.id, datetime.fromisoformat(A_MONDAY))
        tx.commit()


def patient(page: Page) -> Page:
    page.context.set_default_timeout(TURN_MS)
    return page


def by_keyboard_to(control: Locator, key: str, presses: int = 40) -> None:
    """Press ``key`` until ``control`` has the focus."""
    page = control.page
    expect(control).to_be_visible(timeout=TURN_MS)
    for _ in range(presses):
        if control.evaluate(FOCUSED):
            return
        page.keyboard.press(key)
    expect(control).to_be_focused()


def check_logged(real: Real, chat: Chat, provider: str, due_on: date, day: str, address: str) -> Case:
    """The case as it stands in the database is the one that the page tells of; axe finds nothing on that page."""
    chat.until("Your complaint is logged. Your reference is")
    chat.until(day)
    words = "\n".join(chat.texts())
    case = real.case_of(chat)
    with real.store.read() as tx:
        contact = tx.contacts.get(case.contact_id)
    assert set(REFERENCE.findall(words)) == {case.reference}
    assert (case.provider, case.status, case.due_on) == (provider, CaseStatus.OPEN, due_on)
    assert case.description.startswith(STORY)
    assert case.details["name"] == "Jo Bloggs"
    assert contact is not None
    assert contact.value == address
    assert violations(chat.page) == []
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"
    return case


def test_by_mouse_with_the_network_cut_in_the_middle(real: Real, visit: Visit) -> None:
    page = patient(visit(1280))
    chat = Chat(page, real).open("it-communications")
    chat.press("Make a complaint")
    chat.until("What happened? Tell me in your own words")
    chat.say(STORY)
    chat.until("When did it happen")
    chat.say("3 November")
    chat.until("When did you first tell")
    chat.press("Today is the first time")
    chat.until("What is your name?")

    page.context.set_offline(True)
    expect(page.get_by_text("The connection is lost. Trying again …")).to_be_visible()
    chat.say("Jo Bloggs")
    expect(page.get_by_text("Not sent.")).to_be_visible()
    page.context.set_offline(False)
    chat.until("How would you like")
    expect(page.get_by_text("Not sent.")).to_have_count(0)

    chat.press("E-mail")
    chat.until("Which e-mail address?")
    chat.say("mouse@example.org")
    chat.until("I have logged your complaint already")
    chat.press("Yes, to follow")
    expect(page.get_by_role("log").get_by_text("Yes, to follow", exact=True)).to_have_count(1)
    expect(page.get_by_text("The assistant is writing …")).to_have_count(0)
    chat.press("That's all")
    chat.until("This is what I have. Is it right?")
    chat.press("Yes, that's right")
    case = check_logged(
        real, chat, "it-communications", date(2026, 11, 30), "Monday 30 November", "mouse@example.org"
    )
    assert case.details["copies"]
    assert real.said_by(chat, Sender.CUSTOMER).count("Jo Bloggs") == 1
    until(lambda: len(real.stack.mails("mouse@example.org")) == 2, "the code and the letter")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open the page of your complaint").click()
    expect(opened.value.get_by_text(case.reference).first).to_be_visible()
    assert violations(opened.value) == []


def test_by_keyboard_only_on_a_small_screen(real: Real, visit: Visit) -> None:
    page = patient(visit(320))
    page.goto(f"{real.url}/demo/netservers")
    chat = Chat(page, real)
    by_keyboard_to(page.get_by_role("button", name="Chat with us"), "Tab")
    page.keyboard.press("Enter")
    chat.until("I'm a bot")
    chat.until_live()
    expect(chat.box).to_be_focused()
    for line, answer in (
        (STORY, "When did it happen"),
        ("early October", "When did you first tell"),
        ("I rang on 20 October", "What is your name?"),
        ("Jo Bloggs", "How would you like"),
        ("keys@example.org", "Is it still going on?"),
    ):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        chat.until(answer)
        expect(chat.box).to_be_focused()
    for button, answer in (
        ("That's all", "This is what I have. Is it right?"),
        ("Yes, that's right", "Your complaint is logged. Your reference is"),
    ):
        by_keyboard_to(page.get_by_role("button", name=button, exact=True), "Shift+Tab")
        page.keyboard.press("Enter")
        chat.until(answer)
        expect(chat.box).to_be_focused()
    case = check_logged(
        real, chat, "netservers", date(2026, 11, 24), "Tuesday 24 November", "keys@example.org"
    )
    assert case.first_complained_on == date(2026, 10, 20)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Chat with us")).to_be_focused()


def test_a_person_takes_over_in_the_middle_and_the_assistant_carries_on(
    real: Real, visit: Visit, agent: Page
) -> None:
    page = patient(visit(320))
    chat = Chat(page, real).open("contactnow")
    chat.say(STORY)
    chat.until("When did it happen")
    chat.press("Talk to a person")
    agent.get_by_role("button", name="Claim").first.click()
    chat.until("You are now talking to Priya Shah")
    assert real.state_of(chat) is ConversationState.HUMAN
    expect(agent.get_by_text(STORY).first).to_be_visible()

    before = real.said_by(chat, Sender.BOT)
    chat.say("Can you see what I wrote?")
    expect(agent.get_by_text("Can you see what I wrote?").first).to_be_visible()
    agent.get_by_label("Your reply").fill("I can. I have asked for the second payment to be stopped.")
    agent.get_by_role("button", name="Send to the customer").click()
    chat.until("I have asked for the second payment to be stopped.")
    assert real.said_by(chat, Sender.BOT) == before
    assert violations(agent) == []

    agent.get_by_text("Give it back to the assistant").click()
    agent.get_by_label("What was agreed (optional)").fill("The second payment is stopped.")
    agent.get_by_role("button", name="Give it back").click()
    chat.until("noted this as agreed with you: The second payment is stopped.")
    for line, answer in (
        ("early October", "When did you first tell"),  # not a word of the story is asked for again
        ("I rang on 20 October", "What is your name?"),
        ("Jo Bloggs", "How would you like"),
        ("person@example.org", "Is it still going on?"),
        ("that's all", "This is what I have. Is it right?"),
    ):
        chat.say(line)
        chat.until(answer)
    chat.press("Yes, that's right")
    check_logged(real, chat, "contactnow", date(2026, 11, 24), "Tuesday 24 November", "person@example.org")
    assert real.said_by(chat, Sender.AGENT) == ["I can. I have asked for the second payment to be stopped."]
