"""Another language, plain words, will somebody ring me, whose number it is, and a no to a complaint."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decisions.adjustments import Adjustment
from bot.decisions.care import Care, Consent, Listening
from bot.decisions.questions import Purpose, Question
from bot.services.ask_question import question_words
from bot.services.caring.care_for import Cared, care_for
from bot.services.caring.own_language import OWN_WORDS, in_english, log_own_words
from bot.services.context import Context
from bot.services.hand_off import keep_contact
from bot.services.start_complaint import start_complaint
from bot.services.take_answer import take_answer
from tests.support.context import Chat

POLISH = "Dzień dobry, internet nie działa od 5 dni i chcę złożyć skargę"
MORE = "nikt nie odpowiada na mój telefon, proszę o pomoc"


def said(cared: Cared) -> str:
    return "\n".join(each.text for each in cared.said)


def care_of(context: Context, chat: Chat) -> Care:
    with context.store.read() as tx:
        return tx.care.of(chat.id)


def told(context: Context, chat: Chat) -> dict[str, object]:
    with context.store.read() as tx:
        intake = tx.intakes.latest(chat.id)
        return dict(intake.answers) if intake else {}


def test_all_that_is_written_in_their_language_is_kept_and_said_shortly_the_second_time(
    context: Context, chat: Chat
) -> None:
    first = care_for(context, chat.hears(POLISH))
    again = care_for(context, chat.hears(MORE))
    assert "Odpowiadamy tylko po angielsku." in said(first)
    assert "log your complaint in your own words" in said(first)
    assert again.whole
    assert "queue" not in said(again)
    assert told(context, chat)["_before"] == f"{POLISH}\n{MORE}"


def test_a_press_logs_their_own_words_and_asks_for_a_way_to_reply_alone(context: Context, chat: Chat) -> None:
    care_for(context, chat.hears(POLISH))
    pressed = chat.hears("", "make_complaint", choice=OWN_WORDS)
    outcome = log_own_words(context, pressed)
    assert outcome.says == [("utter_language_logging", {})]
    asked = question_words(context, chat.id, Question.REPLY_BY, Purpose.COMPLAINT, again=False)
    assert [each.text for each in asked] == ["What is your e-mail address or phone number?"]
    take_answer(context, chat.hears("07700 900123"), Question.REPLY_BY.value, Purpose.COMPLAINT)
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
    assert case.description == POLISH
    care_for(context, chat.hears(MORE))
    with context.store.read() as tx:
        assert [
            event.data["text"] for event in tx.cases.events(case.id) if event.code == "customer.added"
        ] == [MORE]


def test_where_they_can_be_reached_already_nothing_is_asked(context: Context, chat: Chat) -> None:
    care_for(context, chat.hears(POLISH))
    with context.store.write() as tx:
        keep_contact(context, tx, chat.id, "phone", "07700 900123", None)
        tx.commit()
    log_own_words(context, chat.hears("", "make_complaint", choice=OWN_WORDS))
    with context.store.read() as tx:
        assert [each.description for each in tx.cases.of_conversation(chat.id)] == [POLISH]


@pytest.mark.parametrize(
    ("text", "asked", "english"),
    [
        ("tak", Question.STILL_HAPPENING, "yes"),
        ("Nie.", Question.HAPPENED_ON, "no"),
        ("Od 18 listopada", Question.HAPPENED_ON, "18 November 2026"),
        ("Od 18 listopada", None, "Od 18 listopada"),
        ("Jan Kowalski", Question.NAME, "Jan Kowalski"),
    ],
)
def test_a_yes_and_a_day_of_their_language_are_read(
    context: Context, chat: Chat, text: str, asked: Question | None, english: str
) -> None:
    heard = chat.hears(text)
    assert in_english(context, heard, asked).text == text  # nobody has written Polish yet
    care_for(context, chat.hears(POLISH))
    assert in_english(context, heard, asked).text == english


def test_a_yes_to_the_offer_is_the_button(context: Context, chat: Chat) -> None:
    care_for(context, chat.hears(POLISH))
    assert in_english(context, chat.hears("tak"), None).choice == OWN_WORDS
    care_for(context, chat.hears("18 november, no internet", "give_details"))
    assert in_english(context, chat.hears("tak"), None).choice is None  # something else was said since


def test_whether_somebody_speaks_it_is_not_known_and_said(context: Context, chat: Chat) -> None:
    cared = care_for(context, chat.hears("polish person please"))
    assert "I don't know if I.T Communications has somebody who speaks Polish" in said(cared)
    assert care_of(context, chat).adjustments == (Adjustment.LANGUAGE,)
    with context.store.read() as tx:
        assert tx.handoffs.open_of(chat.id) is not None


def test_who_did_not_understand_is_asked_in_fewer_words(context: Context, chat: Chat) -> None:
    start_complaint(context, chat.hears("internet no work, i want complain to you"), unsure=False)
    asked = Question.FIRST_TOLD_ON
    long = question_words(context, chat.id, asked, Purpose.COMPLAINT, again=False)[0].text
    cared = care_for(context, chat.hears("no understand"), asked, form=True)
    assert cared.whole
    short = question_words(context, chat.id, asked, Purpose.COMPLAINT, again=True)[0].text
    assert short == "What day did you first tell I.T Communications?"
    assert len(short) < len(long) / 2


def test_a_deaf_customer_hears_that_nobody_rings(context: Context, chat: Chat) -> None:
    care_for(context, chat.hears("I am Deaf, don't ring me"))
    assert said(care_for(context, chat.hears("will someone phone me?"))).startswith("Nobody should ring you.")


def test_who_gave_a_number_hears_that_it_is_rung(context: Context, chat: Chat) -> None:
    start_complaint(context, chat.hears("you charged me twice, log it as a complaint"), unsure=False)
    take_answer(context, chat.hears("07700 900123"), Question.REPLY_BY.value, Purpose.COMPLAINT)
    assert said(care_for(context, chat.hears("will someone phone me?"))).startswith("You asked")


def test_where_nothing_is_known_the_usual_answer_is_theirs(context: Context, chat: Chat) -> None:
    assert not care_for(context, chat.hears("will someone phone me?")).whole


def test_what_they_need_is_said_once_and_a_typed_no_is_read_beside_a_question(
    context: Context, chat: Chat
) -> None:
    heard = chat.hears("I am Deaf, don't ring me. my broadband is slow for 2 weeks, I want to complain")
    cared = care_for(context, heard)
    outcome = start_complaint(context, heard, unsure=False)
    assert "May I also note why" in said(cared)
    assert not any("help" in str(facts) for _, facts in outcome.says)
    assert "slow for 2 weeks" in str(told(context, chat)[Question.DESCRIPTION])
    answered = care_for(context, chat.hears("no", "deny"), Question.HAPPENED_ON, form=True)
    assert said(answered).startswith("All right. I have not noted why")
    assert care_of(context, chat).consent is Consent.NO


def test_a_need_told_beside_the_trouble_is_no_question_of_theirs(context: Context, chat: Chat) -> None:
    heard = chat.hears("I am Deaf, don't ring me. my broadband is slow for 2 weeks", "ask_accessibility")
    start_complaint(context, heard, unsure=False)
    assert "slow for 2 weeks" in str(told(context, chat).get(Question.DESCRIPTION))


def test_a_yes_where_the_form_asks_for_one_is_the_forms(context: Context, chat: Chat) -> None:
    care_for(context, chat.hears("I am Deaf, don't ring me"))
    assert not care_for(context, chat.hears("yes", "affirm"), Question.STILL_HAPPENING, form=True).whole


def test_the_number_of_a_grown_up_is_not_taken_in_silence(context: Context, chat: Chat) -> None:
    care_for(context, chat.hears("hi im 15, no internet since thursday"))
    cared = care_for(context, chat.hears("07700 900789 thats my mums"), Question.REPLY_BY, form=True)
    assert "your mum may answer" in said(cared)
    assert not cared.whole


def test_the_number_of_a_grown_up_needs_no_word_from_a_grown_up(context: Context, chat: Chat) -> None:
    assert "may answer" not in said(care_for(context, chat.hears("07700 900789 thats my mums")))


def test_who_is_listened_to_and_wants_no_complaint_is_still_listened_to(context: Context, chat: Chat) -> None:
    care_for(context, chat.hears("I just want somebody to hear"))
    care_for(context, chat.hears("three weeks of ringing and nobody ever called my mother back"))
    no = care_for(context, chat.hears("no I don't want a complaint", "deny"))
    assert said(no).startswith("All right, no complaint.")
    more = care_for(context, replace(chat.hears("it made her feel like nothing"), intent="upset_vulnerable"))
    assert more.whole
    assert more.said[-1].buttons[0].title == "Talk to a person"
    assert "complaint" not in said(more)
    assert care_of(context, chat).listening is Listening.ASKED


def test_real_distress_of_who_is_listened_to_is_answered(context: Context, chat: Chat) -> None:
    care_for(context, chat.hears("I just want somebody to hear"))
    assert not care_for(context, chat.hears("I can't cope any more, I am in tears", "upset_vulnerable")).whole


def test_a_question_in_fewer_words_loses_no_button(context: Context, chat: Chat) -> None:
    def buttons() -> list[str]:
        asked = question_words(context, chat.id, Question.FIRST_TOLD_ON, Purpose.ADR, again=False)
        return [button.title for each in asked for button in each.buttons]

    usual = buttons()
    with context.store.write() as tx:
        tx.care.save(replace(tx.care.of(chat.id), simple=True), context.now())
        tx.commit()
    assert "Look up my complaint" in usual
    assert buttons() == usual


@pytest.mark.parametrize(
    "how", ["how they tell me, email? no phone?", "so how will you let me know", "how do they reply"]
)
def test_how_the_answer_comes_is_where_they_asked_for_it(context: Context, chat: Chat, how: str) -> None:
    care_for(context, chat.hears("I am deaf, don't ring me"))
    start_complaint(
        context, chat.hears("Engineer did not come on 20 November, I complain", "make_complaint"), False
    )
    assert said(care_for(context, chat.hears(how))) == ""  # not said yet
    take_answer(context, chat.hears("mirela@example.org"), Question.REPLY_BY.value, Purpose.COMPLAINT)
    words = said(care_for(context, chat.hears(how)))
    assert words.startswith("You asked for the answer to go to mirela@example.org.")
    assert "Nobody should ring you" in words
