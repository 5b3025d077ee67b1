"""After an alarm of ours they say that nobody is in danger: it is not repeated, and what they told before it stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.decisions.care import Care
from bot.decisions.safety import danger_in
from bot.readers.denies_danger import denies_danger, told_beside_denial
from bot.readers.everyday import only_everyday
from bot.services.caring.note_care import note_beside
from bot.services.heard import Heard
from bot.services.latest_case import case_of
from bot.services.ports import Transaction

KEPT_WORDS: Final = "_kept_words"
"""Stands in ``Care.says`` where what becomes of their words is said last, and that is the whole answer."""
ALL_OF_IT: Final = "_all_of_it"
"""The same with nothing more to say."""
_Says = list[tuple[str, dict[str, Any]]]


def taken_back(tx: Transaction, care: Care, heard: Heard, asked: str | None) -> tuple[Care, _Says] | None:
    """``None`` where no alarm stands, or this does not take it back. What they want beside it goes with the story; what
    is more than that, or a question, gets its usual answer too. The caller commits."""
    if not care.alarms or care.calm or danger_in(heard.text) is not None or not denies_danger(heard.text):
        return None
    noted, beside = note_beside(tx, replace(care, calm=True), heard, asked)
    says: _Says = [*beside, ("utter_alarm_taken_back", {})]
    if not only_everyday(heard.text):
        return noted, says
    _keep(tx, heard)
    has_case = case_of(tx, heard.conversation_id) is not None
    return noted, [*says, (ALL_OF_IT if has_case else KEPT_WORDS, {})]


def _keep(tx: Transaction, heard: Heard) -> None:
    wanted = told_beside_denial(heard.text)
    intake = tx.intakes.latest(heard.conversation_id)
    before = str(intake.answers.get("_before") or "") if intake is not None else ""
    if intake is not None and before and wanted and wanted not in before:
        tx.intakes.save(replace(intake, answers={**intake.answers, "_before": f"{before}\n{wanted}"}))
