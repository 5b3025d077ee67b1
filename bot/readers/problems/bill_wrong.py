"""A bill that is wrong: too much, twice, or for what nobody ordered."""

from __future__ import annotations

import re

_BILL = r"(?:bills?|billing|invoices?|direct debits?|dd|charges?|statements?|payments?|tariff|price|monthly (?:cost|fee|charge|payment|price)|rental)"
_WRONG = (
    r"(?:wrong(?! (?:reference|number|ref|name|day|date|department|person|one|time)\b)|incorrect|inaccurate|doubled|tripled|gone up|going up|went up|go up|put up|shot up|jumped|increased|hiked|risen|rose|higher|too high|too much|too big"
    r"|more than (?:agreed|quoted|it should|i (?:was|agreed)|we (?:were|agreed|should)|the (?:price|quote|contract))|not (?:right|correct|what (?:i|we))|isn't (?:right|correct|what)|aren't right"
    r"|(?:a|full of) mistakes?|an error|errors|no sense|don't add up|doesn't add up|twice|double|extortionate|ridiculous|out of (?:all )?proportion)"
)
_NOT_MONEY = re.compile(
    r"\bfree of charge\b|\bno charge\b|\bin charge\b|\btak(?:e|en|ing) charge\b|\bcharge(?:r|rs)\b|\b(?:battery|phone|handset|laptop)(?: \w+)? (?:charged?|charging)\b"
    r"|\b(?:name is|name's|called|i'm|mr) bill\b|\bbill(?:'s|y)\b|\bbilling (?:team|department|people|staff|lady|man|woman|line)\b[^.?!;]{0,25}\b(?:rude|never|won't|hung|don't|didn't|not)\b"
    r"|\b(?:not|never|wasn't|weren't|haven't been|without being) (?:been )?(?:over ?charged|charged twice|billed twice)\b"
    r"|\b(?:bills?|invoices?|price|charges?) (?:is|are|was|were|has been|looks?|seems?) (?:always |all )?(?:right|correct|fine|ok|okay|fair|good)\b"
    r"|\b(?:price|bill|cost) of (?:petrol|food|energy|electric\w*|gas|the house)\b|\bwrong (?:address|name|e-?mail|person|number|date)\b"
)
_SAYS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:over[- ]?charg\w+|double[- ]?charg\w+|over[- ]?bill\w+|double[- ]?bill\w+|mis-?bill\w+|mischarg\w+)\b",
        r"\b(?:charged|billed|invoiced|debited|charging|billing|taken|took|taking|charge)\b[^.?!;]{0,45}\b(?:twice|two times|double|three times|too much|wrong(?:ly)?|extra|in error|by mistake|incorrectly|more than (?:agreed|quoted|it should|we|i|the))\b",
        rf"\b{_BILL}\b[^.?!;]{{0,40}}?\b{_WRONG}",
        r"\b(?:wrong|incorrect|inflated|huge|massive|unexpected|extra|hidden|mystery|unexplained|unknown|strange|ridiculous|shock|bogus|bizarre) (?:\w+ )?(?:bills?|invoices?|charges?|amounts?|direct debits?|fees?|price)\b",
        r"\b(?:mistakes?|errors?|problems?|something wrong|issues?) (?:on|in|with) (?:my |the |our |your |this |last )?(?:\w+ )?(?:bills?|invoices?|billing|statement|direct debit)\b",
        r"\b(?:charg(?:ed|ing|es?)|bill(?:ed|ing)|invoic(?:ed|ing)|paying)\b(?: \w+){0,3} for (?:(?!after)\w+ ){1,5}(?:i|we|nobody|that i|which we)(?:'ve| have)? (?:never|didn't|did not|don't|do not|haven't|cancelled|returned|sent back|ordered)\b",
        r"\b(?:charg(?:ed|ing|es?)|bill(?:ed|ing))(?: \w+){0,3} for (?:something|things|stuff|calls|services?|extras?|lines?|a call|numbers|an extension|phones)\b(?: \w+){0,4} (?:never|not|didn't|don't|haven't|cancelled)\b",
        r"\b(?:put|putting|hiked|increased|raised) (?:up )?(?:my|our|the) (?:monthly )?(?:price|bill|payments?|cost|charges?|rental|direct debit|tariff)\b",
        r"\b(?:don't|do not|can't|cannot|didn't) (?:recogni[sz]e|understand) (?:the |this |these |a |my |some )?(?:\w+ )?(?:charges?|bill|amount|payments?|fees?)\b",
        r"£ ?\d+(?:\.\d\d)?[^.?!;]{0,30}\b(?:too much|more than|instead of|extra|over what)\b",
        r"\b(?:quoted|agreed|told|promised)\b[^.?!;]{0,15}£ ?\d+[^.?!;]{0,40}\b(?:charged|billed|paying|bill|invoice|charging|took)\b",
        r"\b(?:credit|discount|refund)\b[^.?!;]{0,25}\b(?:not|never|isn't|missing|hasn't)\b[^.?!;]{0,20}\b(?:bill|invoice|account|applied)\b",
    )
)


def is_bill(words: str) -> bool:
    """``words`` as ``plainly`` gives them."""
    left = _NOT_MONEY.sub(" ", words)
    return any(pattern.search(left) for pattern in _SAYS)
