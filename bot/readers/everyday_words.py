"""Messages of everyday words alone, well spelt or not: a bill, a contract, who was told and did nothing. Misspelt or
foreign English lifts what the model hears of danger, though nothing of danger was said. A closed list: one word that is
not on it, and it is left to who listens. ``everyday`` knows whole sentences; this knows only words, and is as shy.

The plain rules of the safety net are not weighed against this: what they hear stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bot.readers.message import plain


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TRADE: Final = _words(
    """
    account accounts bill bills billed box broadband cancel cancelled cancelling charge charged charges charging company
    computer computers connection contract contracts credit deal debit direct email emails engineer engineers fault
    fee fees fibre internet invoice invoices landline laptop line lines notice number online order overcharged owe owed owes pay
    paid paying payment payments phone phones phoned price prices provider refund refunded router routers service
    services signal technician technicians telephone wifi wi-fi net dial tone term money pound pounds quid appointment appointments slot rang rung ring ringing spoke promised waited waiting told
    """
)
"""What somebody writes to a provider about: one of them must be there."""
_OTHERS: Final = _words(
    """
    a about after again ago agree agreed all already also although always am an and another answer answered any anybody
    anymore anyone anything are as ask asked asking at aren't available away back be because been before being between
    bloke book booked both boy bring but by call called calling came can can't cannot card cards cause change changed changing chap
    chat check checked clock colleague come comes coming complain complained complaint continue correct cos cost could couldn't cut
    date daughter daughters day days day's dad dead dear did didn't different do does doesn't doing don't done double down due during each
    early either else end ended ending ends enough euro even ever every everyone explain explained extra father few finally fine finish finished
    finishes first fix fixed for four from full further gave get gets getting girl give given go goes going gone good got
    gran granny grandad grandma guy guys had hadn't half has hasn't have haven't he he'd he'll he's hello her here hers hi him his home hour hours house how hung
    husband i i'd i'll i'm i've if in into is isn't it it's its itself just keep keeps kept knew know lad lads lady last late later laptop
    leave leaving left less let library like long look lost lot man many mate mates may me mean meant mended mend message messages
    mine minute minutes missing mistake mobile moment money month months more morning most mum much must my myself name nan nana need
    needed needs neighbour neighbours never new next nice no nobody none nor not nothing now o'clock of off office often oh ok okay on once one
    only or other our out over own parcel part past people per pays place please pound pounds promise promised put quid
    rang read receive received remain reply replied ring ringing rude rung runs said same saw say saying says second see seen send
    sent set she she'd she'll she's shop should shouldn't showed since slow so some somebody someone something son sons soon sorry sort sorted speak
    speed spoke spoken start started stay stayed still stop stopped such sure tablet take taken takes taking talk talked tell telling text than thank
    thanks that that's the their them then there there's these they they'd they'll they're they've thing things think third this those though thought three through
    till time times to today understand understands happen happens happened helpline together told too took touch tried tries trying try turn turned twice two under until up update upgrade us use used useless
    using very visit wait waited waiting wanna want wanted wants was wasn't way we we're we've website week weeks well went were
    what what's when where which while who who's whole why wife will with without woman won't work worked working works would wouldn't write
    written wrong yes yesterday yet you you'd you'll you're you've your yours yous
    day noon afternoon evening weekend year years
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    four five six seven eight nine ten fourth fifth th st nd rd am pm gb mb
    deaf blind bsl hear possible arrive arrived arrives advise advised advice notify notified happy unhappy served simple amount lies lied
    """
)
_MISSPELT: Final = _words(
    """
    agen bak bin bil bils brodband carnt chargd cum cuz coz aint da dat de dident didnt doesnt dont dosnt dubble endid enginear enginer fone fones fixt
    gav gettin gona gonna gon havent hed hasnt hav hes isnt im ive i'v id ill jus lol leavin lads ment sayin mam mams mom munth n nd no1 nobdy nothin nuffin nuthin
    notis off ov paid payed payd payin plz pls promist r rite sed shes shud showd som1 sum sum1 sumone sumthing ta takin tel thats theyre thru
    tho tryin tryna tusday u ur urs v wana wat wen whats wich wif wil wiv wont wos wud wudnt yer yas youre youse yr nite evry an contrak contrack contrat munths
    charjed moni mony wasnt werent wouldnt couldnt shouldnt cant hadnt arent fony ded dint hav
    """
)
"""As they are typed; other slips of one letter in a long word are heard too."""
_NUMBER: Final = re.compile(r"^[£$€]?\d[\d.,:/]*(?:st|nd|rd|th|am|pm|p|gb|mb|mbps|quid|k)?$")
_FIRM: Final = re.compile(r"^\w{3,}(?:now|net|comms?|communications|servers?|telecoms?|talk)$")
"""What a provider may be called."""
_WORD: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|£\d[\d.,]*")
_LONG: Final = 6
"""Letters of a word that is known with one slip."""
_AT_MOST: Final = 60
"""Words."""
_WATCHED: Final = re.compile(
    r"\b(?:end|ending|finish|stop|leave|leaving|go|going|keep|take|taking|took) (?:it all|myself|my own|me|us|her|him|them|alone|everything|on)\b"
    r"|\bend(?:ing)? (?:it|this)\b(?! (?:in|on|at|by) )"
    r"|\b(?:be|being|am|i'?m|was|around|here) (?:gone|here|around|around|alone|nothing|over)\b|\b(?:not|no|won'?t|wont|never) (?:be|want to be|get up|see)\b"
    r"|\b(?:everyone|everybody|people|they|you)(?: would| will|'d|'ll) (?:be )?(?:all )?(?:better|fine|happy)\b|\b(?:no|what'?s the|any) reason to\b"
    r"|\b(?:he|she|husband|wife|partner|son|dad|father|man|lad|boy|guy)(?:'?s| is| has| was| keeps?)? (?:here|home|back|outside|coming|took|takes?|taken|checks?|reads?|checking|reading|always|got|cut|keeps?|won'?t let|wont let|never lets?)\b"
    r"|\b(?:last|only) (?:money|pounds?|day|time i|night|quid|£?\d[\d.]*)\b|\b(?:no|any|without) money\b|\bnothing (?:left|in)\b|\b(?:dead|lost) (?:husband|wife|dad|mum|son|daughter|man|baby)\b|\b(?:wife|husband|son|daughter|mum|dad|nan|he|she)(?:'?s| is| was)? (?:dead|gone|lost)\b"
    r"|\b(?:be|am|i'?m|more) (?:dead|me\b)|\b(?:a|no) me\b|\b(?:can'?t|cannot|cant) (?:do (?:this|it)|go)\b|\bif i (?:stop|stopped|go|went|was|were|am)\b"
    r"|\b(?:when|before|if|til|till|until) (?:he|she|they|dad|mum|husband|partner)(?:'?s| is)? (?:gets?|comes?|in|back|home|finds?|sees?|knows?)\b"
    r"|\b(?:he|she|they) answers?\b|\bfor it (?:later|after|when)\b|\blike last time\b|\bto last\b|\bi(?:'?m| am) \d{2,3}\b|\bcut off\b"
    r"|\b(?:not|isn'?t|isnt) just (?:the|my|your|about)\b|\ball of (?:it|them|us|this)\b|\bit (?:all )?to (?:stop|end)\b|\bits? ?(?:'s|is)? time(?:$|[.,;!])|\bbe with (?:my|him|her|them)\b"
    r"|\b(?:he|she|husband|wife|partner|dad|mum)(?: has| had)? (?:said|says|say|sed|told me)(?: that)? if\b|\b(?:not|n'?t|never) know (?:that )?(?:i|im|i'm|about)\b|\btell (?:my|him|her|them|everyone)\b"
    r"|\b(?:gets?|got|comes?) in (?:at|from)\b|\btook the lot\b|\bsay sorry to\b|\bsorry for everything\b|\b(?:999|112|111)\b|\b(?:i'?m|i am) done\b|\bgo to (?:my|him|her|them)\b|\btold me (?:not|i (?:can'?t|cant|cannot))\b"
    r"|\b(?:won'?t|wont|not|never|no) (?:be )?need(?:ing|ed)? .*\b(?:after|any ?more|today|soon|where|now)\b"
)
"""Everyday words that may say something else: what he does with my phone, the last money, to be gone."""


_BORROWED: Final = re.compile(
    r"\b(?:on|using|from|at|with|via) (?:my|her|his|our|a) (?:\w+'?s|mates?|neighbours?)(?: (?:phone|fone|tablet|computer|laptop|mobile|house|wi-?fi|line))?\b"
)
"""Whose telephone or house it is."""
_STAFF: Final = re.compile(
    r"\b(?:your?|ur|the|this|that|sum|some|one of (?:your|ur)) (?:\w+ )?(?:man|men|lad|lads|guy|guys|bloke|chap|lady|woman|girl|boy|colleague)\b"
    r"|\b(?:technicians?|engin\w+|appointments?)\b"
)
_BEFORE_A_VISIT: Final = re.compile(
    r"\b(?:text|e-?mail|ring|call|phone|message|tell|letter)(?: (?:me|us))?(?: or \w+)? before (?:he|she|they|you) (?:comes?|arrives?)\b(?! (?:home|in|back))"
)
_AT_HOME: Final = re.compile(
    r"\b(?:husband|wife|partner|dad|father|mum|mam|mams|mom|mother|nan|nana|gran|granny|grandad|grandma|sons?|daughters?|neighbours?)\b"
)
_SOMEBODY: Final = re.compile(r"\b(?:he|him|his|hes|he's|she|her|shes|she's)\b")
_DEAD_LINE: Final = re.compile(r"\b(?:f|ph)ones?(?:'?s| is| was| has been| went)? (?:still )?(?:dead|ded)\b")
_SURE_OF_ONE: Final = 0.5
_SURE_OF_FEW: Final = 0.8


def everyday_words_only(text: str, danger: float = 0.0) -> bool:
    """Whether all words of ``text`` are such, one of them about a provider's trade, and none in a doubtful turn.
    ``danger``: how sure the model is of any. Surer than half, it is believed where somebody near them is named, who is
    not a provider's man; and where little of a trade is, when it is very sure."""
    said = plain(text)
    if _STAFF.search(said):
        said = _BEFORE_A_VISIT.sub("call", said)
    words = _WORD.findall(said)
    if not words or len(words) > _AT_MOST or _WATCHED.search(said) or not all(map(_known, words)):
        return False
    about = {word for word in words if _is(word, _TRADE) or word in _TRADE_MISSPELT}
    if not about:
        return False
    mine = _BORROWED.sub(" ", said)
    near = _AT_HOME.search(mine) or (_SOMEBODY.search(mine) and not _STAFF.search(mine))
    if near:
        return danger < _SURE_OF_ONE
    return len(about) > 1 or _DEAD_LINE.search(mine) is not None or danger < _SURE_OF_FEW


_TRADE_MISSPELT: Final = _words(
    "fone fones promist bil bils brodband chargd enginear enginer contrak contrack contrat payin payd payed moni charjed"
)


@cache
def _known(word: str) -> bool:
    if _NUMBER.match(word) or _FIRM.match(word) or word in _MISSPELT or word in _OTHERS:
        return True
    return _is(word, _TRADE) or (len(word) >= _LONG and any(_one_slip(word, each) for each in _OTHERS))


def _is(word: str, known: frozenset[str]) -> bool:
    return word in known or (len(word) >= _LONG and any(_one_slip(word, each) for each in known))


def _one_slip(typed: str, meant: str) -> bool:
    """One letter more, fewer or other, or two that changed places."""
    if len(meant) < _LONG - 1 or abs(len(typed) - len(meant)) > 1 or typed[0] != meant[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if at is None:
        return True
    swapped = typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]
    return swapped or typed[at + 1 :] in (meant[at + 1 :], meant[at:]) or typed[at:] == meant[at + 1 :]
