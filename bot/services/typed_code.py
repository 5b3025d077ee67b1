"""Six digits typed where no code is asked for, but one went out for this chat: they are the code, and no date, number
or reference."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.decisions.questions import Question
from bot.decisions.records import Case, Intake
from bot.readers.reply import code_in
from bot.services.confirm_contact import code_outstanding
from bot.services.context import Context
from bot.services.heard import Heard, Outcome, handled_before
from bot.services.identity.shown import changed_here
from bot.services.ports import Transaction
from bot.services.reply_wanted import wanted_at
from bot.services.take_code import take_code

_FEW_WORDS: Final = 4
"""Beside the digits: "the code is 123 456". In more words, six digits may be anything."""
_CONFIRMED: Final = "confirmed"
_OF_A_CODE: Final = ("utter_code_", "utter_reply_confirmed")
"""What is said of a code begins with one of these."""


def take_typed_code(context: Context, heard: Heard, among_questions: bool) -> Outcome | None:
    """What came of it; ``None`` where it is no code, or none is out. Once per message.

    ``among_questions``: a question of ours stands that digits may answer, so that only the right code is taken; a wrong
    one costs a try all the same, or it could be guessed."""
    typed = code_in(heard.text) if heard.choice is None else None
    if typed is None or len(re.findall(r"[^\W\d]+", heard.text)) > _FEW_WORDS:
        return None
    with context.store.write() as tx:
        intake = _intake_with_code(context, tx, heard)
        if intake is None:
            return None
        if (done := handled_before(intake, heard)) is not None:
            return done if any(key.startswith(_OF_A_CODE) for key, _ in done.says) else None
        if not code_outstanding(context, tx, intake.conversation_id):
            return None
        answer, says = take_code(context, tx, intake, typed)
        outcome = Outcome(says=says)
        if answer == _CONFIRMED:
            intake = tx.intakes.get(intake.id) or intake  # the reply may have moved by it
            answers = {**intake.answers, Question.CODE.value: answer}
            intake = replace(intake, answers=answers)
        elif among_questions:
            tx.commit()
            return None
        tx.intakes.save(replace(intake, handled_message=heard.message_id, outcome=outcome.as_json()))
        tx.commit()
    return outcome


def _intake_with_code(context: Context, tx: Transaction, heard: Heard) -> Intake | None:
    """Of this chat; else of a complaint whose address they changed in this chat."""
    own = tx.intakes.latest(heard.conversation_id)
    if own is not None and (
        handled_before(own, heard) or code_outstanding(context, tx, heard.conversation_id)
    ):
        cases = tx.cases.of_conversation(heard.conversation_id)
        return own if not cases or own.id == cases[-1].intake_id else tx.intakes.get(cases[-1].intake_id)
    for case in changed_here(tx, heard.conversation_id):
        intake = tx.intakes.get(case.intake_id)
        if intake is not None and (handled_before(intake, heard) or _code_is_out(context, tx, case)):
            return intake
    return None


def _code_is_out(context: Context, tx: Transaction, case: Case) -> bool:
    """One for the address that the reply is wanted at, or goes to."""
    wanted = wanted_at(tx, case)
    contact_id = wanted.id if wanted is not None else case.contact_id
    return code_outstanding(context, tx, case.conversation_id, contact_id)
