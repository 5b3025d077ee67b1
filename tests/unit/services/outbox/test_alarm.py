"""Those in charge hear of what ended: once a day for one cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.letters import TemplateLetters
from bot.decisions.outbox import Dead, Parked
from bot.decisions.records import OutboxItem, Role
from bot.services.context import Context
from bot.services.outbox.alarm import raise_alarm
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


def raise_for(
    context: Context, move: Dead | Parked, kind: str = "ticket", **payload: object
) -> list[OutboxItem]:
    """Alarm for an item; all that waits afterwards."""
    with context.store.write() as tx:
        tx.outbox.add(kind, "broken", {"provider": "netservers", **payload}, context.now())
        item = next(each for each in tx.outbox.all() if each.key == "broken")
        raise_alarm(context, tx, item, move)
        tx.commit()
    with context.store.read() as tx:
        return [each for each in tx.outbox.all() if each.key != "broken"]


def test_each_supervisor_of_the_provider_hears_what_and_why(context: Context) -> None:
    boss = add_agent(context, "Priya", "netservers", Role.SUPERVISOR)
    add_agent(context, "Tom", "netservers", Role.AGENT)
    add_agent(context, "Eve", "contactnow", Role.SUPERVISOR)
    (alarm,) = raise_for(context, Dead("401: the key was refused"))
    assert alarm.payload["to"] == boss.email
    letter = TemplateLetters().render(alarm.payload["template"], alarm.payload["facts"])
    assert letter.subject == "Something for Netservers has not arrived"
    assert "401: the key was refused" in letter.body
    assert "It is not tried again by itself." in letter.body
    assert f"{context.public_url}/desk/outbox" in letter.body


def test_without_a_supervisor_the_team_hears(context: Context) -> None:
    (alarm,) = raise_for(context, Parked("no answer"))
    assert alarm.payload["to"].startswith("complaints-team@netservers.")
    letter = TemplateLetters().render(alarm.payload["template"], alarm.payload["facts"])
    assert "It may have arrived or not." in letter.body


def test_one_cause_is_one_alarm_a_day(context: Context, clock: Clock) -> None:
    for _ in range(5):
        told = raise_for(context, Dead("401"))
    assert len(told) == 1
    assert len(raise_for(context, Parked("401"))) == 2
    assert len(raise_for(context, Dead("404"))) == 3
    clock.forward(days=1)
    assert len(raise_for(context, Dead("401"))) == 4


def test_an_alarm_that_does_not_arrive_raises_none(context: Context) -> None:
    assert raise_for(context, Dead("no such mailbox"), "mail", template="outbox_dead") == []


def test_an_item_of_no_provider_of_ours_raises_none(context: Context) -> None:
    assert raise_for(context, Dead("x"), provider="gone-telecom") == []
