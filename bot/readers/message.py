"""A message as the readers see it, and the short words that any question may get: yes, no, skip, don't know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

SKIP = re.compile(
    r"^\W*(?:skip(?: (?:it|this|that|for now))?|pass|no thanks?|not now|rather not(?: say)?|prefer not to(?: say)?|leave it blank|next|none|n/?a"
    r"|(?:sorry,? )?i(?:['’]d rather not| would rather not| do(?:n['’]t| not) (?:want|wish) to| won['’]t) (?:give|tell|share|say)(?: you)?(?: (?:one|it|that|this|any))?)\W*$",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"^\W*(?:(?:sorry|no|well|actually|if you don['’]?t mind|to be honest)\W+)*"
    r"i(?:['’]d| would)? (?:rather not|prefer not to|really don['’]?t want to|do(?:n['’]?t| not) (?:want|wish|like) to|won['’]?t|will not|['’]?m not (?:going to|giving|telling|happy to))\b"
    r"(?: (?:give|giv(?:e|ing)|tell(?:ing)?|say(?:ing)?|share|leave|put))?(?: (?:you|out|down))?(?: (?:my|the|any|that|it|this|one|a)(?: (?:real |full |own )?(?:name|number|date|address|details?|e-?mail|reference|account(?: number)?))?)?(?: to you)?"
    r"\s*(?:[,;.–—]|\s-|\b(?:because|as|since|in case|cos|cause)\b)",
    re.IGNORECASE,
)
DONT_KNOW = re.compile(
    r"\b(?:don['’]?t know|do not know|dunno|no idea|not sure|can['’]?t remember|cannot remember|don['’]?t remember|unsure|who knows|forget when"
    r"|(?:don['’]?t|do not|haven['’]?t|have not) (?:have|got) (?:any more|(?:any|an?|the|that)(?: more| other)? (?:numbers?|references?|refs?|details?|info\w*|tickets?|account)|(?:one|it|them|that) (?:to hand|here|with me|on me))(?: (?:to hand|here|with me|on me|sorry|for (?:it|that|this)))*\W*$"
    r"|haven['’]?t a clue|no clue|(?:didn|haven)['’]?t (?:write|written|note|noted) it down|haven['’]?t got the (?:exact )?date)\b",
    re.IGNORECASE,
)
YES = re.compile(
    r"^\W*(?:y|ye|yes+|yeah|yep|yup|aye|ay|ok(?:ay)?|sure|correct|right|that'?s (?:it|right|correct|me)|"
    r"it (?:is|has|does|did)(?=\W*$|[,.!;]| (?:indeed|yes|so|thanks?|right|correct|fine|true|please|now)\b)|"
    r"please(?: do)?|go (?:on|ahead)|definitely|of course|affirmative|sounds good|perfect|fine)\b",
    re.IGNORECASE,
)
NO = re.compile(
    r"^\W*(?:n|no+|nope|nah|naw|nae|negative|not (?:yet|really|at all|working)|never|still (?:not|no|nothing|down|dead|off|the same|broken)|it (?:hasn'?t|isn'?t|doesn'?t|didn'?t))\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"^\W*(?:yes|yeah|ok(?:ay)?)\W+(?:and|but|or|well)\W+no\b", re.IGNORECASE)


def refuses(text: str) -> bool:
    """They will not say, and give their reason: "I'd rather not give my name, I'm worried they'll cut me off"."""
    return _REFUSES.search(text) is not None


@dataclass(frozen=True)
class Message:
    """A message as the readers see it. ``choice`` is what a pressed button stands for. ``today`` is the London date."""

    text: str
    today: date
    choice: str | None = None
    intent: str = ""
    confidence: float = 0.0


def plain(text: str) -> str:
    """Lower case, straight apostrophes, single spaces: what the patterns of the readers expect."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip()


def read_yes_no(message: Message) -> bool | None:
    """Yes or no by the words first, by the intent where the words are unusual."""
    if message.choice in ("yes", "no"):
        return message.choice == "yes"
    text = message.text.replace("’", "'")
    if _BOTH.search(text):
        return None
    if NO.search(text):
        return False
    if YES.search(text):
        return True
    if message.intent in ("affirm", "deny") and message.confidence > 0.5:
        return message.intent == "affirm"
    return None
