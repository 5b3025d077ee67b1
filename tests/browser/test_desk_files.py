"""A file from an agent, in two real browsers: sent from the card, saved from the chat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chat, violations
from tests.browser.desk_house import PROVIDER, let_in, new_agent
from tests.support.files import HTML, pdf
from tests.web.desk_house import DeskHouse, desk_running

Visit = Callable[..., Page]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def test_an_agent_sends_a_file_and_the_customer_saves_it(
    desk: DeskHouse, visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "our answer.pdf").write_bytes(pdf())
    (tmp_path / "page.html").write_bytes(HTML)
    theirs = visit(320)
    chat = Chat(theirs, desk.house).open(PROVIDER)
    chat.say("My line is dead")
    chat.until("I heard: My line is dead")
    chat.press("Talk to a person")
    expect(theirs.get_by_text("I would like to talk to a person").first).to_be_visible()

    page = let_in(desk, visit(320), new_agent(desk))
    page.goto(f"{desk.house.url}/desk")
    page.locator("#rows a.button").first.click()
    page.get_by_role("button", name="Claim this chat").click()
    page.get_by_label("Your reply").fill("This is what we found.")
    page.get_by_label("Files for the customer").set_input_files([tmp_path / "page.html"])
    page.get_by_role("button", name="Send to the customer").click()
    expect(page.get_by_role("alert").filter(has_text="page.html: That kind of file")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_value("This is what we found.")
    assert violations(page) == []
    page.get_by_label("Files for the customer").set_input_files([tmp_path / "our answer.pdf"])
    page.get_by_role("button", name="Send to the customer").click()
    expect(page.get_by_text("Sent.", exact=True)).to_be_visible()
    assert violations(page) == []

    chat.until("Here is a file for you: our answer.pdf")
    chat.until("This is what we found.")
    assert violations(theirs) == []
    with theirs.expect_download() as saved:
        theirs.get_by_role("button", name="Download this file").press("Enter")
    assert saved.value.suggested_filename == "our answer.pdf"
    assert Path(saved.value.path()).read_bytes() == pdf()
    expect(theirs.get_by_text("our answer.pdf is in your downloads.")).to_be_visible()
    theirs.reload()
    expect(theirs.get_by_role("button", name="Download this file")).to_be_visible()
