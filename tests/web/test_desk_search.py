"""The search in the head of every page of the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.records import CaseStatus, ContactKind, Role
from bot.services.context import Context
from tests.support.case_rows import add_case
from tests.support.desk import Browser, DeskHouse, desk_house
from tests.web.desk_house import words


@pytest.fixture
def house(tmp_path: Path) -> DeskHouse:
    made = desk_house(tmp_path)
    made.person(netservers=Role.ADMINISTRATOR)
    return made


@pytest.fixture
def context(house: DeskHouse) -> Context:
    return house.context


@pytest.fixture
def desk(house: DeskHouse) -> Browser:
    return house.signed_in()


def search(desk: Browser, query: str, **more: str) -> str:
    answer = desk.client.get("/desk/search", params={"q": query, **more})
    assert answer.status_code == 200, answer.headers
    return answer.text


@pytest.mark.parametrize(
    "path", ["/desk", "/desk/cases", "/desk/log", "/desk/people", "/desk/reports", "/desk/account"]
)
def test_every_page_of_the_desk_has_the_box(desk: Browser, path: str) -> None:
    page = desk.get(path).text
    assert 'action="/desk/search"' in page
    assert 'aria-keyshortcuts="/"' in page


def test_nobody_has_it_before_they_are_signed_in(house: DeskHouse) -> None:
    assert "/desk/search" not in house.browser().get("/desk/sign-in").text


@pytest.mark.parametrize(
    "query",
    ["sam carter", "Carter", "sam@example", "900123", "07700 900 123", "ACC-77", "77", "dead nine days"],
)
def test_a_case_is_found_by_what_people_have_at_hand(context: Context, desk: Browser, query: str) -> None:
    mail = add_case(context, "netservers", id="mail", answers={"account": "ACC-7712"})
    phone = add_case(
        context, "netservers", id="phone", kind=ContactKind.PHONE, address="+44 7700 900123",
        answers={"account": "ACC-7713"},
    )  # fmt: skip
    page = search(desk, query)
    assert mail.reference in page or phone.reference in page
    assert "What happened" in page


def test_a_whole_reference_leads_to_its_case_and_that_is_written_down(
    house: DeskHouse, context: Context, desk: Browser
) -> None:
    case = add_case(context, "netservers")
    first = desk.client.get("/desk/search", params={"q": case.reference.lower().replace("-", " ")})
    assert first.headers["location"] == f"/desk/search/{case.reference}"
    second = desk.get(f"/desk/search/{case.reference}")
    assert second.headers["location"] == f"/desk/cases/{case.reference}"
    assert house.audit("netservers")[-1] == "case.searched"


def test_what_was_typed_is_not_in_the_audit_trail(house: DeskHouse, context: Context, desk: Browser) -> None:
    case = add_case(context, "netservers")
    search(desk, "Carter nine")
    desk.get(f"/desk/search/{case.reference}")
    with context.store.read() as tx:
        entries = [each for each in tx.audit.newest("netservers") if each.action == "case.searched"]
    assert [(each.subject, each.data) for each in entries] == [(f"case:{case.id}", {})]


def test_looking_alone_writes_nothing_down(house: DeskHouse, context: Context, desk: Browser) -> None:
    add_case(context, "netservers")
    before = house.audit()
    search(desk, "carter")
    assert house.audit() == before


def test_nothing_of_another_provider_is_found_and_it_looks_like_nothing_at_all(
    house: DeskHouse, context: Context, desk: Browser
) -> None:
    theirs = add_case(context, "contactnow", id="theirs", answers={"name": "Zebedee"})
    hidden, absent = search(desk, "Zebedee"), search(desk, "Zebedoo")
    assert hidden.replace("Zebedee", "Zebedoo") == absent
    assert "No case at your providers has" in words(hidden)
    by_reference = search(desk, theirs.reference)
    assert "No case at your providers has" in words(by_reference)
    assert desk.get(f"/desk/search/{theirs.reference}").status_code == 404
    assert "case.searched" not in house.audit("contactnow")


def test_a_search_with_nothing_in_it_says_what_can_be_typed(desk: Browser) -> None:
    assert "Type a name" in search(desk, "  ")
    assert "No case at your providers has" in search(desk, "?!")


def test_closed_cases_are_found_too(context: Context, desk: Browser) -> None:
    case = add_case(context, "netservers", status=CaseStatus.RESOLVED)
    assert case.reference in search(desk, "carter")


def test_what_was_found_is_paged(context: Context, desk: Browser) -> None:
    cases = [add_case(context, "netservers", id=f"case{number}") for number in range(45)]
    seen = [search(desk, "carter", page_number=str(number)) for number in (1, 2, 3)]
    listed = [sum(case.reference in page for case in cases) for page in seen]
    assert listed == [20, 20, 5]
    assert "45 cases have" in words(seen[0])
    assert "page_number=2" in seen[0]
    assert "page_number=1" not in seen[0]
    assert "page_number=4" not in seen[2]
    assert "There is no page 9" in words(search(desk, "carter", page_number="9"))


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '" onfocus="x', "%", "_" * 200])
def test_what_is_typed_is_shown_as_text(desk: Browser, query: str) -> None:
    page = search(desk, query)
    assert "<script>alert" not in page
    assert '" onfocus="x' not in page


def test_words_beyond_eight_are_left_out_and_named(context: Context, desk: Browser) -> None:
    case = add_case(context, "netservers")
    page = search(desk, "my line has been dead for nine days zebra giraffe")
    assert case.reference in page
    assert "left out: zebra, giraffe" in words(page)
