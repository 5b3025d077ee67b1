"""What somebody says or asks of a complaint that is logged already: that a promise was broken, why it is late, when
somebody comes, whether anybody has looked at it, when the money comes, where the reply goes.

Only words that are about something that went before. Who says that it is another problem, or tells a long story, is
left to those who begin complaints.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.readers.message import plain
from bot.readers.spelled import spelled
from bot.readers.theirs import is_question
from bot.readers.who import asks_why_late


class FollowUp(StrEnum):
    """What it is about."""

    BROKEN_PROMISE = "broken_promise"
    WHY_LATE = "why_late"
    WHEN_DUE = "when_due"
    LOOKED_AT = "looked_at"
    WHEN_FIXED = "when_fixed"
    WHEN_MONEY = "when_money"
    WHEN_IT = "when_it"
    WHERE_REPLY = "where_reply"
    WHAT_OFFER = "what_offer"
    IF_ACCEPTED = "if_accepted"


class Promised(StrEnum):
    """What kind of thing was promised."""

    VISIT = "visit"
    CALL = "call"
    MONEY = "money"
    REPLY = "reply"
    THING = "thing"


@dataclass(frozen=True)
class Follows:
    """``about``: the kinds of promises that are spoken of. ``as_promised``: they say themselves that it was promised;
    without it "the engineer never came" may be the complaint itself. ``number``: they want to know how to reach whoever
    has it; ``when``: they ask for a day as well."""

    kind: FollowUp
    about: frozenset[Promised] = frozenset()
    as_promised: bool = False
    number: bool = False
    when: bool = False


_LONGEST = 40
"""Words: so many tell a story, which is kept as it is."""
_SHORT = 18
"""Words of a question: more tell something besides."""
_ANOTHER = re.compile(
    r"\b(?:another|new|different|second|separate|other|unrelated) (?:complaint|problem|issue|thing|matter|fault)\b|\bsomething else\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:ombuds?m[ae]n\w*|cisas|adr|ofcom|schemes?|court|deadlock|final (?:letter|answer)|citizens)\b"
)
_KINDS: dict[Promised, re.Pattern[str]] = {
    Promised.VISIT: re.compile(
        r"\b(?:engineers?|engineeer|enginer|technicians?|visit\w*|appointments?|come round|came round|come out|came out|coming out|turn(?:ed)? up|show(?:ed|n)? up|man|bloke|guy|fitter|openreach)\b"
        r"|\b(?:he|she|they|some(?:one|body)|any(?:one|body)|you) (?:come|comes|coming|be (?:here|round|out)|get here|arrive)\b(?! back)"
    ),
    Promised.CALL: re.compile(
        r"\b(?:ring|rings|rang|rung|call|calls|called|call ?backs?|phone|phones|phoned|ringing|calling)\b"
    ),
    Promised.MONEY: re.compile(
        r"£ ?\d|\b\d+ ?(?:quid|pounds?)\b|\b(?:refund\w*|money|credit\w*|cheque|compensation|payment|pay|paid|voucher|bill)\b"
    ),
    Promised.REPLY: re.compile(
        r"\b(?:repl\w+|answer\w*|respon\w+|wrote|write|written|e-?mail\w*|letters?|hear|heard|get back|got back|in touch|contact\w*|update|said anything|told me anything)\b"
    ),
    Promised.THING: re.compile(
        r"\b(?:routers?|hubs?|parcels?|handsets?|phones? (?:is|was)|sim|equipment|kit|cables?|deliver\w*)\b"
    ),
}
_NEVER = r"(?:never|not|(?:did|has|have|had|was|is|are|were|do|does)(?:n't|nt)|didn't|no)"
_DID = r"(?:c[ao]me|coming|turn(?:ed)? up|show(?:ed|n)?(?: up)?|arriv\w+|r[aiu]ng|call(?:ed)?|phoned?|happen(?:ed)?|appear\w*|got here|here|been|there|paid|gone in|on my bill|materialis\w+|repl(?:y|ied)|wr[io]t(?:e|ten)|contact(?:ed)?|get back|got back)"
_WHO_OR_WHAT = r"(?:engineers?|enginer|technicians?|fitter|man|bloke|guy|lad|he|she|they|you|manager|somebody|someone|person|agent|call(?: ?back)?|refund|credit|money|cheque|£ ?\d+|\d+ ?(?:quid|pounds?)|voucher|router|hub|letter|e-?mail|reply|answer|parcel|visit|appointment|it|that)"
_BROKEN = re.compile(
    rf"\b(?:nobody|no-?one|no one|none of (?:you|them)|not one of you|no (?:engineer|technician|call ?back|call|refund|credit|money|letter|router|reply|e-?mail)s?)\b(?: (?:has|have|had|ever|even|actually|at all|from you|you))*(?: (?:\w+ )?{_DID})?"
    rf"|{_WHO_OR_WHAT}\b[^.?!]{{0,60}}\b{_NEVER} (?:(?:even|actually|ever|bloody|yet|have|been) )*{_DID}\b"
    r"|\bstill (?:no|waiting (?:for|on)|(?:have|has) ?n[o']t (?:had|got|seen|heard|come|rung|called|been))\b"
    r"|\b(?:broke|broken|break(?:ing)?) (?:your|the|that|a|another) (?:\w+ )?promises?\b|\bpromises? (?:was|were|is|are|has been|have been)? ?(?:broken|not kept)\b"
    r"|\b(?:did not|didn't|never) keep (?:to )?(?:your|the|a|that) (?:promise|word)\b|\bno[- ]shows?\b|\bmissed (?:the|my|an?|your|his) (?:appointment|visit|slot)\b|\bstood me up\b"
    r"|\b(?:promised|said)\b.{0,60}\b(?:nothing|nobody|nowt|no sign|no show|(?:he|she|they|you|it) did(?:n't|nt| not)|but no)\b"
)
_AS_PROMISED = re.compile(
    r"\bpromis\w+|\b(?:like|as|what|than|when) (?:you|they|he|she|u|priya|your \w+) (?:said|told|promised|agreed)|\b(?:you|they|u|he|she|ye|yous|somebody|someone|your \w+) (?:said|told (?:me|us)|agreed|swore|booked)\b"
    r"|\b(?:was|were|is|are) (?:supposed|meant|due|booked|going) (?:to|for|on|in|yesterday|today)\b|\b(?:supposed|meant) to\b|\bappointment\b|\bbooked\b|\bcall ?back\b|\bdue (?:on|to|yesterday|today)\b"
    r"|\b(?:your|the|a|his|her|their) word\b|\b(?:i|we)(?:'ve| have)?(?: only| just)? (?:accepted|agreed)\b(?! (?:the|a|to a|your) (?:contract|price|terms))|\bon that basis\b|\bpart of (?:the|your|that) (?:deal|offer)\b|\b(?:you|they|u|ye) offered\b"
)
_LATE = re.compile(
    r"\b(?:why|what'?s|what is|reason|how come)\b[^.?!]{0,40}\b(?:late|overdue|delay(?:ed|s)?|hold(?:ing)? ?up|taking (?:so|too|ages|for ?ever)|taken (?:so|too)|this long|so long)\b"
    r"|\b(?:it'?s|it is|this is|that'?s|that is|you are|you're|you r|ur|its|all|reply is|answer is|complaint is)(?: (?:so|very|now|too|already|still|way|getting|well))* (?:late|overdue|delayed)\b"
    r"|\bwhy (?:has|have|did|is|are|had|does)(?:n't)? ?(?:nobody|no-?one|no one|none of you|nothing|i not|you not|anyone not|anybody not)\b[^.?!]{0,30}\b(?:said|told|answered|replied|written|wrote|been|done|heard|happened|happening|got back|contacted)\b"
    r"|\bwhy (?:have|has|haven't|hasn't|havent|hasnt)(?: \w+){1,2} (?:heard|been told|been in touch|been done|happened|answered|replied|got back|said)\b"
)
_WHEN = r"(?:when(?:'s| is|s)?|what (?:time|day|date)|which (?:day|date)|how (?:much )?long(?:er)?|how soon|by when)"
_WHEN_DUE = re.compile(rf"\b{_WHEN}\b")
_LOOKED_AT = re.compile(
    r"\b(?:has|have|is|did|are|was|had) (?:any ?(?:one|body)|some ?(?:one|body)|(?:they|you|he|she|a person|your (?:team|people|lot)|the (?:manager|team)))(?: (?:even|actually|ever|yet|there|at \w+))* (?:been )?"
    r"(?:look(?:ed|ing)?|read(?:ing)?|see(?:n|ing)?|pick(?:ed|ing)?|start(?:ed|ing)?|work(?:ed|ing)?|do(?:ne|ing)?|deal(?:t|ing)?|check(?:ed|ing)?|open(?:ed)?)\b[^.?!]{0,20}\b(?:it|this|that|mine|anything|something|owt|my (?:complaint|case|problem|fault))\b"
    r"|\bhas (?:it|this|my (?:complaint|case))(?: \w+)? been (?:looked|read|seen|picked|started|dealt|passed)\b"
    r"|\b(?:who|whos|who's|whose)(?: is| has| have|s)?(?: got| actually| now)* (?:got|has|have|dealing with|looking (?:at|into|after)|working on|handling|in charge of) (?:it|this|that|my (?:complaint|case))\b"
    r"|\b(?:is|are|has) (?:anything|something|owt) (?:actually |even |being |been |getting )*(?:being done|happening|happened|done|going on)\b"
    r"|\bwhat (?:have|has|are|is) (?:you|they|anyone|anybody|been|being) ?(?:been )?(?:done|doing)\b[^.?!]{0,20}"
)
_FIXED = re.compile(
    r"\b(?:fix(?:ed|ing)?|sort(?:ed|ing)?|repair(?:ed)?|mend(?:ed)?|resolv(?:ed?|ing)|put (?:it )?right|back on|work(?:s|ing)? again|be (?:over|done|finished|ready)|wait|take|get (?:this|it) done)\b"
)
_IS_IT_FIXED = re.compile(
    r"^\W*(?:(?:so|and|but|ok|well|hi|hello|then) )*(?:is|will|are|when|has) (?:it|this|that|they|you|my (?:\w+ )?(?:line|internet|broadband|phone|complaint|problem|connection|service))(?: (?:gonna|going to|gunna|ever|soon|likely to|actually|still))* (?:be |get |getting |being )?(?:fix(?:ed)?|sort(?:ed)?|repair(?:ed)?|mend(?:ed)?|resolved?|put right|back on|working again)\b"
)
_WHAT_OFFER = re.compile(
    r"\bwhat (?:did|do|was|is|were|have|exactly did|exactly was)\b[^.?!]{0,20}\boffer(?:ed|ing)?\b|\bwhat(?:'s| is| was) (?:the|your|their|my) offer\b|\b(?:show|tell|remind|read) me (?:of )?(?:the|your|their|that|my) offer\b"
)
_IN_GENERAL = re.compile(
    r"\b(?:managers?|directors?|(?:next|higher|last) (?:step|stage|level)|usually|normally|generally|in general|typical(?:ly)?|most complaints|complaints|a complaint|if (?:i|we|you|it|they))\b|\b(?:do|does) (?:you|they|it|netservers|contactnow) (?:usually |normally )?take\b"
)
_MONEY_WANTED = re.compile(
    rf"(?:\b(?:{_WHEN}|where(?:'s| is|s)?|what about|what(?:'s| has)? happened to)\b[^.?!]{{0,40}}"
    r"|\b(?:has|have|did|is|are)\b[^.?!]{0,40})"
    r"(?:£ ?\d|\b\d+ ?(?:quid|pounds?)\b|\b(?:refund|money|credit|cheque|compensation|payment|voucher)\b)"
)
_MONEY_MOVES = re.compile(
    rf"\b(?:{_WHEN}|where(?:'s| is|s)?|what about|what(?:'s| has)? happened to)\b|\b(?:has|have|did|is|are)\b[^.?!]*\b(?:sent|gone|through|come|coming|arrived?|paid|been|on (?:its|the) way|processed|issued)\b"
)
_WHERE_REPLY = re.compile(
    r"\bwhere (?:will|does|do|is|would|shall|are|should)\b[^.?!]{0,25}\b(?:repl(?:y|ies)|answers?|letters?|responses?|write|send|e-?mails?|it go|go to)\b"
    r"|\b(?:what|which) (?:e-?mail(?: address)?|address|(?:phone )?number|contact(?: details)?)\b[^.?!]{0,30}\b(?:have you got|do you have|(?:have )?you (?:have|hold|got)|got for me|will (?:it|you|the|they)|does (?:it|the)|is (?:it|the reply)|are you|for me|on file|down for me|goes?)\b"
    r"|\b(?:what(?:'?s| is| are)?|w[ao]t(?:'?s| is)?|which)\b(?: (?:the|my|your|is))*(?: new| old)? (?:e-?mail(?: address)?|address|(?:phone )?number|contact(?: details)?)\b[^.?!]{0,12}\b(?:on|for|with) (?:my|the|it|this|that|there|me)\b"
    r"|\b(?:will|does|do|is|are|shall|should|has|have|would)\b[^.?!]{0,15}\b(?:it|they|you|u|them|that|repl(?:y|ies)|ans(?:w)?ers?|letters?|responses?|e-?mails?|everything)\b[^.?!]{0,20}\b(?:go(?:ing|es)?|come|comes|coming|sent|send|write|get)\b[^.?!]{0,12}\b(?:to|2|at|on) (?:my |the |that |this )?(?:new|other|old|right|different|diffrent)(?: (?:1|one|e-?mail(?: address)?|address|number))?(?: (?:now|then|please|from now on))*\W*$"
    r"|^\W*(?:(?:so|and|ok|but) )*(?:is|has|did) (?:it|that|my (?:e-?mail(?: address)?|address|number)|the (?:e-?mail(?: address)?|address|number|reply))(?: (?:been|get))? (?:change|chang|swop|swap|move|update)(?:e?d|ped)?(?: (?:now|then|yet|over))*\W*$"
)

_WHEN_IT = re.compile(
    r"^\W*(?:(?:so|and|ok|but|then|great|thanks?)\W+)*(?:when|how soon|what day) (?:do|will|can|should|am|would) i(?: (?:going to|gonna|actually|then))* (?:get|have|see|receive|be paid|got)(?: (?:it|that|this|paid|mine))?(?: (?:then|please|by|back))*\W*$"
)


_BY_WHEN = r"(?:when(?:'s|s)?|how (?:long|soon)(?: (?:until|till?|before))?|by when|what day)"
_MENDED = r"(?:fix|fixed|fixing|mend|mended|sort|sorted|sorting|repair|repaired|put right|working|back on|up and running)"
_FIXED_WHEN = re.compile(
    rf"^\W*(?:(?:so|and|but|ok(?:ay)?|right|then|please|yes|no|well|hi|hello)\W+)*{_BY_WHEN}\b (?:(?:will|is|are|do|does|can|could|r|it'?s|its|they|you|u|ye|it|this|that|my|the|our|i|we|be|get|have|going|gonna|to|it'll|internet|broadband|line|phones?|service|somebody|someone|anyone|expect|take)\b ?)*\b{_MENDED}\b"
)
_SUM = r"(?:£ ?\d[\d.,]*|\d[\d.,]* ?(?:quid|pounds)|money|refund|credit|compensation|cash|(?:days? )?wages)"
_MONEY_WHEN = re.compile(
    rf"\b{_BY_WHEN}\b[^.!]{{0,20}}\b(?:get|have|see|receive|expect|pay|refund|be paid|give)\b[^.!]{{0,20}}{_SUM}|\b(?:where|when)(?:'s| is) my {_SUM}"
    rf"|\b(?:do|will|can|am) i (?:ever |actually |going to )?get (?:my|me|the) {_SUM}(?: back)?(?=\W*(?:$|or (?:what|not)|then))"
)
_TOLD_OF = re.compile(r"\b(?:ombudsman|cisas|adr|said|did)\b")
_ACCEPTING = re.compile(
    r"\b(?:accept\w*|settl(?:e|es|ed|ing)|say(?:ing)? yes|agree(?:ing|d)? to (?:it|that|the offer)|tak(?:e|ing) (?:it|the (?:offer|money|credit)))\b"
)
_WHAT_THEN = re.compile(
    r"\b(?:ombuds?m[ae]n\w*|cisas|adr|schemes?|court|later|afterwards?|still (?:go|complain|take)|change my mind|stop(?:s|ping)? me|lose (?:my|the) right|give up)\b"
    r"|\b(?:it|they|you|he|that|money|credit|refund|netservers|contactnow)\b[^.?!]{0,15}\b(?:not|don'?t|dont|doesn'?t|doesnt|never|isn'?t|isnt|won'?t|wont)\b[^.?!]{0,15}\b(?:done|paid|pay|come|comes|happen\w*|do it|keep|arrive\w*|sent|applied|applied)\b"
)
_SUPPOSES = re.compile(r"\b(?:if|when|does|do|can|could|will|would|after|suppose|once|what happens)\b")
_NUMBER = re.compile(r"\b(?:numbers?|phone|telephone|ring|call|contact|reach|get hold of)\b")


def read_follow_up(text: str) -> Follows | None:
    """What of a logged complaint is spoken of; ``None`` for anything else, and for another problem."""
    text = spelled(text)
    said = plain(text)
    words = len(said.split())
    if words > _LONGEST or says_another(text):
        return None
    about = frozenset(kind for kind, words_of in _KINDS.items() if words_of.search(said))
    short = words <= _SHORT
    asks = short and not _ELSEWHERE.search(said) and not _IN_GENERAL.search(said)
    if _ACCEPTING.search(said) and _WHAT_THEN.search(said) and _SUPPOSES.search(said) and _asks(text):
        return Follows(FollowUp.IF_ACCEPTED, about, when=_WHEN_DUE.search(said) is not None)
    if short and _WHAT_OFFER.search(said):
        return Follows(FollowUp.WHAT_OFFER)
    if short and _WHERE_REPLY.search(said):
        return Follows(FollowUp.WHERE_REPLY)
    if short and (_LATE.search(said) or asks_why_late(text)):
        return Follows(FollowUp.WHY_LATE, about)
    when = _WHEN_DUE.search(said)
    if when is None and _BROKEN.search(said):
        return Follows(FollowUp.BROKEN_PROMISE, about, _AS_PROMISED.search(said) is not None)
    if asks and _MONEY_WANTED.search(said) and _MONEY_MOVES.search(said):
        return Follows(FollowUp.WHEN_MONEY, about)
    if asks and when and about and not _FIXED.search(said):
        return Follows(FollowUp.WHEN_DUE, about)
    if asks and (plainly := read_when(text)) is not None:
        return Follows(plainly, about)
    if short and _WHEN_IT.search(said):
        return Follows(FollowUp.WHEN_IT)
    if short and _LOOKED_AT.search(said):
        return Follows(FollowUp.LOOKED_AT, number=_NUMBER.search(said) is not None)
    if asks and (_IS_IT_FIXED.search(said) or (when and (_FIXED.search(said) or "much longer" in said))):
        return Follows(FollowUp.WHEN_FIXED, about)
    return None


def read_when(text: str) -> FollowUp | None:
    """``WHEN_FIXED`` or ``WHEN_MONEY``, in words that can be no answer to a question of ours: for the middle of a form."""
    said = plain(text)
    if _TOLD_OF.search(said):
        return None
    if _MONEY_WHEN.search(said):
        return FollowUp.WHEN_MONEY
    return FollowUp.WHEN_FIXED if _FIXED_WHEN.search(said) else None


def _asks(text: str) -> bool:
    """Whether it is a question, or supposes something, with or without its mark."""
    said = plain(text)
    return "?" in text or is_question(said) or said.startswith("if ")


def says_another(text: str) -> bool:
    """Whether they say that it is another complaint, or a different problem."""
    return _ANOTHER.search(plain(text)) is not None


def kinds_in(text: str) -> frozenset[Promised]:
    """The kinds of promises that words of a person speak of, such as "An engineer will visit"."""
    said = plain(text)
    return frozenset(kind for kind, words_of in _KINDS.items() if words_of.search(said))
