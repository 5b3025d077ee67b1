"""Who may add and change whom at the desk."""

from __future__ import annotations

from typing import Any

import pytest

from bot.decisions.errors import Conflict, NotAllowed, Refused, UnknownAgent, UnknownProvider, WeakPassword
from bot.decisions.records import Agent, AuditEntry, Role
from bot.services.add_agent import add_agent
from bot.services.change_agent import disable, enable, set_role
from bot.services.change_password import set_password
from bot.services.context import Context
from tests.support.passwords import QuickPasswords

PASSWORDS = QuickPasswords()
PASSWORD = "purple kettle mountain"


def person(context: Context, name: str, by: Agent | None = None, **roles: Role) -> Agent:
    email = f"{name.lower()}@example.org"
    return add_agent(context, PASSWORDS, by, name=name, email=email, password=PASSWORD, roles=roles)


def newest(context: Context, provider: str) -> AuditEntry:
    with context.store.read() as tx:
        return tx.audit.newest(provider, 1)[0]


@pytest.fixture
def boss(context: Context) -> Agent:
    """An administrator of Netservers."""
    return person(context, "Boss", netservers=Role.ADMINISTRATOR)


def test_an_administrator_adds_people_at_their_provider(context: Context, boss: Agent) -> None:
    ann = person(context, "Ann", boss, netservers=Role.AGENT)
    entry = newest(context, "netservers")
    assert (entry.action, entry.agent_id, entry.subject) == ("account.added", boss.id, f"agent:{ann.id}")
    assert entry.data == {"role": "agent"}


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR])
def test_nobody_less_than_an_administrator_adds_people(context: Context, role: Role) -> None:
    one = person(context, "One", netservers=role)
    with pytest.raises(NotAllowed):
        person(context, "Ann", one, netservers=Role.AGENT)


def test_an_administrator_adds_nobody_elsewhere(context: Context, boss: Agent) -> None:
    with pytest.raises(NotAllowed):
        person(context, "Ann", boss, contactnow=Role.AGENT)
    with pytest.raises(NotAllowed):
        person(context, "Ann", boss, netservers=Role.AGENT, contactnow=Role.AGENT)


@pytest.mark.parametrize(
    "change, error",
    [
        ({"email": "no address"}, Refused),
        ({"email": "two@at@example.org"}, Refused),
        ({"name": "  "}, Refused),
        ({"roles": {}}, Refused),
        ({"roles": {"nope": Role.AGENT}}, UnknownProvider),
        ({"password": "short"}, WeakPassword),
        ({"email": "BOSS@example.org "}, Conflict),
    ],
)
def test_what_cannot_be_added_is_refused_and_adds_nobody(
    context: Context, boss: Agent, change: dict[str, Any], error: type[Exception]
) -> None:
    asked = {
        "name": "Ann",
        "email": "ann@example.org",
        "password": PASSWORD,
        "roles": {"netservers": Role.AGENT},
    }
    with pytest.raises(error):
        add_agent(context, PASSWORDS, None, **{**asked, **change})
    with context.store.read() as tx:
        assert [agent.name for agent in tx.agents.all()] == ["Boss"]


def test_an_address_without_a_role_anywhere_can_be_taken_over(context: Context, boss: Agent) -> None:
    ann = person(context, "Ann", boss, netservers=Role.AGENT)
    set_role(context, boss, ann.id, "netservers", None)
    again = person(context, "Ann", boss, netservers=Role.SUPERVISOR)
    assert again.id == ann.id
    assert again.roles == {"netservers": Role.SUPERVISOR}


def test_a_role_is_given_and_taken_and_the_trail_says_from_what_to_what(
    context: Context, boss: Agent
) -> None:
    ann = person(context, "Ann", boss, netservers=Role.AGENT)
    set_role(context, boss, ann.id, "netservers", Role.SUPERVISOR)
    assert newest(context, "netservers").data == {"from": "agent", "to": "supervisor"}
    set_role(context, boss, ann.id, "netservers", None)
    assert newest(context, "netservers").data == {"from": "supervisor", "to": None}


def test_a_role_that_they_have_already_leaves_no_line(context: Context, boss: Agent) -> None:
    ann = person(context, "Ann", boss, netservers=Role.AGENT)
    before = newest(context, "netservers")
    set_role(context, boss, ann.id, "netservers", Role.AGENT)
    assert newest(context, "netservers") == before


def test_an_administrator_of_another_provider_changes_nothing(context: Context, boss: Agent) -> None:
    theirs = person(context, "Bob", contactnow=Role.AGENT)
    for change in (
        lambda: set_role(context, boss, theirs.id, "contactnow", None),
        lambda: set_role(context, boss, theirs.id, "netservers", Role.AGENT),
        lambda: disable(context, boss, theirs.id),
        lambda: enable(context, boss, theirs.id),
        lambda: set_password(context, PASSWORDS, boss, theirs.id, "green bottle station"),
    ):
        with pytest.raises(NotAllowed):
            change()
    with context.store.read() as tx:
        assert tx.agents.get(theirs.id) == theirs


def test_of_somebody_at_two_providers_each_administrator_changes_their_own_role_only(
    context: Context, boss: Agent
) -> None:
    shared = person(context, "Ann", netservers=Role.AGENT, contactnow=Role.SUPERVISOR)
    changed = set_role(context, boss, shared.id, "netservers", None)
    assert changed.roles == {"contactnow": Role.SUPERVISOR}
    shared = set_role(context, None, shared.id, "netservers", Role.AGENT)
    for change in (
        lambda: disable(context, boss, shared.id),
        lambda: set_password(context, PASSWORDS, boss, shared.id, "green bottle station"),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_nobody_shuts_themselves_out(context: Context, boss: Agent) -> None:
    for change in (
        lambda: disable(context, boss, boss.id),
        lambda: set_role(context, boss, boss.id, "netservers", Role.AGENT),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_disabling_is_written_down_for_every_provider(context: Context) -> None:
    shared = person(context, "Ann", netservers=Role.AGENT, contactnow=Role.AGENT)
    disable(context, None, shared.id)
    for provider in ("netservers", "contactnow"):
        assert newest(context, provider).action == "account.disabled"
        assert newest(context, provider).agent_id is None, "the command line"


def test_somebody_who_is_not_there_cannot_be_changed(context: Context, boss: Agent) -> None:
    for change in (
        lambda: disable(context, boss, "nobody"),
        lambda: set_role(context, boss, "nobody", "netservers", None),
        lambda: set_password(context, PASSWORDS, boss, "nobody", "green bottle station"),
    ):
        with pytest.raises(UnknownAgent):
            change()
