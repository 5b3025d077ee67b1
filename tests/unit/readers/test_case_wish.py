"""What a customer wants for a logged complaint, told apart from what only sounds like it."""

from __future__ import annotations

import pytest

from bot.readers.case_wish import CaseWish, lets_it_go, read_case_wish

W = CaseWish
SAID: list[tuple[str, CaseWish | None]] = [
    ("I want to withdraw my complaint", W.WITHDRAW),
    ("please cancel my complaint", W.WITHDRAW),
    ("can I drop the complaint?", W.WITHDRAW),
    ("what happens if I withdraw it?", W.WITHDRAW),
    ("I don't want to complain any more", W.WITHDRAW),
    ("forget about my complaint", W.WITHDRAW),
    ("I don't want to withdraw my complaint", W.TAKE_BACK),
    ("I've changed my mind", W.TAKE_BACK),
    ("keep my complaint open", W.TAKE_BACK),
    ("please take that back", W.TAKE_BACK),
    ("cancel my contract", None),
    ("I want to cancel my broadband", None),
    ("forget it", None),
    ("my internet is back, forget it", W.SORTED),
    ("it's sorted", W.SORTED),
    ("its all sorted now thanks", W.SORTED),
    ("sorted", W.SORTED),
    ("the line is working again", W.SORTED),
    ("everything has been fixed", W.SORTED),
    ("broadband's back on now", W.SORTED),
    ("you can close my complaint", W.SORTED),
    ("the bill has been put right", W.SORTED),
    ("when will it be sorted?", None),
    ("is it sorted?", None),
    ("I want it sorted", None),
    ("I need this fixed", None),
    ("it works now but the bill is still wrong", None),
    ("if it's fixed by Friday I'll be happy", None),
    ("get it fixed", None),
    ("it's not sorted", W.NOT_SORTED),
    ("no it's not", W.NOT_SORTED),
    ("it still isn't fixed", W.NOT_SORTED),
    ("that hasn't been sorted", W.NOT_SORTED),
    ("still no internet", W.NOT_SORTED),
    ("it happened again", W.AGAIN),
    ("the line went dead again last night", W.AGAIN),
    ("it's gone off again", W.AGAIN),
    ("the problem is back", W.AGAIN),
    ("please reopen it", W.REOPEN),
    ("can you open my complaint again", W.REOPEN),
    ("thank you", None),
    ("yes", None),
    ("what did you promise me?", None),
    ("where is my complaint?", None),
    ("I take back what I said about the engineer, he was fine", None),
    ("the engineer is back on Friday", None),
    ("I will be back tomorrow", None),
    ("send the money back", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wish"), SAID)
def test_a_wish_is_heard_and_what_only_sounds_like_it_is_not(text: str, wish: CaseWish | None) -> None:
    assert read_case_wish(text) is wish


@pytest.mark.parametrize("text", ["I'VE CHANGED MY MIND", "It’s Sorted!!"])
def test_capitals_and_curly_quotes_are_the_same_words(text: str) -> None:
    assert read_case_wish(text) is not None


def test_a_long_story_is_no_wish() -> None:
    story = "I rang on Monday and they said that it would be fixed by Tuesday " * 4 + "and it is sorted"
    assert read_case_wish(story) is None


@pytest.mark.parametrize(
    ("text", "lets_go"),
    [("it's back, forget it", True), ("never mind, it works now", True), ("it's back", False)],
)
def test_letting_it_go_is_said_besides(text: str, lets_go: bool) -> None:
    assert lets_it_go(text) is lets_go


@pytest.mark.parametrize(
    "text",
    [
        "Hello dear, it's Joan Price again. I made a complaint about the carpet but the young man came back and cleaned"
        " it so please just drop it. FL-MPK-572-97T8",
        "please just drop it",
        "I'd like to call off it please",
        "he came and did it in the end, so you can just drop it",
    ],
)
def test_a_wish_to_drop_it_at_the_end_of_a_story(text: str) -> None:
    assert read_case_wish(text) is CaseWish.WITHDRAW


@pytest.mark.parametrize(
    "text", ["can you drop it to £20", "please drop it off at the shop", "they just drop it at the door"]
)
def test_what_is_dropped_and_no_complaint(text: str) -> None:
    assert read_case_wish(text) is None
