"""Every way through a complaint, for each provider: what is asked, in which order, once each, and to an end."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from graphlib import TopologicalSorter

import pytest

from bot.adapters.yaml_files import load_providers
from bot.decisions.provider import Provider
from bot.decisions.questions import (
    CHANGING,
    DETAILS,
    THATS_ALL,
    UNKNOWN,
    Question,
    demanded_details,
    details_asked,
    next_question,
    ready_to_open,
)
from tests.unit.decisions.walk import CHANGED, Stop, walk

Q = Question
PROVIDERS = load_providers()
NEEDED_FIRST = (Q.FAULT_OR_COMPLAINT, Q.DESCRIPTION, Q.SORT_OR_LOG, Q.SORTED, Q.HAPPENED_ON, Q.FIRST_TOLD_ON)
ABOUT_THEM = (Q.NAME, Q.REPLY_BY, Q.REPLY_ADDRESS)
each_provider = pytest.mark.parametrize("slug", PROVIDERS)


@cache
def walked(slug: str) -> list[Stop]:
    return walk(PROVIDERS[slug])


def asked(slug: str, *questions: Question, changing: bool = False) -> list[Stop]:
    """Where one of ``questions`` is asked in its turn; with ``changing`` also where it is asked anew."""
    found = [
        stop
        for stop in walked(slug)
        if stop.question in questions and (changing or not stop.answers.get(CHANGING))
    ]
    assert found or not questions
    return found


@each_provider
def test_the_walk_comes_by_every_question_of_a_complaint(slug: str) -> None:
    of_a_complaint = {*NEEDED_FIRST, *ABOUT_THEM, *DETAILS, Q.CHECK, Q.CHANGE, Q.CODE}
    assert {stop.question for stop in walked(slug)} == {*of_a_complaint, None}


@each_provider
def test_nothing_that_was_answered_is_asked_again_but_what_is_to_be_changed(slug: str) -> None:
    for stop in walked(slug):
        if stop.question in stop.answers:
            assert stop.answers[CHANGING] == stop.question


@each_provider
def test_every_way_ends_and_none_runs_in_a_circle(slug: str) -> None:
    stops = walked(slug)
    for at, stop in enumerate(stops):
        assert (stop.question is None) == (not stop.leads_to), stop
        assert at not in stop.leads_to, f"{stop.question} stands still at {stop.answers}"
    # Raises CycleError for a circle.
    list(TopologicalSorter({at: stop.leads_to for at, stop in enumerate(stops)}).static_order())


@each_provider
def test_what_happened_comes_before_who_it_happened_to(slug: str) -> None:
    for stop in asked(slug, *ABOUT_THEM):
        assert Q.DESCRIPTION in stop.answers
        if stop.answers.get(Q.SORTED) != "yes":
            assert {Q.HAPPENED_ON, Q.FIRST_TOLD_ON} <= stop.answers.keys()


@each_provider
def test_the_case_can_open_before_any_detail_is_asked(slug: str) -> None:
    assert all(ready_to_open(stop.answers) for stop in asked(slug, *DETAILS, changing=True))


@each_provider
def test_what_the_page_demands_is_asked_before_what_only_helps(slug: str) -> None:
    demanded = demanded_details(PROVIDERS[slug])
    for stop in asked(slug, *(question for question in DETAILS if question not in demanded)):
        assert set(demanded) <= stop.answers.keys()


@pytest.mark.parametrize(
    ("slug", "first"),
    [
        ("x-communications", [Q.SERVICE, Q.ACCOUNT]),
        ("contactnow", []),
        ("it-communications", [Q.COPIES, Q.REFERENCE]),
        ("netservers", []),
        ("all-communications", []),
    ],
)
def test_the_first_details_are_those_that_the_page_demands_in_its_order(
    slug: str, first: list[Question]
) -> None:
    profile = PROVIDERS[slug]
    assert demanded_details(profile) == first
    others = [question for question in DETAILS if question not in first]
    reachable = {**dict.fromkeys(NEEDED_FIRST, "told"), **dict.fromkeys(ABOUT_THEM, "told")}
    reachable |= {"outcome_kinds": ["refund"], Q.ROLE: "acting_for", Q.CUSTOMER: "business"}
    reachable.pop(Q.SORTED)
    assert details_asked(reachable, profile) == [*first, *others]
    assert next_question(reachable, profile) is [*first, *others][0]


@each_provider
@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (Q.AMOUNT, lambda answers: "refund" in answers.get("outcome_kinds", ())),
        (Q.ACTING_FOR, lambda answers: answers.get(Q.ROLE) == "acting_for"),
        (Q.EMPLOYEES, lambda answers: answers.get(Q.CUSTOMER) in ("business", "charity")),
        (Q.STILL_HAPPENING, lambda answers: Q.SORTED not in answers),
    ],
    ids=["an amount where money is wanted", "for whom where they act for somebody",
         "employees of a business or charity", "whether it goes on where that was not said"],
)  # fmt: skip
def test_a_detail_is_asked_only_where_it_makes_sense(
    slug: str, question: Question, wanted: Callable[[dict[str, object]], bool]
) -> None:
    assert all(wanted(stop.answers) for stop in asked(slug, question))


@each_provider
def test_each_detail_that_makes_sense_is_asked_unless_they_have_had_enough(slug: str) -> None:
    for stop in asked(slug, Q.CHECK):
        assert set(details_asked(stop.answers, PROVIDERS[slug])) <= stop.answers.keys()


@each_provider
def test_the_last_look_comes_after_the_details_and_before_the_code(slug: str) -> None:
    for stop in asked(slug, Q.CODE):
        assert stop.answers[Q.CHECK] == "yes"
        assert all(walked(slug)[at].question is None for at in stop.leads_to)
    for stop in asked(slug, *DETAILS):
        assert Q.CHECK not in stop.answers or CHANGED in stop.answers


@each_provider
def test_the_code_is_for_an_e_mail_address_only_and_always_asked_then(slug: str) -> None:
    assert all(stop.answers[Q.REPLY_BY] == "email" for stop in asked(slug, Q.CODE))
    for stop in walked(slug):
        looked_at = stop.question is None and stop.answers.get(Q.CHECK) == "yes"
        if looked_at and stop.answers[Q.REPLY_BY] == "email":
            assert Q.CODE in stop.answers


@each_provider
def test_after_thats_all_only_what_the_page_demands_is_asked_and_that_once(slug: str) -> None:
    demanded = demanded_details(PROVIDERS[slug])
    after = [stop for stop in asked(slug, *DETAILS) if stop.answers.get(THATS_ALL)]
    assert {stop.question for stop in after} == set(demanded)
    for stop in after:
        assert stop.question not in stop.answers
        for at in stop.leads_to:
            assert walked(slug)[at].question is not stop.question


@each_provider
def test_a_plain_fault_asks_nothing(slug: str) -> None:
    faults = [stop for stop in walked(slug) if stop.answers.get(Q.FAULT_OR_COMPLAINT) == "fault"]
    assert faults
    assert all(stop.question is None for stop in faults)


@each_provider
def test_what_is_sorted_is_asked_at_most_where_the_summary_goes(slug: str) -> None:
    done = [stop for stop in walked(slug) if stop.answers.get(Q.SORTED) == "yes"]
    assert {stop.question for stop in done} <= {Q.REPLY_BY, Q.REPLY_ADDRESS, None}


@each_provider
def test_a_change_after_the_last_look_leads_back_to_the_look_and_may_ask_what_follows_from_it(
    slug: str,
) -> None:
    anew = [stop for stop in walked(slug) if stop.answers.get(CHANGING) not in (None, Q.CHANGE)]
    follows = {Q.AMOUNT, Q.ACTING_FOR, Q.EMPLOYEES, Q.REPLY_ADDRESS}
    assert anew
    for stop in anew:
        assert stop.question == stop.answers[CHANGING]
        for at in stop.leads_to:
            assert walked(slug)[at].question in {Q.CHECK, *follows}


@each_provider
def test_a_change_asks_nothing_else_that_was_left_out(slug: str) -> None:
    """Leaving a detail out is an answer: it does not come back with a change."""
    for stop in walked(slug):
        if CHANGED in stop.answers and stop.question in DETAILS and not stop.answers.get(CHANGING):
            assert stop.answers.get(stop.question) != UNKNOWN


def test_a_profile_without_demands_and_one_with_differ_only_in_order() -> None:
    def details(profile: Provider) -> set[Question]:
        return {stop.question for stop in walked(profile.slug) if stop.question in DETAILS}

    assert len({frozenset(details(profile)) for profile in PROVIDERS.values()}) == 1
