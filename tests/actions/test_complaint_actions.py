"""A complaint through the actions: begun, answered, interrupted, finished, stopped."""

from __future__ import annotations

from datetime import date

import pytest

from tests.actions.conftest import STORY
from tests.actions.trackers import Talk
from tests.support.context import Clock


def cases(talk: Talk) -> list[str]:
    with talk.context.store.read() as tx:
        return [case.reference for case in tx.cases.of_conversation(talk.id)]


# --- the beginning ---


def test_the_first_complaining_words_begin_the_form_at_what_is_missing(talk: Talk) -> None:
    talk.hears(STORY, "make_complaint")
    ran = talk.runs("action_start_complaint")
    assert ran.loops == ["complaint_form"]
    assert ran.slots["requested_slot"] == "happened_on"
    assert ran.slots["description"] == STORY
    assert talk.answers()["complaining"] is True


def test_a_bare_wish_to_complain_is_asked_what_happened(talk: Talk) -> None:
    talk.hears("I want to complain", "make_complaint")
    ran = talk.runs("action_start_complaint")
    assert ran.texts == [talk.context.words.text("utter_complaint_begin")]
    assert ran.slots["requested_slot"] == "description"


def test_a_fault_is_asked_whether_it_is_a_complaint(asked_which_of_the_two: Talk) -> None:
    assert asked_which_of_the_two.tracker.active_loop == {"name": "complaint_form"}
    assert "complaining" not in asked_which_of_the_two.answers()


@pytest.mark.parametrize(
    ("confidence", "second", "asked"),
    [
        (0.45, "report_fault", "fault_or_complaint"),
        (0.45, "ask_compensation", "happened_on"),
        (0.9, "report_fault", "happened_on"),
    ],
)
def test_a_complaint_that_may_be_a_fault_is_asked_too(
    talk: Talk, confidence: float, second: str, asked: str
) -> None:
    ranking = [("make_complaint", confidence), (second, 0.3)]
    talk.hears("you left me with a bad line again", "make_complaint", confidence, ranking=ranking)
    assert talk.runs("action_start_complaint").slots["requested_slot"] == asked


def test_who_says_complain_is_not_asked_whether_it_is_one(talk: Talk) -> None:
    talk.hears("my broadband keeps dropping and I want to COMPLAIN", "report_fault")
    ran = talk.runs("action_start_complaint")
    assert ran.slots["requested_slot"] != "fault_or_complaint"
    assert talk.answers()["complaining"] is True


def test_the_button_make_a_complaint_is_not_asked_either(talk: Talk) -> None:
    talk.presses("make_complaint")
    assert talk.runs("action_start_complaint").slots["requested_slot"] == "description"


def test_the_clock_starts_when_the_words_were_sent(talk: Talk, clock: Clock) -> None:
    talk.hears(f"{STORY}. Ring me on 07700 900123", "make_complaint")
    clock.forward(days=2)  # the engine was down
    talk.runs("action_start_complaint")
    with talk.context.store.read() as tx:
        [case] = tx.cases.of_conversation(talk.id)
    assert case.received_at.date() == date(2026, 11, 23)


# --- which of the two ---


def test_a_plain_fault_is_sent_the_support_way_and_no_complaint_is_logged(
    asked_which_of_the_two: Talk,
) -> None:
    talk = asked_which_of_the_two
    talk.presses("give_details", question="fault_or_complaint", choice="fault")
    ran = talk.runs("validate_complaint_form")
    assert ran.slots["requested_slot"] is None
    finished = talk.runs("action_finish_complaint")
    assert "support team" in finished.texts[0]
    assert finished.buttons == ["Make a complaint"]
    assert cases(talk) == []


def test_a_complaint_after_all_keeps_the_first_words(asked_which_of_the_two: Talk) -> None:
    talk = asked_which_of_the_two
    talk.presses("give_details", question="fault_or_complaint", choice="complaint")
    ran = talk.runs("validate_complaint_form")
    assert ran.slots["fault_or_complaint"] == "complaint"
    assert talk.answers()["description"] == "my broadband keeps dropping"
    assert ran.slots["requested_slot"] not in ("fault_or_complaint", "description", None)


# --- answers ---


def test_an_answer_is_taken_read_back_and_the_next_question_stands(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("3 November")
    ran = talk.runs("validate_complaint_form")
    assert ran.slots == {
        "happened_on": {"from": "2026-11-03", "to": "2026-11-03"},
        "requested_slot": "first_told_on",
    }
    assert ran.texts == ["Thank you. I have put down Tuesday 3 November for when it began."]
    assert talk.answers()["happened_on"] == ran.slots["happened_on"]


def test_a_range_is_read_back_from_day_to_day(asked_since_when: Talk) -> None:
    asked_since_when.hears("early October")
    [text] = asked_since_when.runs("validate_complaint_form").texts
    assert text == "Thank you. I have put down Thursday 1 October to Saturday 10 October for when it began."


def test_the_same_answer_run_again_says_the_same_and_does_nothing_more(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("3 November")
    before = list(talk.events)
    first = talk.runs("validate_complaint_form")
    talk.events = before  # the turn failed afterwards: Rasa's tracker is as it was
    again = talk.runs("validate_complaint_form")
    assert (again.texts, again.events) == (first.texts, first.events)
    assert "first_told_on" not in talk.answers()


def test_a_question_of_theirs_is_left_to_the_rules(asked_since_when: Talk) -> None:
    talk = asked_since_when
    before = talk.answers()
    talk.hears("how do I get hold of you lot?", "ask_contact_details")
    ran = talk.runs("validate_complaint_form")
    assert (ran.events, ran.said) == ([], [])
    assert talk.answers() == before


def test_back_from_a_digression_the_message_is_not_taken_again(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("what are your opening hours on 3 November?", "ask_opening_hours")
    assert talk.runs("validate_complaint_form").events == []
    talk.runs("action_opening_hours")
    before = talk.answers()
    ran = talk.runs("validate_complaint_form")
    assert (ran.slots, ran.said) == ({"requested_slot": "happened_on"}, [])
    assert talk.answers() == before


def test_after_a_digression_the_form_goes_on_where_the_store_says(asked_since_when: Talk) -> None:
    """A rule's action may itself take something; Rasa's own slot does not know of it."""
    talk = asked_since_when
    talk.hears("can I go to the ombudsman yet? it has been 7 weeks", "ask_adr")
    talk.runs("action_adr")
    assert talk.runs("validate_complaint_form").slots["requested_slot"] == "happened_on"


def test_what_is_heard_but_not_taken_does_not_reject(asked_since_when: Talk) -> None:
    """Without any event for the slot Rasa would reject the form, and a rule would answer too."""
    talk = asked_since_when
    talk.hears("purple monkey dishwasher")
    ran = talk.runs("validate_complaint_form")
    assert ran.slots == {"happened_on": None, "requested_slot": "happened_on"}
    assert ran.texts == [talk.context.words.text("utter_missed_happened_on")]


def test_a_day_that_cannot_be_is_asked_again_and_kept_out(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("31 February")
    ran = talk.runs("validate_complaint_form")
    assert ran.slots == {"happened_on": None, "requested_slot": "happened_on"}
    assert ran.texts == [talk.context.words.text("utter_problem_no_such_date")]
    assert "happened_on" not in talk.answers()


def test_after_two_misses_a_person_is_offered(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("purple monkey dishwasher")
    assert talk.runs("validate_complaint_form").buttons == []
    talk.hears("purple monkey")
    assert talk.runs("validate_complaint_form").buttons == ["Yes, a person please"]


# --- buttons ---


def test_a_button_answers_its_own_question_though_another_stands(asked_for_the_address: Talk) -> None:
    talk = asked_for_the_address
    talk.presses("give_details", question="reply_by", choice="letter")  # of an older bubble
    ran = talk.runs("validate_complaint_form")
    assert talk.answers()["reply_by"] == ran.slots["reply_by"] == "letter"
    assert ran.slots["requested_slot"] == "reply_address"
    assert "reply_address" not in talk.answers()
    assert talk.runs("action_ask_reply_address").texts[0].startswith("Which postal address?")


def test_an_old_button_that_says_i_do_not_know_takes_back_no_answer(asked_for_the_address: Talk) -> None:
    talk = asked_for_the_address
    before = talk.answers()
    talk.presses("give_details", question="first_told_on", choice="unknown")
    ran = talk.runs("validate_complaint_form")
    assert ran.texts == [talk.context.words.text("utter_button_of_before")]
    assert ran.slots == {"reply_address": None, "requested_slot": "reply_address"}
    assert talk.answers()["first_told_on"] == before["first_told_on"]


def test_a_button_of_the_question_that_stands_answers_it(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.presses("give_details", question="happened_on", choice="unknown")
    ran = talk.runs("validate_complaint_form")
    assert ran.slots == {"happened_on": "unknown", "requested_slot": "first_told_on"}


def test_a_button_when_nothing_is_asked_changes_nothing(talk: Talk) -> None:
    talk.presses("give_details", question="happened_on", choice="unknown")
    ran = talk.runs("action_add_details")
    assert ran.texts == [talk.context.words.text("utter_button_of_before")]
    assert talk.answers() == {}


# --- questions ---


def test_a_question_is_asked_in_full_the_first_time(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("3 November")
    talk.runs("validate_complaint_form")
    ran = talk.runs("action_ask_first_told_on")
    assert ran.texts[0].startswith("When did you first tell I.T Communications that you were unhappy")
    assert ran.buttons == ["Today is the first time", "I don't know"]


def test_a_question_that_stood_before_is_put_shortly(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("3 November")
    talk.runs("validate_complaint_form")
    talk.runs("action_ask_first_told_on")
    talk.hears("how do I reach you?", "ask_contact_details")
    talk.runs("validate_complaint_form")
    talk.runs("action_contact_details")
    talk.runs("validate_complaint_form")
    ran = talk.runs("action_ask_first_told_on")
    assert ran.texts[0].startswith("Back to my question:")
    assert ran.buttons == ["Today is the first time", "I don't know"]


def test_a_question_without_a_short_version_is_asked_as_before(asked_since_when: Talk) -> None:
    talk = asked_since_when
    talk.hears("purple monkey dishwasher")
    talk.runs("validate_complaint_form")
    assert talk.runs("action_ask_happened_on").texts == [talk.context.words.text("utter_ask_happened_on")]


def test_while_a_suggestion_waits_nothing_else_is_asked(asked_for_the_address: Talk) -> None:
    talk = asked_for_the_address
    talk.hears("sam@gmial.com")
    ran = talk.runs("validate_complaint_form")
    assert "Did you mean sam@gmail.com?" in ran.texts[0]
    assert talk.runs("action_ask_reply_address").said == []
    talk.hears("yes", "affirm")
    assert talk.runs("validate_complaint_form").slots["reply_address"] == "sam@gmail.com"
    assert len(talk.runs("action_ask_code").said) == 1


def test_the_address_is_asked_for_by_its_kind(asked_for_the_address: Talk) -> None:
    assert asked_for_the_address.runs("action_ask_reply_address").texts == ["Which e-mail address?"]


# --- the end ---


def test_with_a_way_to_reply_the_case_is_open_and_its_reference_is_said(asked_for_the_address: Talk) -> None:
    talk = asked_for_the_address
    talk.hears("sam@example.com")
    said = " ".join(talk.runs("validate_complaint_form").texts)
    [reference] = cases(talk)
    with talk.context.store.read() as tx:
        letters = sorted(item.payload["template"] for item in tx.outbox.all())
    assert letters == ["case_opened", "confirm_code"]
    assert talk.answers()["reply_address"] == "sam@example.com"
    assert reference in said


def test_what_the_page_demands_is_asked_in_its_name_as_soon_as_the_case_is_open(
    asked_for_the_address: Talk,
) -> None:
    talk = asked_for_the_address
    talk.hears("sam@example.com")
    assert talk.runs("validate_complaint_form").slots["requested_slot"] == "copies"
    ran = talk.runs("action_ask_copies")
    assert ran.texts[0].startswith("I.T Communications asks for this. Do you have copies")
    assert "That's all" in ran.buttons


def test_the_last_look_shows_what_was_told_and_can_be_put_right(at_the_last_look: Talk) -> None:
    talk = at_the_last_look
    shown = talk.runs("action_ask_check")
    for part in (STORY, "Tuesday 3 November", "Thursday 5 November", "Sam Carter", "sam@example.com"):
        assert part in shown.texts[0]
    talk.presses("give_details", question="check", choice="change")
    assert talk.runs("validate_complaint_form").slots["requested_slot"] == "change"
    assert talk.runs("action_ask_change").buttons[-1] == "Nothing, leave it"
    talk.presses("give_details", question="change", choice="name")
    assert talk.runs("validate_complaint_form").slots["requested_slot"] == "name"
    talk.hears("Samuel Carter")
    ran = talk.runs("validate_complaint_form")
    assert (ran.slots["name"], ran.slots["requested_slot"]) == ("Samuel Carter", "check")
    assert "Changed." in ran.texts[0]
    assert "Samuel Carter" in ran.texts[0]


def test_the_closing_words_name_reference_date_contact_and_ombudsman(at_the_last_look: Talk) -> None:
    talk = at_the_last_look
    talk.hears("yes", "affirm")
    said = " ".join(talk.runs("validate_complaint_form").texts)
    [reference] = cases(talk)
    for part in (reference, "aims to reply by Monday 30 November", "sam@example.com", "CISAS"):
        assert part in said


def test_the_form_ends_after_the_code(logged: Talk) -> None:
    logged.presses("give_details", question="code", choice="unknown")
    ran = logged.runs("validate_complaint_form")
    assert ran.slots == {"code": "skipped", "requested_slot": None}
    finished = logged.runs("action_finish_complaint")
    assert "Talk to a person" in finished.buttons


def test_a_wrong_code_is_asked_again(logged: Talk) -> None:
    logged.hears("123456")
    ran = logged.runs("validate_complaint_form")
    assert ran.slots == {"code": None, "requested_slot": "code"}
    assert "not the code" in ran.texts[0]
    assert logged.runs("action_ask_code").texts == [logged.context.words.text("utter_ask_code_again")]


# --- stopping, adding ---


def test_stopping_ends_the_form_and_logs_nothing(asked_since_when: Talk) -> None:
    asked_since_when.hears("forget it", "stop_cancel")
    ran = asked_since_when.runs("action_cancel")
    assert (ran.loops, ran.slots) == ([None], {"requested_slot": None})
    days = asked_since_when.context.rule("intake_expiry")
    assert ran.texts == [asked_since_when.context.words.text("utter_stopped", days=str(days))]
    assert cases(asked_since_when) == []


@pytest.mark.parametrize(
    ("pressed", "key", "kept"),
    [("keep", "utter_stopped_kept", True), ("delete", "utter_stopped_deleted", False)],
)
def test_after_stopping_the_customer_chooses_what_becomes_of_the_words(
    asked_since_when: Talk, pressed: str, key: str, kept: bool
) -> None:
    talk = asked_since_when
    talk.hears("forget it", "stop_cancel")
    talk.runs("action_cancel")
    talk.presses("stop_cancel", choice=pressed)
    assert talk.runs("action_cancel").texts == [
        talk.context.words.text(key, days=str(talk.context.rule("intake_expiry")))
    ]
    assert (talk.answers().get("description") == STORY) is kept


def test_stopping_after_it_is_logged_says_that_it_stays(logged: Talk) -> None:
    logged.hears("stop", "stop_cancel")
    [text] = logged.runs("action_cancel").texts
    assert cases(logged)[0] in text
    assert len(cases(logged)) == 1


def test_stopping_nothing_is_said_to_be_nothing(talk: Talk) -> None:
    talk.hears("stop", "stop_cancel")
    assert talk.runs("action_cancel").texts == [talk.context.words.text("utter_nothing_to_stop")]


def test_more_words_for_a_logged_complaint_are_kept_on_it(logged: Talk) -> None:
    logged.presses("give_details", question="code", choice="unknown")
    logged.runs("validate_complaint_form")
    logged.runs("action_finish_complaint")
    logged.hears("the second bill was number 4471")
    [text] = logged.runs("action_add_details").texts
    assert cases(logged)[0] in text
    with logged.context.store.read() as tx:
        [case] = tx.cases.of_conversation(logged.id)
        added = [event.data["text"] for event in tx.cases.events(case.id) if event.code == "customer.added"]
    assert added == ["the second bill was number 4471"]


def test_a_detail_of_nothing_is_asked_what_it_is_for(talk: Talk) -> None:
    talk.hears("my account number is 4471")
    ran = talk.runs("action_add_details")
    assert ran.buttons == ["Make a complaint", "Talk to a person"]
