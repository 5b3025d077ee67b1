"""Dates said from today: "yesterday", "3 weeks ago", "last Friday". Words come from ``dates.plain_words``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.readers.days import COUNT, COUNTS, UNIT, WEEKDAY, WEEKDAYS, Day, Unreadable, back, back_by, month_of


def _number(written: str) -> float:
    return COUNTS[written] if written in COUNTS else float(written)


_TWO_COUNTS = COUNT.replace("count", "first") + r"(?: ?[-–/] ?| to | or )" + COUNT.replace("count", "second")
_FILLER = r"(?: or so| whole| full| of| bloody)*"


def rough_ago(words: str, today: date) -> Day | Unreadable | None:
    """2-3 weeks ago: the range from three weeks back to two."""
    match = re.search(rf"(?<![\d.]){_TWO_COUNTS} {UNIT}\b", words)
    if not match:
        return None
    late = back_by(today, _number(match["first"]), match["unit"])
    early = back_by(today, _number(match["second"]), match["unit"])
    if isinstance(late, Day) and isinstance(early, Day):
        return Day(min(early.start, late.start), max(early.end, late.end))
    return Unreadable.IMPOSSIBLE


def plain_ago(words: str, today: date) -> Day | Unreadable | None:
    """Three weeks ago, 2 weeks and 3 days ago."""
    both = re.search(rf"\b{COUNT} weeks? and {COUNT.replace('count', 'days')} days? ago\b", words)
    if both:
        return back_by(today, 7 * _number(both["count"]) + _number(both["days"]), "day")
    match = re.search(rf"(?<![\d.]){COUNT}{_FILLER} {UNIT}{_FILLER} (?:ago|back)\b", words)
    return _counted_back(match, today)


def lasting(words: str, today: date) -> Day | Unreadable | None:
    """For nine days, been about 2 months, 7 weeks now; and a bare "9 days" at the end."""
    softly = r"(?: (?:the|last|past|about|over|nearly|almost|more than|at least))*"
    match = re.search(rf"\bfor{softly} {COUNT}(?: of)? {UNIT}\b", words)
    match = match or re.search(rf"\b(?:been|waited|waiting){softly} {COUNT} {UNIT}\b", words)
    match = match or re.search(
        rf"(?<![\d.])(?<!out of )\b{COUNT}{_FILLER} {UNIT}\b(?=(?: \w+){{0,2}} (?:ago|now)\b|\W*$)", words
    )
    return _counted_back(match, today)


def _counted_back(match: re.Match[str] | None, today: date) -> Day | Unreadable | None:
    if match is None:
        return None
    if match["count"] == "few":
        return _between(today, _A_FEW, match["unit"])
    if _ROUGHLY.search(match.string[: match.start("count")]) and match["unit"] != "day":
        count = _number(match["count"])
        return _between(today, (max(count - 1, 0), count + 1), match["unit"])
    return back_by(today, _number(match["count"]), match["unit"])


_A_FEW = (2, 5)
_ROUGHLY = re.compile(r"\b(?:about|around|roughly|approximately|approx|maybe|nearly|almost|some)\b\W*$")


def _between(today: date, counts: tuple[float, float], unit: str) -> Day | Unreadable:
    """For "a few weeks ago", which is no day: from the most to the least that it can mean."""
    late, early = back_by(today, counts[0], unit), back_by(today, counts[1], unit)
    if isinstance(late, Day) and isinstance(early, Day):
        return Day(early.start, late.end)
    return Unreadable.IMPOSSIBLE


_NAMED_TODAY = r"\b(?:today|tonight|this (?:morning|afternoon|evening)|just now|an? (?:hour|minute)s? ago|hours ago)\b|^right now$"


def relative_day(words: str, today: date) -> Day | Unreadable | None:
    """Yesterday, this morning, at the weekend, last week."""
    counted = re.search(rf"\b{COUNT} days? before yesterday\b", words)
    if counted:
        return back_by(today, _number(counted["count"]) + 1, "day")
    if re.search(r"\bday before yesterday\b", words):
        return back(today, 2)
    if re.search(r"\b(yesterday|last night|yday)\b", words):
        return back(today, 1)
    if re.search(_NAMED_TODAY, words):
        return back(today, 0)
    if re.search(r"\bweekend\b", words):
        saturday = today - timedelta(days=(today.weekday() - 5) % 7 or 7)
        if "weekend before last" in words:
            saturday -= timedelta(days=7)
        return Day(saturday, saturday + timedelta(days=1))
    if re.search(r"\bfortnight\b", words):
        return back(today, 14)
    return None


def week_or_month(words: str, today: date) -> Day | Unreadable | None:
    """This week, last week, the past month."""
    monday = today - timedelta(days=today.weekday())
    if re.search(r"\b(?:for|over) (?:the )?(?:last|past) week\b", words):
        return back(today, 7)
    if re.search(r"\bpast week\b", words):
        return Day(today - timedelta(days=7), today)
    if re.search(r"\bweek before last\b", words):
        return Day(monday - timedelta(days=14), monday - timedelta(days=8))
    if re.search(r"\blast week\b", words):
        return Day(monday - timedelta(days=7), monday - timedelta(days=1))
    if re.search(r"\bthis week\b", words):
        return Day(monday, today)
    if re.search(r"\b(?:for|over) (?:the )?(?:last|past) month\b|\bpast month\b", words):
        return back_by(today, 1, "month")
    if re.search(r"\b(?:back|tail)? ?end of last month\b", words):
        last = today.replace(day=1) - timedelta(days=1)
        return Day(last.replace(day=21), last)
    if re.search(r"\b(?:start|beginning) of (?:this|the) month\b", words):
        return Day(today.replace(day=1), min(today, today.replace(day=10)))
    if re.search(r"\blast month\b", words):
        last = today.replace(day=1) - timedelta(days=1)
        return month_of(last.year, last.month)
    return Day(today.replace(day=1), today) if re.search(r"\bthis month\b", words) else None


_WORDS_TOO = re.compile(r"\b(?:sat|sun|wed)\b")
_CUED = re.compile(
    r"(?:\b(?:on|last|since|this|from|until)(?: the)? |^)(?:sat|sun|wed)(?= \d|\b(?! (?:is|was|on|in|to|here|there|through)\b))"
)
_NOT_THAT_DAY = re.compile(
    rf"\b(?:good|black|easter|bank holiday|ash|shrove|maundy|cyber|pancake) {WEEKDAY}\b"
)


def weekday(words: str, today: date) -> Day | Unreadable | None:
    """Last Friday, Wednesday last week, since Monday. "Sat" and "sun" are words too: only after a cue or alone."""
    if _WORDS_TOO.search(words) and not (
        _CUED.search(words) or re.fullmatch(r"\W*(?:sat|sun|wed)\W*", words)
    ):
        words = _WORDS_TOO.sub(" ", words)
    words = _NOT_THAT_DAY.sub(" ", words)
    match = re.search(rf"\b{WEEKDAY}\b", words)
    if not match:
        return None
    wanted = next(i for i, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"][:3]))
    days = (today.weekday() - wanted) % 7
    if re.search(rf"\b{WEEKDAY} (?:of )?last week\b", words):
        return back(today, today.weekday() + 7 - wanted)
    if re.search(
        rf"\b{WEEKDAY} before last\b|\ba week last {WEEKDAY}\b".replace("(?P<weekday>", "(?:"), words
    ):
        return back(today, (days or 7) + 7)
    if days == 0 and not re.search(r"\bthis\b", words):
        days = 7 if re.search(r"\b(last|since|gone)\b", words) else 0
    return back(today, days)
