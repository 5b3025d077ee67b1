"""What people write when life, safety or health is at stake, kind by kind. Read by ``bot.decisions.safety``.

Texts come in small letters with straight apostrophes and single spaces. ``[^.?!\\n]{0,40}`` keeps a sign within a
sentence and cheap to look for.
"""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of

_KIN = (
    r"(?:husband|wife|partner|fianc[eé]e?|boyfriend|girlfriend|mother|mum|mam|mom|mummy|father|dad|daddy|"
    r"parents?|son|"
    r"daughter|brother|sister|twin|nan|nana|nanna|gran|granny|grandma|grandmother|grandad|granddad|"
    r"grandfather|uncle|"
    r"aunt|auntie|aunty|child|kids?|baby|little (?:boy|girl|one)|neighbour|friend)"
)
_THEY = r"(?:i|he|she|they|we|someone|somebody)"
_CANNOT = r"(?:can(?:'?t|not| not)|could ?n'?t|unable to|not able to|no way (?:to|of)|couldn't)"
_CALL = (
    r"(?:call|calling|ring|ringing|dial|dialling|phone|phoning|reach|reaching|contact|contacting|get"
    r"(?:ting)?(?: hold of| through to)?)"
)
_CARE = (
    r"(?:hospital|doctors?|gp|nurses?|ward|consultant|midwife|carers?|care team|transplant (?:team|unit|"
    r"centre)|hospice|"
    r"oncology|dialysis unit|crisis team|chemist|pharmacy|district nurse|samaritans)"
)
_HELP = (
    r"(?:999|112|111|an? ambulance|the ambulance|ambulances|paramedics?|the police|the fire brigade|"
    r"the emergency services|emergency services|for help)"
)

SUICIDE: Final = any_of(
    r"\bsee (?:a|any) way out(?: any ?more)?(?= *(?:$|[.,;!?\n]))",
    (
        r"\b(?:had enough of|tired of|sick of|done with) (?:life|living|being alive)\b(?! (?:on|"
        r"insurance|with|without|like|in))"
    ),
    r"\b(?:think\w*|thought) (?:of|about) ending (?:things|everything)\b",
    r"\b(?:do|doing|did) (?:something|anything) (?:stupid|silly) to myself\b",
    r"\bgoing to do something (?:stupid|silly)\b|\bnothing (?:left )?to live for\b",
    r"\bwant to disappear(?: for ?ever)\b",
    r"\b(?:might|may) as well be dead\b",
    r"\b(?:want to|wanna|gonna|i'?ll|might) kms\b",
    r"\b(?:killed|hanged|hung|drowned|shot) (?:him|her|them) ?sel(?:f|ves)\b",
    r"\bsu(?:i?ci|is[ic])d(?:e|es|al|ale|le|ally)\b",
    (
        r"\b(?:kill(?:ing)?|hang(?:ing)?|top(?:ping)?|drown(?:ing)?|hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|"
        r"shoot(?:ing)?) (?:my ?self|our ?selves|him ?self|her ?self|them ?selves)\b(?! (?:an?|on|over|"
        r"with your|tripping|falling|a favour|off|some|short|up\b))"
    ),
    # "kill myself over this bill" is meant; "killed myself falling over the cable" is not.
    (
        r"\b(?:kill|hang|top|drown|shoot) (?:my ?self|him ?self|her ?self) (?:just )?over\b"
        r"|\b(?:of|about|like|considering) (?:killing|hanging|topping|drowning|shooting) my ?self (?:just )?over\b"
    ),
    r"\bself[- ]?harm(?:s|ed|ing)?\b|\bdo(?:ing)? (?:myself|himself|herself|themselves) (?:in|harm)\b",
    r"\bun-?aliv\w+",
    (
        r"\b(?:want|wants|wanna|wanted|wish|rather|would prefer)(?: i could| to|"
        r" just| be)* die\b"
    ),
    r"\bwish (?:i|he|she) (?:was|were|had never been) (?:dead|born)\b|\bwant to be dead\b",
    r"\bbetter off dead\b",
    (
        r"\b(?:they|everyone|everybody|family|kids|world|all)(?:'d| would|'re| are)?(?: all)?"
        r"(?: be)? better off without me\b"
    ),
    (
        r"\b(?:end(?:ing)?|tak(?:e|ing)|took|ended) (?:my|his|her|their|it all|(?:my|his|her|their) own) ?"
        r"(?:own )?(?:life|lives)\b(?! (?:savings|insurance|story|back|with|as|over|easier))"
    ),
    r"\bend(?:ing)? it all\b(?! (?:and (?:switch|go)|with (?:you|this)))",
    (
        r"\bdo(?:n'?t| not) (?:want|wanna)(?: to)? (?:live|be alive|wake up|be here|go on|exist|"
        r"carry on living)(?: in this world)?(?: any ?more| any longer| now)?(?= *(?:$|[.,;!?\n)]|and|"
        r"because|if|but|with))"
    ),
    (
        r"\b(?:no|any) (?:reason|point) (?:to live|(?:in )?living|(?:of |in )?going on living|to go on|"
        r"to carry on living)\b"
    ),
    (
        r"\bwhat(?:'?s| is) the point (?:in|of) (?:living|life|going on|being here|being alive)\b(?! "
        r"(?:hold|with|about|the|to))"
    ),
    (
        r"\b(?:life|it)(?:'?s| is| isn'?t| is not| no longer)*(?: not| no longer)? worth (?:living|"
        r"carrying on living)(?: any ?more)?\b"
    ),
    (
        r"\bi (?:just )?(?:can'?t|cannot|can not) go on(?: living| any ?more| any longer| much longer)?(?= *"
        r"(?:$|[.,;!?\n)]))"
    ),
    r"\bovers?dos(?:e|ed|es|ing)\b",
    (
        r"\b(?:taken|took|take|taking|swallow(?:ed)?) (?:too many|all (?:of )?(?:my|the|his|her)|a (?:load|"
        r"lot) of|a bottle of) (?:my |his |her )?(?:pills?|tablets?|paracetamol|medication|meds|"
        r"painkillers)\b"
    ),
    r"\b(?:nobody|no one|no-one) cares? (?:if|whether) i (?:live|die|'?m alive|am alive)\b",
    (
        r"\bjump(?:ing)? (?:off|in front of) (?:a|the) (?:bridge|roof|train|building|cliff|balcony|"
        r"multi-?storey)\b"
    ),
    r"\b(?:thoughts?|thinking) (?:about|of) (?:hurting|harming|killing|ending) (?:myself|my life|it all)\b",
)

_HOUSE_THINGS = (
    r"(?:router|hub|box|modem|socket|plug|charger|adapter|adaptor|cable|cabinet|wire|wiring|battery|switch|"
    r"house|home|flat|kitchen|equipment|power supply|wall|phone|handset|it)"
)

LIFE: Final = any_of(
    rf"\b(?:{_KIN}|he|she|they) (?:isn'?t|aren'?t|is not|are not|ain'?t|has stopped) breathing\b",
    r"\bemergency calls? (?:out|through|don'?t|do not|won'?t|fail\w*)\b",
    r"\bcan(?:'?t|not) make (?:an )?emergency calls?\b",
    r"\b(?:burned|burnt|burning|burn) (?:the|my|our) (?:house|home|flat|hand|hands|carpet|wall|socket)\b",
    (
        r"\b(?:got|had|gave me|given|getting) (?:a |an )?(?:\w+ )?shock (?:from|off) (?:the|your|my|that) "
        r"(?:socket|plug|router|hub|box|cable|wire|handset|phone|charger|adapter)\b"
    ),
    (
        r"\b(?:pole|mast|cabinet)\b[^.?!\n]{0,25}\b(?:about to|going to|ready to|could) (?:fall|collapse|"
        r"come down)\b"
    ),
    rf"\b{_CANNOT} (?:even )?{_CALL} (?:for )?{_HELP}",
    (
        r"\b(?:no (?:phone|line|signal|way|service)|without (?:a |the |my )?(?:phone|line|"
        rf"service))\b[^.?!\n]{{0,30}}\b(?:to|for) (?:call|ring|dial|phone|calling|ringing)? ?"
        rf"(?:for )?{_HELP}"
    ),
    r"\b(?:need|needs|needed|send|call|ring|get) (?:me |us |him |her )?(?:an? ambulance|paramedics?)\b",
    (
        rf"\b(?:{_THEY}(?:'s|'m|'re| is| am| are| was|'ve)?|{_KIN}(?:'s| is| has)?) (?:has |have |just |"
        r"been |now )*(?:not breathing|stopped breathing|unconscious|collapsed|choking|bleeding(?: badly|"
        r" heavily| a lot)?)\b"
    ),
    r"\b(?:can'?t|cannot|struggling to|hard to|trouble) breath(?:e|ing)\b|\bchest pains?\b",
    r"\bpains? in my chest\b",
    (
        rf"\b(?:{_THEY}(?:'s|'m|'re| is| am| are)|{_KIN}(?:'s| is)|i think (?:i'?m|he'?s|"
        r"she'?s)) having an? (?:heart attack|stroke|seizure|fit|asthma attack|allergic reaction|"
        r"miscarriage)\b"
    ),
    r"\bin labour\b(?! party)",
    (
        rf"\b(?:my|our|his|her|their|somebody'?s|someone'?s|people'?s|{_KIN}'?s) (?:life|lives) (?:is|are|"
        r"was|were|could be|may be|will be|at|in)(?: being)? ?(?:put )?(?:at |in )?(?:risk|danger|"
        r"jeopardy)\b"
    ),
    r"\b(?:danger|risk) to (?:life|lives)\b|\blife[- ](?:or|and)[- ]death\b|\blife[- ]threatening\b",
    (
        r"\b(?:i'?m|i am|we'?re|we are|he'?s|she'?s|they'?re|kids are|children are) in (?:real |serious |"
        r"immediate |great )?danger\b"
    ),
    (
        r"\b(?:someone|somebody|people|a child|children|he|she|i|we)(?:'s|'ll| is| are| will| could| might|"
        r" may| can)?(?: going to| gonna)?(?: easily)? (?:die|get killed|be killed|be electrocuted|"
        r"get electrocuted|burn to death)\b(?! of (?:boredom|embarrassment))"
    ),
    (
        rf"\b{_HOUSE_THINGS}\b(?:'s|s)?(?: that| which| you sent| outside| keeps?| has| have| is| are| was|"
        r" were| just| started| been| all| actually| literally| now| gets?| getting| so hot it'?s)* "
        r"(?:on fire|burning(?! (?:up|through|question))|smoking|smouldering|melting|melted|sparking|"
        r"caught fire|catching fire|in flames|exploded|exploding|gave off smoke)\b"
    ),
    (
        r"\b(?<!engineer )(?<!man )(?<!driver )smell(?:s|ed|ing)?(?: of| like| something| some| a|"
        r" strong)* (?:burning|gas|smoke|burnt plastic)\b"
    ),
    r"\bburning smell\b",
    r"\b(?:smoke|sparks?|flames?) (?:coming|pouring|flying|shooting|is coming|are coming)\b",
    r"\bthere(?:'?s| is) (?:a )?(?:fire|smoke)\b(?! in the contract)",
    r"\bgas leak\b|\bcarbon monoxide\b|\belectrocut\w+|\belectric shocks?\b",
    r"\b(?:live|bare|exposed) (?:live |electric(?:al)? |mains )?(?:wires?|wiring)\b",
    r"\b(?:live|exposed (?:live|electric(?:al)?|mains)) cables?\b",
    r"\bshocks? off (?:the|your)\b",
    (
        r"\b(?:cable|wire|pole|mast)s?\b[^.?!\n]{0,30}\b(?:hanging|fallen|falling|lying|leaning)"
        r"\b[^.?!\n]{0,30}\b(?:road|pavement|path|playground|school|children|kids|"
        r"neck height|footpath|street)\b"
    ),
    (
        r"\b(?:burglars?|intruders?|prowler|someone|somebody|a man)(?: is| are|'?s)? (?:in (?:my|the|our) "
        r"(?:house|home|flat|garden)\b(?! (?:on|from|all|for|to|until|between|at|most|every|during)\b)|"
        r"breaking in|trying to break in|outside my door)\b"
    ),
    (
        rf"\b(?:he|she|they|someone|somebody|{_KIN}|ex)(?:'s|'ll| is| has|'d| will| would| says he'?ll|"
        r" said he'?d)? (?:a knife|got a knife|a gun|going to kill|gonna kill|wants? to kill|"
        r"trying to kill|tried to kill|threatened to kill|threatening to kill) (?:me|us|her|him|them|"
        r"my \w+)\b(?![^.?!\n]*\b(?:bill|when (?:he|she|they)|if i (?:don'?t|miss))\b)"
    ),
    r"\bha(?:s|ve)(?: got)? a (?:knife|gun)\b|\bheld at knife ?point\b",
    r"\bchild(?:ren)? (?:is|are) (?:missing|at risk)\b",
    r"\bmy (?:child|son|daughter) (?:is|has gone) missing\b",
)

ABUSE: Final = any_of(
    (
        rf"\b(?:ex|{_KIN}|he|she)\b[^.?!\n]{{0,40}}\b(?:beats|hits|punches|strangles|hurts|rapes|"
        r"threatens to kill) me\b(?! (?:up on|at|to it))"
    ),
    (
        r"\b(?:he|she|my ex)(?:'ll| will| can| could| might| is going to) (?:find|track|hurt|come after|"
        r"come for|kill) me\b(?! (?:an?|on) )"
    ),
    r"\b(?:ex|he) (?:is|'s) dangerous\b",
    r"\b(?:i'?m|i am|we'?re|we are) not safe\b|\b(?:do not|don'?t|never|not) feel(?:ing)? safe\b",
    r"\bnot safe (?:at home|with (?:him|her)|here)\b",
    (
        r"\b(?:someone|somebody|a man|they|he|she)(?:'s| is| are| keeps| has been)? (?:threatening|stalking|"
        r"following|attacking|blackmailing) (?:me|us|my (?:kids|children|family|daughter|son))\b"
        r"(?! with (?!(?:an? |his |her )?(?:knife|gun|weapon|violence|death|bat|acid)))"
    ),
    r"\bdomestic (?:abuse|violence)\b|\bcoercive control\b|\bwomen'?s (?:aid|refuge)\b",
    r"\bin (?:a|the) refuge\b|\bfled (?:from )?(?:my|an?|the|him|her|home)\b",
    r"\b(?:restraining|non-?molestation|protection) order\b",
    rf"\b(?:abusive|violent|controlling) (?:ex|{_KIN}|relationship|marriage|home|household|parent)s?\b",
    (
        rf"\b(?:ex|{_KIN}|he|she)(?:'s| is| was| has been| gets| turned| became) (?:very |physically |"
        r"mentally |really )?(?:abusive|violent|controlling me)\b(?! (?:language|on the phone|to your|"
        r"towards your))"
    ),
    (
        rf"\b(?:my |the )?(?:ex|{_KIN}|carer|he|she)(?:[- ](?:husband|wife|partner|boyfriend|girlfriend))?"
        r"(?:'s| has| is| keeps| used to|'d| had)* (?:hit(?:s|ting)?|beat(?:s|en|ing)?(?: up)?|punch(?:es|"
        r"ed|ing)?|strangl(?:es|ed|ing)|chok(?:es|ed|ing)|slap(?:s|ped|ping)?|hurt(?:s|ing)?|rap(?:es|ed|"
        r"ing)|assault(?:s|ed|ing)|abus(?:es|ed|ing)|stalk(?:s|ed|ing)|threaten(?:s|ed|ing)?) (?:me|us|my "
        r"(?:mum|mother|kids?|children|son|daughter|sister))\b"
        r"(?! to | with (?!(?:an? |his |her )?(?:knife|gun|weapon|violence|death|bat|acid)))"
    ),
    (
        r"\b(?:i|she|he|my (?:mum|mother|sister|daughter|son))(?:'ve|'m|'s| have| am| was| is| has| had)"
        r"(?: been| being)* (?:physically |sexually |mentally |emotionally |financially )?(?:abused|"
        r"assaulted|raped|beaten(?: up)?|stalked|trafficked|strangled)\b(?! by your (?:prices|bills|company|"
        r"rates))"
    ),
    r"\b(?:sexual|physical|child|elder|emotional) abuse\b|\bsexual(?:ly)? assault\w*",
    r"\bstalk(?:er|ing me)\b",
    (
        r"\b(?:scared|afraid|frightened|terrified) (?:of|for my life|he'?ll|she'?ll|that (?:he|she|my ex))"
        rf"(?: my (?:ex|{_KIN})\b| him\b| her\b| find\w*| kill\w*| hurt\w*| will find)?(?<! of)"
    ),
    (
        r"\b(?:he|she|my ex|they) (?:must not|mustn'?t|can'?t|cannot|shouldn'?t|should not) (?:find out|"
        r"know|get|have|see) (?:where i|my (?:new )?(?:address|number|whereabouts))\b"
    ),
    (
        r"\b(?:do not|don'?t|never|please don'?t|not) (?:tell|give|let|send|show)[^.?!\n]{0,25}\b(?:my ex|"
        r"ex[- ](?:husband|wife|partner|boyfriend|girlfriend)|my (?:husband|partner|boyfriend|wife|"
        r"girlfriend))\b[^.?!\n]{0,30}\b(?:address|where i|number|find me|know)\b"
    ),
    (
        rf"\b(?:ex|{_KIN}|he|she)\b[^.?!\n]{{0,25}}\b(?:track(?:s|ing|ed)?|spy(?:ing)?|spies|controls?|"
        r"controlling|monitors?|monitoring) (?:on )?(?:me\b|my (?:phone|calls|location|messages|every))"
    ),
)

_ALARM = (
    r"(?:pendant|care ?line|care alarm|telecare|tele-care|piper (?:alarm|unit|lifeline)|personal alarm|"
    r"fall(?:s)? alarm|emergency "
    r"(?:pendant|cord|pull cord|button|alarm)|panic button|medical alarm|alarm (?:pendant|button|cord)|"
    r"community alarm|lifeline (?:alarm|pendant|unit|button|box)|red cord)"
)
_MACHINE = (
    r"(?:dialysis|oxygen (?:concentrator|machine|supply|tank)|ventilator|nebuli[sz]er|cpap|"
    r"sleep apnoea machine|pacemaker|"
    r"defibrillator|feeding (?:pump|tube)|insulin pump|glucose (?:monitor|sensor)|heart monitor|"
    r"cardiac monitor|(?:epilepsy|seizure|apnoea|breathing) (?:monitor|alarm|sensor)|"
    r"medical (?:equipment|device|monitor|machine)s?|hospital (?:bed|monitor)|life support|stairlift)"
)
_LINE = r"(?:phone|phones|telephone|landline|line|mobile|broadband|internet|wi-?fi|connection|signal|service)"

LIFELINE: Final = any_of(
    (
        r"\bif (?:i|she|he|mum|dad|my \w+) (?:falls?(?! (?:behind|out|short|into|foul|under|within|for|"
        r"through))|have a fall|has a fall|collapses?|"
        r"get taken ill|gets taken ill|am taken ill)\b"
    ),
    r"\b(?:her|his|my|needs?) oxygen\b",
    (
        r"\b(?:elderly|frail|vulnerable|\d{2})\b[^.?!\n]{0,40}\b(?:can'?t|cannot|unable to) (?:call|ring|"
        r"phone|reach|contact) (?:anyone|anybody|us|me|for help|a soul)\b"
    ),
    rf"\b{_ALARM}s?\b",
    (
        rf"\b{_LINE}(?:'s| is| was|s are)?(?: literally| really)?(?: my| her| his| our| their| a| the|"
        r" mum'?s| dad'?s| an?)?(?: only| absolute| real| complete| elderly \w+'?s)* (?:life ?-?line)\b"
    ),
    r"\b(?:my|her|his|our|their|mum'?s|dad'?s|mother'?s|father'?s|nan'?s|only) life ?-?line\b",
    rf"\b{_MACHINE}\b",
    r"\bon (?:home )?oxygen\b|\bmedically (?:dependent|vulnerable|reliant)\b",
    (
        r"\b(?:only|our|my|her|his|sole)(?: only| one)? (?:way|means|method) (?:of|to|i can|she can|he can|"
        r"they can|we can) (?:get(?:ting)?|call(?:ing)?|ring(?:ing)?|reach(?:ing)?|contact(?:ing)?|summon"
        r"(?:ing)?)(?: for)? (?:help|an? ambulance|the doctor|my doctor|her doctor|his doctor|999|anyone|"
        r"anybody|(?:my|her|his) (?:family|carers?|doctor|mum|dad|mother|father|son|daughter|children|"
        r"kids))\b"
    ),
    (
        r"\b(?:depend|depends|rely|relies|reliant|dependent)(?: solely| totally| completely)? (?:up)?on "
        rf"(?:the|my|her|his|that|this|our) {_LINE}\b[^.?!\n]{{0,50}}\b(?:help(?! ?(?:desk|line))|"
        rf"emergenc\w+|"
        r"medical|doctor|health|ambulance|alarm|safety|carers?|safe|ill|disab\w+)\b"
    ),
    (
        r"\b(?:emergenc(?:y|ies)|medical|health|ambulance|safety|disabled|housebound|elderly|carers?)"
        r"\b[^.?!\n]{0,50}\b(?:depend|depends|rely|relies|reliant|dependent)"
        rf"(?: solely| totally| completely)? (?:(?:up)?on )?(?:the|my|her|his|that|this|our|a) {_LINE}\b(?! "
        r"(?:bill|number|book|fixed by))"
    ),
    (
        rf"\b{_CARE}\b[^.?!\n]{{0,25}}\b(?:{_CANNOT}) (?:\w+ )?(?:reach|ring|call|phone|contact|get "
        r"(?:through|hold))\b(?: to)? ?(?:me|him|her|us|my|$)"
    ),
    (
        rf"\b{_CANNOT} (?:\w+ )?(?:reach|ring|call|phone|contact|get (?:through to|hold of)) (?:the |my |"
        rf"her |his |our )?(?:\w+ )?{_CARE}\b"
    ),
    (
        r"\b(?:waiting|wait) (?:for|on) (?:a |an |the |my )?(?:urgent |phone )?(?:call|results?|"
        rf"phone call) (?:back )?from (?:the |my )?(?:\w+ )?{_CARE}\b"
    ),
    (
        rf"\b(?:need|needs) (?:the |my |a |her |his |this )?{_LINE} for (?:the |my |her |his )?"
        rf"(?:\w+ )?{_CARE}\b"
    ),
    r"\bhigh[- ]risk pregnan\w+\b",
    r"\bpregnan\w+\b[^.?!\n]{0,50}\bno (?:signal|phone|line|landline|way to call)\b",
    (
        r"\b(?:the|this|my) (?:phone|telephone|line)(?:'s| is) all (?:i'?ve|i have|he has|she has|we have)"
        r"(?: got)?\b(?! (?:to|been|ever|tried|left|of|had|seen|heard))"
    ),
    rf"\bonly (?:way|thing)\b[^.?!\n]{{0,25}}\b{_CALL} (?:the |my |her |his |our )?(?:\w+ )?{_CARE}\b",
    r"\bon (?:my|her|his) own and (?:frightened|scared|afraid)\b",
    (
        r"\b(?:all alone|on my own|live alone|lives alone|living alone|housebound|bedbound|bed-bound|"
        r"can'?t leave the house)\b[^.?!\n]{0,60}\b(?:no (?:phone|way)|without (?:a |the |my )?(?:phone|"
        r"line|telephone)|phone(?:'s| is)? (?:dead|down|off|not working)|nobody can reach|no one can reach|"
        r"can'?t (?:call|ring|phone|reach) (?:anyone|anybody|for help|a soul))\b"
    ),
    (
        r"\b(?:no (?:phone|line)|without (?:a |the |my )?(?:phone|line|telephone)|(?:phone|line)(?:'s| is)? "
        r"(?:dead|down|off|not working))\b[^.?!\n]{0,60}\b(?:all alone|live alone|lives alone|living alone|"
        r"on (?:my|her|his) own and (?:ill|frail|elderly)|housebound|bedbound|bed-bound)\b"
    ),
)

_MONEY = (
    r"(?:bill|bills|charge|charges|money|direct debit|payment|paying|pay|debt|account|skint|afford|cost|"
    r"costs|price|nothing left|overcharg\w+)"
)
_EAT = r"(?:food|groceries|formula|baby milk|nappies|a meal|meals|shopping|the food shop|dinner|bread)"

NO_FOOD: Final = any_of(
    r"\bno money\b[^.?!\n]{0,30}\b(?:food|eat|nappies|formula|milk for)\b",
    r"\bno food (?:in|left|here|till|until|for (?:me|us|my|the) ?(?:kids|children|family)?)\b(?! the cat)",
    (
        r"\b(?:can'?t|cannot|can not|couldn'?t|could not|unable to|not able to|struggling to|struggle to)"
        rf"(?: even| now| to)* (?:afford|buy|pay for|get)(?: any| to buy| our| the| my| enough)* (?:{_EAT}|"
        r"eat|heating|to eat|to heat|medicine|my medication|medication)\b(?![^.?!\n]{0,30}\bonline\b)"
    ),
    (
        r"\b(?:no|any|not enough|nothing left|nothing|not a penny|without)(?: money| cash| left| over|"
        rf" even)* (?:left )?(?:for|to buy|to get) (?:any )?{_EAT}\b"
    ),
    r"\bno (?:food|milk)(?: (?:left|at all))?(?: in (?:the|my|our) (?:house|cupboards?|fridge|flat|home))\b",
    r"\b(?:fridge|cupboards?) (?:is|are)(?: \w+)? (?:empty|bare)\b|\bnothing (?:left )?to eat\b",
    (
        r"\b(?:can'?t|cannot|couldn'?t|not able to|unable to|struggling to) (?:even )?feed (?:my|our|the|"
        r"his|her)?\s?(?:self|myself|kids?|children|family|baby|son|daughter|girls|boys|ourselves)\b"
    ),
    (
        r"\b(?:heat(?:ing)?|eat(?:ing)?|food|bills?) (?:or|and|vs) (?:eat(?:ing)?|heat(?:ing)?|food)\b(?! "
        r"(?:delivery|truck))"
    ),
    r"\b(?:choos\w+|choice) between[^.?!\n]{0,40}\b(?:food|eating|feeding|heating|dinner)\b",
    (
        r"\bpay(?:ing)? (?:this|your|the|my) bill (?:or|and not|instead of) (?:eat\w*|buy\w* food|food|"
        r"feed\w*)\b"
    ),
    r"\b(?:go(?:ing|es|ne)?|went) hungry\b",
    (
        r"\b(?:kids|children|bairns?|weans?|family|baby|we|i)(?:'re|'m|'s| are| is| am| r) (?:all |so |that )?"
        r"(?:starvin[g']?|hungry)(?!\w)(?! (?:for|of)\b)"
    ),
    r"\bskip(?:ping|ped|s)? meals?\b|\bgo(?:ing)? without (?:food|meals|eating|dinner|heating)\b",
    r"\bstarve\b",
    rf"\b(?:haven'?t|hasn'?t|not|have not) eaten\b|\bnot eating\b[^.?!\n]{{0,40}}\b{_MONEY}\b",
    rf"\b{_MONEY}\b[^.?!\n]{{0,40}}\bnot eating\b",
    r"\bfood ?banks?\b",
    r"\b(?:food|grocery|gas and electric|heating) money\b",
    r"\bmoney for (?:the )?(?:food|nappies|milk|formula|heating)\b",
)

_LATELY = r"(?:(?:has|have|had|'s|just|only|recently|sadly|suddenly|both|also|unfortunately|is|are|now) ?)*"

BEREAVEMENT: Final = any_of(
    rf"\b(?:just |recently |have to )?(?:buried|burying|bury|cremated) (?:my|our) {_KIN}\b",
    rf"\b{_KIN} has (?:just |recently |sadly )?passed\b(?! (?:the|it|on the|her|his|you|me|a|over)\b)",
    (
        rf"(?:^|[.,;!?\n] ?|just |we |i )lost my {_KIN}\b(?!'| ?(?:'s|s'|number|phone|"
        r"sim|account|password|details|contact|monitor|connection|signal|line|internet|tv|broadband|photos?))"
    ),
    (
        rf"\b{_KIN}(?:'s)? {_LATELY}(?:died|passed away|passed on|passed last|is dead|was killed|"
        r"were killed)\b(?! laughing)"
    ),
    (
        r"\b(?:account ?holder|customer|tenant|bill payer|he|she)(?: has| had|'s| just| recently| sadly)* "
        r"(?:died|passed away)\b"
    ),
    rf"\bmy late {_KIN}\b|\bbereave\w*\b|\bdeceased\b|\bdeath (?:certificate|of my|in the family)\b",
    rf"\bwidow(?:ed|er)?\b|\bprobate\b|\bexecutor of\b|\b(?:{_KIN})'?s (?:death|funeral|estate)\b",
    r"\b(?:arranging|planning|at|after|day of) (?:a|the|his|her) funeral\b",
    (
        rf"\b(?:i|we|i'?ve|have)(?: just| recently| sadly)? lost (?:my|our) {_KIN}\b(?!'| ?(?:'s|s'|number|"
        r"phone|sim|account|password|details|contact|monitor|connection|signal|line|internet|tv|broadband|"
        r"photos?))"
    ),
    r"\bmiscarriage\b|\bstillb\w+",
)

DISTRESS: Final = any_of(
    r"\bin tears\b",
    r"\b(?:can'?t|cannot|couldn'?t) stop crying\b",
    r"\b(?:a|my) nervous wreck\b",
    r"\bnerves are shot\b",
    (
        r"\b(?:i'?m|i am|im|am|she'?s|he'?s) in a (?:really |very )?(?:bad|dark) place\b(?! (?:for|to|"
        r"in the|on))"
    ),
    r"\bi(?: really)? am not coping\b|\bi'?m not coping\b",
    (
        r"\b(?:mental health|mental illness|nervous breakdown|panic attacks?|ptsd|bipolar|schizophren\w+|"
        r"psychosis|sectioned)\b"
    ),
    r"\bmy (?:anxiety|depression)\b",
    (
        r"\b(?:with|have|has|suffer(?:s|ing)? (?:from|with)|diagnosed with) (?:severe |bad |clinical |"
        r"chronic )?(?:anxiety|depression)\b"
    ),
    (
        rf"\b(?:i'?m|i am|{_KIN} is|making me) (?:really |so |very |clinically )?depressed\b(?! (?:with|by) "
        r"(?:your|the|this))"
    ),
    r"\bmak(?:es|ing) me ill\b|\bcrying (?:all|every|my eyes|myself|over (?!spil))\b|\bi can'?t cope\b",
    r"\b(?:at|end of) (?:the end of )?my tether\b|\bhaving a (?:nervous |mental )?breakdown\b(?! (?:in|of))",
)

_AM = (
    rf"(?:i'?m|i am|i'?ve been|he'?s|he is|she'?s|she is|we'?re|{_KIN}(?:'s| is| who is|s are)|who is|am|"
    r"registered|severely|both)"
)

ILLNESS: Final = any_of(
    r"\b(?:breast |lung |bowel |prostate |brain |skin |stage \w+ )?cancer\b|\bchemo\w*|\bradiotherapy\b",
    r"\bterminal(?:ly)? ill\w*|\bterminal (?:diagnosis|cancer|prognosis)\b|\bend[- ]of[- ]life\b",
    r"\bpalliative\b|\bhospice\b|\bbrain tumou?r\b|\btumou?r\b",
    rf"\b(?:{_KIN}|{_THEY})(?:'s|'m|'re| is| are| am) dying\b(?! (?:of|to|for)\b)",
    (
        r"\b(?:had|having|after|recovering from|suffered|since (?:my|his|her)) (?:a |an |my |his |her )?"
        r"(?:mild |massive |mini |bad |second )?(?:strokes?|heart attack|mini-?stroke|aneurysm|"
        r"nervous breakdown|brain injury|bypass)\b"
    ),
    r"\bdementia\b|\balzheimer\w*|\bparkinson\w*|\bmotor neurone?\b|\bmultiple sclerosis\b|\bcopd\b",
    r"\bepilep\w+|\bheart (?:condition|failure|problems?|disease)\b",
    r"\b(?:kidney|liver) (?:failure|disease|transplant)\b|\bcystic fibrosis\b|\bdiabetic (?:coma|hypo)\b",
    r"\bi(?:'m| am) (?:a )?(?:type (?:1|2|one|two) )?diabetic\b|\bsickle cell\b",
    (
        rf"\b{_AM} (?:also |very |severely |registered |badly |partly |physically |profoundly )*disabled\b"
        r"(?! (?:my|the|our|your|it|wi-?fi|by you|on the|in the))"
    ),
    rf"\bdisabled (?:{_KIN}|person|people|pensioner|customer|adult|man|woman|lady|veteran|and|badge)\b",
    r"\b(?:my|a|his|her|have|severe) disabilit(?:y|ies)\b|\bin a wheelchair\b|\b(?:house|bed)-?bound\b",
    r"\bquadriplegic\b|\bparaly[sz]ed\b",
    (
        rf"\b(?:i'?m|i am|i was|i'?ve been|he'?s|she'?s|been|just (?:come|got) out of|{_KIN}(?:'s| is| was)|"
        r"rushed|admitted) (?:back |now |still )?(?:in |to |into )?(?:the )?(?:hospital|intensive care|icu|"
        r"a&e)\b(?! (?:trust|manager|administrator|it|worker))"
    ),
    (
        rf"\b(?:i'?m|i am|he'?s|she'?s|{_KIN}(?:'s| is)) (?:very |really |seriously |critically |gravely |"
        r"quite |chronically |so )+(?:ill|unwell|poorly|frail)\b"
    ),
)
