"""What people who played a customer for the first time typed, and what it must come to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decisions.digression import means_to_stop
from bot.decisions.questions import Purpose, Question
from bot.decisions.records import ConversationState
from bot.decisions.safety import Danger
from bot.services.add_details import add_details
from bot.services.answer_words import summary
from bot.services.chat_adr import when_adr_opens
from bot.services.comfort import comforting_words
from bot.services.context import Context
from bot.services.desk.card import open_case_card
from bot.services.hand_off import request_person
from bot.services.opening import opening_words
from bot.services.outcome_words import outcome_words
from bot.services.standing_promises import person_awaited, what_was_agreed
from bot.services.start_complaint import put_away, start_complaint
from bot.services.take_answer import question_now, take_answer
from bot.services.take_message import CARRY_ON, take_message
from bot.services.tell_adr import begin_adr, tell_adr
from tests.support.context import Chat
from tests.support.desk_rows import add_agent
from tests.support.telling import answer, begin, keys, stands, tell_until, told

Q = Question


def day(iso: str) -> dict[str, str]:
    return {"from": iso, "to": iso}


def test_a_call_without_i_is_when_they_told_us_and_not_when_it_began(chat: Chat) -> None:
    begin(chat)
    filled = answer(chat, "first rang on the 5th, its been dead since 3 november").filled
    assert (filled[Q.FIRST_TOLD_ON], filled[Q.HAPPENED_ON]) == (day("2026-11-05"), day("2026-11-03"))


def test_when_it_began_is_never_taken_for_when_they_told_us(chat: Chat) -> None:
    begin(chat)
    answer(chat, "7 November")
    outcome = answer(chat, "sorry it began on 3 november, the 7th was the second time")
    assert (outcome.filled, outcome.next) == ({Q.HAPPENED_ON: day("2026-11-03")}, Q.FIRST_TOLD_ON)


def test_a_price_a_month_is_no_date(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REPLY_ADDRESS)
    before = (told(chat)[Q.HAPPENED_ON], told(chat)[Q.FIRST_TOLD_ON])
    answer(chat, "the amount is wrong, it should be £18 a month", "correct_details")
    answer(chat, "18 pounds a month since august")
    assert (told(chat)[Q.HAPPENED_ON], told(chat)[Q.FIRST_TOLD_ON]) == before


def test_how_long_they_have_been_a_customer_is_not_when_it_began(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REFERENCE)
    before = told(chat)[Q.HAPPENED_ON]
    answer(chat, "none, and I have been with you since 2019")
    assert told(chat)[Q.HAPPENED_ON] == before


@pytest.mark.parametrize("asked", [Q.HANDLED_BY, Q.SERVICE, Q.OUTCOME])
def test_somebody_who_is_to_turn_up_is_what_they_want_done(chat: Chat, asked: Question) -> None:
    begin(chat)
    tell_until(chat, asked)
    outcome = answer(chat, "i want someone to actually turn up", "request_agent")
    assert not outcome.theirs
    assert (told(chat)[Q.OUTCOME], told(chat)["outcome_kinds"]) == (
        "i want someone to actually turn up",
        ["action"],
    )


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("yes it cost us orders, i want the number back", "i want the number back"),
        ("refund for the month of outages would be fair", "refund for the month of outages"),
    ],
)
def test_a_wish_typed_at_a_question_with_buttons_is_kept(chat: Chat, said: str, wish: str) -> None:
    begin(chat)
    tell_until(chat, Q.SERVICE)
    answer(chat, said, "ask_compensation")
    assert told(chat)[Q.OUTCOME] == wish


def test_a_price_to_be_kept_is_no_sum_asked_back(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.OUTCOME)
    answer(chat, "£20 price honoured and the difference back", "ask_compensation")
    assert Q.AMOUNT not in told(chat)
    assert told(chat)["outcome_kinds"] == ["correction", "refund"]


def test_staff_make_a_business(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.CUSTOMER)
    filled = answer(chat, "its for a florist with 3 staff").filled
    assert (filled[Q.CUSTOMER], filled[Q.EMPLOYEES]) == ("business", 3)


@pytest.mark.parametrize(
    ("asked", "said", "name", "address"),
    [
        (
            Q.NAME,
            "J. Malik, letter to 22 Queen St, Southend SS2 6AA",
            "J. Malik",
            "22 Queen St, Southend SS2 6AA",
        ),
        (Q.NAME, "Gareth Pugh, 01223 555019", "Gareth Pugh", "01223 555019"),
        (Q.REPLY_BY, "Gareth Pugh, 01223 555019", "Gareth Pugh", "01223 555019"),
        (Q.REPLY_ADDRESS, "Karen Holt, karen@holt.example", "Karen Holt", "karen@holt.example"),
    ],
)
def test_a_name_and_a_way_to_reply_in_one_line_are_both_taken(
    chat: Chat, asked: Question, said: str, name: str, address: str
) -> None:
    begin(chat)
    tell_until(chat, asked, name="skip")
    answer(chat, said)
    assert (told(chat)[Q.NAME], told(chat)[Q.REPLY_ADDRESS]) == (name, address)


def test_thats_all_where_an_address_is_needed_says_why_it_is(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REPLY_ADDRESS)
    assert keys(answer(chat, "that's all")) == ["utter_problem_need_reply"]


@pytest.mark.parametrize("said", ["i dont have any more numbers", "I haven't got a reference sorry"])
def test_what_they_have_not_got_is_left_out_and_no_part_of_the_story(chat: Chat, said: str) -> None:
    begin(chat)
    tell_until(chat, Q.REFERENCE)
    before = told(chat)[Q.DESCRIPTION]
    answer(chat, said)
    assert stands(chat) is not Q.REFERENCE
    assert told(chat)[Q.DESCRIPTION] == before


@pytest.mark.parametrize(
    ("said", "key"), [("i didnt get a code", "utter_code_later"), ("show me what you have", "utter_summary")]
)
def test_a_word_about_the_chat_is_answered_and_no_part_of_the_story(chat: Chat, said: str, key: str) -> None:
    begin(chat)
    tell_until(chat, Q.SERVICE)
    before = told(chat)[Q.DESCRIPTION]
    assert keys(answer(chat, said)) == [key]
    assert told(chat)[Q.DESCRIPTION] == before


def test_a_code_of_another_kind_that_never_came_is_part_of_the_story(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.SERVICE)
    assert "utter_code_later" not in keys(answer(chat, "I never got the PAC code"))


@pytest.mark.parametrize(
    "said", ["I don't need a person, just log it", "carry on", "dont want to wait", "Carry on with the bot"]
)
def test_who_waits_for_a_person_can_say_that_they_would_rather_go_on(
    context: Context, chat: Chat, said: str
) -> None:
    with context.store.write() as tx:
        tx.conversations.set_state(chat.id, ConversationState.WAITING)
        tx.commit()
    assert (
        take_message(context.store, context.now, context.words, chat.id, "k", text=said).payload == CARRY_ON
    )


@pytest.mark.parametrize(
    "said",
    [
        "I don't want a bot, I want a person",
        "don't hang up",
        "my phone is dead",
        "can you carry my number over?",
    ],
)
def test_who_waits_for_a_person_and_says_something_else_still_waits(
    context: Context, chat: Chat, said: str
) -> None:
    with context.store.write() as tx:
        tx.conversations.set_state(chat.id, ConversationState.WAITING)
        tx.commit()
    assert take_message(context.store, context.now, context.words, chat.id, "k", text=said).payload is None


def test_that_nobody_has_dealt_with_it_is_not_read_back_to_who_never_said_so(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.CHECK, first_told_on="today is the first time")
    with chat.context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
    assert intake is not None
    assert intake.answers[Q.HANDLED_BY] == "nobody"
    profile = chat.context.provider("it-communications")
    assert "nobody yet" not in summary(chat.context, intake.answers, profile)


def test_a_letter_greets_a_person_without_their_firm(context: Context, chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.CHECK, name="Ruth Adeyemi, from Hope Kitchen charity")
    with context.store.read() as tx:
        names = {mail.payload["facts"].get("name") for mail in tx.outbox.all() if "facts" in mail.payload}
    assert "Ruth Adeyemi" in names


def test_the_lines_of_an_address_stay_apart(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REPLY_ADDRESS, reply_by="letter")
    answer(chat, "22 Queen St\nSouthend,\nSS2 6AA")
    assert told(chat)[Q.REPLY_ADDRESS] == "22 Queen St, Southend, SS2 6AA"


def test_the_first_button_names_the_scheme_of_this_provider(context: Context) -> None:
    titles = [
        button.title for button in opening_words(context, context.provider("it-communications"))[-1].buttons
    ]
    assert "Can I go to CISAS yet?" in titles


def test_an_address_with_its_sign_has_no_spoken_one_before_it(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REPLY_ADDRESS)
    answer(chat, "email me at priya.nandra@example.com")
    assert told(chat)[Q.REPLY_ADDRESS] == "priya.nandra@example.com"


@pytest.mark.parametrize("asked", [Q.NAME, Q.CHECK])
@pytest.mark.parametrize("said", ["the 20th I rang again was 20 october", "then I rang again on 2 November"])
def test_a_later_time_never_moves_the_first(chat: Chat, asked: Question, said: str) -> None:
    begin(chat)
    tell_until(chat, asked, happened_on="1 October", first_told_on="6 October")
    answer(chat, said, "correct_details")
    assert told(chat)[Q.FIRST_TOLD_ON] == day("2026-10-06")


def test_told_that_day_is_the_day_that_stands_beside_it(chat: Chat) -> None:
    begin(chat)
    filled = answer(chat, "engineer never came on 12 October, told you that day").filled
    assert (filled[Q.HAPPENED_ON], filled[Q.FIRST_TOLD_ON]) == (day("2026-10-12"), day("2026-10-12"))


def test_dates_that_cross_are_pointed_out_once(chat: Chat) -> None:
    begin(chat)
    answer(chat, "16 November")
    outcome = answer(chat, "1 September")
    assert ("utter_dates_cross", {"began": day("2026-11-16"), "told": day("2026-09-01")}) in outcome.says
    assert "utter_dates_cross" not in keys(answer(chat, "Sam Carter"))


def test_dates_that_still_cross_once_one_is_put_right_are_named_again_in_short(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.NAME, happened_on="16 November", first_told_on="1 September")
    outcome = answer(chat, "sorry, it began on 10 September", "correct_details")
    assert (
        "utter_dates_still_cross",
        {"began": day("2026-09-10"), "told": day("2026-09-01")},
    ) in outcome.says
    assert "utter_dates_cross" not in keys(outcome)


def test_nothing_is_said_of_dates_that_cross_no_longer(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.NAME, happened_on="16 November", first_told_on="1 September")
    outcome = answer(chat, "sorry, it began on 20 August", "correct_details")
    assert keys(outcome) == ["utter_changed_happened_on"]


def test_a_date_told_once_more_as_it_stands_is_not_questioned_again(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.NAME, happened_on="16 November", first_told_on="1 September")
    outcome = answer(chat, "it began on 16 November", "give_details")
    assert not {"utter_dates_cross", "utter_dates_still_cross"} & set(keys(outcome))


def test_after_the_end_dates_that_still_cross_are_named_in_short_too(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, None, happened_on="16 November", first_told_on="1 September")
    outcome = add_details(chat.context, chat.hears("sorry, it began on 10 September", "correct_details"))
    assert "utter_dates_still_cross" in keys(outcome)
    outcome = add_details(chat.context, chat.hears("sorry, it began on 20 August", "correct_details"))
    assert not {"utter_dates_cross", "utter_dates_still_cross"} & set(keys(outcome))


@pytest.mark.parametrize("said", ["both are right", "they are both right"])
def test_that_both_dates_are_right_is_a_nod(chat: Chat, said: str) -> None:
    begin(chat)
    answer(chat, "16 November")
    answer(chat, "1 September")
    before = told(chat)[Q.DESCRIPTION]
    assert keys(answer(chat, said, "correct_details")) == []
    assert (stands(chat), told(chat)[Q.DESCRIPTION]) == (Q.NAME, before)


def test_distress_in_the_middle_stays_with_the_story(context: Context, chat: Chat) -> None:
    begin(chat)
    comforting_words(context, chat.hears("my wife is on oxygen and needs the phone"), Danger.LIFELINE)
    assert told(chat)[Q.DESCRIPTION].endswith("my wife is on oxygen and needs the phone")


@pytest.mark.parametrize(
    ("said", "name", "address"),
    [
        ("Gary Plumb 07700 900321", "Gary Plumb", "07700 900321"),
        ("Oleksandr Bondar 07700900456", "Oleksandr Bondar", "07700 900456"),
        ("Mrs. Dorothy E. Whitcombe, telephone 01632 960 415", "Mrs. Dorothy E. Whitcombe", "01632 960415"),
    ],
)
def test_a_name_and_a_number_need_no_comma(chat: Chat, said: str, name: str, address: str) -> None:
    begin(chat)
    tell_until(chat, Q.NAME)
    answer(chat, said)
    assert (told(chat)[Q.NAME], told(chat)[Q.REPLY_ADDRESS]) == (name, address)


@pytest.mark.parametrize(
    "said",
    [
        "My name is given wrongly: it is Dorothy Whitcombe. My telephone is 01632 960415",
        "The name is Dorothy Whitcombe",
        "Name: Dorothy Whitcombe",
    ],
)
def test_a_name_is_put_right_at_the_last_look(chat: Chat, said: str) -> None:
    begin(chat)
    tell_until(chat, Q.CHECK)
    answer(chat, said)
    assert told(chat)[Q.NAME] == "Dorothy Whitcombe"


def test_two_dates_are_put_right_in_one(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.CHECK, happened_on="7 August", first_told_on="20 September")
    answer(chat, "it is begin 7 july not august, and first email i send 21 september")
    assert (told(chat)[Q.HAPPENED_ON], told(chat)[Q.FIRST_TOLD_ON]) == (day("2026-07-07"), day("2026-09-21"))


def test_what_if_asks_and_stops_nothing(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REFERENCE)
    assert not means_to_stop("what if i just leave it")
    assert means_to_stop("leave it")


def test_a_no_to_the_checks_logs_it(chat: Chat) -> None:
    begin(chat, "my broadband is dead")
    assert stands(chat) is Q.SORT_OR_LOG
    assert answer(chat, "no i dont want to do that i did it 3 times", "stop_cancel").next == Q.HAPPENED_ON


def test_what_is_told_beside_log_it_is_part_of_the_story(chat: Chat) -> None:
    begin(chat, "my broadband is dead")
    answer(chat, "Log it. internet down since this morning, router light is red")
    assert "router light is red" in told(chat)[Q.DESCRIPTION]


def test_not_recurred_is_a_no(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.STILL_HAPPENING)
    answer(chat, "It has not recurred, so far as I am aware.", "ask_case_status")
    assert told(chat)[Q.STILL_HAPPENING] == "no"


def test_a_wish_where_examples_are_asked_is_a_wish(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.EXAMPLES)
    answer(chat, "i just want it fixed and £60 back")
    assert Q.EXAMPLES not in told(chat)
    assert told(chat)["outcome_kinds"] == ["refund", "action"]


def test_a_date_put_right_after_the_end_brings_the_new_day_of_the_scheme(
    context: Context, chat: Chat
) -> None:
    begin(chat)
    tell_until(chat, None, first_told_on="6 October")
    outcome = add_details(context, chat.hears("sorry, I first told you on 19 October", "correct_details"))
    said = " ".join(
        each.text for each in outcome_words(context, context.provider("it-communications"), chat.id, outcome)
    )
    assert "Monday 30 November" in said


def test_when_a_person_comes_is_answered_from_what_was_promised(context: Context, chat: Chat) -> None:
    request_person(context, chat.id, "wish", "asked")
    said = [
        each.text for each in person_awaited(context, chat.id, "And when, pray, shall I hear from a person?")
    ]
    assert "by the end of Tuesday 24 November" in said[0]
    assert person_awaited(context, chat.id, "when do I get my money?") == []


def test_without_a_wish_for_one_no_person_was_promised(context: Context, chat: Chat) -> None:
    assert person_awaited(context, chat.id, "when will somebody ring me?") == []


def test_what_a_person_agreed_comes_before_what_the_page_says(context: Context, chat: Chat) -> None:
    with context.store.write() as tx:
        tx.conversations.set_agreed(chat.id, "£24 by 4 December")
        tx.commit()
    assert "£24 by 4 December" in what_was_agreed(context, chat.id, "ask_compensation")[0].text
    assert what_was_agreed(context, chat.id, "greet") == []


LIFELINE = "you have cut off my phone line and my mother has a pendant alarm"


def test_what_was_told_in_distress_is_what_happened_and_is_not_asked_again(
    context: Context, chat: Chat
) -> None:
    begin(chat, "I want to make a complaint")
    assert stands(chat) is Q.DESCRIPTION
    comforting_words(context, chat.hears(LIFELINE, "upset_vulnerable"), Danger.LIFELINE)
    assert (stands(chat), told(chat)[Q.DESCRIPTION]) == (Q.HAPPENED_ON, LIFELINE)
    assert answer(chat, "last Thursday").filled == {Q.HAPPENED_ON: day("2026-11-19")}
    assert told(chat)[Q.DESCRIPTION] == LIFELINE


BOTH = "my mum's pendant alarm is dead since Monday and I want to complain"


def test_a_complaint_asked_for_together_with_danger_is_begun_with_its_story(
    context: Context, chat: Chat
) -> None:
    said = comforting_words(context, chat.hears(BOTH, "make_complaint"), Danger.LIFELINE)
    assert said[-1].text.startswith("What you wrote is kept as your complaint.")
    assert said[-1].buttons[0].payload == "/affirm"
    assert (stands(chat), told(chat)[Q.DESCRIPTION]) == (Q.FIRST_TOLD_ON, BOTH)
    assert "playbook" not in told(chat)


def test_with_an_address_beside_the_danger_it_is_logged_and_they_hear_the_reference(
    context: Context, chat: Chat
) -> None:
    words = f"{BOTH}, my e-mail is jo@example.org"
    heard = chat.hears(words, "make_complaint")
    for _ in range(2):  # a turn that failed later is run again
        said = comforting_words(context, heard, Danger.LIFELINE)
        with context.store.read() as tx:
            [case] = tx.cases.of_conversation(chat.id)
        assert said[-1].text.endswith(f"Your reference is {case.reference}.")


def test_danger_after_what_may_be_a_plain_fault_makes_it_the_complaint_that_they_want(
    context: Context, chat: Chat
) -> None:
    start_complaint(context, chat.hears("my line is dead since Monday", "report_fault"), unsure=True)
    comforting_words(context, chat.hears(BOTH, "make_complaint"), Danger.LIFELINE)
    assert stands(chat) is not Q.FAULT_OR_COMPLAINT
    assert told(chat)[Q.DESCRIPTION].endswith(BOTH)


def test_danger_told_in_another_complaint_has_the_reference_of_that_one(context: Context, chat: Chat) -> None:
    begin(chat, f"{BOTH}, my e-mail is jo@example.org")
    start_complaint(context, replace(chat.hears("", "make_complaint"), choice="new"), unsure=False)
    said = comforting_words(context, chat.hears(LIFELINE, "upset_vulnerable"), Danger.LIFELINE)
    with context.store.read() as tx:
        first, second = tx.cases.of_conversation(chat.id)
    assert (first.reference in said[-1].text, second.reference in said[-1].text) == (False, True)


def test_in_danger_a_complaint_that_they_do_not_want_is_only_offered(context: Context, chat: Chat) -> None:
    words = "my mum's pendant alarm is dead, I don't want to complain, I want it fixed"
    said = comforting_words(context, chat.hears(words, "make_complaint"), Danger.LIFELINE)
    assert "just say yes" in said[-1].text
    assert "complaining" not in told(chat)


def test_a_cry_for_help_that_asks_something_is_what_happened_too(context: Context, chat: Chat) -> None:
    begin(chat, "I want to make a complaint")
    said = "my mum's pendant alarm is dead since you cut us off, can you help me?"
    comforting_words(context, chat.hears(said, "upset_vulnerable"), Danger.LIFELINE)
    assert "pendant alarm" in told(chat)[Q.DESCRIPTION]
    assert stands(chat) is not Q.DESCRIPTION


@pytest.mark.parametrize(
    ("said", "question", "value"),
    [
        ("the amount is £35", Q.AMOUNT, 35),
        ("the date is 9 November", Q.HAPPENED_ON, day("2026-11-09")),
        ("the date I first told you is 11 November", Q.FIRST_TOLD_ON, day("2026-11-11")),
        ("my name is sam carver", Q.NAME, "Sam Carver"),
        ("the wish is an apology in writing", Q.OUTCOME, "an apology in writing"),
        ("the reference is 55123", Q.REFERENCE, "55123"),
        ("my email is sam2@example.com", Q.REPLY_ADDRESS, "sam2@example.com"),
        ("the service is telephone", Q.SERVICE, "telephone"),
    ],
)
@pytest.mark.parametrize("asked", [Q.CHECK, Q.CHANGE])
def test_a_detail_named_with_its_value_is_put_right(
    chat: Chat, asked: Question, said: str, question: Question, value: object
) -> None:
    begin(chat)
    tell_until(chat, Q.CHECK)
    if asked is Q.CHANGE:
        answer(chat, "change something", "correct_details")
        assert stands(chat) is Q.CHANGE
    story = told(chat)[Q.DESCRIPTION]
    outcome = answer(chat, said, "give_details")
    assert (told(chat)[question], told(chat)[Q.DESCRIPTION]) == (value, story)
    assert "utter_missed_change" not in keys(outcome)
    assert stands(chat) is Q.CHECK


def test_that_a_detail_is_wrong_is_no_value_of_it(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.CHECK)
    answer(chat, "the amount is wrong", "correct_details")
    assert stands(chat) is Q.AMOUNT


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("yesterday I phoned and before that on friday", "2026-11-20"),
        ("I first wrote on 5 November and again on 9 November", "2026-11-05"),
        ("on the 9th of November, first on 5 November", "2026-11-05"),
        ("rang on Thursday, and before that I e-mailed on 10 November", "2026-11-10"),
        ("18 November", "2026-11-18"),
    ],
)
def test_of_several_days_the_earliest_is_the_first(chat: Chat, said: str, first: str) -> None:
    begin(chat)
    tell_until(chat, Q.FIRST_TOLD_ON)
    answer(chat, said)
    assert told(chat)[Q.FIRST_TOLD_ON] == day(first)
    assert told(chat)[Q.HAPPENED_ON] == day("2026-11-03")


def test_of_several_days_in_the_story_the_earliest_is_the_first(chat: Chat) -> None:
    begin(chat, "You billed me twice. I phoned yesterday and before that on Friday and nobody helps")
    assert told(chat)[Q.FIRST_TOLD_ON] == day("2026-11-20")


def test_a_rough_time_is_never_said_as_a_sure_day(context: Context) -> None:
    chat = Chat(context, "contactnow", "d" * 32)
    begin(chat)
    outcomes = tell_until(chat, None, first_told_on="12-26 October", happened_on="1 October")
    provider = context.provider("contactnow")
    said = " ".join(
        each.text for outcome in outcomes for each in outcome_words(context, provider, chat.id, outcome)
    )
    rough = "between 12 and 26 October, and we count from the last day of that, Monday 26 October"
    assert f"You first told ContactNow {rough}" in said
    assert "before Monday 23 November" not in said
    assert "complained before today" not in said
    assert f"You first told ContactNow about this {rough}" in tell_adr(context, chat.id)[0].text
    with context.store.read() as tx:
        case = tx.cases.of_conversation(chat.id)[-1]
    card = open_case_card(context, add_agent(context, provider="contactnow"), case.reference)
    assert card.told_rough == rough
    assert "between 12 and 26 October" in when_adr_opens(context, case, by_mail=True)


@pytest.mark.parametrize("said", ["no", "nope", "no, neither"])
def test_a_no_to_help_or_complaint_is_neither_and_asks_no_more(
    context: Context, chat: Chat, said: str
) -> None:
    begin(chat, "the phones are dead", unsure=True)
    outcome = answer(chat, said, "deny")
    assert (keys(outcome), outcome.next) == (["utter_neither"], None)
    with context.store.read() as tx:
        assert tx.cases.of_conversation(chat.id) == []
    assert put_away(context, chat.id)


def test_a_statement_that_begins_with_it_is_is_no_yes(chat: Chat) -> None:
    begin(chat, "my broadband is dead")
    assert stands(chat) is Q.SORT_OR_LOG
    answer(chat, "it is really annoying me")
    assert told(chat).get(Q.SORT_OR_LOG) is None


def test_another_complaint_in_the_middle_of_one_is_no_part_of_its_story(context: Context, chat: Chat) -> None:
    begin(chat)
    before = told(chat)[Q.DESCRIPTION]
    assert keys(answer(chat, "I want to make another complaint", "make_complaint")) == ["utter_another_first"]
    tell_until(chat, Q.SERVICE)
    asks = answer(chat, "I want to make another complaint", "make_complaint")
    assert (keys(asks), stands(chat)) == (["utter_another_or_this"], Q.SERVICE)
    assert told(chat)[Q.DESCRIPTION] == before
    begin(chat, "", choice="new")
    assert Q.DESCRIPTION not in told(chat)
    assert stands(chat) is Q.DESCRIPTION


@pytest.mark.parametrize(
    ("words", "kinds", "pounds"),
    [
        ("£180", "correction", 180),
        ("£180 for the days I lost", "action", 180),
        ("they should pay £180", "apology,action", 180),
        ("£180 for the lost days", None, 180),
        ("I paid £180 and it never worked", "explanation", None),
    ],
)
def test_a_sum_in_what_they_want_is_how_much(
    chat: Chat, words: str, kinds: str | None, pounds: int | None
) -> None:
    begin(chat)
    tell_until(chat, Q.OUTCOME)
    answer(chat, words, choice=kinds, question=Q.OUTCOME if kinds else None)
    assert told(chat).get(Q.AMOUNT) == pounds


def test_another_day_asked_about_while_the_scheme_is_asked_about_is_taken(
    context: Context, chat: Chat
) -> None:
    begin_adr(context, chat.hears("I complained on 19 November, can I go to CISAS yet?", "ask_adr"))
    asked = question_now(context, chat.id, Purpose.ADR)
    outcome = take_answer(context, chat.hears("what about 12 April?"), asked, Purpose.ADR)
    assert outcome.filled[Q.FIRST_TOLD_ON] == day("2026-04-12")


@pytest.mark.parametrize("line", ["on 3 November", "no, 3 November", "3/11"])
def test_a_date_by_itself_puts_right_the_one_that_was_just_put_down(chat: Chat, line: str) -> None:
    begin(chat, "My broadband has been down since 2 November", unsure=True)
    assert told(chat)[Q.HAPPENED_ON] == day("2026-11-02")
    assert stands(chat) is Q.FAULT_OR_COMPLAINT
    outcome = answer(chat, line)
    assert told(chat)[Q.HAPPENED_ON] == day("2026-11-03")
    assert not [key for key in keys(outcome) if key.startswith("utter_missed")]


def test_the_name_without_the_s_is_put_right(chat: Chat) -> None:
    begin(chat)
    tell_until(chat, Q.REPLY_BY, **{Q.NAME: "Dawn Hargreaves"})
    answer(chat, "the name should be Dawn Hargreave without the s", "correct_details")
    assert told(chat)[Q.NAME] == "Dawn Hargreave"
