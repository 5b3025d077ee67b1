"""A refusal with its reason is a refusal."""

from __future__ import annotations

import pytest

from bot.readers.message import refuses


@pytest.mark.parametrize(
    "said",
    [
        "I'd rather not give my name, I'm worried they'll cut me off",
        "sorry, I don't want to tell you that because it's private",
        "I won't say - last time it was used against me",
    ],
)
def test_they_will_not_say_and_why(said: str) -> None:
    assert refuses(said)


@pytest.mark.parametrize(
    "said",
    [
        "I don't want to pay for this, it's wrong",
        "I won't give up, you know",
        "I'd rather you rang me, thanks",
    ],
)
def test_what_they_will_not_do_is_no_refusal_to_answer(said: str) -> None:
    assert not refuses(said)
