"""What somebody needs, told in any message in clear words: "I'm deaf, so don't ring", "I type slowly, bear with me".

What they have is not read from here: ``says_why`` only tells whether a reason of health stands beside it, so that they can
be asked whether it may be kept.
"""

from __future__ import annotations

import re
from typing import Final

from bot.decisions.adjustments import Adjustment, in_order
from bot.readers.message import plain

_I_AM = r"\b(?:i'?m|i am|im|we'?re|we are|am|being|born)(?: (?!not\b|going\b)\w+){0,2}? "
_DEAF = rf"{_I_AM}(?:deaf|hard of hearing|hearing[- ]impaired)\b(?! to\b| ears\b)|^\W*(?:profoundly )?deaf\b(?! to\b| ears\b)"
_WISH = (
    r"(?:\b(?:please|pls|plz|i need|i'?d (?:like|need|prefer)|i would (?:like|need|prefer)|i want|i use|i read|i require|"
    r"i prefer|i(?: can)? only read|i'?ll need|(?:can|could|may) (?:i|you|u|we)|have (?:it|things|letters)|get it|"
    r"i need (?:it|things|everything|letters))\b|^\W*(?:send|reply|write)\b)[^.;?!\n]{0,40}"
)
_BIG = r"\b(?:large|larger|big|bigger|giant) (?:print|type|font|text|letters|writing)\b"
_SIGN = r"(?:\bbsl\b|\b(?:british )?sign language\b)"
_PLAIN = r"\b(?:easy (?:read|words?|english|to read)|(?:plain|simple|simpler|easier|short) (?:words?|english|language|sentences))\b"
_CALL = r"(?:tele)?(?:phone|ring|call)(?:ing)?"
_WRITE = r"(?:e-?mail|write to|text|message)"
_WRITTEN = r"(?:e-?mail|letter|post|text|writing|chat)"
_BY = r"(?:by|in|via|through|on)"
_HELP = (
    r"(?:daughter|son|wife|husband|partner|mum|mother|dad|father|sister|brother|friend|neighbour|carer|support worker|"
    r"social worker|advocate|key worker|niece|nephew|grandson|granddaughter)"
)
_FAULT: Final = re.compile(
    r"\b(?:line|internet|broadband|it|phone|service|signal)(?:'s| is| has been| was| keeps?)? (?:\w+ )?"
    r"(?:dead|down|broken|not working|off|faulty|gone|crackl\w+|cutting)\b|\b(?:no|without a?) (?:dial ?tone|signal|service)\b"
)
"""Where "I can't use the phone" is what went wrong."""

_SIGNS: Final[dict[Adjustment, re.Pattern[str]]] = {
    Adjustment.IN_WRITING: re.compile(
        rf"{_DEAF}|\bi (?:can'?t|cannot|can not|don'?t|do not) hear (?:\w+ )?(?:well|properly|on (?:the |a )?(?:tele)?phone|phone calls)\b"
        rf"|(?<!you )(?<!they )(?<!he )(?<!she )(?<!we )\b(?:do not|don'?t|dont|never|please not|rather not|must not|not to|"
        rf"rather you didn'?t|rather you did not)(?: (?:ever|please|try|just|to|and)){{0,2}} {_CALL} (?:me|us)\b(?! back| (?:a )?(?:liar|names|stupid))"
        r"|\bno (?:tele)?(?:phone )?calls?,? (?:please|thanks?|thank you|for me)\b|\bplease,? no (?:tele)?(?:phone )?calls?\b"
        rf"|\b(?:only|just) (?:contact|reach|answer|reply to|{_WRITE}|talk to|deal with) (?:to |with )?(?:me|us) {_BY} {_WRITTEN}\b"
        rf"|\b(?:contact|reach|answer|reply to|reply|deal with)(?: (?:me|us))? (?:only |just )?{_BY} {_WRITTEN}(?: or {_WRITTEN})? only\b"
        rf"|\b(?:contact|reach|reply to|deal with|keep) (?:me|us|it) (?:only|just) {_BY} {_WRITTEN}\b|\b(?:keep|do) (?:it|this|everything) in writing\b"
        rf"|(?:^|[,.;] ?)(?:{_BY} )?(?:e-?mail|letter|writing|text)s? only(?:,? please)?\W*$|^\W*only {_BY} (?:e-?mail|letter|writing|text)\W*$|\bin writing only\b|\b(?:e-?mails?|texts?|letters?|writing) only\b[^.?!]{{0,12}}\b(?:no|not) (?:by )?(?:tele)?phone\b|\b(?:no|not by) (?:tele)?phone(?: calls?)?\W{{1,3}}(?:e-?mail|text|letter|writing)s? only\b|\bonly in writing\b"
        rf"|\bi (?:can'?t|cannot|can not|don'?t|do not|struggle to|find it hard to|hate having to) (?:use|talk on|speak on|do|cope with|manage|handle|deal with) (?:the |a |on the |phone |tele)?(?:phone(?: calls)?|telephones?|calls)\b"
        r"|\b(?:phone|telephone) ?calls (?:make me|are (?:too )?(?:hard|difficult|impossible|stressful)|(?:give|cause) me|scare me|terrify me|set off)\b"
        r"|\bi find (?:phone|telephone|phone ?calls|calls|the phone|talking on the phone) (?:\w+ )?(?:hard|difficult|stressful|impossible|scary)\b"
        rf"|\b{_WRITE} (?:to )?me (?:instead of|rather than|and not|not) {_CALL}\b"
        r"|(?:^|[,.;] ?)(?:(?:please|i said|just|and|so) )*(?:stop|no more|quit|cease|stop with)(?: (?:all|the|your|these|any|making))* (?:(?:tele)?phone ?calls?|calls?|calling|ringing|phoning)(?: (?:me|us))?(?: (?:please|now))*(?=\W*(?:$|[,.;]|and\b|write\b|use\b|e-?mail\b|text\b))"
        rf"|(?:^|[,.;] ?)(?:just |only |please )*(?:write|writing|letters|texts|e-?mails) only\b|(?:^|[,.;] ?)(?:no|not by) (?:tele)?(?:phone ?)?(?:calls?|ringing|phoning)\b[^.?!]{{0,15}}\b(?:{_WRITE}|{_WRITTEN})\b"
    ),
    Adjustment.BY_PHONE: re.compile(
        rf"\b(?:only|just) {_BY} (?:tele)?phone\b|\b(?:tele)?phone only\b|\b(?:only|just) {_CALL} me\b(?! (?:if|when|once|back))"
        rf"|\b{_CALL} me,? (?:please,? )?(?:and )?(?:don'?t|do not|not|never|instead of|rather than) (?:please )?(?:write|writing|e-?mail\w*|text\w*|send\w*)\b"
        rf"|(?<!you )(?<!they )\b(?:don'?t|do not|never) (?:send me (?:e-?mails?|letters?|texts?)|e-?mail me|write to me|text me)\b(?! (?:again|any ?more|until|till))"
        r"|\bi (?:can'?t|cannot|can not|never learn(?:ed|t) to) (?:read (?:or|and|nor) write|read (?:very )?well|read letters|read e-?mails|read or|read at all)\b"
        r"|\bi (?:can'?t|cannot|don'?t|do not|can not) (?:use|do|have|understand) (?:e-?mails?|computers?|an e-?mail(?: address)?|a computer|online)\b"
        r"|\bi(?:'d| would) (?:rather|prefer) (?:you )?(?:rang|called|phoned|ring|call|phone|be (?:rung|called|phoned))(?: me)?\b(?! the\b| off\b| ombuds)"
    ),
    Adjustment.BSL: re.compile(
        rf"(?:{_WISH}|^\W*){_SIGN}|{_SIGN} (?:interpreter|user|signer|video|relay|please)\b(?!'s)|\b(?:first|main|own|only) language is {_SIGN}|\bi (?:sign|speak|use|communicate (?:in|with|by)) {_SIGN}"
    ),
    Adjustment.RELAY: re.compile(
        r"\b(?:text relay|relay ?uk|next generation text|ngt relay|minicom|text ?phone|typetalk)\b"
        r"|\b(?:i|we) (?:\w+ )?(?:use|call|ring|phone|need|speak)(?: you)?(?: (?:via|through|by|with|the))? (?:the )?relay\b(?! (?:box|switch|race|team))"
        r"|\b(?:via|through|by|using) (?:the )?relay(?: service| operator)?\b(?! (?:box|switch|race))"
    ),
    Adjustment.LANGUAGE: re.compile(
        r"\b(?:i|we|she|he|my (?:mum|mother|dad|father|wife|husband))(?:'ll| will|'d| would)? (?:needs?|like|wants?|requires?|have) (?:to have )?(?:an? )?(?:\w+ )?(?:interpreter|translator)\b(?<!sign language interpreter)(?<!bsl interpreter)"
        r"|\b(?:can|could|may) (?:i|you|we) (?:have|get|use|find|bring)(?: me)? (?:an? )?(?:\w+ )?(?:interpreter|translator)\b(?<!sign language interpreter)(?<!bsl interpreter)"
        r"|\benglish (?:is not|isn'?t|no) my (?:first|mother|native|main)\b|\bmy english (?:is )?(?:(?:is not|isn'?t|not) (?:\w+ )?(?:good|great|perfect)|(?:very )?(?:poor|bad|limited|no good))\b"
        r"|\bi (?:don'?t|do not|can'?t|no) (?:speak|read|write|understand) (?:much |good |any |very |well )?english\b|\bi (?:speak|have) (?:only )?(?:little|bad|no) english\b"
    ),
    Adjustment.HELPER: re.compile(
        rf"\b(?:my|a) (?:\w+ )?{_HELP} (?:is helping me|helps me|will help me|(?:always |usually )?(?:speaks?|talks?|answers?|does the talking|writes?|rings?|phones?) (?:to you |to people |it |things )?(?:for me|on my behalf)|(?:will|can|is going to|has to|must) (?:speak|talk|answer|write|ring|deal|do)\b[^.;?!\n]{{0,25}}(?:for me|on my behalf|with (?:this|it) for me)|reads? (?:it|them|things|letters|my letters|this) (?:to|for) me)\b"
        rf"|\b(?:talk|speak|write) to my (?:\w+ )?{_HELP} (?:instead(?: of me)?|for me|about (?:it|this) instead)\b"
        rf"|\b(?:can|could|may) my (?:\w+ )?{_HELP} (?:speak|talk|answer|deal|write|do)\b[^.;?!\n]{{0,25}}(?:for me|on my behalf)"
        r"|\b(?:need|want|would like|'d like|have) some(?:one|body)(?: else)? to (?:speak|talk|read|write|deal|answer|do it)\b[^.;?!\n]{0,20}for me\b|\bi have an advocate\b"
    ),
    Adjustment.MORE_TIME: re.compile(
        r"\b(?:i|we)(?:'ll| will|'d| would)? (?:just )?need (?:a (?:bit|little|lot)(?: of)? )?(?:more|extra|some|longer|plenty of) time\b(?! to (?:pay|settle|find the money))(?! off)"
        r"|\b(?:please |can you |could you )(?:do not|don'?t|not) (?:rush|hurry) me\b|^\W*(?:do not|don'?t) (?:rush|hurry) me\b"
        r"|\bi (?:type|read|write|answer|process things|think|talk|speak|process) (?:very |really |quite |so |a bit |rather )?slow(?:ly)?\b"
        r"|\bi(?:'m| am) (?:very |really |quite |so |a bit |rather )?(?:a )?slow (?:at (?:typing|reading|writing|this)|typ(?:er|ist)|read(?:er|ing)|with (?:typing|words|this))\b"
        r"|\b(?:it )?takes me (?:a (?:while|long time|bit|lot)|longer|ages|much longer|time|forever|a bit longer) to (?:type|read|answer|understand|write|process|reply|think|get (?:the |my )?words)\b"
        r"|\b(?:please )?(?:give me|let me have|allow me) (?:a bit |a little |some )?(?:more |extra )?time to (?:answer|type|read|think|reply|write|understand|process)\b"
        r"|\b(?:be patient|bear) with me\b[^.?!\n]{0,40}\b(?:slow|typing|type|read|stroke|hands?|dyslexi\w*|words)\b|\bplease (?:slow down|go slow(?:ly)?|take it slow(?:ly)?)\b"
    ),
    Adjustment.LARGE_PRINT: re.compile(rf"{_WISH}{_BIG}|{_BIG},? (?:please|if you can|only)\b|^\W*{_BIG}\W*$"),
    Adjustment.BRAILLE: re.compile(rf"{_WISH}\bbrail?le\b|\bbrail?le (?:please|copy|user|reader|only)\b|^\W*brail?le\W*$"),
    Adjustment.EASY_WORDS: re.compile(
        rf"{_WISH}{_PLAIN}|{_PLAIN},? please\b|\b(?:use|write in|speak in|explain in) {_PLAIN}|{_I_AM}(?:\w+ )?dyslexic\b"
        r"|\bi have (?:\w+ )?(?:dyslexia|a learning (?:disability|difficulty)|learning (?:disabilities|difficulties))\b"
        r"|\bi find (?:long words|reading|big words|letters) (?:\w+ )?(?:hard|difficult)\b|\bi (?:struggle|have trouble) with (?:reading|long words|big words|letters)\b"
    ),
}  # fmt: skip

_NEGATED: Final = re.compile(
    r"(?:\b(?:not|no|without)\b|n't\b)(?: (?:need|want|use|any|have|in|the|a|an|require|read|know|learn|understand|speak)){0,3} "
    r"(?:large print|big print|brail?le|text relay|relay(?: uk)?|bsl|easy read|interpreter|translator|sign language|deaf|more time|extra time)\b"
)
_A_WISH: Final = re.compile(
    r"\W*(?:please|(?:can|could|may|would|will) (?:you|u|i|we|my)\b|is it (?:ok|possible|alright))"
)
_PUT_BLUNTLY: Final = re.compile(
    r"\b(?:in|put it in|to put it in) (?:plain|simple) (?:english|words|language)\b(?=,? (?:you|your|it|this|that|they))"
)
"""A figure of speech: "in plain English, you robbed me"."""
_OF_OTHERS: Final = re.compile(
    r"\b(?:you|your (?:\w+ )?(?:agent|staff|engineer|man|people|adviser|operator)|he|she|they)(?:'re| are| is|'s| must be| were| was)(?: \w+){0,2}? "
    r"(?:deaf|dyslexic|hard of hearing)\b"
)

_WHY: Final = re.compile(
    rf"{_DEAF}|{_I_AM}(?:(?!not )\w+ )?(?:blind|partially sighted|sight impaired|visually impaired|dyslexic|autistic|disabled|epileptic|housebound|mute|non-?verbal|neurodivergent)\b(?! (?:to|with rage))"
    r"|\b(?:i have|i'?ve (?:got|had)|i had|i suffer from|i live with|because of|due to|after|with) (?:my |a |an |the |severe |bad |recent |\w+ )?(?:dyslexia|autism|adhd|dementia|alzheimer\w*|parkinson\w*|arthritis|ms|m\.s\.|multiple sclerosis|a stroke|stroke|aphasia|anxiety|ptsd|depression|hearing (?:loss|impairment|aids?)|sight loss|cataracts|macular\w*|glaucoma|a stammer|stammer|stutter|tremor|brain injury|cerebral palsy|epilepsy|learning (?:disability|difficulty|disabilities|difficulties)|chemo\w*|cancer|a disability|disability)\b"
    r"|\bmy (?:dyslexia|autism|adhd|dementia|arthritis|ms|anxiety|ptsd|depression|stroke|hearing|eyesight|sight|stammer|disability|condition|illness|parkinson\w*)\b"
)  # fmt: skip


def find_adjustments(text: str) -> tuple[Adjustment, ...]:
    """What they need, in the order of the enumeration; empty without clear words of their own need."""
    found: set[Adjustment] = set()
    for sentence in _sentences(text):
        words = _PUT_BLUNTLY.sub(" ", _NEGATED.sub(" ", plain(sentence)))
        if sentence.rstrip().endswith("?") and not _A_WISH.match(words):
            continue
        if _OF_OTHERS.search(words):
            continue
        here = {each for each, sign in _SIGNS.items() if sign.search(words)}
        if Adjustment.IN_WRITING in here and _FAULT.search(words) and not re.search(_DEAF, words):
            here.discard(Adjustment.IN_WRITING)
        found |= here
    # Who says how they are to be rung, by relay or not at all, has said more than that they do not hear.
    if Adjustment.RELAY in found and not re.search(
        rf"n'?t {_CALL} |\bno (?:phone )?calls\b|\bonly\b", plain(text)
    ):
        found.discard(Adjustment.IN_WRITING)
    return in_order(found)


def says_why(text: str) -> bool:
    """Whether a reason of health is told, of their own: what may be kept only if they say so."""
    return any(
        _WHY.search(words) and not _OF_OTHERS.search(words)
        for words in (_NEGATED.sub(" ", plain(sentence)) for sentence in _sentences(text))
    )


def _sentences(text: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.?!;\n])\s+|\n", text.strip()[:_LONGEST]) if each.strip()]


_LONGEST: Final = 4_000
