"""A complaint on pages without JavaScript, over HTTP: the words on the pages and the rows behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.decisions.form import Field, field_of, may_open, step_before
from bot.decisions.questions import (
    DETAILS,
    UNKNOWN,
    Question,
    demanded_details,
    may_skip,
    next_question,
)
from bot.decisions.records import Agent, Case, ConversationState, IntakeStatus, Message, Sender
from bot.services.case_link import case_link
from bot.services.closing_words import closing_words
from bot.services.confirm_contact import code_for
from bot.services.context import Context
from bot.services.desk.queue import queue
from bot.services.desk.reply import reply
from bot.services.desk.take_over import claim
from bot.services.fill_form import FillForm
from bot.web.complain.here import step_of
from bot.wording import Said
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent, at_the_desk
from tests.web.filler import Filler, form_house
from tests.web.house import QUICK, House

STORY = "You have charged me twice in a row and nobody answers my emails"
FIVE = {
    "x-communications": ("resolve", date(2026, 11, 30)),
    "contactnow": ("respond", date(2026, 11, 24)),
    "it-communications": ("respond", date(2026, 11, 30)),
    "netservers": ("acknowledge", date(2026, 11, 24)),
    "all-communications": ("resolve", date(2026, 12, 7)),
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Context:
    return make_context(tmp_path, clock)


@pytest.fixture
def house(context: Context) -> Iterator[House]:
    with form_house(context) as made:
        yield made


@pytest.fixture
def filler(house: House) -> Filler:
    return Filler(house.url)


@pytest.fixture
def other(house: House) -> Filler:
    return Filler(house.url)


def the_case(context: Context) -> Case:
    with context.store.read() as tx:
        [case] = tx.cases.all()
    return case


def transcript(context: Context, conversation_id: str) -> list[Message]:
    with context.store.read() as tx:
        return tx.messages.newest(conversation_id, 200)


def up_to_the_address(filler: Filler, address: str = "jo@example.org") -> Filler:
    """What is needed, told: the case is open after it."""
    filler.begin().answers(text=STORY)
    filler.answers(rough="early October").answers(day="20", month="10", year="2026")
    filler.answers(text="Jo Bloggs").chooses("E-mail")
    return filler.answers(text=address)


def skip_on(filler: Filler, until: str = "check") -> Filler:
    for _ in range(30):
        if filler.step == until:
            return filler
        filler.press(next(title for title in filler.buttons() if "kip this question" in title))
    raise AssertionError(f"{until} never came")


def code_in(context: Context, conversation_id: str) -> str:
    with context.store.read() as tx:
        check = tx.identity_checks.latest(conversation_id)
    assert check is not None
    return code_for(context.secret, check.id)


# --- a whole complaint ---


@pytest.mark.parametrize("slug", FIVE)
def test_a_customer_of_each_provider_complains_and_is_told_what_the_chat_would_tell(
    slug: str, house: House, context: Context
) -> None:
    filler = Filler(house.url, slug)
    up_to_the_address(filler)
    case = the_case(context)
    assert (case.target_kind, case.due_on) == FIVE[slug]
    assert f"Your complaint is logged. Your reference is {case.reference}." in filler.text
    skip_on(filler).press("Yes")
    assert filler.step == "code"
    filler.answers(text=code_in(context, case.conversation_id))

    case = the_case(context)
    assert filler.step == "done"
    assert case.reference in filler.page.h1
    with context.store.read() as tx:
        contact = tx.contacts.get(case.contact_id)
        codes = [event.code for event in tx.cases.events(case.id)]
        intake = tx.intakes.latest(case.conversation_id)
        promises = tx.promises.of_case(case.id)
    assert contact is not None
    assert contact.confirmed_at is not None
    for said in closing_words(context, case, contact, on_form=True):
        for line in said.text.split("\n"):
            shown = line.replace(case_link(context, case), "the page of your complaint.")
            assert shown in filler.text, shown
    assert case.first_complained_on == date(2026, 10, 20)
    assert case.description == STORY
    assert case.details["name"] == "Jo Bloggs"
    assert case.details["happened_on"] == {"from": "2026-10-01", "to": "2026-10-10"}
    assert codes[0] == "case.opened"
    assert {"case.checked", "contact.confirmed"} <= set(codes)
    assert intake is not None
    assert intake.status is IntakeStatus.COMPLETE
    assert promises
    said_in_chat = [line.text for line in transcript(context, case.conversation_id)]
    closing = closing_words(context, case, contact, on_form=True)
    assert [line for line in closing if line.text not in said_in_chat] == []
    for words in ("this chat", "write here", "sk me", "new chat", "tell me"):
        assert words not in filler.text.partition("Your complaint is logged")[2], words
    filler.press("Add it", text="They have charged me a third time now")
    assert f"That is added to your complaint {case.reference}." in filler.text
    assert "I can log it" not in filler.text


@pytest.mark.parametrize("junk", ["?? !!", "blue", "I do not want to say that here, sorry"])
def test_skip_puts_nothing_down_of_what_was_refused_or_ticked(
    junk: str, filler: Filler, context: Context
) -> None:
    up_to_the_address(filler)
    id = filler.conversation_id(context)
    story = filler.answers_kept(context)["description"]
    skipped = []
    for _ in range(30):
        if filler.step == "check":
            break
        step, fields = filler.step, [each for form in filler.page.forms for each in form["fields"]]
        ticks = [each["value"] for each in fields if each.get("type") in ("radio", "checkbox")]
        typed = {"text": junk} if any(each.get("name") == "text" for each in fields) else {}
        if typed:
            filler.answers(**typed)
            if filler.step != step:
                continue  # it was taken
        lines = len(transcript(context, id))
        skip = next(title for title in filler.buttons() if "kip this question" in title)
        sent = filler.data(skip, **typed)
        sent["choice"] = [*ticks[:1], *sent["choice"]]  # a browser sends the tick and the button
        filler._show(filler.client.post(f"{filler.home}/{step}", data=sent))
        assert filler.step != step, f"held at {step}"
        assert filler.answers_kept(context)[step.replace("-", "_")] == UNKNOWN, step
        mine = [each for each in transcript(context, id)[lines:] if each.sender is Sender.CUSTOMER]
        assert [each.text for each in mine if junk in each.text] == []
        skipped.append(step)
    assert {"needs", "reference", "still-happening"} <= set(skipped)
    assert filler.answers_kept(context)["description"] == story
    assert "needs_words" not in filler.answers_kept(context)


@pytest.mark.parametrize(
    "typed",
    ["Flat 2\n14 Mill Road\nCambridge CB1 2AB", "Flat 2,\r\n 14  Mill Road,\r\n\r\nCambridge CB1 2AB\r\n"],
)
def test_the_lines_of_an_address_stay_apart(typed: str, filler: Filler, context: Context) -> None:
    filler.begin().answers(text=STORY)
    filler.answers(rough="early October").answers(day="20", month="10", year="2026")
    filler.answers(text="Jo Bloggs").chooses("Letter").answers(text=typed)
    with context.store.read() as tx:
        contact = tx.contacts.get(the_case(context).contact_id)
    assert contact is not None
    assert contact.value == "Flat 2, 14 Mill Road, Cambridge CB1 2AB"
    assert "Flat 2, 14 Mill Road, Cambridge CB1 2AB" in skip_on(filler).text


def test_whoever_stops_after_the_address_has_complained(filler: Filler, context: Context) -> None:
    up_to_the_address(filler)
    case = the_case(context)
    assert case.due_on == date(2026, 11, 24)
    assert "You can stop here if you like." in filler.text


def test_the_clock_starts_with_the_story_and_not_with_the_first_page(
    filler: Filler, context: Context, clock: Clock
) -> None:
    filler.begin()
    clock.forward(days=1)
    told_at = clock.instant
    filler.get().press("Start now").answers(text=STORY)
    clock.forward(days=1)
    filler.press("I don't know").press("Today is the first time").press("Skip")
    filler.chooses("Phone").answers(text="07700 900123")
    assert the_case(context).received_at == told_at


def test_what_the_story_tells_is_not_asked_again(filler: Filler, context: Context) -> None:
    filler.begin().answers(
        text="You keep overcharging me and nobody has ever rung back. Write to me at leaver@example.org"
    )
    assert the_case(context).due_on == date(2026, 11, 24)
    assert filler.step == "happened-on"
    filler.press("I don't know").press("I don't know").press("Skip")
    assert filler.step not in ("reply-by", "reply-address")


def test_a_slip_in_the_story_is_asked_about_on_the_page_of_the_address(filler: Filler) -> None:
    filler.begin().answers(text="You keep overcharging me. Write to me at leaver@gmial.com")
    assert filler.page.h1.strip() == "When did it happen, or since when has it been going on?"


def test_somebody_who_is_asked_to_try_first_may_find_it_works(filler: Filler, context: Context) -> None:
    filler.begin().answers(text="My broadband has been off since Monday, no internet at all")
    assert filler.step == "sort-or-log"
    filler.chooses("Try to sort it first")
    assert filler.step == "sorted"
    assert "Switch the router off at the wall." in filler.text
    filler.chooses("Yes, it works")
    assert filler.page.h1.strip() == "Shall I e-mail you a short note about it?"
    filler.answers(text="07700 900123")
    assert filler.page.title.startswith("Error: ")
    filler.answers(text="sam@example.org")
    assert filler.step == "done"
    assert "I'm glad it works again." in filler.text
    assert the_case(context).status == "resolved"


def test_the_page_of_the_complaint_is_a_link_with_a_name_and_no_long_address(
    filler: Filler, context: Context
) -> None:
    up_to_the_address(filler).press("That's all").press("Yes").press("Skip")
    assert filler.step == "done"
    address = case_link(context, the_case(context))
    assert filler.page.links["the page of your complaint."] == address
    assert address not in filler.text


def test_a_note_can_be_declined(filler: Filler, context: Context) -> None:
    filler.begin().answers(text="My broadband has been off since Monday, no internet at all")
    filler.chooses("Try to sort it first").chooses("Yes, it works").press("No, thank you")
    assert filler.step == "done"
    with context.store.read() as tx:
        assert tx.cases.all() == []


def test_it_goes_on_where_trying_has_not_helped(filler: Filler, context: Context) -> None:
    filler.begin().answers(text="My broadband has been off since Monday, no internet at all")
    filler.chooses("Try to sort it first").chooses("No, log my complaint")
    assert filler.step == "first-told-on"
    assert "I'll note what you tried" in filler.text


# --- each question ---


@dataclass(frozen=True)
class Asked:
    """How to answer one question rightly (what is kept then) and wrongly (what is said then)."""

    question: Question
    right: dict[str, Any]
    kept: Any
    wrong: dict[str, Any]
    said: str


def _line(question: Question, right: str, kept: Any, wrong: str, said: str) -> Asked:
    return Asked(question, {"text": right}, kept, {"text": wrong}, said)


def _chosen(question: Question, right: str, kept: Any) -> Asked:
    return Asked(question, {"choice": [right]}, kept, {}, "Choose one of the answers.")


ASKED = [
    Asked(Question.DESCRIPTION, {"text": STORY}, STORY, {"text": "complaint"}, "I need a few words"),
    Asked(
        Question.HAPPENED_ON, {"day": "3", "month": "11", "year": "2026"}, {"from": "2026-11-03", "to": "2026-11-03"},
        {"day": "31", "month": "2", "year": "2026"}, "There is no such day",
    ),
    Asked(
        Question.FIRST_TOLD_ON, {"rough": "two weeks ago"}, {"from": "2026-11-09", "to": "2026-11-09"},
        {"rough": "purple"}, "I could not read a date in that.",
    ),
    _line(Question.NAME, "Jo Bloggs", "Jo Bloggs", "hello", "I could not read a name in that."),
    _chosen(Question.REPLY_BY, "email", "email"),
    _line(Question.REPLY_ADDRESS, "jo@example.org", "jo@example.org", "jo@", "does not look like a whole e-mail"),
    _chosen(Question.STILL_HAPPENING, "yes", "yes"),
    _line(Question.HANDLED_BY, "Priya in Support", "Priya in Support", "?!", "I could not read a name or a team"),
    _chosen(Question.SERVICE, "mobile", "mobile"),
    _line(Question.REFERENCE, "44120", "44120", "I want to know why", "I could not read a ticket"),
    _line(Question.ACCOUNT, "NS-20417", "NS-20417", "it is long", "I could not read an account number"),
    Asked(
        Question.EXAMPLES, {"text": "Calls to 0161 496 0000 on 3 November at 4pm"},
        "Calls to 0161 496 0000 on 3 November at 4pm", {"text": " "}, "Write a few words first.",
    ),
    Asked(
        Question.OUTCOME, {"choice": ["apology", "refund"], "text": "£45 back"},
        "an apology and money back or a credit: £45 back", {}, "Tick an answer, or write your own.",
    ),
    _chosen(Question.ROLE, "acting_for", "acting_for"),
    _line(Question.ACTING_FOR, "my mum", "my mum", "12345", "I did not catch whose account it is."),
    _chosen(Question.CUSTOMER, "business", "business"),
    _line(Question.EMPLOYEES, "7", 7, "lots", "I could not read a number in that."),
    _chosen(Question.COPIES, "to_follow", "to_follow"),
    Asked(Question.NEEDS, {"choice": ["braille", "relay"]}, ["braille", "relay"], {}, "Tick an answer"),
    _chosen(Question.REPLY_OFTEN, "weekly", "weekly"),
]  # fmt: skip
NOT_HERE = {
    Question.FAULT_OR_COMPLAINT, Question.SORT_OR_LOG, Question.SORTED, Question.AMOUNT, Question.CHECK,
    Question.CHANGE, Question.CODE, Question.VOLUNTEERS, Question.CONTRACTORS, Question.FINAL_LETTER_ON,
    Question.TOLD_BEFORE,
}  # fmt: skip
"""The first, and those about ADR, are never asked on a form; the others have tests of their own."""


def test_no_question_is_forgotten_here() -> None:
    assert {each.question for each in ASKED} | NOT_HERE == set(Question)


def test_every_page_takes_a_right_answer_after_it_has_refused_a_wrong_one(
    filler: Filler, context: Context
) -> None:
    filler.begin()
    for asked in ASKED:
        step = step_of(asked.question)
        assert filler.step == step
        assert filler.page.h1.strip()
        assert not filler.page.title.startswith("Error")
        filler.answers(**asked.wrong)
        assert filler.status == 422, asked.question
        assert filler.step == step
        assert filler.page.title.startswith(f"Error: {filler.page.h1.strip()}")
        said = [words for words in filler.page.errors if words != "Error:"]
        assert said, asked.question
        assert asked.said in said[0]
        assert filler.text.count(said[0]) == 2, "at the top and beside the field"
        link = next(href for words, href in filler.page.links.items() if said[0] in words)
        assert f'id="{link.removeprefix("#")}"' in filler.html
        filler.answers(**{**dict.fromkeys(asked.wrong, ""), **asked.right})
        assert filler.status == 200, filler.page.errors
    assert filler.step == "check"
    answers = filler.answers_kept(context)
    for asked in ASKED:
        assert answers[asked.question] == asked.kept, asked.question
    assert answers[Question.AMOUNT] == 45
    assert answers["outcome_kinds"] == ["apology", "refund"]


def test_every_question_that_may_be_skipped_can_be_and_no_other(filler: Filler, context: Context) -> None:
    filler.begin()
    for _ in range(30):
        if filler.step == "check":
            break
        question = Question(filler.step.replace("-", "_"))
        told = filler.answers_kept(context)
        offers = [title for title in filler.buttons() if "kip this question" in title]
        assert bool(offers) == may_skip(question, told), question
        if offers:
            filler.press(offers[0])
            assert filler.answers_kept(context)[question] == UNKNOWN
        else:
            needed = next(each for each in ASKED if each.question is question)
            filler.answers(**needed.right)
    assert filler.step == "check"
    assert "Not given" in filler.text


def test_what_the_page_of_a_provider_demands_is_asked_in_its_name_even_after_thats_all(
    house: House, context: Context
) -> None:
    demanding = {slug: demanded_details(each) for slug, each in context.providers.items()}
    assert any(demanding.values())
    for slug, demanded in demanding.items():
        if not demanded:
            continue
        filler = up_to_the_address(Filler(house.url, slug))
        asked = f"{context.providers[slug].name} asks for this."
        assert (asked in filler.text) == (Question(filler.step.replace("-", "_")) in demanded)
        filler.press("That's all")
        left = [each for each in demanded if each not in filler.answers_kept(context)]
        for question in left:
            assert filler.step == step_of(question)
            assert asked in filler.text
            filler.press(next(title for title in filler.buttons() if "kip this question" in title))
        assert filler.step == "check"


def test_thats_all_leads_to_the_last_look_where_what_was_left_out_can_be_added(
    filler: Filler, context: Context
) -> None:
    up_to_the_address(filler).press("That's all")
    assert filler.step == "check"
    filler.get("service").chooses("Mobile")
    assert filler.step == "check"
    assert filler.answers_kept(context)["service"] == "mobile"


# --- the last look ---


def test_every_answer_can_be_changed_from_the_last_look(filler: Filler, context: Context) -> None:
    up_to_the_address(filler).press("That's all")
    changes = re.findall(r'class="change"><a href="/complain/netservers/([a-z-]+)"', filler.html)
    assert {"description", "name", "happened-on", "reply-by", "reply-address", "needs"} <= set(changes)
    filler.get("name")
    assert ('value="Jo Bloggs"') in filler.html
    filler.answers(text="Joanna Bloggs")
    assert filler.step == "check"
    assert "Joanna Bloggs" in filler.text
    filler.get("first-told-on")
    assert 'value="20"' in filler.html
    filler.answers(day="19", month="October")
    assert the_case(context).first_complained_on == date(2026, 10, 19)
    assert the_case(context).details["name"] == "Joanna Bloggs"


def test_what_happened_is_added_to_and_never_written_over(filler: Filler, context: Context) -> None:
    up_to_the_address(filler).press("That's all")
    filler.get("description")
    assert filler.page.h1.strip() == "What would you like to add?"
    assert STORY in filler.text
    filler.answers(text="It was three times, not twice.")
    assert the_case(context).description == f"{STORY}\nIt was three times, not twice."
    filler.get("description").answers(text="")
    assert filler.step == "check"


def test_another_way_to_reply_needs_its_address(filler: Filler, context: Context) -> None:
    up_to_the_address(filler).press("That's all")
    filler.get("reply-by").chooses("Letter")
    assert filler.step == "reply-address"
    filler.answers(text="3 Orchard Close\nCambridge\nCB5 8LA")
    assert filler.step == "check"
    with context.store.read() as tx:
        contact = tx.contacts.get(the_case(context).contact_id)
    assert contact is not None
    assert contact.kind == "letter"
    filler.press("Yes")
    assert filler.step == "done"


def test_when_to_reach_them_is_kept_with_the_number_and_goes_when_it_is_taken_out(
    filler: Filler, context: Context
) -> None:
    filler.begin().answers(text=STORY).answers(rough="early October").answers(rough="two weeks ago")
    filler.answers(text="Jo Bloggs").chooses("Phone").answers(text="01223 555019, not before 5")
    assert "I have put down when to reach you: not before 5." in filler.text
    filler.press("That's all")
    skip_on(filler)
    assert "01223 555019 (when to reach you: not before 5)" in filler.text
    filler.get("reply-address")
    assert "01223 555019, not before 5" in filler.html
    filler.answers(text="01223 555019")
    assert "when to reach you" not in filler.text
    assert "reply_note" not in the_case(context).details


def test_an_answer_can_be_taken_out_again(filler: Filler, context: Context) -> None:
    up_to_the_address(filler)
    filler.chooses("Yes, still").press("That's all")
    filler.get("still-happening").press("Take my answer out")
    assert filler.step == "check"
    assert filler.answers_kept(context)["still_happening"] == UNKNOWN


def test_back_leads_to_the_page_before_and_its_answer_stands_there(filler: Filler) -> None:
    up_to_the_address(filler)
    filler.chooses("Yes, still")
    back = filler.page.links["Back"]
    assert back == "/complain/netservers/still-happening"
    filler.get("still-happening")
    assert re.search(r'value="yes" checked', filler.html)
    filler.chooses("No, it has stopped")
    assert filler.step == "handled-by"


def test_dates_that_cross_are_pointed_out_on_the_form_and_in_short_after_a_change(filler: Filler) -> None:
    filler.begin().answers(text=STORY)
    filler.answers(day="16", month="11", year="2026").answers(day="1", month="9", year="2026")
    assert (filler.step, "If one of them is wrong, go back and change it." in filler.text) == ("name", True)
    assert "type what is right" not in filler.text
    filler.get("happened-on").answers(day="10", month="9", year="2026")
    assert ("I still have an earlier date" in filler.text, "go back and change it" in filler.text) == (
        True,
        False,
    )
    filler.get("happened-on").answers(day="20", month="8", year="2026")
    assert (filler.step, "earlier" in filler.text) == ("name", False)


def test_a_question_that_is_not_there_yet_leads_to_the_one_that_is(filler: Filler) -> None:
    steps = ("needs", "check", "code", "done", "person", "first", "closed", "sort-or-log")
    assert {filler.get(step).page.h1.strip() for step in steps} == {"Complain to Netservers"}
    filler.begin()
    assert {filler.get(step).page.h1.strip() for step in steps} == {"Complain to Netservers"}
    filler.press("Start now").answers(text=STORY)
    assert {filler.get(step).step for step in steps} == {"happened-on"}


# --- the address and the code ---


def test_an_address_that_looks_like_a_slip_is_taken_when_they_say_that_it_is_right(
    filler: Filler, context: Context
) -> None:
    filler.begin().answers(text=STORY).press("I don't know").press("I don't know").press("Skip")
    filler.chooses("E-mail").answers(text="jo@gmial.com")
    assert "Did you mean jo@gmail.com?" in filler.text
    filler.answers(text="jo@gmial.com")
    assert filler.page.title.startswith("Error: ")
    filler.answers(text="jo@gmial.com", as_typed="jo@gmial.com")
    assert filler.step == "still-happening"
    assert filler.answers_kept(context)["reply_address"] == "jo@gmial.com"


def test_the_address_of_the_provider_itself_is_no_way_to_reply(filler: Filler, context: Context) -> None:
    filler.begin().answers(text=STORY).press("I don't know").press("I don't know").press("Skip")
    filler.chooses("E-mail").answers(text="support@netservers.co.uk")
    assert filler.page.title.startswith("Error: ")
    assert filler.step == "reply-address"


def test_a_wrong_code_says_how_many_tries_are_left_and_a_new_one_can_be_sent(
    filler: Filler, context: Context
) -> None:
    up_to_the_address(filler).press("That's all").press("Yes")
    right = code_in(context, the_case(context).conversation_id)
    filler.answers(text="000000" if right != "000000" else "111111")
    assert filler.page.title.startswith("Error: ")
    assert "That is not the code I sent. Tries left:" in filler.text
    filler.answers(text="12")
    assert "The code has six digits." in filler.text
    filler.press("Send it again")
    assert filler.step == "code"
    assert "I have sent a new code to jo@example.org." in filler.text
    filler.press("Skip")
    assert filler.step == "done"


def test_after_too_many_codes_the_complaint_stands_all_the_same(filler: Filler, context: Context) -> None:
    up_to_the_address(filler).press("That's all").press("Yes")
    right = code_in(context, the_case(context).conversation_id)
    for _ in range(context.rule("code_tries")):
        filler.answers(text="000000" if right != "000000" else "111111")
    assert filler.step == "done"
    assert the_case(context).reference in filler.text


# --- sent twice, left and found again ---


def test_the_same_page_sent_twice_does_one_thing(filler: Filler, context: Context) -> None:
    filler.begin()
    sent = filler.data("Continue", text=STORY)
    for _ in range(2):
        filler._show(filler.client.post("/complain/netservers/description", data=sent))
    assert filler.step == "happened-on"
    told = [
        line
        for line in transcript(context, filler.conversation_id(context))
        if line.sender is Sender.CUSTOMER
    ]
    assert [line.text for line in told] == [STORY]
    assert filler.answers_kept(context)["description"] == STORY


def test_the_same_page_sent_at_once_does_one_thing(filler: Filler, context: Context, house: House) -> None:
    filler.begin().answers(text=STORY).press("I don't know").press("I don't know").press("Skip").chooses(
        "E-mail"
    )
    sent = filler.data("Continue", text="jo@example.org")
    cookie = filler.client.cookies["complain"]

    def post(_: int) -> int:
        with httpx.Client(base_url=house.url, trust_env=False, cookies={"complain": cookie}) as client:
            return client.post("/complain/netservers/reply-address", data=sent).status_code

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(post, range(5))) == {303}
    case = the_case(context)
    lines = transcript(context, case.conversation_id)
    assert [line.text for line in lines].count("jo@example.org") == 1
    assert sum("I have logged your complaint already" in line.text for line in lines) == 1
    with context.store.read() as tx:
        letters = [item.payload["template"] for item in tx.outbox.all()]
    assert sorted(letters) == ["case_opened", "confirm_code"]


def test_back_and_another_answer_from_the_same_page_is_another_answer(
    filler: Filler, context: Context
) -> None:
    up_to_the_address(filler)
    first = filler.data("Continue", choice=["yes"])
    second = {**first, "choice": ["no"]}
    for sent, kept in ((first, "yes"), (second, "no"), (first, "yes")):
        filler._show(filler.client.post("/complain/netservers/still-happening", data=sent))
        assert filler.answers_kept(context)["still_happening"] == kept


def test_every_change_leads_to_a_page_that_can_be_loaded_again(filler: Filler) -> None:
    filler.begin().answers(text=STORY)
    assert filler.answer is not None
    assert [step.status_code for step in filler.answer.history] == [303]
    assert filler.answer.request.method == "GET"


def test_somebody_who_comes_back_tomorrow_finds_the_form_where_it_was(
    filler: Filler, clock: Clock, context: Context
) -> None:
    filler.begin().answers(text=STORY).press("I don't know")
    clock.forward(days=1)
    filler.get()
    assert filler.step == "first-told-on"
    assert (
        "Welcome back. You had started to tell me about your complaint on Monday 23 November" in filler.text
    )
    filler.press("I don't know")
    assert "Welcome back" not in filler.text
    clock.forward(days=context.rule("intake_expiry"))
    assert filler.get().page.h1.strip() == "Complain to Netservers"


def test_start_again_puts_away_what_is_not_logged(filler: Filler, context: Context) -> None:
    filler.begin().answers(text=STORY)
    before = filler.conversation_id(context)
    filler.get("again")
    assert "No complaint is logged yet." in filler.text
    filler.press("Start again")
    assert filler.page.h1.strip() == "Complain to Netservers"
    with context.store.read() as tx:
        intake = tx.intakes.latest(before)
    assert intake is not None
    assert intake.status is IntakeStatus.CANCELLED
    filler.press("Start now")
    assert filler.step == "description"
    assert filler.conversation_id(context) != before


def test_start_again_leaves_a_complaint_that_is_logged(filler: Filler, context: Context) -> None:
    up_to_the_address(filler)
    reference = the_case(context).reference
    filler.get("again")
    assert f"Your complaint {reference} is logged, and it stays" in filler.text
    filler.press("Start again")
    assert the_case(context).status == "open"


def test_something_can_be_added_after_the_end(filler: Filler, context: Context) -> None:
    up_to_the_address(filler).press("That's all").press("Yes").press("Skip")
    filler.press("Add it", text=" ")
    assert filler.page.title.startswith("Error: ")
    filler.press("Add it", text="They charged me again today.")
    assert filler.step == "done"
    assert "That is added to your complaint" in filler.text
    case = the_case(context)
    with context.store.read() as tx:
        added = [event.data for event in tx.cases.events(case.id) if event.code == "customer.added"]
    assert [each["text"] for each in added] == ["They charged me again today."]
    assert case.reference in filler.page.h1


# --- a person, and danger ---


def test_a_person_can_be_asked_for_on_every_page_and_what_was_written_is_kept(
    filler: Filler, context: Context
) -> None:
    filler.begin().press("Talk to a person", text=STORY)
    assert filler.step == "person"
    assert "A person at Netservers has been asked to take this up." in filler.text
    assert "by the end of" in filler.text
    id = filler.conversation_id(context)
    assert filler.answers_kept(context)["description"] == STORY
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(id)
        promises = tx.promises.of_conversation(id)
    assert handoff is not None
    assert [(each.kind, each.due_on) for each in promises] == [("handoff.reply", handoff.promised_by)]
    filler.press("Save", text="nothing")
    assert filler.page.title.startswith("Error: ")
    filler.press("Save", text="jo@example.org")
    assert "They can reach you at jo@example.org." in filler.text
    case = the_case(context)
    assert case.conversation_id == id
    assert (
        f"it is now logged as a complaint and can't get lost. Your reference is {case.reference}."
        in filler.text
    )
    filler.press("Ask for a person again")
    assert f"Your complaint is logged. Your reference is {case.reference} ." in filler.text
    filler.get()
    assert filler.step == "happened-on"


def test_an_address_without_a_story_is_kept_for_the_person_and_logs_nothing(
    filler: Filler, context: Context
) -> None:
    filler.begin().press("Talk to a person").press("Save", text="jo@example.org")
    assert "They can reach you at jo@example.org." in filler.text
    assert "reference" not in filler.text
    with context.store.read() as tx:
        assert tx.cases.all() == []
        [contact] = tx.contacts.of(filler.conversation_id(context))
    assert contact.value == "jo@example.org"


ONLY_IN_A_CHAT = ("chat is kept", "whole chat", "write here", "type what is right", "I am quiet", "I am still here",
                  "open this chat", "close this chat", "Carry on with the assistant")  # fmt: skip


@pytest.mark.parametrize("there", [True, False])
def test_what_is_said_of_a_person_is_true_on_the_form(there: bool, filler: Filler, context: Context) -> None:
    if there:
        at_the_desk(context, add_agent(context, provider="netservers"))
    filler.begin().answers(text=STORY).press("Talk to a person")
    said = " ".join(line.text for line in transcript(context, filler.conversation_id(context)))
    for words in ONLY_IN_A_CHAT:
        assert words not in said, words
    assert ("Somebody at Netservers is there now." in filler.text) is there
    assert ("Check or change what the person sees" in " ".join(filler.page.links)) is there
    assert ("by the end of" in filler.text) is not there


def test_what_the_person_sees_is_a_list_and_the_way_back_is_the_one_there_is(filler: Filler) -> None:
    filler.begin().answers(text=STORY).press("Talk to a person")
    assert f"<li>What happened: {STORY}</li>" in filler.html
    assert "Carry on with the form" in filler.page.links
    up_to_the_address(filler.get("again").press("Start again")).press("That's all").press("Yes").press("Skip")
    filler.press("Talk to a person")
    assert filler.page.links["Back to your complaint"] == "/complain/netservers/done"
    assert "Carry on with the form" not in filler.text


def test_in_danger_too_an_address_can_be_left_where_the_words_say_so(filler: Filler) -> None:
    filler.begin().answers(text="I want to end my life")
    assert (filler.step, "leave an e-mail address or a phone number on this page" in filler.text) == (
        "first",
        True,
    )
    filler.press("Save", text="jo@example.org")
    assert "They can reach you at jo@example.org." in filler.text


def test_words_that_cannot_be_read_are_kept_for_the_person_too(filler: Filler, context: Context) -> None:
    filler.begin().answers(text=STORY).press("Talk to a person", rough="ages and ages, I told Priya")
    told = [line.text for line in transcript(context, filler.conversation_id(context))]
    assert "ages and ages, I told Priya" in told


def test_a_person_is_on_every_page(filler: Filler, context: Context) -> None:
    seen = []
    filler.get()
    assert "Talk to a person instead" in filler.buttons()
    up_to_the_address(filler)
    for _ in range(30):
        seen.append(filler.step)
        assert "Talk to a person instead" in filler.buttons(), filler.step
        if filler.step == "done":
            break
        skip = [title for title in filler.buttons() if "kip this question" in title]
        filler.press(skip[0] if skip else "Yes")
    assert seen[-3:] == ["check", "code", "done"]


def test_a_person_can_be_asked_for_before_anything_is_told(filler: Filler, context: Context) -> None:
    filler.get().press("Talk to a person")
    assert filler.step == "person"
    with context.store.read() as tx:
        assert tx.handoffs.open_of(filler.conversation_id(context)) is not None


def test_a_person_who_cannot_be_asked_is_said_with_other_ways(context: Context) -> None:
    class Broken(FillForm):
        def request_person(self, conversation_id: str, key: str) -> list[Said]:
            raise RuntimeError("no team")

    with form_house(context, fill_form=Broken(context, QUICK.form_characters)) as house:
        filler = Filler(house.url).begin().press("Talk to a person")
        assert filler.status == 503
        assert "01223 446000" in filler.text
        assert filler.get().step == "description" or filler.page.h1.strip() == "Complain to Netservers"


def test_danger_is_answered_first_and_the_form_can_go_on(filler: Filler, context: Context) -> None:
    filler.begin().answers(text="My broadband has been off for a week and I want to end my life")
    assert filler.step == "first"
    for words in ("I'm very sorry.", "116 123", "999", "has been asked to take this up"):
        assert words in filler.text
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(filler.conversation_id(context))
    assert handoff is not None
    assert (handoff.reason, handoff.priority) == ("vulnerable", True)
    filler.get()
    assert filler.step == "first-told-on"  # nobody in distress is sent to restart a router
    assert filler.answers_kept(context)["description"].startswith("My broadband has been off")


def test_danger_told_later_is_heard_too(filler: Filler, context: Context) -> None:
    up_to_the_address(filler).press("That's all").get("description")
    filler.answers(text="My mother depends on this line for her pendant alarm, it is dead")
    assert filler.step == "first"
    case = the_case(context)
    assert case.description.count("pendant alarm") == 1
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(case.conversation_id)
    assert handoff is not None
    assert handoff.priority


def test_while_a_person_has_it_the_form_says_nothing_in_the_bots_name(
    filler: Filler, context: Context
) -> None:
    filler.begin().answers(text=STORY)
    id = filler.conversation_id(context)
    with context.store.write() as tx:
        tx.conversations.set_state(id, ConversationState.HUMAN)
        said = Message(id, 0, Sender.AGENT, "I have your bill here.", context.now(), spoken_by="Priya")
        tx.messages.add(said)
        tx.commit()
    before = len([line for line in transcript(context, id) if line.sender is Sender.BOT])
    filler.get("happened-on")
    assert "Priya at Netservers wrote: I have your bill here." in filler.text
    filler.answers(rough="early October")
    assert filler.step == "first-told-on"
    assert len([line for line in transcript(context, id) if line.sender is Sender.BOT]) == before


@pytest.mark.parametrize("page", ["done", "person"])
def test_what_a_person_writes_stands_on_the_pages_without_a_question_too(
    filler: Filler, context: Context, page: str
) -> None:
    up_to_the_address(filler).press("That's all").press("Yes").press("Skip")
    filler.press("Talk to a person")
    id = filler.conversation_id(context)
    with context.store.write() as tx:
        tx.conversations.set_state(id, ConversationState.HUMAN)
        said = Message(id, 0, Sender.AGENT, "Which days do you open?", context.now(), spoken_by="Priya")
        tx.messages.add(said)
        tx.commit()
    filler.get(page)
    assert filler.step == page
    assert "Priya at Netservers wrote: Which days do you open?" in filler.text


def test_an_ended_chat_is_said_to_have_ended(filler: Filler, context: Context) -> None:
    up_to_the_address(filler)
    with context.store.write() as tx:
        tx.conversations.set_state(filler.conversation_id(context), ConversationState.CLOSED)
        tx.commit()
    filler.get("check")
    assert filler.step == "closed"
    assert the_case(context).reference in filler.text


# --- who may ---


def test_a_form_without_its_token_is_refused(filler: Filler, context: Context) -> None:
    filler.begin()
    sent = filler.data("Continue", text=STORY)
    for csrf in ("", "0" * 64, "é"):
        answer = filler.client.post("/complain/netservers/description", data={**sent, "csrf": csrf})
        assert answer.status_code == 403
    assert filler.answers_kept(context) == {}


@pytest.mark.parametrize("step", ["", "description", "person", "reach", "again", "add"])
def test_no_change_is_made_without_a_cookie(house: House, step: str) -> None:
    with httpx.Client(base_url=house.url, trust_env=False) as client:
        answer = client.post(
            f"/complain/netservers/{step}".rstrip("/"), data={"csrf": "0" * 64, "text": STORY}
        )
    assert answer.status_code == 403
    assert "Nothing was changed." in answer.text
    assert "01223 446000" in answer.text


def test_the_token_of_another_customer_opens_nothing(filler: Filler, other: Filler, context: Context) -> None:
    filler.begin().answers(text=STORY)
    other.begin()
    stolen = {
        **other.data("Continue", text="Not mine at all, really"),
        "csrf": filler.data("Continue")["csrf"],
    }
    assert other.client.post("/complain/netservers/description", data=stolen).status_code == 403


def test_a_cookie_that_was_tampered_with_is_no_cookie(
    filler: Filler, other: Filler, context: Context
) -> None:
    up_to_the_address(filler)
    mine, theirs = other.begin().client.cookies["complain"], filler.client.cookies["complain"]
    forged = f"{theirs.rpartition('.')[0]}.{mine.rpartition('.')[2]}"
    for cookie in (forged, theirs[:-2], "x", "é", "a.b"):
        with httpx.Client(base_url=filler.url, trust_env=False, follow_redirects=True) as client:
            answer = client.get(
                "/complain/netservers/check", headers={"Cookie": f"complain={cookie}".encode()}
            )
        assert answer.status_code == 200
        assert "Jo Bloggs" not in answer.text
        assert "Before you start" in answer.text


def test_a_form_of_one_provider_is_not_a_form_of_another(filler: Filler) -> None:
    up_to_the_address(filler)
    answer = filler.client.get("/complain/contactnow/check")
    assert "Complain to ContactNow" in answer.text
    assert "Jo Bloggs" not in answer.text


def test_two_providers_can_be_complained_about_at_once(filler: Filler) -> None:
    filler.begin().answers(text=STORY)
    second = Filler(filler.url, "contactnow")
    second.client = filler.client
    second.begin()
    assert second.step == "description"
    assert filler.get().step == "happened-on"


def test_the_cookie_cannot_be_read_by_scripts_and_goes_to_the_form_only(
    filler: Filler, context: Context
) -> None:
    cookie = filler.client.get("/complain/netservers").headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=lax", "Path=/complain", "Max-Age="):
        assert part in cookie
    assert "Secure" not in cookie
    away = replace(context, public_url="https://chat.example")
    with form_house(context, fill_form=FillForm(away, 5_000)) as house:
        assert "Secure" in Filler(house.url).client.get("/complain/netservers").headers["set-cookie"]


def test_without_a_secret_nothing_is_signed(context: Context) -> None:
    with form_house(context, fill_form=FillForm(replace(context, secret=""), 5_000)) as house:
        answer = Filler(house.url).client.get("/complain/netservers")
    assert answer.status_code == 503
    assert "set-cookie" not in answer.headers


def test_unknown_providers_and_pages_are_not_found(filler: Filler) -> None:
    assert filler.client.get("/complain/nobody").status_code == 404
    filler.begin()
    assert filler.client.get("/complain/netservers/purple").status_code == 404
    sent = filler.data("Continue", text=STORY)
    assert filler.client.post("/complain/netservers/purple", data=sent).status_code == 404


def test_an_answer_that_is_not_offered_is_not_taken(filler: Filler, context: Context) -> None:
    up_to_the_address(filler)
    sent = filler.data("Continue")
    for choice in ("maybe", "again", "nobody", "yes,no"):
        assert (
            filler.client.post(
                "/complain/netservers/still-happening", data={**sent, "choice": choice}
            ).status_code
            == 422
        )
    assert "still_happening" not in filler.answers_kept(context)


def test_what_is_written_is_shown_as_written(filler: Filler, context: Context) -> None:
    story = '<script>alert("x")</script> the bill is wrong & nobody answers'
    filler.begin().answers(text=story).get("description")
    assert "<script>alert" not in filler.answer.text if filler.answer else False
    assert "&lt;script&gt;" in (filler.answer.text if filler.answer else "")
    assert filler.answers_kept(context)["description"] == story


@pytest.mark.parametrize("text", ["\x00" * 5, "\u200b" * 9, "   "])
def test_nothing_that_can_be_seen_is_no_answer(filler: Filler, text: str) -> None:
    filler.begin().answers(text=text)
    assert filler.page.title.startswith("Error: ")


# --- how much, and how often ---


def test_a_text_that_is_too_long_is_refused_and_not_cut(filler: Filler) -> None:
    story = "The bill is wrong again. " * 201
    filler.begin().answers(text=story)
    assert "That is too long: 5,0" in filler.text
    assert story.strip()[:200] in filler.html
    filler.answers(text=("\U0001f4a5 wrong bill " * 400)[:5000])
    assert filler.step == "happened-on"


def test_one_address_cannot_open_too_many_forms(context: Context) -> None:
    with form_house(context, replace(QUICK, conversations_a_minute=2)) as house:
        for _ in range(2):
            assert Filler(house.url).begin().step == "description"
        third = Filler(house.url).begin()
        assert third.status == 429
        assert third.answer is not None
        assert int(third.answer.headers["Retry-After"]) >= 1
        assert "A lot of chats were started" in third.text


def test_too_many_answers_in_a_minute_are_told_to_wait_and_a_person_can_be_had(context: Context) -> None:
    with form_house(context, replace(QUICK, messages_a_minute=1)) as house:
        filler = Filler(house.url).begin().answers(text=STORY)
        person = filler.data("Talk to a person")
        filler.press("I don't know")
        assert filler.status == 429
        assert filler.client.post("/complain/netservers/person", data=person).status_code == 200


# --- what the pure rules say ---


def test_only_what_stands_or_was_answered_may_be_opened(context: Context) -> None:
    profile = context.providers["netservers"]
    answers: dict[str, Any] = {"complaining": True, "description": STORY, "happened_on": UNKNOWN}
    standing = next_question(answers, profile)
    opened = {each for each in Question if may_open(each, answers, profile, standing)}
    assert opened == {Question.DESCRIPTION, Question.HAPPENED_ON, Question.FIRST_TOLD_ON}
    assert step_before(Question.FIRST_TOLD_ON, answers, profile) is Question.HAPPENED_ON
    assert step_before(Question.DESCRIPTION, answers, profile) is None


@pytest.mark.parametrize("question", [each for each in Question if each not in NOT_HERE or each in DETAILS])
def test_every_question_has_a_field(question: Question) -> None:
    assert field_of(question, {}) in set(Field)


# --- ways in ---


@pytest.mark.parametrize("slug", FIVE)
def test_the_form_is_linked_from_the_start_page_and_from_the_chat_without_scripts(
    house: House, slug: str
) -> None:
    link = f'href="/complain/{slug}"'
    assert link in house.client.get("/").text
    chat = house.client.get(f"/demo/{slug}").text
    assert link in chat[chat.index("<noscript>") : chat.index("</noscript>")]


# --- while a person has it ---


def with_priya(filler: Filler, context: Context) -> tuple[Agent, str]:
    """A complaint told to the end whose customer asked for a person, and Priya took it."""
    agent = add_agent(context, provider="netservers")
    up_to_the_address(filler).press("That's all").press("Yes").press("Skip")
    filler.press("Talk to a person")
    id = filler.conversation_id(context)
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(id)
    assert handoff is not None
    claim(context, agent, handoff.id)
    reply(context, agent, id, "Which days do you open?")
    return agent, id


def test_what_is_added_while_a_person_has_it_waits_for_them_and_the_bot_is_silent(
    filler: Filler, context: Context
) -> None:
    agent, id = with_priya(filler, context)
    [row] = queue(context, agent)
    assert (row.unanswered, row.on_form) == (False, True)
    filler.get("done").press("Add it", text="Monday to Friday.")
    assert "That is sent. A person can read it now." in filler.text
    assert 'Start again" to make' not in filler.text
    last = transcript(context, id)[-1]
    assert (last.sender, last.text) == (Sender.CUSTOMER, "Monday to Friday.")
    assert queue(context, agent)[0].unanswered


def test_the_page_of_the_person_has_a_box_to_answer_in(filler: Filler, context: Context) -> None:
    agent, id = with_priya(filler, context)
    filler.get("person")
    assert "Write to the person" in filler.text
    assert "Your e-mail address or phone number" not in filler.text  # it is known
    filler.press("Send", reply="Monday to Friday.")
    assert (filler.step, filler.status) == ("person", 200)
    assert "That is sent. A person can read it now." in filler.text
    last = transcript(context, id)[-1]
    assert (last.sender, last.text) == (Sender.CUSTOMER, "Monday to Friday.")
    assert queue(context, agent)[0].unanswered
    assert filler.page.links["Load this page again"] == "/complain/netservers/person"


def test_an_empty_answer_to_the_person_is_said_at_its_box(filler: Filler, context: Context) -> None:
    with_priya(filler, context)
    filler.get("person").press("Send", reply="  ")
    assert filler.status == 422
    assert 'href="#reply"' in filler.html
    assert 'id="reply-error"' in filler.html


def test_the_contact_box_says_what_it_is_for_and_keeps_its_own_error(
    filler: Filler, context: Context
) -> None:
    at_the_desk(context, add_agent(context, provider="netservers"))
    filler.begin().press("Talk to a person", text=STORY)
    assert "So that a person can reach you after you close this page." in filler.text
    assert filler.buttons()[:2] == ["Send", "Save"]
    filler.press("Save", text="nothing")
    assert 'id="text-error"' in filler.html
    assert 'id="reply-error"' not in filler.html


def test_the_first_page_says_that_a_person_is_coming(filler: Filler) -> None:
    filler.get().press("Talk to a person").get()
    assert filler.page.h1.strip() == "Complain to Netservers"
    assert "A person is coming. They aim to get back to you by the end of" in filler.text
    assert filler.page.links["Read what you were told"] == "/complain/netservers/person"


def test_every_button_that_the_words_name_is_on_the_page(filler: Filler, context: Context) -> None:
    add_agent(context, provider="netservers")  # a desk, where a code can be read out
    filler.get().press("Talk to a person")
    assert 'press "Ask for a person again"' in filler.text.replace("&#34;", '"')
    assert "Ask for a person again" in filler.buttons()
    filler.press("Ask for a person again")
    assert "You are already in the queue" in filler.text
