"""The page of deadlines: what was missed stays on it until it is met, moved or stopped; the letter can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.clocks.prepare_adr_letter import prepare_adr_letters
from bot.services.clocks.send_adr_letter import send_adr_letters
from tests.support.case_rows import add_case
from tests.support.signing_in import come_in, csrf_of
from tests.web.desk_house import AgentBrowser, DeskHouse, desk_running, words


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def days_later(desk: DeskHouse, agent: AgentBrowser, days: int) -> None:
    """The agent comes back so many days later, and signs in again."""
    desk.clock.forward(days=days)
    come_in(agent.client, agent.agent.email)
    agent.csrf = csrf_of(agent.client)


def part_of(page: str, heading: str, next_heading: str) -> str:
    return page.partition(heading)[2].partition(next_heading)[0]


def test_a_target_stands_ahead_then_today_then_missed_until_it_is_met(desk: DeskHouse) -> None:
    agent, case = desk.browser(provider="it-communications"), add_case(desk.context)
    days = (case.due_on - desk.context.today()).days
    days_later(desk, agent, days - 1)
    assert case.reference in part_of(agent.see("/desk/deadlines"), "The next days", "~")
    days_later(desk, agent, 1)
    assert case.reference in part_of(agent.see("/desk/deadlines"), "Today", "The next days")
    days_later(desk, agent, 1)
    page = part_of(agent.see("/desk/deadlines"), "Missed", "Today")
    assert case.reference in page
    assert "answer the complaint" in page
    assert "1 day late" in page
    with desk.context.store.write() as tx:
        tx.promises.settle(case.id, desk.context.now())
        tx.commit()
    assert case.reference not in part_of(agent.see("/desk/deadlines"), "Missed", "Today")


def test_nobody_sees_the_deadlines_of_another_provider(desk: DeskHouse) -> None:
    case = add_case(desk.context)
    desk.clock.forward(days=40)
    stranger = desk.browser("Eve", "netservers")
    assert case.reference not in stranger.see("/desk/deadlines")
    assert stranger.client.get(f"/desk/cases/{case.reference}/adr-letter").status_code == 404


def test_the_letter_is_stopped_with_a_reason_and_goes_after_all(desk: DeskHouse) -> None:
    agent, case = desk.browser(provider="it-communications"), add_case(desk.context)
    path = f"/desk/cases/{case.reference}/adr-letter"
    assert "is over on Monday 4 January 2027" in agent.see(path)
    days_later(desk, agent, 36)
    assert prepare_adr_letters(desk.context) == 1
    assert "The letter is drafted. It goes by itself on Monday 4 January 2027" in agent.see(path)
    refused = agent.post(path, deed="stop", why_stopped=" ")
    assert refused.status_code == 422
    assert "Write why the letter is not to go" in words(refused.text)
    page = agent.press(path, deed="stop", why_stopped="They told me that it works.")
    assert "Priya stopped this letter: They told me that it works." in page
    days_later(desk, agent, 8)
    assert send_adr_letters(desk.context) == 0
    assert "letter about the scheme" not in part_of(agent.see("/desk/deadlines"), "Missed", "~")
    assert "goes by itself again" in agent.press(path, deed="start")
    assert send_adr_letters(desk.context) == 1
    assert "The customer has a letter about the scheme of Wednesday 6 January" in agent.see(path)
