"""Outcomes, rungs and promises: only the customer's word resolves; every step is an event and in the audit trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.decisions.errors import Refused
from bot.decisions.records import Agent, Case, CaseStatus, ConversationState
from bot.readers.dates import Day
from bot.services.case_words import status_words
from bot.services.case_working import case_working
from bot.services.context import Context
from bot.services.desk.card import open_case_card
from bot.services.desk.case_list import case_list
from bot.services.desk.log_complaint import Arrived, log_complaint
from bot.services.desk.permission import NotYours
from bot.services.desk.reply import reply
from bot.services.desk.take_over import join
from bot.services.desk.work_case import (
    customer_said,
    not_sorted_after_all,
    offer_outcome,
    promise,
    take_higher,
    told_that_we_have_it,
)
from bot.services.desk.wrong_fields import WrongFields
from bot.services.standing_promises import what_was_promised
from tests.support.case_rows import add_case
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path, Clock())


def events(context: Context, case_id: str) -> list[str]:
    with context.store.read() as tx:
        return [event.code for event in tx.cases.events(case_id)]


def test_an_offer_waits_for_the_customers_word_and_their_yes_resolves(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    assert offer_outcome(context, agent, case.reference, "£20 credit").status is CaseStatus.OUTCOME_OFFERED
    with context.store.read() as tx:
        assert "£20 credit" in tx.messages.newest(case.conversation_id, 1)[0].text
    done = customer_said(context, agent, case.reference, True, "said yes on the phone today")
    assert done.status is CaseStatus.RESOLVED
    assert events(context, case.id)[-2:] == ["outcome.offered", "outcome.accepted"]
    with context.store.read() as tx:
        assert all(each.kept_at is not None for each in tx.promises.of_case(case.id))
        assert [entry.action for entry in tx.audit.of(f"case:{case.id}")] == [
            "outcome.offered",
            "outcome.accepted",
        ]


def test_a_no_opens_it_again_and_the_clocks_run_on(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    offer_outcome(context, agent, case.reference, "£5 credit")
    assert (
        customer_said(context, agent, case.reference, False, "wrote that it is too little").status
        is CaseStatus.OPEN
    )
    with context.store.read() as tx:
        assert all(each.kept_at for each in tx.promises.of_case(case.id) if each.kind == "target.respond")
        standing = [each for each in tx.promises.of_case(case.id) if each.kind != "target.respond"]
        assert all(each.kept_at is None for each in standing)
    assert status_words(context, case.conversation_id)


def test_nobody_resolves_without_an_offer_or_without_the_customers_words(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    with pytest.raises(Refused, match="No outcome"):
        customer_said(context, agent, case.reference, True, "it is fine")
    offer_outcome(context, agent, case.reference, "£20")
    with pytest.raises(Refused, match="how the customer told you"):
        customer_said(context, agent, case.reference, True, " ")


def test_it_goes_up_the_ladder_until_only_the_scheme_is_left(context: Context) -> None:
    agent, case = add_agent(context, provider="x-communications"), add_case(context, "x-communications")
    take_higher(context, agent, case.reference, "not satisfied")
    with pytest.raises(Refused, match="last step"):
        take_higher(context, agent, case.reference, "still not")
    assert events(context, case.id).count("case.escalated") == 1


def test_nothing_goes_higher_without_a_reason(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    with pytest.raises(WrongFields) as wrong:
        take_higher(context, agent, case.reference, " ")
    assert list(wrong.value.faults) == [("why", "Write why it goes to the next step.")]
    assert "case.escalated" not in events(context, case.id)


def test_a_second_press_under_the_same_page_is_no_second_step(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    take_higher(context, agent, case.reference, "not satisfied", "")
    with pytest.raises(Refused, match="gone higher since"):
        take_higher(context, agent, case.reference, "not satisfied", "")
    assert events(context, case.id).count("case.escalated") == 1


def test_two_steps_of_one_instant_have_each_their_own_reason(context: Context) -> None:
    agent, case = add_agent(context, provider="all-communications"), add_case(context, "all-communications")
    take_higher(context, agent, case.reference, "first reason")
    take_higher(context, agent, case.reference, "second reason")
    told = open_case_card(context, agent, case.reference).trail
    assert [line.facts["why"] for line in told] == ["first reason", "second reason"]


def test_the_card_says_at_which_step_a_case_is_and_which_is_next(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    rung = open_case_card(context, agent, case.reference).rung
    assert rung is not None
    assert (rung.who, rung.stage) == ("the people who deal with complaints", "")
    take_higher(context, agent, case.reference, "not satisfied")
    above = open_case_card(context, agent, case.reference).rung
    assert above is not None
    assert (above.who, above.stage) == (rung.next, "escalation")


def test_the_customers_page_says_who_took_it_higher_and_speaks_of_no_letter_of_theirs(
    context: Context,
) -> None:
    agent, case = add_agent(context), add_case(context)
    take_higher(context, agent, case.reference, "not satisfied")
    with context.store.read() as tx:
        working = case_working(context, tx, case)
    said = working.happenings[-1].says
    assert said.startswith("A person at I.T Communications took your complaint one step higher: to ")
    notes = " ".join(note for each in working.dates for note in each.notes)
    assert "letter had reached" not in notes


@pytest.fixture
def untold(context: Context) -> tuple[Agent, Case]:
    """A case of a provider that aims to say that it has the complaint."""
    return add_agent(context, provider="netservers"), add_case(context, "netservers")


def acknowledged(context: Context, case: Case) -> bool:
    with context.store.read() as tx:
        [aim] = [each for each in tx.promises.of_case(case.id) if each.kind == "target.acknowledge"]
        working = case_working(context, tx, case)
    done = {each.key: each.done for each in working.dates}["acknowledge-first"]
    assert done is (aim.kept_at is not None)
    return done


def test_an_agents_reply_tells_them_that_the_provider_has_it(
    context: Context, untold: tuple[Agent, Case]
) -> None:
    agent, case = untold
    join(context, agent, case.conversation_id)
    assert not acknowledged(context, case)
    reply(context, agent, case.conversation_id, "I have your complaint before me.")
    assert acknowledged(context, case)
    with context.store.read() as tx:
        assert [each.kind for each in tx.promises.of_case(case.id) if each.kept_at is None] == [
            "target.resolve"
        ]


def test_a_letter_that_was_posted_is_put_down_once_and_needs_its_words(
    context: Context, untold: tuple[Agent, Case]
) -> None:
    agent, case = untold
    with pytest.raises(WrongFields, match="how they were told"):
        told_that_we_have_it(context, agent, case.reference, " ")
    told_that_we_have_it(context, agent, case.reference, "letter posted today")
    assert acknowledged(context, case)
    assert not open_case_card(context, agent, case.reference).untold
    with pytest.raises(Refused, match="already"):
        told_that_we_have_it(context, agent, case.reference, "letter posted today")
    assert events(context, case.id).count("case.acknowledged") == 1


def test_that_they_were_told_stays_true_when_it_is_not_sorted_after_all(
    context: Context, untold: tuple[Agent, Case]
) -> None:
    agent, case = untold
    offer_outcome(context, agent, case.reference, "£20")
    customer_said(context, agent, case.reference, True, "rang")
    not_sorted_after_all(context, agent, case.reference, "rang again")
    assert acknowledged(context, case)


def test_the_list_goes_by_the_target_that_is_still_to_come(
    context: Context, untold: tuple[Agent, Case]
) -> None:
    agent, case = untold
    [row] = case_list(context, agent)
    assert row.due_on == case.due_on
    told_that_we_have_it(context, agent, case.reference, "letter posted today")
    [row] = case_list(context, agent)
    assert row.due_on > case.due_on


@pytest.mark.parametrize(
    ("kind", "address", "told"), [("email", "e@example.com", True), ("letter", "Wem", False)]
)
def test_a_logged_complaint_is_acknowledged_by_the_letter_that_goes_by_itself(
    context: Context, kind: str, address: str, told: bool
) -> None:
    agent = add_agent(context, provider="netservers")
    arrived = Arrived("netservers", "letter", context.today(), "Dead line.", "Edith", kind, address)
    assert acknowledged(context, log_complaint(context, agent, arrived)) is told


def test_a_promise_is_a_row_with_its_day(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    made = promise(context, agent, case.reference, "I ring on Wednesday", date(2026, 11, 25))
    with context.store.read() as tx:
        assert made in tx.promises.of_case(case.id)
    with pytest.raises(Refused, match="passed"):
        promise(context, agent, case.reference, "I rang", date(2026, 11, 20))


def test_a_promise_is_said_in_the_chat_of_the_customer(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    promise(context, agent, case.reference, "An engineer comes between 8 and 12", date(2026, 11, 27))
    with context.store.read() as tx:
        [line] = tx.messages.newest(case.conversation_id, 5)
    assert line.text == (
        "Priya at I.T Communications promised you this for Friday 27 November: An engineer comes between 8 and 12"
    )


def test_nothing_is_said_into_a_chat_that_has_ended(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    with context.store.write() as tx:
        tx.conversations.set_state(case.conversation_id, ConversationState.CLOSED)
        tx.commit()
    promise(context, agent, case.reference, "An engineer comes between 8 and 12", date(2026, 11, 27))
    with context.store.read() as tx:
        assert tx.messages.newest(case.conversation_id, 5) == []


def test_the_agent_reads_the_words_that_were_promised(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    promise(context, agent, case.reference, "An engineer comes between 8 and 12", date(2026, 11, 27))
    working = open_case_card(context, agent, case.reference).working
    assert working is not None
    assert working.promises[0].says == (
        "They were promised this for Friday 27 November: An engineer comes between 8 and 12"
    )


@pytest.mark.parametrize(
    "asked",
    [
        "What did you promise me?",
        "what was I promised",
        "remind me what the agent promised",
        "when does the engineer come?",
        "What time is the engineer here on Friday?",
    ],
)
def test_what_was_promised_is_said_again_when_it_is_asked_for(context: Context, asked: str) -> None:
    agent, case = add_agent(context), add_case(context)
    promise(context, agent, case.reference, "An engineer comes between 8 and 12", date(2026, 11, 27))
    [said] = what_was_promised(context, case.conversation_id, asked)
    assert "for Friday 27 November: An engineer comes between 8 and 12" in said.text


@pytest.mark.parametrize(
    "asked",
    ["when can I go to CISAS?", "what does the page say?", "the engineer never came", "when is Friday?"],
)
def test_other_questions_are_not_answered_with_a_promise(context: Context, asked: str) -> None:
    agent, case = add_agent(context), add_case(context)
    promise(context, agent, case.reference, "An engineer comes on Friday", date(2026, 11, 27))
    assert what_was_promised(context, case.conversation_id, asked) == []


def test_a_settled_promise_is_told_as_settled(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    promise(context, agent, case.reference, "An engineer comes between 8 and 12", date(2026, 11, 27))
    with context.store.write() as tx:
        tx.promises.settle(case.id, context.now())
        tx.commit()
    assert what_was_promised(context, case.conversation_id, "when does the engineer come?") == []
    [said] = what_was_promised(context, case.conversation_id, "what did you promise me?")
    assert "between 8 and 12 Done, or settled, on Monday 23 November." in said.text


def test_where_it_stands_is_told_with_what_was_promised(context: Context) -> None:
    agent, case = add_agent(context), add_case(context)
    promise(context, agent, case.reference, "An engineer comes between 8 and 12", date(2026, 11, 27))
    assert "An engineer comes between 8 and 12" in status_words(context, case.conversation_id)[0].text


def test_nobody_of_another_provider_touches_it(context: Context) -> None:
    stranger, case = add_agent(context, "Eve", "netservers"), add_case(context)
    for attempt in (
        lambda: offer_outcome(context, stranger, case.reference, "£20"),
        lambda: customer_said(context, stranger, case.reference, True, "yes"),
        lambda: take_higher(context, stranger, case.reference, ""),
        lambda: promise(context, stranger, case.reference, "a call", date(2026, 11, 25)),
        lambda: log_complaint(context, stranger, LETTER),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert events(context, case.id) == ["case.opened"]


def _day(day: date) -> Day:
    return Day(day, day)


LETTER = Arrived(
    provider="it-communications", channel="letter", received_on=date(2026, 11, 19), posted_on=date(2026, 11, 17),
    first_told_on=_day(date(2026, 10, 12)), description="No dial tone for a week.", name="Edith Crabtree",
    reply_by="letter", reply_address="14 Mill Lane, Wem, SY4 5XX", details={"service": "landline"},
)  # fmt: skip


def test_a_letter_counts_from_the_day_it_came_and_the_scheme_from_the_first_complaint(
    context: Context,
) -> None:
    agent = add_agent(context)
    case = log_complaint(context, agent, LETTER)
    assert case.received_at.date() == date(2026, 11, 19)
    assert case.due_on == date(2026, 11, 26)  # 5 working days
    assert case.first_complained_on == date(2026, 10, 12)
    assert case.details["service"] == "landline"
    assert events(context, case.id) == ["case.opened", "case.logged_by_agent"]
    with context.store.read() as tx:
        assert [each.due_on for each in tx.promises.of_case(case.id)] == [date(2026, 11, 26)]


def test_an_address_that_cannot_be_one_is_found_before_anything_is_sent(context: Context) -> None:
    agent = add_agent(context)
    for kind, address in (
        ("email", "edith at home"),
        ("email", "edith@gmial.com"),
        ("phone", "ring the shop"),
    ):
        with pytest.raises(WrongFields) as refused:
            log_complaint(context, agent, replace(LETTER, reply_by=kind, reply_address=address))
        assert [field for field, _ in refused.value.faults] == ["reply_address"]
    assert log_complaint(context, agent, replace(LETTER, reply_by="phone", reply_address="07700 900123"))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("received_on", date(2026, 11, 24)), ("posted_on", date(2026, 11, 20)),
        ("first_told_on", _day(date(2026, 11, 20))), ("description", " "), ("name", ""), ("reply_by", "pigeon"),
        ("reply_address", ""), ("channel", "fax"),
    ],
)  # fmt: skip
def test_what_is_wrong_names_its_box(context: Context, field: str, wrong: object) -> None:

    agent = add_agent(context)
    with pytest.raises(WrongFields) as refused:
        log_complaint(context, agent, replace(LETTER, **{field: wrong}))
    assert [wrong for wrong, _ in refused.value.faults] == [field]


def test_all_that_is_wrong_is_found_at_once(context: Context) -> None:
    empty = replace(LETTER, channel="", description="", name=" ", reply_by="", reply_address="")
    with pytest.raises(WrongFields) as refused:
        log_complaint(context, add_agent(context), empty)
    named = [field for field, _ in refused.value.faults]
    assert named == ["channel", "description", "name", "reply_by", "reply_address"]


def test_a_promise_without_words_and_for_a_day_that_has_passed_names_both_boxes(context: Context) -> None:
    case = add_case(context)
    with pytest.raises(WrongFields) as refused:
        promise(context, add_agent(context), case.reference, " ", date(2026, 11, 20))
    assert [field for field, _ in refused.value.faults] == ["what", "due_on"]
