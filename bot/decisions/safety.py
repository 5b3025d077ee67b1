"""The safety net beside the model: plain rules for words that must never wait behind a form.

The trained model hears distress too, but a net must not depend on a model. Where both could be meant, a rule
fires: a kind word too many costs little. Idioms ("this is killing me", "dying to know") are taken out first.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Danger(StrEnum):
    """What the words are about, the most urgent first.

    ``suicide`` and self-harm; ``life``: danger to life or limb now, or no way to call for help; ``abuse``: at home
    or by a person, not rude staff; ``lifeline``: somebody or their medical equipment depends on the line;
    ``no_food``: a bill against food or warmth; ``bereavement``; ``illness``: serious illness, disability, crisis.
    """

    SUICIDE = "suicide"
    LIFE = "life"
    ABUSE = "abuse"
    LIFELINE = "lifeline"
    NO_FOOD = "no_food"
    BEREAVEMENT = "bereavement"
    ILLNESS = "illness"


def danger_in(text: str) -> Danger | None:
    """The most urgent danger that ``text`` speaks of, or ``None``. Never raises, whatever the text."""
    plain = _HARMLESS.sub(" ~ ", _plain(text))
    return next((danger for danger, signs in _SIGNS.items() if signs.search(plain)), None)


def _plain(text: str) -> str:
    """Small letters, straight apostrophes, single spaces; only what a person would type in one go is looked at."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
    straight = re.sub("[\u2018\u2019\u02bc`´]", "'", folded)
    return re.sub(r"[^\S\n]+", " ", re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", straight))


_LONGEST: Final = 20_000

# --- words that the rules are made of ---

_KIN = (
    r"(?:husband|wife|partner|fianc[eé]e?|boyfriend|girlfriend|mother|mum|mam|mom|mummy|father|dad|daddy|parents?|son|"
    r"daughter|brother|sister|twin|nan|nana|nanna|gran|granny|grandma|grandmother|grandad|granddad|grandfather|uncle|"
    r"aunt|auntie|aunty|child|kids?|baby|little (?:boy|girl|one)|neighbour|friend)"
)
_THEY = r"(?:i|he|she|they|we|someone|somebody)"
_CANNOT = r"(?:can(?:'?t|not| not)|could ?n'?t|unable to|not able to|no way (?:to|of)|couldn't)"
_CALL = r"(?:call|calling|ring|ringing|dial|dialling|phone|phoning|reach|reaching|contact|contacting|get(?:ting)?(?: hold of| through to)?)"
_CARE = (
    r"(?:hospital|doctors?|gp|nurses?|ward|consultant|midwife|carers?|care team|transplant (?:team|unit|centre)|hospice|"
    r"oncology|dialysis unit|crisis team|chemist|pharmacy|district nurse|samaritans)"
)
_HELP = r"(?:999|112|111|an? ambulance|the ambulance|ambulances|paramedics?|the police|the fire brigade|the emergency services|emergency services|for help)"
_NOT_ABLE_NOW = r"(?:dead|down|off|out|broken|not working|(?:does|is|do|are|wo)n'?t work(?:ing)?|stopped(?: working)?|cut off)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


# --- idioms, titles and trade talk, taken out before anything is looked for ---

_AT_A_BILL = r"(?=[^.?!\n]{0,40}\b(?:bill|price|charge|invoice|amount|saw|see|seeing|opened|read)\b)"

_HARMLESS: Final = _any(
    # figures of speech
    r"\b(?:kill(?:s|ed|ing)?|hang(?:ing)?) (?:me|us|my ?self|ourselves|himself|herself|themselves) (?:laughing|with laughter|that)\b",
    r"\bd(?:ie|ied|ying) (?:of|from|with) (?:boredom|embarrassment|shame|old age|laughter|laughing|curiosity|suspense|thirst|shock)\b",
    r"\bd(?:ie|ied|ying) (?:laughing|to\b|for a\b)",
    r"\bto die for\b|\bnever say die\b|\bdo or die\b|\bold habits die\b",
    r"\b(?:bored|sick|scared|worried|frightened) to death\b|\bdeath (?:of me|trap of|by a thousand)\b",
    r"\bover my dead body\b|\bdead (?:to me|right|sure|easy|slow|simple|on (?:time|\d))\b",
    r"\b(?:nearly|almost|practically|about|gave me|give me|giving me|having|had|have)(?: (?:nearly|almost|about|had|have|given me))* an? (?:heart attack|stroke|fit|panic attack|seizure|heart failure)\b" + _AT_A_BILL,
    r"\bstrokes? of (?:luck|genius|midnight|a pen|the pen)\b|\bon the stroke\b|\bkey ?strokes?\b",
    r"\ba (?:new|fresh) lease of life\b|\bdangers? of (?:losing|missing|being late|becoming|cancelling)\b",
    r"\b(?:lose|lost|losing|cost|costs|costing) (?:me |us )?(?:my|our) (?:job|business|livelihood|customers?|mind|rag|temper|patience)\b",
    r"\bbrain[- ]?dead\b|\bdeadlines?\b|\bdead(?: end| zone| spot)s?\b|\bcancer of\b|\bcancerous\b",
    # suicide in a title, in a trade, in a figure of speech
    r"\bsuicid(?:e|al) (?:squad|is painless|blonde|silence|girls?|tuesday|prices?|pricing|doors?|shot|note of a|business)\b",
    r"\b(?:career|political|commercial|business|financial|social|corporate|brand) suicide\b|\bsuicidal (?:business|decision|move|strategy)\b",
    r"\b(?:song|film|movie|album|track|episode|show|book|novel|series|game|band|podcast|documentary|video|programme) (?:is |was |called |named |about |titled |on )*[\"']?(?:the )?suicide\b",
    r"\bsuicide[\"']? (?:song|film|movie|album|track|episode|show|book|novel|series|game|documentary|podcast|video)\b",
    r"\bvirgin suicides\b|\bsuicide prevention (?:charity|training|leaflet|week|day)\b",
    r"\bkill myself (?:for|that i) (?:signing|signed|staying|not)\b",
    # money, numbers, equipment and plain trade talk
    r"[£$€] ?(?:999|112|111)\b|\b(?:999|112|111) (?:pounds?|quid|p|pence|mb|mbps|kb|minutes|emails?|times|days|customers)\b",
    r"\b(?:fire|burning) (?:up|sticks?|tv|walls?|through|questions?|a hole|issue|cd|dvd|discs?)\b|\bfire ?(?:wall|stick|fox|tv)\b",
    r"\bamazon fire\b|\bburning (?:cds?|dvds?|data|money|cash)\b|\bsmoke (?:and mirrors|signals?|alarms?|detectors?)\b|\bsmoking (?:gun|area|fast|ban)\b",
    r"\b(?:burglar|intruder|fire|house|security|car|smoke|shop|door) alarms?\b|\balarm (?:clock|company|bells?|system at the (?:shop|office|warehouse))\b",
    r"\bheart rate monitors?\b|\bfood (?:orders?|deliver(?:y|ies)|court|chain|truck|van|for thought|blog|business|hygiene)\b",
    r"\b(?:we|i) (?:run|are|operate|manage|volunteer at|work (?:at|for|in)) (?:an? |the )?(?:\w+ )?food ?bank\b|\bour food ?bank\b",
    r"\b(?:we|i) (?:run|are|operate|manage|own|work (?:at|for|in)) (?:an? |the )?(?:\w+ )?(?:hospital|hospice|pharmacy|chemist|nursing home)\b",
    r"\bnews ?feeds?\b|\bfeed(?:ing)? (?:back|the (?:cable|wire|line|cat|dog|meter))\b|\bhungry for\b|\bstarv(?:ed|ing) (?:of|for) (?:bandwidth|data|speed|attention|information|news)\b",
    r"\bha(?:ve|s)(?:n'?t| not) eaten (?:into|up|lunch|breakfast)\b|\bha(?:ve|s)(?:n'?t| not) eaten\b(?=[^.?!\n]{0,30}\bwaiting\b)|\bgone? hungry for\b",
    r"\blifelines? (?:of|for|to) (?:our|my|the|any|a|this) (?:\w+ )?(?:business|shop|company|firm|office|trade|practice|economy|sales|bookings)\b",
    r"\b(?:throw|threw|thrown|give|given|gave) (?:me|us|you) a lifeline\b|\b(?:this|the) (?:chat|bot) (?:is|was|has been) a lifeline\b",
    # rude staff, broken trust
    r"\babus(?:e|es|ed|ing) (?:of (?:power|trust|process|position|the system)|(?:your|my|our|its|the) (?:trust|position|power|loyalty|customers?|system|market|dominan\w*))\b",
    r"\bfair use\b|\babuse (?:team|desk|department|report|@\S*)|\babuse@\S*",
)

# --- the signs ---

_SUICIDE = _any(
    r"\bsu(?:i?ci|is[ic])d(?:e|es|al|ale|le|ally)\b",
    r"\b(?:kill(?:ing)?|hang(?:ing)?|top(?:ping)?|drown(?:ing)?|hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|shoot(?:ing)?) (?:my ?self|our ?selves|him ?self|her ?self|them ?selves)\b(?! (?:on|over|with your|tripping|falling|a favour|off|some|short|up\b))",
    r"\bself[- ]?harm(?:s|ed|ing)?\b|\bdo(?:ing)? (?:myself|himself|herself|themselves) (?:in|harm)\b|\bun-?aliv\w+",
    r"\b(?:want|wants|wanna|wanted|wish|going|gonna|ready|rather|like|would prefer)(?: i could| to| just| be)* die\b",
    r"\bwish (?:i|he|she) (?:was|were|had never been) (?:dead|born)\b|\bwant to be dead\b|\bbetter off dead\b",
    r"\b(?:they|everyone|everybody|family|kids|world|all)(?:'d| would|'re| are)?(?: all)?(?: be)? better off without me\b",
    r"\b(?:end(?:ing)?|tak(?:e|ing)|took|ended) (?:my|his|her|their|it all|(?:my|his|her|their) own) ?(?:own )?(?:life|lives)\b|\bend(?:ing)? it all\b(?! (?:and (?:switch|go)|with (?:you|this)))",
    r"\bdo(?:n'?t| not) (?:want|wanna)(?: to)? (?:live|be alive|wake up|be here|go on|exist|carry on living)(?: in this world)?(?: any ?more| any longer| now)?(?= *(?:$|[.,;!?\n)]|and|because|if|but|with))",
    r"\b(?:no|any) (?:reason|point) (?:to live|(?:in )?living|(?:of |in )?going on living|to go on|to carry on living)\b",
    r"\bwhat(?:'?s| is) the point (?:in|of) (?:living|life|going on|being here|being alive)\b(?! (?:hold|with|about|the|to))",
    r"\b(?:life|it)(?:'?s| is| isn'?t| is not| no longer)*(?: not| no longer)? worth (?:living|carrying on living)(?: any ?more)?\b",
    r"\bi (?:just )?(?:can'?t|cannot|can not) go on(?: living| any ?more| any longer| much longer)?(?= *(?:$|[.,;!?\n)]))",
    r"\bovers?dos(?:e|ed|es|ing)\b|\b(?:taken|took|take|taking|swallow(?:ed)?) (?:too many|all (?:of )?(?:my|the|his|her)|a (?:load|lot) of|a bottle of) (?:my |his |her )?(?:pills?|tablets?|paracetamol|medication|meds|painkillers)\b",
    r"\b(?:nobody|no one|no-one) cares? (?:if|whether) i (?:live|die|'?m alive|am alive)\b",
    r"\bjump(?:ing)? (?:off|in front of) (?:a|the) (?:bridge|roof|train|building|cliff|balcony|multi-?storey)\b",
    r"\b(?:thoughts?|thinking) (?:about|of) (?:hurting|harming|killing|ending) (?:myself|my life|it all)\b",
)

_HOUSE_THINGS = r"(?:router|hub|box|modem|socket|plug|charger|adapter|adaptor|cable|cabinet|wire|wiring|battery|switch|house|home|flat|kitchen|equipment|power supply|wall|phone|handset|it)"

_LIFE = _any(
    rf"\b{_CANNOT} (?:even )?{_CALL} (?:for )?{_HELP}",
    rf"\b(?:no (?:phone|line|signal|way|service)|without (?:a |the |my )?(?:phone|line|service))\b[^.?!\n]{{0,30}}\b(?:to|for) (?:call|ring|dial|phone|calling|ringing)? ?(?:for )?{_HELP}",
    r"\b(?:need|needs|needed|send|call|ring|get) (?:me |us |him |her )?(?:an? ambulance|paramedics?)\b",
    rf"\b(?:{_THEY}(?:'s|'m|'re| is| am| are| was|'ve)?|{_KIN}(?:'s| is| has)?) (?:has |have |just |been |now )*(?:not breathing|stopped breathing|unconscious|collapsed|choking|bleeding(?: badly| heavily| a lot)?)\b",
    r"\b(?:can'?t|cannot|struggling to|hard to|trouble) breath(?:e|ing)\b|\bchest pains?\b|\bpains? in my chest\b",
    rf"\b(?:{_THEY}(?:'s|'m|'re| is| am| are)|{_KIN}(?:'s| is)|i think (?:i'?m|he'?s|she'?s)) having an? (?:heart attack|stroke|seizure|fit|asthma attack|allergic reaction|miscarriage)\b|\bin labour\b(?! party)",
    rf"\b(?:my|our|his|her|their|somebody'?s|someone'?s|people'?s|{_KIN}'?s) (?:life|lives) (?:is|are|was|were|could be|may be|will be|at|in)(?: being)? ?(?:put )?(?:at |in )?(?:risk|danger|jeopardy)\b|\b(?:danger|risk) to (?:life|lives)\b|\blife[- ](?:or|and)[- ]death\b|\blife[- ]threatening\b",
    r"\b(?:i'?m|i am|we'?re|we are|he'?s|she'?s|they'?re|kids are|children are) in (?:real |serious |immediate |great )?danger\b",
    r"\b(?:someone|somebody|people|a child|children|he|she|i|we)(?:'s|'ll| is| are| will| could| might| may| can)?(?: going to| gonna)?(?: easily)? (?:die|get killed|be killed|be electrocuted|get electrocuted|burn to death)\b(?! of (?:boredom|embarrassment))",
    rf"\b{_HOUSE_THINGS}\b(?:'s|s)?(?: that| which| you sent| outside| keeps?| has| have| is| are| was| were| just| started| been| all| actually| literally| now| gets?| getting| so hot it'?s)* (?:on fire|burning(?! (?:up|through|question))|smoking|smouldering|melting|melted|sparking|caught fire|catching fire|in flames|exploded|exploding|gave off smoke)\b",
    r"\bsmell(?:s|ed|ing)?(?: of| like| something| some| a| strong)* (?:burning|gas|smoke|burnt plastic)\b|\bburning smell\b|\b(?:smoke|sparks?|flames?) (?:coming|pouring|flying|shooting|is coming|are coming)\b|\bthere(?:'?s| is) (?:a )?(?:fire|smoke)\b(?! in the contract)",
    r"\bgas leak\b|\bcarbon monoxide\b|\belectrocut\w+|\belectric shocks?\b|\b(?:live|bare|exposed) (?:live |electric(?:al)? |mains )?(?:wires?|wiring|cables?)\b|\bshocks? off (?:the|your)\b",
    r"\b(?:cable|wire|pole|line|mast)s?\b[^.?!\n]{0,30}\b(?:hanging|fallen|falling|lying|down|across|about to fall|leaning)\b[^.?!\n]{0,30}\b(?:road|pavement|path|playground|school|children|kids|neck height|footpath|street)\b",
    r"\b(?:burglars?|intruders?|prowler|someone|somebody|a man) (?:is |are |'s )?(?:in (?:my|the|our) (?:house|home|flat|garden)|breaking in|trying to break in|outside my door)\b",
    rf"\b(?:he|she|they|someone|somebody|{_KIN}|ex)(?:'s|'ll| is| has|'d| will| would| says he'?ll| said he'?d)? (?:a knife|got a knife|a gun|going to kill|gonna kill|wants? to kill|trying to kill|tried to kill|threatened to kill|threatening to kill|kill) (?:me|us|her|him|them|my)\b(?![^.?!\n]*\b(?:bill|when (?:he|she|they)|if i (?:don'?t|miss))\b)",
    r"\bha(?:s|ve)(?: got)? a (?:knife|gun)\b|\bheld at knife ?point\b|\bchild(?:ren)? (?:is|are) (?:missing|at risk)\b|\bmy (?:child|son|daughter) (?:is|has gone) missing\b",
)

_ABUSE = _any(
    r"\b(?:i'?m|i am|we'?re|we are) not safe\b|\b(?:do not|don'?t|never|not) feel(?:ing)? safe\b|\bnot safe (?:at home|with (?:him|her)|here)\b",
    r"\b(?:someone|somebody|a man|they|he|she)(?:'s| is| are| keeps| has been)? (?:threatening|stalking|following|attacking|blackmailing) (?:me|us|my (?:kids|children|family|daughter|son))\b(?! with (?:a |the )?(?:bill|fee|charge|court|debt|bailiffs|legal|disconnection))",
    r"\bdomestic (?:abuse|violence)\b|\bcoercive control\b|\bwomen'?s (?:aid|refuge)\b|\bin (?:a|the) refuge\b|\bfled (?:from )?(?:my|an?|the|him|her|home)\b|\b(?:restraining|non-?molestation|protection) order\b",
    rf"\b(?:abusive|violent|controlling) (?:ex|{_KIN}|relationship|marriage|home|household|parent)s?\b|\b(?:ex|{_KIN}|he|she)(?:'s| is| was| has been| gets| turned| became) (?:very |physically |mentally |really )?(?:abusive|violent|controlling me)\b(?! (?:language|on the phone|to your|towards your))",
    rf"\b(?:my |the )?(?:ex|{_KIN}|carer|he|she)(?:[- ](?:husband|wife|partner|boyfriend|girlfriend))?(?:'s| has| is| keeps| used to|'d| had)* (?:hit(?:s|ting)?|beat(?:s|en|ing)?(?: up)?|punch(?:es|ed|ing)?|strangl(?:es|ed|ing)|chok(?:es|ed|ing)|slap(?:s|ped|ping)?|hurt(?:s|ing)?|rap(?:es|ed|ing)|assault(?:s|ed|ing)|abus(?:es|ed|ing)|stalk(?:s|ed|ing)|threaten(?:s|ed|ing)?) (?:me|us|my (?:mum|mother|kids?|children|son|daughter|sister))\b(?! (?:with (?:a |the )?(?:bill|fee|charge|court|debt|bailiffs|legal)|to (?:leave|switch|cancel|cut)))",
    r"\b(?:i|she|he|my (?:mum|mother|sister|daughter|son))(?:'ve|'m|'s| have| am| was| is| has| had)(?: been| being)* (?:physically |sexually |mentally |emotionally |financially )?(?:abused|assaulted|raped|beaten(?: up)?|stalked|trafficked|strangled)\b(?! by your (?:prices|bills|company|rates))",
    r"\b(?:sexual|physical|child|elder|emotional) abuse\b|\bsexual(?:ly)? assault\w*|\bstalk(?:er|ing me)\b",
    rf"\b(?:scared|afraid|frightened|terrified) (?:of|for my life|he'?ll|she'?ll|that (?:he|she|my ex))(?: my (?:ex|{_KIN})\b| him\b| her\b| find\w*| kill\w*| hurt\w*| will find)?(?<! of)",
    r"\b(?:he|she|my ex|they) (?:must not|mustn'?t|can'?t|cannot|shouldn'?t|should not) (?:find out|know|get|have|see) (?:where i|my (?:new )?(?:address|number|whereabouts))\b",
    r"\b(?:do not|don'?t|never|please don'?t|not) (?:tell|give|let|send|show)[^.?!\n]{0,25}\b(?:my ex|ex[- ](?:husband|wife|partner|boyfriend|girlfriend)|my (?:husband|partner|boyfriend|wife|girlfriend))\b[^.?!\n]{0,30}\b(?:address|where i|number|find me|know)\b",
    rf"\b(?:ex|{_KIN}|he|she)\b[^.?!\n]{{0,25}}\b(?:track(?:s|ing|ed)?|spy(?:ing)?|spies|controls?|controlling|monitors?|monitoring) (?:on )?(?:me\b|my (?:phone|calls|location|messages|every))",
)

_ALARM = r"(?:pendant|care ?line|care alarm|telecare|tele-care|piper|personal alarm|fall(?:s)? alarm|emergency (?:pendant|cord|pull cord|button|alarm)|panic button|medical alarm|alarm (?:pendant|button|cord)|community alarm|lifeline (?:alarm|pendant|unit|button|box)|red cord|help button)"
_MACHINE = (
    r"(?:dialysis|oxygen (?:concentrator|machine|supply|tank)|ventilator|nebuli[sz]er|cpap|sleep apnoea machine|pacemaker|"
    r"defibrillator|feeding (?:pump|tube)|insulin pump|glucose (?:monitor|sensor)|heart monitor|cardiac monitor|(?:epilepsy|seizure|apnoea|breathing) (?:monitor|alarm|sensor)|"
    r"medical (?:equipment|device|monitor|machine)s?|hospital (?:bed|monitor)|life support|stairlift)"
)
_LINE = r"(?:phone|phones|telephone|landline|line|mobile|broadband|internet|wi-?fi|connection|signal|service)"

_LIFELINE = _any(
    rf"\b{_ALARM}s?\b",
    rf"\b{_LINE}(?:'s| is| was|s are)?(?: literally| really)?(?: my| her| his| our| their| a| the| mum'?s| dad'?s| an?)?(?: only| absolute| real| complete| elderly \w+'?s)* (?:life ?-?line)\b",
    r"\b(?:my|her|his|our|their|mum'?s|dad'?s|mother'?s|father'?s|nan'?s|only) life ?-?line\b",
    rf"\b{_MACHINE}\b",
    r"\bon (?:home )?oxygen\b|\bmedically (?:dependent|vulnerable|reliant)\b|\bpriority services? register\b",
    r"\b(?:only|our|my|her|his|sole)(?: only| one)? (?:way|means|method) (?:of|to|i can|she can|he can|they can|we can) (?:get(?:ting)?|call(?:ing)?|ring(?:ing)?|reach(?:ing)?|contact(?:ing)?|summon(?:ing)?)(?: for)? (?:help|an? ambulance|the doctor|my doctor|her doctor|his doctor|999|anyone|anybody|us|me|my \w+|her \w+)\b",
    rf"\b(?:depend|depends|rely|relies|reliant|dependent)(?: solely| totally| completely)? (?:up)?on (?:the|my|her|his|that|this|our) {_LINE}\b[^.?!\n]{{0,50}}\b(?:help|emergenc\w+|medical|doctor|health|ambulance|alarm|safety|carers?|safe|ill|disab\w+)\b",
    rf"\b(?:help|emergenc(?:y|ies)|medical|doctor|health|ambulance|safety|disabled|housebound|elderly|carers?)\b[^.?!\n]{{0,50}}\b(?:depend|depends|rely|relies|reliant|dependent|need|needs)(?: solely| totally| completely)? (?:(?:up)?on )?(?:the|my|her|his|that|this|our|a) {_LINE}\b(?! (?:bill|number|book|fixed by))",
    rf"\b{_CARE}\b[^.?!\n]{{0,25}}\b(?:{_CANNOT}) (?:\w+ )?(?:reach|ring|call|phone|contact|get (?:through|hold))\b(?: to)? ?(?:me|him|her|us|my|$)",
    rf"\b{_CANNOT} (?:\w+ )?(?:reach|ring|call|phone|contact|get (?:through to|hold of)) (?:the |my |her |his |our )?(?:\w+ )?{_CARE}\b",
    rf"\b(?:waiting|wait) (?:for|on) (?:a |an |the |my )?(?:urgent |phone )?(?:call|results?|phone call) (?:back )?from (?:the |my )?(?:\w+ )?{_CARE}\b",
    rf"\b(?:need|needs) (?:the |my |a |her |his |this )?{_LINE} for (?:the |my |her |his )?(?:\w+ )?{_CARE}\b|\bhigh[- ]risk pregnan\w+\b|\bpregnan\w+\b[^.?!\n]{{0,50}}\bno (?:signal|phone|line|landline|way to call)\b",
    rf"\b(?:the|this|my) (?:phone|telephone|line)(?:'s| is) all (?:i'?ve|i have|he has|she has|we have)(?: got)?\b|\bon (?:my|her|his) own and (?:frightened|scared|afraid)\b",
    r"\b(?:all alone|on my own|live alone|lives alone|living alone|housebound|bedbound|bed-bound|can'?t leave the house)\b[^.?!\n]{0,60}\b(?:no (?:phone|way)|without (?:a |the |my )?(?:phone|line|telephone)|phone(?:'s| is)? (?:dead|down|off|not working)|nobody can reach|no one can reach|can'?t (?:call|ring|phone|reach) (?:anyone|anybody|for help|a soul))\b",
    r"\b(?:no (?:phone|line)|without (?:a |the |my )?(?:phone|line|telephone)|(?:phone|line)(?:'s| is)? (?:dead|down|off|not working))\b[^.?!\n]{0,60}\b(?:all alone|live alone|lives alone|living alone|on (?:my|her|his) own and (?:ill|frail|elderly)|housebound|bedbound|bed-bound)\b",
)

_MONEY = r"(?:bill|bills|charge|charges|money|direct debit|payment|paying|pay|debt|account|skint|afford|cost|costs|price|nothing left|overcharg\w+)"
_EAT = r"(?:food|groceries|formula|baby milk|nappies|a meal|meals|shopping|the food shop|dinner|bread)"

_NO_FOOD = _any(
    rf"\b(?:can'?t|cannot|can not|couldn'?t|could not|unable to|not able to|struggling to|struggle to)(?: even| now| to)* (?:afford|buy|pay for|get)(?: any| to buy| our| the| my| enough)* (?:{_EAT}|eat|heating|to eat|to heat|medicine|my medication|medication)\b",
    rf"\b(?:no|any|not enough|nothing left|nothing|not a penny|without)(?: money| cash| left| over| even)* (?:left )?(?:for|to buy|to get) (?:any )?{_EAT}\b",
    r"\bno (?:food|milk)(?: (?:left|at all))?(?: in (?:the|my|our) (?:house|cupboards?|fridge|flat|home))\b|\b(?:fridge|cupboards?) (?:is|are)(?: \w+)? (?:empty|bare)\b|\bnothing (?:left )?to eat\b",
    r"\b(?:can'?t|cannot|couldn'?t|not able to|unable to|struggling to) (?:even )?feed (?:my|our|the|his|her)?\s?(?:self|myself|kids?|children|family|baby|son|daughter|girls|boys|ourselves)\b",
    r"\b(?:heat(?:ing)?|eat(?:ing)?|food|bills?) (?:or|and|vs) (?:eat(?:ing)?|heat(?:ing)?|food)\b(?! (?:delivery|truck))|\b(?:choos\w+|choice) between[^.?!\n]{0,40}\b(?:food|eating|feeding|heating|dinner)\b|\bpay(?:ing)? (?:this|your|the|my) bill (?:or|and not|instead of) (?:eat\w*|buy\w* food|food|feed\w*)\b",
    r"\b(?:go(?:ing|es|ne)?|went) hungry\b|\b(?:kids|children|family|baby|we|i)(?:'re|'m| are| is| am) (?:starving|hungry)\b(?! for\b)|\bskip(?:ping|ped|s)? meals?\b|\bgo(?:ing)? without (?:food|meals|eating|dinner|heating)\b|\bstarve\b",
    rf"\b(?:haven'?t|hasn'?t|not|have not) eaten\b|\bnot eating\b[^.?!\n]{{0,40}}\b{_MONEY}\b|\b{_MONEY}\b[^.?!\n]{{0,40}}\bnot eating\b",
    r"\bfood ?banks?\b",
    r"\b(?:food|grocery|gas and electric|heating) money\b|\bmoney for (?:the )?(?:food|nappies|milk|formula|heating)\b",
)

_GONE = r"(?:died|passed away|passed on|passed last|is dead|are dead|was killed|were killed|dying|lost (?:his|her) life)"
_LATELY = r"(?:(?:has|have|had|'s|just|only|recently|sadly|suddenly|both|also|unfortunately|is|are|now) ?)*"

_BEREAVEMENT = _any(
    rf"\b{_KIN}(?:'s)? {_LATELY}(?:died|passed away|passed on|passed last|is dead|was killed|were killed)\b(?! laughing)",
    r"\b(?:account ?holder|customer|tenant|bill payer|he|she)(?: has| had|'s| just| recently| sadly)* (?:died|passed away)\b",
    rf"\bmy late {_KIN}\b|\bbereave\w*\b|\bdeceased\b|\bdeath (?:certificate|of my|in the family)\b|\bwidow(?:ed|er)?\b|\bprobate\b|\bexecutor of\b|\b(?:{_KIN})'?s (?:death|funeral|estate)\b|\b(?:arranging|planning|at|after|day of) (?:a|the|his|her) funeral\b",
    rf"\b(?:i|we|i'?ve|have)(?: just| recently| sadly)? lost (?:my|our) {_KIN}\b(?! ?(?:'s|s'|number|phone|sim|account|password|details|contact))",
    r"\bmiscarriage\b|\bstillb\w+",
)

_AM = rf"(?:i'?m|i am|i'?ve been|he'?s|he is|she'?s|she is|we'?re|{_KIN}(?:'s| is| who is|s are)|who is|am|registered|severely|both)"

_ILLNESS = _any(
    r"\b(?:breast |lung |bowel |prostate |brain |skin |stage \w+ )?cancer\b|\bchemo\w*|\bradiotherapy\b|\bterminal(?:ly)? ill\w*|\bterminal (?:diagnosis|cancer|prognosis)\b|\bend[- ]of[- ]life\b|\bpalliative\b|\bhospice\b|\bbrain tumou?r\b|\btumou?r\b",
    rf"\b(?:{_KIN}|{_THEY})(?:'s|'m|'re| is| are| am) dying\b(?! (?:of|to|for)\b)",
    r"\b(?:had|having|after|recovering from|suffered|since (?:my|his|her)) (?:a |an |my |his |her )?(?:mild |massive |mini |bad |second )?(?:strokes?|heart attack|mini-?stroke|aneurysm|breakdown|nervous breakdown|brain injury|bypass)\b",
    r"\bdementia\b|\balzheimer\w*|\bparkinson\w*|\bmotor neurone?\b|\bmultiple sclerosis\b|\bcopd\b|\bepilep\w+|\bheart (?:condition|failure|problems?|disease)\b|\b(?:kidney|liver) (?:failure|disease|transplant)\b|\bcystic fibrosis\b|\bdiabetic (?:coma|hypo)\b|\bi(?:'m| am) (?:a )?(?:type (?:1|2|one|two) )?diabetic\b|\bsickle cell\b",
    rf"\b{_AM} (?:also |very |severely |registered |badly |partly |physically |profoundly )*disabled\b(?! (?:my|the|our|your|it|wi-?fi|by you|on the|in the))|\bdisabled (?:{_KIN}|person|people|pensioner|customer|adult|man|woman|lady|veteran|and|badge)\b|\b(?:my|a|his|her|have|severe) disabilit(?:y|ies)\b|\bin a wheelchair\b|\b(?:house|bed)-?bound\b|\bquadriplegic\b|\bparaly[sz]ed\b",
    rf"\b(?:mental health|mental illness|nervous breakdown|panic attacks?|ptsd|bipolar|schizophren\w+|psychosis|sectioned)\b|\bmy (?:anxiety|depression)\b|\b(?:with|have|has|suffer(?:s|ing)? (?:from|with)|diagnosed with) (?:severe |bad |clinical |chronic )?(?:anxiety|depression)\b|\b(?:i'?m|i am|{_KIN} is|making me) (?:really |so |very |clinically )?depressed\b",
    rf"\b(?:i'?m|i am|i was|i'?ve been|he'?s|she'?s|been|just (?:come|got) out of|{_KIN}(?:'s| is| was)|rushed|admitted) (?:back |now |still )?(?:in |to |into )?(?:the )?(?:hospital|intensive care|icu|a&e)\b(?! (?:trust|manager|administrator|it|worker))",
    rf"\b(?:i'?m|i am|he'?s|she'?s|{_KIN}(?:'s| is)) (?:very |really |seriously |critically |gravely |quite |chronically |so )+(?:ill|unwell|poorly|frail)\b|\bmak(?:es|ing) me ill\b|\bcrying (?:all|every|my eyes|myself|over)\b|\bi can'?t cope\b|\b(?:at|end of) (?:the end of )?my tether\b|\bhaving a breakdown\b",
)

_SIGNS: Final = {
    Danger.SUICIDE: _SUICIDE,
    Danger.LIFE: _LIFE,
    Danger.ABUSE: _ABUSE,
    Danger.LIFELINE: _LIFELINE,
    Danger.NO_FOOD: _NO_FOOD,
    Danger.BEREAVEMENT: _BEREAVEMENT,
    Danger.ILLNESS: _ILLNESS,
}
