"""Somebody has died."""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of
from bot.decisions.safety_signs.people_and_help import KIN

_LATELY = r"(?:(?:has|have|had|'s|just|only|recently|sadly|suddenly|both|also|unfortunately|is|are|now) ?)*"

SIGNS: Final = any_of(
    rf"\b(?:just |recently |have to )?(?:buried|burying|bury|cremated) (?:my|our) {KIN}\b",
    rf"\b{KIN} has (?:just |recently |sadly )?passed\b(?! (?:the|it|on the|her|his|you|me|a|over)\b)",
    (
        rf"(?:^|[.,;!?\n] ?|just |we |i )lost my {KIN}\b(?!'| ?(?:'s|s'|number|phone|"
        r"sim|account|password|details|contact|monitor|connection|signal|line|internet|tv|broadband|photos?))"
    ),
    (
        rf"\b{KIN}(?:'s)? {_LATELY}(?:died|passed away|passed on|passed last|is dead|was killed|"
        r"were killed)\b(?! laughing)"
    ),
    (
        r"\b(?:account ?holder|customer|tenant|bill payer|he|she)(?: has| had|'s| just| recently| sadly)* "
        r"(?:died|passed away)\b"
    ),
    rf"\bmy late {KIN}\b|\bbereave\w*\b|\bdeceased\b|\bdeath (?:certificate|of my|in the family)\b",
    rf"\bwidow(?:ed|er)?\b|\bprobate\b|\bexecutor of\b|\b(?:{KIN})'?s (?:death|funeral|estate)\b",
    r"\b(?:arranging|planning|at|after|day of) (?:a|the|his|her) funeral\b",
    (
        rf"\b(?:i|we|i'?ve|have)(?: just| recently| sadly)? lost (?:my|our) {KIN}\b(?!'| ?(?:'s|s'|number|"
        r"phone|sim|account|password|details|contact|monitor|connection|signal|line|internet|tv|broadband|"
        r"photos?))"
    ),
    r"\bmiscarriage\b|\bstillb\w+",
)
