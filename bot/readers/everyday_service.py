"""Everyday sentences about a provider's service that a model takes for danger: a line that is off and nobody who rings
back, a day at home for nothing, rude staff, no calls please, and "no, I am in no danger". Shapes for ``everyday``."""

from __future__ import annotations

from typing import Final

KIN: Final = (
    r"(?:mum|mam|mom|mother|dad|father|nan|nana|gran|granny|grandma|grandmother|grandad|grandfather|husband|wife|"
    r"partner|son|daughter|grandson|granddaughter|sister|brother|aunt|auntie|uncle|niece|nephew|carer|neighbour|friend)\b"
)
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|the|this|last|all|a few|several)"
)
_PART = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|yesterday|today|tonight|christmas|easter|xmas|"
    r"morning|afternoon|evening|night|weekend|fortnight|years?|months?|weeks?|days?|hours?|hrs|start|beginning"
)
_WHEN = (
    rf"(?:{_NUMBER}|{_PART}|since|for|on|over|about|nearly|now|ages|at|in|of|from|to|till?|until|half|past|noon|midday|o'?clock|[ap]m|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|may|\d{1,2}(?:st|nd|rd|th|am|pm))"
)
TIME: Final = rf"{_WHEN}(?: {_WHEN}){{0,7}}"
_SERVICE = (
    r"(?:(?:my|our|the|your|his|her|their|whole|home|main|this|house|phone|a|an|any|working) ){0,3}"
    r"(?:broadband|internet|wi-? ?fi|fibre|phones?|telephones?|landline|line|connection|service|net|telly|tv|it)(?:'?s)?"
)
_SERVICES = rf"{_SERVICE}(?: (?:and|&|or) {_SERVICE})?"
_OFF = (
    r"(?:off|down|out|dead|gone|gone off|going off|went off|went down|dropping(?: out)?|dropped|cutting out|cut off|cuts out|"
    r"drops(?: out)?|broke|broken|bust|not working|slow|rubbish|useless|terrible|buffering|playing up|disconnected)"
)
_BE = r"(?:(?:is|are|has|have|was|were|been|keeps?|kept|just|still|all|so|really|always|completely) ){0,4}"
_RING = r"(?:rings?|rang|rung|calls?|called|phones?|phoned|e-?mails?|emailed|writes|wrote|written|contacts?|contacted|comes?|came)"
_RING_BACK = (
    r"(?:(?:rings?|rang|rung|calls?|called|phones?|phoned) (?:(?:me|us) )?back|gets? back|got back|(?:rings?|rang|rung) the (?:door)?bell|"
    r"(?:came|comes|got) (?:to|near) (?:the|my|our) door|replies|replied|answers?|answered|picks? up|picked up|turns? up|turned up|"
    r"shows? up|showed up|knocks?|knocked|responds?|responded|tells (?:me|us) (?:anything|a thing)|told (?:me|us) (?:anything|a thing))"
)
_NOBODY = (
    r"(?:nobody|no ?one|no-one|not one of (?:you|them)|none of (?:you|them)|not a soul)"
    r"(?: (?:has|have|had|ever|even|bothered to|bothers to|will|can|could|wants to|did)){0,3}"
)
_TO_ME = (
    r"(?: (?:me|us|back|why|the phone|phones|to (?:me|us)|at the door|again|on (?:my|the|our) door|up)){0,3}"
)
_STAFF = (
    r"(?:(?:the|your|that|this|one of your) (?:\w+ )?(?:man|lad|bloke|chap|guy|boy|fella|girl|woman|lady|person|agent|adviser|advisor|"
    r"operator|manager|rep)|he|she|they|you|somebody|someone|some (?:lad|man|girl|woman))"
)
_PHONE_DOWN = (
    r"(?:(?:just |then |even )?(?:(?:put|slammed|slam|banged) (?:the )?(?:phone|receiver) down|put down the phone|hung up|hangs up|cut me off|"
    r"shouted at me (?:down|on|over) the phone|was (?:very |so |really )?(?:rude|short|sharp)(?: to me| with me)? (?:on|down|over) the phone)(?: on me)?(?: (?:twice|again|three times))?"
    r"(?: (?:when|while|as|before|because) i (?:asked (?:for )?(?:her|his|their|a|the) (?:name|surname|manager|supervisor|boss)|was (?:still )?(?:speaking|talking|explaining)|"
    r"could (?:answer|finish|speak)|had finished))?)"
)
_UNKIND = (
    r"(?:(?:on|down) (?:the )?phone (?:was|were) (?:\w+ )?rude(?: to me)?|laughed(?: at me)?|sniggered|giggled|sneered|shouted(?: at me)?|swore at me|was (?:very |so |really )?rude(?: to me)?|"
    r"told me to (?:shut up|calm down|wait)|would not listen|wouldn'?t listen|was horrible|talked over me|(?:spoke|talked) to me like (?:dirt|a child|an idiot))"
)
_AGE = r"(?:i'?m|i am|im|at) (?:only |nearly |just )?(?:\d{1,3}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|(?:seventy|eighty|ninety)(?:[- ]\w+)?)(?: (?:years?(?: old| of age)?|yrs old|you know))*"
_CALLS = r"(?:(?:tele)?phone ?calls?|calls?|calling|ringing|phoning|ring|call|phone)"
_WRITE = r"(?:e-?mails?|letters?|texts?|write|writing|in writing|by post|post)"
_HELPERS = r"(?:the )?(?:samaritans|999|emergency services?|help ?line)"
_GOOD = r"(?:fine|ok|okay|all ?right|alright|well|safe|good|grand)"
_WANTED = r"(?:fixed|mended|back|on|working|sorted|sorted out|put right|repaired|refunded|cancelled|changed|stopped|lowered|explained)"
_OUR_THING = rf"(?:{_SERVICES}|(?:my |the |our |a )?(?:refund|money(?: back)?|bill|money back|router|engineer|new router|apology))"

DENIES: Final = (
    r"(?:i'?m|im|i am|we'?re|we are|she(?:'?s| is)|he(?:'?s| is)) (?:really |quite )?(?:not (?:really )?in (?:any |no )?|in no )(?:danger|trouble)(?: (?:here|at all|whatsoever))*",
    r"(?:nobody|no ?one)(?:'?s| is) (?:in (?:any )?(?:danger|trouble)|hurt)(?: (?:here|at all|whatsoever))*|no danger(?: (?:here|at all))*",
    rf"(?:why|no need for|don'?t need|do not need|dont need|i don'?t need|i dont need|i do not need|what'?s with|i don'?t want|i dont want|not|we don'?t need) (?:the |an? |any |to (?:call|ring) )?{_HELPERS}(?: (?:lol|thanks?|though|for|please))*",
    r"(?:i )?not suicid\w*|(?:yes |no |but )?(?:i|we) (?:do )?(?:have|got|have got|'ve got) (?:enough |plenty of |our |my )?food(?: here| in| to eat| thank you)*",
    r"(?:i'?m|im|i am) not (?:suicidal|depressed|upset|in distress|going to (?:hurt|harm) (?:myself|anyone))",
    r"(?:(?:i'?m|im|i am) )?(?:just|only) (?:annoyed|cross|angry|fed up|frustrated|complaining|asking)",
)
"""An alarm of ours is taken back."""
TELLING: Final = (
    # Off, slow, gone; nobody rings back; left without.
    rf"{_SERVICES} {_BE}{_OFF}(?: (?:again|still))*(?: {TIME})?",
    rf"(?:no|without) (?:broadband|internet|wi-?fi|phone|landline|line|connection|service|dial ?tone|telly|tv)(?: (?:or|and) {_SERVICE})?(?: {TIME})?",
    rf"{_NOBODY} {_RING_BACK}{_TO_ME}",
    r"no (?:engineer|technician)(?: (?:ever|has|came|come|comes|turned|turns|showed|shows|up|here|at all))+",
    r"(?:not (?:one|a|a single) word|no word) from (?:you|anyone|anybody|them)",
    rf"(?:(?:i|we)(?:'?ve| have)? (?:been |was |were )?|you(?:'?ve| have)? |you lot )?(?:left|kept|leaving|keeping|keep) (?:me |us )?(?:all )?"
    rf"(?:in the dark(?: about (?:my|the|our|it|this|what is going on)(?: \w+)?)?|(?:with ?out|with no) {_SERVICES})(?: {TIME})?",
    # At home for nothing.
    rf"(?:i |we )?(?:'?ve |have )?(?:was|were|been|stayed|sat|waited|stopped)(?: in| at home| home| indoors| here| by the (?:door|window)| at the (?:door|window))+ {TIME}",
    r"(?:(?:i|we) (?:was|were) )?in (?:all|the whole) (?:day|morning|afternoon)",
    r"(?:not even |without |never )(?:a |so much as a )?(?:knock|ring of the bell)",
    # Rude on the phone.
    rf"(?:{_STAFF} )?{_PHONE_DOWN}",
    rf"{_STAFF} {_UNKIND} (?:on|down|over) the phone",
    # No calls.
    rf"(?:please |i (?:said|asked you to|told you to|want you to) )?(?:stop|no|no more|do not|don'?t|quit|end)(?: (?:all|more|the|any|making|with the|your|these))* {_CALLS}(?: (?:me|us|here|please))*",
    rf"(?:just |only |please |instead |you can )*{_WRITE}(?: (?:it|to|me|us|only|just|please|instead|in|to me|if you must|only please|or {_WRITE}))+",
    rf"(?:only|just) (?:by |in |use )?{_WRITE}(?: (?:me|please))*",
    r"(?:please )?(?:put|keep|have|do) (?:it|this|everything|that) in writing",
    # Somebody young writes for a parent.
    rf"(?:my |our )?(?:{KIN}|parents|she|he|they) (?:said|says|say|told me|tells me|asked me|wants me|want me|made me|has asked me)(?: (?:i (?:have|should|had|can|could|must)))?"
    r" (?:to )?(?:message|write|tell|text|chat|contact|ask|report|do|say|complain)(?: (?:to|you|them|here|this|it|on here|about (?:it|this|the internet|the wi-?fi)|the wi-?fi|the internet))*",
    r"(?:i |we )?(?:just |only )*(?:thought|want|wanted|wish) (?:that )?(?:some(?:one|body)|you|them) (?:ought to|should|to) (?:know|hear) how (?:i was|we were|i have been|i am) (?:treated|spoken to|talked to)(?: (?:on the phone|by you|by your (?:staff|man|people)))?",
    *DENIES,
    rf"(?:i |we )?(?:just|only|all i) (?:want|wanted|need|want is|need is) {_OUR_THING}(?: {_WANTED})?",
    rf"(?:i|we) (?:want|need) {_OUR_THING}(?: {_WANTED})?",
    r"(?:i |we )?(?:just |only )?want (?:it|this|that) (?:fixed|mended|back|working|sorted(?: out)?|put right|repaired)",
    r"(?:i (?:really |just )?(?:do not|don'?t|dont)(?: really)?|nobody) (?:want|need|wants|needs) (?:anything|nothing|owt) (?:done|doing)(?: about it)?",
    r"nothing (?:needs doing|to be done|needs to be done)",
)
"""Each by itself is a reason to write to a provider, or takes an alarm of ours back."""
BESIDE: Final = (
    r"(?:lol|haha|dear|love|mate|pet|duck|sir|madam|honestly|really|then|now|again|still|though|too|in|up|with|all|just|or|nor|if|at all|what|ha)",
    rf"{_AGE}",
    r"(?:i'?m|im|i am) an? (?:old|elderly) (?:lady|man|woman|person|pensioner)|(?:i'?m|im|i am) (?:an? )?(?:oap|pensioner|old)",
    rf"(?:i'?m|im|i am) {_GOOD}",
    rf"(?:and )?{_UNKIND}",
    rf"{_STAFF} {_UNKIND}",
    r"(?:i'?m|i am|im|we'?re|we are) not after (?:anything|money|owt|a thing)",
    rf"(?:(?:my |our )?{KIN}|parents|he|she|they)(?:'s| is|s|'re| are) (?:driving|working(?: late)?|on (?:shift|nights|the bus)|busy|away)(?: (?:til|till|until) \d{{1,2}}(?:am|pm)?)?",
    r"(?:i'?m|i am|we'?re|we are) (?:all |still )?in the dark",
    r"(?:i|we) (?:was|were) (?:sat|sitting|stood|standing|waiting|right|there|in|at home|by|at|the|front|back|door|window|all day| )+",
    r"the dog (?:\w+ )?(?:barked|bark)(?: once| at all)?",
    r"(?:i|we) (?:took|had) the (?:day|morning|afternoon) off(?: work)?",
    rf"{TIME}",
    rf"{_NOBODY} {_RING}{_TO_ME}",
    r"(?:hi|hiya|hello|yes|no|nah|nope|oh|ok|okay|sorry|cos|because|but|and|so)",
)
"""Said beside one of those only."""
WATCHED: Final = (
    rf"\b(?:stop|no|no more|do not|don'?t|not) (?:\w+ ){{0,2}}{_CALLS}\b.*\b(?:he|she|they|{KIN}|ex|boyfriend|girlfriend)\b"
    rf"|\b(?:he|she|they|{KIN}|ex|boyfriend|girlfriend)\b.*\b(?:stop|no|no more|do not|don'?t|not) (?:\w+ ){{0,2}}{_CALLS}\b"
)
"""No calls, with somebody near who might hear them: that is no everyday wish."""
