"""Three years of days, one after the other: everything goes on its day, and nothing before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.db.store import SqlStore
from bot.adapters.file_store import FolderFiles
from bot.decisions.errors import FirstlineError
from bot.decisions.provider import Retention
from bot.decisions.records import Case, CaseStatus
from bot.decisions.retention import Why
from bot.decisions.sourced import Standing
from bot.services import run_retention as module
from bot.services.context import Context
from bot.services.run_retention import RAN, look_at_retention, retention_when_due
from tests.support import rows
from tests.support.case_rows import add_case, add_event
from tests.support.context import Clock
from tests.support.desk_rows import add_agent
from tests.support.everything_kept import TRACES, keep_everything, where


def closed(context: Context, id: str, **values: object) -> Case:
    case = add_case(context, id=id, status=CaseStatus.RESOLVED, **values)  # type: ignore[arg-type]
    add_event(context, case, "case.resolved", by="customer")
    return case


def quiet_chat(context: Context, id: str) -> None:
    with context.store.write() as tx:
        tx.conversations.add(rows.conversation(id, provider="it-communications", created_at=context.now()))
        tx.messages.add(rows.message(id, text="hello", sent_at=context.now()))
        tx.commit()


def reopen(context: Context, case: Case) -> None:
    with context.store.write() as tx:
        tx.cases.save(replace(case, status=CaseStatus.OPEN))
        tx.cases.add_event(case.id, "case.reopened", context.now(), {"by": "agent"})
        tx.commit()


@pytest.mark.slow
def test_over_three_years_each_goes_on_its_own_day(context: Context, clock: Clock) -> None:
    """Closed on Monday 23 November 2026: 24 months later is 23 November 2028."""
    closed(context, "plain")
    closed(context, "letter", answers={"final_letter": "yes", "final_letter_on": "2026-11-20"})
    late = closed(context, "late-letter")
    add_case(context, id="open")
    again = closed(context, "again")
    quiet_chat(context, "quiet")
    gone: dict[str, date] = {}
    start = context.today()
    while (context.today() - start).days < 3 * 366:
        clock.forward(days=1)
        if context.today() == date(2027, 3, 1):
            reopen(context, again)
        if context.today() == date(2028, 6, 1):
            with context.store.write() as tx:  # a final letter comes long after it was closed
                letter = {**late.details, "final_letter": "yes", "final_letter_on": "2028-05-30"}
                tx.cases.save(replace(late, details=letter))
                tx.commit()
        retention_when_due(context)
        with context.store.read() as tx:
            for chat in ("chat-plain", "chat-letter", "chat-late-letter", "chat-open", "chat-again", "quiet"):
                if tx.conversations.get(chat).erased_at is not None:
                    gone.setdefault(chat, context.today())
    assert gone == {
        "chat-plain": date(2028, 11, 23),
        "chat-letter": date(2028, 11, 23),
        "chat-late-letter": date(2029, 5, 31),
        "quiet": date(2028, 11, 23),
    }


def test_what_is_erased_by_itself_is_gone_from_every_table(
    context: Context, clock: Clock, tmp_path: Path
) -> None:
    files = FolderFiles(tmp_path / "files")
    keep_everything(context, files, add_agent(context))
    clock.forward(days=731)
    assert retention_when_due(context) == 1
    assert isinstance(context.store, SqlStore)
    assert [trace for trace in TRACES if where(trace, context.store)] == []


def test_it_runs_once_a_day_however_often_it_is_asked(
    context: Context, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[date] = []

    def count(context: Context) -> int:
        runs.append(context.today())
        return 0

    monkeypatch.setattr(module, "run_retention", count)
    for _ in range(48):
        retention_when_due(context)
        clock.forward(hours=1)
    assert runs == [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)]
    with context.store.read() as tx:
        assert [entry.action for entry in tx.audit.of("retention")] == [RAN] * 3


def test_a_run_that_breaks_is_said_in_the_log_without_its_words_and_letters_still_go(
    context: Context, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_: Context) -> int:
        raise FirstlineError("Zephyrine")

    monkeypatch.setattr(module, "run_retention", breaks)
    assert retention_when_due(context) == 0
    assert "FirstlineError" in caplog.text
    assert "Zephyrine" not in caplog.text


def test_looking_says_what_would_go_and_why_the_rest_stays_and_changes_nothing(
    context: Context, clock: Clock
) -> None:
    old = closed(context, "old")
    clock.forward(days=731)
    young, still_open = closed(context, "young"), add_case(context, id="open")
    letter = {"final_letter": "yes", "final_letter_on": "2028-11-01"}
    window = closed(context, "window", answers=letter)
    for _ in range(2):
        told = {each.name: (each.goes, each.why, each.from_day) for each in look_at_retention(context)}
        assert told == {
            old.reference: (True, Why.MAY_GO, None),
            young.reference: (False, Why.NOT_YET, date(2030, 11, 23)),
            still_open.reference: (False, Why.OPEN, None),
            window.reference: (False, Why.ADR_WINDOW, date(2030, 11, 23)),
        }


def test_a_providers_own_months_count(context: Context, clock: Clock) -> None:
    own = Retention(source="page", standing=Standing.OWN, months=6, since=date(2026, 1, 1))
    provider = context.provider("it-communications").model_copy(update={"retention": [own]})
    context = replace(context, providers={**context.providers, "it-communications": provider})
    closed(context, "ours")
    closed(context, "theirs", provider="netservers")
    clock.forward(days=182)
    assert retention_when_due(context) == 1
    with context.store.read() as tx:
        assert tx.conversations.get("chat-ours").erased_at is not None
        assert tx.conversations.get("chat-theirs").erased_at is None
