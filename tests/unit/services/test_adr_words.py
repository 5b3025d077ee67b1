from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.holidays import LibraryBankHolidays
from bot.adapters.yaml_files import load_providers, load_rules, load_schemes
from bot.decisions.adr import AdrAnswer, AdrFacts, AdrReason, AdrStatus, answer_adr, read_facts
from bot.decisions.rule import Rulebook
from bot.decisions.target import target
from bot.readers.adr_told import SETTLED_HOW, SETTLED_ON
from bot.readers.when import LETTER_ABOUT
from bot.services.answer_adr import adr_words
from bot.services.answer_target import target_note
from bot.services.chat_adr import ASKED_AS, adr_answer_words, answer_for
from bot.services.context import Context
from bot.wording import Said, Words
from tests.support.vectors import cases, rows

RULES, SCHEMES, PROVIDERS = load_rules(), load_schemes(), load_providers()
DOMAIN = Path(__file__).parents[3] / "domain.yml"
WORDS = Words.from_domain(DOMAIN)
ASKED = date(2026, 11, 22)
ROWS = ("adr.jsonl", "adr_more.jsonl")
FIRST = {"from": "2026-09-01", "to": "2026-09-01"}


def answer(slug: str, asked_on: date = ASKED, rules: Rulebook = RULES, **facts: Any) -> AdrAnswer:
    return answer_adr(AdrFacts(**facts), PROVIDERS[slug], asked_on, rules, SCHEMES)


def said(got: AdrAnswer, words: Words = WORDS) -> list[str]:
    return adr_words(got, PROVIDERS[got.provider], SCHEMES, words, got.asked_on)


def spoken(slug: str, asked_on: date = ASKED, **facts: Any) -> str:
    return " ".join(said(answer(slug, asked_on, **facts)))


def answer_row(row: dict[str, Any]) -> AdrAnswer:
    asked_on = date.fromisoformat(row["asked_on"])
    return answer_adr(read_facts(row["facts"]), PROVIDERS[row["provider"]], asked_on, RULES, SCHEMES)


def confirmed() -> Rulebook:
    """The rules as they will be once Ofcom's own words for 8 April have been read."""
    wait = RULES["adr_wait"]
    six = wait.values[date(2026, 4, 8)].model_copy(update={"start_standing": None})
    values = {**wait.values, date(2026, 4, 8): six}
    return Rulebook(
        {**{key: RULES[key] for key in RULES}, "adr_wait": wait.model_copy(update={"values": values})}
    )


def every_answer() -> Iterator[AdrAnswer]:
    for row in rows(*ROWS):
        yield answer_row(row)
    yield answer("all-communications", rules=confirmed(), first_complained_on=date(2026, 10, 20))


@pytest.mark.parametrize("row", cases(*ROWS))
def test_every_answer_can_be_said_in_plain_words(row: dict[str, Any]) -> None:
    for bubble in said(answer_row(row)):
        assert not re.search(r"[{}]|None|guarantee|\bADR\b|_", bubble.replace("adr-schemes", "")), bubble
        assert bubble[0].isupper()
        for sentence in re.split(r"(?<=[.!?])\s+", re.sub(r"https?://\S+", "", bubble)):
            assert len(sentence.split()) <= 34, sentence


def test_every_response_about_adr_is_said_by_some_answer(context: Context) -> None:
    heard: set[str] = set()

    class Listening(Words):
        def say(self, key: str, **facts: object) -> Said:
            heard.add(key)
            return super().say(key, **facts)

    listening = Listening.from_domain(DOMAIN)
    for got in every_answer():
        said(got, listening)
    for how in (
        "undated",
        "again",
    ):  # told in a chat only: an offer was accepted, and no day is known or it went on
        settled = {SETTLED_ON: "2026-11-20", SETTLED_HOW: how, "first_told_on": FIRST}
        adr_answer_words(replace(context, words=listening), "it-communications", settled)
    for asked_as in ("late", "wait", "plain"):  # "is it too late?" is asked in a chat only
        turned = {"final_letter_on": "2026-11-03", ASKED_AS: asked_as}
        adr_answer_words(replace(context, words=listening), "it-communications", turned)
    section = DOMAIN.read_text("utf-8").split("# --- ADR:")[1].split("# --- end of ADR ---")[0]
    written = set(re.findall(r"^  (utter_\w+):", section, re.MULTILINE))
    assert written
    assert written - heard == set()


def test_every_reason_is_reached() -> None:
    assert {got.reason for got in every_answer()} == set(AdrReason)


@pytest.mark.parametrize(
    "status, begins",
    [
        (AdrStatus.OPEN, "Yes."),
        (AdrStatus.NOT_YET, "Not yet."),
        (AdrStatus.LAST_DAY, "Please apply today."),
        (AdrStatus.EXPIRED, "It looks too late."),
        (AdrStatus.NOT_ELIGIBLE, "As far as we know"),
        (AdrStatus.COMPLAIN_FIRST, "You need to complain to"),
        (AdrStatus.NEED_DATE, "I need the day"),
    ],
)
def test_the_answer_comes_first(status: AdrStatus, begins: str) -> None:
    found = [said(got)[0] for got in every_answer() if got.status is status]
    assert found
    assert all(first.startswith(begins) for first in found)


@pytest.mark.parametrize("row", cases(*ROWS))
def test_dates_that_were_worked_out_are_said(row: dict[str, Any]) -> None:
    got = answer_row(row)
    text = " ".join(said(got))
    if got.status is AdrStatus.NOT_YET:
        assert got.opens_on
        assert f"{got.opens_on:%A} {got.opens_on.day} {got.opens_on:%B}" in text
    if got.status is AdrStatus.OPEN and got.apply_by:
        assert f"{got.apply_by:%A} {got.apply_by.day} {got.apply_by:%B} {got.apply_by.year}" in text or (
            got.apply_by.year == got.asked_on.year and f"{got.apply_by.day} {got.apply_by:%B}" in text
        )


@pytest.mark.parametrize(
    "status", [AdrStatus.OPEN, AdrStatus.NOT_YET, AdrStatus.LAST_DAY, AdrStatus.ASK_SCHEME]
)
def test_membership_is_only_as_far_as_we_know(status: AdrStatus) -> None:
    for got in every_answer():
        if got.status is status:
            assert "As far as we know" in said(got)[-1]


def test_an_older_page_is_named_beside_the_rule() -> None:
    text = spoken("it-communications", first_complained_on=date(2026, 10, 30))
    assert "I.T Communications says 8 weeks" in text
    assert "since 8 April 2026 the rule is 6 weeks for new complaints, so I've used 6" in text


def test_a_page_that_counts_from_the_letter_is_put_right() -> None:
    text = spoken("all-communications", first_complained_on=date(2026, 10, 5))
    assert "starts to count when you write" in text
    assert "first said that you were unhappy, in any way" in text


def test_a_page_that_states_no_wait_is_not_called_older() -> None:
    assert "page" not in spoken("netservers", first_complained_on=date(2026, 10, 30))


def test_before_the_change_page_and_rule_agree() -> None:
    text = spoken("all-communications", date(2026, 5, 20), first_complained_on=date(2026, 4, 7))
    assert "On its page" not in text
    assert "8 weeks" in text


def test_what_may_change_the_answer_unasked_is_mentioned() -> None:
    text = spoken("netservers", first_complained_on=date(2026, 10, 1))
    assert "settled" in text
    assert "in court" in text
    assert "£10,000" in text


def test_a_claim_over_the_cap_may_be_made_smaller() -> None:
    text = spoken("netservers", first_complained_on=date(2026, 10, 1), claim_pounds=12500.5)
    assert "yours is for £12,500.50" in text
    assert "You could ask for £10,000 or less" in text


def test_too_many_people_are_told_the_next_step_of_the_ladder() -> None:
    text = spoken("x-communications", customer="business", employees=12)
    assert "12 employees" in text
    assert "a senior manager" in text


def test_a_data_protection_complaint_is_told_who_else_there_is() -> None:
    text = spoken("it-communications", subject="data_protection")
    assert "complaints about data protection" in text
    assert "Information Commissioner's Office" in text


def test_a_deadlock_letter_that_came_after_the_wait_is_named_with_its_limit() -> None:
    text = spoken("netservers", first_complained_on=date(2026, 1, 1), deadlock_letter_on=date(2026, 10, 1))
    assert (
        "sent its final answer on Thursday 1 October, so please apply by Thursday 30 September 2027" in text
    )


def test_the_last_day_promises_nothing() -> None:
    text = spoken("netservers", deadlock_letter_on=date(2025, 11, 22))
    assert "I can't promise" in text


def test_too_late_is_said_softly_with_somebody_to_ask() -> None:
    text = spoken("netservers", deadlock_letter_on=date(2025, 11, 1))
    assert "looks too late" in text
    assert "may still look at it" in text
    assert "Citizens Advice in England and Wales" in text


def test_without_a_date_the_question_is_turned_round() -> None:
    assert "If it was on Sunday 11 October or before, you can go" in spoken("netservers")


def test_a_first_day_to_come_is_pointed_out() -> None:
    assert "Tuesday 1 December is still to come" in spoken(
        "netservers", first_complained_on=date(2026, 12, 1)
    )


def test_a_target_on_a_bank_holiday_has_a_note() -> None:
    dated = target(PROVIDERS["contactnow"], "resolve", date(2026, 12, 18), None, LibraryBankHolidays())
    note = target_note(dated, WORDS, date(2026, 12, 18))
    assert note
    assert "bank holiday (New Year's Day)" in note
    assert "may be Monday 4 January" in note


def test_a_target_at_the_weekend_has_a_note_and_one_on_a_working_day_none() -> None:
    weekend = target(PROVIDERS["contactnow"], "resolve", date(2026, 11, 21), None, LibraryBankHolidays())
    note = target_note(weekend, WORDS, date(2026, 11, 21))
    assert note
    assert "weekend" in note
    assert "Monday 7 December" in note
    working = target(PROVIDERS["contactnow"], "resolve", date(2026, 11, 20), None, LibraryBankHolidays())
    assert target_note(working, WORDS, date(2026, 11, 20)) is None


@pytest.mark.parametrize(
    ("asked_as", "opener"),
    [
        (None, "Yes."),
        ("late", "No, it is not too late."),
        ("wait", "You don't have to wait any more."),
        ("plain", "You can go now."),
    ],
    ids=["can I", "too late", "must I wait", "is she right"],
)
def test_yes_never_stands_for_too_late_or_for_waiting(
    context: Context, asked_as: str | None, opener: str
) -> None:
    answers = {"final_letter_on": "2026-11-03", ASKED_AS: asked_as}
    assert adr_answer_words(context, "netservers", answers)[0].text.startswith(opener)


@pytest.mark.parametrize(
    ("begins", "ends", "status", "counted"),
    [
        ("2026-03-01", "2026-03-31", AdrStatus.OPEN, date(2026, 3, 1)),
        ("2025-11-01", "2025-11-30", AdrStatus.OPEN, date(2025, 11, 30)),
        ("2025-09-01", "2025-09-30", AdrStatus.EXPIRED, date(2025, 9, 30)),
    ],
    ids=["this year", "it may be too late", "too late whichever day"],
)
def test_a_letter_of_no_exact_day_counts_from_its_first_unless_that_alone_were_too_late(
    context: Context, begins: str, ends: str, status: AdrStatus, counted: date
) -> None:
    answers = {"final_letter_on": begins, LETTER_ABOUT: {"from": begins, "to": ends}}
    got = answer_for(context, "netservers", answers)
    assert (got.status, got.facts.deadlock_letter_on) == (status, counted)
