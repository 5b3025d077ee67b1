"""What customers say once is taken at whatever question stands, read back, and not asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.questions import Question
from bot.services.add_details import add_details
from bot.services.answer_plainly import answer_plainly
from bot.services.answer_words import summary
from bot.services.context import Context
from tests.support.context import Chat
from tests.support.telling import answer, begin, keys, stands, tell_until, told
from tests.unit.services.patterns import chat_at

Q = Question


def between(first: str, last: str | None = None) -> dict[str, str]:
    return {"from": first, "to": last or first}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("My broadband has been very slow for about five weeks now", between("2026-10-12", "2026-10-26")),
        ("your november bill, came on the 16th. 45 quid i dont owe", between("2026-11-16")),
        ("my number was ment to move to u on 10 novmber and it hasnt", between("2026-11-10")),
        ("You took the money on 5 October and 5 November", between("2026-10-05")),
        ("your man was rude on 19 november about 3pm", between("2026-11-19")),
        ("I left on 30 September. You took the money on 5 October", between("2026-10-05")),
    ],
)
def test_the_opening_line_says_when_it_happened_and_nobody_asks_again(
    chat: Chat, said: str, kept: dict[str, str]
) -> None:
    outcome = begin(chat, said)
    assert told(chat)[Q.HAPPENED_ON] == kept
    assert ("utter_noted_happened_on", {"day": kept}) in outcome.says
    tell_until(chat, Q.FIRST_TOLD_ON)


@pytest.mark.parametrize(
    "question", [Q.FAULT_OR_COMPLAINT, Q.SORT_OR_LOG, Q.HAPPENED_ON, Q.FIRST_TOLD_ON], ids=str
)
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("about three weeks ago I rang", between("2026-10-26", "2026-11-09")),
        ("told you lot on the 12th by email", between("2026-11-12")),
        ("I rang twice in October", between("2026-10-01", "2026-10-31")),
        ("i told u around the 19th of October", between("2026-10-16", "2026-10-22")),
    ],
)
def test_when_they_told_us_is_taken_at_any_question(
    question: Question, said: str, kept: dict[str, str], tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, said)
    assert told(chat)[Q.FIRST_TOLD_ON] == kept
    assert ("utter_noted_first_told_on", {"day": kept}) in outcome.says
    assert Q.HAPPENED_ON not in told(chat) or question is Q.FIRST_TOLD_ON


@pytest.mark.parametrize("question", [Q.NAME, Q.REPLY_BY, Q.REPLY_ADDRESS], ids=str)
def test_how_they_told_us_is_no_way_to_reply(chat: Chat, question: Question) -> None:
    begin(chat)
    tell_until(chat, question, first_told_on="skip", reply_by="phone")
    answer(chat, "told you lot on the 12th by email")
    assert told(chat)[Q.FIRST_TOLD_ON] == between("2026-11-12")
    assert stands(chat) is question
    assert told(chat).get(Q.REPLY_BY) == ("phone" if question is Q.REPLY_ADDRESS else None)


@pytest.mark.parametrize(
    "said", ["5 day", "for about five weeks now", "came on the 16th", "twice in October"]
)
@pytest.mark.parametrize("question", [Q.NAME, Q.REPLY_BY], ids=str)
def test_a_bare_day_is_when_it_happened_where_that_is_not_known(
    chat: Chat, said: str, question: Question
) -> None:
    begin(chat)
    tell_until(chat, question, happened_on="skip", first_told_on="skip")
    answer(chat, said)
    assert isinstance(told(chat)[Q.HAPPENED_ON], dict)
    assert stands(chat) is question


def test_what_befell_them_does_not_become_the_day_on_which_they_told_us(chat: Chat) -> None:
    begin(chat)
    answer(chat, "1 November")
    answer(chat, "rude on 19 november about 3pm")
    assert Q.FIRST_TOLD_ON not in told(chat)
    assert told(chat)[Q.HAPPENED_ON] == between("2026-11-01")
    assert "rude on 19 november about 3pm" in told(chat)[Q.DESCRIPTION]


@pytest.mark.parametrize("digits", ["111111", "130314", "560740"])
@pytest.mark.parametrize("question", [Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME, Q.HANDLED_BY], ids=str)
def test_six_digits_are_no_date_and_no_reference_where_none_is_asked(
    question: Question, digits: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    before = {key: told(chat).get(key) for key in (Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.REFERENCE)}
    answer(chat, digits)
    assert {key: told(chat).get(key) for key in before} == before


def test_six_digits_may_be_a_reference_where_that_is_asked(tmp_path: Path) -> None:
    chat = chat_at(Q.REFERENCE, tmp_path)
    answer(chat, "130314")
    assert told(chat)[Q.REFERENCE] == "130314"


LOGS_IT = [
    "I need to raise a formal complaint",
    "Log a formal complaint please",
    "fucking log it then",
    "just log it",
]
DEAD = "our internet is dead"


@pytest.mark.parametrize("wish", LOGS_IT)
@pytest.mark.parametrize("unsure", [False, True])
def test_who_wants_it_logged_is_not_offered_help_first(chat: Chat, wish: str, unsure: bool) -> None:
    begin(chat, wish, unsure)
    outcome = begin(chat, DEAD, unsure)
    assert outcome.next == Q.HAPPENED_ON
    assert told(chat)["complaining"]


@pytest.mark.parametrize("wish", LOGS_IT)
def test_in_the_story_itself_too(chat: Chat, wish: str) -> None:
    assert begin(chat, f"{DEAD}. {wish}", unsure=True).next == Q.HAPPENED_ON


@pytest.mark.parametrize("wish", LOGS_IT)
@pytest.mark.parametrize("question", [Q.FAULT_OR_COMPLAINT, Q.SORT_OR_LOG, Q.SORTED], ids=str)
def test_help_is_not_offered_again_once_they_said_log_it(
    wish: str, question: Question, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    assert answer(chat, wish).next == Q.HAPPENED_ON
    assert answer(chat, "sam@example.com").next == Q.HAPPENED_ON
    assert answer(chat, "it is still dead").next == Q.HAPPENED_ON


@pytest.mark.parametrize("wish", LOGS_IT)
def test_nor_for_another_fault_of_the_same_chat_after_logging(chat: Chat, wish: str) -> None:
    begin(chat, f"{DEAD}. {wish}", unsure=True)
    tell_until(chat, None)
    begin(chat, "another problem: the internet is slow in the office", unsure=True)
    assert stands(chat) is Q.HAPPENED_ON


def test_who_only_complains_is_still_asked_whether_to_try_first(chat: Chat) -> None:
    assert begin(chat, f"{DEAD}, I want to complain").next == Q.SORT_OR_LOG


def test_a_wish_to_know_beside_a_formal_complaint_is_kept(chat: Chat) -> None:
    begin(chat, "i want to know what was said and to who, and a formal complaint")
    assert told(chat)["outcome_kinds"] == ["explanation"]
    assert told(chat)[Q.OUTCOME].startswith("i want to know what was said and to who")
    assert stands(chat) is Q.DESCRIPTION


@pytest.mark.parametrize(
    "question", [Q.FAULT_OR_COMPLAINT, Q.SORT_OR_LOG, Q.HAPPENED_ON, Q.NAME, Q.OUTCOME], ids=str
)
@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("can i complain or does my mum have to", "utter_who_may"),
        ("do i need her", "utter_who_may"),
        ("will he be able to see this?", "utter_who_sees"),
    ],
)
def test_a_plain_question_is_answered_and_is_no_answer_to_ours(
    question: Question, said: str, key: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    before = told(chat)
    outcome = answer(chat, said, "make_complaint", confidence=0.9)
    assert keys(outcome)[0] == key
    assert stands(chat) is question
    assert {key: told(chat).get(key) for key in before if not key.startswith("_")} == {
        key: value for key, value in before.items() if not key.startswith("_")
    }


@pytest.mark.parametrize(
    "question", [Q.SORT_OR_LOG, Q.HAPPENED_ON, Q.NAME, Q.EXAMPLES, Q.OUTCOME, Q.CHECK], ids=str
)
def test_a_new_visit_is_kept_as_a_wish_and_a_person_is_offered(question: Question, tmp_path: Path) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, "can someone book me a new engineer", "request_agent", confidence=0.9)
    assert "utter_book_visit" in keys(outcome)
    assert "can someone book me a new engineer" in told(chat)[Q.OUTCOME]
    assert "action" in told(chat)["outcome_kinds"]
    with chat.context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
        assert intake is not None
        case = tx.cases.by_intake(intake.id)
    assert case is None or "new engineer" in case.details[Q.OUTCOME]


@pytest.mark.parametrize(
    ("said", "promise"),
    [
        ("when will they fix it", "utter_no_promise_fixed"),
        ("so when do i get my £45 then??", "utter_no_promise_money"),
    ],
)
def test_when_it_is_mended_or_paid_is_answered_with_the_aim_for_this_complaint(
    chat: Chat, said: str, promise: str
) -> None:
    begin(chat)
    tell_until(chat, Q.CHECK)
    outcome = answer(chat, said, "ask_adr", confidence=0.9)
    assert keys(outcome) == ["utter_close_target_respond", promise]
    assert outcome.says[0][1]["day"] == between("2026-11-30")
    assert stands(chat) is Q.CHECK
    answer(chat, "yes", "affirm")
    heard = chat.hears(said, "ask_adr", confidence=0.9)
    words = " ".join(each.text for each in answer_plainly(chat.context, heard))
    assert "Monday 30 November" in words
    assert "can't promise" in words or "Nobody can promise" in words
    assert "Ombudsman" not in words
    assert "CISAS" not in words


def test_both_aims_are_told_where_the_provider_has_two(context: Context) -> None:
    chat = Chat(context, "contactnow")
    begin(chat)
    tell_until(chat, Q.CHECK)
    outcome = answer(chat, "when will they fix it", "ask_adr", confidence=0.9)
    assert keys(outcome) == [
        "utter_close_target_respond",
        "utter_close_target_resolve",
        "utter_no_promise_fixed",
    ]


def test_when_it_is_mended_is_not_answered_so_without_a_complaint(chat: Chat) -> None:
    assert answer_plainly(chat.context, chat.hears("when will they fix it", "ask_adr")) == []


def test_a_wish_for_a_visit_before_any_complaint_is_kept_for_it(chat: Chat) -> None:
    said = answer_plainly(chat.context, chat.hears("can someone book me a new engineer", "out_of_scope"))
    assert [button.title for button in said[0].buttons] == ["Yes, a person please"]
    begin(chat, "I want to complain")
    assert "new engineer" in told(chat)[Q.DESCRIPTION]


GREEN = "oh hang on its come back on all green"


@pytest.mark.parametrize("question", [Q.FAULT_OR_COMPLAINT, Q.SORT_OR_LOG, Q.SORTED], ids=str)
@pytest.mark.parametrize(
    "told_so", ["told u ive restarted it. whats next", "i restarted it already, what next"]
)
def test_what_was_tried_is_kept_and_the_next_step_given(
    question: Question, told_so: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    if question is Q.FAULT_OR_COMPLAINT:  # there the story is of phones, and they speak of a router
        begin(chat, "my internet is dead", unsure=True)
    outcome = answer(chat, told_so)
    assert "restart" in told(chat)["tried"]
    assert "utter_words_kept" not in keys(outcome)
    if question is Q.SORTED:
        assert told(chat)[Q.SORTED] == "no"
    else:
        assert told(chat)[Q.SORT_OR_LOG] == "sort"
        steps = next(facts["steps"] for key, facts in outcome.says if key == "utter_playbook_steps")
        assert "off" not in steps.lower().split() or "restart" not in told(chat)["steps_given"]


@pytest.mark.parametrize("said", [GREEN, "its working now"])
def test_a_plain_fault_that_works_again_ends_there(said: str, tmp_path: Path) -> None:
    chat = chat_at(Q.FAULT_OR_COMPLAINT, tmp_path)
    outcome = answer(chat, said)
    assert (keys(outcome), outcome.next) == (["utter_works_again"], None)
    assert stands(chat) is None


@pytest.mark.parametrize("said", [GREEN, "its working now"])
@pytest.mark.parametrize("question", [Q.SORT_OR_LOG, Q.SORTED], ids=str)
def test_a_complaint_that_works_again_before_anything_was_logged_is_sorted_by_their_word(
    question: Question, said: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, said)
    assert told(chat)[Q.SORTED] == "yes"
    assert keys(outcome) == ["utter_sorted"]
    assert outcome.next == Q.REPLY_BY


@pytest.mark.parametrize(
    "question", [Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME, Q.REFERENCE, Q.OUTCOME], ids=str
)
def test_one_that_is_being_logged_goes_on_and_notes_that_it_stopped(
    question: Question, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, "its working now")
    assert told(chat)[Q.STILL_HAPPENING] == "no"
    assert keys(outcome) == ["utter_works_again_noted"]
    assert stands(chat) is question
    assert Q.SORTED not in told(chat)


def test_with_nothing_open_it_is_heard_too(chat: Chat) -> None:
    said = answer_plainly(chat.context, chat.hears(GREEN, "give_details"))
    assert "glad it works again" in said[0].text
    begin(chat)
    assert answer_plainly(chat.context, chat.hears(GREEN, "give_details")) == []


@pytest.mark.parametrize("said", ["told you lot already", "i told u already", "told u already mate"])
@pytest.mark.parametrize("question", [Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME, Q.HANDLED_BY], ids=str)
def test_told_you_already_is_heard_and_nobody_is_held_at_the_question(
    question: Question, said: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    story = told(chat)[Q.DESCRIPTION]
    first = answer(chat, said)
    assert keys(first)[0] in ("utter_told_already", "utter_told_already_when")
    assert stands(chat) is question
    answer(chat, said)
    assert stands(chat) is not question
    assert told(chat)[Q.DESCRIPTION] == story


@pytest.mark.parametrize(
    "question", [Q.HAPPENED_ON, Q.NAME, Q.REPLY_BY, Q.REPLY_ADDRESS, Q.OUTCOME, Q.CHECK], ids=str
)
def test_do_not_write_to_the_house_is_kept_read_back_and_shown(question: Question, tmp_path: Path) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, "do not write to the house")
    assert ("utter_noted_reply_wish", {"note": "do not write to the house"}) in outcome.says
    assert told(chat)["reply_wish"] == ["do not write to the house"]
    assert stands(chat) is question
    assert "do not write to the house" in shown(chat)


def shown(chat: Chat) -> str:
    with chat.context.store.read() as tx:
        provider = chat.context.provider(tx.conversations.get(chat.id).provider)
    return summary(chat.context, told(chat), provider, ())


@pytest.mark.parametrize("said", ["no letters to the house please", "please don't telephone the house"])
def test_a_wish_for_the_reply_is_no_name(chat: Chat, said: str) -> None:
    begin(chat)
    tell_until(chat, Q.NAME)
    answer(chat, said)
    assert stands(chat) is Q.NAME
    assert told(chat)["reply_wish"] == [said]


@pytest.mark.parametrize(
    "said", ["I should like my money back and an apology", "working line and some money back"]
)
@pytest.mark.parametrize("question", [Q.STILL_HAPPENING, Q.HAPPENED_ON, Q.REFERENCE], ids=str)
def test_a_wish_for_money_is_kept_and_no_question_about_compensation(
    question: Question, said: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, said, "ask_compensation", confidence=0.9)
    assert not outcome.theirs
    assert told(chat)[Q.OUTCOME] == said
    assert "refund" in told(chat)["outcome_kinds"]


@pytest.mark.parametrize("question", [Q.HAPPENED_ON, Q.NAME, Q.REPLY_BY], ids=str)
def test_a_text_is_put_down_and_nobody_promises_one(question: Question, tmp_path: Path) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, "text me 07700 900123")
    assert told(chat)[Q.REPLY_ADDRESS] == "07700 900123"
    assert ("utter_noted_reply_text", {}) in outcome.says
    assert "07700 900123 (for the reply: by text)" in shown(chat)


def test_it_stands_in_the_case_and_after_it_too(chat: Chat) -> None:
    begin(chat, "You billed me twice. Do not write to the house, e-mail hannah@example.org")
    tell_until(chat, None)
    add_details(chat.context, chat.hears("and dont leave a voicemail", "give_details"))
    with chat.context.store.read() as tx:
        case = tx.cases.of_conversation(chat.id)[0]
    assert case.details["reply_wish"] == ["Do not write to the house", "and dont leave a voicemail"]


@pytest.mark.parametrize("question", [Q.HAPPENED_ON, Q.FIRST_TOLD_ON, Q.NAME, Q.COPIES, Q.SERVICE], ids=str)
def test_an_account_number_by_itself_is_taken_wherever_it_is_told(question: Question, tmp_path: Path) -> None:
    chat = chat_at(question, tmp_path)
    answer(chat, "IT10234")
    assert told(chat)[Q.ACCOUNT] == "IT10234"
    assert stands(chat) is question


def test_a_postcode_by_itself_belongs_to_the_address_that_has_none(tmp_path: Path) -> None:
    chat = chat_at(Q.REPLY_BY, tmp_path)
    answer(chat, "by letter")
    answer(chat, "8 Mill Lane, Southend")
    answer(chat, "its SS1 2AB")
    assert told(chat)[Q.REPLY_ADDRESS] == "8 Mill Lane, Southend, SS1 2AB"
    chat = chat_at(Q.HAPPENED_ON, tmp_path)
    answer(chat, "SS1 2AB")
    assert Q.REPLY_ADDRESS not in told(chat)


def test_a_name_and_a_postcode_are_no_address(tmp_path: Path) -> None:
    chat = chat_at(Q.FIRST_TOLD_ON, tmp_path)
    answer(chat, "Joan Price, SS1 2AB")
    assert Q.REPLY_ADDRESS not in told(chat)
    assert told(chat)[Q.NAME] == "Joan Price"
    chat = chat_at(Q.REPLY_BY, tmp_path)
    answer(chat, "letter")
    assert keys(answer(chat, "Joan Price, SS1 2AB")) == ["utter_problem_postcode_only"]
    answer(chat, "4 Elm Row, Southend SS1 2AB")
    assert told(chat)[Q.REPLY_ADDRESS] == "4 Elm Row, Southend SS1 2AB"
