"""The page of what was sent: what supervisors read there, and do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.decisions.outbox import Dead, ItemState, Later, Move, Parked
from bot.decisions.records import Role
from tests.support import rows
from tests.support.outbox import settled, state_in
from tests.web.desk_house import DeskHouse, desk_running, words


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def ended(desk: DeskHouse, move: Move, key: str = "t1", kind: str = "ticket", chat: str | None = None) -> int:
    return settled(desk.context.store, move, desk.clock(), key, kind, chat)


def state(desk: DeskHouse, id: int) -> ItemState:
    return state_in(desk.context.store, id)


def test_with_nothing_to_do_it_says_so_and_the_queue_says_nothing(desk: DeskHouse) -> None:
    boss = desk.browser(role=Role.SUPERVISOR)
    assert "Everything has arrived." in boss.see("/desk/outbox")
    assert "not arrived" not in boss.see("/desk")


def test_the_queue_leads_supervisors_there_and_nobody_else(desk: DeskHouse) -> None:
    ended(desk, Dead("401"))
    ended(desk, Parked("no answer"), "t2")
    assert "2 things wait for you: they have not arrived, or nobody knows." in desk.browser(
        role=Role.SUPERVISOR
    ).see("/desk")
    agent = desk.browser("Tom", role=Role.AGENT)
    assert "not arrived" not in agent.see("/desk")
    assert 'href="/desk/outbox"' not in agent.get("/desk").text
    assert agent.get("/desk/outbox").status_code == 403
    other = desk.browser("Eve", "contactnow", Role.SUPERVISOR)
    assert "not arrived" not in other.see("/desk")


def test_each_state_says_what_why_and_what_next(desk: DeskHouse) -> None:
    case = rows.case(conversation_id="chat", provider="netservers")
    with desk.context.store.write() as tx:
        rows.add_parents(tx)
        tx.cases.add(case)
        tx.commit()
    ended(desk, Parked("no answer came in 10 seconds"), "parked", chat="chat")
    ended(desk, Dead("the key was refused"), "dead")
    ended(desk, Later(desk.clock() + timedelta(minutes=5), "the connection was refused"), "failing", "mail")
    with desk.context.store.write() as tx:
        tx.outbox.add("sms", "waits", {"provider": "netservers"}, desk.clock())
        tx.commit()
    page = desk.browser(role=Role.SUPERVISOR).get("/desk/outbox").text
    seen = words(page)
    assert "It was sent and no answer came." in seen
    assert f"Look in your helpdesk for {case.reference}." in seen
    assert f'href="/desk/cases/{case.reference}"' in page
    assert "1 thing has not arrived" in seen
    assert "the key was refused" in seen
    assert "E-mail to sam@example.com" in seen
    assert "Tried 1 time" in seen
    assert "10:05am" in seen
    assert "Text message" in seen


def test_it_is_there_with_its_number(desk: DeskHouse) -> None:
    id = ended(desk, Parked("no answer"))
    boss = desk.browser(role=Role.SUPERVISOR)
    assert "It is put down that it has arrived." in boss.press(f"/desk/outbox/{id}/there", number="000417")
    assert state(desk, id) is ItemState.SENT
    audit = boss.see("/desk/audit")
    assert "put down that something has arrived" in audit
    assert "number: 000417" in audit


def test_it_is_not_there_so_it_is_sent_again(desk: DeskHouse) -> None:
    id = ended(desk, Parked("no answer"))
    boss = desk.browser(role=Role.SUPERVISOR)
    assert "It is sent again." in boss.press(f"/desk/outbox/{id}/again", looked="yes")
    assert state(desk, id) is ItemState.WAITING
    assert "had something sent again" in boss.see("/desk/audit")


def test_what_one_cause_stopped_is_sent_again_at_once(desk: DeskHouse) -> None:
    dead = [ended(desk, Dead("the key was refused"), f"t{number}") for number in range(3)]
    mail, parked = ended(desk, Dead("no such mailbox"), "m1", "mail"), ended(desk, Parked("no answer"), "p1")
    boss = desk.browser(role=Role.SUPERVISOR)
    page = boss.see("/desk/outbox")
    assert "Try all of these again (Netservers, Ticket at the helpdesk)" in page
    assert "Try all of these again (Netservers, E-mail)" not in page
    assert "It is sent again." in boss.press("/desk/outbox/again", provider="netservers", kind="ticket")
    assert [state(desk, id) for id in dead] == [ItemState.WAITING] * 3
    assert (state(desk, mail), state(desk, parked)) == (ItemState.DEAD, ItemState.PARKED)
    assert "number: 3" in boss.see("/desk/audit")
    other = desk.browser("Eve", "contactnow", Role.SUPERVISOR)
    assert other.post("/desk/outbox/again", provider="netservers", kind="mail").status_code == 404
    assert state(desk, mail) is ItemState.DEAD


def test_a_form_that_is_too_late_is_told_so(desk: DeskHouse) -> None:
    id = ended(desk, Dead("401"))
    boss = desk.browser(role=Role.SUPERVISOR)
    boss.press(f"/desk/outbox/{id}/again")
    late = boss.post(f"/desk/outbox/{id}/there", number="7")
    assert late.status_code == 422
    assert "It was sent, or is about to be." in words(late.text)


def test_a_number_that_is_too_long_is_said_at_its_box(desk: DeskHouse) -> None:
    id = ended(desk, Parked("no answer"))
    boss = desk.browser(role=Role.SUPERVISOR)
    wrong = boss.post(f"/desk/outbox/{id}/there", number="9" * 101)
    assert wrong.status_code == 422
    assert "Error: A number has 100 characters at most." in words(wrong.text)
    assert f'href="#number-{id}"' in wrong.text
    assert "9" * 101 in wrong.text


def test_another_providers_supervisor_gets_the_answer_of_what_is_not_there(desk: DeskHouse) -> None:
    id = ended(desk, Dead("401"))
    other = desk.browser("Eve", "contactnow", Role.SUPERVISOR)
    theirs, nowhere = (other.post(f"/desk/outbox/{each}/again") for each in (id, id + 999))
    assert theirs.status_code == nowhere.status_code == 404
    assert words(theirs.text) == words(nowhere.text)
    assert state(desk, id) is ItemState.DEAD


def test_what_people_and_systems_wrote_is_text(desk: DeskHouse) -> None:
    ended(desk, Dead("<script>alert(1)</script>"))
    page = desk.browser(role=Role.SUPERVISOR).get("/desk/outbox").text
    assert "<script>alert" not in page
