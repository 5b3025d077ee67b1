"""What a customer does on the page of a case, and with the two links of "is it still sorted?", over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.decisions.records import Case, CaseEvent, CaseStatus, ConversationState
from bot.services.ask_still_sorted import ask_still_sorted
from bot.services.case_link import case_link
from bot.services.case_working import open_case_page
from bot.services.context import Context
from bot.services.move_case import Word, sorted_by_word
from bot.services.take_file import Filing
from tests.support.case_rows import STORY, add_case
from tests.support.context import Clock, make_context
from tests.support.files import HTML, png
from tests.web.house import QUICK, FakeEngine, House, deps_for, running

LIMITS = replace(QUICK, messages_a_minute=1000, files_a_minute=1000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


def serving(context: Context, folder: Path, **limits: int) -> Iterator[House]:
    filing = Filing(context, FolderFiles(folder / "files"), look_inside)
    deps = deps_for(
        context.store, FakeEngine(), now=context.now, filing=filing, limits=replace(LIMITS, **limits),
        case_page=lambda token: open_case_page(context, token),
    )  # fmt: skip
    with running(deps) as house:
        yield house


@pytest.fixture
def house(context: Context, tmp_path: Path) -> Iterator[House]:
    yield from serving(context, tmp_path)


@pytest.fixture
def case(context: Context) -> Case:
    return add_case(context, told="2026-11-05")


def path_of(context: Context, case: Case) -> str:
    return case_link(context, case).removeprefix(context.public_url)


def events(context: Context, case: Case, code: str) -> list[CaseEvent]:
    with context.store.read() as tx:
        return [each for each in tx.cases.events(case.id) if each.code == code]


def status(context: Context, case: Case) -> CaseStatus:
    with context.store.read() as tx:
        found = tx.cases.get(case.id)
    assert found is not None
    return found.status


def call_sorted(context: Context, case: Case) -> None:
    with context.store.write() as tx:
        sorted_by_word(context, tx, case, Word("it works"))
        tx.commit()


def links(context: Context, clock: Clock) -> tuple[str, str]:
    clock.forward(days=3)
    assert ask_still_sorted(context) == 1
    with context.store.read() as tx:
        facts = tx.outbox.all()[-1].payload["facts"]
    return tuple(facts[f"{each}_link"].removeprefix(context.public_url) for each in ("yes", "no"))  # type: ignore[return-value]


# --- words ---


def test_words_are_kept_once_and_never_shown_on_the_page(house: House, context: Context, case: Case) -> None:
    path = path_of(context, case)
    page = house.client.get(path).text
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    for _ in range(2):  # pressed twice
        answer = house.client.post(f"{path}/words", data={"text": " It rang off again. ", "key": key[1]})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?done=added")
    [added] = events(context, case, "customer.added")
    assert (added.data["text"], added.data["by"], added.data["where"]) == (
        "It rang off again.",
        "customer",
        "page",
    )
    shown = house.client.get(f"{path}?done=added").text
    assert "What you wrote is on your complaint now" in shown
    assert "rang off" not in shown
    assert STORY not in shown


@pytest.mark.parametrize(
    ("text", "fault"), [("  ", "Write what you would like"), ("x" * 2001, "2,000 characters")]
)
def test_what_cannot_be_taken_comes_back_with_the_reason_and_what_was_typed(
    house: House, context: Context, case: Case, text: str, fault: str
) -> None:
    answer = house.client.post(f"{path_of(context, case)}/words", data={"text": text})
    assert answer.status_code == 422
    assert fault in answer.text
    assert text.strip() in answer.text
    assert events(context, case, "customer.added") == []


@pytest.mark.parametrize("deed", ["words", "reopen", "files"])
def test_a_link_that_is_no_good_takes_nothing(house: House, context: Context, case: Case, deed: str) -> None:
    path = path_of(context, case)
    for wrong in (path[:-1], f"{path}A", "/case/x"):
        answer = house.client.post(f"{wrong}/{deed}", data={"text": "hello"})
        assert answer.status_code == 404
    assert len(events(context, case, "case.opened")) == 1
    assert events(context, case, "customer.added") == []


def test_one_link_takes_so_many_words_in_a_minute_and_no_more(
    context: Context, case: Case, tmp_path: Path
) -> None:
    for house in serving(context, tmp_path, messages_a_minute=3):
        path = path_of(context, case)
        codes = [house.client.post(f"{path}/words", data={"text": str(n)}).status_code for n in range(5)]
        assert codes == [303, 303, 303, 429, 429]
    assert len(events(context, case, "customer.added")) == 3


# --- files ---


def test_a_file_is_kept_on_the_case_though_its_chat_has_ended(
    house: House, context: Context, case: Case
) -> None:
    with context.store.write() as tx:
        tx.conversations.set_state(case.conversation_id, ConversationState.CLOSED)
        tx.commit()
    path = path_of(context, case)
    answer = house.client.post(f"{path}/files", files=[("file", ("bill.png", png()))])
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?done=files")
    with context.store.read() as tx:
        [file] = tx.files.of_case(case.id)
    assert (file.name, file.sent_by) == ("bill.png", "customer")
    assert "bill.png" in house.client.get(path).text


def test_what_is_no_picture_or_letter_is_refused_with_the_reason(
    house: House, context: Context, case: Case
) -> None:
    answer = house.client.post(f"{path_of(context, case)}/files", files=[("file", ("page.html", HTML))])
    assert answer.status_code == 422
    assert "page.html" in answer.text
    with context.store.read() as tx:
        assert tx.files.of_case(case.id) == []


# --- open again ---


def test_the_page_of_a_sorted_complaint_has_a_button_that_opens_it_again(
    house: House, context: Context, case: Case
) -> None:
    path = path_of(context, case)
    assert "Open it again" not in house.client.get(path).text
    call_sorted(context, case)
    assert "Open it again" in house.client.get(path).text
    assert house.client.get(f"{path}/reopen").status_code in (404, 405)
    assert status(context, case) is CaseStatus.RESOLVED
    for _ in range(2):
        assert house.client.post(f"{path}/reopen").status_code == 303
    assert status(context, case) is CaseStatus.OPEN
    [event] = events(context, case, "case.reopened")
    assert (event.data["by"], event.data["where"]) == ("customer", "page")


# --- is it still sorted? ---


def test_following_both_links_changes_nothing_and_a_press_does_it(
    house: House, context: Context, case: Case, clock: Clock
) -> None:
    call_sorted(context, case)
    yes, no = links(context, clock)
    for _ in range(2):
        for link in (yes, no):
            page = house.client.get(link)
            assert page.status_code == 200
            assert page.text.count('<form method="post"') == 1
            assert house.client.head(link).status_code in (200, 405)
    assert status(context, case) is CaseStatus.RESOLVED
    assert events(context, case, "still_sorted.confirmed") == []
    assert "stays down as sorted" in house.client.post(yes).text
    assert len(events(context, case, "still_sorted.confirmed")) == 1
    assert "is open again" in house.client.post(no).text
    assert status(context, case) is CaseStatus.OPEN
    assert "This link changes nothing any more" in house.client.post(yes).text


def test_a_forged_link_is_not_found_and_an_old_one_says_that_it_is_old(
    house: House, context: Context, case: Case, clock: Clock
) -> None:
    call_sorted(context, case)
    yes, no = links(context, clock)
    forged = [
        f"{no[:-1]}x",
        f"{no}x",
        "/still-sorted/x",
        f"/still-sorted/{path_of(context, case).rsplit('/', 1)[-1]}",
    ]
    for link in forged:
        for ask in (house.client.get, house.client.post):
            assert ask(link).status_code == 404
    clock.forward(days=15)
    for ask in (house.client.get, house.client.post):
        answer: httpx.Response = ask(yes)
        assert answer.status_code == 410
        assert "too old" in answer.text
    assert status(context, case) is CaseStatus.RESOLVED


def test_no_page_of_these_gives_the_customer_away(
    house: House, context: Context, case: Case, clock: Clock
) -> None:
    call_sorted(context, case)
    for link in links(context, clock):
        for words in ("Sam Carter", "sam@example.com", "nine days"):
            assert words not in house.client.get(link).text
