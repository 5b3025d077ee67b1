"""The list of what is to be posted, in a browser of an agent's."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from bot.adapters.letters import TemplateLetters
from bot.decisions.post import PostedLetter
from bot.decisions.records import Case, ContactKind
from bot.services.case_mail import write_news
from bot.services.outbox.carry_post import PostCarrier
from bot.services.outbox.turns import send_due
from tests.support.case_rows import add_case
from tests.support.outbox import sender
from tests.web.desk_house import AgentBrowser, DeskHouse, desk_running, words

PROVIDER = "it-communications"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


@pytest.fixture
def priya(house: DeskHouse) -> AgentBrowser:
    return house.browser("Priya", PROVIDER)


@pytest.fixture
def case(house: DeskHouse) -> Case:
    return add_case(house.context, kind=ContactKind.LETTER, address="12 <b>High</b> Street, Brighton")


@pytest.fixture
def post(house: DeskHouse, case: Case) -> PostedLetter:
    context = house.context
    with context.store.write() as tx:
        write_news(context, tx, case, "news", "We need five more days.")
        tx.commit()
    send_due(sender(context.store, {"post": PostCarrier(context, TemplateLetters())}, context.now))
    with context.store.read() as tx:
        [waiting] = tx.posts.waiting(PROVIDER)
    return waiting


def test_it_is_listed_with_its_address_and_counted_on_every_page(
    priya: AgentBrowser, post: PostedLetter, case: Case
) -> None:
    page = priya.get("/desk/post").text
    assert "1 letter waits" in words(page)
    assert case.reference in page
    assert "12 &lt;b&gt;High&lt;/b&gt; Street" in page
    assert "To post (1)" in words(priya.see("/desk/cases"))


def test_nothing_to_post_is_said(priya: AgentBrowser) -> None:
    assert "0 letters wait" in words(priya.see("/desk/post"))
    assert "To post (" not in words(priya.see("/desk/cases"))


def test_the_pdf_has_the_letter_and_so_has_the_page_to_print(priya: AgentBrowser, post: PostedLetter) -> None:
    answer = priya.get(f"/desk/post/{post.id}/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "no-store" in answer.headers["cache-control"]
    text = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "five more days" in text
    assert priya.get(f"/desk/post/{post.id}/pdf?large").content != answer.content
    page = priya.get(f"/desk/post/{post.id}")
    assert "five more days" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("on", ["today", "23 November 2026", "23/11/2026"])
def test_it_was_posted(priya: AgentBrowser, post: PostedLetter, on: str) -> None:
    done = priya.press(f"/desk/post/{post.id}/posted", on=on)
    assert "on record that the letter was posted" in words(done)
    assert "Posted on today" in words(done) or "Posted on Monday 23 November" in words(done)


@pytest.mark.parametrize("on", ["", "soon", "tomorrow", "November", "1 January 2020"])
def test_a_day_that_cannot_be_is_asked_for_again_with_what_was_typed(
    priya: AgentBrowser, post: PostedLetter, on: str
) -> None:
    answer = priya.post(f"/desk/post/{post.id}/posted", on=on)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert f'value="{on}"' in answer.text
    assert "1 letter waits" in words(priya.see("/desk/post"))


def test_it_is_taken_off_with_a_reason_and_not_without(priya: AgentBrowser, post: PostedLetter) -> None:
    assert priya.post(f"/desk/post/{post.id}/dropped", why="").status_code == 422
    assert "off the list" in words(priya.press(f"/desk/post/{post.id}/dropped", why="Rang them."))
    assert priya.post(f"/desk/post/{post.id}/posted", on="today").status_code == 422


def test_another_providers_agent_finds_nothing(house: DeskHouse, post: PostedLetter) -> None:
    other = house.browser("Ravi", "netservers")
    assert "0 letters wait" in words(other.see("/desk/post"))
    for path in ("", "/pdf"):
        assert other.get(f"/desk/post/{post.id}{path}").status_code == 404
    assert other.post(f"/desk/post/{post.id}/posted", on="today").status_code == 404
    assert other.post(f"/desk/post/{post.id}/dropped", why="x").status_code == 404


def test_the_card_and_the_customers_page_say_that_it_was_posted(
    priya: AgentBrowser, post: PostedLetter, case: Case
) -> None:
    priya.press(f"/desk/post/{post.id}/posted", on="today")
    assert "put down that a letter was posted" in words(priya.see(f"/desk/cases/{case.reference}"))
