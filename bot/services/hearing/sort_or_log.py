"""Try to sort it first, or log it at once."""

from __future__ import annotations

import re

from bot.decisions.questions import Question
from bot.readers.heard import Reading, Taken
from bot.readers.tried import asks_next_step
from bot.services.hearing.ours_or_theirs import TheirWords


def with_sort_or_log(said: TheirWords, reading: Reading) -> Reading:
    """Who chose the complaint has chosen not to try first; "try to sort it" is no plain fault either."""
    if re.search(r"\btry\b", said.message.text, re.IGNORECASE) or asks_next_step(said.message.text):
        return Taken({Question.FAULT_OR_COMPLAINT: "complaint", Question.SORT_OR_LOG: "sort"})
    if isinstance(reading, Taken) and reading.values.get(Question.FAULT_OR_COMPLAINT) == "complaint":
        return Taken({**reading.values, Question.SORT_OR_LOG: "log"})
    return reading
