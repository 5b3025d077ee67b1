"""One message on its way: what it does to the intake, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.decisions.questions import Purpose, Question
from bot.decisions.records import Intake
from bot.services.context import Context
from bot.services.heard import Heard, Says
from bot.services.hearing.ours_or_theirs import TheirWords
from bot.services.ports import Transaction


class Taking:
    """The intake as it becomes while one message is taken. ``said`` is the message as it came, against the answers
    before it; ``message`` the part of it that is taken; ``says`` and ``filled`` go into the ``Outcome``."""

    def __init__(
        self, context: Context, tx: Transaction, intake: Intake, heard: Heard, purpose: Purpose
    ) -> None:
        self.context = context
        self.tx = tx
        self.intake = intake
        self.heard = heard
        self.purpose = purpose
        self.asked: Question | None = None
        self.says: Says = []
        self.filled: dict[str, Any] = {}
        self.profile = context.provider(intake.provider)
        self.said = TheirWords(intake.answers, heard, purpose)
        self.message = self.said.message

    def set(self, key: str, value: Any) -> None:
        """``None`` takes the answer away."""
        answers = dict(self.intake.answers)
        if value is None:
            answers.pop(key, None)
        else:
            answers[key] = value
        self.intake = replace(self.intake, answers=answers)
