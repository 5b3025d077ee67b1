"""A small made-up year: sound in every row, in real words, seen by the desk as a real one, and gone when removed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.adapters.db.batch import SqlBatch
from bot.adapters.db.store import SqlStore
from bot.adapters.db.table_parts import metadata
from bot.adapters.demo_bank import load_bank
from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.adapters.letters import TemplateLetters
from bot.adapters.mail_folder import MailFolder
from bot.adapters.passwords import Argon2Passwords
from bot.decisions.calendar import london_date
from bot.decisions.errors import Refused
from bot.decisions.records import ConversationState, Role, Sender
from bot.services.confirm_contact import LettersWithCodes
from bot.services.context import Context
from bot.services.demo.make_year import Maker, Wanted, make_year, may_make, take_away, what_is_there
from bot.services.desk.case_list import case_list
from bot.services.desk.queue import queue
from bot.services.desk.read_report import read_report
from bot.services.take_file import Filing
from bot.wording import Words
from tests.support.context import Clock, make_context, open_chat

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
SMALL = Wanted(cases=25, seed="test")


@dataclass
class Year:
    context: Context
    folder: Path
    told: dict[str, Any]
    heard: list[str]

    @property
    def store(self) -> SqlStore:
        assert isinstance(self.context.store, SqlStore)
        return self.context.store

    def supervisor(self, provider: str = "it-communications") -> Any:
        with self.store.read() as tx:
            return next(each for each in tx.agents.all() if each.roles.get(provider) is Role.SUPERVISOR)

    def rows(self, table: str) -> list[Any]:
        with self.store.engine.connect() as connection:
            return list(connection.execute(select(metadata.tables[table])).mappings())


def maker_of(context: Context, folder: Path) -> Maker:
    assert isinstance(context.store, SqlStore)
    return Maker(
        context=context,
        batch=SqlBatch(context.store.engine),
        bank=load_bank(),
        filing=Filing(context, FolderFiles(folder / "files"), look_inside),
        letters=LettersWithCodes(TemplateLetters(), context.secret),
        passwords=Argon2Passwords(memory_kib=64, passes=1, lanes=1),
    )


def make(folder: Path, wanted: Wanted = SMALL) -> Year:
    folder.mkdir(exist_ok=True)
    context = make_context(folder, Clock(NOW))
    heard: list[str] = []
    told = make_year(maker_of(context, folder), wanted, lambda month, _count, _of: heard.append(month))
    return Year(context, folder, told, heard)


def everything(store: SqlStore) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    made = make(tmp_path_factory.mktemp("year"))
    yield made
    made.store.close()


def test_no_story_is_refused_by_a_service(year: Year) -> None:
    assert year.told["ended_early"] == {}


def test_what_is_told_in_numbers_is_what_is_there(year: Year) -> None:
    cases = year.rows("cases")
    assert len(cases) == year.told["cases"] == sum(year.told["by_provider"].values())
    assert Counter(each["status"] for each in cases) == year.told["by_status"]
    assert year.told["conversations"] == len(year.rows("conversations"))
    assert year.told["agents"] == len(year.rows("agents"))
    waiting = [each for each in year.rows("handoffs") if each["closed_at"] is None]
    assert year.told["waiting_for_a_person"] == len(waiting) > 0


def test_nearly_every_complaint_that_was_begun_is_a_case_and_their_states_differ(year: Year) -> None:
    assert SMALL.cases * 0.7 <= year.told["cases"] <= SMALL.cases
    assert {"open", "resolved"} <= set(year.told["by_status"])


def test_at_every_provider_somebody_waits_and_somebody_works(year: Year) -> None:
    waiting = {each["provider"] for each in year.rows("handoffs") if each["closed_at"] is None}
    assert waiting == set(year.context.providers)
    assert all(year.supervisor(slug) for slug in year.context.providers)


def test_every_case_that_was_not_sorted_at_once_has_its_dated_targets(year: Year) -> None:
    promised = {each["case_id"] for each in year.rows("promises") if each["kind"].startswith("target.")}
    at_once = {each["case_id"] for each in year.rows("case_events") if each["code"] == "case.resolved"}
    assert {each["id"] for each in year.rows("cases")} - at_once <= promised


def test_nothing_happens_before_its_cause_or_after_now(year: Year) -> None:
    opened = {each["id"]: each["opened_at"] for each in year.rows("cases")}
    for event in year.rows("case_events"):
        assert opened[event["case_id"]] <= event["at"] <= NOW
    for promise in year.rows("promises"):
        assert promise["made_at"] <= NOW
        assert promise["kept_at"] is None or promise["made_at"] <= promise["kept_at"] <= NOW
        assert promise["due_on"] >= london_date(promise["made_at"])
    lines: dict[str, list[datetime]] = {}
    for line in sorted(year.rows("messages"), key=lambda each: each["id"]):
        lines.setdefault(line["conversation_id"], []).append(line["sent_at"])
    for sent in lines.values():
        assert sent == sorted(sent)
        assert sent[-1] <= NOW


def test_the_audit_trail_is_in_order_over_all_providers(year: Year) -> None:
    at = [each["at"] for each in sorted(year.rows("audit"), key=lambda each: each["id"])]
    assert at == sorted(at)


def test_no_line_of_a_customer_is_left_without_an_answer_or_a_person(year: Year) -> None:
    assert not [each for each in year.rows("messages") if each["turn"] not in (None, "done")]


def test_what_the_assistant_says_are_its_real_responses(year: Year) -> None:
    """Each bubble of its own holds the fixed words of a response, or is a fact of the provider's page."""
    fixed = _fixed_words(year.context.words)
    said = [each["text"] for each in year.rows("messages") if each["sender"] in (Sender.BOT, Sender.SYSTEM)]
    pages = " ".join(provider.model_dump_json() for provider in year.context.providers.values())
    unknown = {
        text for text in said if not any(part in text for part in fixed) and text.split("\n")[0] not in pages
    }
    assert len(said) > 300
    assert not unknown


def _fixed_words(words: Words) -> list[str]:
    """The longest part of each response between its placeholders."""
    parts = []
    for key in sorted(words.keys()):
        if not key.startswith("utter_"):
            continue
        text = words.text(key, **dict.fromkeys(words.placeholders(key), "\0"))
        longest = max(re.split("\0", text), key=len).strip()
        if len(longest) >= 8:
            parts.append(longest)
    return parts


def test_only_addresses_and_numbers_that_reach_nobody_are_used(year: Year) -> None:
    nobody = re.compile(r"@example\.(?:org|com)$|^(?:07700 ?900|020 ?7946 ?0) ?\d{3}$|, \w+ \w+ 0AA$")
    for contact in year.rows("contacts"):
        assert nobody.search(contact["value"]), contact["value"]
    assert all(each["email"].endswith(".example.org") for each in year.rows("agents"))


def test_no_letter_is_left_for_a_stack_that_starts_later_and_none_was_sent(year: Year) -> None:
    letters = year.rows("outbox")
    assert letters
    assert all(each["sent_at"] is not None for each in letters)
    assert not (year.folder / "mail").exists()


def test_the_report_of_a_year_counts_every_case(year: Year) -> None:
    for slug in year.context.providers:
        report = read_report(year.context, year.supervisor(slug), slug, 53)
        assert sum(week.opened for week in report.weeks) == year.told["by_provider"][slug]


def test_the_desk_opens_with_chats_that_wait_and_cases_to_work_on(year: Year) -> None:
    agent = year.supervisor()
    assert any(row.waits for row in queue(year.context, agent))
    assert case_list(year.context, agent)


def test_agents_of_the_year_spoke_under_their_names_and_nobody_has_their_password(year: Year) -> None:
    names = {each["name"] for each in year.rows("agents")}
    spoken = {each["spoken_by"] for each in year.rows("messages") if each["sender"] == Sender.AGENT}
    assert spoken
    assert spoken <= names
    assert len({each["password_hash"] for each in year.rows("agents")}) == len(names)


def test_files_that_were_sent_lie_where_files_lie(tmp_path: Path) -> None:
    made = make(tmp_path / "files", Wanted(providers=("netservers",), cases=12, months=2, seed="files 4"))
    rows = made.rows("files")
    assert rows
    assert {each["id"] for each in rows} == {
        each.name for each in (made.folder / "files").iterdir() if each.is_file()
    }
    take_away(made.store, FolderFiles(made.folder / "files"), MailFolder(made.folder / "mail"))
    assert not [each for each in (made.folder / "files").iterdir() if each.is_file()]


def test_the_same_seed_makes_the_same_year_and_another_makes_another(tmp_path: Path, year: Year) -> None:
    def seen(of: Year) -> list[Any]:
        return [
            (each["reference"], each["description"], each["status"], each["due_on"])
            for each in of.rows("cases")
        ]

    small = Wanted(providers=("contactnow",), cases=6, months=2, seed="one")
    one, again = make(tmp_path / "one", small), make(tmp_path / "again", small)
    other = make(tmp_path / "other", Wanted(providers=("contactnow",), cases=6, months=2, seed="two"))
    assert seen(one) == seen(again)
    assert seen(one) != seen(other)
    assert {each["provider"] for each in one.rows("cases")} == {"contactnow"}


def test_taken_away_it_leaves_every_table_as_it_was_and_what_is_real_untouched(tmp_path: Path) -> None:
    context = make_context(tmp_path, Clock(NOW))
    assert isinstance(context.store, SqlStore)
    real = open_chat(context)
    with context.store.write() as tx:
        tx.outbox.add("mail", "real", {"template": "x"}, NOW, real)
        tx.commit()
    before = everything(context.store)
    make_year(maker_of(context, tmp_path), Wanted(cases=8, months=2, seed="gone"), lambda *_: None)
    assert everything(context.store)["cases"] > before["cases"]
    with context.store.read() as tx:
        assert [each.key for each in tx.outbox.due(NOW)] == ["real"]
    gone = take_away(context.store, FolderFiles(tmp_path / "files"), MailFolder(tmp_path / "mail"))
    assert gone["cases"] > 0
    assert everything(context.store) == before
    assert not what_is_there(context.store)
    with context.store.read() as tx:
        assert tx.conversations.get(real).state is ConversationState.BOT
        assert [each.key for each in tx.outbox.due(NOW)] == ["real"]


def test_it_is_not_taken_away_under_a_real_customer(tmp_path: Path) -> None:
    made = make(tmp_path / "held", Wanted(providers=("netservers",), cases=2, months=1, seed="held"))
    from bot.services.desk.take_over import join

    join(made.context, made.supervisor("netservers"), open_chat(made.context, "netservers"))
    with pytest.raises(Refused, match="not made up"):
        take_away(made.store, FolderFiles(made.folder / "files"), MailFolder(made.folder / "mail"))
    assert what_is_there(made.store)


def test_a_year_that_broke_off_can_be_taken_away(tmp_path: Path) -> None:
    context = make_context(tmp_path, Clock(NOW))
    assert isinstance(context.store, SqlStore)
    before = everything(context.store)

    def enough(_month: str, count: int, _of: int) -> None:
        if count >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_year(maker_of(context, tmp_path), Wanted(cases=10, months=2, seed="half"), enough)
    made = what_is_there(context.store)
    assert made.conversations
    assert made.seed is None
    with pytest.raises(Refused, match="not finished"):
        may_make(context.store, made, beside=False)
    take_away(context.store, FolderFiles(tmp_path / "files"), MailFolder(tmp_path / "mail"))
    assert everything(context.store) == before


def test_beside_real_conversations_it_is_made_only_when_that_is_said(tmp_path: Path) -> None:
    context = make_context(tmp_path, Clock(NOW))
    nothing = what_is_there(context.store)
    may_make(context.store, nothing, beside=False)
    open_chat(context)
    with pytest.raises(Refused, match="--beside"):
        may_make(context.store, nothing, beside=False)
    may_make(context.store, nothing, beside=True)
