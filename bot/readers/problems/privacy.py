"""Privacy: what the provider did with somebody's personal data."""

from __future__ import annotations

import re

_DATA = r"(?:addresse?s?|details?|data|information|info|bank details|account details|phone numbers?|telephone numbers?|mobile numbers?|e-?mail addresse?s?|e-?mails?|bills?|invoices?|records?|dates? of birth|passwords?|account|recordings?|calls?|files?|letters?)"
_WHOSE = r"(?:my|our|his|her|their|my (?:mum|mother|dad|wife|husband|son|daughter|partner)'?s|customers'?|people'?s)"
_OTHERS = (
    r"(?:my (?:ex|neighbours?|landlord|boss|employer|brother|sister|family|old|former)\b|another (?:customer|person|company|household)|somebody else|someone else|some(?:one|body) (?:i|we) (?:don't|do not)|a (?:stranger|third party|complete stranger|total stranger|marketing|scam\w*|debt)"
    r"|the wrong (?:person|customer|company|man|woman|house|people|email|e-mail)|other (?:people|customers|companies|firms)|third part(?:y|ies)|strangers|scammers|marketing|advertis\w+|sales (?:people|companies)|anyone|anybody|everybody|everyone|the (?:internet|public)|wrong (?:person|customer))"
)
_NOT_PERSONAL = re.compile(
    r"\b(?:mobile|used up (?:my|our|all my)|run out of|data allowance|gb of|unlimited|my own) data\b|\bdata (?:allowance|usage|plan|cap|bundle|centre|center|cable|port|socket|speed|limit|line)\b|\blost (?:all )?(?:my|our) (?:data|files|work|documents)\b|\bprivacy (?:notice|policy) (?:says|is|link|page)\b"
    r"|\b(?:gave|given|sent|told|e-?mailed) (?:you|your \w+|him|her|them|the (?:agent|engineer|man|lady|team)) (?:all )?(?:my|our|the) (?:\w+ )?(?:details?|information|address|number|data|account)\b"
    r"|\bprivate (?:number|caller|line|house|road|company|limited)\b"
)
_SAYS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bdata protection\b|\bgdpr\b|\bdata breach\w*|\bbreach(?:ed|ing)? (?:of )?(?:my |our |the )?(?:data|privacy|confidential\w*|personal)\b|\bbreach of (?:data|privacy)\b|\bprivacy\b|\bsubject access\b|\bright to be forgotten\b|\bconfidentiality\b|\bconfidential (?:details|information|data)\b",
        r"\b(?:misus\w+|abus\w+|leak(?:ed|ing|s)?|sold|selling|sell|stole|expos(?:ed|ing)|disclos(?:ed|ing)|hack\w*|shar(?:ed|ing)) (?:of )?(?:all )?(?:my|our|his|her|their|customers'?|people'?s|personal) (?:\w+ ){0,2}(?:data|details?|information|info|addresse?s?|numbers?|e-?mails?|account|records?)\b",
        rf"\b(?:gave|given|giving|sent|sending|shared|sharing|passed|passing|handed|told|showed|shown|e-?mailed|posted|read|let)\b[^.?!;]{{0,20}}\b{_WHOSE} (?:\w+ ){{0,3}}{_DATA}\b[^.?!;]{{0,30}}\b(?:to|with|by) {_OTHERS}",
        rf"\b(?:gave|told|e-?mailed|sent|showed|let) {_OTHERS}[^.?!;]{{0,30}}\b{_WHOSE} (?:\w+ ){{0,3}}{_DATA}\b",
        rf"\b{_WHOSE} (?:\w+ ){{0,3}}{_DATA}\b[^.?!;]{{0,30}}\b(?:leaked|shared with|given (?:out|away|to)|passed (?:on|to)|sold|disclosed|exposed|sent to|stolen|hacked|handed|visible to|seen by|shown to)\b(?:(?= (?:on|out|away|leaked))|[^.?!;]{{0,5}}\b{_OTHERS}|(?<=leaked)|(?<=sold)|(?<=exposed)|(?<=disclosed)|(?<=stolen)|(?<=hacked))",
        rf"\b(?:got|get|getting|received|receiving|sent (?:me|us)|send (?:me|us)|sending (?:me|us)|see|saw|seeing|shows?|showed|gave (?:me|us)|opened|have|contains?)\b[^.?!;]{{0,30}}\b(?:some(?:one|body) else'?s|another (?:customer|person|family|company)'?s|other (?:customers'?|people'?s?|person'?s)|a stranger'?s|strangers'|the wrong (?:person|customer)'?s) (?:\w+ ){{0,2}}{_DATA}",
        r"\b(?:delete|erase|remove|wipe) (?:all )?(?:of )?(?:my|our) (?:personal )?(?:data|details|information)\b|\bpersonal (?:data|details|information)\b[^.?!;]{0,50}\b(?:without|shared|leaked|sold|wrong|lost|stolen|misused|passed|given|public|online|exposed|breach\w*)\b|\bwithout (?:my|our) (?:consent|permission)\b[^.?!;]{0,40}\b(?:data|details|recorded|recording|information|number|email|e-mail)\b|\b(?:data|details|recorded|number|information)\b[^.?!;]{0,40}\bwithout (?:my|our) (?:consent|permission)\b",
        r"\b(?:in the wrong (?:hands)|identity (?:theft|fraud|stolen))\b",
    )
)


def is_privacy(words: str) -> bool:
    """``words`` as ``plainly`` gives them."""
    left = _NOT_PERSONAL.sub(" ", words)
    return any(pattern.search(left) for pattern in _SAYS)
