"""``/metrics``: what it counts, and who may read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.decisions.outbox import Dead, Later, Move, Sent
from bot.decisions.records import CaseStatus
from bot.services.context import Context
from bot.services.figures import read_figures
from bot.web.deps import WebDeps
from tests.support import rows
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context
from tests.support.outbox import LEASE, Machine
from tests.web.house import FakeEngine, House, deps_for, running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


@pytest.fixture
def deps(context: Context) -> WebDeps:
    return deps_for(context.store, FakeEngine(), figures=lambda: read_figures(context))


@pytest.fixture
def house(deps: WebDeps) -> Iterator[House]:
    with running(deps) as made:
        yield made


def settled(context: Context, key: str, move: Move | None, kind: str = "ticket") -> None:
    machine, at = Machine(), context.now()
    with context.store.write() as tx:
        tx.outbox.add(kind, key, {"provider": "netservers"}, at)
        if move is not None:
            item = tx.outbox.claim("netservers", (kind,), "relay", at, machine(), machine() + LEASE)
            assert item is not None
            tx.outbox.settle(item, move, at)
            tx.outbox.count("netservers", kind, {Sent: "delivered", Later: "again", Dead: "dead"}[type(move)])  # type: ignore[index]
        tx.commit()


def read(house: House) -> dict[tuple[str, frozenset[str]], float]:
    """Each sample, by its name and the values of its labels."""
    answer = house.client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, frozenset(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def of(*labels: str) -> frozenset[str]:
    return frozenset(labels)


def test_an_empty_store_tells_of_nothing_waiting(house: House) -> None:
    told = read(house)
    assert told["firstline_open_cases", of("netservers")] == 0
    assert told["firstline_handoffs_waiting", of("netservers")] == 0
    assert told["firstline_handoff_longest_wait_seconds", of("netservers")] == 0
    assert not [name for name in told if name[0] == "firstline_outbox_items"]


def test_the_outbox_by_state_and_how_long_the_oldest_is_due(
    house: House, context: Context, clock: Clock
) -> None:
    settled(context, "sent", Sent("1"))
    settled(context, "dead", Dead("401"))
    settled(context, "failing", Later(clock() + timedelta(hours=1), "busy"))
    clock.forward(minutes=5)
    settled(context, "waits", None, "mail")
    clock.forward(seconds=30)
    told = read(house)
    assert told["firstline_outbox_items", of("netservers", "ticket", "sent")] == 1
    assert told["firstline_outbox_items", of("netservers", "ticket", "dead")] == 1
    assert told["firstline_outbox_items", of("netservers", "ticket", "failing")] == 1
    assert told["firstline_outbox_items", of("netservers", "mail", "waiting")] == 1
    assert told["firstline_outbox_oldest_due_seconds", of("netservers", "ticket")] == 330
    assert told["firstline_outbox_oldest_due_seconds", of("netservers", "mail")] == 30
    assert told["firstline_delivery_attempts_total", of("netservers", "ticket", "delivered")] == 1
    assert told["firstline_delivery_attempts_total", of("netservers", "ticket", "again")] == 1


def test_open_cases_and_who_waits_and_how_long(house: House, context: Context, clock: Clock) -> None:
    add_case(context)
    with context.store.write() as tx:
        (case,) = tx.cases.all()
        tx.handoffs.add(rows.handoff("h", case.conversation_id, provider=case.provider, requested_at=clock()))
        tx.commit()
    clock.forward(minutes=4)
    told = read(house)
    assert told["firstline_open_cases", of(case.provider)] == 1
    assert told["firstline_handoffs_waiting", of(case.provider)] == 1
    assert told["firstline_handoff_longest_wait_seconds", of(case.provider)] == 240


@pytest.mark.parametrize(
    "status, number",
    [(CaseStatus.OPEN, 1), (CaseStatus.AT_ADR, 1), (CaseStatus.RESOLVED, 0), (CaseStatus.WITHDRAWN, 0)],
)
def test_a_case_counts_until_it_has_ended(context: Context, status: CaseStatus, number: int) -> None:
    add_case(context, status=status)
    assert sum(read_figures(context).open_cases.values()) == number


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"X-Real-IP": "203.0.113.9"},
        {"Host": "chat.example"},
    ],
)
def test_through_a_proxy_on_this_machine_there_is_nothing(deps: WebDeps, headers: dict[str, str]) -> None:
    with running(replace(deps, hosts=("127.0.0.1", "chat.example"))) as house:
        answer = house.client.get("/metrics", headers=headers)
    assert answer.status_code == 404
    assert "firstline_" not in answer.text


@pytest.mark.parametrize(
    "given, status",
    [
        ("Bearer the right one", 200),
        ("Bearer the wrong one", 404),
        ("", 404),
        ("Bearer é", 404),
        ("Basic x", 404),
    ],
)
def test_with_a_token_set_it_is_asked_of_everybody(deps: WebDeps, given: str, status: int) -> None:
    with running(replace(deps, metrics_token="the right one")) as house:
        headers = {"Authorization": given.encode()} if given else {}
        assert httpx.get(f"{house.url}/metrics", headers=headers, trust_env=False).status_code == status  # type: ignore[arg-type]


@pytest.fixture
def bare(context: Context) -> Callable[[], WebDeps]:
    return lambda: deps_for(context.store, FakeEngine())


def test_an_app_without_figures_has_no_such_page(bare: Callable[[], WebDeps]) -> None:
    with running(bare()) as house:
        assert house.client.get("/metrics").status_code == 404
