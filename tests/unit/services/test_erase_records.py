"""What is erased is gone from every table, every file and the engine; what is counted stays; others lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.db.store import SqlStore
from bot.adapters.file_store import FolderFiles
from bot.adapters.mail_folder import MailFolder
from bot.decisions.records import CaseStatus, Role
from bot.decisions.retention import Why
from bot.services.case_link import case_link
from bot.services.case_working import open_case_page
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.erase_records import ERASED, erase_person
from bot.services.find_person import By, person_by
from bot.services.forget_chat import Forgetting
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent
from tests.support.everything_kept import TRACES, everything_in, keep_everything, where
from tests.support.outbox import deliver_mails, patience
from tests.unit.services.test_forget_chat import Memory

WHO = person_by(By.EMAIL, "zephyrine@example.org")


class House:
    def __init__(self, context: Context, tmp_path: Path) -> None:
        self.context = context
        self.folders = (tmp_path / "files", tmp_path / "mail")
        self.files, self.mails = FolderFiles(self.folders[0]), MailFolder(self.folders[1])
        self.memory = Memory("chat-zeph", "chat-other")
        self.agent = add_agent(context, "Priya", role=Role.SUPERVISOR)

    @property
    def store(self) -> SqlStore:
        assert isinstance(self.context.store, SqlStore)
        return self.context.store

    def deliver(self) -> None:
        deliver_mails(self.store, self.mails, self.context.now)

    def relay(self) -> None:
        Forgetting(self.store, self.memory, self.mails, self.files, self.context.now, patience)()

    def traces(self) -> dict[str, list[str]]:
        return {trace: found for trace in TRACES if (found := where(trace, self.store, *self.folders))}


@pytest.fixture
def house(context: Context, tmp_path: Path) -> House:
    return House(context, tmp_path)


def test_the_traces_are_everywhere_before_so_that_the_search_can_find_them(house: House) -> None:
    keep_everything(house.context, house.files, house.agent)
    (house.folders[1]).mkdir()
    (house.folders[1] / "named-zeph.eml").write_text("To: zephyrine@example.org")
    found = {place for places in house.traces().values() for place in places}
    tables = {
        "messages",
        "intakes",
        "contacts",
        "cases",
        "case_events",
        "outbox",
        "notes",
        "files",
        "handoffs",
        "audit",
    }
    assert {
        *tables,
        "conversations",
        *(str(each) for each in house.folders[0].iterdir() if each.is_file()),
    } <= found


def test_nothing_of_the_person_is_left_in_any_table_file_mail_or_the_engine(house: House) -> None:
    keep_everything(house.context, house.files, house.agent)
    add_case(house.context, id="other", address="other@example.org")
    house.folders[1].mkdir()
    for name in ("named-zeph", "unnamed-zeph"):
        (house.folders[1] / f"{name}.eml").write_text("To: zephyrine@example.org\n\nHello Zephyrine")
    [told] = erase_person(house.context, "it-communications", WHO, house.agent)
    assert (told.goes, told.why) == (True, Why.MAY_GO)
    house.relay()
    assert house.traces() == {}
    assert house.memory.chats == {"chat-other"}
    assert house.files.clean() == 0
    assert list(house.folders[0].glob("[0-9a-f]*")) == []


def test_a_message_that_waits_for_its_letter_is_not_sent_after_all(house: House) -> None:
    keep_everything(house.context, house.files, house.agent)
    erase_person(house.context, "it-communications", WHO, None)
    house.deliver()
    house.relay()
    assert house.mails.kept() == []


def test_the_reference_the_days_and_the_kinds_of_steps_stay_for_the_reports(house: House) -> None:
    case = keep_everything(house.context, house.files, house.agent)
    with house.context.store.read() as tx:
        before = [(event.code, event.at) for event in tx.cases.events(case.id)]
        promises = tx.promises.of_case(case.id)
    erase_person(house.context, "it-communications", WHO, house.agent)
    with house.context.store.read() as tx:
        kept = tx.cases.by_reference(case.reference)
        assert kept is not None
        assert (kept.status, kept.opened_at, kept.due_on) == (
            CaseStatus.RESOLVED,
            case.opened_at,
            case.due_on,
        )
        assert (kept.description, kept.details) == ("Erased.", {})
        assert [(event.code, event.at) for event in tx.cases.events(case.id)] == before
        assert tx.promises.of_case(case.id) == promises
        assert len(tx.messages.after(case.conversation_id, 0)) == 4


def test_it_stands_in_the_audit_trail_who_erased_what_and_nothing_of_what_was_erased(house: House) -> None:
    case = keep_everything(house.context, house.files, house.agent)
    erase_person(house.context, "it-communications", WHO, house.agent)
    with house.context.store.read() as tx:
        [entry] = [e for e in tx.audit.of(f"conversation:{case.conversation_id}") if e.action == ERASED]
    assert (entry.agent_id, entry.provider) == (house.agent.id, "it-communications")
    assert entry.data == {"why": "asked", "reference": case.reference}


def test_the_page_of_the_case_and_the_chat_open_no_more(house: House) -> None:
    case = keep_everything(house.context, house.files, house.agent)
    link = case_link(house.context, case).rpartition("/")[2]
    assert open_case_page(house.context, link) is not None
    erase_person(house.context, "it-communications", WHO, house.agent)
    assert open_case_page(house.context, link) is None
    with house.context.store.read() as tx:
        conversation = tx.conversations.get(case.conversation_id)
    assert (conversation.token_hash, conversation.state) == ("Erased.", "closed")


@pytest.mark.parametrize("status", [CaseStatus.OPEN, CaseStatus.AT_ADR, CaseStatus.OUTCOME_OFFERED])
def test_an_open_case_is_refused_and_stays_as_it_is(house: House, status: CaseStatus) -> None:
    keep_everything(house.context, house.files, house.agent, status=status)
    before = everything_in(house.store)
    [told] = erase_person(house.context, "it-communications", WHO, house.agent)
    assert (told.goes, told.why) == (False, Why.OPEN)
    assert everything_in(house.store) == before


def test_a_case_with_a_final_letter_stays_until_the_day_after_the_last_day_of_the_scheme(
    house: House, clock: Clock
) -> None:
    keep_everything(house.context, house.files, house.agent, final_letter="yes", final_letter_on="2026-11-10")
    [told] = erase_person(house.context, "it-communications", WHO, house.agent)
    assert (told.goes, told.why, str(told.from_day)) == (False, Why.ADR_WINDOW, "2027-11-11")
    clock.forward(days=(told.from_day - house.context.today()).days - 1)  # type: ignore[operator]
    assert not erase_person(house.context, "it-communications", WHO, house.agent)[0].goes
    clock.forward(days=1)
    assert erase_person(house.context, "it-communications", WHO, house.agent)[0].goes


def test_a_dry_run_changes_nothing_and_says_the_same(house: House) -> None:
    keep_everything(house.context, house.files, house.agent)
    before = everything_in(house.store)
    dry = erase_person(house.context, "it-communications", WHO, house.agent, dry_run=True)
    assert everything_in(house.store) == before
    assert erase_person(house.context, "it-communications", WHO, house.agent) == dry


def test_other_customers_and_other_providers_lose_nothing(house: House) -> None:
    keep_everything(house.context, house.files, house.agent)
    add_case(house.context, "netservers", id="elsewhere", address="zephyrine@example.org")
    add_case(house.context, id="near", address="xzephyrine@example.org")
    erase_person(house.context, "it-communications", WHO, house.agent)
    with house.context.store.read() as tx:
        for id in ("elsewhere", "near"):
            kept = tx.cases.get(id)
            assert kept is not None
            assert kept.description.startswith("My line")


def test_an_agent_who_is_no_supervisor_and_one_of_another_provider_are_refused(house: House) -> None:
    keep_everything(house.context, house.files, house.agent)
    for stranger in (
        add_agent(house.context, "Ann"),
        add_agent(house.context, "Bo", "netservers", Role.SUPERVISOR),
    ):
        with pytest.raises(NotYours):
            erase_person(house.context, "it-communications", WHO, stranger)
    assert house.traces()


@pytest.mark.parametrize(
    "by, value", [(By.ACCOUNT, "zx-77120"), (By.ACCOUNT, " ZX-77 120"), (By.EMAIL, "ZEPHYRINE@example.org")]
)
def test_blanks_and_capitals_make_no_difference(house: House, by: By, value: str) -> None:
    keep_everything(house.context, house.files, house.agent)
    assert (
        len(erase_person(house.context, "it-communications", person_by(by, value), None, dry_run=True)) == 1
    )


def test_a_second_time_finds_nobody(house: House) -> None:
    keep_everything(house.context, house.files, house.agent)
    erase_person(house.context, "it-communications", WHO, None)
    assert erase_person(house.context, "it-communications", WHO, None) == []
