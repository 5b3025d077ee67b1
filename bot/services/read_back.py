"""What is said of what was just taken, so that a slip is noticed: dates, addresses, and what could be misheard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.decisions.provider import Provider
from bot.decisions.questions import DETAILS, UNKNOWN, Purpose, Question
from bot.readers.reach_times import REACH_NOTE
from bot.readers.reply_wish import BY_TEXT, REPLY_WISH
from bot.services.answer_words import named
from bot.services.context import Context
from bot.services.heard import Says

_EASILY_MISHEARD = frozenset(
    {
        Question.REFERENCE,
        Question.ACCOUNT,
        Question.AMOUNT,
        Question.ACTING_FOR,
        Question.NEEDS,
        Question.HANDLED_BY,
    }
)
"""Read back even when it was asked for."""


@dataclass(frozen=True)
class Kept:
    """What a message gave. ``known`` are the values of the same questions before it, ``asked`` the question that it
    answered; ``pressed``: it was a button."""

    values: Mapping[str, Any]
    known: Mapping[str, Any]
    asked: Question | None
    pressed: bool


def read_back(
    context: Context, profile: Provider, purpose: Purpose, answers: Mapping[str, Any], kept: Kept
) -> Says:
    """Response keys with facts. ``answers`` are all answers as they stand now."""
    says: Says = []
    values, known = kept.values, kept.known
    for question in (Question.HAPPENED_ON, Question.FIRST_TOLD_ON):
        if isinstance(values.get(question), dict):
            said = "changed" if isinstance(known.get(question), dict) else "noted"
            says.append((f"utter_{said}_{question}", {"day": values[question]}))
    if values.get(Question.FIRST_TOLD_ON) == UNKNOWN and purpose is Purpose.COMPLAINT:
        says.append(("utter_noted_first_told_unknown", {}))
    if Question.REPLY_ADDRESS in values:
        said = "changed" if Question.REPLY_ADDRESS in known else "noted"
        says.append((f"utter_{said}_reply", {"address": values[Question.REPLY_ADDRESS]}))
    if REACH_NOTE in values:
        says.append(("utter_noted_reply_note", {"note": values[REACH_NOTE]}))
    says += wishes_noted(values, known)
    if Question.DESCRIPTION in values and Question.DESCRIPTION in known:
        says.append(("utter_changed_description", {}))
    for key, questions in (("changed", _changed(kept)), ("noted", _noted(kept))):
        if questions:
            what = "; ".join(named(context, each, answers, profile).rstrip(". ") for each in questions)
            says.append((f"utter_{key}_details", {"what": what}))
    return says


def wishes_noted(values: Mapping[str, Any], known: Mapping[str, Any]) -> Says:
    """How the reply must not come, or should, as far as it is new."""
    before = known.get(REPLY_WISH) or ()
    new = [wish for wish in values.get(REPLY_WISH) or () if wish not in before]
    return [
        ("utter_noted_reply_text", {}) if wish == BY_TEXT else ("utter_noted_reply_wish", {"note": wish})
        for wish in new
    ]


def _told(kept: Kept) -> list[Question]:
    """Details and the name, as far as they have a value."""
    worded = (*DETAILS, Question.NAME)
    return [each for each in worded if each in kept.values and kept.values[each] != UNKNOWN]


def _changed(kept: Kept) -> list[Question]:
    """What has another value than before; what was left out before is new and no change."""
    before = {key: value for key, value in kept.known.items() if value != UNKNOWN}
    return [each for each in _told(kept) if before.get(each, kept.values[each]) != kept.values[each]]


def _noted(kept: Kept) -> list[Question]:
    """What they may not know that we took. A pressed button needs no reading back, and a story is looked at as a whole
    at the end."""
    if kept.pressed:
        return []
    new = [each for each in _told(kept) if kept.known.get(each) in (None, UNKNOWN)]
    if Question.DESCRIPTION in kept.values:
        return [each for each in new if each in _EASILY_MISHEARD]
    return [each for each in new if each in _EASILY_MISHEARD or each is not kept.asked]


CROSSED = "_dates_cross"
"""Key of the answers: that the two dates cross was pointed out already."""


def dates_that_cross(known: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Says, dict[str, Any]]:
    """Where they told the provider before it began, one of the two may be wrong, and every date after it. ``known``
    are the answers before ``new``. Response keys with facts, shorter the second time, and what to keep of it."""
    answers = {**known, **new}
    told, began = answers.get(Question.FIRST_TOLD_ON), answers.get(Question.HAPPENED_ON)
    if not isinstance(told, dict) or not isinstance(began, dict) or told["to"] >= began["from"]:
        return [], {}
    if (told, began) == (known.get(Question.FIRST_TOLD_ON), known.get(Question.HAPPENED_ON)):
        return [], {}
    key = "utter_dates_still_cross" if known.get(CROSSED) else "utter_dates_cross"
    return [(key, {"began": began, "told": told})], {CROSSED: True}
