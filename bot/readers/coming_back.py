"""Somebody comes back about a complaint that they made before, in words that name no reference: "u offered me £10 and im
not takin it". And the reverse: it is a new complaint, whatever it sounds like."""

from __future__ import annotations

import re

from bot.readers.follow_up import FollowUp, read_follow_up
from bot.readers.logs_it import wants_it_logged
from bot.readers.message import plain
from bot.readers.offer_answer import read_offer_answer
from bot.readers.spelled import spelled
from bot.readers.theirs import statements

_NOT_COMPLAINED = (
    r"\b(?:haven'?t|havent|have not|hadn'?t|never|not|didn'?t|did not)(?: (?:actually|yet|even|ever|really))*"
    r" (?:complain(?:ed)?|made (?:a|any|one)(?: complaint)?|logged (?:a|any|one)(?: complaint)?|reported (?:it|this|anything)|told you(?: (?:about )?(?:it|this))?)\b"
)
_MAKE = r"(?:make|log|lodge|raise|register|file|put in|start|open|begin|submit)"
_NEW = re.compile(
    rf"{_NOT_COMPLAINED}"
    r"|\b(?:it'?s|its|it is|this is|this'?s|that'?s|mine is|no,?|is) (?:a |an |my )?(?:brand )?(?:new|first)(?: (?:complaint|one|problem|issue))?\b"
    r"|\b(?:brand )?new complaint\b|\bfirst (?:time|complaint)\b(?! i (?:complained|called|rang))"
    rf"|\b(?:want|wants|wanna|would like|'d like|like|need|wish|here|trying|going|have) to {_MAKE} (?:a|an|my|this(?: as)?(?: a)?)(?: \w+)? complaint\b"
    r"|\b(?:i|we) (?:don'?t|dont|do not|haven'?t|havent|have not) (?:have|got)(?: got)? (?:a|one|any)(?: (?:old|other|existing|earlier))? ?(?:complaint|reference|ref|case)?\b[^.?!]{0,12}\b(?:yet|new|before)\b"
    rf"|\b(?:can|could|may) (?:i|we) (?:please |just )?{_MAKE} (?:a|an|my|one)(?: \w+)? ?(?:complaint|one)?\b"
)
_ALREADY = re.compile(
    r"\b(?:i|we)(?:'ve| have|ve| had)? (?:already|allready|alredy) (?:complained|made (?:a|my) complaint|logged (?:a complaint|it|this|one)|put (?:a|my|it|one)(?: complaint)? in|raised (?:this|it|a complaint)|did (?:a|the) complaint)\b"
)
_HERE = re.compile(
    r"\b(?:complained|logged|made|raised|put in|opened|sent(?: in)?|submitted|did|filed)\b[^.?!]{0,40}\b(?:on (?:here|this (?:chat|page|site|website|bot|thing))|in this chat|with (?:this|the) (?:bot|chat|assistant)|through (?:this|the) (?:chat|bot|assistant|page))\b"
)
_MADE = re.compile(
    r"\b(?:complained|(?:logged|made|raised|put in|opened|sent in|submitted|filed|have|had|put)\b[^.?!]{0,15}\b(?:complaint|case))\b"
)
_MAIL = r"(?:e-?mails?|inbox|mailbox|account|address|mail)"
_NO_MAIL = re.compile(
    rf"\b(?:lost|no longer have|don'?t have|dont have|no|without)(?: any| my)? (?:access|my login|the login)(?: any ?more)?(?: to| for| of)?(?: (?:that|my|the|this|it|old))*(?: {_MAIL})?"
    rf"|\b(?:can'?t|cant|cannot|couldn'?t|unable to) (?:get|log|sign|go|see|open|access|use|read)(?: (?:in ?to|in|on|at|onto|back))*(?: (?:that|my|the|any|her|his|old))* {_MAIL}\b"
    rf"|\b{_MAIL}\b[^.?!]{{0,30}}\b(?:hacked|closed|gone|deleted|locked|blocked|does ?n[o']?t (?:work|exist)|stopped working|locked (?:me )?out)\b"
    rf"|\b(?:hacked|locked out of)\b[^.?!]{{0,20}}\b{_MAIL}\b|\b(?:closed|deleted|lost|changed) (?:that|my|the|my old) {_MAIL}\b"
)
_GOT = re.compile(
    r"\b(?:got|had|have|received|recieved|seen|saw|read|opened|about|re|with)\b[^.?!]{0,12}\b(?:ur|your|yer|you|the|an?|that|this|his|her)\b[^.?!]{0,12}\b(?:e-?mail|letter|text|message|offer|reply|answer|response|msg)\b"
    r"|\b(?:ur|your|yer|you|the) (?:e-?mail|letter|text|message|offer|reply|answer|response|msg)\b[^.?!]{0,20}\b(?:says?|said|offer\w*|about|bout)\b"
)
_OFFERED = re.compile(r"\boffer(?:ed|s|ing)?\b")
_MONEY = re.compile(
    r"£ ?\d|\b\d+ ?(?:quid|pounds?|p)\b|\b(?:tenner|fiver|accept\w*|refus\w*|reject\w*|tak(?:e|ing|in|en))\b|\b(?:b?out|about|for|of|re|me) (?:the |only )?\d{1,5}(?:\.\d\d)?\b"
)
_ACCEPTED = re.compile(
    r"\b(?:i|we)(?:'ve|'d| have| had| only| just)*(?: only| just)? (?:accepted|agreed to (?:it|that|the offer|your offer|settle)|settled|said yes to (?:it|that|the|your)|took (?:the|your|that) (?:offer|money|credit|refund))\b"
    r"|\b(?:the|that) (?:credit|refund|money|router|hub|offer|deal) (?:that |which )?(?:i|we) (?:accepted|agreed (?:to|on))\b"
)
_OF_A_SALE = re.compile(
    r"\b(?:contract|terms|price|quote|order|deal|upgrade|package|delivery|sale|salesman|sales|sign(?:ed)? up|plan|tariff)\b"
)
_MINE = re.compile(r"\b(?:my|our) (?:\w+ )?complaint\b(?!\W*(?:is\b|was that|about|:))")
_EXISTING = re.compile(
    r"\b(?:my|our|an|the) (?:existing|open|logged|earlier|previous|current|ongoing|last) (?:complaint|case)\b"
)
_KIN_MADE = re.compile(
    r"\b(?:my|our) (?:elderly |late )?(?:mum|mam|mom|mother|dad|father|husband|wife|partner|nan|nana|gran\w*|son|daughter|brother|sister|aunt|auntie|uncle|friend|neighbour|client)\b[^.?!]{0,40}"
    r"(?:\b(?:made|logged|raised|put in|sent in|has|had)\b(?: \w+){0,3} complaint\b|\b(?:has |already )?complained (?:to (?:you|ye|u)|here|last|yesterday|already)\b)"
)
_SHORT = 10
_HAS_ONE = re.compile(
    r"\b(?:i|we)(?:'ve| have|'d| had)? (?:already|still) (?:got|have|had|has)? ?(?:a|an|my|our|one|the)(?: \w+)? ?(?:complaint|case|one in|one open|one with)\b"
    r"|\b(?:i|we)(?:'ve| have| had|ve)?(?: got)? (?:already|still) (?:got |have |had )?(?:a|an|my|one)(?: \w+)? (?:complaint|case)\b"
    r"|\b(?:i|we)(?:'ve| have| had)?(?: got)? (?:a|my|our) (?:complaint|case)\b[^.?!]{0,25}\b(?:already|open|going|logged|in with you|with you (?:already|since|from))\b"
    r"|\b(?:i|we)(?:'ve| have| had)? (?:complained|made (?:a|my) complaint)(?: to you| about (?:this|it))? already\b|\b(?:i|we)(?:'ve| have| had)? already (?:complained|made (?:a|my) complaint)\b[^.?!]{0,20}\b(?:on|in|last|\d)\b"
)
_OF_A_DAY = re.compile(
    r"\b(?:my|our|the) (?:\w+ )?complaint (?:of|from|on|dated|made (?:on|in)|i made|that i made|logged (?:on|in)|i logged)(?: on)? ?(?:the )?(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|last|yesterday|jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)"
)
_YOU_PROMISED = re.compile(
    r"\b(?:you|u|ye)(?:'ve| have| had|ve)? promised (?:me|us)\b|\b(?:broke|broken) your promise\b"
)
_MENDED_BEFORE = re.compile(
    r"\b(?:mended|fixed|repaired|sorted|put right|came|working)\b.{0,80}\b(?:again|not (?:sorted|fixed|mended))\b"
)
_NOT_SORTED = re.compile(
    r"\b(?:(?:it|this|that)(?:'?s| is| was)?|is|still) not (?:been )?(?:sorted|resolved|settled)\b|\b(?:isn'?t|wasn'?t|aint|ain'?t) (?:sorted|resolved|settled)\b"
)
_ON_IT = re.compile(
    r"\b(?:change|changing|changed|update|swap|swop|switch|correct|new|different|other|wrong)\b[^.?!]{0,25}\b(?:e-?mail(?: address)?|address|(?:phone |mobile )?number|mobile|contact(?: details)?)\b[^.?!]{0,12}\b(?:on|for|of|with|in) (?:my|the|our|this|that) (?:\w+ )?(?:complaint|case)\b"
    r"|\b(?:the|my|your) (?:answer|reply|response)s?\b[^.?!]{0,12}\b(?:sent|to go|go|to come|come)\b[^.?!]{0,12}\b(?:different|new|another|other)\b[^.?!]{0,12}\b(?:e-?mail|address|number|one|place)\b"
)
_LET_IT_DROP = re.compile(
    r"\b(?:drop|withdraw|scrap|cancel|close|forget|stop|end) (?:it|that|the (?:complaint|case)|all that)\b"
)


def comes_back(text: str) -> bool:
    """Whether it speaks of a complaint that is logged somewhere: an offer that they answer, what they accepted, what
    became of it. A story that they want to complain about is none, nor what they told somebody on the phone."""
    text = spelled(text)
    said = plain(text)
    if begins_anew(text):
        return False
    told = plain(statements(text)) or said
    if names_earlier_one(text) or _ON_IT.search(said):
        return True
    if _YOU_PROMISED.search(told) and _is_broken(text):
        return True
    if _NOT_SORTED.search(told) and _MENDED_BEFORE.search(told):
        return True
    if _MADE.search(told) and _LET_IT_DROP.search(said):
        return True
    if _ACCEPTED.search(told) and not _OF_A_SALE.search(told):
        return True
    offered = _OFFERED.search(told) or (_GOT.search(told) and _MONEY.search(said))
    if offered and read_offer_answer(text) is not None:
        return True
    if _MADE.search(told) and lost_mail(text):
        return True
    if _KIN_MADE.search(told):
        return True
    if _HERE.search(told) or _EXISTING.search(said):
        return True
    if _ALREADY.search(told) and len(said.split()) <= _SHORT:
        return True
    return _MINE.search(told) is not None and read_follow_up(text) is not None


def names_earlier_one(text: str) -> bool:
    """Whether they say in so many words that there is a complaint of theirs already: "my complaint of the 23rd"."""
    said = plain(spelled(text))
    return any(each.search(said) for each in (_HAS_ONE, _OF_A_DAY)) and not begins_anew(text)


def _is_broken(text: str) -> bool:
    follows = read_follow_up(text)
    return follows is not None and follows.kind is FollowUp.BROKEN_PROMISE


def lost_mail(text: str) -> bool:
    """Whether they cannot get at the e-mail that a code would go to."""
    return _NO_MAIL.search(plain(text)) is not None


def begins_anew(text: str) -> bool:
    """Whether they say that it is a new complaint, that they never complained, or that they want to make one."""
    return _NEW.search(plain(text)) is not None or wants_it_logged(text)
