"""The answers of a message, kept on the intake and read back."""

from __future__ import annotations

from typing import Any

from bot.decisions.questions import CHANGING, Question
from bot.services.heard import Says
from bot.services.hearing.hear_answer import question_meant
from bot.services.read_back import Kept, dates_that_cross, read_back
from bot.services.shape_answer import without_own_addresses
from bot.services.take_code import new_code, take_code
from bot.services.taking.all_that_it_tells import whole_address, with_all_that_it_tells, with_times
from bot.services.taking.consequences import draw_consequences
from bot.services.taking.state import Taking


def keep_values(taking: Taking, values: dict[str, Any]) -> None:
    """Keep the values, read back what could be misheard, and do what follows from them."""
    taking.set("_misses", None)
    if "code_typed" in values:
        return _answer_code(
            taking, *take_code(taking.context, taking.tx, taking.intake, values["code_typed"])
        )
    if "code_again" in values:
        return _answer_code(taking, *new_code(taking.context, taking.tx, taking.intake))
    if taking.intake.answers.get(Question.SORTED) == "yes" and values.get(Question.REPLY_BY) in (
        "phone",
        "letter",
    ):
        taking.says.append(("utter_problem_note_by_email", {}))
        return None
    taking.set("_asked_back", None)
    if values.get(CHANGING):
        return _change(taking, Question(values[CHANGING]))
    told = with_all_that_it_tells(taking, whole_address(taking, with_times(taking, values)))
    values = without_own_addresses(told, taking.profile)
    taking.set(CHANGING, None)
    before = taking.intake.answers
    known = {key: before[key] for key in values if key in before}
    for key, value in values.items():
        if key != CHANGING:
            taking.set(str(key), value)
            taking.filled[str(key)] = value
    for question in (Question.FIRST_TOLD_ON, Question.HAPPENED_ON):
        if isinstance(values.get(question), dict):
            taking.set("_last_date", question.value)
    other_kind = values.get(Question.REPLY_BY) != known.get(Question.REPLY_BY, values.get(Question.REPLY_BY))
    if other_kind and Question.REPLY_ADDRESS not in values:
        taking.set(Question.REPLY_ADDRESS, None)
    if known.get(Question.REPLY_ADDRESS, values.get(Question.REPLY_ADDRESS)) != values.get(
        Question.REPLY_ADDRESS
    ):
        taking.set(Question.CODE, None)  # what was confirmed was the other address
    # What was read while a person had the chat was never read back: it is no change.
    changed = {key: value for key, value in known.items() if value != values[key]}
    heard = Kept(
        values, changed, question_meant(taking.said, taking.asked), pressed=taking.heard.choice is not None
    )
    taking.says += read_back(taking.context, taking.profile, taking.purpose, taking.intake.answers, heard)
    crossing, kept = dates_that_cross(before, values)
    taking.says += crossing
    for key, value in kept.items():
        taking.set(key, value)
    return draw_consequences(taking, values)


def _change(taking: Taking, question: Question) -> None:
    """Something is to be put right: it is asked anew, and the old value stands until there is a new one."""
    taking.set(Question.CHECK, None)
    taking.set(CHANGING, question.value)
    if question is not Question.CHANGE:
        taking.says.append(("utter_change_which", {}))


def _answer_code(taking: Taking, answer: str | None, says: Says) -> None:
    taking.says += says
    if any(key == "utter_reply_confirmed" for key, _ in says):
        kept = taking.tx.intakes.get(taking.intake.id)
        for question in (Question.REPLY_BY, Question.REPLY_ADDRESS):
            taking.set(question, kept.answers.get(question) if kept is not None else None)
    if answer is not None:
        taking.set(Question.CODE, answer)
        taking.filled[Question.CODE] = answer
