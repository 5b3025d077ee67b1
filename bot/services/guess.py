"""Two good guesses at what was meant, for the buttons of "I did not understand"."""

from __future__ import annotations

from collections.abc import Iterable

_NOT_WORTH_A_BUTTON = frozenset(
    {
        "nlu_fallback",
        "out_of_scope",
        "greet",
        "goodbye",
        "thank",
        "affirm",
        "deny",
        "give_details",
        "correct_details",
        "upset_vulnerable",
    }
)
GUESSES = 2


def guesses(ranking: Iterable[tuple[str, float]]) -> list[str]:
    """The likeliest intents that a button can stand for, best first."""
    return [intent for intent, _ in ranking if intent not in _NOT_WORTH_A_BUTTON][:GUESSES]
