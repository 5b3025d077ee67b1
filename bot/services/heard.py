"""A message as it comes in, and what came of it. Both plain, the second JSON-safe and kept with the intake."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.decisions.records import Intake
from bot.decisions.topic import NearTopic, Topic

Says = list[tuple[str, dict[str, Any]]]
"""Response keys with facts, in order."""
CLOSING = "closing_words"
"""Stands in ``Outcome.says`` where the closing words of the case belong."""
LOGGED_EARLY = "utter_case_logged_early"
"""Said of a case that was opened while questions are left."""
CODE_LATER = "utter_code_sent_early"
"""Said beside it: a code went to their e-mail address, and is asked for at the end."""
ADR_DAY = "adr_day"
"""Stands there where the day from which the scheme is open belongs, after a date was put right."""


@dataclass(frozen=True)
class Heard:
    """A message as the engine understood it. ``at`` is the instant it came, aware UTC.

    ``message_id`` counts within the conversation. ``choice`` and ``question`` come from a pressed button. ``topic`` is
    the question of fact that the model hears, or that a button asks; ``topic_sure``: hardly to be mistaken; ``near``:
    the questions that it may have been instead.

    ``on_form``: written into the field of a form that is labelled with the question, so that it is an answer to this
    question and never one of theirs. There ``choice`` may hold several, with commas. ``as_typed``: they have looked at
    it once more and say that it is right.
    """

    conversation_id: str
    message_id: str
    text: str
    at: datetime
    intent: str = ""
    confidence: float = 0.0
    choice: str | None = None
    question: str | None = None
    topic: Topic | None = None
    topic_sure: bool = False
    near: tuple[NearTopic, ...] = ()
    on_form: bool = False
    as_typed: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a message. ``says`` are response keys with facts, in order.

    ``filled`` are the answers it gave. ``next`` is the question that stands now, ``None`` when nothing is left to ask.
    ``theirs`` is true when the message is a question of the customer's: nothing was taken.
    """

    filled: dict[str, Any] = field(default_factory=dict)
    says: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    next: str | None = None
    theirs: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "filled": self.filled,
            "says": [list(said) for said in self.says],
            "next": self.next,
            "theirs": self.theirs,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Outcome:
        return cls(
            kept["filled"], [(key, facts) for key, facts in kept["says"]], kept["next"], kept["theirs"]
        )


def handled_before(intake: Intake | None, heard: Heard) -> Outcome | None:
    """What came of this very message when it was taken before: a turn that failed later is run again."""
    if intake is None or intake.handled_message != heard.message_id or intake.outcome is None:
        return None
    return Outcome.from_json(intake.outcome)
