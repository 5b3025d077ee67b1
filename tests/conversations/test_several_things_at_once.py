"""Messages that do several things at once: each thing is served, and nothing that was told is asked again."""

from __future__ import annotations

from collections.abc import Callable

from bot.decisions.questions import Question
from bot.decisions.records import ContactKind, IntakeStatus
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import LAST_LOOK, Customer, Heard, reference_in
from tests.support.lines import up_to_the_details
from tests.support.recognise import asked_again, is_said, question_asked

CustomerOf = Callable[[str], Customer]


def day(iso: str) -> dict[str, str]:
    """A day as the answers keep it."""
    return {"from": iso, "to": iso}


def at_the_last_look(customer: Customer) -> Heard:
    """All needed is told, the details are left out: the last look stands."""
    up_to_the_details(customer)
    heard = customer.says("that's all")
    while LAST_LOOK not in heard:
        heard = customer.says("skip")
    return heard


def test_a_fault_a_day_a_ticket_a_wish_and_an_address_in_one_line_fill_all(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    opened = customer.says(
        "the internet here has been off since last Thursday, my ticket is 51877, I'd like some money back and you can "
        "email me at tess.moran@example.com"
    )
    for words in ("Thursday 19 November", "tess.moran@example.com", "Reference or ticket: 51877"):
        assert words in opened
    assert is_said(opened, "utter_case_logged_early")
    heard = [opened, *(customer.says(line) for line in ("I rang on 20 November", "Tess Moran", "that's all"))]
    assert [question_asked(each) for each in heard] == [
        Question.FIRST_TOLD_ON, Question.NAME, Question.HANDLED_BY, Question.CHECK,
    ]  # fmt: skip
    closing = customer.says("yes")
    assert reference_in(closing) == reference_in(opened)
    details = rows_of(store, customer).intake.answers
    wanted = {
        "happened_on": day("2026-11-19"), "first_told_on": day("2026-11-20"), "reference": "51877",
        "outcome": "I'd like some money back", "outcome_kinds": ["refund"], "service": "broadband",
        "still_happening": "yes", "reply_address": "tess.moran@example.com", "name": "Tess Moran",
    }  # fmt: skip
    assert {key: details.get(key) for key in wanted} == wanted
    rows = rows_of(store, customer)
    assert (rows.details["reference"], rows.details["outcome_kinds"]) == ("51877", ["refund"])
    assert rows.contact is not None
    assert rows.contact.value == "tess.moran@example.com"


def test_a_yes_with_a_date_put_right_and_a_question_about_cisas_at_the_last_look(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    at_the_last_look(customer)
    heard = customer.says("yes apart from the date, it started on the 2nd, and may I take this to CISAS yet?")
    assert "Not yet." in heard
    assert "From Thursday 17 December, CISAS" in heard
    assert "Changed: it began on Monday 2 November." in heard
    assert question_asked(heard) is Question.CHECK
    assert rows_of(store, customer).details["happened_on"] == day("2026-11-02")
    assert is_said(customer.says("yes"), "utter_close_reference")
    assert rows_of(store, customer).event("case.checked")


def test_a_yes_but_the_date_is_wrong_asks_for_the_date_and_answers_too(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    at_the_last_look(customer)
    heard = customer.says("right, but the date is wrong, and can I go to the ombudsman?")
    assert "From Thursday 17 December, the Communications Ombudsman" in heard
    assert question_asked(heard) is Question.HAPPENED_ON
    heard = customer.says("it was 30 October")
    assert "Changed: it began on Friday 30 October." in heard
    assert question_asked(heard) is Question.CHECK
    assert is_said(customer.says("yes"), "utter_close_reference")
    assert rows_of(store, customer).details["happened_on"] == day("2026-10-30")


def test_a_complaint_and_the_opening_hours(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    story = (
        "I want to make a complaint, my calls drop every afternoon and I am sick of it. "
        "Also when are your lines open?"
    )
    heard = customer.says(story)
    assert is_said(heard, "utter_sorry")
    assert "Monday to Friday 9am to 5pm" in heard
    assert question_asked(heard) is Question.SORT_OR_LOG
    assert rows_of(store, customer).intake.answers["description"] == story
    assert question_asked(customer.says("log it")) is Question.HAPPENED_ON
    assert question_asked(customer.says("since 2 November")) is Question.FIRST_TOLD_ON


def test_a_complaint_and_a_wish_for_a_person(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    heard = customer.says(
        "You've overcharged me three months running and I want it on record as a complaint, and can I talk to "
        "somebody as well?"
    )
    assert is_said(heard, "utter_sorry")
    assert "by the end of Tuesday 24 November" in heard
    assert not is_said(heard, "utter_not_understood")
    assert question_asked(heard) is Question.HAPPENED_ON
    rows = rows_of(store, customer)
    assert rows.handoff is not None
    assert rows.handoff.reason == "asked"
    assert "three months running" in rows.intake.answers["description"]


def test_two_questions_how_long_and_what_if_not(customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    heard = customer.says("how many days do you get to answer a complaint, and what can I do if you miss it?")
    assert "within 3 working days" in heard
    assert "a missed day alone does not let you go to the Communications Ombudsman" in heard
    assert "You can ask for your complaint to go higher" in heard
    assert str(heard).count("A complex problem may take longer") == 1


def test_two_questions_compensation_and_the_ombudsman(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    heard = customer.says("will I get compensation for this and can I go to the ombudsman?")
    assert "I can't promise" in heard
    assert "when it has gone on for 6 weeks" in heard
    assert question_asked(heard) is Question.FIRST_TOLD_ON
    answers = rows_of(store, customer).intake.answers
    assert "_before" not in answers  # a question is no story
    assert "Not yet." in customer.says("9 November")
    assert rows_of(store, customer).intake.answers["first_told_on"] == day("2026-11-09")


def test_a_date_put_right_and_a_new_detail(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    up_to_the_details(customer)
    assert question_asked(customer.says("internet phones")) is Question.ACCOUNT
    heard = customer.says("sorry, it went wrong on the 2nd of November, and my account number is XC-20931")
    assert "Changed: it began on Monday 2 November." in heard
    assert "Account number: XC-20931" in heard
    assert question_asked(heard) is Question.STILL_HAPPENING
    details = rows_of(store, customer).details
    assert (details["happened_on"], details["account"]) == (day("2026-11-02"), "XC-20931")


def test_a_detail_and_thanks(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    heard = [up_to_the_details(customer)]
    heard.append(customer.says("it's ticket AC-7731, thanks ever so much for your help"))
    assert "Reference or ticket: AC-7731" in heard[-1]
    assert question_asked(heard[-1]) is question_asked(heard[0]) is Question.STILL_HAPPENING
    heard += [customer.says(line) for line in ("no, it has stopped", "nobody yet", "phone line")]
    assert question_asked(heard[-1]) is Question.ACCOUNT
    assert asked_again(heard) == []
    assert rows_of(store, customer).details["reference"] == "AC-7731"


def test_a_refusal_and_its_reason_leave_the_question_out(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    customer.says_all("You took two payments from my bank this month, I want to complain", "3 November")
    assert question_asked(customer.says("5 November")) is Question.NAME
    heard = [customer.says("I'd rather not give my name, I'm worried they'll cut me off")]
    assert question_asked(heard[0]) is Question.REPLY_BY
    heard.append(customer.says("07700 900321"))
    assert question_asked(heard[1]) is Question.STILL_HAPPENING
    rows = rows_of(store, customer)
    assert rows.details["name"] == "unknown"
    assert rows.contact is not None
    assert rows.contact.value == "07700 900321"


def test_an_answer_and_why_we_ask(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    customer.says("Your bills are wrong each month and I want to complain about it")
    heard = customer.says("5 November, why does that matter?")
    assert "Thursday 5 November" in heard
    assert is_said(heard, "utter_why_happened_on")
    assert not is_said(heard, "utter_missed_happened_on")
    assert question_asked(heard) is Question.FIRST_TOLD_ON
    assert rows_of(store, customer).intake.answers["happened_on"] == day("2026-11-05")


def test_a_fault_a_wish_a_name_and_a_number_open_the_case(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    opened = customer.says(
        "My phone line's dead, I want an engineer out, I'm Pat O'Neill and you can ring me on 07700 900555"
    )
    assert is_said(opened, "utter_case_logged_early")
    assert "07700 900555" in opened
    heard = [opened, customer.says("since 16 November"), customer.says("today is the first time")]
    questions = [question_asked(each) for each in heard]
    assert questions[:2] == [Question.HAPPENED_ON, Question.FIRST_TOLD_ON]
    assert questions[2] not in (Question.NAME, Question.REPLY_BY, Question.SERVICE, Question.OUTCOME)
    details = rows_of(store, customer).intake.answers
    wanted = {
        "name": "Pat O'Neill", "service": "phone line", "outcome": "I want an engineer out",
        "outcome_kinds": ["action"], "reply_by": "phone", "reply_address": "07700 900555",
    }  # fmt: skip
    assert {key: details.get(key) for key in wanted} == wanted


def test_large_print_and_a_complaint(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    opened = customer.says(
        "I need everything in large print please, and I want to complain that you keep sending me somebody else's bills"
    )
    assert "I have noted what you need: large print" in opened
    assert question_asked(opened) is Question.HAPPENED_ON
    heard = [
        opened,
        *(customer.says(line) for line in ("since 2 November", "5 November", "Ivy Walsh", "ivy@example.org")),
        *(
            customer.says(line)
            for line in ("nobody yet", "something else", "skip", "skip", "skip", "an apology")
        ),
        *(customer.says(line) for line in ("it's my account", "my home", "no copies")),
    ]
    assert Question.NEEDS not in [question_asked(each) for each in heard]
    assert question_asked(heard[-1]) is Question.REPLY_OFTEN
    assert asked_again(heard) == []
    assert rows_of(store, customer).details["needs"] == ["large_print"]


def test_one_day_put_right_by_the_other_and_another_number_to_reply_to(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    standing = question_asked(up_to_the_details(customer))
    heard = customer.says("no, it's the 2nd not the 3rd, and use my work number 0161 496 0123")
    assert "Changed: it began on Monday 2 November." in heard
    assert "Changed. The reply now goes to: 0161 496 0123." in heard
    assert question_asked(heard) is standing
    rows = rows_of(store, customer)
    assert rows.details["happened_on"] == day("2026-11-02")
    assert rows.details["first_told_on"] == day("2026-11-05")
    assert rows.contact is not None
    assert (rows.contact.kind, rows.contact.value) == (ContactKind.PHONE, "0161 496 0123")


def test_swearing_a_complaint_and_where_to_write(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    heard = customer.says(
        "this is bloody ridiculous, you've moved my number to another firm without asking and I'm complaining. "
        "where the hell do I post a letter?"
    )
    assert is_said(heard, "utter_sorry")
    assert not is_said(heard, "utter_out_of_scope")
    assert "1 Commercial Street, London, E1 7PT" in heard
    assert question_asked(heard) is Question.HAPPENED_ON
    rows = rows_of(store, customer)
    assert "moved my number" in rows.intake.answers["description"]
    assert rows.intake.answers["complaining"]


def test_a_death_and_how_long_it_takes_comfort_first_then_the_day(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("all-communications")
    heard = customer.says(
        "My husband died in October and you still send him bills every week. How long will you take to answer me?"
    )
    assert "sorry for your loss" in heard.texts[0]
    assert "116 123" not in heard  # nobody asked for a helpline
    assert "within 10 working days" in heard
    assert question_asked(heard) is None
    rows = rows_of(store, customer)
    assert rows.handoff is not None
    assert rows.handoff.priority
    heard = customer.says("yes")
    assert question_asked(heard) is not Question.DESCRIPTION
    assert "still send him bills" in rows_of(store, customer).intake.answers["description"]


def test_a_deadlock_letter_and_how_long_that_takes(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    up_to_the_details(customer)
    customer.finish()
    heard = customer.says("I want a deadlock letter please, how long will that take?")
    assert is_said(heard, "utter_letter_asked_for")
    assert "The complaints page of Netservers gives no time for that step." in heard
    assert (
        "must send the letter when the complaint is still not sorted at the end of the waiting time" in heard
    )
    assert not is_said(heard, "utter_status_open")
    rows = rows_of(store, customer)
    assert rows.event("case.adr_letter_requested")
    assert rows.handoff is not None
    assert rows.handoff.reason == "deadlock_letter"


def test_where_it_stands_and_what_is_new(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    up_to_the_details(customer, "07700 900321")
    heard = customer.says("any word yet? it went and happened again on Sunday")
    assert "aims to put it right by Monday 30 November" in heard
    assert question_asked(heard) is Question.SERVICE
    assert "happened again on Sunday" in rows_of(store, customer).case.description
    customer.finish()
    heard = customer.says("any update? they charged me a third time yesterday")
    assert "aims to put it right by Monday 30 November" in heard
    assert is_said(heard, "utter_added_to_case")
    rows = rows_of(store, customer)
    assert rows.event("customer.added").data["text"] == "they charged me a third time yesterday"
    assert rows.details["happened_on"] == day("2026-11-03")


def test_a_wish_to_cancel_that_is_taken_back_cancels_nothing(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    told = "You moved my number without telling me and I want to complain"
    customer.says(told)
    heard = customer.says("cancel the whole thing, no hang on, never mind, carry on")
    assert question_asked(heard) is Question.HAPPENED_ON
    assert not is_said(heard, "utter_stopped")
    rows = rows_of(store, customer)
    assert rows.intake.status is IntakeStatus.OPEN
    assert rows.intake.answers["description"] == told
    assert question_asked(customer.says("5 November")) is Question.FIRST_TOLD_ON


def test_a_complaint_for_a_mother_with_her_name_and_address(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    opened = customer.says(
        "I want to complain, my mum's phone has crackled since 2 November. It's her account, she's Joan Price, 3 Mill "
        "Lane, Manchester M1 1AA"
    )
    assert "Account of: Joan Price" in opened
    lines = ("log it", "5 November", "Kim Price", "kim@example.org")
    heard = [opened, *(customer.says(line) for line in lines)]
    assert [question_asked(each) for each in heard] == [
        Question.SORT_OR_LOG, Question.FIRST_TOLD_ON, Question.NAME, Question.REPLY_BY, Question.COPIES,
    ]  # fmt: skip
    look = customer.says("that's all")
    while LAST_LOOK not in look:
        look = customer.says("skip")
    assert "somebody else's, and you act for them" in look
    rows = rows_of(store, customer)
    details = rows.details
    assert (details["role"], details["acting_for"], details["name"]) == (
        "acting_for",
        "Joan Price",
        "Kim Price",
    )
    assert rows.contact is not None
    assert rows.contact.value == "kim@example.org"
    assert "3 Mill Lane" in rows.case.description


def test_hello_who_are_you_and_a_complaint(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    heard = customer.says(
        "Hello there, who am I chatting to? I've got a complaint, you took money out for a phone I sent back"
    )
    assert "a computer program" in heard
    assert is_said(heard, "utter_sorry")
    assert question_asked(heard) is Question.HAPPENED_ON
    assert "a phone I sent back" in rows_of(store, customer).intake.answers["description"]
    assert question_asked(customer.says("9 November")) is Question.FIRST_TOLD_ON
