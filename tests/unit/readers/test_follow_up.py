"""What is said of a complaint that is logged already, in the words of the role-plays and in others."""

from __future__ import annotations

import pytest

from bot.readers.follow_up import FollowUp, Promised, kinds_in, read_follow_up

HEARD = {
    FollowUp.WHEN_IT: (
        "wen do i get it",
        "when will i get it then",
        "so when will i see it",
    ),
    FollowUp.BROKEN_PROMISE: (
        "the engineer you promised never came yesterday",
        "the engineer you promised never came",
        "nobody rang me like you said",
        "no one turned up",
        "you said someone would call yesterday and nobody did",
        "your engineer didn't show up again for the appointment",
        "still no call back",
        "still waiting for the refund you promised me",
        "you broke your promise",
        "the £45 you promised hasn't come",
        "Priya said she would ring and she didnt",
        "i waited in all day and no engineer came",
        "he was supposed to be here by 1 and he never showed",
    ),
    FollowUp.WHY_LATE: (
        "its late why has nobody said anything",
        "it is late. why?",
        "why is it late? nobody has said a word",
        "why has nobody answered me? you said thursday",
        "why the delay",
        "whats the hold up",
        "why is this taking so long",
        "why haven't i heard anything",
    ),
    FollowUp.WHEN_DUE: (
        "when does the engineer come",
        "so when does the engineer come",
        "what time is the engineer coming",
        "when will somebody ring me",
        "when will i get a reply",
        "what day is my appointment",
        "when is the new router coming",
        "when will he come then",
        "what day is she coming",
        "when is somebody coming out",
    ),
    FollowUp.LOOKED_AT: (
        "so has anyone looked at it",
        "has anybody even read it",
        "who is dealing with it",
        "is anyone doing anything about this",
        "is anything happening",
        "whos got my case",
        "has it been looked at",
        "So who has my case and their number",
        "who is dealing with this and how do i ring them",
    ),
    FollowUp.WHEN_FIXED: (
        "when will they fix it",
        "when will it be sorted",
        "how much longer",
        "how much longer do i have to wait",
        "when is my line going to be repaired",
        "is it gonna be fixed before xmas",
        "will it ever be sorted",
    ),
    FollowUp.WHEN_MONEY: (
        "so when do i get my £45",
        "when will i get my refund",
        "wheres my refund",
        "has the credit gone through",
        "what about the 45 quid",
    ),
    FollowUp.WHAT_OFFER: ("what did you offer again", "what was the offer", "remind me of your offer"),
    FollowUp.WHERE_REPLY: (
        "so will the anser go to the new 1 now",
        "will it go to my new email now then",
        "will you write to the new one from now on",
        "wots the email on my complant now",
        "what's the email address on it",
        "so is it changed",
        "has my email been changed yet",
        "where will the reply go now?",
        "where does the answer go",
        "what email have you got for me",
        "which address will you write to",
        "where do the answers go",
        "where will the letters go",
    ),
    FollowUp.IF_ACCEPTED: (
        "When will the credit be applied? And does accepting stop me going to the ombudsman if it is not done?",
        "if i accept can i still go to cisas?",
        "what happens if i accept and you dont pay",
        "does saying yes mean I cant go to the ombudsman",
        "if I take it and the money never comes what then?",
        "can I change my mind after I accept?",
        "if i accept it do i lose my right to the ombudsman",
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in HEARD.items() for text in texts])
def test_what_is_said_of_a_logged_complaint_is_heard_as_that(kind: FollowUp, text: str) -> None:
    follows = read_follow_up(text)
    assert follows is not None
    assert follows.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "this is a different problem, nobody rang me like you said",
        "I have a new complaint, the engineer never came",
        "can I go to CISAS yet?",
        "when can I get an answer from the ombudsman?",
        "how long do you take to answer a complaint?",
        "what are your opening hours?",
        "when are you open",
        "I want to withdraw my complaint",
        "it's sorted now",
        "take it higher",
        "thank you",
        "yes",
        "my e-mail address is sam@example.com",
        "my bill is wrong",
        "how do I complain?",
        "can I have money back?",
        "what is a deadlock letter",
        "when did I complain?",
    ],
)
def test_anything_else_is_none_of_it(text: str) -> None:
    assert read_follow_up(text) is None


@pytest.mark.parametrize(
    ("text", "as_promised"),
    [
        ("the engineer you promised never came", True),
        ("nobody rang me like you said", True),
        ("he was supposed to be here by 1 and he never showed", True),
        ("the engineer never came", False),
        ("nobody came", False),
    ],
)
def test_whether_they_say_themselves_that_it_was_promised(text: str, as_promised: bool) -> None:
    follows = read_follow_up(text)
    assert follows is not None
    assert (follows.kind, follows.as_promised) == (FollowUp.BROKEN_PROMISE, as_promised)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("An engineer will visit on 26 November between 8am and 1pm", {Promised.VISIT}),
        ("I will ring you", {Promised.CALL}),
        ("We credit you £45", {Promised.MONEY}),
        ("A new router is in the post", {Promised.THING}),
        ("I look at it once more", set()),
    ],
)
def test_what_a_person_promised_has_kinds_too(words: str, kinds: set[Promised]) -> None:
    assert kinds_in(words) == kinds


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("the router never came and I accepted on that basis", True),
        ("I only accepted because a router would come and it never came", True),
        ("the credit you offered hasn't come", True),
        ("the router was part of the deal and it never arrived", True),
        ("the engineer never came", False),
        ("nobody answers and I agreed the contract in May", False),
    ],
)
def test_what_they_accepted_on_is_a_promise(text: str, promised: bool) -> None:
    follows = read_follow_up(text)
    assert follows is not None
    assert follows.as_promised is promised
