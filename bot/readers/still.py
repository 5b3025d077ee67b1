"""Whether the trouble is still there: "still off", "it comes and goes", "it stopped on Friday"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Reading, Taken
from bot.readers.message import DONT_KNOW, SKIP, Message, plain
from bot.readers.theirs import statements

STILL_HAPPENING = "still_happening"

_NOT_A_STATE = re.compile(
    r"\bstill (?:want|need|expect|angry|unhappy|upset|cross|furious|fuming|annoyed|owed?|like|a customer|think|hope)\b"
    r"|\b(?:they|you|he|she|engineer|everyone|support)(?: just| all| both)? (?:says?|said|told|tells?|claim\w*|reckon\w*|think|thinks|promise\w*|insist\w*)\b(?:(?!\bbut\b)[^.;,])*"
    r"|\b(?:want|wants|need|needs|get|getting|until|till|when|whenever|if|before|once|should be|supposed to be|meant to be|trying to get|waiting for|hoping)\b[^.;,]{0,25}?"
    r"\b(?:fixed|sorted|resolved|repaired|working|back|fixing|sorting|stops?)\b"
)
_WAITS_FOR = re.compile(
    r"\bstill (?:\w+ ){0,2}?(?:waiting|had|got|received|owed|due|heard)\b.{0,30}\b(?:refund|reply|apology|call|answer|response|compensation|money|credit|letter|back)\b"
)
_UNSURE = re.compile(rf"(?:{DONT_KNOW.pattern}) (?:if|whether)\b", re.IGNORECASE)
_FILL = r"(?: (?:has|have|had|can|will|ever|been|yet|really|properly|fully|even|quite|all|actually|completely|be|get|got|it|them))*"
_NOT_OVER = re.compile(
    rf"(?:\b(?:not|never|cannot|nothing|nobody|no[- ]?one)\b|n't\b){_FILL} (?:fixed|sorted|resolved|repaired|stop|stops|stopped|back|ended|cleared|gone away|put right|working|works?|over|better|improved)\b"
    r"|\bun(?:resolved|fixed|sorted)\b|\bstopped working\b"
)
_OVER = re.compile(
    r"\bno longer\b(?: \w+ing)?|(?:\bnot\b|n't\b)[^.;,]{0,25}\bany ?more\b"
    r"|\b(?:stopped|ended|cleared(?: up)?|went away|gone away)\b"
    r"|\b(?:fixed|sorted|resolved|repaired|mended|cured|put right)\b|\bback (?:on|up|to normal)\b"
    r"|\b(?:working|works|fine|ok|okay|good) (?:now|again|fine|ok|okay|properly|today)\b|\b(?:it's|that's|it is) (?:all )?over\b|\bbeen (?:fine|ok|okay|good|working|all right)\b"
    r"|\bone[- ]off\b|\bhappened (?:only |just )?once\b|\b(?:only|just) (?:the once|once|that (?:once|day)|one (?:time|day)|(?:happened|did it) (?:the )?once)\b"
    r"|(?:\bnot\b|n't\b) (?:now|happening|going on|at the moment)\b|n't happened (?:again|since)\b|\bnot (?:happened )?since\b"
    r"|\bit(?:'s not| isn't| is not)\W*$|(?:\bnot\b|n't\b|\bnever\b) (?:recurred|reoccurred|come back|happened again|gone wrong again)\b"
)
_ON = re.compile(
    r"\bstill\b|\bongoing\b|\bcontinu(?:es|ing|ous\w*)\b|\bgoing on\b|\bhappening\b|\bhappens\b|\bpersist\w*|\bto this day\b|\bas we speak\b|\b(?:the )?same\b|\bworse\b"
    r"|\b(?:no change|nothing(?:'s| has) changed)\b|\bno (?:internet|broadband|phones?|service|signal|dial tone)\b"
    r"|(?:\bis|\bare|'s|'re|\bline|\bnet|^\W*) (?:off|down|dead|broken|out)\b|^\W*(?:off|down|dead|broken)\W*$"
    r"|\b(?:on and off|off and on|comes? and goes?|coming and going|intermittent\w*|now and (?:then|again)|sometimes|some days|from time to time|every so often|once in a while|at times)\b"
    r"|\bevery (?:day|night|evening|morning|week|few|time|hour|couple|other)\b|\bmost (?:days|nights|evenings)\b|\bkeeps? (?:\w+ing)\b"
)
_RELAPSE = re.compile(
    r"\b(?:again|came back|come back|comes back|came on again|returned|restarted|started up|is back)\b"
)
_FOR_A_WHILE = re.compile(
    r"\b(?:fixed|worked|working|stopped|sorted|fine|ok) for (?:an?|one|two|three|a few|\d+) \w+"
)
_TURNS = re.compile(r"\b(?:but|though|although|however|until|till|then)\b|[.;!](?:\s|$)")
_YES = re.compile(r"^\W*(?:y|yes+|yeah|yep|yup|aye|ay|very much so|absolutely|definitely|afraid so|it is)\b")
_NO = re.compile(r"^\W*(?:n|no+|nope|nah|naw|nae)\b(?! idea)")
_SURE = 0.5


_HAS_NONE = re.compile(
    r"\W*no (?:ticket |reference |account |order |case |e-?mail |phone |telephone |customer )?(?:numbers?|nr|references?|refs?|tickets?|account|e-?mails?|address|names?|cop(?:y|ies)|letters?|photos?|examples?|code)(?: (?:at all|sorry|either|yet|for me|here))*\W*"
)
"""What they have not got; whether it goes on is not said by it."""


def read_still_happening(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Yes, no or unknown. What the words say outweighs the yes or no in front of them; at odds, it is asked again."""
    if message.choice in ("yes", "no", UNKNOWN):
        return Taken({STILL_HAPPENING: message.choice})
    said = plain(statements(message.text))
    if not said or _HAS_NONE.fullmatch(said):
        return None
    if SKIP.search(said) or _UNSURE.search(said):
        return Taken({STILL_HAPPENING: UNKNOWN})
    states = _states(_NOT_A_STATE.sub(" ", said))
    if None in states:
        return None
    found = states[-1] if states else _short_answer(said, message)
    return None if found is None else Taken({STILL_HAPPENING: found})


def _states(said: str) -> list[str | None]:
    """What each part says, in order: the last one holds. ``None`` stands for a part at odds with itself."""
    found: list[str | None] = []
    for turn in _TURNS.split(said):
        ended = bool(found) and found[-1] == "no"
        part = _WAITS_FOR.sub(" ", turn) if ended else turn
        for_a_while = _FOR_A_WHILE.search(part) is not None
        if _NOT_OVER.search(part) or (ended and _RELAPSE.search(part)):
            found.append("yes")
            continue
        over = _OVER.search(part) is not None and not for_a_while
        on = _ON.search(_OVER.sub(" ", part)) is not None
        if over or on:
            found.append(None if over and on else "no" if over else "yes")
        elif for_a_while:
            found.append(None)
    return found


def _short_answer(said: str, message: Message) -> str | None:
    if _NO.search(said):
        return "no"
    if _YES.search(said):
        return "yes"
    if DONT_KNOW.search(said):
        return UNKNOWN
    if message.intent in ("affirm", "deny") and message.confidence > _SURE:
        return "yes" if message.intent == "affirm" else "no"
    return None
