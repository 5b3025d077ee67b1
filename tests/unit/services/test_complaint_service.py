"""A complaint told to the services, without engine: what is kept, asked, opened and said."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Purpose, Question
from bot.decisions.records import CaseStatus, ContactKind, IntakeStatus
from bot.services.add_details import add_details
from bot.services.cancel_intake import cancel_intake
from bot.services.context import Context
from bot.services.heard import CLOSING, Outcome
from bot.services.start_complaint import has_content, start_complaint
from bot.services.take_answer import question_now, said_on_return, take_answer
from tests.support.context import Chat, Clock

STORY = "You billed me twice and nobody answers my letters"


def begin(chat: Chat, text: str = STORY, unsure: bool = False, **more: object) -> Outcome:
    return start_complaint(chat.context, chat.hears(text, "make_complaint", **more), unsure)  # type: ignore[arg-type]


def answer(chat: Chat, text: str, intent: str = "give_details", **more: object) -> Outcome:
    asked = question_now(chat.context, chat.id, Purpose.COMPLAINT)
    return take_answer(chat.context, chat.hears(text, intent, **more), asked, Purpose.COMPLAINT)  # type: ignore[arg-type]


def keys(outcome: Outcome) -> list[str]:
    return [key for key, _ in outcome.says]


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
    outcome = begin(chat)
    asked = []
    for said in ("3 November", "5 November", "Sam Carter", "e-mail", "sam@example.com", "skip"):
        asked.append(outcome.next)
        outcome = answer(chat, said)
    assert asked == ["happened_on", "first_told_on", "name", "reply_by", "reply_address", "code"]
    assert outcome.next is None


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
    assert "utter_playbook_no_service" in keys(answer(chat, "try to sort it"))
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
    assert letters == ["resolved_summary"]


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
    outcomes = [
        answer(chat, said) for said in ("3 November", "today", "Sam Carter", "sam@example.com", "skip")
    ]
    assert [CLOSING in keys(outcome) for outcome in outcomes] == [False, False, False, True, False]


def test_two_misses_bring_the_offer_of_a_person(chat: Chat) -> None:
    begin(chat)
    assert keys(answer(chat, "wibble", "nlu_fallback")) == ["utter_missed_happened_on"]
    assert keys(answer(chat, "wobble", "nlu_fallback")) == ["utter_missed_happened_on", "utter_offer_person"]


def test_more_words_after_the_end_go_to_the_same_complaint(context: Context, chat: Chat) -> None:
    begin(chat, f"{STORY}. Email me at sam@example.com")
    for said in ("3 November", "today", "Sam Carter", "skip"):
        answer(chat, said)
    assert keys(begin(chat, "and the engineer was rude too")) == ["utter_added_to_case"]
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        assert tx.cases.events(case.id)[-1].data["text"] == "and the engineer was rude too"


def test_a_new_complaint_in_the_same_chat_asks_nothing_about_the_customer_again(
    context: Context, chat: Chat
) -> None:
    begin(chat, f"{STORY}. Email me at sam@example.com")
    for said in ("3 November", "today", "Sam Carter", "skip"):
        answer(chat, said)
    begin(chat, "", choice="new")
    asked = [answer(chat, "The invoice has the wrong address on it").next]
    asked += [answer(chat, said).next for said in ("last week", "today")]
    assert asked == ["happened_on", "first_told_on", "code"]
    with context.store.read() as tx:
        assert len(tx.cases.of_conversation(chat.id)) == 2


def test_the_last_answer_run_again_brings_the_closing_words_again(context: Context, chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter"):
        answer(chat, said)
    heard = chat.hears("07700 900123")
    first = take_answer(context, heard, "reply_by", Purpose.COMPLAINT)
    assert CLOSING in keys(first)
    # The turn failed afterwards: Rasa still asks the question, the intake is closed.
    assert take_answer(context, heard, "reply_by", Purpose.COMPLAINT) == first


def test_it_works_now_resolves_a_case_that_was_open_already_and_settles_its_promises(
    context: Context, chat: Chat
) -> None:
    begin(chat, "My internet is down and nobody helps, email me at sam@example.com")
    answer(chat, "try to sort it")
    answer(chat, "yes, it works", "affirm")
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        promises = tx.promises.of_case(case.id)
        letters = [item.payload["template"] for item in tx.outbox.all()]
    assert case.status is CaseStatus.RESOLVED
    assert [promise.kept_at for promise in promises] == [context.now()]
    assert "resolved_summary" in letters


@pytest.mark.parametrize(
    "said", ["it's not working now", "ok but no", "ok", "ok did that", "done", "is it working now?"]
)
def test_only_a_plain_yes_sorts_it(context: Context, chat: Chat, said: str) -> None:
    begin(chat, "My internet is down and nobody helps")
    answer(chat, "try to sort it")
    assert answer(chat, said).filled.get("sorted") != "yes"


def test_every_dated_target_that_is_said_is_a_promise_in_a_row(context: Context) -> None:
    for provider, kinds in {
        "netservers": ["target.acknowledge", "target.resolve"],
        "contactnow": ["target.respond", "target.resolve"],
        "it-communications": ["target.respond"],
    }.items():
        chat = Chat(context, provider, id=provider.ljust(32, "0"))
        begin(chat, f"{STORY}. Email me at sam@example.com")
        with context.store.read() as tx:
            assert [promise.kind for promise in tx.promises.of_conversation(chat.id)] == kinds


def test_a_wrong_address_can_be_put_right_where_the_code_is_asked(context: Context, chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter", "sma@example.com"):
        answer(chat, said)
    outcome = answer(chat, "sorry, I meant sam@example.com", "correct_details")
    assert "utter_changed_reply" in keys(outcome)
    assert outcome.next == "code"
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        contact = tx.contacts.get(case.contact_id)
        codes = [item.payload["to"] for item in tx.outbox.all() if item.payload["template"] == "confirm_code"]
    assert contact is not None
    assert contact.value == "sam@example.com"
    assert sorted(codes) == ["sam@example.com", "sma@example.com"]


def test_nobody_can_have_us_write_to_strangers_without_end(context: Context, chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter", "victim0@example.com"):
        answer(chat, said)
    for number in range(1, 20):
        answer(chat, f"sorry, actually victim{number}@example.com", "correct_details")
    with context.store.read() as tx:
        assert len(tx.outbox.all()) == 2 * context.rule("codes_per_chat")


def test_the_story_is_in_no_letter_to_an_address_that_may_be_a_slip(context: Context, chat: Chat) -> None:
    begin(chat, f"{STORY}. Email me at sam@example.com")
    with context.store.read() as tx:
        assert not [item for item in tx.outbox.all() if STORY in str(item.payload)]


def test_a_confirmed_address_gets_no_second_code_and_another_one_does(context: Context, chat: Chat) -> None:
    from bot.services.confirm_contact import code_for

    begin(chat, f"{STORY}. Email me at sam@example.com")
    for said in ("3 November", "today", "Sam Carter"):
        answer(chat, said)
    with context.store.read() as tx:
        check = tx.identity_checks.latest(chat.id)
    assert check is not None
    answer(chat, code_for(context.secret, check.id))
    begin(chat, "I have another complaint: your invoice has the wrong name on it")
    answer(chat, "last week")
    assert answer(chat, "today").next is None
    with context.store.read() as tx:
        assert len([item for item in tx.outbox.all() if item.payload["template"] == "confirm_code"]) == 1
        assert len(tx.cases.of_conversation(chat.id)) == 2


def test_the_first_complaint_is_never_later_than_these_words(
    context: Context, chat: Chat, clock: Clock
) -> None:
    begin(chat)
    answer(chat, "3 November")
    clock.forward(days=2)
    assert answer(chat, "today is the first time").filled["first_told_on"] == {
        "from": "2026-11-23",
        "to": "2026-11-23",
    }


def test_a_date_told_after_the_end_moves_the_case(context: Context, chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "I don't know", "Sam Carter", "07700 900123"):
        answer(chat, said)
    outcome = add_details(context, chat.hears("I first complained to you on 1 September"))
    assert "utter_changed_first_told_on" in keys(outcome)
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
    assert case.first_complained_on == date(2026, 9, 1)


def test_an_address_told_after_the_end_is_where_the_reply_goes(context: Context, chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter", "07700 900123"):
        answer(chat, said)
    assert "utter_changed_reply" in keys(
        add_details(context, chat.hears("that number is wrong, it's 07700 900322"))
    )
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        contact = tx.contacts.get(case.contact_id)
    assert contact is not None
    assert contact.value == "07700 900322"


def test_an_old_button_changes_an_answer_but_never_undoes_one(context: Context, chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter"):
        answer(chat, said)
    assert keys(answer(chat, "", choice="unknown", question="name")) == ["utter_button_of_before"]
    assert keys(answer(chat, "", choice="sort", question="sort_or_log")) == ["utter_button_of_before"]
    assert keys(answer(chat, "", choice="fault", question="fault_or_complaint")) == ["utter_button_of_before"]
    with context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    assert intake is not None
    assert intake.answers["name"] == "Sam Carter"


@pytest.mark.parametrize("said", ["log it", "just log it", "Log it now please"])
def test_log_it_never_stops_the_complaint(chat: Chat, said: str) -> None:
    begin(chat, "My internet is down and nobody helps")
    outcome = answer(chat, said, "stop_cancel")
    assert not outcome.theirs
    assert outcome.filled["sort_or_log"] == "log"


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("I want to talk to a person today", "request_agent"),
        ("just get me a human right now", "request_agent"),
        ("my husband died last week and I can't cope with this", "upset_vulnerable"),
        ("stop, forget about last week", "stop_cancel"),
    ],
)
def test_a_person_distress_and_stopping_outweigh_a_date_in_the_same_words(
    chat: Chat, said: str, intent: str
) -> None:
    begin(chat)
    assert answer(chat, said, intent).theirs


def test_an_answer_and_a_question_in_one_message_are_both_served(context: Context, chat: Chat) -> None:
    begin(chat)
    heard = chat.hears("2 November, and how long does this take?", "ask_response_target")
    outcome = take_answer(context, heard, "happened_on", Purpose.COMPLAINT)
    assert outcome.theirs
    assert outcome.filled["happened_on"] == {"from": "2026-11-02", "to": "2026-11-02"}
    assert keys(said_on_return(context, heard)) == ["utter_noted_happened_on"]
    assert question_now(context, chat.id, Purpose.COMPLAINT) is Question.FIRST_TOLD_ON


def test_when_they_rang_is_when_they_told_us_whatever_was_asked(chat: Chat) -> None:
    begin(chat)
    outcome = answer(chat, "I rang you on 19 November")
    assert outcome.filled == {"first_told_on": {"from": "2026-11-19", "to": "2026-11-19"}}
    assert outcome.next == "happened_on"


def test_a_phone_number_alone_is_a_way_to_reply_whatever_was_asked(chat: Chat) -> None:
    begin(chat)
    assert answer(chat, "07700 900321").filled["reply_address"] == "07700 900321"


def test_an_address_alone_is_no_story(context: Context, chat: Chat) -> None:
    begin(chat, "I want to complain")
    outcome = answer(chat, "sam@example.com")
    assert outcome.next == "description"
    with context.store.read() as tx:
        assert tx.cases.of_conversation(chat.id) == []


def test_stopping_says_which_complaint_stays(context: Context, chat: Chat) -> None:
    begin(chat, f"{STORY}. Email me at sam@example.com")
    for said in ("3 November", "today", "Sam Carter", "skip"):
        answer(chat, said)
    heard = chat.hears("stop", "stop_cancel")
    assert keys(cancel_intake(context, heard)) == ["utter_stopped_case_stays"]
    begin(chat, "I have a different complaint")
    heard = chat.hears("stop, forget it", "stop_cancel")
    assert keys(cancel_intake(context, heard)) == ["utter_stopped", "utter_earlier_case_stays"]
    assert keys(cancel_intake(context, heard)) == ["utter_stopped", "utter_earlier_case_stays"]


def test_a_new_complaint_by_button_takes_the_words_and_their_instant_along(
    context: Context, chat: Chat, clock: Clock
) -> None:
    begin(chat, f"{STORY}. Email me at sam@example.com")
    for said in ("3 November", "today", "Sam Carter", "skip"):
        answer(chat, said)
    begin(chat, "also you sent my invoice to the wrong address")
    clock.forward(days=1)
    outcome = begin(chat, "", choice="new")
    assert outcome.filled["description"] == "also you sent my invoice to the wrong address"
    with context.store.read() as tx:
        second = tx.cases.of_conversation(chat.id)[-1]
    assert second.received_at.date() == date(2026, 11, 23)


def test_began_and_told_in_one_answer_go_to_their_own_questions(chat: Chat) -> None:
    begin(chat)
    outcome = answer(chat, "It happened on 20 October and I first told you on 22 October")
    assert outcome.filled == {
        "happened_on": {"from": "2026-10-20", "to": "2026-10-20"},
        "first_told_on": {"from": "2026-10-22", "to": "2026-10-22"},
    }


def test_log_it_leaves_out_what_can_wait(chat: Chat) -> None:
    begin(chat)
    assert answer(chat, "just log it please", "stop_cancel").next == "reply_by"


def test_log_it_is_no_story(chat: Chat) -> None:
    begin(chat, "I want to complain")
    assert answer(chat, "log it").next == "description"


def test_a_name_and_an_address_in_one_answer_are_both_taken(chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today"):
        answer(chat, said)
    outcome = answer(chat, "Ana Lopez, ana@example.com")
    assert (outcome.filled["name"], outcome.filled["reply_address"]) == ("Ana Lopez", "ana@example.com")


def test_an_e_mail_address_and_a_number_given_together_are_both_kept(context: Context, chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter"):
        answer(chat, said)
    answer(chat, "mia@example.com, or ring me on 07700 900333")
    with context.store.read() as tx:
        assert {contact.value for contact in tx.contacts.of(chat.id)} == {"mia@example.com", "07700 900333"}


def test_a_postcode_that_comes_later_completes_the_address(chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter", "by letter", "8 Mill Lane, Southend"):
        answer(chat, said)
    assert (
        add_details(chat.context, chat.hears("SS1 2AB"))
        .says[0][1]
        .get("address", "")
        .startswith("8 Mill Lane")
    )


@pytest.mark.parametrize("said", ["Will Stop", "Pip", "Lee"])
def test_a_name_is_a_name_whatever_the_model_takes_it_for(chat: Chat, said: str) -> None:
    begin(chat)
    for before in ("3 November", "today"):
        answer(chat, before)
    assert answer(chat, said, "stop_cancel" if "Stop" in said else "goodbye").filled["name"] == said


def test_who_chose_to_log_it_is_not_asked_to_try_first(chat: Chat) -> None:
    begin(chat, "the phones are dead in our office", unsure=True)
    assert answer(chat, "log a complaint").next == "happened_on"


@pytest.mark.parametrize("lines", [("Sam Carter", "sam@example.com"), ()], ids=["at the code", "at the name"])
def test_a_first_complaint_told_late_is_taken_whatever_is_asked(
    context: Context, chat: Chat, lines: tuple[str, ...]
) -> None:
    begin(chat)
    for said in ("3 November", "I don't know", *lines):
        answer(chat, said)
    outcome = answer(chat, "I first complained to you on 1 September")
    assert outcome.filled["first_told_on"] == {"from": "2026-09-01", "to": "2026-09-01"}


def test_a_no_to_the_code_leaves_it_out(chat: Chat) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter", "sam@example.com"):
        answer(chat, said)
    assert answer(chat, "no").next is None
