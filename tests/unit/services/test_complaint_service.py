"""A complaint told to the services, without engine: what is kept, asked, opened and said."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Purpose, Question
from bot.decisions.records import CaseStatus, ContactKind, IntakeStatus
from bot.services.add_details import add_details
from bot.services.answer_words import summary
from bot.services.ask_question import question_words
from bot.services.cancel_intake import cancel_intake
from bot.services.context import Context
from bot.services.heard import CLOSING
from bot.services.start_complaint import has_content, start_complaint
from bot.services.take_answer import question_now, take_answer
from tests.support.context import Chat, Clock
from tests.support.telling import (
    STORY,
    answer,
    begin,
    keys,
    tell_until,
    told,
)


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("I want to complain", False),
        ("hello I would like to make a formal complaint please", False),
        ("COMPLAINT", False),
        ("I want to complain about my bill being wrong", True),
        ("no internet for 9 days", True),
        ("your engineer never came", True),
    ],
)
def test_a_bare_wish_to_complain_is_not_taken_for_the_story(said: str, tells: bool) -> None:
    assert has_content(said) is tells


def test_the_questions_come_in_order_and_each_once(chat: Chat) -> None:
    outcomes = [begin(chat), *tell_until(chat, None)]
    asked = [outcome.next for outcome in outcomes]
    assert asked == [
        "happened_on", "first_told_on", "name", "reply_by", "reply_address",
        "copies", "reference",  # what this provider's page asks for
        "still_happening", "handled_by", "service", "account", "examples", "outcome", "amount", "role",
        "acting_for", "customer", "employees", "needs", "reply_often", "check", "code", None,
    ]  # fmt: skip


def test_a_case_opens_with_a_description_and_one_way_to_reply_and_nothing_more(
    context: Context, chat: Chat
) -> None:
    outcome = begin(chat, f"{STORY}. Email me at sam@example.com")
    assert "utter_case_logged_early" in keys(outcome)
    assert outcome.next == "happened_on"
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        contact = tx.contacts.get(case.contact_id)
        [promise] = tx.promises.of_case(case.id)
        [event] = tx.cases.events(case.id)
        letters = [(item.payload["template"], item.payload["to"]) for item in tx.outbox.all()]
    assert case.description.startswith(STORY)
    assert (case.due_on, case.target_kind) == (date(2026, 11, 30), "respond")
    assert contact is not None
    assert (contact.kind, contact.value, contact.confirmed_at) == (ContactKind.EMAIL, "sam@example.com", None)
    assert (promise.kind, promise.due_on) == ("target.respond", date(2026, 11, 30))
    assert event.code == "case.opened"
    assert sorted(letters) == [("case_opened", "sam@example.com"), ("confirm_code", "sam@example.com")]


def test_the_clock_runs_from_the_first_complaining_words_not_from_the_last_answer(
    context: Context, chat: Chat, clock: Clock
) -> None:
    begin(chat)
    clock.forward(days=2)
    answer(chat, "ring me on 07700 900123", "request_agent")
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
    assert case.received_at.date() == date(2026, 11, 23)
    assert case.due_on == date(2026, 11, 30)


def test_later_answers_are_kept_on_the_open_case(context: Context, chat: Chat) -> None:
    begin(chat, f"{STORY}. Email me at sam@example.com")
    answer(chat, "early October")
    answer(chat, "20 October")
    answer(chat, "Sam Carter")
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        codes = [event.code for event in tx.cases.events(case.id)]
    assert case.details["name"] == "Sam Carter"
    assert case.details["happened_on"] == {"from": "2026-10-01", "to": "2026-10-10"}
    assert case.first_complained_on == date(2026, 10, 20)
    assert codes == ["case.opened", "case.details", "case.details", "case.details"]


def test_the_same_message_twice_does_one_thing_and_gives_the_same_outcome(
    context: Context, chat: Chat
) -> None:
    begin(chat)
    asked = question_now(context, chat.id, Purpose.COMPLAINT)
    heard = chat.hears("3 November")
    first = take_answer(context, heard, asked, Purpose.COMPLAINT)
    # The turn failed after this and is run again, with the question that stood at first.
    again = take_answer(context, heard, asked, Purpose.COMPLAINT)
    assert again == first
    with context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    assert intake is not None
    assert Question.FIRST_TOLD_ON not in intake.answers


def test_the_message_that_opens_the_case_opens_one_however_often_it_comes(
    context: Context, chat: Chat
) -> None:
    heard = chat.hears(f"{STORY}. Email me at sam@example.com", "make_complaint")
    outcomes = [start_complaint(context, heard, unsure=False) for _ in range(3)]
    assert outcomes[0] == outcomes[1] == outcomes[2]
    with context.store.read() as tx:
        assert len(tx.cases.of_conversation(chat.id)) == 1
        assert len(tx.outbox.all()) == 2


def test_a_question_of_theirs_takes_nothing(context: Context, chat: Chat) -> None:
    begin(chat)
    outcome = answer(chat, "can I go to CISAS yet?", "ask_adr")
    assert outcome.theirs
    assert question_now(context, chat.id, Purpose.COMPLAINT) is Question.HAPPENED_ON


def test_a_story_that_mentions_cisas_and_a_manager_is_the_story(chat: Chat) -> None:
    begin(chat, "I want to complain")
    story = (
        "I have been without a line since the storm, your manager promised a call that never came, "
        "and if this goes on I will take it to CISAS and the paper"
    )
    outcome = answer(chat, story, "ask_adr")
    assert outcome.filled["description"] == story


def test_no_service_is_offered_to_be_sorted_first_and_only_the_customer_says_that_it_is(
    context: Context, chat: Chat
) -> None:
    assert begin(chat, "My broadband is down and nobody rings back").next == "sort_or_log"
    assert "utter_playbook_steps" in keys(answer(chat, "try to sort it"))
    outcome = answer(chat, "yes it's working again")
    assert outcome.next == "reply_by"
    outcome = answer(chat, "sam@example.com")
    assert outcome.next is None
    assert "utter_summary_sent" in keys(outcome)
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        intake = tx.intakes.latest(chat.id)
        letters = [item.payload["template"] for item in tx.outbox.all()]
    assert case.status is CaseStatus.RESOLVED
    assert intake is not None
    assert intake.status is IntakeStatus.RESOLVED
    assert letters == ["issued_letter"]


def test_what_was_tried_stays_on_the_complaint(context: Context, chat: Chat) -> None:
    begin(chat, "My broadband is down and nobody rings back")
    answer(chat, "try to sort it")
    answer(chat, "no, still dead", "deny")
    answer(chat, "sam@example.com")
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
    assert (case.details["sort_or_log"], case.details["sorted"]) == ("sort", "no")
    assert case.status is CaseStatus.OPEN


def test_a_plain_fault_opens_no_case_and_its_words_are_not_asked_for_again(
    context: Context, chat: Chat
) -> None:
    assert begin(chat, "the phones are dead", unsure=True).next == "fault_or_complaint"
    assert answer(chat, "help me fix it").next is None
    with context.store.read() as tx:
        assert tx.cases.of_conversation(chat.id) == []
    outcome = begin(chat, "now I want to complain")
    assert outcome.filled["description"] == "the phones are dead"


def test_whoever_was_sent_to_the_people_who_mend_faults_is_not_asked_to_try_first(chat: Chat) -> None:
    begin(chat, "the phones are dead", unsure=True)
    answer(chat, "help me fix it")
    assert begin(chat, "now I want to complain").next == "happened_on"


@pytest.mark.parametrize("reply", [None, "log it now", "try to sort it"])
def test_to_try_first_is_offered_once_although_they_stop_and_begin_anew(
    context: Context, chat: Chat, reply: str | None
) -> None:
    assert begin(chat, "My broadband is down and nobody rings back").next == "sort_or_log"
    if reply:
        answer(chat, reply)
    cancel_intake(context, chat.hears("stop", "stop_cancel"))
    begin(chat, "", choice="new")
    assert answer(chat, "My broadband is down and nobody answers").next == "happened_on"


def test_the_offer_to_try_first_comes_back_shorter_after_a_question_of_theirs(
    context: Context, chat: Chat
) -> None:
    begin(chat, "My broadband is down and nobody rings back")
    [first] = question_words(context, chat.id, Question.SORT_OR_LOG, Purpose.COMPLAINT, again=False)
    [again] = question_words(context, chat.id, Question.SORT_OR_LOG, Purpose.COMPLAINT, again=True)
    assert len(again.text) < len(first.text)
    assert again.buttons == first.buttons


@pytest.mark.parametrize("said", ["skip", "next", "pass"])
def test_a_name_may_be_skipped_and_skipping_never_stops_the_complaint(
    context: Context, chat: Chat, said: str
) -> None:
    begin(chat)
    answer(chat, "3 November")
    answer(chat, "today")
    outcome = answer(chat, said, "stop_cancel")
    assert not outcome.theirs
    assert outcome.next == "reply_by"


def test_one_way_to_reply_is_needed_and_that_is_explained(context: Context, chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter"):
        answer(chat, said)
    outcome = answer(chat, "skip", "stop_cancel")
    assert keys(outcome) == ["utter_problem_need_reply"]
    assert outcome.next == "reply_by"


def test_a_slip_in_an_address_is_offered_back_and_the_customer_decides(context: Context, chat: Chat) -> None:
    begin(chat, f"{STORY}. It began on 3 November.")
    take = lambda said, intent="give_details": answer(chat, said, intent)  # noqa: E731
    for said in ("3 November", "today", "Sam Carter"):
        take(said)
    assert keys(take("sam@gmail.con")) == ["utter_problem_email_slip"]
    outcome = take("yes", "affirm")
    assert outcome.filled["reply_address"] == "sam@gmail.com"


def test_the_address_as_typed_stands_if_they_say_so(context: Context, chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter", "sam@gmail.con"):
        answer(chat, said)
    assert answer(chat, "no", "deny").filled["reply_address"] == "sam@gmail.con"


def test_a_correction_is_acknowledged_and_the_question_stays(context: Context, chat: Chat) -> None:
    begin(chat)
    answer(chat, "3 November")
    outcome = answer(chat, "sorry, I meant it started on 4 November", "correct_details")
    assert ("utter_changed_happened_on", {"day": {"from": "2026-11-04", "to": "2026-11-04"}}) in outcome.says
    assert outcome.next == "first_told_on"


def test_the_closing_words_come_once_when_all_is_told(chat: Chat) -> None:
    begin(chat)
    outcomes = tell_until(chat, None)
    closing = [outcome.next for outcome in outcomes if CLOSING in keys(outcome)]
    assert closing == ["code"]  # right after the last look
    assert sum(keys(outcome).count(CLOSING) for outcome in outcomes) == 1


def test_two_misses_bring_the_offer_of_a_person(chat: Chat) -> None:
    begin(chat)
    assert keys(answer(chat, "wibble", "nlu_fallback")) == ["utter_missed_happened_on"]
    outcome = answer(chat, "wobble", "nlu_fallback")
    assert keys(outcome) == ["utter_leave_it", "utter_offer_person"]
    assert outcome.next == "first_told_on"  # nobody is held at a question that may be left out


def test_more_words_after_the_end_go_to_the_same_complaint(context: Context, chat: Chat) -> None:
    begin(chat, f"{STORY}. Email me at sam@example.com")
    tell_until(chat, None)
    assert keys(begin(chat, "and the engineer was rude too")) == ["utter_added_to_case"]
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        assert tx.cases.events(case.id)[-1].data["text"] == "and the engineer was rude too"


def test_a_new_complaint_in_the_same_chat_asks_nothing_about_the_customer_again(
    context: Context, chat: Chat
) -> None:
    begin(chat, f"{STORY}. Email me at sam@example.com")
    tell_until(chat, None)
    begin(chat, "", choice="new")
    outcomes = [answer(chat, "The invoice has the wrong address on it")]
    outcomes += tell_until(chat, None, happened_on="last week", first_told_on="today")
    asked = {outcome.next for outcome in outcomes}
    assert not asked & {"name", "reply_by", "reply_address", "customer", "employees"}
    assert {"happened_on", "first_told_on", "reference", "check", "code"} <= asked
    with context.store.read() as tx:
        assert len(tx.cases.of_conversation(chat.id)) == 2


@pytest.mark.parametrize("said", ["after 6 when I shut", "I'm at work till half 5", "not before 5"])
def test_when_to_reach_them_is_kept_and_read_back_and_the_question_stands(chat: Chat, said: str) -> None:
    begin(chat)
    tell_until(chat, Question.REPLY_BY)
    outcome = answer(chat, said, "ask_target")
    assert ("utter_noted_reply_note", {"note": said}) in outcome.says
    assert (outcome.next, outcome.theirs) == ("reply_by", False)


def test_when_to_reach_them_stands_beside_where_on_all_that_is_shown(context: Context, chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.REPLY_BY)
    assert answer(chat, "phone, after 6 when I shut").next == "reply_address"
    answer(chat, "07700 900123")
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        intake = tx.intakes.latest(chat.id)
    assert intake is not None
    assert case.details["reply_note"] == "after 6 when I shut"
    told = summary(context, intake.answers, context.provider(intake.provider))
    assert "Reply to: 07700 900123 (when to reach you: after 6 when I shut)" in told


def test_times_told_in_parts_while_the_reply_is_asked_are_all_kept(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.REPLY_BY)
    answer(chat, "I'm at work till half 5")
    answer(chat, "phone")
    answer(chat, "07700 900123 after 6 when I shut")
    assert told(chat)["reply_note"] == "I'm at work till half 5, after 6 when I shut"


def test_a_question_about_opening_hours_is_no_time_to_reach_them(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.REPLY_BY)
    answer(chat, "are you open after 6?", "ask_facts")
    assert "reply_note" not in told(chat)


def test_another_time_to_reach_them_takes_the_place_of_the_first_after_the_end_too(
    context: Context, chat: Chat
) -> None:
    begin(chat)
    tell_until(chat, None, reply_address="07700 900123 not before 5", reply_by="phone")
    assert told(chat)["reply_note"] == "not before 5"
    outcome = add_details(context, chat.hears("please only ring me in the evening", "give_details"))
    assert keys(outcome) == ["utter_noted_reply_note"]
    assert told(chat)["reply_note"] == "only ring me in the evening"
