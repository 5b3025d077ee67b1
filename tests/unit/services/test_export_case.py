"""What is in the export of a case, for whom, and how its customer gets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.adapters.file_store import FolderFiles
from bot.decisions.case_export import CaseExport
from bot.decisions.records import Case, ContactKind, Role
from bot.services.case_copy import Copy
from bot.services.case_link import case_link, export_link, letter_link
from bot.services.case_working import open_case_page
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.export_case import EXPORTED, export_for_agent, open_export, send_copy
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent
from tests.support.everything_kept import keep_everything

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "case-export.schema.json"


def token(link: str) -> str:
    return link.removesuffix("/letter").rpartition("/")[2]


def confirm(context: Context, case: Case) -> None:
    with context.store.write() as tx:
        tx.contacts.confirm(case.contact_id, context.now())
        tx.commit()


def mails(context: Context) -> list[dict[str, object]]:
    with context.store.read() as tx:
        return [item.payload for item in tx.outbox.all() if item.payload.get("template") == "case_copy"]


@pytest.fixture
def case(context: Context, tmp_path: Path) -> Case:
    return keep_everything(context, FolderFiles(tmp_path / "files"), add_agent(context))


def test_the_schema_in_the_documents_is_that_of_the_code() -> None:
    made = json.dumps(CaseExport.model_json_schema(), indent=1, ensure_ascii=False) + "\n"
    assert SCHEMA.read_text(encoding="utf-8") == made


def test_an_agents_export_has_all_of_it_and_marks_what_is_internal(context: Context, case: Case) -> None:
    with context.store.read() as tx:
        agent = tx.agents.get("priya")
    export = export_for_agent(context, agent, case.reference, "json")
    assert CaseExport.model_validate_json(export.model_dump_json()) == export
    assert (export.version, export.made_for, export.reference) == ("1", "agent", case.reference)
    assert [line.text for line in export.transcript][-1] == "Hello Zephyrine"
    assert [(file.name, file.sent_by, len(file.sha256)) for file in export.files] == [
        ("bill-Zephyrine.pdf", "customer", 64)
    ]
    assert export.internal is not None
    assert export.internal.marked == "internal: not for the customer"
    assert [(note.by, note.text) for note in export.internal.notes] == [("Priya", "Zephyrine is upset")]
    assert {event.code for event in export.events} == {
        "case.opened", "outcome.accepted", "customer.added", "file.added",
    }  # fmt: skip
    assert all(date.grounds for date in export.dates)
    assert export.promises


def test_it_stands_in_the_audit_trail(context: Context, case: Case) -> None:
    with context.store.read() as tx:
        agent = tx.agents.get("priya")
    export_for_agent(context, agent, case.reference, "pdf")
    with context.store.read() as tx:
        [entry] = [each for each in tx.audit.of(f"case:{case.id}") if each.action == EXPORTED]
    assert (entry.agent_id, entry.provider, entry.data) == ("priya", "it-communications", {"format": "pdf"})


def test_another_providers_agent_gets_the_same_answer_as_for_what_is_not_there(
    context: Context, case: Case
) -> None:
    stranger = add_agent(context, "Bo", "netservers", Role.ADMINISTRATOR)
    said = set()
    for reference in (case.reference, "FL-7KM-3RX-9PT4"):
        with pytest.raises(NotYours) as refused:
            export_for_agent(context, stranger, reference, "json")
        said.add(str(refused.value))
    assert len(said) == 1


def test_a_customers_export_has_no_notes_and_no_data_of_events(context: Context, case: Case) -> None:
    export = open_export(context, token(export_link(context, case)))
    assert export is not None
    assert export.internal is None
    assert all(event.data is None for event in export.events)
    assert "Zephyrine is upset" not in export.model_dump_json()
    assert "Priya" in export.model_dump_json()  # who wrote to them, they know


def test_the_link_to_the_page_opens_no_copy_and_the_other_way_round(context: Context, case: Case) -> None:
    assert open_export(context, token(case_link(context, case))) is None
    assert open_export(context, token(letter_link(context, case))) is None
    assert open_case_page(context, token(export_link(context, case))) is None


@pytest.mark.parametrize("broken", ["", "x", "ü", "abc.def.ghi"])
def test_a_link_that_is_no_good_opens_nothing(context: Context, case: Case, broken: str) -> None:
    assert open_export(context, token(export_link(context, case)) + broken if broken else "") is None


def test_the_link_to_the_copy_works_for_an_hour(context: Context, clock: Clock, case: Case) -> None:
    link = token(export_link(context, case))
    clock.forward(minutes=60)
    assert open_export(context, link) is not None
    clock.forward(seconds=1)
    assert open_export(context, link) is None


def test_without_a_confirmed_address_nothing_is_sent(context: Context, case: Case) -> None:
    assert send_copy(context, token(case_link(context, case))) is Copy.CODE
    by_post = add_case(context, id="post", kind=ContactKind.LETTER, address="1 High Street, Leeds")
    assert send_copy(context, token(case_link(context, by_post))) is Copy.PERSON
    assert mails(context) == []


def test_with_one_it_goes_to_that_address_and_once_an_hour(
    context: Context, clock: Clock, case: Case
) -> None:
    confirm(context, case)
    for _ in range(3):
        assert send_copy(context, token(case_link(context, case))) is Copy.CONFIRMED
    [payload] = mails(context)
    assert payload["to"] == "zephyrine@example.org"
    facts = payload["facts"]
    assert isinstance(facts, dict)
    assert open_export(context, token(facts["link"])) is not None
    clock.forward(hours=1)
    send_copy(context, token(case_link(context, case)))
    assert len(mails(context)) == 2


def test_a_confirmed_address_of_another_case_does_not_count(context: Context, case: Case) -> None:
    other = add_case(context, id="other", address="zephyrine@example.org")
    confirm(context, other)
    assert send_copy(context, token(case_link(context, case))) is Copy.CODE


def test_somebody_who_asks_by_a_wrong_link_learns_nothing(context: Context) -> None:
    assert send_copy(context, "eyJ.x.y") is None
