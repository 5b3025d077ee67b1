"""When it began and when they first told the provider, in one message."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.decisions.questions import Question
from bot.readers.answers import read_answer
from bot.readers.heard import Problem, Reading, Taken
from bot.readers.when import tells_same_day
from bot.services.hearing.ours_or_theirs import TheirWords

TELLS = re.compile(
    r"(?:\b(?:i|we)(?:'ve| have)?|(?:^|[,.;])\s*(?:(?:and|but|then|so)\s+)?) ?(?:(?:first|only|already) )*"
    r"(?:told|complained|reported|rang|called|phoned|e-?mailed|wrote|contacted)\b",
    re.IGNORECASE,
)
"""Also without "I", where a sentence begins: "rang on the 25th, it's been dead three days"."""
ITS_OTHER = {
    Question.HAPPENED_ON: TELLS,
    Question.FIRST_TOLD_ON: re.compile(
        r"\b(?:since|start\w*|began|begun|happen\w*|broke|went)\b", re.IGNORECASE
    ),
}
"""Words about the other date, where one of the two is asked."""
DATED = frozenset({Question.HAPPENED_ON, Question.FIRST_TOLD_ON})


def began_and_told(said: TheirWords) -> Reading:
    """For "it happened on 20 October and I told you on 22 October": each date to its own question; "I rang on 19
    November" says only when they told them."""
    values: dict[str, Any] = {}
    for part in re.split(r",| and (?=(?:i|we)\b)|(?<=[.;])\s", said.message.text, flags=re.IGNORECASE):
        target = Question.FIRST_TOLD_ON if TELLS.search(part) else Question.HAPPENED_ON
        reading = read_answer(Question.HAPPENED_ON, replace(said.message, text=part), said.answers)
        if isinstance(reading, Problem):
            return reading
        day = reading.values.get(Question.HAPPENED_ON) if reading is not None else None
        if target is Question.FIRST_TOLD_ON and tells_same_day(part):
            day = values.get(Question.HAPPENED_ON)
        if isinstance(day, dict) and target not in values:
            values[target] = day
    return Taken(values) if values else None
