"""Somebody who cannot be helped by a telephone: deaf, or they asked not to be rung. In their own words only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.adjustments import in_order, no_voice
from bot.decisions.questions import Question
from bot.readers.needs import NEEDS_WORDS
from bot.readers.reach_times import REACH_NOTE

_ASKS = re.compile(
    r"\b(?:i'?m|i am|we'?re|we are|am|profoundly|born)(?: \w+){0,2}? (?:deaf|hard of hearing)\b"
    r"|(?<!you )(?<!they )(?<!he )(?<!we )\b(?:do not|don'?t|never|please not|rather not|must not)(?: \w+){0,2}? (?:phone|ring|call|telephone) (?:me|us)\b(?! back)"
    r"|\bno (?:tele)?(?:phone )?calls?,? (?:please|thanks?)\b|\bplease,? no (?:phone )?calls?\b",
    re.IGNORECASE,
)
"""Clear in a story too, where "I can't phone anybody" is the fault."""
_NEEDS_IT = re.compile(
    r"^\W*(?:\w+ )?deaf\b|(?<!you )(?<!they )\b(?:can'?t|cannot|unable to|not able to|don'?t|do not)(?: \w+){0,2}? "
    r"(?:use (?:the|a) (?:tele)?phone|hear (?:on )?(?:the |a )?(?:tele)?phone|(?:speak|talk) on the (?:tele)?phone|phone|ring|call)\b"
    r"|\bno (?:tele)?(?:phone )?calls?\b|\bnot by (?:tele)?phone\b|\b(?:by e-?mail|in writing) only\b|\be-?mail only\b|\bonly (?:by e-?mail|in writing)\b",
    re.IGNORECASE,
)


def no_phone(answers: Mapping[str, Any], *more: str) -> bool:
    """Whether to leave a telephone number out for whoever told ``answers``, or said ``more``."""
    codes = answers.get(Question.NEEDS)
    if isinstance(codes, list) and no_voice(in_order(codes)):
        return True
    needs = [answers.get(key) for key in (NEEDS_WORDS, REACH_NOTE)]
    told = [*needs, answers.get(Question.DESCRIPTION), *more]
    asks = any(isinstance(each, str) and _ASKS.search(each.replace("’", "'")) for each in told)
    return asks or any(isinstance(each, str) and _NEEDS_IT.search(each.replace("’", "'")) for each in needs)
