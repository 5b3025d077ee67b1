"""Where the code is published, who answers for data, whether a bill went astray: answered shortly at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.decisions.questions import Purpose, Question
from bot.services.answer_plainly import answer_plainly
from bot.services.ask_question import question_words
from bot.services.context import Context
from tests.support.context import Chat
from tests.support.telling import answer, begin, keys, stands, tell_until, told
from tests.unit.services.patterns import chat_at

Q = Question


@pytest.mark.parametrize(
    ("provider", "parts"),
    [
        ("netservers", ["As far as we know", "https://netservers.co.uk/complaints"]),
        ("all-communications", ["not its web address", "http://allcommunications.com/complaints"]),
        ("it-communications", ["not its web address", "01702 668836"]),
    ],
)
def test_where_the_code_is_published(context: Context, provider: str, parts: list[str]) -> None:
    chat = Chat(context, provider)
    said = answer_plainly(context, chat.hears("where do you publish your complaints code"))
    text = " ".join(each.text for each in said)
    assert all(part in text for part in parts)


def test_the_page_names_no_data_protection_officer(context: Context) -> None:
    [said] = answer_plainly(context, Chat(context).hears("Who is your data protection officer"))
    assert "does not name a data protection officer" in said.text
    assert [each.title for each in said.buttons] == ["Yes, a person please"]


@pytest.mark.parametrize("intent", ["ask_case_status", "give_details", "out_of_scope"])
@pytest.mark.parametrize("question", [Q.HAPPENED_ON, Q.STILL_HAPPENING], ids=str)
def test_whether_theirs_went_astray_too_is_kept_with_the_complaint(
    question: Question, intent: str, tmp_path: Path
) -> None:
    chat = chat_at(question, tmp_path)
    outcome = answer(chat, "has my bill been sent to someone else as well?", intent)
    assert "utter_was_mine" in keys(outcome)
    assert told(chat)[Q.OUTCOME] == "has my bill been sent to someone else as well?"
    assert told(chat)["outcome_kinds"] == ["explanation"]
    assert stands(chat) is question


def test_with_no_complaint_one_is_offered_and_the_words_are_kept_for_it(context: Context) -> None:
    chat = Chat(context)
    [said] = answer_plainly(context, chat.hears("has my bill been sent to someone else as well?"))
    assert "Shall I log it as a complaint" in said.text
    begin(chat, "", choice="start")
    assert "has my bill been sent" in str(told(chat))


@pytest.mark.parametrize(
    ("story", "part"),
    [
        ("The engineer never came on 9 November, I want to complain", "what happened then"),
        ("complaint, the internet is slow", "what happened then"),
        ("Our calls crackle all day, I want to complain", "a number that was called"),
        ("My calls get lost in your system", "a number that was called"),
    ],
)
def test_a_number_that_was_called_is_asked_only_of_calls(context: Context, story: str, part: str) -> None:
    chat = Chat(context, "netservers")
    begin(chat, story)
    tell_until(chat, Q.EXAMPLES)
    [said] = question_words(context, chat.id, Q.EXAMPLES, Purpose.COMPLAINT, again=False)
    assert part in said.text
