"""Questions that have one short answer, at any point of a chat, whatever the model hears in them."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.readers.follow_up import FollowUp, read_when
from bot.readers.message import plain
from bot.readers.theirs import is_courtesy, is_question, statements
from bot.readers.trouble import tells_trouble


class Asks(StrEnum):
    """``visit``: a new visit of an engineer, which only a person can book. ``published``: where the complaints code can be
    read. ``data_officer``: who answers for personal data. ``was_mine``: whether what is theirs went to somebody else
    too, which only a person can look up. ``bills``: an amount, a balance or the end of a contract, which nobody can look
    up here. ``letter_came``: whether a letter of theirs was received. ``no_form``: whether a complaint by post needs a
    form."""

    WHO_MAY = "who_may"
    WHO_SEES = "who_sees"
    WHEN_FIXED = "when_fixed"
    WHEN_MONEY = "when_money"
    VISIT = "visit"
    PUBLISHED = "published"
    DATA_OFFICER = "data_officer"
    WAS_MINE = "was_mine"
    BILLS = "bills"
    LETTER_CAME = "letter_came"
    NO_FORM = "no_form"


_KIN = r"(?:mum|mam|mom|mother|dad|father|husband|wife|partner|ex|boyfriend|girlfriend|son|daughter|brother|sister|nan|gran|grandad|parents?|landlord|flatmate|housemate)"
_THEM = rf"(?:he|she|they|him|her|(?:my|the) {_KIN}|(?:the |my )?account ?holder)"
_LONGEST = 20
"""Words: a longer message tells a story."""
_WHO_MAY = re.compile(
    rf"\bcan i (?:complain|do (?:this|it)|log (?:it|this))\b.{{0,20}}\bor (?:does|do|must|should|is it)\b|\bdo(?:es)? {_THEM} (?:have|need) to (?:do|make|log|complain|ring|call|be|say|agree)\b"
    rf"|\bdoes it (?:have|need) to be (?:{_THEM})\b|\bdo i need (?:{_THEM}|{_THEM}'?s? (?:permission|ok|consent))(?=\W*(?:$|for (?:this|that|it)|to (?:do|agree|be|say|ok)))"
    r"|\bam i (?:even )?allowed to (?:complain|do this|log)"
)
_SEEN = r"(?:see|read|find|look at|get at|know about|find out)"
_WHO_SEES = re.compile(
    rf"\b(?:will|can|could|would|might|does|do|is|are) (?:{_THEM}|(?:any|some)(?:one|body)(?: else)?(?: (?:in|at) (?:my|the|our) (?:house|home|flat))?|people (?:in|at) (?:my|the|our) (?:house|home|flat)) (?:be able to |going to |ever )?{_SEEN}\b.{{0,12}}\b(?:this|that|it|chat|what i|i (?:wrote|told|said|was|am)|here|messages?)\b"
    rf"|\b(?:don'?t|do not) want (?:{_THEM}) (?:to )?{_SEEN} (?:this|it|what i|that i|out|the chat)"
)
_VISIT = r"(?:engineer|technician|visit|appointment|slot)"
_ASKS_FOR_VISIT = re.compile(
    rf"^\W*(?:(?:so|and|but|ok(?:ay)?|please|pls|then|well|hi|hello)\W+)*(?:can|could|will|would|please|i (?:want|need|would like|'d like)|i'd like|we (?:want|need)|is there)\b"
    rf"[^.!;,]{{0,25}}?\b(?:re-?book|book|send|arrange|sort|get|re-?schedule|have|schedule)\b(?: (?:me|us|in|for|out|round|to))* (?:an?|the|another|a new|new|a different|my)(?: (?:new|other|different|second))? {_VISIT}\b"
)
_CODE = r"(?:complaints? (?:handling )?(?:code|procedures?|policy|process|page)|code of practice)"
_AT = r"(?:web ?address|url|links?|web ?page|web ?site|online|web)"
_PUBLISHED = re.compile(
    rf"\bwhere\b[^.!?]{{0,30}}\b(?:publish\w*|read|find|see|look at|get|is|are|download)\b[^.!?]{{0,25}}\b{_CODE}\b|\b{_AT}\b[^.!?]{{0,30}}\b{_CODE}\b|\b{_CODE}\b[^.!?]{{0,20}}\b{_AT}\b"
    rf"|\bwhere\b[^.!?]{{0,15}}\b{_CODE}\b[^.!?]{{0,15}}\b(?:published|kept|found)\b"
)
_OF_FORMATS = re.compile(
    r"\b(?:large|print|braille|audio|format|my complaint|ombudsman|cisas|ofcom|says?|wrong|old)\b"
)
_DATA_OFFICER = re.compile(
    r"\b(?:who|whom|whose|what|how|name|contact|e-?mail|reach|speak|talk|address|is there|(?:do|have) you|can i|put me)\b[^.!]{0,40}\b(?:data protection (?:officer|manager|lead|person|contact|team)|dpo)\b"
    r"|\b(?:data protection officer|dpo)\b[^.!]{0,20}(?:\?|\b(?:please|who|name|contact)\b)"
)
_MINE = r"(?:my|our) (?:\w+ )?(?:bills?|details?|data|letters?|address|account|number|invoices?|information|e-?mails?|name)"
_ELSES = r"(?:some(?:one|body)|any(?:one|body)|other (?:people|customers?)|another (?:person|customer)|the wrong (?:person|address|people))"
_WAS_MINE = re.compile(
    rf"^\W*(?:(?:so|and|but|ok|also|please|tell me|hi|hello)\W+)*(?:has|have|did|was|were|is|are|could|might|would) (?:{_MINE}|mine|they|you)\b[^.!]{{0,40}}\b(?:sent|gone|go|went|shared|given|give|seen|shown|leaked|passed|send|share|posted|opened|read)\b[^.!]{{0,20}}\b(?:{_ELSES}|else|too|as well)\b"
    rf"|\b(?:who|{_ELSES})(?: else)? (?:has |have |had |did )?(?:got|get|see|seen|saw|opened|received|read) (?:{_MINE}|mine)\b[^.!]*\?"
)
_WHOSE = r"(?:my|our|the|her|his|their|this|last|latest|next|current|monthly|november|october|december)"
_SUM = r"(?:amount|total|balance|figure|sum|cost|price|date)"
_BILLS = re.compile(
    rf"^\W*(?:(?:hi+|hello|hiya|please|pls|can|could|would|you|i|we|just|only|to|so|ok|and|good (?:morning|afternoon|evening))\W+)*(?:need|want|like|tell me|say|give me|check|know|get|see|look up|find out|send me)\b(?: (?:me|to know|to see|out|up|what|how much|when))*"
    rf" (?:{_WHOSE} )+(?:(?:bill|account|payment|direct debit|contract)(?:'s)? (?:{_SUM}|ends?|runs out|is up|end date)|balance|amount owed)\b"
    rf"|\b(?:how much|what)(?:'s|s| is| was| do| does| will) (?:(?:{_WHOSE} )+(?:bill|balance|(?:bill|account|contract) (?:{_SUM}|end date))(?: (?:this|last|next|for|now|so far)(?: \w+)?)?|(?:i|we|she|he|they) (?:still )?owe(?: you| yous| now)?)\W*$"
    rf"|\bwhen (?:does|do|is|will|did) (?:{_WHOSE} )+(?:\w+ )?(?:contract|deal|minimum term|term)(?: be)? (?:ends?|finish|run out|runs out|up|over|due|expires?|out)\b"
    rf"|\b(?:say|tell me|know) (?:the (?:amount|bill) or )?when (?:{_WHOSE} )*(?:contract|deal|term) (?:ends|finishes|runs out|is up|expires)\b"
)
_OF_A_FAULT = re.compile(
    r"\b(?:wrong|too (?:high|much)|why|overcharg\w*|charged|doubl\w+|mistake|disput\w+|complain\w*|refund\w*|not right|back|ombudsman|cisas)\b"
)
_ABOUT_A_BILL = 18
"""Words: who asks what the bill is says for whom, and the number of the account."""
_POSTED = r"(?:letters?|post|complaint letter|recorded delivery|card|(?:death )?certificate)"
_LETTER_CAME = re.compile(
    rf"^\W*(?:(?:so|and|but|ok(?:ay)?|yes|no|also|please|tell me|well|then|hi|hello)\W+)*(?:(?:have|has|did|do|does|av|hav) (?:you|u|ya|they|any(?:one|body)|some(?:one|body)|it)(?: (?:lot|even|ever|actually|all|guys))?"
    rf" (?:got|get|had|have|received?|recieved?|seen?|saw|read|open(?:ed)?)) (?:my|our|the|that|a|her|his|mums|mum's|dad's)(?: \w+){{0,2}} {_POSTED}\b"
    rf"|^\W*(?:(?:so|and|but|ok(?:ay)?)\W+)*(?:has|did|was) (?:my|our|the|that)(?: \w+)? {_POSTED} (?:of [\w ]{{2,20}} )?(?:come|came|arrived?|turn(?:ed)? up|get there|got there|received|reach(?:ed)? (?:you|u))\b"
)
_NO_FORM = re.compile(
    r"\b(?:need|needs|have to|has to|must|want|wants|is there|there)\b[^.!?]{0,30}\b(?:a|any|your|the|some|special|an? \w+) (?:complaints? )?forms?\b(?=.*\b(?:post|letter|write|writing|complain\w*|send)\b|\W*$)"
    r"|\b(?:post|letter|write)\b.*\b(?:need|needs|have to (?:use|fill in)|has to (?:use|fill in)|is there)\b[^.!?]{0,15}\bforms?\b"
)
_NOT_OF_FORMS = re.compile(
    r"\b(?:online|web|website|cisas|ombudsman|filled|sent (?:the|a) form|on the form|refund form)\b"
)
_LEAST_STORY = 3
"""Words: "the engineer never came" beside a question is told."""
_TOLD = re.compile(r"\b(?:why|did|didn'?t|never|tell me|ombudsman|cisas|said|told)\b")


def plain_question(text: str) -> Asks | None:
    """Which of them is asked; none in a long story."""
    said = plain(text)
    if len(said.split()) > _LONGEST:
        return None
    if _WHO_MAY.search(said):
        return Asks.WHO_MAY
    if _WHO_SEES.search(said):
        return Asks.WHO_SEES
    if _PUBLISHED.search(said) and not _OF_FORMATS.search(said):
        return Asks.PUBLISHED
    if _DATA_OFFICER.search(said):
        return Asks.DATA_OFFICER
    if _WAS_MINE.search(said):
        return Asks.WAS_MINE
    if _BILLS.search(said) and not _OF_A_FAULT.search(said):
        return Asks.BILLS
    if _LETTER_CAME.search(said):
        return Asks.LETTER_CAME
    if _NO_FORM.search(said) and _asks(said) and not _NOT_OF_FORMS.search(said):
        return Asks.NO_FORM
    if (when := read_when(text)) is not None:
        return Asks.WHEN_MONEY if when is FollowUp.WHEN_MONEY else Asks.WHEN_FIXED
    if _ASKS_FOR_VISIT.search(said) and not _TOLD.search(said):
        return Asks.VISIT
    return None


def tells_too(text: str) -> bool:
    """Whether a message that asks one of them tells something of what happened besides."""
    told = statements(text)
    if plain_question(text) is Asks.BILLS:
        return len(text.split()) > _ABOUT_A_BILL and tells_trouble(_BILLS.sub(" ", plain(text)))
    if not told or told == text.strip():
        return False
    about_people = plain_question(text) in (Asks.WHO_MAY, Asks.WHO_SEES)
    return (
        tells_trouble(told) if about_people else len(told.split()) >= _LEAST_STORY and not is_courtesy(told)
    )


def _asks(said: str) -> bool:
    return (
        is_question(said)
        or re.search(r"\b(?:do|does|must|is there) (?:i|he|she|they|we|my \w+|a|any)\b", said) is not None
    )
