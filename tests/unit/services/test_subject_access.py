"""The package for a person: all that is kept of them, and nothing of anybody else."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from bot.adapters.case_pdf import case_pdf
from bot.adapters.file_store import FolderFiles
from bot.adapters.held_zip import write_package
from bot.decisions.errors import FilesUnavailable
from bot.decisions.helpdesk import Ticket
from bot.decisions.letter_record import LetterKind
from bot.decisions.records import CaseStatus, Role
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.find_person import By, person_by
from bot.services.subject_access import GIVEN, Held, all_held
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent
from tests.support.everything_kept import TRACES, keep_everything
from tests.support.letter_rows import draft, issue

WHO = person_by(By.EMAIL, "zephyrine@example.org")


@pytest.fixture
def files(tmp_path: Path) -> FolderFiles:
    return FolderFiles(tmp_path / "files")


@pytest.fixture
def held(context: Context, files: FolderFiles) -> Held:
    keep_everything(context, files, add_agent(context, role=Role.SUPERVISOR))
    add_case(context, id="other", address="other@example.org", answers={"name": "Xaverine"})
    add_case(context, "netservers", id="away", address="zephyrine@example.org", answers={"name": "Yolandine"})
    return all_held(context, "it-communications", WHO, None)


def package(held: Held, files: FolderFiles) -> zipfile.ZipFile:
    out = io.BytesIO()
    write_package(
        out, held.document, held.cases, tuple((f.path, f.file) for f in held.files), files, case_pdf
    )
    return zipfile.ZipFile(out)


def test_every_trace_of_the_person_is_in_it(held: Held) -> None:
    written = json.dumps(held.document, ensure_ascii=False)
    assert [trace for trace in TRACES if trace not in written] == []
    assert "Zephyrine is upset" in written  # a note about them


def test_the_letters_to_them_are_in_it_drafts_too(context: Context, files: FolderFiles) -> None:
    agent = add_agent(context, role=Role.SUPERVISOR)
    case = keep_everything(context, files, agent, status=CaseStatus.OPEN)
    issued = issue(context, draft(context, case, LetterKind.HOLDING, agent), agent)
    draft(context, case, LetterKind.OUTCOME, agent)
    [chat] = all_held(context, "it-communications", WHO, None).document["chats"]
    first, second = chat["letters"]
    assert (first["number"], first["text"]) == ("IT-2026-0001", issued.text)
    assert (second["number"], second["issued_at"]) == (None, None)
    assert "We pay £45 back to you." in second["text"]


def test_texts_to_them_and_their_ticket_are_in_it_and_no_code(context: Context, files: FolderFiles) -> None:
    case = keep_everything(context, files, add_agent(context, role=Role.SUPERVISOR), status=CaseStatus.OPEN)
    with context.store.write() as tx:
        facts = {"provider": "I.T Communications", "check_id": "who:1:1"}
        text = {"to": "+447700900123", "response": "utter_sms_code", "facts": facts}
        tx.outbox.add("sms", "text", text, context.now(), case.conversation_id)
        tx.tickets.add(
            Ticket(case.id, case.provider, "osticket", context.now(), "17", "482913", context.now())
        )
        tx.commit()
    [chat] = all_held(context, "it-communications", WHO, None).document["chats"]
    assert [(each["to"], each["letter"]) for each in chat["texts"]] == [("+447700900123", "utter_sms_code")]
    assert "who:1:1" not in json.dumps(chat)
    assert [(each["system"], each["number"]) for each in chat["in_their_helpdesk"]] == [
        ("osticket", "482913")
    ]


def test_nothing_of_another_customer_or_another_provider_is_in_it(held: Held) -> None:
    written = json.dumps(held.document, ensure_ascii=False)
    assert "Xaverine" not in written
    assert "other@example.org" not in written
    assert "Yolandine" not in written


def test_the_package_has_the_document_each_complaint_to_read_and_the_files(
    held: Held, files: FolderFiles
) -> None:
    zipped = package(held, files)
    [complaint] = held.cases
    assert zipped.namelist() == [
        "everything.json",
        f"complaint-{complaint.reference}.pdf",
        "files/001-bill-Zephyrine.pdf",
    ]
    assert json.loads(zipped.read("everything.json"))["chats"] == held.document["chats"]
    assert zipped.read("files/001-bill-Zephyrine.pdf") == b"%PDF the dog ate the router"
    assert zipped.read(zipped.namelist()[1]).startswith(b"%PDF")


def test_no_name_in_it_leads_out_of_its_folder(context: Context, held: Held, files: FolderFiles) -> None:
    assert all(".." not in name and not name.startswith("/") for name in package(held, files).namelist())


def test_a_file_that_cannot_be_read_makes_no_half_package(held: Held, tmp_path: Path) -> None:
    with pytest.raises(FilesUnavailable):
        package(held, FolderFiles(tmp_path / "elsewhere"))


def test_no_code_can_be_made_again_from_it(context: Context, files: FolderFiles) -> None:
    case = keep_everything(context, files, add_agent(context))
    with context.store.write() as tx:
        facts = {"provider": "I.T Communications", "check_id": "SECRETCHECK", "minutes": 10}
        payload = {"template": "confirm_code", "to": WHO.value, "provider": case.provider, "facts": facts}
        tx.outbox.add("mail", "code", payload, context.now(), case.conversation_id)
        tx.commit()
    assert "SECRETCHECK" not in json.dumps(all_held(context, "it-communications", WHO, None).document)


def test_it_stands_in_the_audit_trail_of_each_chat(context: Context, held: Held) -> None:
    with context.store.read() as tx:
        assert GIVEN in [entry.action for entry in tx.audit.of("conversation:chat-zeph")]
        assert tx.audit.of("conversation:chat-other") == []


def test_only_a_supervisor_of_the_provider_gets_it(context: Context, held: Held) -> None:
    for stranger in (add_agent(context, "Ann"), add_agent(context, "Bo", "netservers", Role.ADMINISTRATOR)):
        with pytest.raises(NotYours):
            all_held(context, "it-communications", WHO, stranger)


def test_somebody_unknown_gets_an_empty_one(context: Context, held: Held) -> None:
    nobody = all_held(context, "it-communications", person_by(By.EMAIL, "nobody@example.org"), None)
    assert (nobody.chats, nobody.cases, nobody.files) == (0, (), ())
