"""Questions that have one short answer whatever stands, and words that only sound like them."""

from __future__ import annotations

import pytest

from bot.readers.plain_questions import Asks, plain_question, tells_too


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("can i complain or does my mum have to", Asks.WHO_MAY),
        ("can I complain or does it have to be my dad?", Asks.WHO_MAY),
        ("does my mum have to do it", Asks.WHO_MAY),
        ("do i need her", Asks.WHO_MAY),
        ("my mum doesnt know im on here. do i need her", Asks.WHO_MAY),
        ("do I need my husband for this?", Asks.WHO_MAY),
        ("does it have to be the account holder who complains", Asks.WHO_MAY),
        ("am i allowed to complain", Asks.WHO_MAY),
        ("will he be able to see this?", Asks.WHO_SEES),
        ("can my husband see this chat", Asks.WHO_SEES),
        ("can he read what i write here", Asks.WHO_SEES),
        ("could anyone in my house see this", Asks.WHO_SEES),
        ("will she find out I wrote to you", Asks.WHO_SEES),
        ("i dont want him to see this", Asks.WHO_SEES),
        ("when will they fix it", Asks.WHEN_FIXED),
        ("when is it going to be fixed", Asks.WHEN_FIXED),
        ("so when will it be sorted then??", Asks.WHEN_FIXED),
        ("how long till its fixed", Asks.WHEN_FIXED),
        ("when r u gonna fix it", Asks.WHEN_FIXED),
        ("so when do i get my £45 then??", Asks.WHEN_MONEY),
        ("when will I get my money back?", Asks.WHEN_MONEY),
        ("when do i get the refund", Asks.WHEN_MONEY),
        ("how long until i get my 45 quid", Asks.WHEN_MONEY),
        ("When may I expect my refund?", Asks.WHEN_MONEY),
        ("when do i get me days wages back", Asks.WHEN_MONEY),
        ("do i get me money or what", Asks.WHEN_MONEY),
        ("where do you publish your complaints code", Asks.PUBLISHED),
        ("where can I read your complaints code", Asks.PUBLISHED),
        ("Could you give me the web address of your complaints code?", Asks.PUBLISHED),
        ("whats the link to your complaints procedure", Asks.PUBLISHED),
        ("is your complaints procedure online anywhere?", Asks.PUBLISHED),
        ("Who is your data protection officer", Asks.DATA_OFFICER),
        ("whats the name of your DPO?", Asks.DATA_OFFICER),
        ("how do i contact the data protection officer", Asks.DATA_OFFICER),
        ("has my bill been sent to someone else as well?", Asks.WAS_MINE),
        ("was my bill sent to anyone else", Asks.WAS_MINE),
        ("did you send mine to somebody else too", Asks.WAS_MINE),
        ("who else has seen my bill?", Asks.WAS_MINE),
        ("can someone book me a new engineer", Asks.VISIT),
        ("can you send another engineer", Asks.VISIT),
        ("please rebook the engineer", Asks.VISIT),
        ("can i get a new appointment", Asks.VISIT),
        ("i want to book another visit", Asks.VISIT),
    ],
)
def test_a_plain_question_is_known_by_its_words(said: str, asks: Asks) -> None:
    assert plain_question(said) is asks


@pytest.mark.parametrize(
    "said",
    [
        "can i complain",
        "I want to complain",
        "my mum has to pay the bill",
        "do i need a reference?",
        "do I need to do anything?",
        "can I see this page in large print",
        "can you see my account?",
        "will you be able to see this?",
        "he could not see the screen",
        "when will you answer me",
        "when can i go to the ombudsman, they will not fix it",
        "they said when they fix it I get a call",
        "when did you say the engineer would fix it on 3 November",
        "when do i get the bill",
        "the engineer never came",
        "I booked an engineer on 3 November and nobody came",
        "can someone tell me why the engineer did not come",
        "you sent another engineer and he broke it",
    ],
)
def test_what_only_sounds_like_one_is_none(said: str) -> None:
    assert plain_question(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "the engineer never came, can someone book me a new engineer",
        "it went off again yesterday. when will they fix it",
        "the wifi has been off since thursday. can i complain or does my mum have to",
        "you billed me twice and nobody rings back. will he be able to see this?",
    ],
)
def test_what_is_told_beside_a_plain_question_is_not_lost(said: str) -> None:
    assert tells_too(said)


@pytest.mark.parametrize(
    "said",
    [
        "my mum doesnt know im on here. do i need her",
        "can someone book me a new engineer",
        "hello, when will they fix it",
        "i dont want him to see this",
        "i want to book another visit",
    ],
)
def test_a_plain_question_by_itself_tells_nothing(said: str) -> None:
    assert not tells_too(said)


@pytest.mark.parametrize(
    "said",
    [
        "you sent my bill to someone else",
        "has my complaint been sent to someone else",
        "where do I send my complaint",
        "where is my complaint",
        "your complaints page is wrong",
        "I want to complain to your data protection officer about this",
        "link to my complaint page",
        "can i have the complaints code in large print",
        "was my bill right?",
    ],
)
def test_what_sounds_like_the_code_or_a_bill_gone_astray_and_is_not(said: str) -> None:
    assert plain_question(said) is None
