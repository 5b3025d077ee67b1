"""At the desk the customer is "they": nothing that an agent reads about a case says "you" to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.decisions.records import CaseStatus
from bot.services.context import Context
from bot.services.desk.card import Card, open_case_card
from bot.services.desk.case_list import case_list
from bot.services.desk.voice import INSTEAD, to_an_agent
from bot.services.hand_off import request_person
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent
from tests.support.stand_ins import filled

YOU = re.compile(r"\b(you|your|yours)\b", re.IGNORECASE)
TOLD = {
    "none": (None, {}),
    "a day": ("2026-10-05", {}),
    "a rough time": (("2026-10-01", "2026-10-10"), {}),
    "a final answer": ("2026-10-05", {"final_letter_on": "2026-11-02"}),
    "an old final answer": ("2025-08-05", {"final_letter_on": "2025-09-02"}),
    "an early referral": ("2026-11-05", {"early_referral_on": "2026-11-02"}),
    "at home": ("2026-10-05", {"customer": "residential", "role": "account_holder", "outcome": "credit"}),
}


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


def read_by_the_agent(card: Card) -> list[str]:
    assert card.working is not None
    dates = [each for each in card.working.dates if each.key.startswith(("adr-", "apply", "outer"))]
    return [
        *(clock.title for clock in card.clocks),
        *(note for each in dates for note in each.notes),
        *(ground.says for each in dates for ground in each.grounds),
        *(promise.says for promise in card.working.promises),
        *(f"{told.label}: {told.value}" for told in card.told),
        card.status or "",
        card.working.unsure or "",
    ]


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("provider", ["it-communications", "netservers", "x-communications"])
def test_nothing_on_the_card_speaks_to_the_agent_as_if_they_were_the_customer(
    context: Context, provider: str, told: str
) -> None:
    day, answers = TOLD[told]
    agent = add_agent(context, provider=provider)
    case = add_case(context, provider, told=day, answers=answers)
    request_person(context, case.conversation_id, "1", "asked")
    said = read_by_the_agent(open_case_card(context, agent, case.reference))
    assert [words for words in said if YOU.search(words)] == []


@pytest.mark.parametrize("status", CaseStatus)
def test_no_status_of_the_list_does_either(context: Context, status: CaseStatus) -> None:
    agent = add_agent(context)
    case = add_case(context, status=status)
    rows = [row.status for row in case_list(context, agent)]
    card = open_case_card(context, agent, case.reference)
    assert not any(YOU.search(words) for words in [*rows, card.status or ""])


@pytest.mark.parametrize("key", INSTEAD)
def test_what_is_said_instead_has_the_same_values(context: Context, key: str) -> None:
    assert context.words.placeholders(INSTEAD[key]) <= context.words.placeholders(key)
    assert not YOU.search(filled(context.words, INSTEAD[key]).text)


def test_the_words_of_the_customer_stay_theirs(context: Context) -> None:
    before = context.words.text("utter_status_resolved")
    assert to_an_agent(context).words.text("utter_status_resolved") != before
    assert context.words.text("utter_status_resolved") == before


def test_the_customers_own_words_are_kept_beside_it(context: Context) -> None:
    agent = add_agent(context)
    case = add_case(context, told="2026-10-05")
    card = open_case_card(context, agent, case.reference)
    assert card.adr[0].startswith("Yes. You first told I.T Communications")
    assert card.answer.status == "open"
