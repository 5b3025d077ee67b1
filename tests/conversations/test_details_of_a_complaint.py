"""After one way to reply the case is open; what helps is asked then, what the provider's page demands first."""

from __future__ import annotations

from collections.abc import Callable

from bot.decisions.questions import Question
from bot.decisions.records import CaseStatus, ContactKind, IntakeStatus
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import LAST_LOOK, Customer, Heard, reference_in
from tests.support.lines import up_to_the_details
from tests.support.recognise import asked_again, is_said, question_asked

CustomerOf = Callable[[str], Customer]


def test_all_details_in_words_and_by_button_end_on_the_case(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    opened = up_to_the_details(customer)
    assert is_said(opened, "utter_case_logged_early")
    assert rows_of(store, customer).case.reference == reference_in(opened)
    heard = [
        opened,
        customer.presses("Yes, to follow"),
        customer.says("ticket 44120"),
        customer.says("yes, still"),
        customer.says("a man called Dave"),
        customer.presses("Phone line"),
        customer.says("my account number is AB123456"),
        customer.says("calls to extension 21 at noon"),
        customer.presses("Money back or a credit"),
        customer.says("about £40"),
        customer.presses("It's my account"),
        customer.presses("My home"),
        customer.says("large print please"),
        customer.presses("Every two weeks"),
    ]
    look = heard[-1]
    assert LAST_LOOK in look
    for line in (
        "Reference or ticket: 44120", "Account number: AB123456", "How much: £40", "Copies of letters: to follow",
        "How often to hear: every two weeks", "Large print or other help: large print",
        "Home, business or charity: your home",
    ):  # fmt: skip
        assert line in look
    closing = customer.presses("Yes, that's right")
    assert reference_in(closing) == reference_in(opened)
    assert asked_again([*heard, closing]) == []
    rows = rows_of(store, customer)
    wanted = {
        "copies": "to_follow", "reference": "44120", "still_happening": "yes", "service": "phone line",
        "account": "AB123456", "amount": 40, "role": "account_holder", "customer": "residential",
        "needs": ["large_print"], "reply_often": "fortnightly",
    }  # fmt: skip
    assert {key: rows.details.get(key) for key in wanted} == wanted
    assert "Dave" in rows.details["handled_by"]
    assert "extension 21" in rows.details["examples"]
    assert "refund" in rows.details["outcome_kinds"]


def test_copies_are_to_follow_and_there_is_no_reference(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    asked = up_to_the_details(customer)
    assert question_asked(asked) is Question.COPIES
    assert "I.T Communications asks for this." in asked
    assert "Add a file" in asked
    assert question_asked(customer.says("they will follow")) is Question.REFERENCE
    assert question_asked(customer.says("I don't have one")) is Question.STILL_HAPPENING
    customer.finish()
    rows = rows_of(store, customer)
    assert rows.details["copies"] == "to_follow"
    assert rows.details["reference"] in ("none", "unknown")
    assert (rows.case.target_kind, rows.case.due_on.isoformat()) == ("respond", "2026-11-30")


def test_the_customer_reference_is_asked_for_in_the_name_of_the_page(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    asked = up_to_the_details(customer)
    assert question_asked(asked) is Question.SERVICE
    assert "X.Communications asks for this." in asked
    asked = customer.presses("Internet phones (VoIP)")
    assert question_asked(asked) is Question.ACCOUNT
    assert "X.Communications asks for this." in asked
    assert "Account number: XC-10442" in customer.says("XC-10442")
    customer.finish()
    rows = rows_of(store, customer)
    assert (rows.details["service"], rows.details["account"]) == ("internet phones (VoIP)", "XC-10442")


def test_what_the_page_demands_is_asked_once_more_after_thats_all(customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    up_to_the_details(customer)
    last = customer.says("that's all")
    assert question_asked(last) is Question.ACCOUNT
    assert is_said(last, "utter_thats_all")
    assert LAST_LOOK in customer.presses("I don't have it here")


def test_a_home_customer_may_complain_although_the_page_speaks_of_small_firms(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    customer.says("My broadband at home keeps dropping, I want to complain, write to ana@example.org")
    customer.says("log it")
    heard = customer.says("is this only for businesses?")
    assert "The rules protect home customers too" in heard
    assert question_asked(heard) is not None
    heard = customer.finish()
    assert "X.Communications aims to put it right by Monday 30 November." in heard
    rows = rows_of(store, customer)
    assert rows.details["customer"] == "residential"
    assert rows.case.status is CaseStatus.OPEN


def firm_of_twelve(customer: Customer) -> Heard:
    """All told in the opening, a name after it; the last look stands."""
    customer.says_all(
        "I run a small firm of 12 people and our invoices have been wrong since 2 November. I complained on "
        "4 November. My customer reference is XC10442. Write to me at boss@firm.example.org please, I want to complain",
        "Jo Bloggs",
        "broadband",
    )
    return customer.says("that's all")


def test_a_firm_of_twelve_has_its_complaint_taken_and_the_ombudsman_answered_apart(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    look = firm_of_twelve(customer)
    assert LAST_LOOK in look
    assert "People employed there: 12" in look
    answer = customer.says("can I go to the ombudsman?")
    assert "the Communications Ombudsman can't take this" in answer
    assert "12 employees" in answer
    closing = customer.says("yes")
    rows = rows_of(store, customer)
    assert rows.case.reference in closing
    assert (rows.case.status, rows.details["employees"]) == (CaseStatus.OPEN, 12)
    assert rows.promised() == {("target.resolve", "2026-11-30")}


def test_a_firm_of_twelve_is_not_told_a_day_for_the_ombudsman_at_the_end(customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    firm_of_twelve(customer)
    assert "you can take it to the Communications Ombudsman from" not in customer.says("yes")


def test_an_opening_message_that_tells_nearly_all_is_not_asked_again(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    opened = customer.says(
        "My invoices have been wrong since 2 November, I told you on 4 November, ticket NS-5521, account 778899. "
        "My name is Ola Berg, email ola@example.org, I want to complain"
    )
    assert "Monday 2 November" in opened
    assert "Wednesday 4 November" in opened
    assert "Reference or ticket: NS-5521; Account number: 778899" in opened
    reference = reference_in(opened)
    answers = ("yes it is", "nobody yet", "something else", "skip", "correct them", "it's my account")
    heard = [opened, *(customer.says(answer) for answer in answers)]
    assert {question_asked(each) for each in heard} == {
        Question.STILL_HAPPENING, Question.HANDLED_BY, Question.SERVICE, Question.EXAMPLES, Question.OUTCOME,
        Question.ROLE, Question.CUSTOMER,
    }  # fmt: skip
    assert asked_again(heard) == []
    closing = customer.finish()
    assert reference_in(closing) == reference
    assert "Tuesday 24 November" in closing
    assert "Thursday 26 November" in closing
    rows = rows_of(store, customer)
    assert (rows.details["name"], rows.details["reference"], rows.details["account"]) == (
        "Ola Berg", "NS-5521", "778899",
    )  # fmt: skip
    assert rows.case.first_complained_on is not None
    assert rows.case.first_complained_on.isoformat() == "2026-11-04"


def test_somebody_complains_for_a_neighbour_and_whose_account_it_is_is_kept(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    opened = customer.says(
        "I am writing on behalf of Ada Jones: her phone line at home has been dead since 9 November. Reply to me at "
        "kit@example.org. I complained on 12 November and I want to complain again"
    )
    assert "Account of: Ada Jones" in opened
    customer.says("Kit Moss")
    look = customer.says("that's all")
    assert "somebody else's, and you act for them" in look
    customer.says("yes")
    rows = rows_of(store, customer)
    assert (rows.details["role"], rows.details["acting_for"], rows.details["name"]) == (
        "acting_for", "Ada Jones", "Kit Moss",
    )  # fmt: skip


def test_a_ticket_number_told_at_the_start_stands_in_the_case_of_a_provider_that_demands_nothing(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("contactnow")
    opened = customer.says(
        "you lost my number and nobody will answer me about it, I want to complain. My ticket is 88123 and I first "
        "told you on 3 November"
    )
    assert "Reference or ticket: 88123" in opened
    asked = customer.says_all("last week", "Lee Marsh", "lee@example.org")
    assert "asks for this" not in asked
    closing = customer.finish()
    assert "ContactNow aims to reply by Tuesday 24 November. A reply may not settle it." in closing
    assert "ContactNow aims to put it right by Monday 7 December." in closing
    rows = rows_of(store, customer)
    assert rows.details["reference"] == "88123"
    assert rows.promised() == {("target.respond", "2026-11-24"), ("target.resolve", "2026-12-07")}


def test_why_it_is_asked_is_said_and_the_question_comes_again_and_can_be_left_out(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    assert question_asked(up_to_the_details(customer, "07700 900321")) is Question.STILL_HAPPENING
    for question, following in (
        (Question.STILL_HAPPENING, Question.HANDLED_BY),
        (Question.HANDLED_BY, Question.SERVICE),
        (Question.SERVICE, Question.REFERENCE),
        (Question.REFERENCE, Question.ACCOUNT),
    ):
        why = customer.says("why do you ask?")
        assert is_said(why, f"utter_why_{question}")
        assert question_asked(why) is question
        again = customer.says("say that again")
        assert question_asked(again) is question
        assert question_asked(customer.says("skip")) is following
    customer.finish()
    rows = rows_of(store, customer)
    assert {rows.details.get(key) for key in ("still_happening", "handled_by", "service")} == {"unknown"}
    assert rows.case.status is CaseStatus.OPEN


def test_buttons_alone_bring_a_complaint_to_its_end(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    customer.presses("Make a complaint")
    customer.says("Your sales people told me one price and you charge me another every month")
    for title in ("I don't know", "Today is the first time", "Skip", "Letter"):
        customer.presses(title)
    opened = customer.says("5 High Street, Wilmslow, SK9 1AA")
    assert is_said(opened, "utter_case_logged_early")
    for title in (
        "Yes, still", "Mobile", "No number", "I don't have it here", "Skip", "Say sorry", "It's my account", "My home",
        "No copies", "Braille", "Only when there is news",
    ):  # fmt: skip
        heard = customer.presses(title)
    assert "Large print or other help: Braille" in heard
    closing = customer.presses("Yes, that's right")
    assert "All Communications aims to put it right by Monday 7 December." in closing
    assert "the Communications Ombudsman from Monday 4 January 2027" in closing
    rows = rows_of(store, customer)
    assert rows.intake.status is IntakeStatus.COMPLETE
    assert rows.contact is not None
    assert (rows.contact.kind, rows.contact.value) == (ContactKind.LETTER, "5 High Street, Wilmslow, SK9 1AA")
    assert rows.details["needs"] == ["braille"]
    assert rows.details["handled_by"] == "nobody"


def test_the_same_line_sent_twice_counts_once(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    up_to_the_details(customer)
    first = customer.post({"text": "yes, still"}, key="the-same-key")
    second = customer.post({"text": "yes, still"}, key="the-same-key")
    assert first == second
    assert question_asked(customer.answer_to(first)) is Question.HANDLED_BY
    lines = [line["text"] for line in customer.transcript() if line["sender"] == "customer"]
    assert lines.count("yes, still") == 1
    rows = rows_of(store, customer)
    assert rows.details["still_happening"] == "yes"
    assert len(rows.cases) == 1


def test_whoever_has_never_complained_is_not_asked_who_dealt_with_it(customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    customer.says("can I go to the ombudsman yet?")
    customer.presses("I haven't complained yet")
    customer.says_all(
        "I want to complain: your bills are wrong and I am not happy", "3 November", "Sam Carter"
    )
    customer.says("07700 900321")
    assert question_asked(customer.says("yes, still")) is not Question.HANDLED_BY
