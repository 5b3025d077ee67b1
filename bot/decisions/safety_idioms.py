"""Figures of speech, titles and trade talk that only sound like danger: ``bot.decisions.safety`` takes them out."""

from __future__ import annotations

import re
from typing import Final


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that fits where any of ``patterns`` does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


HARMLESS: Final = any_of(
    # figures of speech
    (
        r"\b(?:kill(?:s|ed|ing)?|hang(?:ing)?) (?:me|us|my ?self|ourselves|himself|herself|themselves) "
        r"(?:laughing|with laughter)\b"
    ),
    (
        r"\bd(?:ie|ied|ying) (?:of|from|with) (?:boredom|embarrassment|shame|old age|laughter|laughing|"
        r"curiosity|suspense|thirst|shock)\b"
    ),
    r"\bd(?:ie|ied|ying) (?:laughing|to\b|for a\b)",
    r"\bto die for\b|\bnever say die\b|\bdo or die\b|\bold habits die\b",
    r"\b(?:bored|sick|scared|worried|frightened) to death\b|\bdeath (?:of me|trap of|by a thousand)\b",
    r"\bover my dead body\b|\bdead (?:to me|right|sure|easy|slow|simple|on (?:time|\d))\b",
    (
        r"\b(?:nearly|almost|practically|about) (?:gave|given|had|have|having)(?: me| us| my \w+)? "
        r"an? (?:heart attack|stroke|fit|panic attack|seizure|heart failure)\b"
    ),
    (
        r"\b(?:bill|invoice|price|letter|email|that|it|charge) (?:\w+ )?(?:gave|giv(?:es|ing)|has given|"
        r"will give) (?:me|us|my \w+) an? (?:heart attack|stroke|fit|panic attack|heart failure)\b"
    ),
    (
        r"\b(?:had|have|having) an? (?:heart attack|stroke|fit|panic attack)(?= (?:when (?:i|we) (?:saw|see|opened|"
        r"read|got)|at (?:the|your|this) (?:bill|price|invoice)|seeing|opening|reading))"
    ),
    r"\bstrokes? of (?:luck|genius|midnight|a pen|the pen)\b|\bon the stroke\b|\bkey ?strokes?\b",
    r"\ba (?:new|fresh) lease of life\b",
    (
        r"\bdangers? of (?:losing (?:my|our) (?:job|customers?|business)|missing|being late|becoming|"
        r"cancelling)\b"
    ),
    (
        r"\b(?:lose|lost|losing|cost|costs|costing) (?:me |us )?(?:my|our) (?:job|business|livelihood|"
        r"customers?|mind|rag|temper|patience)\b"
    ),
    r"\bbrain[- ]?dead\b|\bdeadlines?\b|\bdead(?: end| zone| spot)s?\b|\bcancer of\b|\bcancerous\b",
    # suicide in a title, in a trade, in a figure of speech
    (
        r"\bsuicid(?:e|al) (?:squad|is painless|blonde|silence|girls?|tuesday|prices?|pricing|doors?|shot|"
        r"note of a|business)\b"
    ),
    r"\b(?:career|political|commercial|business|financial|social|corporate|brand) suicide\b",
    r"\bsuicidal (?:business|decision|move|strategy)\b",
    (
        r"\b(?:song|film|movie|album|track|episode|show|book|novel|series|game|band|podcast|documentary|"
        r"video|programme) (?:is |was |called |named |about |titled |on )*[\"']?(?:the )?suicide\b"
    ),
    (
        r"\bsuicide[\"']? (?:song|film|movie|album|track|episode|show|book|novel|series|game|documentary|"
        r"podcast|video)\b"
    ),
    r"\bsuicide (?:help ?line|hotline|prevention line|awareness)\b",
    r"\bnot (?:exactly |really )?(?:a matter of )?(?:life[- ](?:and|or)[- ]death|life[- ]threatening)\b",
    r"\b(?:i'?m|i am) (?:starving|hungry)(?=[^.?!\n]{0,30}\b(?:engineer|long|lunch|for)\b)",
    r"\bassaulted by (?:ads?|adverts|calls|emails|texts|your)\b",
    r"\bbeaten (?:to|on price)\b",
    (
        r"\b(?:hospital|doctor'?s?|gp|surgery|doctors surgery|pharmacy|chemist)'?s? (?:website|web site|"
        r"site|app|portal|wi-?fi|number is barred)\b"
    ),
    r"\ba&e tv\b",
    r"\bvirgin suicides\b|\bsuicide prevention (?:charity|training|leaflet|week|day)\b",
    # an alarm that is denied: whatever else they say is heard
    (
        r"\b(?:i'?m|i am|im|i) (?:really |honestly |certainly )?not (?:at all )?"
        r"(?:suicidal|suicide|going to (?:kill|hurt|harm) (?:myself|anybody|anyone))\b"
    ),
    # money, numbers, equipment and plain trade talk
    r"[£$€] ?(?:999|112|111)\b",
    r"\bbleeding (?:money|cash|customers?|(?:me|us) dry)\b",
    r"\b(?:999|112|111) (?:pounds?|quid|p|pence|mb|mbps|kb|minutes|emails?|times|days|customers)\b",
    r"\b(?:fire|burning) (?:up|sticks?|tv|walls?|through|questions?|a hole|issue|cd|dvd|discs?)\b",
    r"\bfire ?(?:wall|stick|fox|tv)\b",
    r"\bamazon fire\b|\bburning (?:cds?|dvds?|data|money|cash)\b",
    r"\bsmoke (?:and mirrors|signals?|alarms?|detectors?)\b|\bsmoking (?:gun|area|fast|ban)\b",
    r"\b(?:burglar|intruder|fire|house|security|car|smoke|shop|door) alarms?\b",
    r"\balarm (?:clock|company|bells?|system at the (?:shop|office|warehouse))\b",
    r"\bheart rate monitors?\b",
    r"\bfood (?:orders?|deliver(?:y|ies)|court|chain|truck|van|for thought|blog|business|hygiene)\b",
    (
        r"\b(?:we|i) (?:run|are|operate|manage|volunteer at|work (?:at|for|in)) (?:an? |the )?"
        r"(?:\w+ )?food ?bank\b"
    ),
    r"\bour food ?bank\b",
    (
        r"\b(?:we|i) (?:run|are|operate|manage|own|work (?:at|for|in)) (?:an? |the )?(?:\w+ )?(?:hospital|"
        r"hospice|pharmacy|chemist|nursing home)\b"
    ),
    r"\bnews ?feeds?\b|\bfeed(?:ing)? (?:back|the (?:cable|wire|line|cat|dog|meter))\b|\bhungry for\b",
    r"\bstarv(?:ed|ing) (?:of|for) (?:bandwidth|data|speed|attention|information|news)\b",
    r"\bha(?:ve|s)(?:n'?t| not) eaten (?:into|up|lunch|breakfast)\b",
    r"\bha(?:ve|s)(?:n'?t| not) eaten\b(?=[^.?!\n]{0,30}\bwaiting\b)|\bgone? hungry for\b",
    (
        r"\blifelines? (?:of|for|to) (?:our|my|the|any|a|this) (?:\w+ )?(?:business|shop|company|firm|"
        r"office|trade|practice|economy|sales|bookings)\b"
    ),
    r"\b(?:throw|threw|thrown|give|given|gave) (?:me|us|you) a lifeline\b",
    r"\b(?:this|the) (?:chat|bot) (?:is|was|has been) a lifeline\b",
    # a company's careline is its call centre
    (
        r"\b(?:customer|your|their|service|company'?s|(?:rang|called|phoned|ring|call|phone|through to|"
        r"on)(?: to)? the) care ?lines?\b"
    ),
    # rude staff, broken trust
    (
        r"\babus(?:e|es|ed|ing) (?:of (?:power|trust|process|position|the system)|(?:your|my|our|its|the) "
        r"(?:trust|position|power|loyalty|customers?|system|market|dominan\w*))\b"
    ),
    r"\bfair use\b|\babuse (?:team|desk|department|report|@\S*)|\babuse@\S*",
)
