"""Serious illness or disability, which may be told in passing."""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of
from bot.decisions.safety_signs.people_and_help import KIN, THEY

_AM = (
    rf"(?:i'?m|i am|i'?ve been|he'?s|he is|she'?s|she is|we'?re|{KIN}(?:'s| is| who is|s are)|who is|am|"
    r"registered|severely|both)"
)

SIGNS: Final = any_of(
    r"\b(?:breast |lung |bowel |prostate |brain |skin |stage \w+ )?cancer\b|\bchemo\w*|\bradiotherapy\b",
    r"\bterminal(?:ly)? ill\w*|\bterminal (?:diagnosis|cancer|prognosis)\b|\bend[- ]of[- ]life\b",
    r"\bpalliative\b|\bhospice\b|\bbrain tumou?r\b|\btumou?r\b",
    rf"\b(?:{KIN}|{THEY})(?:'s|'m|'re| is| are| am) dying\b(?! (?:of|to|for)\b)",
    (
        r"\b(?:had|having|after|recovering from|suffered|since (?:my|his|her)) (?:a |an |my |his |her )?"
        r"(?:mild |massive |mini |bad |second )?(?:strokes?|heart attack|mini-?stroke|aneurysm|"
        r"nervous breakdown|brain injury|bypass)\b"
    ),
    r"\bdementia\b|\balzheimer\w*|\bparkinson\w*|\bmotor neurone?\b|\bmultiple sclerosis\b|\bcopd\b",
    r"\bepilep\w+|\bheart (?:condition|failure|problems?|disease)\b",
    r"\b(?:kidney|liver) (?:failure|disease|transplant)\b|\bcystic fibrosis\b|\bdiabetic (?:coma|hypo)\b",
    r"\bi(?:'m| am) (?:a )?(?:type (?:1|2|one|two) )?diabetic\b|\bsickle cell\b",
    (
        rf"\b{_AM} (?:also |very |severely |registered |badly |partly |physically |profoundly )*disabled\b"
        r"(?! (?:my|the|our|your|it|wi-?fi|by you|on the|in the))"
    ),
    rf"\bdisabled (?:{KIN}|person|people|pensioner|customer|adult|man|woman|lady|veteran|and|badge)\b",
    r"\b(?:my|a|his|her|have|severe) disabilit(?:y|ies)\b|\bin a wheelchair\b|\b(?:house|bed)-?bound\b",
    r"\bquadriplegic\b|\bparaly[sz]ed\b",
    (
        rf"\b(?:i'?m|i am|i was|i'?ve been|he'?s|she'?s|been|just (?:come|got) out of|{KIN}(?:'s| is| was)|"
        r"rushed|admitted) (?:back |now |still )?(?:in |to |into )?(?:the )?(?:hospital|intensive care|icu|"
        r"a&e)\b(?! (?:trust|manager|administrator|it|worker))"
    ),
    (
        rf"\b(?:i'?m|i am|he'?s|she'?s|{KIN}(?:'s| is)) (?:very |really |seriously |critically |gravely |"
        r"quite |chronically |so )+(?:ill|unwell|poorly|frail)\b"
    ),
)
