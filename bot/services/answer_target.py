"""The note to a target's date: what to know when it falls on a day when nobody works."""

from __future__ import annotations

from datetime import date

from bot.decisions.target import TargetAnswer
from bot.wording import Words, day_in_words


def target_note(answer: TargetAnswer, words: Words, today: date) -> str | None:
    """None when the date is a working day. Dates read as seen from ``today``. Raises ``BrokenWording``."""
    if answer.not_working is None or answer.may_be_on is None:
        return None
    return words.text(
        f"utter_target_note_{answer.not_working}",
        due=day_in_words(answer.due_on, today),
        holiday=answer.holiday,
        day=day_in_words(answer.may_be_on, today),
    )
