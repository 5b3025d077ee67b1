"""What a customer wants for a complaint that is logged: withdraw it, take that back, sorted, not sorted, open it again.

Only words that can hardly mean anything else; a bare yes or no is left to who knows what was asked last.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bot.readers.message import plain


class CaseWish(StrEnum):
    """``again``: the trouble is back. ``not_sorted``: it was called sorted, and is not."""

    WITHDRAW = "withdraw"
    TAKE_BACK = "take_back"
    SORTED = "sorted"
    NOT_SORTED = "not_sorted"
    AGAIN = "again"
    REOPEN = "reopen"


_COMPLAINT = r"(?:(?:my|the|this|that|our) (?:whole |entire )?)(?:complaint|case)\b"
_THING = r"(?:(?:the|my|our|your) )?(?:\w+ )?(?:internet|broadband|line|phones?|service|wi-?fi|connection|net|signal|calls|problem|issue|fault|everything|bill|it|that|this|all)"
_END = r"(?:withdraw|retract|drop|cancel|scrap|call off|take back|pull|abandon|forget(?: about)?)"
_WITHDRAW = re.compile(
    rf"\b{_END} {_COMPLAINT}|\b(?:withdraw|retract)(?:ing)? (?:it|that|this)\b"
    r"|\b(?:withdraw|retract)(?:ing|n)?\b[^.!?]{0,20}\bcomplaint\b"
    r"|\b(?:please|just|can you|could you|you can|want to|like to|wanna)(?: (?:please|just|now))* (?:drop|scrap|call off) it\b(?! (?:off|down|in|into|to|on|from|again|at|by)\b)"
    rf"|\b(?:do not|don't|dont|no longer) want to (?:complain|go on with {_COMPLAINT}|carry on with {_COMPLAINT})(?: any ?more| after all| now)?\W*$"
)
_NOT_WITHDRAW = re.compile(
    r"\b(?:do not|don't|dont|never|won't|will not|not going to|didn't|not)\b(?: \w+){0,3} (?:withdraw|retract|drop|cancel|scrap|call off|take back|pull|abandon|forget)\w*\b"
)
_TAKE_BACK = re.compile(
    rf"\bchanged? my mind\b|\b(?:keep|leave) (?:it|{_COMPLAINT}) (?:open|going)\b|\b(?:un-?withdraw|undo (?:it|that|the withdrawal))\b"
    r"|\btake (?:that|it) back\b|\b(?:i|we) (?:still )?(?:do )?want (?:it|to (?:go on|carry on|complain))\b[^.!?]{0,12}\bafter all\b"
)
_REOPEN = re.compile(rf"\bre-?open\b|\bopen (?:it|{_COMPLAINT}) (?:again|up again|back up)\b")
_NOT_OVER = r"(?:(?:fully|really|properly|actually|all|even|been|yet) )*(?:sorted|fixed|resolved|solved|mended|working|put right)"
_NOT_SORTED = re.compile(
    rf"\b(?:not|isn't|isnt|aint|ain't|wasn't|hasn't|hasnt|haven't|never) {_NOT_OVER}\b"
    r"|\b(?:it's|it is|that's|no it's|its) not\b(?=\W*$)|\bstill (?:not|broken|down|off|dead|no (?:internet|line|service|broadband))\b"
    r"|\b(?:isn't|is not|not) sorted\b|\bunresolved\b|\b(?:has|have) ?n[o']t (?:sorted|fixed) (?:it|anything)\b"
)
_AGAIN = re.compile(
    r"\b(?:happened|happening|happens|broken?|down|off|out|dead|gone|went|failed|dropp(?:ed|ing)|drops|cut off|started|faulty|playing up|slow|wrong|charged|overcharged)(?: \w+){0,3} again\b"
    r"|\b(?:problem|fault|issue|trouble|noise|crackl\w+|same thing)(?:'s| is| has)?(?: come)? back\b|\bcame back\b|\bnot working again\b|\bstopped working\b|\bgone (?:down|off|dead|wrong)\b"
)
_SORTED = re.compile(
    rf"\b{_THING}(?:'s| is| are| has| have|s)?(?: been| got)?(?: now| all| finally| just| already| completely)* (?:sorted|fixed|resolved|solved|mended|put right|cleared up)\b"
    rf"|\b{_THING}(?:'s| is| are| has| have|s)?(?: come| came| now| all| finally| just)* (?:back(?: on| up| again| to normal| working)?|working(?: again| now| fine| ok| okay)|works (?:again|now|fine))(?=\W*(?:now|again|today|thanks?|thank you|ta|cheers|so|,|\.|!|$|and|forget|never ?mind))"
    r"|^\W*(?:all |now |ok |yes |hi |hello |great )*(?:sorted|fixed|resolved|solved)(?: now| thanks?| thank you| cheers| ta)*\W*$"
    r"|\ball (?:the lights are |lights )?green(?: again| now)?\W*$"
    rf"|\b(?:you can |please )?close {_COMPLAINT}|\byou can close (?:it|this)\b|\bno (?:more )?need (?:for|to go on with) {_COMPLAINT}"
)
_BUT = re.compile(
    r"\b(?:but|however|although|except|apart from|until|till|when|once|if|unless|need|needs|want|get|getting|waiting)\b"
)
_LET_IT_GO = re.compile(
    r"\b(?:forget (?:it|about it|that)|never ?mind|no need (?:any ?more|now)|don't (?:bother|worry)(?: any ?more| now)?|leave it now|you can close)\b"
)
_TAKE_IT_BACK = re.compile(
    r"^\W*(?:(?:oh|yes|yeah|yea|yh|ok(?:ay)?|please|pls|just|well|so|then|you can|can you|could you|i want (?:you )?to|i'?d like (?:you )?to|dear)\b\W*)*"
    rf"(?:take|drop|withdraw|cancel|scrap|end|close|stop|remove|bin|forget(?: about)?|pull|call off) (?:it|this|{_COMPLAINT})\b(?: (?:back|off|out|down|please|now|then|dear|thanks?|all|altogether|completely|for me))*\W*(?:(?:no hard feelings|thanks?|thank you|please|cheers|ta|yes|dear|love)\b\W*)*$"
)
_ENDS_WITH_DROP = re.compile(
    r"\b(?:so|and|please|just)(?: (?:so|and|please|just|i want to|i'd like to|can you|you can))* (?:drop|withdraw|scrap|cancel|call off) (?:it|my complaint|the complaint)\b[\W]*(?:(?:please|thanks?|thank you|now|fl[\w -]+|my (?:ref\w*|number) is)\b\W*)*$"
)
"""The wish at the end of a story, perhaps with a reference behind it."""
_LONGEST = 30
"""Words: so many tell a story, which is kept as it is."""


def read_case_wish(text: str) -> CaseWish | None:
    """The wish, if the message has one. What is asked or supposed ("when will it be sorted?") is none, but for
    withdrawing: who asks how that goes is told, and asked whether they want it."""
    said = plain(text)
    if len(said.split()) > _LONGEST:
        return CaseWish.WITHDRAW if _ENDS_WITH_DROP.search(said) else None
    if _NOT_WITHDRAW.search(said):
        return CaseWish.TAKE_BACK
    if _REOPEN.search(said):
        return CaseWish.REOPEN
    if _WITHDRAW.search(said):
        return CaseWish.WITHDRAW
    if _TAKE_BACK.search(said):
        return CaseWish.TAKE_BACK
    if said.rstrip().endswith("?"):
        return None
    not_over = _NOT_SORTED.search(said)
    if _AGAIN.search(said) and not (not_over and "sorted" in not_over[0]):
        return CaseWish.AGAIN
    if not_over:
        return CaseWish.NOT_SORTED
    if _SORTED.search(said) and not _BUT.search(said):
        return CaseWish.SORTED
    return None


def takes_it_back(text: str) -> bool:
    """Whether it asks, right after "shall I withdraw it?", for that in other words: "take it back please", "drop it".
    What takes their own word back ("I take that back") does not."""
    return _TAKE_IT_BACK.search(plain(text)) is not None


def lets_it_go(text: str) -> bool:
    """Whether they say besides that nothing more needs to be done: "my internet is back, forget it"."""
    return _LET_IT_GO.search(plain(text)) is not None
