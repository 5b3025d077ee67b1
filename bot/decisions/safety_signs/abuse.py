"""Abuse and threats, at home or by a person; rude staff is none."""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of
from bot.decisions.safety_signs.people_and_help import KIN

SIGNS: Final = any_of(
    (
        rf"\b(?:ex|{KIN}|he|she)\b[^.?!\n]{{0,40}}\b(?:beats|hits|punches|strangles|hurts|rapes|"
        r"threatens to kill) me\b(?! (?:up on|at|to it))"
    ),
    (
        r"\b(?:he|she|my ex)(?:'ll| will| can| could| might| is going to) (?:find|track|hurt|come after|"
        r"come for|kill) me\b(?! (?:an?|on) )"
    ),
    r"\b(?:ex|he) (?:is|'s) dangerous\b",
    r"\b(?:i'?m|i am|we'?re|we are) not safe\b|\b(?:do not|don'?t|never|not) feel(?:ing)? safe\b",
    r"\bnot safe (?:at home|with (?:him|her)|here)\b",
    (
        r"\b(?:someone|somebody|a man|they|he|she)(?:'s| is| are| keeps| has been)? (?:threatening|stalking|"
        r"following|attacking|blackmailing) (?:me|us|my (?:kids|children|family|daughter|son))\b"
        r"(?! with (?!(?:an? |his |her )?(?:knife|gun|weapon|violence|death|bat|acid)))"
    ),
    r"\bdomestic (?:abuse|violence)\b|\bcoercive control\b|\bwomen'?s (?:aid|refuge)\b",
    r"\bin (?:a|the) refuge\b|\bfled (?:from )?(?:my|an?|the|him|her|home)\b",
    r"\b(?:restraining|non-?molestation|protection) order\b",
    rf"\b(?:abusive|violent|controlling) (?:ex|{KIN}|relationship|marriage|home|household|parent)s?\b",
    (
        rf"\b(?:ex|{KIN}|he|she)(?:'s| is| was| has been| gets| turned| became) (?:very |physically |"
        r"mentally |really )?(?:abusive|violent|controlling me)\b(?! (?:language|on the phone|to your|"
        r"towards your))"
    ),
    (
        rf"\b(?:my |the )?(?:ex|{KIN}|carer|he|she)(?:[- ](?:husband|wife|partner|boyfriend|girlfriend))?"
        r"(?:'s| has| is| keeps| used to|'d| had)* (?:hit(?:s|ting)?|beat(?:s|en|ing)?(?: up)?|punch(?:es|"
        r"ed|ing)?|strangl(?:es|ed|ing)|chok(?:es|ed|ing)|slap(?:s|ped|ping)?|hurt(?:s|ing)?|rap(?:es|ed|"
        r"ing)|assault(?:s|ed|ing)|abus(?:es|ed|ing)|stalk(?:s|ed|ing)|threaten(?:s|ed|ing)?) (?:me|us|my "
        r"(?:mum|mother|kids?|children|son|daughter|sister))\b"
        r"(?! to | with (?!(?:an? |his |her )?(?:knife|gun|weapon|violence|death|bat|acid)))"
    ),
    (
        r"\b(?:i|she|he|my (?:mum|mother|sister|daughter|son))(?:'ve|'m|'s| have| am| was| is| has| had)"
        r"(?: been| being)* (?:physically |sexually |mentally |emotionally |financially )?(?:abused|"
        r"assaulted|raped|beaten(?: up)?|stalked|trafficked|strangled)\b(?! by your (?:prices|bills|company|"
        r"rates))"
    ),
    r"\b(?:sexual|physical|child|elder|emotional) abuse\b|\bsexual(?:ly)? assault\w*",
    r"\bstalk(?:er|ing me)\b",
    (
        r"\b(?:scared|afraid|frightened|terrified) (?:of|for my life|he'?ll|she'?ll|that (?:he|she|my ex))"
        rf"(?: my (?:ex|{KIN})\b| him\b| her\b| find\w*| kill\w*| hurt\w*| will find)?(?<! of)"
    ),
    (
        r"\b(?:he|she|my ex|they) (?:must not|mustn'?t|can'?t|cannot|shouldn'?t|should not) (?:find out|"
        r"know|get|have|see) (?:where i|my (?:new )?(?:address|number|whereabouts))\b"
    ),
    (
        r"\b(?:do not|don'?t|never|please don'?t|not) (?:tell|give|let|send|show)[^.?!\n]{0,25}\b(?:my ex|"
        r"ex[- ](?:husband|wife|partner|boyfriend|girlfriend)|my (?:husband|partner|boyfriend|wife|"
        r"girlfriend))\b[^.?!\n]{0,30}\b(?:address|where i|number|find me|know)\b"
    ),
    (
        rf"\b(?:ex|{KIN}|he|she)\b[^.?!\n]{{0,25}}\b(?:track(?:s|ing|ed)?|spy(?:ing)?|spies|controls?|"
        r"controlling|monitors?|monitoring) (?:on )?(?:me\b|my (?:phone|calls|location|messages|every))"
    ),
)
