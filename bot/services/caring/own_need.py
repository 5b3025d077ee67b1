"""In which shape they can read what is sent, told in their own words: "plain text e-mails instead of pictures". No code
of ours says that, so that their words stand with the complaint."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from bot.decisions.care import Care, Consent
from bot.decisions.questions import Question
from bot.readers.needs import OTHER, format_needed, needs_beside
from bot.readers.outcome import bare_wish, find_outcome
from bot.readers.trouble import says_they_complain, tells_trouble
from bot.services.caring.why import answer_about_why
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.ports import Transaction
from bot.services.start_complaint import open_intake

OWN_NEED: Final = "_own_need"
"""Stands in ``Care.says`` where a need was kept in their words (fact ``words``)."""
_OURS: Final = frozenset({Question.NEEDS, Question.DESCRIPTION, Question.CHECK, Question.CHANGE})
"""Taken there with the rest of what is said."""
_YES_FIRST: Final = re.compile(r"^(?P<yes>[^.;!\n]{2,40})[.;!\n]\s*\S")
_LONGEST: Final = 30
_Says = list[tuple[str, dict[str, Any]]]


def own_need(
    context: Context, tx: Transaction, care: Care, heard: Heard, asked: str | None
) -> tuple[Care, _Says] | None:
    """It is kept, and said back; a yes to whether the reason may be noted, in front of it, counts as one. ``None`` for
    all else, and where they tell more beside it. The caller commits."""
    text = heard.text
    if (
        asked in _OURS
        or len(text.split()) > _LONGEST
        or says_they_complain(text)
        or find_outcome(text)
        or bare_wish(text)
    ):
        return None
    words = format_needed(text)
    if words is None or (tells_trouble(text) and not _just_asked(care)):
        return None
    intake = open_intake(context, tx, heard)
    needs = needs_beside(intake.answers, {"needs": [OTHER], "needs_words": words})
    tx.intakes.save(replace(intake, answers={**intake.answers, **needs}))
    yes = _YES_FIRST.match(text)
    if care.consent is Consent.ASKED and yes:
        about = answer_about_why(context, tx, care, replace(heard, text=yes["yes"]), asked)
        care = about[0] if about is not None else care
    return care, [(OWN_NEED, {"words": words.rstrip(". ")})]


def _just_asked(care: Care) -> bool:
    return any(key in ("utter_ask_keep_why_alone", "utter_why_kept") for key, _ in care.says)
