"""What was learnt of a customer, and where it is found again: in this chat, in the one it follows, and in those of the
same confirmed person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

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

UNSURE: Final = "unsure"
"""In the rule ``urgent_help_kinds``: the model alone heard distress."""
_TALKED_OF: Final = frozenset({Danger.SUICIDE.value, Danger.DISTRESS.value, UNSURE})
_NEWS_EACH_TIME: Final = frozenset({Danger.SUICIDE, Danger.LIFE})


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


def note_dangers(context: Context, heard: Heard, danger: Danger | None, alarm: bool = False) -> None:
    """What the safety net heard, for who answers. Illness told in passing is not noted: only what a person was asked
    for, for it is nobody's business before they say so. ``alarm``: a number to ring is said with it."""
    with context.store.write() as tx:
        care = tx.care.of(heard.conversation_id)
        new: set[Danger] = {each for each in dangers_in(heard.text) if each is not Danger.ILLNESS}
        new |= {danger if danger is not None else Danger.DISTRESS}
        learnt = replace(care, dangers=by_urgency({*care.dangers, *new}))
        if alarm and not alarmed_before(care, heard, danger):
            kind = danger.value if danger is not None else UNSURE
            known = [each for each in care.alarms if each[0] != kind]
            learnt = replace(learnt, calm=False, alarms=(*known, (kind, heard.message_id)))
        if learnt != care:
            tx.care.save(learnt, context.now())
            tx.commit()


def alarmed_before(care: Care, heard: Heard, danger: Danger | None) -> bool:
    """Whether this very danger was answered with its numbers before this message. Words that tell of danger to a life
    outright are news each time; that somebody is upset is none after a number to talk to."""
    before = kinds_alarmed(care, heard)
    if danger in _NEWS_EACH_TIME and danger in dangers_in(heard.text):
        return False
    if is_vague(danger):
        return bool(before & _TALKED_OF)
    return danger is not None and danger.value in before


def kinds_alarmed(care: Care, heard: Heard) -> frozenset[str]:
    """Which kinds of danger were answered with a number before this message."""
    return frozenset(kind for kind, message in care.alarms if message != heard.message_id)


def is_vague(danger: Danger | None) -> bool:
    """Whether it may be no danger at all: they are upset, or only the model hears it."""
    return danger in (None, Danger.DISTRESS)


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
