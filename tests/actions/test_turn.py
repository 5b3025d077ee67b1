"""What an action reads out of Rasa's tracker."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actions.turn import Turn
from bot.decisions.questions import Question
from tests.actions.trackers import Event, action, loop, pressed, said, slot, tracker, user
from tests.support.context import MONDAY, Clock

SENT = {"message_id": "7:abc", "sent_at": "2026-11-22T23:59:58+00:00"}


def turn(*events: Event, clock: Clock | None = None) -> Turn:
    return Turn(tracker("chat-1", *events), clock or Clock())


def test_a_line_from_the_web_app_counts_from_when_it_was_sent_not_from_when_it_is_read() -> None:
    heard = turn(user("hello", "greet", 0.8, metadata=SENT)).heard
    assert heard.at == datetime(2026, 11, 22, 23, 59, 58, tzinfo=UTC)
    assert (heard.conversation_id, heard.message_id, heard.text) == ("chat-1", "7:abc", "hello")
    assert (heard.intent, heard.confidence, heard.choice, heard.question) == ("greet", 0.8, None, None)


def test_a_line_of_rasa_shell_has_the_time_of_now_and_its_number_as_id() -> None:
    first, second = user("hello"), user("are you there?")
    assert turn(first).heard.at == MONDAY
    assert turn(first).heard.message_id == "shell-1"
    assert turn(first, second).heard.message_id == "shell-2"


@pytest.mark.parametrize("metadata", [None, {}, {"sent_at": None, "message_id": None}, {"sent_at": ""}])
def test_metadata_that_says_nothing_is_as_none(metadata: dict[str, object] | None) -> None:
    line = user("hello")
    line["parse_data"]["metadata"] = metadata
    heard = turn(line).heard
    assert (heard.at, heard.message_id) == (MONDAY, "shell-1")


def test_a_button_has_a_choice_and_no_words() -> None:
    heard = turn(pressed("give_details", question="code", choice="again")).heard
    assert (heard.text, heard.question, heard.choice, heard.intent) == ("", "code", "again", "give_details")


def test_before_the_first_line_nothing_is_heard() -> None:
    empty = turn()
    assert (empty.heard.text, empty.heard.intent, empty.heard.confidence) == ("", "", 0.0)
    assert (empty.form, empty.asked, empty.ranking) == (None, None, [])
    assert not empty.is_answer


def test_the_form_and_its_question_are_read() -> None:
    now = turn(loop("complaint_form"), slot("requested_slot", "name"), user("Sam"))
    assert (now.form, now.asked) == ("complaint_form", "name")
    assert turn(loop("complaint_form"), loop(None), user("Sam")).form is None


# --- is the message an answer? ---

FORM = [action("complaint_form"), loop("complaint_form"), slot("requested_slot", "name")]


@pytest.mark.parametrize(
    ("since", "is_answer"),
    [
        ([], True),
        ([action("action_extract_slots"), slot("name", None)], True),
        ([action("complaint_form")], True),
        ([action("validate_complaint_form")], True),
        ([action("action_contact_details")], False),
        ([action("action_contact_details"), action("complaint_form")], False),
        ([action("action_not_understood")], False),
    ],
)
def test_a_message_is_an_answer_until_another_action_has_dealt_with_it(
    since: list[Event], is_answer: bool
) -> None:
    now = turn(*FORM, action("action_listen"), user("how do I reach them?"), *since)
    assert now.is_answer is is_answer


def test_the_next_message_is_an_answer_again() -> None:
    digression = [user("how do I reach them?"), action("action_contact_details"), action("complaint_form")]
    assert turn(*FORM, *digression, action("action_listen"), user("Sam")).is_answer


# --- did the question stand before? ---


def test_a_question_that_was_asked_before_the_message_stood_before() -> None:
    now = turn(*FORM, action("action_listen"), user("hm?"), slot("requested_slot", "name"))
    assert now.stood_before(Question.NAME)
    assert not now.stood_before(Question.CODE)


def test_a_question_that_came_with_this_message_is_new() -> None:
    now = turn(*FORM, action("action_listen"), user("Sam"), slot("requested_slot", "reply_by"))
    assert not now.stood_before(Question.REPLY_BY)


def test_only_the_last_question_before_the_message_counts() -> None:
    earlier = [*FORM, user("Sam"), slot("requested_slot", "reply_by"), action("action_listen")]
    assert not turn(*earlier, user("hm?")).stood_before(Question.NAME)
    assert turn(*earlier, user("hm?")).stood_before(Question.REPLY_BY)


def test_at_the_start_nothing_stood_before() -> None:
    assert not turn(user("hello")).stood_before(Question.NAME)
    assert not turn().stood_before(Question.NAME)


# --- what was not understood ---


def test_what_was_said_after_the_message_before_is_known() -> None:
    missed = [user("asdf", "deny"), action("action_deny"), said("Not sure."), action("action_listen")]
    assert turn(*missed, user("qwer", "nlu_fallback")).said_before("Not sure.")


@pytest.mark.parametrize(
    "before",
    [
        [],
        [user("hello", "greet"), action("action_greet"), said("Hello.")],
        [user("asdf"), said("Not sure."), user("hello"), action("action_greet")],
    ],
)
def test_what_was_said_earlier_or_not_at_all_was_not_said_before(before: list[Event]) -> None:
    assert not turn(*before, action("action_listen"), user("qwer", "nlu_fallback")).said_before("Not sure.")


def test_the_second_guess_leaves_the_fallback_aside() -> None:
    ranking = [("nlu_fallback", 0.5), ("make_complaint", 0.4), ("report_fault", 0.3)]
    assert turn(user("it is broken", ranking=ranking)).name_of_second_guess == "report_fault"
    assert turn(user("hello", "greet")).name_of_second_guess is None
