"""What makes it easier for the customer: large print, Braille, relay, easy words, another language, a helper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.adjustments import Adjustment
from bot.decisions.questions import UNKNOWN, Question
from bot.readers.heard import Reading, Taken
from bot.readers.message import DONT_KNOW, Message, plain
from bot.readers.theirs import is_courtesy, is_for_us, statements

NEEDS, NEEDS_WORDS = "needs", "needs_words"
OTHER = "other"
"""Not one of ``Adjustment``: their own words say what it is."""
LARGE_PRINT, BRAILLE, RELAY, EASY, LANGUAGE, HELPER = (
    each.value
    for each in (
        Adjustment.LARGE_PRINT,
        Adjustment.BRAILLE,
        Adjustment.RELAY,
        Adjustment.EASY_WORDS,
        Adjustment.LANGUAGE,
        Adjustment.HELPER,
    )
)
CODES = (*(each.value for each in Adjustment), OTHER)
_LONGEST = 300
_NEED_WORDS = frozenset({LANGUAGE, HELPER, OTHER})
"""Codes that do not say enough by themselves: the customer's words stay with them."""

_I_AM = r"\b(?:i'?m|i am|am|we'?re|we are|as i'?m)(?: (?!going|not|turning|driven)\w+){0,2}? "
_TONGUE = r"(?:welsh|cymraeg|polish|urdu|punjabi|bengali|gujarati|arabic|romanian|portuguese|spanish|french|italian|turkish|somali|chinese|mandarin|cantonese|hindi|tamil|ukrainian|russian|german|greek|farsi|persian|kurdish|lithuanian|bulgarian|hungarian|gaelic)"
_BIG = r"\b(?:large|larger|big|bigger|giant) (?:print|type|font|text|letters|writing)\b"
_BSL = r"\bbsl\b|\b(?:british )?sign language\b"
_RELAY = r"\b(?:text relay|relay ?uk|relay (?:service|operator|call)|(?:via|through|by|use|using) relay|next generation text|ngt|minicom|text ?phone|typetalk)\b"
_EASY = r"\beasy (?:read|words?|english|to read)\b|\b(?:plain|simple|simpler|easier) (?:words?|english|language)\b|\bshort words\b"
_LANGUAGE = rf"\b(?:interpreter|translat(?:or|ion|ed))\b(?<!sign language interpreter)|\b(?:in|speak|write|only speak|prefer) {_TONGUE}\b|\benglish (?:is not|isn'?t) my (?:first|mother|native|main)\b|\b(?:don'?t|do not|can'?t) (?:speak|read|write|understand) (?:much |good |any |very )?english\b|\b(?:little|poor|bad|no) english\b|\bmy english (?:is not|isn'?t|is) (?:\w+ )?(?:good|poor|bad|great|limited)\b"
_HELPER = r"\b(?:my|a|an) (?:\w+ )?(?:daughter|son|wife|husband|partner|mum|mother|dad|father|sister|brother|friend|neighbour|carer|helper|support worker|social worker|advocate|key worker)\b[^.;?!]{0,15}\b(?:helps?|helping|will help|speaks? for|deals? with|does|do|reads?|will read|writes?|handles?)\b|\b(?:some(?:one|body)|an? (?:helper|advocate|carer)) to help\b|\bhelp(?:ed)? by my\b|\bsome(?:one|body) to (?:speak|talk|read|write|do it) (?:it |them )?for me\b"
_DEAF = rf"{_I_AM}(?:deaf|hard of hearing|hearing impaired|hearing-impaired)\b|\bi (?:can'?t|cannot|don'?t|do not) hear\b(?! (?:back|from|anything|him|her|them|you|myself))|\bhearing (?:loss|impairment|aids?)\b|\bmy hearing(?:'s| is) (?:\w+ )?(?:bad|poor|gone|going|not)\b"

_ASKED = {
    LARGE_PRINT: _BIG,
    BRAILLE: r"\bbrail?le\b",
    RELAY: rf"{_RELAY}|\brelay\b|{_BSL}",
    EASY: rf"{_EASY}|\bdyslexi\w+|\blearning (?:disabilit\w+|difficult\w+)",
    LANGUAGE: rf"{_LANGUAGE}|^\W*(?:in )?{_TONGUE}(?: please)?\W*$",
    HELPER: rf"{_HELPER}|^\W*(?:an? |my )?(?:helper|carer|advocate)\W*$",
}
_MORE_THAN_THE_CODE = re.compile(f"{_BSL}|{_DEAF}|{_I_AM}blind|\\bdyslexi|\\blearning ")
_SOME_NEED = re.compile(
    r"\b(?:need|needs|can'?t|cannot|struggle|difficult\w*|hard (?:to|for)|prefer|only|because|help|disab\w+|anxi\w+|autis\w+|adhd|stroke|sight|sighted|blind|vision|audio|eyes?|wheelchair|memory|dementia|slowly|slow|louder|stammer|stutter|housebound|yellow paper|cd|tremor|arthritis|ms|parkinson\w*|confused|forget\w*|mental|pregnan\w*|coloured paper|more time|don't (?:phone|ring|call|write|email|text))\b"
)
_NOTHING = frozenset({"no", "none", "nope", "nah", "naw", "nothing", "not", "don't", "fine", "manage"})
_AROUND_NOTHING = _NOTHING | frozenset(
    {
        "really", "needed", "for", "me", "at", "all", "applicable", "thanks", "thank", "you", "i'm", "i", "ok",
        "okay", "good", "right", "alright", "need", "needs", "have", "any", "anything", "special", "like", "that",
        "of", "these", "those", "them", "that's", "can", "much", "very", "sorry",
        "requirements", "know", "aware",
    }
)  # fmt: skip
_NOT_FINE = re.compile(r"\bnot (?:fine|ok|okay|good|right|alright)\b")
_SKIPPED = re.compile(r"^\W*(?:skip\b.*|pass|next|not now|(?:rather|prefer) not(?: to)?(?: say)?)\W*$")
_STARTS_NO = re.compile(r"^\W*(?:no|nope)\b")


def read_needs(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The codes of what they need, with their words where a code does not say enough; an empty list for nothing."""
    chosen = (message.choice or "").split(",")
    if set(chosen) <= set(CODES):  # on a form several with commas, and the customer's own words beside them
        beside = message.text.strip()[:_LONGEST]
        return Taken({NEEDS: chosen, NEEDS_WORDS: beside} if beside else {NEEDS: chosen})
    if message.choice == "none":
        return Taken({NEEDS: []})
    said = re.sub(r"\s+", " ", statements(message.text)).strip()
    words = plain(said)
    if message.choice == UNKNOWN or _SKIPPED.search(words) or re.fullmatch(r"\W*(?:i )?don't know\W*", words):
        return Taken({NEEDS: UNKNOWN})
    if not words:
        return None
    if _is_nothing(words):
        return Taken({NEEDS: []})
    if is_courtesy(said) or is_for_us(said):
        return None
    codes = _codes(words)
    if codes:
        return Taken(_values(codes, said))
    if DONT_KNOW.search(words):
        return Taken({NEEDS: UNKNOWN})
    if (shape := format_needed(said)) is not None:
        return Taken({NEEDS: [OTHER], NEEDS_WORDS: shape})
    if _SOME_NEED.search(words) and not _STARTS_NO.search(words) and len(said) <= _LONGEST:
        return Taken({NEEDS: [OTHER], NEEDS_WORDS: said})
    return None


def _is_nothing(words: str) -> bool:
    """Word by word: a pattern for it would try every split of a long message."""
    said = re.findall(r"[a-z']+", words)
    if not said or re.search(r"\d", words) or _NOT_FINE.search(words):
        return False
    if re.match(r"\W*(?:n/?a\b(?: thanks)?|all good\b(?: thanks)?)\W*$", words) or said in (
        ["i'm", "ok"],
        ["i'm", "good"],
        ["i'm", "okay"],
    ):
        return True
    return _AROUND_NOTHING.issuperset(said) and not _NOTHING.isdisjoint(said)


_NEGATED = re.compile(
    r"(?:\b(?:not|no|without)\b|n't\b)(?: (?:need|want|use|any|have|in|the|a|require|read|know|understand|speak)){0,3} (?:large print|big print|brail?le|relay|bsl|easy read|interpreter|translator|sign language|deaf|blind|text relay)\b"
)


def _codes(words: str) -> list[str]:
    wanted = _NEGATED.sub(" ", words)
    codes = [code for code, pattern in _ASKED.items() if re.search(pattern, wanted)]
    sight = rf"{_I_AM}(?:\w+ )?(?:blind|partially sighted|visually impaired)\b"
    # What somebody is does not say what they use: their own words are kept.
    if not codes and re.search(rf"{sight}|{_DEAF}|^\W*(?:deaf|hard of hearing)\W*$", wanted):
        codes = [OTHER]
    return codes


def _values(codes: list[str], said: str) -> dict[str, Any]:
    more = _NEED_WORDS & set(codes) or _MORE_THAN_THE_CODE.search(plain(said))
    return {NEEDS: codes, NEEDS_WORDS: said[:_LONGEST].rstrip()} if more else {NEEDS: codes}


_WISH = r"(?:\b(?:please|i need|i'?d (?:like|need|prefer)|i would (?:like|need|prefer)|i want|i use|i read|i require|i prefer|i can only read|i only read|i'?ll need|(?:can|could) (?:i|you|u|we|ye)|have it|get it)\b|^\W*(?:send|reply|write)\b)[^.;?!]{0,40}"
_FOUND = {
    LARGE_PRINT: rf"{_WISH}{_BIG}|{_BIG},? please\b",
    BRAILLE: rf"{_WISH}\bbrail?le\b|\bbrail?le (?:please|copy|letters?|reader|user)\b",
    RELAY: rf"{_RELAY}|(?:{_WISH}|^\W*)(?:{_BSL})",
    EASY: rf"{_WISH}(?:{_EASY})|(?:{_EASY}),? please\b|{_I_AM}(?:\w+ )?dyslexic\b|\bi have (?:\w+ )?(?:dyslexia|a learning (?:disability|difficulty))\b",
    LANGUAGE: rf"\b(?:i|we)(?:'ll| will|'d| would)? (?:need|like|want|require) (?:an? )?(?:\w+ )?(?:interpreter|translator)\b(?<!sign language interpreter)|\benglish (?:is not|isn'?t) my (?:first|mother|native|main)\b|\bi (?:don'?t|do not|can'?t) (?:speak|read|write) (?:much |good |any |very )?english\b|\b(?:please|i'?d like|i would like|i need|i want)\b[^.;?!]{{0,30}}\bin {_TONGUE}\b|\bi only speak {_TONGUE}\b|\bmy english (?:is not|isn'?t|is) (?:\w+ )?(?:good|poor|bad|great|limited)\b",
    HELPER: r"\bmy (?:\w+ )?(?:daughter|son|wife|husband|partner|carer|helper|support worker|social worker|advocate|friend|neighbour)\b (?:is helping me|helps me|will help me|speaks for me|reads? (?:it|them|things|letters|my letters) (?:to|for) me)\b",
}
_BLIND = re.compile(
    rf"{_I_AM}(?:blind|partially sighted|visually impaired)\b(?! (?:to|with rage))"
    rf"|{_I_AM}(?:deaf|hard of hearing|hearing impaired)\b(?! (?:to|ears))"
    r"|\bi (?:can'?t|cannot|don'?t) hear (?:well|properly|on the phone)\b"
)
_FORMAT = (
    r"(?:(?:plain|simple)[- ]text(?! (?:editor|message))|plain e-?mails?|word (?:files?|documents?|version|format)|accessible (?:pdf|format|version|bills?|files?)"
    r"|audio(?: (?:cd|copy|version|file|format))?|(?:in|as) (?:an? )?(?:e-?mail|plain text|text|word|html|audio)\b(?= (?:instead|not|rather))|e-?mails? (?:instead of|rather than|not) (?:pictures?|images?|pdfs?|scans?|letters?|paper)"
    r"|screen[- ]reader[- ](?:friendly|readable|ready)|(?:that|which) (?:my|a) screen[- ]reader can read)"
)
_A_FORMAT = re.compile(rf"\b{_FORMAT}", re.IGNORECASE)
_WANTS_FORMAT = re.compile(
    rf"(?:\b(?:need|want|prefer|require|like|please|pls|send|only read|only use|write|reply|have|get|add|note|note it)\b[^.?!\n]{{0,40}}?|(?:^\W?|[.,;!] )(?:an? |in |as |by )*)\b{_FORMAT}"
    rf"|\b{_FORMAT}[^.?!\n]{{0,40}}\b(?:please|pls|easier|would help|would be better|is what|for me)\b",
    re.IGNORECASE,
)
"""A bill or a reply in another shape than it comes in: no code of ours says that, their words do."""
_AGREES = re.compile(
    r"^\W*(?:(?:yes|yeah|ok(?:ay)?|sure|please|of course|you (?:may|can)|(?:please )?(?:note|keep) (?:it|that|why))\b\W*)+",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"^\W*(?:(?:please|can you|could you|also|and|just)\W+)*(?:(?:add|note|put down|write down|put|mention|say)\s+)(?:that |in |also |down )*",
    re.IGNORECASE,
)


def format_needed(text: str) -> str | None:
    """In their own words, without the yes or the "add that" in front: in which shape they can read what is sent; ``None``
    where it is not said, or asked."""
    said = re.sub(r"\s+", " ", text.replace("’", "'")).strip()
    if said.endswith("?") or _WANTS_FORMAT.search(said) is None:
        return None
    told = _ADDS.sub("", _AGREES.sub("", said)).strip() or said
    parts = re.split(r",? and (?=i (?:want|would like|'d like)\b)", told, flags=re.IGNORECASE)
    return next((each for each in parts if _A_FORMAT.search(each)), told)[:_LONGEST].strip(" ,;")


def find_needs(text: str) -> dict[str, Any]:
    """Needs told in a story: what they ask for, or what they say of themselves; empty without clear words."""
    codes: list[str] = []
    told: list[str] = []
    for sentence in re.split(r"(?<=[.?!;\n])\s+", re.sub(r"[ \t]+", " ", text).strip()):
        words = _NEGATED.sub(" ", plain(sentence))
        if sentence.rstrip().endswith("?") and not re.match(
            r"\W*(?:please|(?:can|could) (?:you|i))\b", words
        ):
            continue
        found = [code for code, pattern in _FOUND.items() if re.search(pattern, words)]
        shape = format_needed(sentence)
        if not found and shape is not None:
            codes += [OTHER] if OTHER not in codes else []
            told.append(shape)
            continue
        if not found and _BLIND.search(words):
            found = [OTHER]
        if found:
            codes += [code for code in found if code not in codes]
            told.append(sentence.strip())
    return _values(codes, " ".join(told)) if codes else {}


def needs_beside(answers: Mapping[str, Any], found: Mapping[str, Any]) -> dict[Question | str, Any]:
    """``found`` with the needs that were told before: none takes the place of another."""
    if not found:
        return {}
    before = answers.get(NEEDS)
    codes = [*before] if isinstance(before, list) else []
    words = str(answers.get(NEEDS_WORDS) or "")
    new = str(found.get(NEEDS_WORDS) or "")
    told = [each for each in (words, "" if new and new in words else new) if each]
    joined = {NEEDS: [*codes, *(code for code in found[NEEDS] if code not in codes)]}
    return {**joined, NEEDS_WORDS: ". ".join(told)[:_LONGEST]} if told else {**joined}
