"""Files from an agent to the customer: sent from the reply, told in the chat, kept, and seen by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.decisions.records import Sender
from bot.services.case_link import file_token
from bot.services.hand_off import request_person
from tests.support.case_rows import add_case
from tests.support.files import HTML, pdf, png
from tests.web.desk_house import AgentBrowser, DeskHouse, desk_running, words
from tests.web.house import Customer

SENT = "Here is a file for you: answer.pdf (1 kB)."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


@pytest.fixture
def priya(desk: DeskHouse) -> AgentBrowser:
    return desk.browser("Priya")


@pytest.fixture
def customer(desk: DeskHouse, priya: AgentBrowser) -> Customer:
    """Somebody whom Priya has."""
    made = desk.house.open("netservers")
    made.wait_for(made.say("My line has been dead for nine days."))
    assert made.person().status_code == 202
    priya.press(f"/desk/conversations/{made.id}/claim")
    return made


def path(customer: Customer) -> str:
    return f"/desk/conversations/{customer.id}/files"


def test_a_reply_with_files_reaches_the_customer_under_the_agents_name(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    answer = priya.send_files(
        path(customer), ("answer.pdf", pdf()), text="Here is our answer.", key="k", seen="3"
    )
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/desk/conversations/{customer.id}?done=sent#sent",
    )
    file, said = customer.lines("agent")
    assert (file["text"], file["spoken_by"]) == (SENT, "Priya")
    assert (said["text"], said["file"]) == ("Here is our answer.", None)
    got = customer.client.get(f"{customer.path}/files/{file['file']}", headers=customer.headers)
    assert got.content == pdf()
    assert got.headers["content-disposition"].startswith('attachment; filename="answer.pdf"')
    assert "sandbox" in got.headers["content-security-policy"]
    assert (got.headers["x-content-type-options"], got.headers["cache-control"]) == ("nosniff", "no-store")
    listed = customer.client.get(f"{customer.path}/files", headers=customer.headers).json()["files"]
    assert [(each["name"], each["mine"]) for each in listed] == [("answer.pdf", False)]
    card = priya.see(f"/desk/conversations/{customer.id}")
    assert "application/pdf, sent to the customer)" in card
    assert "Priya sent the customer a file" in card
    assert desk.trail(customer.id)[-2].data["name"] == "answer.pdf"


def test_a_file_alone_and_words_alone_are_sent_too(priya: AgentBrowser, customer: Customer) -> None:
    assert priya.send_files(path(customer), ("answer.pdf", pdf()), key="k").status_code == 303
    assert priya.send_files(path(customer), text="Hello", key="l").status_code == 303
    assert customer.texts("agent") == [SENT, "Hello"]
    nothing = priya.send_files(path(customer), key="m")
    assert nothing.status_code == 422
    assert "Write your reply first." in words(nothing.text)


def test_the_same_form_twice_is_sent_once(priya: AgentBrowser, customer: Customer) -> None:
    seen = str(customer.news()["last_id"])
    for _ in range(2):
        form = {"text": "Hello", "key": "k", "seen": seen}
        assert priya.send_files(path(customer), ("answer.pdf", pdf()), **form).status_code == 303
    assert customer.texts("agent") == [SENT, "Hello"]


def test_what_cannot_be_sent_is_named_and_the_words_wait(priya: AgentBrowser, customer: Customer) -> None:
    files = [("answer.pdf", pdf()), ("page.html", HTML), ("picture.pdf", png())]
    answer = priya.send_files(path(customer), *files, text="Two files", key="k")
    assert answer.status_code == 422
    page = words(answer.text)
    assert "page.html: That kind of file cannot be sent. It can be pdf," in page
    assert "picture.pdf: The end of its name says one kind of file" in page
    assert "Two files" in answer.text
    assert 'href="#files-sent"' in answer.text
    assert customer.texts("agent") == [SENT]


def test_it_is_on_the_case_and_its_page(desk: DeskHouse) -> None:
    dan = desk.browser("Dan", "it-communications")
    case = add_case(desk.context)
    request_person(desk.context, case.conversation_id, "1", "asked")
    address = f"/desk/conversations/{case.conversation_id}"
    dan.press(f"{address}/claim", reference=case.reference)
    form = {"reference": case.reference, "key": "k"}
    answer = dan.send_files(f"{address}/files", ("answer.pdf", pdf()), **form)
    assert answer.headers["location"] == f"/desk/cases/{case.reference}?done=sent#sent"
    with desk.context.store.read() as tx:
        [file] = tx.files.of_case(case.id)
        [event] = [each for each in tx.cases.events(case.id) if each.code == "file.added"]
    assert (file.sent_by, event.data["by"], event.data["agent"]) == ("dan", "agent", "Dan")
    address = f"/case/files/{file_token(desk.context, case, file.id)}"
    assert desk.house.client.get(address).content == pdf()


def test_nobody_else_sends_or_fetches_one(desk: DeskHouse, priya: AgentBrowser, customer: Customer) -> None:
    colleague, stranger = desk.browser("Dan"), desk.browser("Eve", "contactnow")
    assert priya.send_files(path(customer), ("answer.pdf", pdf()), key="k").status_code == 303
    [line] = customer.lines("agent")
    assert colleague.send_files(path(customer), ("x.pdf", pdf(b"x")), key="k").status_code == 422
    assert stranger.send_files(path(customer), ("x.pdf", pdf(b"x")), key="k").status_code == 404
    assert priya.send_files(path(customer), ("x.pdf", pdf(b"x")), csrf="0" * 64, key="l").status_code == 403
    priya.client.headers["Sec-Fetch-Site"] = "cross-site"
    assert priya.send_files(path(customer), ("x.pdf", pdf(b"x")), key="l").status_code == 403
    nobody = desk.house.client.post(path(customer), files={"file": ("x.pdf", pdf())})
    assert nobody.status_code == 401
    assert customer.texts("agent") == [SENT]
    other = desk.house.open("netservers")
    for holder in (other, customer):
        where = f"/api/conversations/{holder.id}/files/{line['file']}"
        assert other.client.get(where, headers=other.headers).status_code in (401, 404)
    assert stranger.get(f"{path(customer)}/{line['file']}").status_code == 404
    assert colleague.get(f"{path(customer)}/{line['file']}").content == pdf()


def test_after_the_chat_was_given_back_nothing_is_sent(priya: AgentBrowser, customer: Customer) -> None:
    priya.press(f"/desk/conversations/{customer.id}/hand-back", text="")
    answer = priya.send_files(path(customer), ("answer.pdf", pdf()), text="Too late", key="k")
    assert answer.status_code == 422
    assert "You don't have this chat any more, so nothing was sent." in words(answer.text)
    assert SENT not in customer.texts()


def test_a_key_that_a_customer_makes_up_leads_to_no_file(desk: DeskHouse) -> None:
    customer = desk.house.open("netservers")
    customer.wait_for(customer.say("Hello", key="file-" + "f" * 32))
    assert [line["file"] for line in customer.lines()] == [None] * len(customer.lines())


def test_the_line_in_the_transcript_is_the_agents(
    desk: DeskHouse, priya: AgentBrowser, customer: Customer
) -> None:
    priya.send_files(path(customer), ("answer.pdf", pdf()), key="k")
    last = desk.lines(customer.id)[-1]
    assert (last.sender, last.spoken_by) == (Sender.AGENT, "Priya")
    assert not [line for line in desk.lines(customer.id) if line.text.startswith("You sent answer.pdf")]


# --- what came with a complaint that an agent logged ---


def logged_letter(desk: DeskHouse, priya: AgentBrowser) -> str:
    """The path of the card of a letter that Priya logged."""
    form = {
        "provider": "netservers", "channel": "letter", "received_on": "19 November 2026",
        "description": "No dial tone for a week, and nobody rings back.", "name": "Jo Bloggs",
        "reply_by": "letter", "reply_address": "1 High Street, Leeds",
    }  # fmt: skip
    answer = priya.post("/desk/log", **form)
    assert answer.status_code == 303, words(answer.text)
    return str(answer.headers["location"]).partition("?")[0]


def test_a_scan_of_the_letter_is_put_on_the_complaint_that_was_logged(
    desk: DeskHouse, priya: AgentBrowser
) -> None:
    card = logged_letter(desk, priya)
    reference = card.rpartition("/")[2]
    with desk.context.store.read() as tx:
        case = tx.cases.by_reference(reference)
    assert case
    where = f"/desk/conversations/{case.conversation_id}/files"
    answer = priya.send_files(where, ("letter.pdf", pdf()), reference=reference, key="k")
    assert answer.status_code == 303, words(answer.text)
    assert answer.headers["location"] == f"{card}?done=added"
    page = priya.see(answer.headers["location"])
    assert "The file is on the complaint." in page
    assert "letter.pdf" in page
    assert "application/pdf" in page
    assert "Priya put a file on the complaint" in page
    again = priya.send_files(where, ("letter.pdf", pdf()), reference=reference, key="k")
    assert again.status_code == 303
    with desk.context.store.read() as tx:
        (file,) = tx.files.of_case(case.id)
        assert not [each for each in tx.promises.of_case(case.id) if each.kept_at], (
            "nobody was told anything by it"
        )
    assert file.sent_by == "customer"


def test_a_form_without_a_file_says_so_and_a_web_page_is_no_letter(
    desk: DeskHouse, priya: AgentBrowser
) -> None:
    reference = logged_letter(desk, priya).rpartition("/")[2]
    with desk.context.store.read() as tx:
        case = tx.cases.by_reference(reference)
    assert case
    where = f"/desk/conversations/{case.conversation_id}/files"
    empty = priya.send_files(where, reference=reference, key="k")
    assert empty.status_code == 422
    assert "Choose a file first." in words(empty.text)
    page = priya.send_files(where, ("letter.pdf", HTML), reference=reference, key="l")
    assert page.status_code == 422
    assert "letter.pdf:" in words(page.text)
    with desk.context.store.read() as tx:
        assert tx.files.of_conversation(case.conversation_id) == []


def test_a_chat_takes_no_file_by_that_way(desk: DeskHouse, priya: AgentBrowser) -> None:
    """A chat that nobody has: neither sent nor put on."""
    case = add_case(desk.context, "netservers")
    answer = priya.send_files(f"/desk/conversations/{case.conversation_id}/files", ("a.pdf", pdf()), key="k")
    assert answer.status_code == 422
    with desk.context.store.read() as tx:
        assert tx.files.of_conversation(case.conversation_id) == []
