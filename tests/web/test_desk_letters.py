"""Letters at the desk and on the page of the case, over HTTP: what is asked, shown, refused and given out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pypdf
import pytest

from bot.decisions.letter_record import LetterKind, LetterRecord
from bot.decisions.records import Agent, Case, CaseStatus, Role
from bot.services.case_link import case_link, export_link, issued_letter_token
from bot.services.context import Context
from tests.support.case_rows import add_case
from tests.support.letter_rows import confirm, draft, issue
from tests.web.desk_house import AgentBrowser, DeskHouse, desk_running, words


@dataclass
class Desk:
    """Priya's browser, and the house that it looks into."""

    house: DeskHouse
    browser: AgentBrowser

    @property
    def context(self) -> Context:
        return self.house.context

    def see(self, path: str) -> str:
        return self.browser.see(path)

    def get(self, path: str) -> httpx.Response:
        return self.browser.get(path)

    def post(self, path: str, **form: str) -> httpx.Response:
        return self.browser.post(path, **form)

    def press(self, path: str, **form: str) -> str:
        return self.browser.press(path, **form)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_running(tmp_path) as made:
        yield Desk(made, made.browser("Priya", "it-communications"))


@pytest.fixture
def priya(desk: Desk) -> Agent:
    return desk.browser.agent


@pytest.fixture
def case(desk: Desk, priya: Agent) -> Case:
    made = add_case(desk.context, told="2026-11-05")
    confirm(desk.context, made)
    return made


def letters(desk: Desk, case: Case) -> list[LetterRecord]:
    with desk.context.store.read() as tx:
        return tx.letters.of_case(case.id)


def at(case: Case, id: str = "") -> str:
    return f"/desk/cases/{case.reference}/letters" + (f"/{id}" if id else "")


def pdf_text(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split()
    )


def test_a_letter_from_the_card_to_the_customer(desk: Desk, case: Case) -> None:
    card = desk.see(f"/desk/cases/{case.reference}")
    assert "Letters None yet. Write a letter" in card
    assert "Which letter?" in desk.see(at(case, "new"))
    boxes = desk.see(at(case, "new") + "?kind=holding")
    assert "Why you need more time" in boxes
    page = desk.press(at(case), kind="holding", complaint="My line is dead.", reason="The mast is down.",
                      new_date="Friday week", done="")  # fmt: skip
    assert "Draft It has not been issued" in page
    assert "The mast is down." in page
    assert "You will hear from us by Friday 4 December 2026." in page
    assert "How it will go: by e-mail." in page
    [letter] = letters(desk, case)
    page = desk.press(
        at(case, letter.id) + "/edit", subject=letter.subject, body=letter.body.replace("mast", "pole")
    )
    assert "The new words are kept." in page
    page = desk.press(at(case, letter.id) + "/issue", sure="yes")
    assert "The letter is issued. It stays as it is." in page
    assert "letter IT-2026-0001" in page
    assert "The pole is down." in page
    assert "Change the words" not in page
    card = desk.see(f"/desk/cases/{case.reference}")
    assert "We need more time, IT-2026-0001 issued Monday 23 November by Priya" in card
    assert "Priya issued a letter: IT-2026-0001" in card


def test_what_is_missing_is_named_at_its_box_and_what_was_typed_stays(desk: Desk, case: Case) -> None:
    answer = desk.post(at(case), kind="holding", complaint="My line is dead.", reason="", new_date="some time",
                       done="We looked.")  # fmt: skip
    assert answer.status_code == 422
    page = words(answer.text)
    assert "There is a problem The reason is missing." in page
    assert "The new date is missing, such as 3 December 2026 or Friday." in page
    for part in (
        'href="#reason"',
        'id="reason-fault"',
        'href="#new_date"',
        ">\nWe looked.</textarea>",
        'value="some time"',
    ):
        assert part in answer.text, part
    assert letters(desk, case) == []


def test_it_is_not_issued_unread_nor_without_what_must_stand_in_it(desk: Desk, case: Case) -> None:
    letter = draft(desk.context, case, LetterKind.ADR_DEADLOCK)
    unread = desk.post(at(case, letter.id) + "/issue")
    assert unread.status_code == 422
    assert "Tick that you have read the letter." in words(unread.text)
    body = letter.body.replace("020 7520 3814", "the usual number")
    page = desk.press(at(case, letter.id) + "/edit", subject=letter.subject, body=body)
    assert "Missing: the scheme's telephone number. It cannot be issued without it." in page
    refused = desk.post(at(case, letter.id) + "/issue", sure="yes")
    assert refused.status_code == 422
    assert "telephone number is missing: “020 7520 3814”." in words(refused.text)
    assert not letters(desk, case)[0].is_issued


def test_the_letter_about_the_scheme_says_what_to_make_sure_of(desk: Desk, case: Case) -> None:
    letter = draft(desk.context, case, LetterKind.CANNOT_RESOLVE)
    page = desk.see(at(case, letter.id))
    assert "With it goes To the scheme: our final letter . Read that one too." in page
    assert "Issue both letters" in page
    scheme = desk.see(at(case, str(letter.goes_with)))
    assert (
        "Please make sure that I.T Communications belongs to CISAS today: we could not confirm it." in scheme
    )
    assert "Please make sure of the postal address of CISAS" in scheme


def test_a_draft_is_thrown_away_and_its_page_is_gone(desk: Desk, case: Case) -> None:
    letter = draft(desk.context, case, LetterKind.HOLDING)
    assert "The draft is gone." in desk.press(at(case, letter.id) + "/drop")
    assert desk.get(at(case, letter.id)).status_code == 404


def test_the_files_of_a_letter_are_the_letter(desk: Desk, case: Case, priya: Agent) -> None:
    letter = issue(desk.context, draft(desk.context, case, LetterKind.ADR_DEADLOCK, priya), priya)
    page = desk.get(at(case, letter.id) + "/page")
    assert page.text == letter.page
    assert page.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert desk.get(at(case, letter.id) + "/letter.txt").text == letter.text
    pdf, large = (desk.get(at(case, letter.id) + f"/letter.pdf{ask}") for ask in ("", "?large"))
    assert 'filename="IT-2026-0001.pdf"' in pdf.headers["content-disposition"]
    assert 'filename="IT-2026-0001-large.pdf"' in large.headers["content-disposition"]
    for each in (pdf, large):
        assert each.headers["cache-control"] == "no-store"
        assert "Please apply by Monday 22 November 2027" in pdf_text(each.content)


def test_another_providers_agent_finds_nothing_and_nobody_does_without_signing_in(
    desk: Desk, case: Case, priya: Agent
) -> None:
    letter = draft(desk.context, case, LetterKind.HOLDING, priya)
    other = add_case(desk.context, "netservers", id="other")
    places = [
        at(case, "new"),
        at(case, letter.id),
        *(at(case, letter.id) + end for end in ("/page", "/letter.pdf", "/letter.txt")),
    ]
    deeds = [at(case), *(at(case, letter.id) + end for end in ("/edit", "/issue", "/drop"))]
    stranger = desk.house.browser("Bo", "netservers", Role.ADMINISTRATOR)
    for place in [*places, at(other, letter.id)]:
        assert stranger.get(place).status_code == 404, place
    for deed in deeds:
        sent = stranger.post(
            deed, kind="holding", reason="x", new_date="Friday", sure="yes", subject="s", body="b"
        )
        assert sent.status_code == 404, deed
    desk.browser.client.cookies.clear()
    for place in places:
        assert desk.get(place).status_code == 303, place
    [kept] = letters(desk, case)
    assert kept == letter


def test_a_sorted_case_has_no_letter_to_write(desk: Desk, priya: Agent) -> None:
    over = add_case(desk.context, id="over", status=CaseStatus.WITHDRAWN)
    assert "no letter has a place" in desk.see(at(over, "new"))
    refused = desk.post(at(over), kind="holding", complaint="x", reason="x", new_date="Friday")
    assert refused.status_code == 422
    assert "has no place" in words(refused.text)


# --- the page of the case ---


def page_of(desk: Desk, case: Case) -> str:
    answer = desk.get(case_link(desk.context, case).removeprefix(desk.context.public_url))
    assert answer.status_code == 200
    return answer.text


def test_the_customer_reads_it_from_the_page_of_the_case(desk: Desk, case: Case, priya: Agent) -> None:
    assert "Letters from" not in page_of(desk, case)
    letter = issue(desk.context, draft(desk.context, case, LetterKind.HOLDING, priya), priya)
    draft(desk.context, case, LetterKind.ADR_DEADLOCK, priya)
    html = page_of(desk, case)
    page = words(html)
    assert "We need more time: letter IT-2026-0001 of Monday 23 November" in page
    assert "You can go to CISAS: letter" not in page  # a draft is nobody's business
    assert "The engineer has to climb the mast" not in page
    token = issued_letter_token(desk.context, case, letter.id)
    assert desk.get(f"/case/letters/{token}").text == letter.page
    assert desk.get(f"/case/letters/{token}/letter.txt").text == letter.text
    assert "climb the mast" in pdf_text(desk.get(f"/case/letters/{token}/letter.pdf?large").content)


def test_a_link_to_a_letter_works_for_an_hour_and_opens_nothing_else(
    desk: Desk, case: Case, priya: Agent
) -> None:
    letter = issue(desk.context, draft(desk.context, case, LetterKind.HOLDING, priya), priya)
    unsent = draft(desk.context, case, LetterKind.ADR_DEADLOCK, priya)
    token = issued_letter_token(desk.context, case, letter.id)
    assert desk.get(f"/case/{token}").status_code == 404
    assert desk.get(f"/case/files/{token}").status_code == 404
    page = case_link(desk.context, case).rpartition("/")[2]
    assert desk.get(f"/case/letters/{page}").status_code == 404
    other = add_case(desk.context, id="other")
    for case_id, letter_id in ((case, unsent.id), (other, letter.id)):
        wrong = issued_letter_token(desk.context, case_id, letter_id)
        assert desk.get(f"/case/letters/{wrong}").status_code == 404
    desk.house.clock.forward(minutes=60, seconds=1)
    old = desk.get(f"/case/letters/{token}")
    assert old.status_code == 410
    assert "This link to a letter is too old" in old.text


def test_while_no_address_is_confirmed_the_page_names_letters_and_opens_none(
    desk: Desk, priya: Agent
) -> None:
    slip = add_case(desk.context, id="slip")
    letter = issue(desk.context, draft(desk.context, slip, LetterKind.HOLDING, priya), priya)
    html = page_of(desk, slip)
    assert "letter IT-2026-0001" in words(html)
    assert "type the code" in words(html)
    assert "/case/letters/" not in html
    token = issued_letter_token(desk.context, slip, letter.id)
    assert desk.get(f"/case/letters/{token}").status_code == 404


# --- the pack for the scheme ---


def names_in(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


def test_an_agent_saves_the_pack_from_the_card(desk: Desk, case: Case, priya: Agent) -> None:
    issue(desk.context, draft(desk.context, case, LetterKind.ADR_DEADLOCK, priya), priya)
    assert "Everything for CISAS (ZIP)" in desk.see(f"/desk/cases/{case.reference}")
    answer = desk.get(f"/desk/cases/{case.reference}/pack.zip")
    assert (
        f'filename="complaint-{case.reference.lower()}-for-the-scheme.zip"'
        in answer.headers["content-disposition"]
    )
    assert "letters/IT-2026-0001.pdf" in names_in(answer)
    other = add_case(desk.context, "netservers", id="other")
    assert desk.get(f"/desk/cases/{other.reference}/pack.zip").status_code == 404


def test_a_customer_saves_it_from_the_page_that_was_mailed(desk: Desk, case: Case) -> None:
    link = export_link(desk.context, case).removeprefix(desk.context.public_url)
    assert "Everything for CISAS in one file (ZIP)" in words(desk.get(link).text)
    assert "1-summary.pdf" in names_in(desk.get(f"{link}/pack.zip"))
    page = case_link(desk.context, case).rpartition("/")[2]
    assert desk.get(f"/case/copy/{page}/pack.zip").status_code == 404
    desk.house.clock.forward(minutes=60, seconds=1)
    assert desk.get(f"{link}/pack.zip").status_code == 404
