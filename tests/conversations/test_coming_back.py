"""Somebody comes back about a complaint that they made in another chat: they are understood, in their own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.decisions.records import CaseStatus, Promise
from bot.services.ports import Store
from bot.services.refused_offer import OFFERED
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer, Heard, Told
from tests.support.lines import up_to_the_details
from tests.support.stack import Stack
from tests.support.waiting import until

CustomerOf = Callable[[str], Customer]
VISIT = "An engineer will visit between 8am and 1pm"
A_FRIDAY = "2026-11-27T10:00:00+00:00"


def codes(stack: Stack, address: str) -> list[str]:
    letters = [str(mail.get_content()) for mail in stack.mails(address) if "code" in mail["Subject"]]
    return [found[1] for each in letters if (found := re.search(r"code is: (\d{6})", each))]


_TOLD: dict[str, list[Told]] = {}
"""By address: what was told in the chat in which the complaint was logged. The chat that comes back may speak of it."""


def logged(
    stack: Stack, customer_of: CustomerOf, store: Store, address: str, provider: str = "contactnow"
) -> str:
    """The reference of a complaint of another chat, whose letters have come."""
    first = customer_of(provider)
    up_to_the_details(first, address)
    first.finish()
    _TOLD[address] = list(first.told)
    until(lambda: codes(stack, address), "the code at the end of a complaint")
    return rows_of(store, first).case.reference


def shows(stack: Stack, customer: Customer, address: str, line: str) -> Heard:
    """They say it, and type the code that it brings; what comes after the code."""
    before = len(codes(stack, address))
    customer.told[:0] = _TOLD.get(address, [])
    heard = customer.says(line)
    assert "If there is a complaint or an account with that" in heard, str(heard)
    until(lambda: len(codes(stack, address)) > before, "a code")
    heard = customer.says(codes(stack, address)[-1])
    assert "Now I know that it is you" in heard, str(heard)
    return heard


def promised(store: Store, reference: str, what: str, due_on: date) -> None:
    """What an agent put down at the desk."""
    with store.write() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        at = datetime(2026, 11, 23, 10, tzinfo=UTC)
        made = Promise(
            f"promise-{case.id}", case.conversation_id, case.provider, "agent.promise", due_on, at, "priya", case.id
        )  # fmt: skip
        tx.promises.add(made)
        data = {"by": "agent", "what": what, "due_on": due_on.isoformat(), "promise": made.id}
        tx.cases.add_event(case.id, "agent.promised", at, data)
        tx.commit()


def offered(store: Store, reference: str, outcome: str) -> None:
    with store.write() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        tx.cases.save(replace(case, status=CaseStatus.OUTCOME_OFFERED))
        tx.cases.add_event(case.id, OFFERED, case.opened_at, {"by": "agent", "outcome": outcome})
        tx.commit()


def status(store: Store, reference: str) -> CaseStatus:
    with store.read() as tx:
        case = tx.cases.by_reference(reference)
    assert case is not None
    return case.status


def no_complaint_of(store: Store, customer: Customer) -> bool:
    with store.read() as tx:
        return tx.cases.of_conversation(customer.id) == []


def test_what_is_asked_and_told_after_the_code_is_about_that_complaint(
    stack: Stack, store: Store, customer_of: CustomerOf, at: Callable[[str], None]
) -> None:
    address = "priya-comes-back@example.org"
    reference = logged(stack, customer_of, store, address)
    promised(store, reference, VISIT, date(2026, 11, 26))
    at(A_FRIDAY)
    customer = Customer(stack.url, "contactnow")
    # The day of the complaint, and what a person promised, stand in no line of this chat.
    customer.told.append(Told("Thursday 26 November", datetime(2026, 11, 23, 10, tzinfo=UTC)))
    assert f"Your complaint {reference} is open" in shows(
        stack, customer, address, f"any news on {reference}"
    )

    heard = customer.says("the engineer you promised never came")
    assert f"for Thursday 26 November: {VISIT}" in heard
    assert f"I have put what you wrote on your complaint {reference}" in heard
    assert "They aim to get back to you by the end of Monday 30 November" in heard

    heard = customer.says("when does the engineer come")
    assert f"promised you this for Thursday 26 November, and that day has passed: {VISIT}" in heard
    heard = customer.says("its late why has nobody said anything")
    assert "you have not been told why" in heard
    assert "I can't see that anybody at ContactNow has worked on your complaint" in customer.says(
        "so has anyone looked at it"
    )
    heard = customer.says("when will they fix it")
    assert "I can't say for sure on which day" in heard
    assert "Ombudsman" not in heard
    assert "I can't see an open offer of money" in customer.says("so when do i get my £45")
    assert f"goes to: {address}" in customer.says("where will the reply go now?")
    assert no_complaint_of(store, customer)

    customer.says("this is a different problem, you charged me twice on my bill")
    assert not no_complaint_of(store, customer)


@pytest.mark.parametrize("line", ["take it higher", "i want this escalated to a manager"])
def test_one_step_higher_is_one_line(stack: Stack, store: Store, customer_of: CustomerOf, line: str) -> None:
    address = f"viv-{len(line)}@example.org"
    reference = logged(stack, customer_of, store, address, "netservers")
    customer = customer_of("netservers")
    shows(stack, customer, address, f"status of {reference}")
    heard = customer.says(line)
    assert f"The next step for your complaint {reference}" in heard
    with store.read() as tx:
        assert tx.handoffs.open_of(customer.id) is not None


def test_a_yes_below_take_it_to_a_manager_takes_it_there(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    address = "viv-says-yes@example.org"
    reference = logged(stack, customer_of, store, address, "it-communications")
    offered(store, reference, "We credit you £5")
    customer = customer_of("it-communications")
    heard = shows(stack, customer, address, f"FIVE POUNDS is an insult. I refuse your offer {reference}")
    assert "does not settle it for you" in heard
    assert status(store, reference) is CaseStatus.OPEN
    assert f"The next step for your complaint {reference}" in customer.says("yes")


def test_an_offer_is_seen_before_it_is_accepted(stack: Stack, store: Store, customer_of: CustomerOf) -> None:
    address = "tom-accepts@example.org"
    reference = logged(stack, customer_of, store, address)
    offered(store, reference, "We credit you £45")
    customer = customer_of("contactnow")
    line = f"I got an offer of £45 for my complaint {reference} and I'd like to accept it"
    heard = shows(stack, customer, address, line)
    assert "We credit you £45" in heard
    assert status(store, reference) is CaseStatus.OUTCOME_OFFERED
    assert "that settles your complaint" in customer.says("yes please")
    assert status(store, reference) is CaseStatus.RESOLVED
    assert "I can't see a day for any money" in customer.says("so when do i get my £45")


def test_withdrawing_and_coming_back_in_the_words_that_people_use(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    address = "reg-withdraws@example.org"
    reference = logged(stack, customer_of, store, address, "x-communications")
    customer = customer_of("x-communications")
    heard = customer.says("I wish to withdraw my complaint please")
    assert "First I need to know that it is yours" in heard
    heard = shows(stack, customer, address, reference)
    assert f"If you withdraw your complaint {reference}" in heard
    customer.says("yes")
    assert status(store, reference) is CaseStatus.WITHDRAWN
    later = customer_of("x-communications")
    heard = shows(stack, later, address, f"I withdrew my complaint {reference} please open it again")
    assert f"Your complaint {reference} is open again" in heard


def test_not_sorted_after_all_needs_no_second_telling(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    address = "nina-drops-again@example.org"
    reference = logged(stack, customer_of, store, address)
    with store.write() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        tx.cases.save(replace(case, status=CaseStatus.RESOLVED, status_since=case.opened_at))
        tx.commit()
    customer = customer_of("contactnow")
    heard = shows(stack, customer, address, f"its NOT sorted after all, dropping again!! {reference}")
    assert f"Your complaint {reference} is open again" in heard
    assert no_complaint_of(store, customer)


def test_something_to_add_is_asked_for_once_and_a_new_address_tells_both(
    stack: Stack, store: Store, customer_of: CustomerOf
) -> None:
    address, new = "gail-oak@example.org", "gail-oak-2@example.org"
    reference = logged(stack, customer_of, store, address)
    customer = customer_of("contactnow")
    heard = shows(stack, customer, address, f"I want to add something to my complaint {reference}")
    assert f"What would you like to add to your complaint {reference}?" in heard
    assert f"added that to your complaint {reference}" in customer.says("the light on the router is red")
    heard = customer.says(f"please change my e-mail, the reply should go to {new}")
    assert "Type it here to show that the address is yours" in heard
    assert f"Until then, replies about {reference} still go to: {address}" in heard
    until(lambda: codes(stack, new), "a code to the new address")
    assert f"now go to: {new}" in customer.says(codes(stack, new)[-1])
    assert f"goes to: {new}" in customer.says("where will the reply go now?")
    until(lambda: len(stack.mails(new)) >= 2, "both letters to the new address")
    subjects = [mail["Subject"] for mail in stack.mails(new)]
    assert any("replies come here now" in each for each in subjects)
    assert not any(str(mail.get_content()).startswith("We have your") for mail in stack.mails(new))
    assert any("replies go elsewhere now" in mail["Subject"] for mail in stack.mails(address))


@pytest.mark.parametrize("line", ["I complained ages ago, its the one about no dial tone", None])
def test_can_i_go_to_the_scheme_yet_looks_their_complaint_up(
    stack: Stack, store: Store, customer_of: CustomerOf, line: str | None
) -> None:
    address = f"ed-{'says' if line else 'presses'}@example.org"
    logged(stack, customer_of, store, address, "it-communications")
    customer = customer_of("it-communications")
    assert "When did you first tell I.T Communications" in customer.says("can I go to CISAS yet?")
    heard = customer.says(line) if line else customer.presses("Look up my complaint")
    assert "First I need to know that it is yours" in heard
    heard = shows(stack, customer, address, address)
    assert "CISAS will normally look at it" in heard
