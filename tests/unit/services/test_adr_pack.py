"""What is in a pack for the ADR scheme, for whom, as which files, and how a customer gets it in the chat."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from bot.adapters.file_store import FolderFiles
from bot.adapters.pack_zip import write_pack
from bot.adapters.pdf import draw
from bot.decisions.adr_pack import AdrPack
from bot.decisions.errors import FilesUnavailable
from bot.decisions.letter_marks import plain_document
from bot.decisions.letter_record import LetterKind
from bot.decisions.records import Agent, Case, CaseStatus, ContactKind, Message, Role, Sender
from bot.decisions.topic import Topic
from bot.readers.pack_wish import asks_for_pack
from bot.services.adr_pack import open_pack, pack_for_agent, safe_name
from bot.services.case_link import case_link, export_link, issued_letter_token
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.pack_wish import CHOICE, offer_pack, pack_words
from tests.support.case_rows import add_case
from tests.support.context import Chat, Clock
from tests.support.desk_rows import add_agent, says
from tests.support.everything_kept import keep_everything
from tests.support.letter_rows import confirm, draft, issue


@pytest.fixture
def files(tmp_path: Path) -> FolderFiles:
    return FolderFiles(tmp_path / "files")


@pytest.fixture
def priya(context: Context) -> Agent:
    return add_agent(context)


@pytest.fixture
def case(context: Context, files: FolderFiles, priya: Agent) -> Case:
    return keep_everything(
        context, files, priya, status=CaseStatus.OPEN, role="acting_for", customer="residential"
    )


def summary_of(pack: AdrPack) -> str:
    document = pack.documents[0]
    return plain_document(document.title, document.blocks)


def zipped(pack: AdrPack, files: FolderFiles) -> zipfile.ZipFile:
    out = io.BytesIO()
    write_pack(out, pack, files, draw)
    return zipfile.ZipFile(out)


def token(link: str) -> str:
    return link.rpartition("/")[2]


# --- what is in it ---


def test_it_opens_and_holds_each_document_twice_the_letters_and_the_files(
    context: Context, files: FolderFiles, case: Case, priya: Agent
) -> None:
    letter = issue(context, draft(context, case, LetterKind.ADR_DEADLOCK, priya), priya)
    package = zipped(pack_for_agent(context, priya, case.reference), files)
    assert package.testzip() is None
    assert package.namelist() == [
        "1-summary.pdf", "1-summary.txt", "2-chat.pdf", "2-chat.txt",
        "letters/IT-2026-0001.pdf", "letters/IT-2026-0001.txt", "files/01-bill-Zephyrine.pdf",
    ]  # fmt: skip
    assert package.read("letters/IT-2026-0001.txt").decode() == letter.text
    assert package.read("files/01-bill-Zephyrine.pdf") == b"%PDF the dog ate the router"
    for name in package.namelist()[:5:2]:
        pdf = pypdf.PdfReader(io.BytesIO(package.read(name)))
        assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
        assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()
    assert {entry.date_time[:3] for entry in package.infolist()} == {(2026, 11, 23)}


def test_the_summary_goes_in_the_order_of_the_form(context: Context, case: Case, priya: Agent) -> None:
    text = summary_of(pack_for_agent(context, priya, case.reference))
    headings = [line for line in text.splitlines() if line.isupper()]
    assert headings == [
        "WHAT IS IN THIS FILE", "WHAT CISAS WILL ASK THAT IS NOT HERE YET", "WHEN YOU CAN GO, AND BY WHEN",
        "HOW TO APPLY", "YOU", "YOUR ACCOUNT", "WHAT HAPPENED", "WHAT SHOWS IT", "WHAT HAPPENED, DAY BY DAY",
        "WHAT I.T COMMUNICATIONS PROMISED",
    ]  # fmt: skip
    for told in ("- Name: Zephyrine Smith", "- E-mail address: zephyrine@example.org", "- Account number: ZX-77120",
                 "files/01-bill-Zephyrine.pdf: you sent it on Monday 23 November 2026"):  # fmt: skip
        assert told in text, told


def test_what_is_missing_are_questions_that_the_scheme_will_ask(
    context: Context, case: Case, priya: Agent
) -> None:
    pack = pack_for_agent(context, priya, case.reference)
    assert pack.missing == (
        "post", "phone", "acting_for", "authority", "service", "first_told_on", "happened_on", "letter", "outcome",
        "amount", "in_court",
    )  # fmt: skip
    text = " ".join(summary_of(pack).split())
    assert "- Who is the account holder?" in text
    assert "- Has the company written you a final letter?" in text
    assert "- What is your full name?" not in text


def test_a_letter_that_was_issued_is_no_question_any_more(context: Context, case: Case, priya: Agent) -> None:
    issue(context, draft(context, case, LetterKind.ADR_DEADLOCK, priya), priya)
    pack = pack_for_agent(context, priya, case.reference)
    assert "letter" not in pack.missing
    text = summary_of(pack)
    assert "- Final letter of the company: IT-2026-0001 of Monday 23 November 2026" in text
    assert (
        "letter of Monday 23 November 2026, that you can go to the scheme (their final letter)"
        in " ".join(text.split())
    )


def test_each_contact_has_its_day_and_who_it_was(context: Context, clock: Clock, priya: Agent) -> None:
    chat = Chat(context)
    made = add_case(context, told="2026-11-05", conversation_id=chat.id)
    says(context, chat.id, "hello", "a")
    clock.forward(minutes=5)
    says(context, chat.id, "is anybody there?", "b")
    clock.forward(minutes=5)
    with context.store.write() as tx:
        tx.messages.add(Message(chat.id, 0, Sender.AGENT, "Hello", context.now(), spoken_by="Priya"))
        tx.commit()
    clock.forward(minutes=5)
    issue(context, draft(context, made, LetterKind.HOLDING, priya), priya)
    text = " ".join(summary_of(pack_for_agent(context, priya, made.reference)).split())
    for told in (
        "- Thursday 5 November 2026: You first told I.T Communications.",
        "- Monday 23 November 2026, 10am: You wrote in the chat (2 messages).",
        "- Monday 23 November 2026, 10:10am: Priya of I.T Communications wrote to you in the chat (1 message).",
        "- Monday 23 November 2026, 10:15am: I.T Communications issued letter IT-2026-0001,"
        " that they need more time.",
    ):
        assert told in text, told


def test_no_note_of_the_team_and_no_data_of_events_is_in_it(
    context: Context, files: FolderFiles, case: Case, priya: Agent
) -> None:
    package = zipped(pack_for_agent(context, priya, case.reference), files)
    everything = b"".join(package.read(name) for name in package.namelist() if name.endswith(".txt")).decode()
    assert "is upset" not in everything
    assert "call Zephyrine" not in everything
    assert "the dog ate the router" in everything  # their own words


def test_what_a_customer_wrote_is_text_in_it_and_nothing_else(
    context: Context, files: FolderFiles, case: Case, priya: Agent
) -> None:
    evil = "## Heading\n- item\n<script>alert(1)</script> {{ 7*7 }}"
    with context.store.write() as tx:
        tx.cases.save(replace(case, description=evil))
        tx.commit()
    pack = pack_for_agent(context, priya, case.reference)
    [block] = [
        block for block in pack.documents[0].blocks if "<script>alert(1)</script> {{ 7*7 }}" in block.lines
    ]
    assert block.kind == "quote"
    assert block.lines == tuple(evil.splitlines())
    pdf = pypdf.PdfReader(io.BytesIO(zipped(pack, files).read("1-summary.pdf")))
    assert "<script>alert(1)</script> {{ 7*7 }}" in " ".join(page.extract_text() for page in pdf.pages)


def test_where_a_file_cannot_be_read_nothing_is_given_out(
    context: Context, files: FolderFiles, case: Case, priya: Agent
) -> None:
    pack = pack_for_agent(context, priya, case.reference)
    files.remove(pack.files[0].file.id)
    with pytest.raises(FilesUnavailable):
        zipped(pack, files)


@pytest.mark.parametrize(
    "given, kept",
    [
        ("bill.pdf", "bill.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\evil\\con.txt", "C__evil_con.txt"),
        ("con.txt", "_con.txt"),
        ("NUL", "_NUL"),
        (".htaccess", "htaccess"),
        ("naïve résumé.docx", "na_ve r_sum_.docx"),
        ("a" * 300 + ".pdf", "a" * 76 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 77),
        ("  . ", "file"),
        ("", "file"),
        ("a\x00b\nc.png", "a_b_c.png"),
        ("photo (1).JPG", "photo (1).JPG"),
    ],
)
def test_the_name_of_a_file_leads_nowhere_on_any_system(given: str, kept: str) -> None:
    assert safe_name(given) == kept
    assert len(safe_name(given)) <= 80


def test_two_files_of_one_name_are_two_files(context: Context, case: Case, priya: Agent) -> None:
    with context.store.write() as tx:
        [first] = tx.files.of_case(case.id)
        tx.files.add(replace(first, id="f" * 32))
        tx.commit()
    pack = pack_for_agent(context, priya, case.reference)
    assert [each.path for each in pack.files] == [
        "files/01-bill-Zephyrine.pdf",
        "files/02-bill-Zephyrine.pdf",
    ]


# --- who gets it ---


def test_another_providers_agent_gets_the_same_answer_as_for_what_is_not_there(
    context: Context, case: Case
) -> None:
    stranger = add_agent(context, "Bo", "netservers", Role.ADMINISTRATOR)
    for reference in (case.reference, "FL-7KM-3RX-9PT4"):
        with pytest.raises(NotYours):
            pack_for_agent(context, stranger, reference)


def test_only_the_link_that_was_mailed_opens_it_and_for_an_hour(
    context: Context, clock: Clock, case: Case
) -> None:
    link = token(export_link(context, case))
    assert open_pack(context, link) is not None
    assert open_pack(context, token(case_link(context, case))) is None
    assert open_pack(context, issued_letter_token(context, case, "x")) is None
    clock.forward(minutes=60, seconds=1)
    assert open_pack(context, link) is None


def test_it_stands_in_the_audit_trail(context: Context, case: Case, priya: Agent) -> None:
    pack_for_agent(context, priya, case.reference)
    open_pack(context, token(export_link(context, case)))
    with context.store.read() as tx:
        entries = [each for each in tx.audit.of(f"case:{case.id}") if each.action == "case.exported"]
    assert [(each.agent_id, each.data) for each in entries] == [
        ("priya", {"format": "adr-pack"}),
        (None, {"by": "customer", "format": "adr-pack"}),
    ]


# --- in the chat ---


@pytest.fixture
def chat(context: Context) -> Chat:
    return Chat(context)


@pytest.mark.parametrize(
    "told, topic, offered",
    [
        ("2026-10-11", Topic.ADR_HAVE_READY, True),
        ("2026-10-11", Topic.ADR_HOW_TO_APPLY, True),
        ("2026-10-11", Topic.ADR_COST, False),
        ("2026-10-26", Topic.ADR_HAVE_READY, True),  # opens in two weeks
        ("2026-10-27", Topic.ADR_HAVE_READY, False),
        (None, Topic.ADR_HAVE_READY, False),
    ],
)
def test_it_is_offered_where_the_scheme_is_open_or_near(
    context: Context, chat: Chat, told: str | None, topic: Topic, offered: bool
) -> None:
    add_case(context, told=told, conversation_id=chat.id)
    said = offer_pack(context, chat.id, topic)
    assert bool(said) is offered
    if offered:
        assert [button.title for button in said[0].buttons] == ["E-mail me the file"]


def test_without_a_complaint_it_is_not_offered_and_asked_for_they_hear_how(
    context: Context, chat: Chat
) -> None:
    assert offer_pack(context, chat.id, Topic.ADR_HAVE_READY) == []
    [said] = pack_words(context, chat.hears("send me my papers for CISAS"))
    assert "Please give me its reference." in said.text


def mails(context: Context) -> list[str]:
    with context.store.read() as tx:
        return [
            str(item.payload["to"]) for item in tx.outbox.all() if item.payload.get("template") == "case_copy"
        ]


def test_pressed_it_goes_to_the_confirmed_address_and_to_no_other(context: Context, chat: Chat) -> None:
    case = add_case(context, told="2026-10-11", conversation_id=chat.id)
    [said] = pack_words(context, chat.hears("", choice=CHOICE))
    assert "type the code" in said.text
    assert mails(context) == []
    confirm(context, case)
    for _ in range(2):
        [said] = pack_words(context, chat.hears("", choice=CHOICE))
    assert said.text.startswith("A link to the file is on its way to the e-mail address that you confirmed")
    assert mails(context) == ["sam@example.com"]


def test_somebody_without_an_e_mail_address_is_offered_a_person(context: Context, chat: Chat) -> None:
    add_case(
        context, told="2026-10-11", conversation_id=chat.id, kind=ContactKind.LETTER, address="1 High Street"
    )
    [said] = pack_words(context, chat.hears("all my papers in one file please"))
    assert [button.title for button in said.buttons] == ["Ask a person"]


def test_the_case_of_another_chat_is_not_known_here(context: Context, chat: Chat) -> None:
    other = add_case(context, told="2026-10-11", id="other")
    confirm(context, other)
    pack_words(context, chat.hears("", choice=CHOICE))
    assert mails(context) == []


@pytest.mark.parametrize(
    "text",
    [
        "can you send me all my papers in one file",
        "please put together my documents for the ombudsman",
        "send me the adr pack",
        "make a bundle for CISAS",
        "put my papers together for the ombudsman please",
        "could you gather all my documents to send to the adjudicator",
        "can I get all of my paperwork in a single file",
        "email me everything to send to cisas",
        "where is the file for the ombudsman",
    ],
)
def test_asking_for_it_is_heard(text: str) -> None:
    assert asks_for_pack(text)


@pytest.mark.parametrize(
    "text",
    [
        "what do I send to CISAS",
        "I sent my documents to you last week",
        "can I go to the ombudsman",
        "what do you hold about me",
        "the data pack for my phone is wrong",
        "send me my bill",
        "I have sent everything to the ombudsman",
        "we put things back together after the engineer left",
    ],
)
def test_other_things_are_not_taken_for_it(text: str) -> None:
    assert not asks_for_pack(text)


def test_the_words_name_no_condition_of_the_rule(context: Context, case: Case, priya: Agent) -> None:
    text = summary_of(pack_for_agent(context, priya, case.reference))
    assert not re.search(r"\b(?:if_acting|never|always|None)\b", text)
