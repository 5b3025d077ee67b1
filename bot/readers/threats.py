"""Threats and slurs against the people who answer. Swearing at what happened is none: angry people swear."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from bot.readers.message import plain


class Abuse(StrEnum):
    """``violence``: harm threatened to people or their place of work. ``slur``: a word against people for who they are,
    or hate at the person who answers."""

    VIOLENCE = "violence"
    SLUR = "slur"


_STAFF = r"(?:you|u|ya|yous|you lot|you all|him|her|them|(?:that|this|your|the|one of your) (?:\w+ ){0,2}?(?:engineers?|man|woman|guy|lad|manager|agents?|staff|people|team|boss|ceo|advis[eo]rs?|girl|technician|director|someone|somebody)|somebody there|someone there|whoever (?:did|does|is)\b[^.?!\n]{0,20})"
_WILL = r"(?:(?<!if )i(?:'ll| will| am going to|'m going to|'m gonna| swear i'?ll|'m coming to| shall| am coming to)|we(?:'ll| will|'re going to)|someone(?:'s| is) going to|somebody(?:'s| is) going to|want to|wanna|gonna|i could|would love to|feel like)"
_HARM = r"(?:kill(?:ing)?|murder|stab|shoot|punch(?:ing)?|hit|batter|smash|beat|hurt|break|strangl\w+|knife|slap(?:ping)?|bash|glass|run over|kick|do in|destroy|finish|throttle)"
_BODY = r"(?:head|face|legs?|neck|skull|teeth|nose|arms?|brains?|fingers?|kneecaps?|throat)"
_PLACE = (
    r"(?:your|the) (?:\w+ )?(?:offices?|building|shop|place|depot|hq|headquarters|call centre|van|house|home)"
)
_VIOLENCE: Final = re.compile(
    rf"\b{_WILL} (?:\w+ ){{0,3}}?{_HARM} (?:the (?:hell|shit|crap) out of )?{_STAFF}\b(?! (?:up on|to it|with (?:a |an )?(?:bad )?(?:reviews?|complaint|bill|lawsuit|kindness)|in court|where it hurts))"
    rf"|\b{_WILL} (?:\w+ ){{0,6}}?(?:smash|break|kick|punch|cave|bash|rip|cut|blow|knock|slit|stamp on) (?:\w+ )?(?:your|his|her|their|that \w+'s|the \w+'s) (?:\w+ )?{_BODY}\b"
    rf"|\b(?:{_WILL}|i'?m coming|coming) (?:\w+ ){{0,5}}?(?:burn|torch|bomb|blow up|petrol bomb|set fire to|shoot up|firebomb) (?:down )?(?:{_PLACE}|it down|the place down|you all)\b"
    rf"|\bburn (?:{_PLACE}) down\b|\b(?:put|planted?|leave|send) a bomb\b|\b(?:i'?ll|i will|i'?m going to|i'?m gonna) (?:come|be) (?:down |over |round )?(?:there |to your office )?with (?:a |my )?(?:bat|knife|gun|machete|axe|hammer|baseball bat|crowbar)\b"
    r"|\b(?:i know where (?:you|he|she|they|your (?:\w+ )?(?:staff|manager|people)|one of you) (?:live|lives|work|park|parks)|i(?:'ll| will) find (?:out )?where (?:you|he|she|they) lives?|watch your back|you(?:'d| had) better watch (?:out|your back)|you(?:'re| are) (?:a )?dead(?: (?:man|meat|woman))?\b(?! (?:right|wrong|slow|good|sure|on|end))|you(?:'ll| will) (?:all )?(?:be sorry you were born|end up in hospital|not be walking)|you deserve to (?:die|be (?:shot|stabbed|hurt|killed|beaten))|i hope (?:you|he|she|they) (?:all )?(?:die|dies|get cancer|gets? (?:stabbed|shot|run over|hurt)))\b"
    r"|\b(?:you|he|she|they)(?:'ll| will| are going to|'re going to|'s going to) (?:all )?(?:get|be) (?:hurt|stabbed|shot|killed|battered|beaten up|their heads? kicked in|your heads? kicked in|what'?s coming)\b(?! by (?:the|a) (?:bill|ombuds))"
    rf"|\b(?:{_WILL}|coming) (?:\w+ ){{0,6}}?(?:smash|break|put|kick|trash|wreck|brick)(?: in| through| up)? (?:(?:all|every one) (?:of )?)?(?:your|their) (?:\w+ ){{0,2}}?(?:windows?|doors?|vans?|offices?|shop|building|place)(?: in| through| down| up)?\b(?! (?:on the map|somewhere|away))"
    r"|\bdo you want (?:your|to have your) (?:\w+ )?(?:head|face|legs) (?:kicked|smashed|broken|punched)\b"
)  # fmt: skip
_SLURS = (
    r"(?:p[a4]kis?|n[i1]gg(?:er|a)s?|ch[i1]nks?|w[o0]gs?|c[o0]{2}ns?|g[y1]ppos?|pikeys?|f[a4]gg?(?:ot)?s?|p[o0]{2}fs?|dykes?|tr[a4]nn(?:y|ies)|"
    r"sp[a4]st?ics?|sp[a4]z(?:zer)?s?|m[o0]ngs?|ret[a4]rds?|k[i1]kes?|y[i1]ds?|rag ?heads?|towel ?heads?|darkies|darky|golliwogs?)"
)
_SLUR: Final = re.compile(
    rf"\b{_SLURS}\b(?<!van dyke)(?<!the dyke)"
    r"|\b(?:you|your)(?: lot| people| all| staff|'re| are| bunch of)*(?: \w+){0,2} (?:foreigners?|immigrants?|indians?|muslims?|blacks|asians?|jews|gays|poles|africans?|cripples?)\b[^.?!\n]{0,30}\b(?:scum|vermin|filth|thieves|go (?:back|home)|stink|animals|idiots|thick|useless|stupid|rubbish)\b"
    r"|\b(?:go back to (?:your own country|where you came from|india|pakistan|africa|poland))\b"
    r"|\b(?:dirty|filthy|stinking|bloody|fucking|effing|thieving|lazy) (?:foreigners?|immigrants?|indians?|muslims?|blacks|asians?|jews|gays|poles|africans?)\b(?! (?:food|cables?|movies?|film|channels?))"
    r"|\b(?:kill yourself|go (?:and )?(?:die|kill yourself|hang yourself)|drop dead(?=\W*(?:$|[.,;!?]|you\b))|hope you die)\b"
)  # fmt: skip
_NOT_MEANT: Final = re.compile(
    r"\b(?:hit|kick|break|kill|smash|beat|punch|finish|destroy|slap) (?:the (?:router|box|phone|modem|wall|button|line|computer|laptop|tv|screen)|my (?:router|phone|laptop|computer|head against|own|broadband|tv)|it\b|this\b)|\bbreak (?:the|my|our) contract\b"
    r"|\b(?:kill(?:ing)?|finish|destroy|hurt|hit) (?:me|us|my (?:business|trade|family|wifi|credit)|our (?:business|trade))\b"
    r"|\b(?:he|she|they|your (?:\w+ )?(?:man|engineer|agent|manager|driver)|my (?:\w+ )?(?:ex|husband|partner|boyfriend|neighbour))(?: \w+){0,3}? (?:said|threatened|told me)\b[^.?!\n]{0,40}|\bthreatened (?:to|me)\b[^.?!\n]{0,30}"
    r"|\b(?:beat|kill|hit|finish|destroy) (?:you|them|u) (?:on|at|in|with) (?:price|court|speed|a (?:bad )?review|reviews|the ombudsman|twitter|social media)\b"
    r"|\bhit (?:you|them|him|her) (?:up|with)\b|\bdead (?:line|wrong|right|slow|end|sure|easy|on)\b"
)  # fmt: skip
"""Told of things, of themselves, of what somebody else said, and figures of speech."""


def find_abuse(text: str) -> Abuse | None:
    """Threats of violence before slurs; ``None`` for anger, oaths, and threats of courts and reviews."""
    words = _NOT_MEANT.sub(" ~ ", plain(text)[:_LONGEST])
    if _VIOLENCE.search(words):
        return Abuse.VIOLENCE
    return Abuse.SLUR if _SLUR.search(words) else None


_LONGEST: Final = 4_000
