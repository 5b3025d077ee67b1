"""Suicide and self-harm."""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of

SIGNS: Final = any_of(
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
