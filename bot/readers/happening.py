"""When it happened or began, told in a story: what befell them and on which day, since when, for how long.

How long they have been a customer, or without a letter, is another story; so is the day on which they left.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.dates import Day, read_date
from bot.readers.dates_spelling import in_usual_spelling
from bot.readers.days import COUNTS, PLAIN_MONTH, PLAIN_WEEKDAY
from bot.readers.telling import clauses, is_told_closely, told_in

TENURE = re.compile(
    r"\b(?:with (?:you|them)|customer|client|contract\w*|signed|subscri\w*|tied in|paid|paying|moved|member)\b",
    re.IGNORECASE,
)
"""How long they have been a customer, or what they pay: no trouble."""
_A_WORD = r"(?!in\b|on\b|at\b)[a-z]{3,}"
_LEAVING = re.compile(
    r"\b(?:i|we)(?:'d|'ve| had| have)? (?:already )?(?:left|cancelled|canceled|switched|terminated|ended|gave notice|quit)\b"
    r"(?! (?:without|alone|waiting|in (?:the|a|limbo)\b|with(?! you)|on (?:hold|the phone)))|\b(?:day|date|when) (?:that )?(?:i|we) (?:left|cancelled|switched)\b"
    rf"|\b(?:i|we) (?:leave|cancel|switch|finish)(?: (?:you|u|it|{_A_WORD}))?(?: (?:in|on|at|from|the|end|of))* (?:\d{{1,2}}\b|{PLAIN_MONTH})",
    re.IGNORECASE,
)
_LEAVING_PAPER = re.compile(
    r"\b(?:cancellation|termination|leaving|switching)(?: (?:e-?mails?|letters?|confirmation|notice|date|request|form))(?! (?:fee|charge))\b|\bcancell?ed (?:it |my |our |the )?(?:\w+ )?(?=on |in |by |back |last |\d)|^\W*(?:cancell?ed|left)\b",
    re.IGNORECASE,
)
"""What shows that they left, and its day."""
_SILENCE = re.compile(
    r"\b(?:nothing|heard|hear|written|letter|reply|replied|answer\w*|told|complain\w*)\b", re.IGNORECASE
)
_TROUBLE = re.compile(
    r"\b(?:down|out|off|dead|without|no|nae|broken|slow|not|nothing|dropp\w*|crackl\w*|fault\w*|like this|going on|happening|problems?|issues?|wrong|it'?s been|it has been)\b|n't\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|(?:started|began)(?: on| in| about| around)?)\s+(?:about |around |roughly )?[\w'’/-]+(?:\s+[\w'’/-]+){0,4}",
    re.IGNORECASE,
)
_DAY = (
    rf"(?P<day>\b(?:on|by|for) (?:the |about |around )*\w+(?: \w+){{0,3}}|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{PLAIN_MONTH})\b|\bin (?:early |mid |late )?(?:{PLAIN_MONTH})\b"
    rf"|\b(?:yesterday|last night|this morning|last week|(?:last |this )?(?:{PLAIN_WEEKDAY})(?! (?:week|fortnight)\b))\b)"
)
_DAY_ONLY = (
    rf"(?P<day>\b(?:on )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)(?: (?:of )?(?:{PLAIN_MONTH}))?\b|\b\d{{1,2}} (?:of )?(?:{PLAIN_MONTH})\b"
    rf"|\b(?:yesterday|(?:on |last )?(?:{PLAIN_WEEKDAY}))\b)"
)
_BEFALLS = re.compile(
    r"\b(?:charged|billed|took|taken|failed|turn(?:ed)? up|came|show(?:ed)? up|damaged|stopped|started|began|broke|went (?:down|off|dead)|died|cancelled|cut (?:us|me) off|cut off|missed|lost|left|disconnected|overcharged"
    r"|gave|given|passed on|shared|leaked|disclosed|blocked|refused|installed|delivered"
    r"|rude|shouted|swore|insulted|laughed at|hung up|put the phone down|rang off"
    r"|(?:meant|ment|suppos(?:ed|e)|due|booked(?: in)?|scheduled|promised) (?:to|for)|should have (?:\w+ )?(?:come|moved|been|started|arrived)|(?:order|install\w*|delivery|router|line|connection|it|they|visit|appointment|engineer|move|switch|sim(?: card)?|kit|hub|phones?|parcel) (?:was|were) due"
    r"|(?:install(?:ation)?|delivery|connection|start|activation|go-?live|switch) (?:date|day) was|(?:was|were) promised \w+)\b",
    re.IGNORECASE,
)
"""What befell them, or should have."""
_BEFELL = re.compile(rf"{_BEFALLS.pattern}[^.?!;]{{0,40}}?{_DAY}", re.IGNORECASE)
_PAPER_CAME = re.compile(
    rf"\b(?:bill|invoice|statement|direct debit|charge)\b[^.?!;]{{0,30}}?\b(?:came|arrived|went out|was sent)\b[^.?!;]{{0,15}}?{_DAY}",
    re.IGNORECASE,
)
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(COUNTS)})"
_SOFTLY = r"(?:(?:the|last|past|about|around|roughly|over|nearly|almost|more than|at least) )*"
_UNIT = r"(?:days?|weeks?|wks?|months?)"
_DURATION = re.compile(
    rf"\b(?:for|been)\s+{_SOFTLY}(?:(?:\d{{1,3}}|[a-z]{{1,9}}) {_UNIT}|(?:a |the last |the past )?fortnight)\b",
    re.IGNORECASE,
)
_BARE_SPAN = re.compile(
    rf"(?<!within )(?<!in )(?<!take )(?<!takes )(?<!said )(?<!told )(?<!every )(?<!next )(?<!wait )(?<!another )(?<!after )"
    rf"\b(?P<span>{_COUNT} {_UNIT})(?= (?:now|no|with no|without|not)\b|\W*$)",
    re.IGNORECASE,
)
"""For "internet no work 5 day" and "5 days no internet"."""
_ONLY_A_SPAN = re.compile(
    rf"\W*(?:for |it's been |been )?(?P<span>{_SOFTLY}{_COUNT} {_UNIT})(?: now| already)?\W*", re.I
)
"""A clause of its own, behind the trouble: "our internet is off, 5 days"."""
_DEATH = re.compile(
    r"\b(?:dad|daddy|father|mum|mam|mother|husband|wife|partner|brother|sister|son|daughter|nan|nana|gran\w*|grandad|uncle|aunt\w*|friend|he|she|they|account ?holder|customer)\b[^.?!;]{0,25}\b(?:died|passed(?: away| on)?|dying|death)\b",
    re.IGNORECASE,
)
_DIED_ON = re.compile(rf"\b(?:passed(?: away| on)?|death)\b[^.?!;]{{0,20}}?{_DAY}", re.IGNORECASE)
_LONGEST_ROUGH = timedelta(days=31)
_FROM = re.compile(
    rf"\b(?:slow\w*|down|off|dead|out|not working|no work|no (?:internet|broadband|phone|signal|service|line|wi-?fi)|crackl\w*|dropp\w*|bad|rubbish|terrible|awful|useless|patchy|broken|problems?|issues?|fault\w*|wrong)\b[^.?!;]{{0,25}}"
    rf"\bfrom (?P<day>(?:the |about |around )*(?:\d{{1,2}}(?:st|nd|rd|th)?(?: (?:of )?(?:{PLAIN_MONTH}))?|(?:early |mid |late )?(?:{PLAIN_MONTH})(?: \d{{1,2}}(?:st|nd|rd|th)?)?|(?:last )?(?:{PLAIN_WEEKDAY})|yesterday|last (?:week|month)))\b",
    re.IGNORECASE,
)
"""For "internet slow from 2 october": as "since"."""


def day_it_happened(text: str, today: date) -> Day | None:
    """The start of the trouble; a rough one is a range. Days are London dates, seen from ``today``."""
    if (charged := _charged_after_leaving(text, today)) is not None:
        return charged
    parts = [part for part in clauses(_mended(text)) if not TENURE.search(part) and not _LEAVING.search(part)]
    before = ""
    death: re.Match[str] | None = None
    for clause in parts:
        span = _ONLY_A_SPAN.fullmatch(clause)
        trouble = _TROUBLE.search(before) and not _SILENCE.search(before)
        if span and trouble and (day := _rough(f"for {span['span']}", today)):
            return day
        before = clause
        since = _SINCE.search(clause)
        if since and not _SILENCE.search(clause) and (day := _close(since[0], today)):
            return day
        began = None if told_in(clause) else _FROM.search(clause)
        if began and (day := _close(f"since {began['day']}", today)):
            return day
        if _DEATH.search(clause):
            death = death or _BEFELL.search(clause) or _DIED_ON.search(clause)
            continue  # of whom they mourn; what befell them since then counts for more
        befell = None if told_in(clause) or _SILENCE.search(clause) else _BEFELL.search(clause)
        if befell and (day := _on_that_day(befell, today)):
            return day
        if day := _lasting(clause, today):
            return day
    paper = _PAPER_CAME.search(_mended(text))
    if paper is not None:
        return _rough(paper["day"], today)
    if (moved := _MOVED_TO_US.search(_mended(text))) and (day := _rough(moved["day"], today)):
        return day
    return _on_that_day(death, today) if death is not None and not _befell_since(text) else None


_MOVED_TO_US = re.compile(
    rf"\b(?:moved|switched|ported|transferred|came|changed|went)(?: \w+)?(?: over)? (?:to|with) (?:you|u|yous)\b[^.?!;]{{0,15}}?{_DAY_ONLY}"
    r"(?:\W+(?:and|an|but|then|since|when|now|its?|it's|my|the|number|line|phone|broadband|internet|has|have|been|is|all)\b)*\W+"
    r"(?:gone|lost|dead|vanished|disappeared|down|off|not|nothing|never|no|stopped|broken|\w+n't|(?:does|do|is|did|has)nt)\b",
    re.IGNORECASE,
)
"""How long they have been with us is no trouble; what was lost on that day is: "moved to you on the 12th and it's gone"."""


def _befell_since(text: str) -> bool:
    """Whether more than the death is told: they were billed after it, say. When that began is to be asked."""
    parts = [part for part in clauses(_mended(text)) if not _DEATH.search(part)]
    return any(_SINCE_A_DEATH.search(part) for part in parts)


_SINCE_A_DEATH = re.compile(
    r"(?<!stop )\b(?:charged|charging|billed|taken|took|taking|debited|refus\w+|ignored|rude|cut off|chased|chasing|demand\w*|still (?:bill|charg|tak)\w*)\b",
    re.IGNORECASE,
)


_TAKEN = r"(?:charged|billed|debited|collected|took|taken|take|(?:money|payment|debit|dd|it)(?: of £ ?[\d.]+| for £ ?[\d.]+)? (?:went|came|gone|was taken)(?: out)?)"
_NOT_LEAVING = r"(?:(?!\b(?:cancel|left|leav|switch|terminat|gave notice|moved))[^.?!;]){0,45}?"
_CHARGED_ON = re.compile(rf"\b{_TAKEN}\b{_NOT_LEAVING}{_DAY}", re.IGNORECASE)
_ON_CHARGED = re.compile(rf"{_DAY},? {_NOT_LEAVING}\b{_TAKEN}\b", re.IGNORECASE)
_LEFT_BEFORE = re.compile(
    r"\b(?:cancel|cancell|left|leaving|leave|switch|terminat|moved|gave notice|day i|date i)\w*[^.?!;,]{0,30}$",
    re.IGNORECASE,
)
_MOVED_AWAY = re.compile(
    r"\b(?:moved|switched|gone|went) (?:over )?to (?:another|a different|a new|\w+ (?:instead|as))\b",
    re.IGNORECASE,
)


def _charged_after_leaving(text: str, today: date) -> Day | None:
    """The first charge of somebody who has left, on its own day: never the day on which they left."""
    plain = _mended(text)
    if not any(each.search(plain) for each in (_LEAVING, _LEAVING_PAPER, _MOVED_AWAY)):
        return None
    behind = [
        found for found in _ON_CHARGED.finditer(plain) if not _LEFT_BEFORE.search(plain[: found.start("day")])
    ]
    for matches in (list(_CHARGED_ON.finditer(plain)), behind):
        days = [day for each in matches if (day := _rough(each["day"], today)) and day.end <= today]
        if days:
            return min(days, key=lambda day: day.start)
    return None


def _lasting(clause: str, today: date) -> Day | None:
    """For how long, beside words of trouble."""
    if _TROUBLE.search(clause) is None or _SILENCE.search(clause):
        return None
    duration, bare = _DURATION.search(clause), _BARE_SPAN.search(clause)
    day = _rough(duration[0], today) if duration else None
    return day or (_rough(f"for {bare['span']}", today) if bare else None)


def tells_leaving(text: str) -> bool:
    """Whether they name the day on which they left the provider: "30 September (day I left)"."""
    words = text.replace("’", "'")
    return any(each.search(words) for each in (_LEAVING, _LEAVING_PAPER, _MOVED_AWAY))


def befell_them(text: str) -> bool:
    """Whether what befell them is told, and not that they told the provider: "he was rude on 19 November"."""
    parts = clauses(_mended(text))
    return any(_BEFALLS.search(part) for part in parts) and not any(told_in(part) for part in parts)


def _mended(text: str) -> str:
    """Months and days as they are usually spelt; a bracket ends what stands before it."""
    plain = re.sub(r"[()]", ", ", text.replace("’", "'"))
    return in_usual_spelling(plain.lower())


_A_DAY_OF_IT = re.compile(rf"\b(?:{PLAIN_WEEKDAY}|weeks?|days?|weekend)\b", re.IGNORECASE)


def _on_that_day(befell: re.Match[str], today: date) -> Day | None:
    """ "On Monday", said on a Monday, may be either of two; "the first Monday in October" is no whole month."""
    day = _rough(befell["day"], today)
    if day is None or (day.end >= today and _A_DAY_OF_IT.search(befell["day"])):
        return None
    return day if day.exact or not _A_DAY_OF_IT.search(befell[0]) else None


def _close(words: str, today: date) -> Day | None:
    """A day, or a part of a month in plain words: "since late August", "early October"."""
    day = read_date(words, today)
    return day if isinstance(day, Day) and is_told_closely(words, day) and day.end < today else None


def _rough(words: str, today: date) -> Day | None:
    """A day, or some weeks: "for about five weeks"."""
    # The cue stays with the date: "since Monday", said on a Monday, is last week's.
    day = read_date(words, today)
    return day if isinstance(day, Day) and day.end - day.start < _LONGEST_ROUGH else None
