"""What a message tells of how somebody must be treated: noted, for who answers and for what is said from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.decisions.adjustments import joined
from bot.decisions.care import Care, Consent, by_urgency
from bot.decisions.language import foreign_language
from bot.decisions.questions import Question
from bot.decisions.records import IntakeStatus
from bot.decisions.safety import Danger, dangers_in
from bot.readers.adjustments import find_adjustments, says_why
from bot.readers.age import says_under_18
from bot.readers.authority import FORMAL, find_authority
from bot.readers.deceased import deceased_name
from bot.readers.declines import declines_complaint
from bot.readers.threats import Abuse, find_abuse
from bot.readers.trouble import says_they_complain
from bot.services.caring.in_few_words import number_of_another
from bot.services.caring.notes import known_adjustments, needs_with
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.latest_case import case_of
from bot.services.ports import Transaction

Says = list[tuple[str, dict[str, Any]]]
"""Response keys and facts, in order."""
_NAMES: Final = frozenset(
    {
        Question.NAME,
        Question.REPLY_ADDRESS,
        Question.ACTING_FOR,
        Question.ACCOUNT,
        Question.REFERENCE,
        Question.CODE,
    }
)
"""Answers to these are in any language."""
CUT_OFF: Final = "_cut_off"
"""Stands in ``Care.says`` where somebody who must not be without a phone is: a person is asked for at once."""


def note_care(context: Context, tx: Transaction, heard: Heard, asked: str | None = None) -> Care:
    """As ``care_for`` where nobody may speak, or on the form: it is noted, and nothing is said. The caller commits."""
    care = tx.care.of(heard.conversation_id)
    learnt, _ = note_beside(tx, care, heard, asked)
    learnt = replace(
        learnt, consent=care.consent, consent_message=care.consent_message
    )  # nobody is asked here
    if (code := foreign_in(context, heard, asked)) is not None:
        learnt = replace(learnt, language=code)
    if learnt != care:
        tx.care.save(learnt, context.now())
    keep_needs(tx, learnt, asked)
    return learnt


def foreign_in(context: Context, heard: Heard, asked: str | None) -> str | None:
    """The code of a language that we do not speak; names and addresses are in none."""
    return None if asked in _NAMES else foreign_language(heard.text, context.languages)


def note_beside(tx: Transaction, care: Care, heard: Heard, asked: str | None) -> tuple[Care, Says]:
    """What stands before the usual answer, and what is only noted for who answers."""
    says: Says = []
    learnt = care
    if declines_complaint(heard.text):
        learnt = replace(learnt, no_complaint=True)
    elif says_they_complain(heard.text):
        learnt = replace(learnt, no_complaint=False)
    abuse = find_abuse(heard.text)
    if abuse is Abuse.VIOLENCE:
        learnt = replace(learnt, threat=True)
        says.append(("utter_abuse_threat", {}))
    elif abuse is Abuse.SLUR:
        says.append(("utter_abuse_slur", {}))
    if not learnt.under_18 and says_under_18(heard.text):
        learnt = replace(learnt, under_18=True)
        says.append(("utter_under_18", {}))
    says += number_of_another(learnt, heard)
    authority = find_authority(heard.text)
    if authority is not None and authority not in (learnt.authority, learnt.relation):
        first = learnt.authority is None and learnt.relation is None
        formal = authority in FORMAL
        learnt = replace(learnt, authority=authority) if formal else replace(learnt, relation=authority)
        if first:
            says.append(("utter_acting_for_noted", {}))
    if (name := deceased_name(heard.text)) is not None:
        learnt = replace(learnt, deceased=name)
    if Danger.CUT_OFF in dangers_in(heard.text) and Danger.CUT_OFF not in learnt.dangers:
        says = [(CUT_OFF, {}), *says]
    dangers = by_urgency(
        {*learnt.dangers, *(each for each in dangers_in(heard.text) if each is not Danger.ILLNESS)}
    )
    learnt, needs = _needs(tx, replace(learnt, dangers=dangers), heard, asked)
    return learnt, [*says, *needs]


def _needs(tx: Transaction, care: Care, heard: Heard, asked: str | None) -> tuple[Care, Says]:
    found = find_adjustments(heard.text)
    known = known_adjustments(tx, heard.conversation_id)
    new = [each for each in found if each not in known]
    why = says_why(heard.text) and care.consent is Consent.UNASKED
    if not found and not why:
        return care, []
    learnt = replace(care, adjustments=joined(care.adjustments, found))
    if asked == Question.NEEDS:
        return learnt, []  # our own question has said that it is passed on, and reads it back
    says: Says = [("_needs", {"codes": [each.value for each in new]})] if new else []
    if why:
        learnt = replace(learnt, consent=Consent.ASKED, consent_message=heard.message_id)
        says.append(("utter_ask_keep_why" if found else "utter_ask_keep_why_alone", {}))
    return learnt, says


def keep_needs(tx: Transaction, care: Care, asked: str | None) -> bool:
    """The needs of the complaint that is being told, and of the case, are those that are known: nobody asks for them.
    Whether that changed anything."""
    known = known_adjustments(tx, care.conversation_id)
    told = asked == Question.NEEDS
    changed = False
    intake = tx.intakes.latest(care.conversation_id)
    if intake is not None and intake.status in (IntakeStatus.OPEN, IntakeStatus.COMPLETE):
        answers = needs_with(intake.answers, care, known, told)
        if answers != intake.answers:
            tx.intakes.save(replace(intake, answers=answers))
            changed = True
    case = case_of(tx, care.conversation_id)
    if case is not None:
        details = needs_with(case.details, care, known, told)
        if details != case.details:
            tx.cases.save(replace(case, details=details))
            changed = True
    return changed
