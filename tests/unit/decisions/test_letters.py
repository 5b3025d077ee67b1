"""What each letter needs, what is told where it is missing, and that nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.decisions.letter_check import hard_words, left_out, musts
from bot.decisions.letter_marks import Block, LetterHead, Sheet, blocks, plain, quoted
from bot.decisions.letter_record import LetterKind, digest_of, number_of
from bot.decisions.letters import (
    FIELDS,
    DeadlockFacts,
    EndOfWaitFacts,
    Incomplete,
    Known,
    OutcomeFacts,
    SchemeFacts,
    facts_of,
    may_be_written,
    on_record,
)
from bot.decisions.records import CaseStatus

TODAY = date(2026, 11, 23)
SCHEME = SchemeFacts(
    name="CISAS",
    full_name="the scheme (CISAS)",
    does="CISAS decides disputes.",
    approved="Ofcom has approved it.",
    independent="CISAS is independent of the company.",
    cost="It is free for customers.",
    who_can="It is for individuals.",
    how_to_apply="You apply yourself.",
    binds="The company has to follow the decision if you accept it.",
    url="https://www.cedr.com/consumer/cisas/",
    phone="020 7520 3814",
    email=None,
    post=(),
    have_ready=(),
    orders=("say sorry to you", "pay you money"),
    cap="10,000",
    months=12,
)
KNOWN = Known(
    provider="I.T Communications",
    reference="FL-3L7-2HH-LTLP",
    today=TODAY,
    name="Sam Carter",
    description="You have charged me twice.",
    received_on=date(2026, 11, 9),
    told_on=date(2026, 11, 5),
    owner=None,
    reply_how="by e-mail",
    contact_point="Ring 01702 668836.",
    adr="You can go to CISAS from Thursday 17 December.",
    scheme=SCHEME,
    apply_by=date(2027, 11, 22),
)
WHOLE: dict[LetterKind, dict[str, Any]] = {
    LetterKind.ACKNOWLEDGEMENT: {"next_by": date(2026, 11, 30)},
    LetterKind.HOLDING: {"reason": "The engineer is ill.", "new_date": date(2026, 12, 3)},
    LetterKind.OUTCOME: {
        "found": "Two bills.",
        "decision": "accept",
        "offer": "£45 back.",
        "why": "It was us.",
    },
    LetterKind.CANNOT_RESOLVE: {"done": "We looked.", "outcome": "No refund.", "why": "It was used."},
    LetterKind.ADR_DEADLOCK: {"done": "We looked.", "outcome": "No refund.", "why": "It was used."},
    LetterKind.ADR_END_OF_WAIT: {"done": "We looked.", "why": "We wait for BT."},
    LetterKind.FIRST_CONTACT_SUMMARY: {},
}


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_with_all_that_it_needs_has_its_facts(kind: LetterKind) -> None:
    facts = facts_of(kind, KNOWN, WHOLE[kind])
    assert not isinstance(facts, Incomplete)
    assert facts.complaint == "> You have charged me twice."
    assert facts.told_on == "Thursday 5 November 2026"


@pytest.mark.parametrize("kind, name", [(kind, name) for kind, filled in WHOLE.items() for name in filled])
@pytest.mark.parametrize("empty", [None, "", "  \n"])
def test_each_thing_that_is_left_out_is_named_and_nothing_else(
    kind: LetterKind, name: str, empty: str | None
) -> None:
    assert facts_of(kind, KNOWN, {**WHOLE[kind], name: empty}) == Incomplete(((name, "missing"),))


@pytest.mark.parametrize("kind", LetterKind)
def test_without_anything_all_that_is_required_is_named_in_the_order_of_the_form(kind: LetterKind) -> None:
    bare = replace(KNOWN, description="")
    facts = facts_of(kind, bare, {})
    assert isinstance(facts, Incomplete)
    required = [field.name for field in FIELDS[kind] if field.required]
    assert [name for name, _ in facts.faults] == ["complaint", *required]


@pytest.mark.parametrize(
    "kind, name, day, wrong",
    [
        (LetterKind.HOLDING, "new_date", TODAY, True),
        (LetterKind.HOLDING, "new_date", date(2026, 11, 22), True),
        (LetterKind.HOLDING, "new_date", date(2026, 11, 24), False),
        (LetterKind.ACKNOWLEDGEMENT, "next_by", date(2026, 11, 22), True),
        (LetterKind.ACKNOWLEDGEMENT, "next_by", TODAY, False),
        (LetterKind.ADR_END_OF_WAIT, "expected", TODAY, True),
        (LetterKind.ADR_END_OF_WAIT, "expected", date(2026, 12, 1), False),
    ],
)
def test_a_day_to_come_has_not_passed(kind: LetterKind, name: str, day: date, wrong: bool) -> None:
    facts = facts_of(kind, KNOWN, {**WHOLE[kind], name: day})
    assert facts == Incomplete(((name, "passed"),)) if wrong else not isinstance(facts, Incomplete)


def test_words_in_the_place_of_a_day_are_no_day() -> None:
    filled = {**WHOLE[LetterKind.HOLDING], "new_date": "soon"}
    assert facts_of(LetterKind.HOLDING, KNOWN, filled) == Incomplete((("new_date", "missing"),))


def test_who_agrees_says_what_they_offer_and_who_does_not_offers_nothing() -> None:
    filled = WHOLE[LetterKind.OUTCOME]
    for decision in ("accept", "part"):
        without = {**filled, "decision": decision, "offer": ""}
        assert facts_of(LetterKind.OUTCOME, KNOWN, without) == Incomplete((("offer", "missing"),))
    refused = facts_of(LetterKind.OUTCOME, KNOWN, {**filled, "decision": "reject"})
    assert isinstance(refused, OutcomeFacts)
    assert refused.offer is None
    other = facts_of(LetterKind.OUTCOME, KNOWN, {**filled, "decision": "perhaps"})
    assert other == Incomplete((("decision", "not_one_of"),))


def test_the_letter_at_the_end_of_the_wait_needs_nobody_where_the_record_says_it() -> None:
    known = replace(KNOWN, done=("On Monday: we wrote.",), why="We have not found an answer yet.")
    facts = facts_of(LetterKind.ADR_END_OF_WAIT, known, {})
    assert isinstance(facts, EndOfWaitFacts)
    assert (facts.done, facts.why, facts.expected) == (
        "- On Monday: we wrote.",
        "We have not found an answer yet.",
        None,
    )
    assert on_record(LetterKind.ADR_END_OF_WAIT, known)["why"] == "We have not found an answer yet."


def test_what_was_offered_stands_for_what_was_decided_and_what_is_filled_in_goes_before_it() -> None:
    known = replace(KNOWN, offer="£20 back.")
    filled = {"done": "We looked.", "why": "It was used."}
    facts = facts_of(LetterKind.ADR_DEADLOCK, known, filled)
    assert isinstance(facts, DeadlockFacts)
    assert (facts.outcome, facts.apply_by) == ("£20 back.", "Monday 22 November 2027")
    own = facts_of(LetterKind.ADR_DEADLOCK, known, {**filled, "outcome": "Nothing."})
    assert isinstance(own, DeadlockFacts)
    assert own.outcome == "Nothing."


@pytest.mark.parametrize(
    "kind, status, may",
    [
        (LetterKind.HOLDING, CaseStatus.OPEN, True),
        (LetterKind.ADR_DEADLOCK, CaseStatus.OUTCOME_OFFERED, True),
        (LetterKind.ADR_DEADLOCK, CaseStatus.AT_ADR, True),
        (LetterKind.HOLDING, CaseStatus.AT_ADR, False),
        (LetterKind.OUTCOME, CaseStatus.RESOLVED, False),
        (LetterKind.FIRST_CONTACT_SUMMARY, CaseStatus.RESOLVED, True),
        (LetterKind.FIRST_CONTACT_SUMMARY, CaseStatus.OPEN, False),
        *((kind, CaseStatus.WITHDRAWN, False) for kind in LetterKind),
    ],
)
def test_which_letter_has_a_place_at_which_point(kind: LetterKind, status: CaseStatus, may: bool) -> None:
    assert may_be_written(kind, status) is may


# --- marks ---


def test_the_three_marks_make_blocks_and_all_else_is_a_paragraph() -> None:
    body = "Dear Sam,\n\n## What we did\n- one\n- two\n\n> you said\n> ## not a heading\n>\n> - no item\n\nYours\nAnn"
    assert blocks(body) == (
        Block("paragraph", ("Dear Sam,",)),
        Block("heading", ("What we did",)),
        Block("list", ("one", "two")),
        Block("quote", ("you said", "## not a heading", "", "- no item")),
        Block("paragraph", ("Yours", "Ann")),
    )


@pytest.mark.parametrize("said", ["## Hello", "- a\n\n\n- b", "> x", "one\n\n## two", "<b>three</b>"])
def test_what_a_customer_said_is_quoted_to_the_letter(said: str) -> None:
    [block] = blocks(quoted(said))
    assert block == Block("quote", tuple(said.splitlines()))


def test_plain_text_has_all_of_the_letter_in_lines_that_a_mail_keeps() -> None:
    head = LetterHead(
        "I.T Communications", ("1 High Street",), (("Phone", "01702 668836"),), ("Sam Carter",), TODAY,
        "FL-3L7-2HH-LTLP", number="IT-2026-0042", ticket="004711", owner="Priya Shah",
    )  # fmt: skip
    long = (
        "word " * 40
        + "https://www.example.com/a-very-long-address-that-has-to-stay-in-one-piece-or-it-leads-nowhere"
    )
    text = plain(Sheet(head, "Our answer", blocks(f"{long}\n\n- item\n\n> said\n\n## Next")))
    for part in (
        "1 High Street", "Phone: 01702 668836", "Sam Carter", "Monday 23 November 2026",
        "Our reference: FL-3L7-2HH-LTLP", "Letter number: IT-2026-0042", "Ticket number: 004711",
        "Who has your complaint: Priya Shah", "Our answer", "- item", "    said", "NEXT",
    ):  # fmt: skip
        assert f"{part}\n" in text, part
    assert long.split()[-1] in text
    assert all(len(line) <= 76 for line in text.splitlines() if "https" not in line)
    in_a_mail = plain(Sheet(head, "Our answer", ()), with_addresses=False)
    assert "Letter number: IT-2026-0042" in in_a_mail
    assert "High Street" not in in_a_mail


def test_a_number_names_provider_year_and_place() -> None:
    assert [number_of("IT", 2026, at) for at in (42, 12345)] == ["IT-2026-0042", "IT-2026-12345"]


def test_the_mark_of_what_was_issued_is_of_both_and_of_their_order() -> None:
    assert len({digest_of("a", "b"), digest_of("ab", ""), digest_of("b", "a"), digest_of("a", "b ")}) == 4


# --- what an edited letter must still say ---

WANTED = musts(
    LetterKind.ADR_DEADLOCK, SCHEME, [("the day to apply by", "Monday 22 November 2027")], ["free"]
)


def test_a_letter_about_the_scheme_must_name_it_its_ways_the_day_and_what_it_costs() -> None:
    assert [each.what for each in WANTED] == [
        "the day to apply by", "the name of the scheme", "the scheme's website", "the scheme's telephone number",
        "the word “free”",
    ]  # fmt: skip
    whole = "To CISAS by Monday\n22 November 2027. It is FREE.\n- https://www.cedr.com/consumer/cisas/\n- 020 7520 3814"
    assert left_out(whole, WANTED) == []
    assert [each.what for each in left_out(whole.replace("FREE", "cheap"), WANTED)] == ["the word “free”"]
    assert [each.what for each in left_out("Hello", WANTED)] == [each.what for each in WANTED]


def test_other_letters_must_only_keep_their_days() -> None:
    days = [("the new date", "Thursday 3 December 2026")]
    assert [each.what for each in musts(LetterKind.HOLDING, SCHEME, days, ["free"])] == ["the new date"]


def test_hard_words_are_found_in_our_own_words_and_not_in_theirs() -> None:
    body = "The decision is binding.\n\n> your redress is a joke\n\nWe have exhausted it."
    assert hard_words(body, ["binding", "exhausted", "redress", "abide"]) == ["binding", "exhausted"]
