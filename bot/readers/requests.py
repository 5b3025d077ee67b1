"""Asking for something to be done, or asking about it? "What is a deadlock letter?" sends nobody anything."""

from __future__ import annotations

import re

from bot.readers.theirs import is_question
from bot.readers.topics import asks

_ABOUT = re.compile(
    r"\b(?:(?:have|did) (?:i|we) (?:got|had|get)|what(?:'?s| is| are| does)|what (?:outside|other|else|body|steps?|happens)|how (?:high|far)|explain|mean(?:s|ing)?|refuse|say no|decline|turn (?:me|it) down|have to|supposed to|meant to|must|obliged"
    r"|without (?:me )?asking|automatically|count|difference|is (?:that|it|this) an?|how (?:do|does|can|should|would) i|who(?:'?s| is)?|what (?:next|now|happens|comes)|next (?:step|up|stage))\b",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    r"\b(?:please|send me|send us|give me|get me|i want|i need|i'?d like|can i (?:have|get|speak|talk)|could (?:i|you)|put me|escalate (?:it|this|my)|take (?:it|this|my))\b",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"\b(?:manager|supervisor|team leader)(?:'?s)?\b[^.?!]{0,40}?(?:n'?t\b|\bnot\b|\bnever\b|\buseless\b|\bno (?:use|help|good)\b|\bfailed\b|\beither\b|\bhopeless\b|fobb)"
    r"|\b(?:fobbed off|ignored|let down) by (?:your|the|a) (?:manager|supervisor)\b",
    re.IGNORECASE,
)


def asks_about(text: str) -> bool:
    """A question about the thing; a polite wish for it is none."""
    words = text.replace("’", "'")
    if fears_refusal(words) and is_question(words):
        return True
    asked = asks(words) or words.lower().lstrip().startswith("explain")
    return asked and _ABOUT.search(words) is not None and _PLEASE.search(words) is None


def is_polite_wish(text: str) -> bool:
    """A wish that is to be done: "please send me", "can I have"."""
    return _PLEASE.search(text.replace("’", "'")) is not None


def has_tried_a_manager(text: str) -> bool:
    """The manager has had it and did not help."""
    return _TRIED.search(text.replace("’", "'")) is not None


def fears_refusal(text: str) -> bool:
    """Whether the provider may say no is what they ask."""
    return (
        re.search(
            r"\b(?:refused?|sa(?:y|ys|id|ying) no|declined?|turn (?:me|it|us) down|reject)\b",
            text,
            re.IGNORECASE,
        )
        is not None
    )


_TOO_LATE = re.compile(
    r"\btoo late\b|\b(?:missed|lost|blown) (?:my|the|our|me) (?:chance|window|boat|deadline|opportunity|shot)\b|\b(?:have|'ve|did|has|must have|may have) (?:(?:i|we) )?missed (?:it|out)\b|\bleft it too (?:long|late)\b|\bblown it\b"
    r"|\b(?:out of|run out of) time\b|(?<!waiting )\btime(?:'s| has| is)? (?:run out|up)\b|\bexpired\b",
    re.IGNORECASE,
)


def asks_if_too_late(text: str) -> bool:
    """Whether "yes" would mean that they have missed it: "is it too late?", "have I missed my chance?"."""
    return _TOO_LATE.search(text.replace("’", "'")) is not None


_IS_IT_THE_LETTER = re.compile(
    r"\b(?:is|was|does|did|do) (?:that|this|it|those) (?:count as |mean |be )?(?:the|a|my|your) (?:\w+ )?(?:dead ?lock|final|adr letter)",
    re.IGNORECASE,
)


def asks_if_that_is_the_letter(text: str) -> bool:
    """What they were sent may be no final letter, and they ask."""
    return _IS_IT_THE_LETTER.search(text.replace("’", "'")) is not None


_IS_IT_RIGHT = re.compile(
    r"\b(?:is|was|are|were|am) (?:he|she|they|it|that|this|i|we|\w+ (?:at|in) \w+) (?:\w+ )?(?:right|correct|wrong|true|mistaken)\b"
    r"|\b(?:which|what) (?:date|day|one|complaint) (?:counts?|matters|do)|\bhow ?(?:long|s long|much longer)\b|\bfrom (?:which|what|when)\b"
    r"|\bor not\b|\btrue\b(?= ?\?)|\b(?:count|starts?|runs?|going) from (?:the|when|my)\b",
    re.IGNORECASE,
)


def asks_if_it_is_right(text: str) -> bool:
    """Whether somebody else's word is asked about, or one thing or another: "yes" would say it of the wrong one."""
    return _IS_IT_RIGHT.search(text.replace("’", "'")) is not None


_STILL_WAIT = re.compile(
    r"\b(?:must|do|does|should|have|need|got|gotta|huv|hae|tae|to|i) (?:i |we |to |tae |still |really )*(?:have to |need to |got to |huv tae |hae tae )?(?:still )?wait\b"
    r"|\btoo (?:early|soon)\b|\bstill to (?:run|go|come)\b|\bis it (?:not )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:am|are) (?:i|we) (?:still )?(?:waiting|stuck)\b|\bwait(?:ing)? (?:till|until|til)\b"
    r"|\bwait (?:more|another|longer|the|any)\b|\b(?:sit|wait|hang) (?:it )?(?:out|on)\b",
    re.IGNORECASE,
)


def asks_if_must_wait(text: str) -> bool:
    """Whether "yes" would mean that they must wait: "do I still have to wait?", "is it too early?"."""
    return _STILL_WAIT.search(text.replace("’", "'")) is not None


_SOMEBODY = r"(?:human(?: being)?|(?:real |reel |actual |live )?pers[ou]n|s[ou]me?(?:one|wun|1|body|bdy)(?: (?:real|reel))?|agent|advis[eo]r|operator|representative)"
_WISH_FOR_ONE = re.compile(
    rf"\b(?:an? |real |some )?{_SOMEBODY}[ ,]*(?:please|plese|pleese|pls|plz|now)\b"
    rf"|\b(?:can|could|may|let|want|need|like|please|rather)\b[^.?!,]{{0,20}}\b(?:speak|speek|spk|talk|tork|tawk|chat) (?:to|2|wiv|wif|with) (?:an? |the )?{_SOMEBODY}\b"
    rf"|\b(?:get|give|put) me (?:on to |through to |on )?(?:an? )?{_SOMEBODY}\b|\bi (?:just )?(?:want|need) an? {_SOMEBODY}\b",
    re.IGNORECASE,
)
_NO_WISH = re.compile(
    r"\b(?:don'?t|do not|didn'?t|never|no need|rather not|couldn'?t|can'?t|could not|cannot|wouldn'?t|tried|asked|wanted|waited|spoke|spoken|waiting)\b[^.?!,]{0,30}$",
    re.IGNORECASE,
)


def asks_for_person(text: str) -> bool:
    """A plain wish for a person, wherever it stands: "off since Friday, human please". Not one of the past, nor a no."""
    words = text.replace("’", "'")
    return any(_NO_WISH.search(words[: found.start()]) is None for found in _WISH_FOR_ONE.finditer(words))


_VISIT = re.compile(
    rf"\b(?:{_SOMEBODY}|engineer|technician)[^.?!,]{{0,25}}?\b(?:turn(?:ed)? up|come|came|visit\w*|attend\w*|show(?:s|ed)? up|fit|install)\b",
    re.IGNORECASE,
)


def wants_a_visit(text: str) -> bool:
    """Somebody is to come to them ("someone to actually turn up"): that is no wish for a person in the chat."""
    return _VISIT.search(text.replace("’", "'")) is not None and not asks_for_person(text)


_NO_PERSON = re.compile(
    rf"\b(?:don'?t|do not|dont|no longer|wouldn'?t) (?:really |actually |even )?(?:need|want|have to (?:speak|talk)|wish)\b[^.?!,]{{0,15}}?\b{_SOMEBODY}\b"
    rf"|\bno {_SOMEBODY}(?: (?:needed|required|thanks|thank you))\b|\b(?:forget|never mind|cancel)(?: about)? (?:the|a|that) {_SOMEBODY}\b"
    r"|\b(?:don'?t|dont|do not) want to wait\b"
    r"|^\W*(?:(?:ok|please|just|let'?s|can (?:we|i|you)|i'?ll|i(?:'d)? (?:want|rather|like)(?: to)?)\W+)*(?:carry on|continue|go on|go back|back)(?: (?:with|to) (?:you|the (?:bot|assistant|chat ?bot|questions))| (?:without|here))?\W*$",
    re.IGNORECASE,
)


def declines_person(text: str) -> bool:
    """Said while they wait for a person: they would rather go on without one."""
    words = text.replace("’", "'")
    return _NO_PERSON.search(words) is not None and not asks_for_person(words)


_FINAL = re.compile(
    r"\b(?:dead ?lock\w*|adr|final|letters?|in writing|writ(?:e|ten)|refer\w*|no more|nothing more|leaving letter|on paper|stalemate)\b",
    re.IGNORECASE,
)
_ABOUT_POST = re.compile(
    r"\bmy (?:letter|e-?mail|post)\b|\b(?:i|we)(?:'ve| have)? (?:posted|sent|wrote|e-?mailed)\b",
    re.IGNORECASE,
)


_WANTS_THE_LETTER = re.compile(
    r"^\W*(?:(?:hi|hello|so|ok|and|well|please)\W+)*(?:i|we)(?:'d| would)? (?:just |now |also )?(?:want|need|like|demand|request|am asking for)(?: to (?:have|get))? (?:a|my|the|that|your) (?:\w+ )?(?:deadlock|adr|final(?: answer)?) letter\b",
    re.IGNORECASE,
)


def wants_the_letter(text: str) -> bool:
    """Whether they say in so many words that they want a deadlock letter, or a final one."""
    return _WANTS_THE_LETTER.search(text.replace("\u2019", "'")) is not None


def names_a_final_letter(text: str) -> bool:
    """Whether a wish that the model takes for a final letter names one; "did my letter get to you?" does not."""
    words = text.replace("’", "'")
    return _FINAL.search(words) is not None and not (is_question(words) and _ABOUT_POST.search(words))


_CASE_PAGE = re.compile(
    r"\b(?:page|link|web ?site|web ?page|online|somewhere)\b[^.?!]{0,40}\b(?:my|the|this|it|our) ?(?:case|complaint)?\b"
    r"|\b(?:my|the|our) (?:case|complaint)\b[^.?!]{0,40}\b(?:page|link|online|web ?site|on the web|web ?page)\b"
    r"|\b(?:that|the|my) (?:page )?link\b|\blink (?:again|to (?:it|track|my))\b",
    re.IGNORECASE,
)
_LOOK = re.compile(
    r"\b(?:see|look|view|track|follow|check|read|find|where|link|send|give|get|open|show)\b", re.IGNORECASE
)
_OWN = re.compile(
    r"\b(?:my|our|this|the) (?:case|complaint)\b|\blink\b|\btrack it\b|\bmy page\b", re.IGNORECASE
)
_TO_COMPLAIN = re.compile(
    r"\b(?:make|raise|log|start|submit|send|open|put in|file|lodge)\b (?:a|my|an|the)? ?(?:complaint|ticket)"
    r"|\b(?:cisas|ombudsman|ofcom|old|ombudsman-services)\b|\bcomplain\b",
    re.IGNORECASE,
)


def asks_for_case_page(text: str) -> bool:
    """Whether they look for the page on which they can see their complaint ("can you give me the link again?")."""
    words = text.replace("’", "'")
    if re.search(r"\b(?:scams?|legit\w*|genuine|dodgy|fake|phishing)\b", words, re.IGNORECASE):
        return False
    found = _CASE_PAGE.search(words) and _LOOK.search(words) and _OWN.search(words)
    return bool(found) and _TO_COMPLAIN.search(words) is None


_HIGHER = re.compile(
    r"\b(?:want|need|get|speak|talk|escalat\w*|higher|take|pass|refer|put|let me|see|appeal|review|please|next (?:step|stage|level)|over (?:his|her|your|their) head)\b|\?",
    re.IGNORECASE,
)
_NAMED_ALONE = 3
"""Words: "manager now" is a wish; a longer line that only names one is not."""


def wants_to_go_higher(text: str) -> bool:
    """Somebody higher up is asked for, not only named ("Jason in support, then his manager Sue")."""
    return len(text.split()) <= _NAMED_ALONE or _HIGHER.search(text) is not None


def not_complained(text: str) -> bool:
    """They say that they have not complained yet."""
    words = text.replace("’", "'")
    return (
        re.search(r"\b(?:haven'?t|have not|not|never) (?:yet )?complained\b", words, re.IGNORECASE)
        is not None
    )
