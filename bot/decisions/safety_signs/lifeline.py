"""Somebody, or what keeps them well, depends on the line."""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of
from bot.decisions.safety_signs.people_and_help import CALL, CANNOT, CARE

_ALARM = (
    r"(?:pendant|care ?line|care alarm|telecare|tele-care|piper (?:alarm|unit|lifeline)|personal alarm|"
    r"fall(?:s)? alarm|emergency "
    r"(?:pendant|cord|pull cord|button|alarm)|panic button|medical alarm|alarm (?:pendant|button|cord)|"
    r"community alarm|lifeline (?:alarm|pendant|unit|button|box)|red cord)"
)
_MACHINE = (
    r"(?:dialysis|oxygen (?:concentrator|machine|supply|tank)|ventilator|nebuli[sz]er|cpap|"
    r"sleep apnoea machine|pacemaker|"
    r"defibrillator|feeding (?:pump|tube)|insulin pump|glucose (?:monitor|sensor)|heart monitor|"
    r"cardiac monitor|(?:epilepsy|seizure|apnoea|breathing) (?:monitor|alarm|sensor)|"
    r"medical (?:equipment|device|monitor|machine)s?|hospital (?:bed|monitor)|life support|stairlift)"
)
_LINE = r"(?:phone|phones|telephone|landline|line|mobile|broadband|internet|wi-?fi|connection|signal|service)"

SIGNS: Final = any_of(
    (
        r"\bif (?:i|she|he|mum|dad|my \w+) (?:falls?(?! (?:behind|out|short|into|foul|under|within|for|"
        r"through))|have a fall|has a fall|collapses?|"
        r"get taken ill|gets taken ill|am taken ill)\b"
    ),
    r"\b(?:her|his|my|needs?) oxygen\b",
    (
        r"\b(?:elderly|frail|vulnerable|\d{2})\b[^.?!\n]{0,40}\b(?:can'?t|cannot|unable to) (?:call|ring|"
        r"phone|reach|contact) (?:anyone|anybody|us|me|for help|a soul)\b"
    ),
    rf"\b{_ALARM}s?\b",
    (
        rf"\b{_LINE}(?:'s| is| was|s are)?(?: literally| really)?(?: my| her| his| our| their| a| the|"
        r" mum'?s| dad'?s| an?)?(?: only| absolute| real| complete| elderly \w+'?s)* (?:life ?-?line)\b"
    ),
    r"\b(?:my|her|his|our|their|mum'?s|dad'?s|mother'?s|father'?s|nan'?s|only) life ?-?line\b",
    rf"\b{_MACHINE}\b",
    r"\bon (?:home )?oxygen\b|\bmedically (?:dependent|vulnerable|reliant)\b",
    (
        r"\b(?:only|our|my|her|his|sole)(?: only| one)? (?:way|means|method) (?:of|to|i can|she can|he can|"
        r"they can|we can) (?:get(?:ting)?|call(?:ing)?|ring(?:ing)?|reach(?:ing)?|contact(?:ing)?|summon"
        r"(?:ing)?)(?: for)? (?:help|an? ambulance|the doctor|my doctor|her doctor|his doctor|999|anyone|"
        r"anybody|(?:my|her|his) (?:family|carers?|doctor|mum|dad|mother|father|son|daughter|children|"
        r"kids))\b"
    ),
    (
        r"\b(?:depend|depends|rely|relies|reliant|dependent)(?: solely| totally| completely)? (?:up)?on "
        rf"(?:the|my|her|his|that|this|our) {_LINE}\b[^.?!\n]{{0,50}}\b(?:help(?! ?(?:desk|line))|"
        rf"emergenc\w+|"
        r"medical|doctor|health|ambulance|alarm|safety|carers?|safe|ill|disab\w+)\b"
    ),
    (
        r"\b(?:emergenc(?:y|ies)|medical|health|ambulance|safety|disabled|housebound|elderly|carers?)"
        r"\b[^.?!\n]{0,50}\b(?:depend|depends|rely|relies|reliant|dependent)"
        rf"(?: solely| totally| completely)? (?:(?:up)?on )?(?:the|my|her|his|that|this|our|a) {_LINE}\b(?! "
        r"(?:bill|number|book|fixed by))"
    ),
    (
        rf"\b{CARE}\b[^.?!\n]{{0,25}}\b(?:{CANNOT}) (?:\w+ )?(?:reach|ring|call|phone|contact|get "
        r"(?:through|hold))\b(?: to)? ?(?:me|him|her|us|my|$)"
    ),
    (
        rf"\b{CANNOT} (?:\w+ )?(?:reach|ring|call|phone|contact|get (?:through to|hold of)) (?:the |my |"
        rf"her |his |our )?(?:\w+ )?{CARE}\b"
    ),
    (
        r"\b(?:waiting|wait) (?:for|on) (?:a |an |the |my )?(?:urgent |phone )?(?:call|results?|"
        rf"phone call) (?:back )?from (?:the |my )?(?:\w+ )?{CARE}\b"
    ),
    (
        rf"\b(?:need|needs) (?:the |my |a |her |his |this )?{_LINE} for (?:the |my |her |his )?"
        rf"(?:\w+ )?{CARE}\b"
    ),
    r"\bhigh[- ]risk pregnan\w+\b",
    r"\bpregnan\w+\b[^.?!\n]{0,50}\bno (?:signal|phone|line|landline|way to call)\b",
    (
        r"\b(?:the|this|my) (?:phone|telephone|line)(?:'s| is) all (?:i'?ve|i have|he has|she has|we have)"
        r"(?: got)?\b(?! (?:to|been|ever|tried|left|of|had|seen|heard))"
    ),
    rf"\bonly (?:way|thing)\b[^.?!\n]{{0,25}}\b{CALL} (?:the |my |her |his |our )?(?:\w+ )?{CARE}\b",
    r"\bon (?:my|her|his) own and (?:frightened|scared|afraid)\b",
    (
        r"\b(?:all alone|on my own|live alone|lives alone|living alone|housebound|bedbound|bed-bound|"
        r"can'?t leave the house)\b[^.?!\n]{0,60}\b(?:no (?:phone|way)|without (?:a |the |my )?(?:phone|"
        r"line|telephone)|phone(?:'s| is)? (?:dead|down|off|not working)|nobody can reach|no one can reach|"
        r"can'?t (?:call|ring|phone|reach) (?:anyone|anybody|for help|a soul))\b"
    ),
    (
        r"\b(?:no (?:phone|line)|without (?:a |the |my )?(?:phone|line|telephone)|(?:phone|line)(?:'s| is)? "
        r"(?:dead|down|off|not working))\b[^.?!\n]{0,60}\b(?:all alone|live alone|lives alone|living alone|"
        r"on (?:my|her|his) own and (?:ill|frail|elderly)|housebound|bedbound|bed-bound)\b"
    ),
)
