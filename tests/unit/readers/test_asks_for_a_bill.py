"""What nobody can look up here: an amount, a balance, the end of a contract."""

import pytest

from bot.readers.plain_questions import Asks, plain_question, tells_too


@pytest.mark.parametrize(
    "text",
    [
        "Hi need my last bill amount, account IT10234, Joan Price",
        "how much is my bill",
        "what do I owe",
        "when does my contract end",
        "she is my nan and cant do computers, just say the amount or when the contract ends",
        "whats my balance",
        "can you tell me my bill amount please",
        "how much do we still owe you",
        "could you check when her contract ends",
    ],
)
def test_what_stands_on_a_bill_is_asked(text: str) -> None:
    assert plain_question(text) is Asks.BILLS
    assert not tells_too(text)


@pytest.mark.parametrize(
    "text",
    [
        "my bill is wrong",
        "why is my bill so high",
        "how much is my bill going up",
        "I want my last bill amount back, it was too high",
        "when will my contract be cancelled",
        "how much do you owe me",
        "I need the bill explained",
    ],
)
def test_a_complaint_about_it_is_none(text: str) -> None:
    assert plain_question(text) is not Asks.BILLS
