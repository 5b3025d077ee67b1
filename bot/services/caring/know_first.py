"""What an agent must know before anything else on a card: danger, who writes, how to reach them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.decisions.care import Care, Consent, Listening
from bot.decisions.questions import Question
from bot.readers.reach_times import REACH_NOTE
from bot.readers.reply_wish import BY_TEXT, REPLY_WISH
from bot.services.caring.notes import known_adjustments, needs_in_words
from bot.services.context import Context
from bot.services.ports import Transaction
from bot.wording import list_in_words


def know_first(
    context: Context, tx: Transaction, conversation_id: str, answers: Mapping[str, Any]
) -> list[str]:
    """Lines in the order in which they matter; none where nothing was learnt. ``answers``: of the complaint."""
    care = tx.care.of(conversation_id)
    lines = [_say(context, danger.value) for danger in care.dangers]
    if care.calm:
        lines.append(_say(context, "calm"))
    lines += [_say(context, "reach", note=each) for each in _reach(answers)]
    if care.deceased:
        lines.append(_say(context, "deceased", name=care.deceased))
    if care.threat:
        lines.append(_say(context, "threat"))
    if care.under_18:
        lines.append(_say(context, "under_18"))
    if care.language in context.languages.languages:
        lines.append(_say(context, "language", language=context.languages.languages[care.language].name))
    adjustments = known_adjustments(tx, conversation_id)
    if adjustments:
        lines.append(_say(context, "adjustments", needs=needs_in_words(context, adjustments)))
    return [*lines, *_why(context, care), *_acting(context, care, answers), *_listening(context, care)]


def _reach(answers: Mapping[str, Any]) -> list[str]:
    """When to reach them and how not to, where they told it."""
    wishes = answers.get(REPLY_WISH)
    told = [each for each in wishes if each != BY_TEXT] if isinstance(wishes, list) else []
    return [str(each) for each in (answers.get(REACH_NOTE), *told) if each]


def _why(context: Context, care: Care) -> list[str]:
    if care.consent is Consent.YES and care.reason:
        return [_say(context, "reason", reason=care.reason)]
    return [_say(context, "consent_no")] if care.consent is Consent.NO else []


def _acting(context: Context, care: Care, answers: Mapping[str, Any]) -> list[str]:
    if care.authority_at is not None:
        return []  # it stands at who it is, with by whom
    said = [each for each in (care.relation, care.authority) if each]
    if not said or answers.get(Question.ROLE) == "account_holder":
        return []
    authority = list_in_words(context.words.text(f"utter_desk_authority_{each}") for each in said)
    return [_say(context, "acting", authority=authority)]


def _listening(context: Context, care: Care) -> list[str]:
    told = {Listening.PASSED_ON: "passed_on", Listening.KEPT: "kept"}
    return [_say(context, told[care.listening])] if care.listening in told else []


def _say(context: Context, what: str, **facts: object) -> str:
    return context.words.text(f"utter_desk_care_{what}", **facts)
