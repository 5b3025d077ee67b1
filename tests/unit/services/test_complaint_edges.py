"""Where telling a complaint went wrong once: runs again, changes of mind, old buttons, several things at once."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.questions import Purpose, Question
from bot.decisions.records import CaseStatus
from bot.decisions.safety import Danger
from bot.services.add_details import add_details
from bot.services.cancel_intake import cancel_intake
from bot.services.comfort import comforting_words
from bot.services.context import Context
from bot.services.heard import CLOSING
from bot.services.outcome_words import outcome_words
from bot.services.take_answer import question_now, said_on_return, take_answer
from tests.support.context import Chat, Clock
from tests.support.telling import STORY, answer, begin, keys, leave_out_the_rest, stands, tell, tell_until


def test_the_last_answer_run_again_brings_the_closing_words_again(context: Context, chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.CHECK, reply_by="07700 900123")
    heard = chat.hears("yes", "affirm")
    first = take_answer(context, heard, "check", Purpose.COMPLAINT)
    assert (CLOSING in keys(first), first.next) == (True, None)
    # The turn failed afterwards: Rasa still asks the question, the intake is closed.
    assert take_answer(context, heard, "check", Purpose.COMPLAINT) == first


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
    assert "issued_letter" in letters


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
    tell(chat, "3 November", "today", "Sam Carter", "sma@example.com")
    leave_out_the_rest(chat)
    assert stands(chat) is Question.CODE
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
    tell(chat, "3 November", "today", "Sam Carter")
    leave_out_the_rest(chat)
    with context.store.read() as tx:
        check = tx.identity_checks.latest(chat.id)
    assert check is not None
    assert answer(chat, code_for(context.secret, check.id)).filled == {"code": "confirmed"}
    begin(chat, "I have another complaint: your invoice has the wrong name on it")
    tell(chat, "last week", "today")
    assert leave_out_the_rest(chat).next is None
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
    tell(chat, "3 November", "today", "Sam Carter")
    leave_out_the_rest(chat)
    answer(chat, "skip")
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
    tell(chat, "3 November", "today", "Sam Carter")
    leave_out_the_rest(chat)
    answer(chat, "skip")
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


@pytest.mark.parametrize(
    "asked",
    [Question.NAME, Question.CODE, Question.CHECK],
    ids="at the {}".format,
)
def test_a_first_complaint_told_late_is_taken_whatever_is_asked(chat: Chat, asked: Question) -> None:
    begin(chat)
    tell_until(chat, asked, first_told_on="I don't know")
    outcome = answer(chat, "I first complained to you on 1 September")
    assert outcome.filled["first_told_on"] == {"from": "2026-09-01", "to": "2026-09-01"}


def test_a_no_to_the_code_leaves_it_out(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Question.CODE)
    assert answer(chat, "no").next is None


def test_a_change_after_a_second_complaint_was_put_away_reaches_the_first(
    context: Context, chat: Chat
) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter", "07700 900123"):
        answer(chat, said)
    begin(chat, "I have a different complaint")
    cancel_intake(context, chat.hears("stop, forget it", "stop_cancel"))
    assert "utter_changed_reply" in keys(add_details(context, chat.hears("it's 07700 900322")))
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        contact = tx.contacts.get(case.contact_id)
    assert contact is not None
    assert contact.value == "07700 900322"


def test_distress_after_the_end_is_kept_on_the_case_and_changes_still_reach_it(
    context: Context, chat: Chat
) -> None:
    begin(chat)
    for said in ("3 November", "today", "Sam Carter", "07700 900123"):
        answer(chat, said)
    heard = chat.hears("I can't cope with this any more", "upset_vulnerable")
    for _ in range(2):  # the turn may be run again
        said = comforting_words(context, heard, Danger.DISTRESS)
    assert "log it as a complaint" not in " ".join(one.text for one in said)
    add_details(context, chat.hears("it's 07700 900322"))
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        contact = tx.contacts.get(case.contact_id)
        words = [event.data["text"] for event in tx.cases.events(case.id) if event.code == "customer.added"]
    assert words == ["I can't cope with this any more", "it's 07700 900322"]
    assert contact is not None
    assert contact.value == "07700 900322"


def test_what_a_rich_message_gave_is_read_back_in_one_bubble_with_one_thank_you(
    context: Context, chat: Chat
) -> None:
    outcome = begin(
        chat, "Dead since 9 November, I rang you on 10 November, ticket 44120, email me on sam@example.com"
    )
    said = [
        each.text for each in outcome_words(context, context.provider("it-communications"), chat.id, outcome)
    ]
    (read_back,) = [each for each in said if "put down" in each]
    assert read_back.count("Thank you") == 1
    for part in ("Monday 9 November", "Tuesday 10 November", "sam@example.com", "44120"):
        assert part in read_back
    assert len(read_back.splitlines()) == 4
