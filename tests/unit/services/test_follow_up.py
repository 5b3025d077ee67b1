"""What is asked or told of a complaint that is logged is answered from that complaint, and nothing new is begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.decisions.records import Agent, Case, CaseStatus, Role, Sender
from bot.services.answer_follow_up import answer_follow_up, follows_up
from bot.services.context import Context
from bot.services.desk.card import open_case_card
from bot.services.desk.late_promise import late_because, was_kept
from bot.services.desk.work_case import customer_said, offer_outcome, promise
from bot.services.heard import Heard
from bot.services.tell_broken_promise import TOLD
from bot.services.tell_late import tell_late
from bot.services.transcript import lines
from bot.wording import Said
from tests.support import rows
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent

VISIT = "An engineer will visit between 8am and 1pm"
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


class Customer:
    """Somebody in the chat of their own complaint."""

    def __init__(self, context: Context, case: Case) -> None:
        self.context, self.case, self.number = context, case, 0

    def heard(self, text: str, again: bool = False) -> Heard:
        self.number += 0 if again else 1
        return Heard(
            self.case.conversation_id, str(self.number), text, self.context.now(), "make_complaint", 0.9
        )

    def says(self, text: str, again: bool = False) -> str:
        said = answer_follow_up(self.context, self.heard(text, again))
        return " ".join(each.text for each in said)

    def told(self) -> list[dict[str, object]]:
        with self.context.store.read() as tx:
            return [dict(each.data) for each in tx.cases.events(self.case.id) if each.code == TOLD]


@pytest.fixture
def agent(context: Context) -> Agent:
    return add_agent(context, role=Role.SUPERVISOR)


@pytest.fixture
def customer(context: Context) -> Customer:
    return Customer(context, add_case(context, told="2026-11-05"))


@pytest.fixture
def promised(context: Context, customer: Customer, agent: Agent) -> str:
    """The id of the promise of a visit on Thursday."""
    return promise(context, agent, customer.case.reference, VISIT, THURSDAY).id


def test_a_broken_promise_goes_on_the_complaint_in_their_words_and_a_person_is_asked_for(
    context: Context, customer: Customer, promised: str, agent: Agent, clock: Clock
) -> None:
    clock.forward(days=4)  # Friday
    said = customer.says("the engineer you promised never came yesterday")
    assert f"promised you this for Thursday 26 November: {VISIT}" in said
    assert f"I have put what you wrote on your complaint {customer.case.reference}" in said
    assert "They aim to get back to you by the end of Monday 30 November" in said
    [event] = customer.told()
    assert (event["how"], event["by"], event["promise"]) == (
        "the engineer you promised never came yesterday", "customer", promised
    )  # fmt: skip
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(customer.case.conversation_id)
        [alert] = [item for item in tx.outbox.all() if item.key.startswith("promise-broken-")]
        cases = tx.cases.all("it-communications")
    assert handoff is not None
    assert handoff.reason == "broken_promise"
    assert alert.payload["to"] == agent.email
    assert alert.payload["facts"]["about"] == f"complaint {customer.case.reference}"
    assert [case.reference for case in cases] == [customer.case.reference]


def test_an_agent_reads_their_words_in_the_trail_of_the_case(
    context: Context, customer: Customer, promised: str, agent: Agent, clock: Clock
) -> None:
    clock.forward(days=4)
    customer.says("nobody turned up like you said")
    trail = open_case_card(context, agent, customer.case.reference).trail
    assert [each.facts["how"] for each in trail if each.text == TOLD] == ["nobody turned up like you said"]


def test_the_trail_has_the_words_although_the_clock_goes_on_between_the_event_and_its_entry(
    context: Context, clock: Clock, agent: Agent
) -> None:
    def ticking() -> datetime:
        clock.forward(microseconds=40)
        return clock()

    real = replace(context, now=ticking)
    customer = Customer(real, add_case(real))
    customer.says("nobody rang me like you said")
    trail = open_case_card(real, agent, customer.case.reference).trail
    assert [each.facts["how"] for each in trail if each.text == TOLD] == ["nobody rang me like you said"]


def test_the_same_message_again_is_put_down_once(
    context: Context, customer: Customer, promised: str, clock: Clock
) -> None:
    clock.forward(days=4)
    first = customer.says("the engineer never came")
    assert customer.says("the engineer never came", again=True) == first
    assert len(customer.told()) == 1
    with context.store.read() as tx:
        assert len([item for item in tx.outbox.all() if item.key.startswith("promise-broken-")]) == 1


def test_what_they_told_themselves_is_not_told_to_them_as_news(
    context: Context, customer: Customer, promised: str, clock: Clock
) -> None:
    clock.forward(days=4)
    customer.says("the engineer never came")
    tell_late(context)
    with context.store.read() as tx:
        keys = [item.key for item in tx.outbox.all()]
    assert f"promise-late-{promised}" not in keys


def test_without_a_promise_and_without_saying_that_there_was_one_it_may_be_the_trouble_itself(
    customer: Customer,
) -> None:
    assert customer.says("the engineer never came") == ""
    assert not follows_up(customer.context, customer.heard("the engineer never came"))
    assert customer.told() == []


def test_a_promise_that_stands_nowhere_is_said_to_be_unknown_and_kept_all_the_same(
    customer: Customer,
) -> None:
    said = customer.says("nobody rang me like you said")
    assert "I can't tell from here which promise that was" in said
    assert [event["how"] for event in customer.told()] == ["nobody rang me like you said"]


def test_a_day_that_has_not_come_is_no_broken_promise(
    context: Context, customer: Customer, promised: str
) -> None:
    said = customer.says("the engineer you promised never came")
    assert "Thursday 26 November" in said
    assert "That day has not come yet" in said
    assert len(customer.told()) == 1
    with context.store.read() as tx:
        assert tx.handoffs.open_of(customer.case.conversation_id) is None


def test_a_promise_that_was_given_another_day_is_told_with_the_reason(
    context: Context, customer: Customer, promised: str, agent: Agent, clock: Clock
) -> None:
    clock.forward(days=4)
    late_because(context, agent, customer.case.reference, promised, "The van broke down", date(2026, 12, 1))
    for line in ("the engineer you promised never came", "when does the engineer come"):
        said = customer.says(line)
        assert "Tuesday 1 December" in said
        assert "The van broke down" in said


@pytest.mark.parametrize(
    "line", ["its late why has nobody said anything", "why is it late? nobody has said a word"]
)
def test_why_it_is_late_names_what_is_late_and_that_nobody_said_why(
    customer: Customer, clock: Clock, line: str
) -> None:
    clock.forward(days=30)
    said = customer.says(line)
    assert customer.case.reference in said
    assert "That day has passed" in said
    assert "you have not been told why" in said


def test_what_is_not_late_is_said_not_to_be(customer: Customer) -> None:
    said = customer.says("why is it late?")
    assert f"nothing on your complaint {customer.case.reference} is late yet" in said
    assert "aims to" in said


def test_when_the_engineer_comes_is_the_day_that_was_promised(customer: Customer, promised: str) -> None:
    said = customer.says("so when does the engineer come")
    assert f"This is about your complaint {customer.case.reference}." in said
    assert f"for Thursday 26 November: {VISIT}" in said


def test_when_an_engineer_comes_whom_nobody_promised_is_not_known_and_a_person_is_offered(
    context: Context, customer: Customer
) -> None:
    said = answer_follow_up(context, customer.heard("when does the engineer come"))
    assert f"I can't see a day for that on your complaint {customer.case.reference}" in said[-1].text
    assert [button.payload for button in said[-1].buttons] == ["/request_agent"]


def test_who_looked_at_it_is_named_with_the_day(
    context: Context, customer: Customer, agent: Agent, clock: Clock
) -> None:
    assert "I can't see that anybody at I.T Communications has worked on your complaint" in customer.says(
        "so has anyone looked at it"
    )
    clock.forward(days=1)
    promise(context, agent, customer.case.reference, VISIT, THURSDAY)
    said = customer.says("has anybody even read it")
    assert f"{agent.name} at I.T Communications worked on your complaint" in said
    assert "Tuesday 24 November" in said


def test_when_it_is_fixed_is_what_they_aim_for_and_no_waiting_time_of_a_scheme(
    customer: Customer, promised: str
) -> None:
    said = customer.says("when will they fix it")
    assert "I can't say for sure on which day" in said
    assert VISIT in said
    assert "aims to" in said
    assert "CISAS" not in said


class TestMoney:
    """ "So when do I get my £45?" """

    def test_nothing_offered_is_said_to_be_nothing(self, customer: Customer) -> None:
        assert "I can't see an open offer of money" in customer.says("so when do i get my £45")

    def test_an_open_offer_is_shown_with_its_two_buttons(
        self, context: Context, customer: Customer, agent: Agent
    ) -> None:
        offer_outcome(context, agent, customer.case.reference, "We credit you £45")
        [said] = answer_follow_up(context, customer.heard("so when do i get my £45"))
        assert said.text.endswith("We credit you £45")
        assert len(said.buttons) == 2

    def test_an_accepted_one_is_told_and_that_its_day_is_not_known(
        self, context: Context, customer: Customer, agent: Agent
    ) -> None:
        offer_outcome(context, agent, customer.case.reference, "We credit you £45")
        customer_said(context, agent, customer.case.reference, True, "She rang at noon")
        said = customer.says("so when do i get my £45")
        assert "We credit you £45" in said
        assert "I can't see a day for any money" in said

    def test_a_promised_day_is_the_answer(self, context: Context, customer: Customer, agent: Agent) -> None:
        promise(context, agent, customer.case.reference, "The credit of £45 is on your bill", FRIDAY)
        assert "Friday 27 November: The credit of £45" in customer.says("wheres my refund")

    def test_one_that_was_kept_is_said_to_be_done(
        self, context: Context, customer: Customer, agent: Agent
    ) -> None:
        made = promise(context, agent, customer.case.reference, "The credit of £45 is on your bill", FRIDAY)
        was_kept(context, agent, customer.case.reference, made.id, "Paid on Monday")
        assert "put down on Monday 23 November that a promise to you was kept" in customer.says(
            "wheres my refund"
        )


def test_where_the_reply_goes_is_the_address_of_that_complaint(customer: Customer) -> None:
    said = customer.says("where will the reply go now?")
    assert f"your complaint {customer.case.reference} goes to: sam@example.com" in said


def test_of_a_complaint_that_has_ended_it_is_said_how_it_stands(context: Context) -> None:
    customer = Customer(context, add_case(context, status=CaseStatus.RESOLVED))
    assert "is sorted, as you said" in customer.says("when will they fix it")


def test_somebody_without_a_complaint_is_left_to_others(context: Context) -> None:
    case = add_case(context)
    stranger = Heard("another-chat", "1", "the engineer you promised never came", context.now(), "x", 0.9)
    with context.store.write() as tx:
        tx.conversations.add(rows.conversation("another-chat", provider="it-communications"))
        tx.commit()
    assert answer_follow_up(context, stranger) == []
    assert case.reference


class TestAccepting:
    """What the provider's own offer means, and not what a scheme decides."""

    LINE = "When will the credit be applied? And does accepting stop me going to the ombudsman if it is not done?"

    def test_before_it_is_accepted(self, context: Context, customer: Customer, agent: Agent) -> None:
        offer_outcome(context, agent, customer.case.reference, "We credit you £180")
        said = customer.says(self.LINE)
        assert "If you accept, that settles your complaint" in said
        assert "CISAS can't take it as long as it is settled" in said
        assert "I can't see a day for it" in said
        assert "We credit you £180" in said
        assert "decided" not in said

    def test_after_it_was_accepted(self, context: Context, customer: Customer, agent: Agent) -> None:
        offer_outcome(context, agent, customer.case.reference, "We credit you £180")
        customer_said(context, agent, customer.case.reference, True, "She rang at noon")
        said = customer.says("what happens now i accepted if you dont pay?")
        assert "You accepted the answer of I.T Communications" in said
        assert "can be opened again" in said

    def test_a_promised_day_is_told(self, context: Context, customer: Customer, agent: Agent) -> None:
        promise(context, agent, customer.case.reference, "The credit of £180 is on your bill", FRIDAY)
        offer_outcome(context, agent, customer.case.reference, "We credit you £180")
        assert "Friday 27 November: The credit of £180" in customer.says(self.LINE)

    def test_where_nothing_was_offered_it_is_left_to_others(self, customer: Customer) -> None:
        assert customer.says(self.LINE) == ""


def test_a_reply_in_the_chat_is_work_on_it_too(context: Context, customer: Customer, clock: Clock) -> None:
    clock.forward(days=1)
    with context.store.write() as tx:
        for line in lines(customer.case.conversation_id, Sender.AGENT, [Said("I look into it.")], clock()):
            tx.messages.add(replace(line, spoken_by="Priya Nair"))
        tx.commit()
    said = customer.says("who is dealing with it")
    assert "Priya Nair at I.T Communications worked on your complaint" in said
    assert "Tuesday 24 November" in said


def test_how_to_reach_them_is_told_to_whoever_asks_for_it(customer: Customer) -> None:
    assert "01702 830050" not in customer.says("who is dealing with it")
    said = customer.says("So who has my case and their number")
    assert customer.case.reference in said
    assert "To ask how it is going or to add something" in said


def test_when_he_comes_is_the_day_that_was_promised_and_none_counted_from_today(
    context: Context, customer: Customer, agent: Agent, clock: Clock
) -> None:
    promise(context, agent, customer.case.reference, VISIT, THURSDAY)
    assert "Thursday 26 November" in customer.says("when will he come then")
    clock.forward(days=4)
    said = customer.says("when will he come then")
    assert "Thursday 26 November" in said
    assert "For a complaint made today" not in said


class TestSeveral:
    """Two open complaints of one chat."""

    @pytest.fixture
    def two(self, context: Context, clock: Clock) -> tuple[Case, Case]:
        old = add_case(context, id="old", conversation_id="chat-one")
        clock.forward(hours=1)
        return old, add_case(context, id="new", conversation_id="chat-one", address="new@example.com")

    def test_the_newest_is_meant_and_they_are_told_which(
        self, context: Context, two: tuple[Case, Case]
    ) -> None:
        said = Customer(context, two[1]).says("where will the reply go now?")
        assert f"I take it that you mean {two[1].reference}" in said

    def test_the_one_that_they_name_is_meant(self, context: Context, two: tuple[Case, Case]) -> None:
        said = Customer(context, two[1]).says(f"where will the reply to {two[0].reference} go?")
        assert two[0].reference in said
        assert two[1].reference not in said

    def test_the_one_that_was_spoken_of_last_is_meant(self, context: Context, two: tuple[Case, Case]) -> None:
        customer = Customer(context, two[1])
        with context.store.write() as tx:
            said = context.words.say("utter_about_complaint", reference=two[0].reference)
            for line in lines("chat-one", Sender.BOT, [said], context.now()):
                tx.messages.add(line)
            tx.commit()
        said_now = customer.says("where will the reply go now?")
        assert two[0].reference in said_now
        assert two[1].reference not in said_now
