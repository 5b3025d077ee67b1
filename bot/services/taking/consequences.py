"""What follows from the answers that were just kept."""

from __future__ import annotations

from typing import Any

from bot.decisions.playbook import PLAYBOOK
from bot.decisions.questions import DETAILS, THATS_ALL, Question
from bot.readers.asides import sends_it
from bot.services.answer_words import NOT_ASKED
from bot.services.shape_answer import first_told_now
from bot.services.taking.first_contact import (
    give_steps,
    hear_log_it,
    hear_problem,
    hear_tried,
    hear_whether_sorted,
)
from bot.services.taking.state import Taking
from bot.services.taking.the_case import open_or_fill


def draw_consequences(taking: Taking, values: dict[str, Any]) -> None:
    """What ``values`` make known besides, what is said of it, and what becomes of the case."""
    if values.get(THATS_ALL) and taking.asked in DETAILS:
        taking.says.insert(0, ("utter_thats_all", {}))
    if values.get(THATS_ALL) and taking.heard.choice is None and sends_it(taking.message.text):
        logged = taking.tx.cases.by_intake(taking.intake.id)
        if logged is not None and taking.says[:1] == [("utter_thats_all", {})]:
            taking.says[0] = ("utter_sent_already", {"reference": logged.reference})
        elif logged is not None:
            taking.says.insert(0, ("utter_sent_already", {"reference": logged.reference}))
    if first_told_now(values, taking.intake):
        taking.set(Question.HANDLED_BY, "nobody")
        taking.set(NOT_ASKED, [Question.HANDLED_BY.value])  # it follows: nobody need read it back
    hear_log_it(taking)
    if Question.DESCRIPTION in values and taking.tx.cases.by_intake(taking.intake.id) is None:
        taking.says.insert(0, ("utter_sorry", {}))
        hear_tried(taking)
        hear_problem(taking, values[Question.DESCRIPTION])
    else:
        hear_tried(taking)
    if values.get(Question.FAULT_OR_COMPLAINT) == "complaint":
        taking.set("complaining", True)
    if values.get(Question.SORT_OR_LOG) == "sort" and taking.intake.answers.get(PLAYBOOK):
        give_steps(taking)
    if values.get(Question.SORTED) in ("yes", "no"):
        hear_whether_sorted(taking, values[Question.SORTED])
    open_or_fill(taking)
    case = taking.tx.cases.by_intake(taking.intake.id)
    if values.get(Question.CHECK) == "yes" and case is not None:
        taking.tx.cases.add_event(case.id, "case.checked", taking.context.now(), {"by": "customer"})
