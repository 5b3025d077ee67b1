"""Words of time as they are typed on a phone, misspelt, or said in Scots and the North, in their usual spelling."""

from __future__ import annotations

import re

from bot.readers.days import PLAIN_MONTH

_USUAL = {
    "yesterday": r"y[ei]st?[aeu]?r?d(?:ay|y|ey|ya)|yestr?day|yestedray|yesteday|yda?y|yest|yestreen|the streen",
    "tomorrow": r"tom+or+ow|tmrw|tmr|2moro|the morn",
    "monday": r"mondy|monady|mnday",
    "tuesday": r"teusday|tuseday|tusday|tuesdy|tueday|tuesady",
    "wednesday": r"wedn?sday|wensday|wendsday|wedneday|wedensday|wenesday|wedesday|wednesdy|wednsdy|weddensday|wednessday",
    "thursday": r"thrusday|thirsday|thurday|thurdsay|thusday|thursdy|thersday",
    "friday": r"firday|fridy|fryday|fridat",
    "saturday": r"saterday|satruday|setterday|sattiday|satday|saturdy|satuday|sarurday|satarday",
    "sunday": r"sundy|sudnay|suday",
    "april": r"apirl|aprl|apil",
    "july": r"jully|juley",
    "august": r"augst|agust|augest|auguest",
    "weeks": r"wks|weaks",
    "week": r"wk|weak(?= (?:ago|commencing))",
    "months": r"mths|mnths|monts",
    "month": r"mth|mnth|m[ou]+nth(?<!month)|mo[nt]h(?<!month)|(?<=last )moth",
    "years": r"yrs",
    "year": r"yr",
    "hours": r"hrs",
    "minutes": r"mins",
    "weekend": r"w/end|wkend|wknd|weeknd|week end|week-end",
    "fortnight": r"fortnite(?= (?:ago|back|now))|fornight|fort night",
    "this morning": r"this (?:mornin|morn|am)|the mornin",
    "morning": r"mornin|mornign",
    "this afternoon": r"this (?:aft|arvo|avo|afternoon|pm)",
    "tonight": r"tonite|2nite",
    "night": r"nite|nicht",
    "today": r"earlier (?:on )?the day|earlier on today|2day|the day there",
    "christmas": r"xmas|x-mas|crimbo|chrimbo|chrismas|cristmas|christams",
    "bank holiday": r"bank hols?|bank hoilday|b/h",
    "week commencing": r"w/c|wc(?= (?:the )?\d)|week[- ]beginning|week[- ]starting|wk commencing|week comm?encing",
    "week ending": r"w/e(?= (?:the )?\d)|wk ending",
    "before": r"b4",
    "sometime before": r"(?:in )?the (?:run|lead)[- ]?up to",
    "a week ago": r"(?:this time|this day|the same day|same day) last week",
    "about a month ago": r"(?:about |around )?(?:this time|the same time|same time) last month",
    "about a year ago": r"(?:about |around )?(?:this time|the same time|same time) last year",
    "ago": r"agao|aog",
}  # fmt: skip
_PATTERNS = [(re.compile(rf"(?<![\w/])(?:{typed})(?![\w/])"), usual) for usual, typed in _USUAL.items()]

_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", *(f"twenty[- ]?{unit}" for unit in
                   ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")),
    "thirtieth", "thirty[- ]?first",
]  # fmt: skip
_ORDINAL = f"(?:{'|'.join(reversed(_ORDINALS))})"
_NUMBER_IN_WORDS = re.compile(
    rf"\b(?P<before>{_ORDINAL})(?= (?:of )?(?:{PLAIN_MONTH})\b| of (?:last|this) month\b)"
    rf"|\b(?P<month>{PLAIN_MONTH}) the (?P<after>{_ORDINAL})\b"
    rf"|\b(?:on|since|from) the (?P<on>(?!twelfth){_ORDINAL})(?=\W*$| (?:at|and|but|when|i|we|it)\b)"
    rf"|^\W*(?:(?:it was|about|around) )*(?:the )?(?P<alone>(?!first|second|third|twelfth){_ORDINAL})\W*$"
)
"""The ordinal stands by a month, after "on the", or alone; "the twelfth" alone is a feast to some: it is asked."""


def in_usual_spelling(words: str) -> str:
    """``words``, in lower case, with the words of time in their usual spelling and "the sixth of April" in figures."""
    for pattern, usual in _PATTERNS:
        words = pattern.sub(usual, words)
    return _NUMBER_IN_WORDS.sub(_in_figures, words)


def _in_figures(match: re.Match[str]) -> str:
    said = match["before"] or match["after"] or match["on"] or match["alone"]
    number = next(at for at, pattern in enumerate(_ORDINALS, 1) if re.fullmatch(pattern, said))
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
    figures = f"{number}{ending}"
    if match["after"]:
        return f"{match['month']} {figures}"
    return (
        match[0]
        .replace(said, figures if match["before"] or match["on"] else f"the {figures}")
        .replace("the the", "the")
    )
