"""The card: what the customer told, how sure it is who they are, every clock, and nothing of other providers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.context import Context
from bot.services.desk.card import open_card, open_case_card
from bot.services.desk.permission import NotYours
from bot.services.desk.reply import add_note
from bot.services.desk.take_over import claim
from bot.services.hand_off import request_person
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context, open_chat
from tests.support.desk_rows import add_agent


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


def test_the_card_of_a_case_has_its_clocks_and_the_answer_about_the_scheme(context: Context) -> None:
    agent = add_agent(context)
    case = add_case(context, told="2026-10-20", answers={"service": "broadband", "needs": ["large_print"]})
    request_person(context, case.conversation_id, "1", "asked")
    card = open_card(context, agent, case.conversation_id)
    assert (card.case, card.holder, card.mine) == (case, None, False)
    assert card.description == case.description
    assert ("Service", "broadband") in [(told.label, told.value) for told in card.told]
    assert card.needs == "large print"
    assert [(clock.on.isoformat(), clock.days) for clock in card.clocks][:2] == [
        ("2026-11-30", 7),
        ("2026-12-01", 8),
    ]
    assert card.adr[0].startswith("Not yet.")
    assert "Tuesday 1 December" in card.adr[0]
    assert "adr_wait" in card.adr_rules
    assert open_case_card(context, agent, case.reference) == card


@pytest.mark.parametrize(
    ("kept", "reads"),
    [
        ({}, None),
        ({"playbook": "no_service", "sort_or_log": "log"}, None),
        ({"tried": ["restart"]}, "The customer told us that they tried: router restarted."),
        (
            {"tried": ["power"], "steps_given": ["power", "restart"]},
            "The customer told us that they tried: power and cables checked. They were given these steps, and have not "
            "said that they did them: router restarted.",
        ),
        ({"tried": ["a step of an older version"]}, None),
    ],
)
def test_what_was_tried_stands_on_the_card_apart_from_what_was_only_given(
    context: Context, kept: dict[str, object], reads: str | None
) -> None:
    """A story about a dead line fits the steps; it does not say that anybody took them."""
    agent = add_agent(context)
    case = add_case(context, answers=kept)
    assert open_card(context, agent, case.conversation_id).tried == reads


def test_who_rings_reads_on_the_card_when_to_ring(context: Context) -> None:
    agent = add_agent(context)
    answers = {"reply_by": "phone", "reply_address": "07700 900123", "reply_note": "after 6 when I shut"}
    case = add_case(context, answers=answers)
    told = {each.label: each.value for each in open_card(context, agent, case.conversation_id).told}
    assert told["Reply to"] == "07700 900123 (when to reach them: after 6 when I shut)"


def test_what_was_told_before_a_case_is_open_is_on_the_card_too(context: Context) -> None:
    agent = add_agent(context)
    open_chat(context)
    request_person(context, "c" * 32, "1", "vulnerable", priority=True)
    card = open_card(context, agent, "c" * 32)
    assert (card.case, card.clocks) == (None, ())
    assert card.identity.startswith("Not confirmed.")
    assert card.reason is not None


def test_nobody_in_distress_must_give_a_code_before_they_are_helped(context: Context) -> None:
    agent = add_agent(context)
    case = add_case(context)
    request_person(context, case.conversation_id, "1", "asked")
    before = open_card(context, agent, case.conversation_id).identity
    assert "until you know who it is" in before
    request_person(context, case.conversation_id, "2", "vulnerable", priority=True)
    card = open_card(context, agent, case.conversation_id)
    assert card.identity.startswith(
        "Not confirmed. Help them first, and ask for no code and no account number before you do."
    )


def test_notes_and_the_trail_name_who_and_when(context: Context) -> None:
    agent = add_agent(context)
    case = add_case(context)
    request_person(context, case.conversation_id, "1", "asked")
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(case.conversation_id)
    assert handoff is not None
    claim(context, agent, handoff.id)
    add_note(context, agent, case.conversation_id, "Rang, no answer.")
    card = open_card(context, agent, case.conversation_id)
    assert (card.holder, card.mine) == ("Priya", True)
    [note] = card.notes
    assert (note.who, note.when, note.text) == ("Priya", "Monday 23 November, 10:00", "Rang, no answer.")
    assert [said.text for said in card.trail] == ["handoff.claimed", "note.added"]


def test_earlier_cases_of_the_same_contact_are_found_and_only_at_this_provider(context: Context) -> None:
    agent = add_agent(context)
    first = add_case(context, id="one", address="SAM@example.com")
    add_case(context, "netservers", id="two", address="sam@example.com")
    latest = add_case(context, id="three", address="sam@example.com")
    card = open_card(context, agent, latest.conversation_id)
    assert [earlier.reference for earlier in card.earlier] == [first.reference]


def test_nobody_of_another_provider_opens_it_and_what_is_not_there_is_said_alike(context: Context) -> None:
    stranger = add_agent(context, "Eve", "netservers")
    case = add_case(context)
    said = set()
    for attempt in (
        lambda: open_card(context, stranger, case.conversation_id),
        lambda: open_card(context, stranger, "f" * 32),
        lambda: open_case_card(context, stranger, case.reference),
        lambda: open_case_card(context, stranger, "FL-AAA-AAA-AAAA"),
    ):
        with pytest.raises(NotYours) as refused:
            attempt()
        said.add(str(refused.value))
    assert len(said) == 1
