"""Whatever of ours stands, a question of theirs is answered, and ours comes back and takes its answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.decisions.questions import Question
from bot.services.ports import Store
from tests.support.chat_rows import rows_of
from tests.support.customer import LAST_LOOK, Customer
from tests.support.lines import up_to_the_details
from tests.support.recognise import asked_again, question_asked

CustomerOf = Callable[[str], Customer]

BEFORE_IT_IS_LOGGED = [
    # what stands, what they ask, part of the answer, what they answer ours with
    (Question.HAPPENED_ON, "how long does it take?", "within 5 working days", "3 November"),
    (Question.FIRST_TOLD_ON, "what are your opening hours?", "does not give any opening hours", "5 November"),
    (Question.NAME, "do you record calls?", "does not say whether calls are recorded", "Sam Carter"),
    (Question.REPLY_BY, "can I have my money back?", "I can't promise", "e-mail"),
    (Question.REPLY_ADDRESS, "what happens after you have my complaint?", "", "sam@example.org"),
]
DETAILS = [
    (Question.COPIES, "is it free?", "costs nothing", "No copies"),
    (Question.REFERENCE, "what are your opening hours?", "Monday to Friday 9am to 5pm", "No number"),
    (
        Question.STILL_HAPPENING,
        "do you record calls?",
        "does not say whether calls are recorded",
        "Yes, still",
    ),
    (Question.HANDLED_BY, "what does CISAS cost?", "free", "Nobody yet"),
    (Question.SERVICE, "what is a deadlock letter?", "it can do no more", "Phone line"),
    (Question.ACCOUNT, "how long have I got to go to CISAS?", "12 months", "I don't have it here"),
    (Question.EXAMPLES, "what can CISAS award?", "£10,000", "Skip"),
    (Question.OUTCOME, "is CISAS independent?", "independent", "Say sorry"),
    (Question.ROLE, "is it all the steps first, before CISAS?", "6 weeks", "It's my account"),
    (Question.CUSTOMER, "who else can give me advice?", "Citizens Advice", "My home"),
    (Question.NEEDS, "do you do braille?", "large print", "No, thank you"),
    (Question.REPLY_OFTEN, "can I go to CISAS yet?", "Not yet.", "Every week"),
]


def test_every_question_before_it_is_logged_lets_them_ask_first(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("x-communications")
    heard = [customer.says("You have charged me twice in a row and nobody answers, I want to complain")]
    for standing, theirs, answer, ours in BEFORE_IT_IS_LOGGED:
        assert question_asked(heard[-1]) is standing
        heard.append(customer.says(theirs))
        assert answer in heard[-1]
        assert question_asked(heard[-1]) is standing
        heard.append(customer.says(ours))
    assert asked_again(heard) == []
    rows = rows_of(store, customer)
    assert rows.details["happened_on"] == {"from": "2026-11-03", "to": "2026-11-03"}
    assert rows.details["first_told_on"] == {"from": "2026-11-05", "to": "2026-11-05"}
    assert rows.details["name"] == "Sam Carter"
    assert rows.contact is not None
    assert rows.contact.value == "sam@example.org"


def test_every_detail_and_the_last_look_and_the_code_let_them_ask_first(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    heard = [up_to_the_details(customer)]
    for standing, theirs, answer, ours in DETAILS:
        assert question_asked(heard[-1]) is standing
        heard.append(customer.says(theirs))
        assert answer in heard[-1], f"{theirs} at {standing}: {heard[-1]}"
        assert question_asked(heard[-1]) is standing, f"{theirs} at {standing}: {heard[-1]}"
        heard.append(customer.presses(ours))
    assert asked_again(heard) == []
    assert LAST_LOOK in heard[-1]
    look = customer.says("what is CISAS?")
    assert question_asked(look) is Question.CHECK
    assert question_asked(customer.presses("Yes, that's right")) is Question.CODE
    assert question_asked(customer.says("what's your phone number?")) is Question.CODE
    rows = rows_of(store, customer)
    wanted = {
        "copies": "none", "reference": "none", "still_happening": "yes", "handled_by": "nobody",
        "service": "phone line", "role": "account_holder", "customer": "residential", "reply_often": "weekly",
    }  # fmt: skip
    assert {key: rows.details.get(key) for key in wanted} == wanted


def test_the_question_what_happened_and_the_fault_or_complaint_let_them_ask_first(
    customer_of: CustomerOf,
) -> None:
    customer = customer_of("contactnow")
    customer.presses("Make a complaint")
    heard = customer.says("who will read this?")
    assert "the manager who deals with your complaint" in heard
    assert question_asked(heard) is Question.DESCRIPTION
    other = customer_of("it-communications")
    assert question_asked(other.says("our voip phones have no dial tone")) is Question.FAULT_OR_COMPLAINT
    heard = other.says("what are your opening hours?")
    assert "9am to 5pm" in heard
    assert question_asked(heard) is Question.FAULT_OR_COMPLAINT


def test_trying_to_sort_it_first_lets_them_ask_first(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    first = customer.says("My broadband has been down all week, this is a disgrace, I want to complain")
    assert question_asked(first) is Question.SORT_OR_LOG
    assert question_asked(customer.says("does my complaint count from today?")) is Question.SORT_OR_LOG
    assert question_asked(customer.presses("Try to sort it first")) is Question.SORTED
    heard = customer.says("how long does it take to get an answer?")
    assert "10 working days" in heard
    assert question_asked(heard) is Question.SORTED
    customer.presses("No, log my complaint")
    assert rows_of(store, customer).intake.answers["sorted"] == "no"


def test_an_answer_with_a_question_behind_it_is_taken_and_the_question_answered(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("contactnow")
    customer.says("Your invoices are wrong every single month and I want to complain about it")
    heard = customer.says("3 November, and do you do large print?")
    assert "large print" in heard
    assert "Tuesday 3 November" in heard
    assert question_asked(heard) is Question.FIRST_TOLD_ON
    customer.says("5 November")
    heard = customer.says("Sam Carter. Who will read this?")
    assert "the manager who deals with your complaint" in heard
    assert question_asked(heard) is Question.REPLY_BY
    answers = rows_of(store, customer).intake.answers
    assert (answers["name"], answers["happened_on"]["from"]) == ("Sam Carter", "2026-11-03")


def test_a_long_angry_story_that_mentions_cisas_and_a_manager_is_the_story(
    store: Store, customer_of: CustomerOf
) -> None:
    customer = customer_of("netservers")
    customer.says("I want to complain")
    story = (
        "I have been with you nine years and your people have lost our numbers twice. The manager, a Mr Hughes, "
        "promised to ring and never did, my neighbour had exactly the same and went to CISAS and won, and if nobody "
        "sorts this I shall do the same and tell my MP, because we lose customers every single day"
    )
    heard = customer.says(story)
    assert question_asked(heard) is Question.HAPPENED_ON
    rows = rows_of(store, customer)
    assert rows.intake.answers["description"] == story
    assert rows.handoff is None


def test_nothing_special_is_asked_of_somebody_who_only_says_thanks(customer_of: CustomerOf) -> None:
    customer = customer_of("all-communications")
    standing = question_asked(up_to_the_details(customer))
    for courtesy in ("thank you", "hello"):
        assert question_asked(customer.says(courtesy)) is standing


def test_a_day_that_answers_ours_is_not_taken_for_a_day_to_come(customer_of: CustomerOf) -> None:
    customer = customer_of("it-communications")
    customer.says_all(
        "You charged me for a line I cancelled and nobody answers, I want to complain", "3 November"
    )
    heard = customer.says("5 November, and how long does this take?")
    assert "Thursday 5 November" in heard
    assert "2027" not in heard


def test_where_the_code_was_sent_is_said_when_it_is_first_asked_for(customer_of: CustomerOf) -> None:
    customer = customer_of("x-communications")
    up_to_the_details(customer)
    assert "I have sent a six-digit code" in customer.finish()


def test_a_true_answer_that_mentions_the_ombudsman_is_an_answer(customer_of: CustomerOf) -> None:
    customer = customer_of("contactnow")
    up_to_the_details(customer)
    customer.says("skip")
    heard = customer.says("the manager, but she never rang and if nobody does I go to the ombudsman")
    assert question_asked(heard) is Question.SERVICE


def test_more_of_the_story_after_the_end_is_kept(store: Store, customer_of: CustomerOf) -> None:
    customer = customer_of("netservers")
    up_to_the_details(customer, "07700 900321")
    customer.finish()
    customer.says("can i add that it happened again last night")
    assert "last night" in rows_of(store, customer).event("customer.added").data["text"]


@pytest.mark.parametrize(
    ("theirs", "answer"),
    [
        ("do I need to keep paying my bill?", "that you don't dispute"),
        ("do I have to accept what CISAS decides?", "You decide"),
        ("do I have to go through all the steps first?", "6 weeks"),
    ],
)
def test_do_i_have_to_asks_about_the_world_and_not_about_our_question(
    theirs: str, answer: str, customer_of: CustomerOf
) -> None:
    customer = customer_of("it-communications")
    customer.says("You charged me for a line I cancelled and nobody answers, I want to complain")
    heard = customer.says(theirs)
    assert answer in heard
    assert question_asked(heard) is Question.HAPPENED_ON
