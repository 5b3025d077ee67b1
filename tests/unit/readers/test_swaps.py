"""One word for another: "it's Pickles, not Pickels"."""

from __future__ import annotations

import pytest

from bot.decisions.questions import Question as Q
from bot.readers.swaps import swapped


@pytest.mark.parametrize(
    ("said", "answers", "new"),
    [
        ("sorry its Pickles not Pickels", {Q.NAME: "Sue Pickels"}, {Q.NAME: "Sue Pickles"}),
        ("its not Oakes its Oaks", {Q.NAME: "Bernard Oakes"}, {Q.NAME: "Bernard Oaks"}),
        ("her name was Shaz not Chaz", {Q.HANDLED_BY: "Chaz in billing"}, {Q.HANDLED_BY: "Shaz in billing"}),
        ("the ticket is 44121, not 44120", {Q.REFERENCE: "44120"}, {Q.REFERENCE: "44121"}),
        ("make the credit 200 not 150", {Q.AMOUNT: 150}, {Q.AMOUNT: 200}),
        ("it was £421.60 they took, not £412.60", {Q.AMOUNT: 412.6}, {}),
        ("sorry not 85, it is 58 pound", {Q.AMOUNT: 85, Q.OUTCOME: "85 pound back"}, {Q.AMOUNT: 58,
         Q.OUTCOME: "58 pound back"}),
        ("joe@home.example not joe@hone.example", {Q.REPLY_ADDRESS: "joe@hone.example"},
         {Q.REPLY_ADDRESS: "joe@home.example"}),
    ],
)  # fmt: skip
def test_the_denied_word_is_replaced_where_it_stands(
    said: str, answers: dict[Q, object], new: dict[Q, object]
) -> None:
    assert swapped(said, answers) == new


@pytest.mark.parametrize(
    "said", ["I am happy not sad", "it does not work", "not once did you ring", "that is not right", ""]
)
def test_a_denied_word_that_stands_nowhere_changes_nothing(said: str) -> None:
    assert swapped(said, {Q.NAME: "Sue Pickels", Q.AMOUNT: 150, Q.HANDLED_BY: "Dave"}) == {}
