"""Old sign-ins and sessions go by themselves; what still counts, and the audit trail, stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.decisions.records import AgentSession, Role
from bot.decisions.rule import Rulebook
from bot.services.add_agent import add_agent
from bot.services.context import Context
from bot.services.prune_desk import EVERY_SECONDS, Pruning, prune_desk
from bot.services.sign_in import Opened, sign_in
from bot.services.sign_out import sign_out
from bot.services.who_is_signed_in import who_is_signed_in
from tests.support.context import Clock
from tests.support.passwords import QuickPasswords

PASSWORDS = QuickPasswords()
PASSWORD = "purple kettle mountain"
HERE = "192.0.2.7"


@pytest.fixture
def opened(context: Context) -> Opened:
    roles = {"netservers": Role.AGENT}
    add_agent(context, PASSWORDS, None, name="Ann", email="ann@example.org", password=PASSWORD, roles=roles)
    return come(context)


def come(context: Context) -> Opened:
    opened = sign_in(context, PASSWORDS, "ann@example.org", PASSWORD, HERE)
    assert opened is not None
    return opened


def session(context: Context, opened: Opened) -> AgentSession | None:
    with context.store.read() as tx:
        return tx.agent_sessions.by_token(opened.signed_in.session.token_hash)


def test_a_session_goes_a_week_after_it_ran_out_and_not_before(
    context: Context, clock: Clock, opened: Opened
) -> None:
    clock.forward(days=7, hours=12)
    assert prune_desk(context)[1] == 0
    clock.forward(seconds=1)
    assert prune_desk(context)[1] == 1
    assert session(context, opened) is None


def test_one_that_was_signed_out_goes_a_week_after_that(
    context: Context, clock: Clock, opened: Opened
) -> None:
    sign_out(context, opened.signed_in)
    clock.forward(days=7, seconds=1)
    assert prune_desk(context)[1] == 1


def test_a_session_that_is_open_stays_and_works(context: Context, clock: Clock, opened: Opened) -> None:
    clock.forward(days=8)
    new = come(context)
    assert prune_desk(context) == (1, 1)
    assert session(context, opened) is None
    assert who_is_signed_in(context, new.token) is not None


def test_tries_go_after_a_week_and_the_count_for_a_pause_is_as_it_was(
    context: Context, clock: Clock, opened: Opened
) -> None:
    clock.forward(days=7)
    for _ in range(5):
        sign_in(context, PASSWORDS, "ann@example.org", "wrong", HERE)
    clock.forward(seconds=1)
    assert prune_desk(context)[0] == 1, "the right one of a week ago"
    assert sign_in(context, PASSWORDS, "ann@example.org", PASSWORD, HERE) is None, "still paused"
    clock.forward(minutes=5)
    assert sign_in(context, PASSWORDS, "ann@example.org", PASSWORD, HERE) is not None


def test_no_try_goes_that_a_pause_may_still_count(context: Context, clock: Clock, opened: Opened) -> None:
    """Whatever the rule says: the longest pause looks back 24 hours."""
    kept = context.rules["sign_ins_kept"]
    none = {day: value.model_copy(update={"value": 0}) for day, value in kept.values.items()}
    rules = {key: context.rules[key] for key in context.rules}
    rules["sign_ins_kept"] = kept.model_copy(update={"values": none})
    short = replace(context, rules=Rulebook(rules))
    clock.forward(hours=24)
    assert prune_desk(short)[0] == 0
    clock.forward(seconds=1)
    assert prune_desk(short)[0] == 1


def test_the_audit_trail_stays(context: Context, clock: Clock, opened: Opened) -> None:
    clock.forward(days=400)
    prune_desk(context)
    with context.store.read() as tx:
        assert "sign_in.done" in [entry.action for entry in tx.audit.newest()]


def test_it_is_done_once_an_hour(context: Context, clock: Clock, opened: Opened) -> None:
    at = 0.0
    prune = Pruning(context, lambda: at)
    prune()
    clock.forward(days=30)
    at = EVERY_SECONDS - 1
    prune()
    assert session(context, opened) is not None
    at += 1
    prune()
    assert session(context, opened) is None


def test_a_store_that_is_away_stops_nothing(
    context: Context, clock: Clock, opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    class Away:
        def write(self) -> None:
            raise RuntimeError("SELECT secret")

    away: Any = Away()
    Pruning(replace(context, store=away))()
    assert "could not be dropped (RuntimeError)" in caplog.text
    assert "secret" not in caplog.text
