"""In the middle of a complaint they name one that they made before: what they told is kept for that one."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions.questions import Question
from bot.decisions.records import IntakeStatus
from bot.readers.coming_back import names_earlier_one
from bot.readers.who import find_named_reference, mistyped_reference
from bot.services.add_words import put_words_on_case
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.where_it_stands import is_known, knows_any


def names_another(context: Context, heard: Heard) -> bool:
    """Whether they name a complaint that this chat may not be told of, or that there may not be, or mistype one; or say
    that there is one already ("my complaint of the 23rd"), and this chat knows of none."""
    if heard.choice is not None:
        return False
    named = find_named_reference(heard.text)
    if named is not None:
        return not is_known(context, heard.conversation_id, named)
    if mistyped_reference(heard.text) is not None:
        return True
    return names_earlier_one(heard.text) and not knows_any(context, heard.conversation_id)


def turn_to_another(context: Context, heard: Heard) -> Heard:
    """Put the complaint away that is being told, and give what is wanted once they have shown who they are: its story,
    said of the one that is named. One that is logged already stays, with this line on it."""
    with context.store.write() as tx:
        intake = tx.intakes.latest(heard.conversation_id)
        if intake is None or intake.status is not IntakeStatus.OPEN:
            return heard
        case = tx.cases.by_intake(intake.id)
        status = IntakeStatus.CANCELLED
        if case is not None:
            put_words_on_case(context, tx, case, heard)
            status = IntakeStatus.COMPLETE
        tx.intakes.save(replace(intake, status=status))
        tx.commit()
    story = intake.answers.get(Question.DESCRIPTION) or intake.answers.get("_before")
    if case is not None or not story:
        return heard
    named = find_named_reference(heard.text)
    told = f"{story}\n{heard.text}"
    if named is not None and find_named_reference(told) is None:
        told = f"{told} {named}"
    return replace(heard, text=told, intent="make_complaint", confidence=1.0, topic=None)
