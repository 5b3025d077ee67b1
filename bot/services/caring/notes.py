"""What was learnt of a customer, and where it is found again: in this chat, in the one it follows, and in those of the
same confirmed person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.decisions.adjustments import Adjustment, in_order, joined
from bot.decisions.care import Care, Consent, by_urgency
from bot.decisions.questions import Question
from bot.decisions.safety import Danger, dangers_in
from bot.readers.adjustments import says_why
from bot.readers.needs import NEEDS_WORDS, OTHER, RELAY
from bot.services.context import Context
from bot.services.earlier_chat import earlier_chat
from bot.services.heard import Heard
from bot.services.latest_case import case_of
from bot.services.ports import Transaction
from bot.wording import list_in_words


def known_adjustments(tx: Transaction, conversation_id: str) -> tuple[Adjustment, ...]:
    """All that they asked for: in this chat, in those that it follows, and in those of the same confirmed contact."""
    seen: list[str] = []
    found: tuple[Adjustment, ...] = ()
    waiting = [conversation_id, *tx.care.confirmed_like(conversation_id)]
    while waiting:
        id = waiting.pop(0)
        if id in seen:
            continue
        seen.append(id)
        found = joined(
            _told_in(tx, id), found
        )  # what was said in this chat wins over what was said before it
        if (before := earlier_chat(tx, id)) is not None:
            waiting.append(before.id)
    return found


def needs_in_words(context: Context, adjustments: tuple[Adjustment, ...]) -> str:
    """Such as "large print and more time"; empty for none."""
    said = [context.words.text(f"utter_value_needs_{each.value}") for each in adjustments]
    return list_in_words(said) if said else ""


def _told_in(tx: Transaction, conversation_id: str) -> tuple[Adjustment, ...]:
    intake = tx.intakes.latest(conversation_id)
    case = case_of(tx, conversation_id)
    answers = [(case.details if case else {}), (intake.answers if intake else {})]
    codes = [
        code
        for each in answers
        if isinstance(each.get(Question.NEEDS), list)
        for code in each[Question.NEEDS]
    ]
    return joined(in_order(codes), tx.care.of(conversation_id).adjustments)


def note_dangers(context: Context, heard: Heard, danger: Danger | None) -> None:
    """What the safety net heard, for who answers. Illness told in passing is not noted: only what a person was asked
    for, for it is nobody's business before they say so."""
    with context.store.write() as tx:
        care = tx.care.of(heard.conversation_id)
        new: set[Danger] = {each for each in dangers_in(heard.text) if each is not Danger.ILLNESS}
        new |= {danger if danger is not None else Danger.DISTRESS}
        dangers = by_urgency({*care.dangers, *new})
        if dangers != care.dangers:
            tx.care.save(replace(care, dangers=dangers), context.now())
            tx.commit()


def needs_with(
    answers: dict[str, Any], care: Care, known: tuple[Adjustment, ...], told: bool
) -> dict[str, Any]:
    """``answers`` with what is ``known`` among the needs, so that nobody asks for it. ``told``: they said so in answer
    to our question, which says that it is passed on; else a reason of health goes, unless they said it may stay."""
    codes = [str(code) for code in answers.get(Question.NEEDS) or ()] if _listed(answers) else []
    words = str(answers.get(NEEDS_WORDS) or "")
    if Adjustment.BSL in known and Adjustment.RELAY not in care.adjustments:
        codes = [code for code in codes if code != RELAY]
    kept = dict(answers)
    if words and says_why(words) and not told and care.consent is not Consent.YES:
        kept.pop(NEEDS_WORDS, None)
        codes = [code for code in codes if code != OTHER]
        if not codes and not known:
            kept.pop(Question.NEEDS, None)
            return kept
    all_of_it = [each.value for each in joined(in_order(codes), known)]
    stay = [code for code in codes if code in all_of_it or code not in set(Adjustment)]
    wanted = [*stay, *(code for code in all_of_it if code not in stay)]
    if wanted:
        kept[Question.NEEDS.value] = wanted
    return kept


def _listed(answers: dict[str, Any]) -> bool:
    return isinstance(answers.get(Question.NEEDS), list)


def acts_for_somebody(context: Context, conversation_id: str) -> bool:
    """Whether they said in this chat that they act for somebody else."""
    with context.store.read() as tx:
        care = tx.care.of(conversation_id)
    return bool(care.relation or care.authority)
