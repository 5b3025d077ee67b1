"""A message that was not understood: its words are kept, and nobody is held at a question."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.digression import takes_back
from bot.decisions.questions import OPTIONAL, Purpose, Question
from bot.decisions.records import IntakeStatus
from bot.readers.logs_it import only_wants_to_complain
from bot.readers.message import read_yes_no
from bot.services.hearing.asides import nods
from bot.services.hearing.besides import has_words_to_keep
from bot.services.shape_answer import with_the_story_so_far
from bot.services.taking.first_contact import hear_tried
from bot.services.taking.keep_values import keep_values
from bot.services.taking.problems import MISSES_BEFORE_A_PERSON, leave_out
from bot.services.taking.state import Taking
from bot.services.taking.the_case import open_or_fill


def miss(taking: Taking, question: Question | None) -> None:
    """Nothing was understood: it is asked once more; the second time it is left out where that can be."""
    complains = taking.purpose is Purpose.COMPLAINT and only_wants_to_complain(taking.message.text)
    if complains and question is not None:
        taking.says.append(("utter_affirm_in_form", {}))  # it is one already
        return None
    if nods(taking.said) or takes_back(taking.message.text):
        return None
    if question is Question.FAULT_OR_COMPLAINT and read_yes_no(taking.message) is False:
        taking.says.append(("utter_neither", {"days": str(taking.context.rule("intake_expiry"))}))
        taking.intake = replace(taking.intake, status=IntakeStatus.CANCELLED)
        return None
    if _keep_words(taking) and question is Question.CODE:
        return None  # they told more of what happened; it was no try at the code
    misses = int(taking.intake.answers.get("_misses") or 0) + 1
    taking.set("_misses", misses)
    if misses >= MISSES_BEFORE_A_PERSON and question is not None and _may_be_left(taking, question):
        leave_out(taking, question)
        taking.says.append(("utter_offer_person", {}))
        return None
    if misses >= MISSES_BEFORE_A_PERSON and question is Question.FAULT_OR_COMPLAINT:
        taking.says.append(("utter_log_it_then", {}))
        return keep_values(taking, {Question.FAULT_OR_COMPLAINT: "complaint", Question.SORT_OR_LOG: "log"})
    taking.says.append((f"utter_missed_{question}" if question else "utter_not_understood", {}))
    if misses >= MISSES_BEFORE_A_PERSON:
        taking.says.append(("utter_offer_person", {}))


def _keep_words(taking: Taking) -> bool:
    """Nothing that they told is lost for not being understood: it stands below what happened, for a person."""
    complains = taking.purpose is Purpose.COMPLAINT and Question.DESCRIPTION in taking.intake.answers
    if not complains or not has_words_to_keep(taking.said):
        return False
    grown = with_the_story_so_far({Question.DESCRIPTION: taking.message.text.strip()}, taking.intake.answers)
    taking.set(Question.DESCRIPTION, grown[Question.DESCRIPTION])
    taking.filled[Question.DESCRIPTION] = grown[Question.DESCRIPTION]
    taking.says.append(("utter_words_kept", {}))
    hear_tried(taking)
    open_or_fill(taking)
    return True


def _may_be_left(taking: Taking, question: Question) -> bool:
    """Nobody is held at a question that can be left out; one about ADR leaves the answer less sure, and says so."""
    if taking.purpose is Purpose.ADR:
        return True
    return question in OPTIONAL and question is not Question.CODE
