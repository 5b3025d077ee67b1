"""The customer's own dates in a question: when they first complained, when the last word came, when it was agreed.

"I complained on 26 October, on 6 November comes a letter, it says this is final. Until what day can I go?" names two
days, and each belongs to what stands beside it. A sentence is cut into clauses; a clause gives its day to what it tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.readers.dates import Day, read_date
from bot.readers.telling import is_told_closely, told_in

_CUT = re.compile(
    r"[,;:\n]\s*(?:(?:and|but|then|so)\s+)?|\s+(?:-|–|—)\s+"
    r"|\s+(?:and|but|then|so|because|cos|although|though|while|where|(?<!was )(?<!is )when|an(?= (?:i|ah|we|it|they|you|ye|yous)\b))\s+(?=\S)"
    r"|\s+an\s+(?=(?:ah|i|we|it|they|you|ye|yous)\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")

_COMPLAINT = re.compile(
    r"\b(?:my|our|the|that|this|first|a|formal|written|original) (?:\w+ )?complaints?\b(?! (?:procedure|process|page|team|department|manager|form|line))"
    r"|\bcomplain(?:ed|ing|t)?\b|\b(?:telt|tellt|telled)\b|\bmoan(?:ed|in)?\b|\bkick(?:ed)? off\b|\bgrumbl\w+|\bgrievance\b"
    r"|\b(?:i|we|ah|he|she)(?:'ve| have|'d| had)? (?:(?:first|already|only|just|originally) )*(?:raised|reported|flagged) (?:it|this|that|the|my|our)\b"
    r"|\b(?:i|we|ah)(?:'ve| have)? sent (?:you|yous|ye|them) (?:an?|the|my|our) (?:\w+ )?(?:e-?mail|letter|message|text)\b"
    r"|\bfirst (?:e-?mail|letter|call|phone ?call|message|told|contacted|rang|phoned|wrote|e-?mailed|reported|raised|spoke|moaned)\b"
    r"|\b(?:e-?mailed|wrote|phoned|rang|called|told|messaged|written to|contacted) (?:you|yous|ye|yis|them|support|customer services?)\b",
    re.IGNORECASE,
)
"""Words of telling the provider; a clause must also name its day."""
_ONCE_MORE = re.compile(
    r"\b(?:again|once more|another time|(?:second|third|fourth|next|other|last) (?:time|call|e-?mail|letter|complaint)|chas(?:ed|ing)|follow(?:ed|ing)?[- ]up|reminded)\b",
    re.IGNORECASE,
)
"""What came after the first time moves no first day."""
_AT_IT = re.compile(
    r"(?:\b(?:i|we|ah)(?:'ve| have)? |^\W*(?:have |ive |i've |ah'?ve )?)been (?:(?:on |oan )?at (?:this|it|you|yous|ye|them)|(?:on|on to|onto|after|chasing|complaining(?: to (?:you|yous|them))?|moaning(?: at (?:you|them))?)(?: (?:you|yous|them|this|it))?)"
    r"(?: (?:about|over) \w+(?: \w+)?)? (?=since\b)|\b(?:ive|weve) been (?:at (?:this|it|you)|complaining|chasing(?: you| this)?|on at you) (?=since\b)",
    re.IGNORECASE,
)
"""How long they have been complaining: "I've been at this since 3 February"."""
_NOT_OURS = re.compile(
    r"\b(?:you|they|your \w+(?: \w+)?|the (?:company|manager)|manager|he|she) (?:\w+ )?(?:wrote|e-?mail(?:ed|s)?|replied|sen[dt]s?|said|told|answered|rang|called)\b|\b(?:from|off) (?:you|yous|them|your|the manager)\b",
    re.IGNORECASE,
)
_WE_DID = re.compile(
    r"\b(?:i|we|ah)\b.*\bcomplain|\b(?:i|we|ah)(?:'ve| have)? (?:first )?(?:sent|wrote|e-?mailed|rang|phoned|told)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:letter|e-?mail(?:ed)?|note|wrote|written|writing|writes|replied|reply|response|answer(?:ed)?|position|deadlock|message|text|said|says|saying|told)\b",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"\bdead ?lock\b|\bfinal\b|\b(?:last|closing) (?:word|say|answer)\b|\b(?:no|nothing|anything|cannot|can'?t|won'?t|wouldn'?t) (?:\w+ ){0,4}?(?:more|else|further)\b"
    r"|\bnothing (?:more|else|further)\b|\b(?:can'?t|cannot|couldn'?t|can not|unable to) (?:agree|resolve|settle|do (?:any ?more|more|anything))\b|\bagree to disagree\b"
    r"|\b(?:won'?t|will not|wouldn'?t|not going to|not) (?:be )?(?:look(?:ing)? (?:at|into)|discuss\w*|chang\w*|reconsider\w*|re-?open\w*) (?:it|this|that|anything|the|my)\b|\bend of (?:the )?(?:matter|story|road)\b"
    r"|\bcase (?:is )?closed\b|\bstalemate\b",
    re.IGNORECASE,
)
_NO_SUCH = re.compile(
    r"\b(?:no|not|never|without|haven'?t|hasn'?t|didn'?t|don'?t|nae|want|need|ask(?:ed|ing)? for|like|request\w*|waiting for|chasing|if|unless|until|once|when|is (?:that|this|it) (?:a|the|my|your)|what(?:'s| is| are| does)|will (?:you|they)|can (?:i|we|you)|could (?:i|we|you))\b"
    r"[^.?!,;]{0,30}\b(?:dead ?lock|final|last word|letter|e-?mail|notice)\b",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"\d|\b(?:got|have|had|received|came|comes?|arrived|sen[dt]s?|dated|wrote|writes|written|replied|sa(?:id|ys?|ying)|told|e-?mail(?:ed|s)|from|(?:this|that|it)(?:'s| is| was)|thats)\b",
    re.IGNORECASE,
)
"""Told as something that there is; "your final letter, please" asks for one."""
_AGREED = re.compile(
    r"\b(?:agree(?:[sd]|ing)?|consent(?:ed|ing)?|ok'?d|gave (?:me |us )?permission|allow(?:ed|s)"
    r"|(?:happy|fine|ok(?:ay)?|content) (?:for|with) (?:me|us))\b",
    re.IGNORECASE,
)
_GO = re.compile(r"\b(?:early|cisas|ombuds?m[ae]n|adr|referral|refer|go|scheme|adjudicator)\b", re.IGNORECASE)
_NOT_AGREED = re.compile(
    r"\b(?:not|won'?t|didn'?t|never|refused?|declined|unless|if|can'?t|cannot|can|will|would|does|should)\b[^.?!,;]{0,20}\b(?:agree|consent|allow)",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile(
    r"\b(?:bill|invoice|contract|order(?:ed)?|moved|joined|signed|born|installed|engineer|appointment|due|expires?|renew\w*|switch\w*|rule|law|says)\b",
    re.IGNORECASE,
)
_WENT_WRONG = re.compile(
    r"\b(?:went (?:down|off|dead|wrong)|broke\w*|started|began|begun|happened|been (?:off|down|out|dead|broken)|cut off|stopped working|since"
    r"|(?:slow\w*|down|off|dead|out|working|internet|broadband|phones?|signal|service|line|wi-?fi|crackl\w*|dropp\w*|bad|rubbish|terrible|awful|useless|patchy|broken|problems?|issues?|fault\w*|wrong)\b[^.?!;]{0,15}\bfrom)\b"
    r"|^\W*(?:(?:hi|hello|ok|please|a|new|formal)\W+)*complaint\b(?!\W*(?:$|\d|(?:made|sent|raised|logged|was|went|of|on|from|dated|in|by|first)\b))",
    re.IGNORECASE,
)
_DATED_THING = re.compile(
    r"\b(?:dated?|letter|it|that|which) (?:is |was |came |arrived |on |says )", re.IGNORECASE
)


@dataclass(frozen=True)
class OwnDates:
    """``first``: the earliest day on which they say they complained; ``letter``: of the provider's last word;
    ``agreed``: on which it agreed that they may go early."""

    first: Day | None = None
    letter: Day | None = None
    agreed: Day | None = None


def read_own_dates(text: str, today: date) -> OwnDates:
    """What the words leave no doubt about. Days are London dates, seen from ``today``."""
    tidy = re.sub(r"[^\S\n]+", " ", text.replace("’", "'"))
    plain = re.sub(r"\bfinal no\b", "final answer", tidy, flags=re.IGNORECASE)
    sentences = [part for part in _SENTENCE.split(plain) if part.strip()]
    firsts: list[Day] = []
    letter: Day | None = None
    agreed: Day | None = None
    last_word = False
    for at, sentence in enumerate(sentences):
        clauses = [part for part in _CUT.split(sentence) if part and part.strip()]
        is_last_word = _is_last_word(sentence)
        last_word = last_word or is_last_word
        taken: set[int] = set()
        if is_last_word and letter is None:
            letter, used = _day_of_last_word(clauses, today)
            taken |= used
            if letter is None and at + 1 < len(sentences) and _DATED_THING.search(sentences[at + 1]):
                letter = _exactly(sentences[at + 1], today)
        elif (
            last_word and letter is None and _DATED_THING.search(sentence) and not _COMPLAINT.search(sentence)
        ):
            letter = _exactly(sentence, today)
        if (
            agreed is None
            and _AGREED.search(sentence)
            and _GO.search(sentence)
            and not _NOT_AGREED.search(sentence)
        ):
            agreed, used = _day_of_agreement(clauses, today)
            taken |= used
        for place, clause in enumerate(clauses):
            if place not in taken and (day := _day_told(clause, today)) is not None and day != letter:
                firsts.append(day)
    first = min(firsts, key=lambda day: day.end) if firsts else None
    return OwnDates(first, letter, agreed)


def tells_last_word(text: str) -> bool:
    """Whether some sentence tells that the provider has said its last word in writing."""
    return any(_is_last_word(sentence) for sentence in _SENTENCE.split(text.replace("’", "'")))


_OF_THE_PAGE = re.compile(
    r"\b(?:page|code|web ?site|procedure|policy)\b[^.?!]{0,20}\b(?:says?|said|calls|reads|has)\b|\bfinal (?:step|stage)\b"
    r"|\bfull (?:and|&) final\b",
    re.IGNORECASE,
)
"""The final step that a page names is no last word that came, and an offer taken in full and final settlement is none."""


def _is_last_word(sentence: str) -> bool:
    named = _FINAL.search(sentence) and _PAPER.search(sentence) and _CAME.search(sentence)
    return bool(named) and _OF_THE_PAGE.search(sentence) is None and _NO_SUCH.search(sentence) is None


def _day_of_last_word(clauses: list[str], today: date) -> tuple[Day | None, set[int]]:
    """The day in the clause of the letter; else in one that comes from the provider; else of the last word itself."""
    by_rank = (
        lambda clause: _PAPER.search(clause) and (_FINAL.search(clause) or _NOT_OURS.search(clause)),
        lambda clause: _FINAL.search(clause),
        lambda clause: _PAPER.search(clause) and not _COMPLAINT.search(clause),
        lambda clause: re.search(r"\b(?:dated|came|arrived|got it)\b", clause, re.IGNORECASE),
    )
    for fits in by_rank:
        for place, clause in enumerate(clauses):
            if not fits(clause):
                continue
            named = _PAPER.search(clause) or _FINAL.search(clause)
            words = (
                clause if _COMPLAINT.search(clause) is None else clause[named.start() :] if named else clause
            )
            day = _exactly(words, today)
            if day is not None:
                return day, {place}
    return None, set()


def _day_of_agreement(clauses: list[str], today: date) -> tuple[Day | None, set[int]]:
    for place, clause in enumerate(clauses):
        if _AGREED.search(clause) and (day := _exactly(clause, today)) is not None:
            return day, {place}
    for place, clause in enumerate(clauses):
        if _NOT_OURS.search(clause) and (day := _exactly(clause, today)) is not None:
            return day, {place}
    return None, set()


_WEEKS_OF_THE_RULE = re.compile(
    r"\b(?:the|your|those|these) (?:6|8|six|eight) weeks?\b(?! ago)"
    r"|\b(?:6|8|six|eight) weeks? (?:to |that |then |will |do |does |can )?(?:start|begin|run|count|be up)\w*",
    re.IGNORECASE,
)
"""The wait itself ("for the six weeks to start"): when it was begun is not said by it."""


def _day_told(clause: str, today: date) -> Day | None:
    """The day of a clause in which they tell that they complained."""
    if _WEEKS_OF_THE_RULE.search(clause) or (_NOT_OURS.search(clause) and not _WE_DID.search(clause)):
        return None
    if (at_it := _AT_IT.search(clause)) is not None:
        day = read_date(clause[at_it.end() :], today)
        return day if isinstance(day, Day) and is_told_closely(clause, day) else None
    if _ONCE_MORE.search(clause):
        return None
    told = told_in(clause)
    named = _COMPLAINT.search(clause)
    if told is None and named is None:
        return None
    if _WENT_WRONG.search(clause) and told is None:
        return None
    if _OTHER_DATE.search(clause) and named is None:
        return None
    day = read_date(told or clause, today) if told else read_date(clause, today)
    if not isinstance(day, Day):
        day = read_date(clause, today)
    if not isinstance(day, Day) or not is_told_closely(clause, day):
        return None
    return day if day.start <= today else None


def _exactly(words: str, today: date) -> Day | None:
    day = read_date(words, today)
    return day if isinstance(day, Day) and is_told_closely(words, day) else None
