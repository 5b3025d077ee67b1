"""One word for another: "it's Pickles, not Pickels". What they deny says which answer is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import Question

_IN_WORDS = (
    Question.NAME,
    Question.HANDLED_BY,
    Question.ACTING_FOR,
    Question.REFERENCE,
    Question.ACCOUNT,
    Question.REPLY_ADDRESS,
)
_VALUE = r"[£]?[\w@.'’/-]*\w(?:\.\d+)?"
_THIS_NOT_THAT = re.compile(rf"(?P<new>{_VALUE}),?\s+(?:and\s+)?not\s+(?P<old>{_VALUE})", re.IGNORECASE)
_NOT_THAT_BUT_THIS = re.compile(
    rf"\bnot\s+(?P<old>{_VALUE})[,;.]?\s+(?:but\s+|it'?s\s+|it\s+is\s+|its\s+)+(?P<new>{_VALUE})",
    re.IGNORECASE,
)


def swapped(text: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers in which the denied word stands, with the new one in its place; empty if it stands in none."""
    for pattern in (_NOT_THAT_BUT_THIS, _THIS_NOT_THAT):
        for match in pattern.finditer(text.replace("’", "'")):
            if found := _put_in(match["old"], match["new"], answers):
                return found
    return {}


def _put_in(old: str, new: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    whole = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    for question in _IN_WORDS:
        said = answers.get(question)
        if isinstance(said, str) and whole.search(said):
            spelt = new.capitalize() if new.islower() and question is Question.NAME else new
            return {question.value: whole.sub(spelt, said)}
    return _sum(old, new, answers)


def _sum(old: str, new: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    amount = answers.get(Question.AMOUNT)
    before, after = _number(old), _number(new)
    if not isinstance(amount, int | float) or before != float(amount) or after is None:
        return {}
    found: dict[str, Any] = {Question.AMOUNT.value: int(after) if after == int(after) else after}
    wanted = answers.get(Question.OUTCOME)
    if isinstance(wanted, str) and old.strip("£") in wanted:
        found[Question.OUTCOME.value] = wanted.replace(old.strip("£"), new.strip("£"))
    return found


def _number(word: str) -> float | None:
    try:
        return float(word.strip("£").replace(",", ""))
    except ValueError:
        return None
