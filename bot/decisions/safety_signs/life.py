"""Danger to life or limb now, or no way to call for help."""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of
from bot.decisions.safety_signs.people_and_help import CALL, CANNOT, HELP, KIN, THEY

_HOUSE_THINGS = (
    r"(?:router|hub|box|modem|socket|plug|charger|adapter|adaptor|cable|cabinet|wire|wiring|battery|switch|"
    r"house|home|flat|kitchen|equipment|power supply|wall|phone|handset|it)"
)

SIGNS: Final = any_of(
    rf"\b(?:{KIN}|he|she|they) (?:isn'?t|aren'?t|is not|are not|ain'?t|has stopped) breathing\b",
    r"\bemergency calls? (?:out|through|don'?t|do not|won'?t|fail\w*)\b",
    r"\bcan(?:'?t|not) make (?:an )?emergency calls?\b",
    r"\b(?:burned|burnt|burning|burn) (?:the|my|our) (?:house|home|flat|hand|hands|carpet|wall|socket)\b",
    (
        r"\b(?:got|had|gave me|given|getting) (?:a |an )?(?:\w+ )?shock (?:from|off) (?:the|your|my|that) "
        r"(?:socket|plug|router|hub|box|cable|wire|handset|phone|charger|adapter)\b"
    ),
    (
        r"\b(?:pole|mast|cabinet)\b[^.?!\n]{0,25}\b(?:about to|going to|ready to|could) (?:fall|collapse|"
        r"come down)\b"
    ),
    rf"\b{CANNOT} (?:even )?{CALL} (?:for )?{HELP}",
    (
        r"\b(?:no (?:phone|line|signal|way|service)|without (?:a |the |my )?(?:phone|line|"
        rf"service))\b[^.?!\n]{{0,30}}\b(?:to|for) (?:call|ring|dial|phone|calling|ringing)? ?"
        rf"(?:for )?{HELP}"
    ),
    r"\b(?:need|needs|needed|send|call|ring|get) (?:me |us |him |her )?(?:an? ambulance|paramedics?)\b",
    (
        rf"\b(?:{THEY}(?:'s|'m|'re| is| am| are| was|'ve)?|{KIN}(?:'s| is| has)?) (?:has |have |just |"
        r"been |now )*(?:not breathing|stopped breathing|unconscious|collapsed|choking|bleeding(?: badly|"
        r" heavily| a lot)?)\b"
    ),
    r"\b(?:can'?t|cannot|struggling to|hard to|trouble) breath(?:e|ing)\b|\bchest pains?\b",
    r"\b(?:can'?t|cannot|can not)(?: seem to)? (?:catch|get) (?:my|his|her) breath\b",
    r"\bpains? in my chest\b",
    (
        rf"\b(?:{THEY}(?:'s|'m|'re| is| am| are)|{KIN}(?:'s| is)|i think (?:i'?m|he'?s|"
        r"she'?s)) having an? (?:heart attack|stroke|seizure|fit|asthma attack|allergic reaction|"
        r"miscarriage)\b"
    ),
    r"\bin labour\b(?! party)",
    (
        rf"\b(?:my|our|his|her|their|somebody'?s|someone'?s|people'?s|{KIN}'?s) (?:life|lives) (?:is|are|"
        r"was|were|could be|may be|will be|at|in)(?: being)? ?(?:put )?(?:at |in )?(?:risk|danger|"
        r"jeopardy)\b"
    ),
    r"\b(?:danger|risk) to (?:life|lives)\b|\blife[- ](?:or|and)[- ]death\b|\blife[- ]threatening\b",
    (
        r"\b(?:i'?m|i am|we'?re|we are|he'?s|she'?s|they'?re|kids are|children are) in (?:real |serious |"
        r"immediate |great )?danger\b"
    ),
    (
        r"\b(?:someone|somebody|people|a child|children|he|she|i|we)(?:'s|'ll| is| are| will| could| might|"
        r" may| can)?(?: going to| gonna)?(?: easily)? (?:die|get killed|be killed|be electrocuted|"
        r"get electrocuted|burn to death)\b(?! of (?:boredom|embarrassment))"
    ),
    (
        rf"\b{_HOUSE_THINGS}\b(?:'s|s)?(?: that| which| you sent| outside| keeps?| has| have| is| are| was|"
        r" were| just| started| been| all| actually| literally| now| gets?| getting| so hot it'?s)* "
        r"(?:on fire|burning(?! (?:up|through|question))|smoking|smouldering|melting|melted|sparking|"
        r"caught fire|catching fire|in flames|exploded|exploding|gave off smoke)\b"
    ),
    (
        r"\b(?<!engineer )(?<!man )(?<!driver )smell(?:s|ed|ing)?(?: of| like| something| some| a|"
        r" strong)* (?:burning|gas|smoke|burnt plastic)\b"
    ),
    r"\bburning smell\b",
    r"\b(?:smoke|sparks?|flames?) (?:coming|pouring|flying|shooting|is coming|are coming)\b",
    r"\bthere(?:'?s| is) (?:a )?(?:fire|smoke)\b(?! in the contract)",
    r"\bgas leak\b|\bcarbon monoxide\b|\belectrocut\w+|\belectric shocks?\b",
    r"\b(?:live|bare|exposed) (?:live |electric(?:al)? |mains )?(?:wires?|wiring)\b",
    r"\b(?:live|exposed (?:live|electric(?:al)?|mains)) cables?\b",
    r"\bshocks? off (?:the|your)\b",
    (
        r"\b(?:cable|wire|pole|mast)s?\b[^.?!\n]{0,30}\b(?:hanging|fallen|falling|lying|leaning)"
        r"\b[^.?!\n]{0,30}\b(?:road|pavement|path|playground|school|children|kids|"
        r"neck height|footpath|street)\b"
    ),
    (
        r"\b(?:burglars?|intruders?|prowler|someone|somebody|a man)(?: is| are|'?s)? (?:in (?:my|the|our) "
        r"(?:house|home|flat|garden)\b(?! (?:on|from|all|for|to|until|between|at|most|every|during)\b)|"
        r"breaking in|trying to break in|outside my door)\b"
    ),
    (
        rf"\b(?:he|she|they|someone|somebody|{KIN}|ex)(?:'s|'ll| is| has|'d| will| would| says he'?ll|"
        r" said he'?d)? (?:a knife|got a knife|a gun|going to kill|gonna kill|wants? to kill|"
        r"trying to kill|tried to kill|threatened to kill|threatening to kill) (?:me|us|her|him|them|"
        r"my \w+)\b(?![^.?!\n]*\b(?:bill|when (?:he|she|they)|if i (?:don'?t|miss))\b)"
    ),
    r"\bha(?:s|ve)(?: got)? a (?:knife|gun)\b|\bheld at knife ?point\b",
    r"\bchild(?:ren)? (?:is|are) (?:missing|at risk)\b",
    r"\bmy (?:child|son|daughter) (?:is|has gone) missing\b",
)
