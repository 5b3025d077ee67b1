"""Whether somebody may act for the account holder: an agent puts down what they saw, and takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.decisions.records import Case, Recognition, RecognitionStatus, Role
from bot.services.context import Context
from tests.support.case_rows import add_case
from tests.support.context import open_chat
from tests.web.desk_house import DeskHouse, desk_running

SAW = "Power of attorney, sent as a file on Monday."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        yield made


def noted(context: Context, conversation_id: str) -> None:
    with context.store.write() as tx:
        care = tx.care.of(conversation_id)
        tx.care.save(replace(care, relation="family", authority="power_of_attorney"), context.now())
        tx.commit()


def acts_for_somebody(context: Context) -> Case:
    case = add_case(context, "netservers", answers={"role": "acting_for"})
    noted(context, case.conversation_id)
    return case


def test_noted_then_confirmed_then_withdrawn_with_by_whom_and_how(desk: DeskHouse) -> None:
    agent, case = desk.browser(), acts_for_somebody(desk.context)
    path = f"/desk/conversations/{case.conversation_id}/authority"
    card = agent.see(f"/desk/cases/{case.reference}")
    assert "Not confirmed Tell them nothing about the account before you have seen that they may act." in card
    assert "Nobody has checked it." in card
    card = agent.press(path, deed="confirm", text=SAW, reference=case.reference)
    assert "It is on record that they may act for the account holder." in card
    assert f"Yes Priya confirmed it on Monday 23 November: {SAW}" in card
    assert f"Priya confirmed that they may act for the account holder: {SAW}" in card
    assert "Nobody has checked it." not in card
    assert f"Yes Priya confirmed it on Monday 23 November: {SAW}" in agent.see(
        f"/desk/conversations/{case.conversation_id}"
    )
    card = agent.press(path, deed="withdraw", text="It ended in May.", reference=case.reference)
    assert "Not confirmed Tell them nothing" in card
    assert "put down that they may not act for the account holder any more: It ended in May." in card
    trail = desk.trail(case.conversation_id)
    done = [(each.action, each.agent_id, each.data) for each in trail if "authority" in each.action]
    assert done == [
        ("authority.confirmed", agent.agent.id, {"reference": case.reference}),
        ("authority.withdrawn", agent.agent.id, {"reference": case.reference}),
    ]
    with desk.context.store.read() as tx:
        events = [(each.code, each.data["how"]) for each in tx.cases.events(case.id)][1:]
        assert tx.care.of(case.conversation_id).authority == "power_of_attorney"
    assert events == [("authority.confirmed", SAW), ("authority.withdrawn", "It ended in May.")]


def test_somebody_who_gave_the_facts_of_an_account_in_a_chat_without_a_case_is_confirmed_too(
    desk: DeskHouse,
) -> None:
    agent, id = desk.browser(), open_chat(desk.context, "netservers", "a" * 32)
    with desk.context.store.write() as tx:
        tx.recognitions.add(
            Recognition(
                "r",
                id,
                "netservers",
                RecognitionStatus.FOR_PERSON,
                desk.context.now(),
                account="1234567",
                name="Joan Price",
                acting_for="I am her son, Tom. She asked me to.",
            )
        )
        tx.commit()
    card = agent.see(f"/desk/conversations/{id}")
    assert "They wrote: “I am her son, Tom. She asked me to”. They have been told nothing." in card
    assert ".." not in card
    card = agent.press(f"/desk/conversations/{id}/authority", deed="confirm", text="Joan rang and agreed.")
    assert "The assistant has told them nothing: you can." in card
    assert "Look at their authority first" not in card


@pytest.mark.parametrize(
    ("deed", "text", "says"),
    [
        ("confirm", "  ", "Write what you saw, and how"),
        ("withdraw", "why", "Nobody has confirmed that they may act for the account holder."),
    ],
)
def test_what_is_refused_is_said_and_changes_nothing(
    desk: DeskHouse, deed: str, text: str, says: str
) -> None:
    agent, case = desk.browser(), acts_for_somebody(desk.context)
    answer = agent.post(f"/desk/conversations/{case.conversation_id}/authority", deed=deed, text=text)
    assert (answer.status_code, says in answer.text) == (422, True)
    assert not [each for each in desk.trail(case.conversation_id) if "authority" in each.action]


def test_a_second_confirmation_and_one_for_an_account_holder_are_refused(desk: DeskHouse) -> None:
    agent, case = desk.browser(), acts_for_somebody(desk.context)
    path = f"/desk/conversations/{case.conversation_id}/authority"
    agent.press(path, deed="confirm", text=SAW)
    assert "on record already" in agent.post(path, deed="confirm", text="again").text
    own = add_case(desk.context, "netservers", id="own", answers={"role": "account_holder"})
    assert "May they act for the account holder?" not in agent.see(f"/desk/cases/{own.reference}")
    refused = agent.post(f"/desk/conversations/{own.conversation_id}/authority", deed="confirm", text=SAW)
    assert refused.status_code == 422


def test_an_agent_of_another_provider_finds_nothing(desk: DeskHouse) -> None:
    case = acts_for_somebody(desk.context)
    stranger = desk.browser("Eve", "contactnow", Role.ADMINISTRATOR)
    path = f"/desk/conversations/{case.conversation_id}/authority"
    assert stranger.post(path, deed="confirm", text=SAW).status_code == 404
