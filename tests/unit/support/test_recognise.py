"""Which question stands is told by its words, and one that comes back after another was asked is found."""

from __future__ import annotations

from bot.decisions.questions import Question
from bot.wording import Words
from tests.support.context import DOMAIN
from tests.support.customer import Heard
from tests.support.recognise import asked_again, is_said, question_asked

WORDS = Words.from_domain(DOMAIN)


def asks(key: str) -> Heard:
    facts = dict.fromkeys(WORDS.placeholders(key), "Netservers")
    return Heard(texts=["Thank you.", WORDS.text(key, **facts)])


def test_a_question_is_known_by_its_words_whatever_stands_before_it() -> None:
    assert question_asked(asks("utter_ask_happened_on")) is Question.HAPPENED_ON
    assert question_asked(asks("utter_ask_first_told_on_again")) is Question.FIRST_TOLD_ON
    assert question_asked(asks("utter_ask_reply_address_letter")) is Question.REPLY_ADDRESS
    assert question_asked(Heard(texts=["Thank you."])) is None


def test_a_response_is_known_whatever_its_values() -> None:
    assert is_said(asks("utter_stopped"), "utter_stopped")
    assert not is_said(asks("utter_stopped"), "utter_stopped_kept")


def test_the_same_question_after_a_digression_is_not_asked_again() -> None:
    digression = [asks("utter_ask_name"), asks("utter_ask_name"), Heard(), asks("utter_ask_name")]
    assert asked_again([*digression, asks("utter_ask_service")]) == []


def test_a_question_that_comes_back_after_another_is_found() -> None:
    talk = [asks("utter_ask_name"), asks("utter_ask_service"), asks("utter_ask_name")]
    assert asked_again(talk) == [Question.NAME]
