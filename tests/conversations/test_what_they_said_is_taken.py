"""What customers say once is taken, through the real stack: lines that people typed who played a customer."""

from __future__ import annotations

from collections.abc import Callable

from bot.services.ports import Store
from tests.support.customer import REFERENCE, Customer

CustomerOf = Callable[[str], Customer]


def test_a_formal_complaint_begins_at_once_and_the_wish_beside_it_is_kept(customer_of: CustomerOf) -> None:
    hannah = customer_of("netservers")
    heard = hannah.says("i want to know what was said and to who, and a formal complaint")
    assert "I have put down: What you would like: i want to know what was said" in heard
    assert "What happened?" in heard.question
    heard = hannah.says("somebody of yours gave my ex my new address on saturday 21 november")
    assert "When did you first tell Netservers" in heard.question
    heard = hannah.says("will he be able to see this?")
    assert "Somebody who uses it after you could open it" in heard
    assert "Delete this chat" in heard
    assert "when did you first tell" in heard.question
    assert "do not write to the house" in hannah.says("do not write to the house")


def test_help_is_not_offered_to_who_wants_it_logged(customer_of: CustomerOf) -> None:
    danny = customer_of("contactnow")
    assert "What happened?" in danny.says("fucking log it then").question
    heard = danny.says("our internet is off, 5 days")
    assert "Wednesday 18 November for when it began" in heard
    assert "try to sort it" not in heard
    heard = danny.says("about three weeks ago I rang")
    assert "for when you first told ContactNow" in heard
    assert "Monday 26 October to Monday 9 November" in heard


def test_what_the_provider_aims_at_is_the_answer_to_when(customer_of: CustomerOf, store: Store) -> None:
    gary = customer_of("all-communications")
    gary.says("You billed me twice, I want to complain")
    heard = gary.says("gary@example.org")
    found = REFERENCE.search(str(heard))
    assert found is not None
    for line in ("when will they fix it", "so when do i get my £45 then??"):
        heard = gary.says(line)
        assert "All Communications aims to put it right by Monday 7 December" in heard
        assert "Ombudsman" not in heard
    assert "Nobody can promise you the money yet" in heard
    with store.read() as tx:
        case = tx.cases.by_reference(found[0])
        assert case is not None
        assert len(tx.cases.of_conversation(case.conversation_id)) == 1


def test_it_works_again_is_understood_where_nothing_is_open(customer_of: CustomerOf) -> None:
    dean = customer_of("contactnow")
    assert "I'm glad it works again" in dean.says("oh hang on its come back on all green")


def test_a_new_visit_and_who_may_complain(customer_of: CustomerOf) -> None:
    ama = customer_of("contactnow")
    assert "Anybody may tell us what is wrong" in ama.says("can i complain or does my mum have to")
    heard = ama.says("can someone book me a new engineer")
    assert "that takes a person at ContactNow" in heard
    assert "Yes, a person please" in heard.buttons
