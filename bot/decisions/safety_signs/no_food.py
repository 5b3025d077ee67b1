"""A bill against food or warmth."""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of

_MONEY = (
    r"(?:bill|bills|charge|charges|money|direct debit|payment|paying|pay|debt|account|skint|afford|cost|"
    r"costs|price|nothing left|overcharg\w+)"
)
_EAT = r"(?:food|groceries|formula|baby milk|nappies|a meal|meals|shopping|the food shop|dinner|bread)"

SIGNS: Final = any_of(
    r"\bno money\b[^.?!\n]{0,30}\b(?:food|eat|nappies|formula|milk for)\b",
    r"\bno food (?:in|left|here|till|until|for (?:me|us|my|the) ?(?:kids|children|family)?)\b(?! the cat)",
    (
        r"\b(?:can'?t|cannot|can not|couldn'?t|could not|unable to|not able to|struggling to|struggle to)"
        rf"(?: even| now| to)* (?:afford|buy|pay for|get)(?: any| to buy| our| the| my| enough)* (?:{_EAT}|"
        r"eat|heating|to eat|to heat|medicine|my medication|medication)\b(?![^.?!\n]{0,30}\bonline\b)"
    ),
    (
        r"\b(?:no|any|not enough|nothing left|nothing|not a penny|without)(?: money| cash| left| over|"
        rf" even)* (?:left )?(?:for|to buy|to get) (?:any )?{_EAT}\b"
    ),
    r"\bno (?:food|milk)(?: (?:left|at all))?(?: in (?:the|my|our) (?:house|cupboards?|fridge|flat|home))\b",
    r"\b(?:fridge|cupboards?) (?:is|are)(?: \w+)? (?:empty|bare)\b|\bnothing (?:left )?to eat\b",
    r"\b(?:don'?t|do not|haven'?t|have not) (?:have|got) (?:anything|any food) (?:left )?(?:to eat|in the house)\b",
    (
        r"\b(?:can'?t|cannot|couldn'?t|not able to|unable to|struggling to) (?:even )?feed (?:my|our|the|"
        r"his|her)?\s?(?:self|myself|kids?|children|family|baby|son|daughter|girls|boys|ourselves)\b"
    ),
    (
        r"\b(?:heat(?:ing)?|eat(?:ing)?|food|bills?) (?:or|and|vs) (?:eat(?:ing)?|heat(?:ing)?|food)\b(?! "
        r"(?:delivery|truck))"
    ),
    r"\b(?:choos\w+|choice) between[^.?!\n]{0,40}\b(?:food|eating|feeding|heating|dinner)\b",
    (
        r"\bpay(?:ing)? (?:this|your|the|my) bill (?:or|and not|instead of) (?:eat\w*|buy\w* food|food|"
        r"feed\w*)\b"
    ),
    r"\b(?:go(?:ing|es|ne)?|went) hungry\b",
    (
        r"\b(?:kids|children|bairns?|weans?|family|baby|we|i)(?:'re|'m|'s| are| is| am| r) (?:all |so |that )?"
        r"(?:starvin[g']?|hungry)(?!\w)(?! (?:for|of)\b)"
    ),
    r"\bskip(?:ping|ped|s)? meals?\b|\bgo(?:ing)? without (?:food|meals|eating|dinner|heating)\b",
    r"\bstarve\b",
    rf"\b(?:haven'?t|hasn'?t|not|have not) eaten\b|\bnot eating\b[^.?!\n]{{0,40}}\b{_MONEY}\b",
    rf"\b{_MONEY}\b[^.?!\n]{{0,40}}\bnot eating\b",
    r"\bfood ?banks?\b",
    r"\b(?:food|grocery|gas and electric|heating) money\b",
    r"\bmoney for (?:the )?(?:food|nappies|milk|formula|heating)\b",
)
