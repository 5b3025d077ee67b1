"""Coming back on another day, carrying on after stopping, and hearing the last words again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decisions.questions import Question
from bot.decisions.records import IntakeStatus, Sender
from bot.services.cancel_intake import after_cancelling, cancel_intake
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.last_words import last_words
from bot.services.resume import resume_words
from tests.support import rows
from tests.support.context import Chat, Clock
from tests.support.telling import STORY, answer, begin, keys, stands, tell_until, told

Q = Question


def line(context: Context, chat: Chat, text: str, sender: Sender = Sender.CUSTOMER) -> int:
    """Written to the transcript, as the web app does."""
    with context.store.write() as tx:
        turn = {} if sender is Sender.CUSTOMER else {"turn": None}
        made = tx.messages.add(rows.message(chat.id, text=text, sender=sender, sent_at=context.now(), **turn))
        tx.commit()
    return made.id


def resumed(context: Context, chat: Chat, text: str = "hello, I'm back") -> list[str]:
    number = line(context, chat, text)
    heard = chat.hears(text)
    return [one.text for one in resume_words(context, heard_as(heard, number, chat))]


def heard_as(heard: Heard, number: int, chat: Chat) -> Heard:
    """With the id by which the engine knows the line."""
    return replace(heard, message_id=f"{number}:{chat.id}")


@pytest.fixture
def left_in_the_middle(context: Context, chat: Chat) -> Chat:
    """A complaint begun today, the customer gone since."""
    line(context, chat, STORY)
    begin(chat)
    tell_until(chat, Q.NAME)
    return chat


def test_on_another_day_they_hear_what_they_had_started_and_when(
    context: Context, left_in_the_middle: Chat, clock: Clock
) -> None:
    clock.forward(days=1)
    [text] = resumed(context, left_in_the_middle)
    assert text == context.words.text("utter_resume", day="Monday 23 November")
    assert stands(left_in_the_middle) is Q.NAME
    assert told(left_in_the_middle)[Q.DESCRIPTION] == STORY


def test_it_is_said_once_and_not_with_each_line_of_that_day(
    context: Context, left_in_the_middle: Chat, clock: Clock
) -> None:
    clock.forward(days=1)
    assert len(resumed(context, left_in_the_middle)) == 1
    clock.forward(minutes=1)
    assert resumed(context, left_in_the_middle) == []
    clock.forward(days=1)
    assert len(resumed(context, left_in_the_middle)) == 1


@pytest.mark.parametrize("hours", [1, 5, 13.9])
def test_the_same_day_is_no_coming_back(
    context: Context, left_in_the_middle: Chat, clock: Clock, hours: float
) -> None:
    clock.forward(hours=hours)
    assert resumed(context, left_in_the_middle) == []


def test_a_day_is_a_day_in_london(context: Context, left_in_the_middle: Chat, clock: Clock) -> None:
    clock.forward(hours=14.1)  # ten at night has become midnight
    assert len(resumed(context, left_in_the_middle)) == 1


def test_once_it_is_logged_they_hear_its_reference(context: Context, chat: Chat, clock: Clock) -> None:
    line(context, chat, STORY)
    begin(chat)
    tell_until(chat, Q.SERVICE)
    clock.forward(days=2)
    [text] = resumed(context, chat)
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
    assert text == context.words.text("utter_resume_logged", reference=case.reference)


def test_who_has_told_everything_or_stopped_is_not_welcomed_back_to_it(
    context: Context, chat: Chat, clock: Clock
) -> None:
    begin(chat)
    tell_until(chat, None)
    clock.forward(days=1)
    assert resumed(context, chat) == []


def test_who_was_only_asked_whether_it_is_a_complaint_is_not_welcomed_back(
    context: Context, chat: Chat, clock: Clock
) -> None:
    begin(chat, "the phones are dead", unsure=True)
    clock.forward(days=1)
    assert resumed(context, chat) == []


def test_without_a_transcript_nobody_is_welcomed_back(context: Context, chat: Chat, clock: Clock) -> None:
    # In rasa shell no line is stored: nothing tells the first line of a day from those after it.
    begin(chat)
    clock.forward(days=1)
    lines = [resume_words(context, chat.hears(text)) for text in ("hello", "3 November")]
    assert [len(words) for words in lines] == [0, 0]


# --- carrying on after stopping ---


def stop(chat: Chat) -> list[str]:
    return keys(cancel_intake(chat.context, chat.hears("stop", "stop_cancel")))


def status(chat: Chat) -> IntakeStatus:
    with chat.context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    assert intake is not None
    return intake.status


def test_what_was_put_away_is_taken_up_where_it_was(left_in_the_middle: Chat) -> None:
    chat = left_in_the_middle
    before = told(chat)
    assert stop(chat) == ["utter_stopped"]
    assert stands(chat) is None
    assert keys(begin(chat, "carry on")) == ["utter_carry_on"]
    assert stands(chat) is Q.NAME
    assert told(chat) == before


@pytest.mark.parametrize(
    "text", ["carry on", "please continue", "can we carry on with my complaint?", "resume"]
)
def test_carry_on_is_heard_in_its_usual_words(left_in_the_middle: Chat, text: str) -> None:
    stop(left_in_the_middle)
    begin(left_in_the_middle, text)
    assert stands(left_in_the_middle) is Q.NAME


def test_a_bare_wish_to_complain_is_asked_which_of_the_two(left_in_the_middle: Chat) -> None:
    stop(left_in_the_middle)
    outcome = begin(left_in_the_middle, "I want to make a complaint")
    assert keys(outcome) == ["utter_resume_or_new"]
    assert stands(left_in_the_middle) is None


def test_a_new_story_or_the_button_begins_a_new_one_and_keeps_who_they_are(
    left_in_the_middle: Chat,
) -> None:
    chat = left_in_the_middle
    answer(chat, "Sam Carter")
    stop(chat)
    begin(chat, "", choice="new")
    assert stands(chat) is Q.DESCRIPTION
    assert (told(chat).get(Q.NAME), Q.HAPPENED_ON in told(chat)) == ("Sam Carter", False)


def test_kept_or_deleted_as_the_customer_chooses(left_in_the_middle: Chat) -> None:
    chat = left_in_the_middle
    stop(chat)
    kept = after_cancelling(chat.context, chat.hears("", "stop_cancel", choice="keep"))
    assert (keys(kept), told(chat)[Q.DESCRIPTION]) == (["utter_stopped_kept"], STORY)
    heard = chat.hears("", "stop_cancel", choice="delete")
    assert keys(after_cancelling(chat.context, heard)) == ["utter_stopped_deleted"]
    assert (told(chat), status(chat)) == ({}, IntakeStatus.EXPIRED)


def test_deleting_run_again_says_the_same(left_in_the_middle: Chat) -> None:
    chat = left_in_the_middle
    stop(chat)
    heard = chat.hears("", "stop_cancel", choice="delete")
    assert after_cancelling(chat.context, heard) == after_cancelling(chat.context, heard)


def test_after_deleting_nothing_is_left_to_carry_on(left_in_the_middle: Chat) -> None:
    chat = left_in_the_middle
    stop(chat)
    after_cancelling(chat.context, chat.hears("", "stop_cancel", choice="delete"))
    begin(chat, "carry on")
    assert STORY not in str(told(chat))
    assert Q.HAPPENED_ON not in told(chat)


def test_what_was_put_away_is_kept_for_the_days_that_were_said_and_no_longer(
    left_in_the_middle: Chat, clock: Clock
) -> None:
    chat = left_in_the_middle
    stop(chat)
    clock.forward(days=chat.context.rule("intake_expiry"))
    assert keys(begin(chat, "I want to make a complaint")) == ["utter_resume_or_new"]
    clock.forward(days=1)
    assert keys(begin(chat, "I want to make a complaint")) == ["utter_complaint_begin"]


def test_carrying_on_runs_again_without_a_second_effect(left_in_the_middle: Chat) -> None:
    chat = left_in_the_middle
    stop(chat)
    first = begin(chat, "carry on", number=77)
    assert keys(begin(chat, "carry on", number=77)) == keys(first)
    assert stands(chat) is Q.NAME


def test_who_stopped_when_asked_whether_it_is_a_complaint_carries_on_there_too(chat: Chat) -> None:
    begin(chat, STORY, unsure=True)
    assert stands(chat) is Q.FAULT_OR_COMPLAINT
    assert stop(chat) == ["utter_stopped"]
    assert keys(begin(chat, "carry on", number=78)) == ["utter_carry_on"]
    assert stands(chat) is Q.FAULT_OR_COMPLAINT


# --- the last words again ---


def test_the_last_words_are_those_since_the_customers_last_line_without_buttons(
    context: Context, chat: Chat
) -> None:
    line(context, chat, "hello")
    line(context, chat, "Good morning.", Sender.BOT)
    line(context, chat, "how long does it take?")
    line(context, chat, "They aim to reply soon.", Sender.BOT)
    line(context, chat, "Anything else?", Sender.BOT)
    number = line(context, chat, "pardon?")
    words = last_words(context, chat.id, f"{number}:{chat.id}")
    assert [one.text for one in words] == ["They aim to reply soon.", "Anything else?"]
    assert all(not one.buttons for one in words)


def test_before_anything_was_said_there_is_nothing_to_say_again(context: Context, chat: Chat) -> None:
    number = line(context, chat, "pardon?")
    assert last_words(context, chat.id, f"{number}:{chat.id}") == []
