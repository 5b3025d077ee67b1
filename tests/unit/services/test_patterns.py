"""Every pattern of a conversation at every question of a complaint: what stands then, what is said, what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.decisions.questions import DETAILS, UNKNOWN, Purpose, Question
from bot.decisions.records import IntakeStatus
from bot.services.cancel_intake import cancel_intake
from bot.services.context import Context
from bot.services.heard import CLOSING, Outcome
from bot.services.take_answer import said_on_return, take_answer
from tests.support.context import Chat
from tests.support.telling import TOLD, answer, keys, stands, tell_until, told
from tests.unit.services.patterns import FOLLOWS, QUESTIONS, chat_at

Q = Question
OWN_WORDS = (Q.HANDLED_BY, Q.EXAMPLES, Q.OUTCOME, Q.ACTING_FOR)
BEFORE_THE_STORY = (Q.FAULT_OR_COMPLAINT, Q.DESCRIPTION, Q.SORT_OR_LOG, Q.SORTED)
LOGGED = QUESTIONS[QUESTIONS.index(Q.STILL_HAPPENING) :]
"""The questions that come when the case is open."""


def at_each(
    of: Iterable[Question] = QUESTIONS, /, **broken: Iterable[Question]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """One test a question, named "at …"; ``broken``: where it does not hold yet, by the reason."""
    reasons = {question: why.replace("_", " ") for why, questions in broken.items() for question in questions}

    def case(question: Question) -> Any:
        marks = [pytest.mark.xfail(strict=True, reason=reasons[question])] if question in reasons else []
        return pytest.param(question, marks=marks, id=f"at {question.replace('_', ' ')}")

    return pytest.mark.parametrize("question", [case(question) for question in of])


def lost(before: Mapping[str, Any], chat: Chat) -> dict[str, Any]:
    """Answers that were given and are not there any more, or are others now. A story may grow."""
    now = told(chat)
    gone = {key: value for key, value in before.items() if key in set(Q) and now.get(key) != value}
    if str(now.get(Q.DESCRIPTION)).startswith(str(gone.get(Q.DESCRIPTION))):
        gone.pop(Q.DESCRIPTION, None)
    return gone


def rows(context: Context, chat: Chat) -> tuple[Any, ...]:
    """All that a message can leave behind."""
    with context.store.read() as tx:
        cases = tx.cases.of_conversation(chat.id)
        return (
            cases,
            [tx.cases.events(case.id) for case in cases],
            [tx.promises.of_case(case.id) for case in cases],
            tx.outbox.all(),
            tx.contacts.of(chat.id),
            told(chat),
        )


def takes_nothing(chat: Chat, question: Question, text: str, intent: str) -> Outcome:
    before = rows(chat.context, chat)
    outcome = answer(chat, text, intent)
    assert stands(chat) is question
    assert lost(before[-1], chat) == {}
    assert rows(chat.context, chat)[:-1] == before[:-1]
    return outcome


# --- a question of theirs ---


@at_each()
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("can I go to CISAS yet?", "ask_adr"),
        ("how long does this take?", "ask_response_target"),
        ("what are your opening hours", "ask_opening_hours"),
    ],
    ids=["about the scheme", "about the time", "without a question mark"],
)
def test_a_question_of_theirs_is_theirs_and_ours_stands(
    tmp_path: Path, question: Question, text: str, intent: str
) -> None:
    outcome = takes_nothing(chat_at(question, tmp_path), question, text, intent)
    assert (outcome.theirs, keys(outcome), outcome.filled) == (True, [], {})


@at_each()
def test_a_wish_for_a_person_is_theirs_and_ours_stands(tmp_path: Path, question: Question) -> None:
    outcome = takes_nothing(
        chat_at(question, tmp_path), question, "I want to talk to a person", "request_agent"
    )
    assert (outcome.theirs, outcome.filled) == (True, {})


@at_each()
@pytest.mark.parametrize(("text", "intent"), [("hello there", "greet"), ("thank you", "thank")])
def test_chit_chat_is_answered_as_such_and_is_no_miss(
    tmp_path: Path, question: Question, text: str, intent: str
) -> None:
    outcome = takes_nothing(chat_at(question, tmp_path), question, text, intent)
    assert (outcome.theirs, outcome.filled) == (True, {})


# --- stopping ---


STOPS = (
    "stop",
    "cancel my complaint please",
    "stop, forget it",
    "I don't want to do this any more, forget it",
)


@at_each()
@pytest.mark.parametrize("text", STOPS)
def test_a_plain_wish_to_stop_stops(tmp_path: Path, question: Question, text: str) -> None:
    chat = chat_at(question, tmp_path)
    assert takes_nothing(chat, question, text, "stop_cancel").theirs
    heard = chat.hears(text, "stop_cancel")
    logged = question in LOGGED
    stopped = cancel_intake(chat.context, heard)
    assert keys(stopped) == ["utter_stopped_case_stays" if logged else "utter_stopped"]
    assert stands(chat) is None
    assert cancel_intake(chat.context, heard) == stopped
    with chat.context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    assert intake is not None
    assert intake.status is (IntakeStatus.COMPLETE if logged else IntakeStatus.CANCELLED)


# --- skip, why, again ---


NOT_SKIPPED = {
    Q.FAULT_OR_COMPLAINT: "utter_problem_need_answer",
    Q.DESCRIPTION: "utter_problem_need_answer",
    Q.SORT_OR_LOG: "utter_problem_need_answer",
    Q.SORTED: "utter_problem_need_answer",
    Q.REPLY_BY: "utter_problem_need_reply",
    Q.REPLY_ADDRESS: "utter_problem_need_reply",
}
AFTER_A_SKIP = {Q.OUTCOME: Q.ROLE, Q.ROLE: Q.CUSTOMER, Q.CUSTOMER: Q.NEEDS}
"""Where the next question hangs on the answer."""
SAID_AT_A_SKIP = {Q.FIRST_TOLD_ON: ["utter_noted_first_told_unknown"], Q.CHECK: [CLOSING]}


@at_each()
@pytest.mark.parametrize("intent", ["stop_cancel", "give_details"])
def test_skip_leaves_out_what_may_be_left_out_and_explains_what_may_not(
    tmp_path: Path, question: Question, intent: str
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    outcome = answer(chat, "skip", intent)
    if question in NOT_SKIPPED:
        assert (keys(outcome), stands(chat)) == ([NOT_SKIPPED[question]], question)
    else:
        assert keys(outcome) == SAID_AT_A_SKIP.get(question, [])
        assert stands(chat) is AFTER_A_SKIP.get(question, FOLLOWS[question])
    assert not outcome.theirs
    assert lost(before, chat) == {}


@at_each()
@pytest.mark.parametrize("text", ["why do you ask?", "why do you need that?", "what for?"])
def test_why_do_you_ask_is_explained_and_the_question_stands(
    tmp_path: Path, question: Question, text: str
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = takes_nothing(chat, question, text, "ask_who_are_you")
    own = f"utter_why_{question}"
    assert keys(outcome) == [own if own in chat.context.words else "utter_why"]


@at_each()
@pytest.mark.parametrize("text", ["what was the question?", "say that again please", "pardon?"])
def test_say_that_again_brings_the_question_again(tmp_path: Path, question: Question, text: str) -> None:
    outcome = takes_nothing(chat_at(question, tmp_path), question, text, "nlu_fallback")
    assert (keys(outcome), outcome.theirs) == (["utter_repeat"], False)


# --- that's all ---


CAN_WAIT = (Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME)
"""Not needed before the case opens."""


@at_each(DETAILS)
@pytest.mark.parametrize("pressed", [False, True], ids=["typed", "pressed"])
def test_thats_all_ends_the_details_but_for_what_the_page_demands(
    tmp_path: Path, question: Question, pressed: bool
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    button = {"choice": "thats_all", "question": question.value} if pressed else {}
    outcome = answer(chat, "" if pressed else "that's all", **button)
    assert keys(outcome) == ["utter_thats_all"]
    assert stands(chat) is (Q.REFERENCE if question is Q.COPIES else Q.CHECK)
    assert lost(before, chat) == {}


def test_thats_all_again_where_the_page_demands_something_leaves_that_out_too(tmp_path: Path) -> None:
    chat = chat_at(Q.COPIES, tmp_path)
    answer(chat, "that's all")
    assert stands(chat) is Q.REFERENCE
    answer(chat, "that's all")
    assert stands(chat) is Q.CHECK


@at_each([question for question in QUESTIONS if question not in DETAILS])
def test_thats_all_is_no_answer_to_what_is_needed_and_a_yes_to_the_last_look(
    tmp_path: Path, question: Question
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    outcome = answer(chat, "that's all", "nlu_fallback")
    # What can wait is left out at once, and nobody is sent to try things: the way to reply is all that is needed.
    ends = {
        **dict.fromkeys((*CAN_WAIT, Q.SORT_OR_LOG, Q.SORTED), Q.REPLY_BY),
        Q.CHECK: Q.CODE,
        Q.CHANGE: Q.CHECK,
    }
    assert stands(chat) is ends.get(question, question)
    assert (CLOSING in keys(outcome)) == (question is Q.CHECK)
    assert lost(before, chat) == {}
    assert "that's all" not in str(told(chat).values()).lower()


@at_each(CAN_WAIT)
def test_thats_all_when_a_way_to_reply_is_known_leaves_out_all_that_could_wait(
    tmp_path: Path, question: Question
) -> None:
    chat = chat_at(Q.HAPPENED_ON, tmp_path)
    for text in ("log it", TOLD[Q.REPLY_BY], TOLD[Q.REPLY_ADDRESS]):
        answer(chat, text)
    tell_until(chat, question)
    before = told(chat)
    answer(chat, "that's all", "nlu_fallback")
    assert stands(chat) is Q.COPIES
    left_out = [each for each in CAN_WAIT if told(chat)[each] == UNKNOWN]
    assert left_out == list(CAN_WAIT[CAN_WAIT.index(question) :])
    assert lost(before, chat) == {}


# --- not understood ---


MAY_BE_LEFT_OUT = (*CAN_WAIT, *DETAILS)
"""Nobody is held at these: what is not understood twice is left out."""


@at_each(
    [question for question in QUESTIONS if question is not Q.FAULT_OR_COMPLAINT],
)
def test_what_is_not_understood_twice_brings_the_offer_of_a_person_and_holds_nobody(
    tmp_path: Path, question: Question
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    first, second = answer(chat, "?!", "nlu_fallback"), answer(chat, "...", "nlu_fallback")
    assert "utter_offer_person" not in keys(first)
    assert keys(second)[-1] == "utter_offer_person"
    left_out = AFTER_A_SKIP.get(question, FOLLOWS[question])
    assert stands(chat) is (left_out if question in MAY_BE_LEFT_OUT else question)
    assert ("utter_leave_it" in keys(second)) == (question in MAY_BE_LEFT_OUT)
    assert lost(before, chat) == {}


def test_who_cannot_say_whether_it_is_a_complaint_has_it_taken_as_one(tmp_path: Path) -> None:
    chat = chat_at(Q.FAULT_OR_COMPLAINT, tmp_path)
    before = told(chat)
    answer(chat, "?!", "nlu_fallback")
    assert keys(answer(chat, "...", "nlu_fallback"))[0] == "utter_log_it_then"
    assert (told(chat)[Q.FAULT_OR_COMPLAINT], stands(chat)) == ("complaint", Q.HAPPENED_ON)
    assert lost(before, chat) == {}


CANNOT_BE = {
    Q.HAPPENED_ON: "31 February",
    Q.FIRST_TOLD_ON: "next week",
    Q.DESCRIPTION: "?!",
}


@pytest.mark.parametrize(("question", "text"), CANNOT_BE.items(), ids=[f"at {each}" for each in CANNOT_BE])
def test_what_cannot_be_taken_again_and_again_brings_the_offer_of_a_person(
    tmp_path: Path, question: Question, text: str
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    offered = ["utter_offer_person" in keys(answer(chat, text)) for _ in range(3)]
    assert offered == [False, True, True]
    assert (stands(chat), lost(before, chat)) == (question, {})


@at_each([question for question in QUESTIONS if question not in (Q.DESCRIPTION, Q.NAME, *OWN_WORDS)])
def test_after_something_that_was_understood_the_counting_begins_anew(
    tmp_path: Path, question: Question
) -> None:
    chat = chat_at(question, tmp_path)
    answer(chat, "purple monkey dishwasher", "nlu_fallback")
    answer(chat, TOLD[question])
    if stands(chat) is not None:
        assert "utter_offer_person" not in keys(answer(chat, "?!", "nlu_fallback"))


# --- corrections ---


STARTED = {"from": "2026-11-04", "to": "2026-11-04"}
KNOWS_WHEN = QUESTIONS[QUESTIONS.index(Q.FIRST_TOLD_ON) :]


@at_each(KNOWS_WHEN)
@pytest.mark.parametrize(
    "text", ["sorry, I meant it started on 4 November", "actually it started on 4 November"]
)
def test_an_earlier_day_put_right_is_acknowledged_and_nothing_else_changes(
    tmp_path: Path, question: Question, text: str
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    outcome = answer(chat, text, "correct_details")
    assert outcome.says == [("utter_changed_happened_on", {"day": STARTED})]
    assert lost(before, chat).keys() == {Q.HAPPENED_ON}
    assert told(chat)[Q.HAPPENED_ON] == STARTED
    assert stands(chat) is (Q.CHECK if question is Q.CHANGE else question)


@at_each(KNOWS_WHEN)
def test_the_day_they_first_told_put_right_touches_no_other_day(tmp_path: Path, question: Question) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    answer(chat, "no, I first told you on 6 November", "correct_details")
    assert told(chat)[Q.FIRST_TOLD_ON] == {"from": "2026-11-06", "to": "2026-11-06"}
    assert lost(before, chat).keys() <= {Q.FIRST_TOLD_ON}


@at_each([*DETAILS, Q.CHECK, Q.CHANGE, Q.CODE])
def test_a_new_address_is_where_the_reply_goes_whatever_is_asked(tmp_path: Path, question: Question) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    outcome = answer(chat, "sorry, my email is ann@example.org", "correct_details")
    assert keys(outcome) == ["utter_changed_reply"]
    assert lost(before, chat).keys() == {Q.REPLY_ADDRESS}
    with chat.context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        contact = tx.contacts.get(case.contact_id)
    assert contact is not None
    assert contact.value == "ann@example.org"


KNOWS_THE_TICKET = [each for each in LOGGED if each not in (Q.REFERENCE, Q.COPIES)]


@at_each(KNOWS_THE_TICKET)
def test_a_detail_put_right_by_its_name_is_acknowledged(tmp_path: Path, question: Question) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    outcome = answer(chat, "sorry, the ticket number should be 55123", "correct_details")
    assert keys(outcome) == ["utter_changed_details"]
    assert "55123" in outcome.says[0][1]["what"]
    assert lost(before, chat).keys() == {Q.REFERENCE}
    assert told(chat)[Q.REFERENCE] == "55123"
    assert stands(chat) is (Q.CHECK if question is Q.CHANGE else question)


@at_each(KNOWS_THE_TICKET)
def test_the_new_number_is_taken_and_not_the_old_one_said_before_it(
    tmp_path: Path, question: Question
) -> None:
    chat = chat_at(question, tmp_path)
    answer(chat, "sorry, I said ticket 44120 but it's 55123", "correct_details")
    assert told(chat)[Q.REFERENCE] == "55123"


# --- several things in one message ---


SEVERAL = "My name is Ann Lee, it is about my broadband, ticket 55123, and I want an apology"


@at_each([question for question in QUESTIONS if question is not Q.CHECK])
def test_several_answers_in_one_message_are_all_taken_and_none_is_lost(
    tmp_path: Path, question: Question
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    outcome = answer(chat, SEVERAL)
    now = told(chat)
    for key, value in ((Q.NAME, "Ann Lee"), (Q.REFERENCE, "55123"), ("outcome_kinds", ["apology"])):
        assert now[key] == before.get(key, value)
    assert lost(before, chat) == {}
    assert Q.EMPLOYEES not in outcome.filled


def test_several_changes_at_the_last_look_are_all_made(tmp_path: Path) -> None:
    chat = chat_at(Q.CHECK, tmp_path)
    assert keys(answer(chat, f"no. {SEVERAL}", "deny")) == ["utter_changed_details"]
    now = told(chat)
    assert (now[Q.REFERENCE], now["outcome_kinds"], now[Q.NAME]) == ("55123", ["apology"], "Ann Lee")


# --- an answer and a question ---


@at_each(
    [question for question in QUESTIONS if question is not Q.DESCRIPTION],
)
@pytest.mark.parametrize(
    ("tail", "intent"),
    [(", and how long does this take?", "ask_response_target"), (". Can I go to CISAS yet?", "ask_adr")],
    ids=["one sentence", "two sentences"],
)
def test_an_answer_and_a_question_are_both_served(
    tmp_path: Path, question: Question, tail: str, intent: str
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    heard = chat.hears(TOLD[question] + tail, intent)
    outcome = take_answer(chat.context, heard, question, Purpose.COMPLAINT)
    assert outcome.theirs
    assert stands(chat) is FOLLOWS[question]
    assert said_on_return(chat.context, heard) == outcome
    assert lost(before, chat) == {}


def test_a_yes_to_the_last_look_beside_a_question_brings_the_closing_words_on_return(tmp_path: Path) -> None:
    chat = chat_at(Q.CHECK, tmp_path)
    heard = chat.hears("yes, and how long does this take?", "ask_response_target")
    take_answer(chat.context, heard, Q.CHECK, Purpose.COMPLAINT)
    assert CLOSING in keys(said_on_return(chat.context, heard))


@pytest.mark.parametrize(
    ("question", "text"),
    [(Q.CHECK, "no, the date is wrong"), (Q.CHANGE, "the date")],
    ids=["check", "change"],
)
def test_what_is_to_be_changed_is_asked_for_once_a_question_beside_it_is_answered(
    tmp_path: Path, question: Question, text: str
) -> None:
    chat = chat_at(question, tmp_path)
    answer(chat, f"{text}. How long does this take?", "ask_response_target")
    assert stands(chat) is Q.HAPPENED_ON


def test_the_last_answer_beside_a_question_ends_the_complaint(tmp_path: Path) -> None:
    chat = chat_at(Q.CODE, tmp_path)
    answer(chat, "skip, and how long does this take?", "ask_response_target")
    with chat.context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    assert intake is not None
    assert intake.status is IntakeStatus.COMPLETE


def test_more_of_the_story_at_the_code_is_kept_and_is_no_failed_try(tmp_path: Path) -> None:
    chat = chat_at(Q.CODE, tmp_path)
    for more in ("The line also crackles", "It also hums a bit"):
        said = keys(answer(chat, more))
        assert "utter_words_kept" in said, more
        assert not {"utter_missed_code", "utter_offer_person"} & set(said)
    assert stands(chat) is Q.CODE
    assert "crackles" in told(chat)[Q.DESCRIPTION]


def test_a_short_story_beside_a_question_is_kept(tmp_path: Path) -> None:
    chat = chat_at(Q.DESCRIPTION, tmp_path)
    answer(chat, "You billed me twice. How long does this take?", "ask_response_target")
    assert "You billed me twice" in told(chat).get(Q.DESCRIPTION, "")


# --- a long angry message ---


ANGRY = (
    "This is an absolute disgrace. I have lost customers, I have lost sleep, and your manager just laughed at me "
    "on the phone, so if this goes on I will take it to CISAS and to the papers and to everyone in town, you are a "
    "shower of incompetent thieves and I want something done about it today"
)
TAKES_IT = (Q.DESCRIPTION, Q.EXAMPLES, Q.OUTCOME)
"""Where it is an answer, in own words."""


@at_each()
def test_a_long_angry_message_takes_nothing_back_and_makes_nothing_up(
    tmp_path: Path, question: Question
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    outcome = answer(chat, ANGRY, "make_complaint")
    takes_it = question in TAKES_IT
    may_tell = {Q.OUTCOME, "outcome_kinds", Q.DESCRIPTION, *([question] if takes_it else [])}
    assert outcome.filled.keys() <= may_tell
    assert lost(before, chat) == {}
    if not takes_it:
        assert stands(chat) is (Q.CHECK if question is Q.CHANGE else question)


@at_each()
def test_no_word_of_a_long_message_is_lost_to_the_complaint(tmp_path: Path, question: Question) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, ANGRY, "make_complaint")
    with chat.context.store.read() as tx:
        events = [
            event.data for case in tx.cases.of_conversation(chat.id) for event in tx.cases.events(case.id)
        ]
    assert ANGRY in str(told(chat)) + str(events)
    if question not in TAKES_IT:
        assert told(chat)[Q.DESCRIPTION].endswith(f"\n{ANGRY}")
        assert "utter_changed_description" in keys(outcome)


# --- the same message twice ---


@at_each()
def test_the_same_message_twice_does_one_thing(tmp_path: Path, question: Question) -> None:
    chat = chat_at(question, tmp_path)
    heard = chat.hears(TOLD[question])
    first = take_answer(chat.context, heard, question, Purpose.COMPLAINT)
    after_the_first = rows(chat.context, chat)
    assert take_answer(chat.context, heard, question, Purpose.COMPLAINT) == first
    assert rows(chat.context, chat) == after_the_first
    assert stands(chat) is FOLLOWS[question]
