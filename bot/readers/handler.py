"""Who has dealt with it so far: "Dave in billing", "a lady called Priya", "nobody"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Reading, Taken
from bot.readers.message import DONT_KNOW, SKIP, Message
from bot.readers.names import read_name
from bot.readers.theirs import is_courtesy, is_for_us, statements

HANDLED_BY = "handled_by"
NOBODY = "nobody"
LONGEST = 120
_NAME_WORDS = 3

_TEAM = (
    r"(?:customer (?:services?|care|support|relations)|technical (?:support|team)|tech support|technical|support|billing|accounts|sales|complaints|retentions?|faults?"
    r"|provisioning|help ?desk|service ?desk|call centre|loyalty|cancellations|engineering|management|reception|second line|first line)(?: (?:team|department|dept|desk|people))?"
)
_SOMEBODY = r"(?:lady|man|guy|girl|boy|chap|bloke|woman|gentleman|fella|person|lad|engineer|manager|supervisor|advis[eo]r|agent|technician|colleague)"
_NAME = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][a-zà-ÿ]+(?:['’-][A-Z]?[a-zà-ÿ]+)?(?: [A-Z]['’]?[A-Z]?[a-zà-ÿ]+)?"
)

_NO_ONE = r"(?:nobody|no[- ]?one|not any(?:one|body))"
_IS_NOBODY = re.compile(
    rf"^\W*(?:(?:no|so far|really|literally|absolutely|it was|been)\W+)*{_NO_ONE}"
    r"(?:\W+(?:yet|at all|so far|really|has|as such|in particular|from (?:you|them|your side)|dealt with (?:it|me)|handled it|helped(?: me)?|replied|answered|(?:got|rung|called|come) back(?: to me)?"
    r"|ever|specific|just you|this is the first|i'?m afraid|sadly|sorry))*\W*$"
    r"|^\W*(?:no\W+)?(?:i |we )?(?:haven'?t|have not|not|never) (?:yet )?(?:spoken|talked|dealt|been in touch|spoke) (?:to|with) (?:anyone|anybody|a person)(?: yet| at all| so far)?\W*$"
    r"|^\W*none(?: yet| so far)?\W*$"
    rf"|^\W*{_NO_ONE}(?: (?:has|have|will|would|ever|even|has ever))? (?:rings?|rung|rang|calls?|called|contact(?:s|ed)|replie[sd]|answer(?:s|ed)?|speaks?|spoken|helps?|helped|deals?|gets?|got)\b(?: \w+){{0,4}}\W*$",
    re.IGNORECASE,
)
_A_ROLE = re.compile(
    r"\W*(?:(?:the|your|their) )+(?:manager|supervisor|advis[eo]r|agent|operator)\W*", re.IGNORECASE
)
"""Where it is asked who dealt with it: "the manager" did. "A manager, please" is a wish for one."""
_BARE_NO = re.compile(r"^\W*(?:no|nope|nah|naw)(?: sorry| idea)?\W*$", re.IGNORECASE)
_NO_NUMBER = re.compile(
    r"\W*(?:no|none|without) (?:a )?(?:number|name|reference|ref|ticket)s?(?: given)?\W*", re.IGNORECASE
)
_LEAD = re.compile(
    r"^\W*(?:(?:yes|yeah|ok|sorry|well|er|erm|um|mostly|mainly|so far|i think|i believe|just|only|first)\W+)*"
    r"(?:(?:(?:i|we)(?:'ve| have|'d| had)? (?:only |just |first |last |mostly )?(?:been )?(?:spoken|spoke|talked|talking|speaking|dealt|dealing) (?:to|with)"
    r"|(?:it'?s|it has) been with|(?:it (?:was|is|has been)|it's|that was|that's|that is)?(?:\s?(?:been )?(?:dealt with|handled|looked after|answered) by)?|(?:his|her|their|the) name (?:was|is)|spoke (?:to|with)|by|to) (?:i think )?)?",
    re.IGNORECASE,
)
_DONT_KNOW_FIRST = re.compile(
    rf"^\W*(?:(?:sorry|well|no|er|i|i'?m)\W+)*(?:{DONT_KNOW.pattern})[\s,.-]*(?:but|maybe|perhaps|i think)?\b",
    re.IGNORECASE,
)
_NO_NAMES = re.compile(
    r"\b(?:no|not|never|don'?t|didn'?t|wasn'?t|weren'?t)\b[^,;.]{0,25}\bnames?\b", re.IGNORECASE
)
_PEOPLE = re.compile(
    rf"\b(?:{_TEAM}|{_SOMEBODY}s?|people|someone|somebody|engineers?|openreach|several|various|lots|many|different|team|department|called)\b",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"[@<>{}]|^\W*(?:residential|home|business|charity|letter|post|e-?mail|phone)\W*$|\b\d+ (?:staff|employees|contractors|volunteers|of us)\b|\b(?:broadband|internet|wi-?fi|refund|ombudsman|cisas|ofcom|want|wants|complain|complaining|log it|off since|been off|not working|down since|last (?:week|month|year|time)|say sorry|compensat\w*|apolog\w*|money back|correct)\b|\d{3}",
    re.IGNORECASE,
)


def read_handled_by(message: Message, answers: Mapping[str, Any]) -> Reading:
    """A name, a team or a few words about them as typed; nobody; unknown."""
    if message.choice in (NOBODY, UNKNOWN):
        return Taken({HANDLED_BY: message.choice})
    said = re.sub(r"\s+", " ", statements(message.text)).replace("’", "'").strip()
    if _A_ROLE.fullmatch(said):
        return Taken({HANDLED_BY: said.strip(" .,!")})
    if not said or is_courtesy(said) or is_for_us(said):
        return None
    if _NO_NUMBER.fullmatch(said):
        return Taken({HANDLED_BY: UNKNOWN})
    if _IS_NOBODY.search(said):
        return Taken({HANDLED_BY: NOBODY})
    if SKIP.search(said) or _BARE_NO.search(said):
        return Taken({HANDLED_BY: UNKNOWN})
    found = _who(said, message)
    if found is None and (DONT_KNOW.search(said) or _NO_NAMES.search(said)):
        found = UNKNOWN
    return None if found is None else Taken({HANDLED_BY: found})


def _who(said: str, message: Message) -> str | None:
    named = _LEAD.sub("", _DONT_KNOW_FIRST.sub("", said)).strip(" .,!;:-")
    if len(named) > LONGEST or _NOT_THIS.search(named):
        return find_handler(said)
    if len(named) < 2 or re.match(r"(?:who|his|her|their|the name|name)\b", named):
        return None
    if _PEOPLE.search(named) or re.match(rf"{_NAME}(?:[,.]|,? (?:in|from|at|and|then)\b)", named):
        return named
    if re.search(r"\bor\b", named) and len(named.split()) <= _NAME_WORDS:
        return named
    if len(named.split()) <= _NAME_WORDS and not re.match(
        r"(?:the|an?|this|just|you|me)\b", named, re.IGNORECASE
    ):
        read = read_name(Message(named, message.today), {})
        return next(iter(read.values.values())) if isinstance(read, Taken) else None
    return find_handler(said)


_NOT_A_NAME = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
        "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "i", "and", "he", "she", "who", "on", "in", "at", "the", "but", "about", "from", "your", "my", "they",
        "it", "this", "that", "you", "we", "then", "twice", "again", "someone", "somebody", "nobody", "no",
        "openreach", "ofcom", "cisas", "ombudsman", "ombudsmen", "citizens", "which", "trading", "british",
        "telecom", "virgin", "vodafone", "sky", "google", "microsoft", "english", "indian", "india", "london",
        "christmas", "easter", "customer", "customers", "service", "services", "support", "complaint",
        "complaints", "covid", "royal", "alexa", "chatbot", "bot", "an", "a", "our", "several", "three", "two",
    }
)  # fmt: skip
_FIRM = re.compile(
    r"(?:communications?|telecoms?|networks?|mobile|ltd|limited|servers?|net|tel|media|now|com)$",
    re.IGNORECASE,
)
_PLACE = rf"(?: (?:in|from|at|on) (?:your |the )?(?i:{_TEAM}))?"
_CALLED = rf"(?:a (?=M[rs])|(?i:an? (?:\w+ )?{_SOMEBODY},?(?: (?:called|named|by the name of))?|some(?:one|body) (?:called|named)) )?"
_CUE = (
    r"(?i:\b(?:spoke|spoken|talked|talking|speaking|chatted) (?:to|with)|\b(?:dealing|dealt) with(?: by)?|\b(?:handled|told|promised|assured|informed|advised|looked after|answered) by"
    r"|\b(?:his|her|their) name (?:is|was))"
)
_NAMED = re.compile(rf"{_CUE} {_CALLED}(?P<name>{_NAME})(?P<place>{_PLACE})(?: and (?P<other>{_NAME}))?")
_PLACED = re.compile(
    rf"\b(?P<name>{_NAME})(?P<place> (?:in|from|at) (?:your |the )?(?i:{_TEAM})),? (?:(?:also|has|had|just|then) )?(?:told|said|promised|rang|called|wrote|emailed|dealt|assured|agreed|hung|refused)\b"
)
_SO_CALLED = re.compile(
    rf"\b(?i:(?:an? (?:\w+ )?{_SOMEBODY}|some(?:one|body)) (?:called|named|by the name of)) (?P<name>{_NAME})(?P<place>{_PLACE})"
    rf"|\b(?i:it was) (?P<spoken>{_NAME}) (?i:(?:who|that)? ?(?:i|we) (?:spoke|talked|dealt))"
)
_A_TEAM = re.compile(
    rf"\b(?:i|we)(?:'ve| have|'d| had)? (?:\w+ )?(?:spoke|spoken|talked|been (?:talking|speaking)) (?:to|with) ((?:some(?:one|body) (?:in|from|at) )?)(?:your |the )?({_TEAM})\b",
    re.IGNORECASE,
)


def find_handler(text: str) -> str | None:
    """Who dealt with it, told in a story: a name in capitals or a known team, after words that leave no doubt."""
    text = text.replace("’", "'")
    found: list[tuple[int, str]] = []
    for pattern in (_NAMED, _PLACED, _SO_CALLED):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            typed = parts.get("name") or parts["spoken"]
            name = _real_name(typed)
            if name is None:
                continue
            place = re.sub(r"\byour ", "", parts.get("place") or "") if name == typed else ""
            found.append((match.start(), name + place))
            other = _real_name(parts["other"]) if parts.get("other") else None
            if other:
                found.append((match.start("other"), other))
    names = _each_once(found)
    if names:
        return ", ".join(names)
    team = _A_TEAM.search(text)
    return f"{team[1]}{team[2]}".lower() if team else None


def _real_name(name: str) -> str | None:
    """The name without a word that only began the next sentence; none if it is a day, a firm or the like."""
    words = name.replace("’", "'").split()
    if words[-1].endswith("'s"):
        return None
    while words and words[-1].lower() in _NOT_A_NAME:
        words.pop()
    if not words or any(word.lower() in _NOT_A_NAME or _FIRM.search(word) for word in words):
        return None
    return " ".join(words) if words[-1].rstrip(".") not in ("Mr", "Mrs", "Ms", "Miss", "Dr") else None


def _each_once(found: list[tuple[int, str]]) -> list[str]:
    """In the order of the text; "Priya" after "Priya in billing" is the same person."""
    names: list[str] = []
    for _, name in sorted(set(found)):
        if not any(name.split(" in ")[0] in known for known in names):
            names.append(name)
    return names
