"""In tears, not coping, mental health."""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of
from bot.decisions.safety_signs.people_and_help import KIN

SIGNS: Final = any_of(
    r"\bin tears\b",
    r"\b(?:can'?t|cannot|couldn'?t) stop crying\b",
    r"\b(?:a|my) nervous wreck\b",
    r"\bnerves are shot\b",
    (
        r"\b(?:i'?m|i am|im|am|she'?s|he'?s) in a (?:really |very )?(?:bad|dark) place\b(?! (?:for|to|"
        r"in the|on))"
    ),
    r"\bi(?: really)? am not coping\b|\bi'?m not coping\b",
    (
        r"\b(?:mental health|mental illness|nervous breakdown|panic attacks?|ptsd|bipolar|schizophren\w+|"
        r"psychosis|sectioned)\b"
    ),
    r"\bmy (?:anxiety|depression)\b",
    (
        r"\b(?:with|have|has|suffer(?:s|ing)? (?:from|with)|diagnosed with) (?:severe |bad |clinical |"
        r"chronic )?(?:anxiety|depression)\b"
    ),
    (
        rf"\b(?:i'?m|i am|{KIN} is|making me) (?:really |so |very |clinically )?depressed\b(?! (?:with|by) "
        r"(?:your|the|this))"
    ),
    r"\bmak(?:es|ing) me ill\b|\bcrying (?:all|every|my eyes|myself|over (?!spil))\b",
    r"\bi (?:just |really |simply )?(?:can'?t|cannot) cope\b",
    r"\b(?:at|end of) (?:the end of )?my tether\b|\bhaving a (?:nervous |mental )?breakdown\b(?! (?:in|of))",
)
