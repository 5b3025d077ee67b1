"""How long a session lasts, and what ends it."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.decisions.errors import WeakPassword, WrongPassword
from bot.decisions.records import Agent, Role
from bot.services.add_agent import add_agent
from bot.services.change_agent import disable, enable, set_role
from bot.services.change_password import change_password, set_password
from bot.services.context import Context
from bot.services.sign_in import Opened, sign_in
from bot.services.sign_out import sign_out
from bot.services.who_is_signed_in import token_hash, who_is_signed_in
from tests.support.context import Clock
from tests.support.passwords import QuickPasswords

PASSWORD, NEW = "purple kettle mountain", "green bottle station"
HERE = "192.0.2.7"
PASSWORDS = QuickPasswords()


@pytest.fixture
def ann(context: Context) -> Agent:
    roles = {"netservers": Role.SUPERVISOR}
    return add_agent(
        context, PASSWORDS, None, name="Ann", email="ann@example.org", password=PASSWORD, roles=roles
    )


def come(context: Context, password: str = PASSWORD) -> Opened:
    opened = sign_in(context, PASSWORDS, "ann@example.org", password, HERE)
    assert opened is not None
    return opened


def seen_at(context: Context, token: str) -> datetime:
    with context.store.read() as tx:
        session = tx.agent_sessions.by_token(token_hash(token))
    assert session is not None
    return session.seen_at


@pytest.fixture
def opened(context: Context, ann: Agent) -> Opened:
    return come(context)


def there(context: Context, opened: Opened) -> bool:
    return who_is_signed_in(context, opened.token) is not None


@pytest.mark.parametrize("token", ["", "unknown", "\udcff", "' OR 1=1 --"])
def test_an_unknown_token_is_nobody(context: Context, opened: Opened, token: str) -> None:
    assert who_is_signed_in(context, token) is None
    assert who_is_signed_in(context, opened.signed_in.session.token_hash) is None, "the hash opens nothing"


def test_an_hour_untouched_ends_it(context: Context, opened: Opened, clock: Clock) -> None:
    clock.forward(minutes=60)
    assert not there(context, opened)


def test_a_click_before_the_hour_is_over_gives_another_hour(
    context: Context, opened: Opened, clock: Clock
) -> None:
    for _ in range(3):
        clock.forward(minutes=59)
        assert there(context, opened)


def test_a_page_that_asks_by_itself_keeps_no_session_alive(
    context: Context, opened: Opened, clock: Clock
) -> None:
    for _ in range(59):
        clock.forward(minutes=1)
        assert who_is_signed_in(context, opened.token, active=False) is not None
    clock.forward(minutes=1)
    assert who_is_signed_in(context, opened.token, active=False) is None


def test_twelve_hours_end_it_however_busy_it_is(context: Context, opened: Opened, clock: Clock) -> None:
    for _ in range(23):
        clock.forward(minutes=30)
        assert there(context, opened)
    clock.forward(minutes=30)
    assert not there(context, opened)


def test_seen_is_written_once_a_minute_at_most(context: Context, opened: Opened, clock: Clock) -> None:
    began = seen_at(context, opened.token)
    clock.forward(seconds=59)
    assert there(context, opened)
    assert seen_at(context, opened.token) == began
    clock.forward(seconds=1)
    assert there(context, opened)
    assert seen_at(context, opened.token) == clock.instant


def test_signing_out_ends_this_browser_and_no_other(context: Context, opened: Opened) -> None:
    other = come(context)
    sign_out(context, opened.signed_in)
    assert not there(context, opened)
    assert there(context, other)


def test_disabling_ends_every_session_and_enabling_brings_none_back(
    context: Context, opened: Opened, ann: Agent
) -> None:
    other = come(context)
    disable(context, None, ann.id)
    assert not there(context, opened)
    assert not there(context, other)
    enable(context, None, ann.id)
    assert not there(context, opened)
    assert there(context, come(context))


def test_a_role_taken_away_in_the_middle_is_gone_at_the_next_click(
    context: Context, opened: Opened, ann: Agent
) -> None:
    me = who_is_signed_in(context, opened.token)
    assert me is not None
    assert me.may("netservers", Role.SUPERVISOR)
    set_role(context, None, ann.id, "netservers", Role.AGENT)
    me = who_is_signed_in(context, opened.token)
    assert me is not None
    assert me.may("netservers")
    assert not me.may("netservers", Role.SUPERVISOR)
    set_role(context, None, ann.id, "netservers", None)
    me = who_is_signed_in(context, opened.token)
    assert me is not None
    assert not me.may("netservers")


# --- passwords ---


def test_a_new_password_ends_every_session_and_the_old_one_works_no_more(
    context: Context, opened: Opened, ann: Agent
) -> None:
    other = come(context)
    change_password(context, PASSWORDS, ann, PASSWORD, NEW, HERE)
    assert not there(context, opened)
    assert not there(context, other)
    assert sign_in(context, PASSWORDS, ann.email, PASSWORD, HERE) is None
    assert there(context, come(context, NEW))


def test_one_set_by_an_administrator_does_the_same(context: Context, opened: Opened, ann: Agent) -> None:
    set_password(context, PASSWORDS, None, ann.id, NEW)
    assert not there(context, opened)
    assert there(context, come(context, NEW))


def test_a_weak_or_the_same_password_changes_nothing(context: Context, opened: Opened, ann: Agent) -> None:
    for new, fault in (("short", "too_short"), (PASSWORD, "same"), ("password1234", "common")):
        with pytest.raises(WeakPassword) as refused:
            change_password(context, PASSWORDS, ann, PASSWORD, new, HERE)
        assert refused.value.fault == fault
    assert there(context, opened)


def test_guessing_the_present_password_at_an_open_desk_is_paused_like_signing_in(
    context: Context, ann: Agent
) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            change_password(context, PASSWORDS, ann, "wrong", NEW, HERE)
    with pytest.raises(WrongPassword):
        change_password(context, PASSWORDS, ann, PASSWORD, NEW, HERE)
    with context.store.read() as tx:
        assert [entry.action for entry in tx.audit.newest("netservers", 6)] == ["account.password_wrong"] * 6
