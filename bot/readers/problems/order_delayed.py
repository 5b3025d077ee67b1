"""Something ordered that is late: a line, an installation, a router."""

from __future__ import annotations

import re

_ORDER = (
    r"(?:(?<!in )(?<!out of )(?<!court )(?<!standing )order(?:ed)?(?! (?:to|me|us|about))|orders|install\w*|activat\w+|deliver\w*|go(?:ing)?[- ]live|went live|start(?:ed)? date|connection date|set ?up|signed up|upgrade"
    r"|new (?:\w+ )?(?:line|lines|broadband|service|connection|phones?|phone system|contract|router|handsets?|fibre)|moved (?:house|home|office|in)|router|equipment|kit|handsets?|switch(?:ed)? on|connect(?:ed)?)"
)
_LATE = (
    r"(?:delay(?:s|ed)?|(?<!too )(?<!the )late(?! (?:fee|fees|payment|charge|bill|at night|on|in the))|overdue|still waiting|(?:been )?waiting (?:\w+ )?(?:weeks|months|\d+ (?:weeks|days|months))"
    r"|(?:not|still not|never|hasn't|haven't|isn't|aren't|wasn't) (?:\w+ ){0,2}(?:arrived?|come(?! back)|came|here|been (?:delivered|installed|activated|connected|done|set up|started|sent|shipped|switched on)|delivered|installed|activated|connected|happened|live|started|shipped|turned up|set up|switched on)"
    r"|put back|pushed back|moved back|postponed|keeps? (?:being )?(?:moving|changing|slipping|moved|changed)|no (?:sign of|date for|delivery)|no sign|(?:was|were) (?:due|meant|supposed|promised) (?:to be )?(?:\w+ )?(?:in|on|by|last|for|weeks|live|delivered|installed|connected|active|here|months?)"
    r"|weeks (?:late|behind|overdue)|(?:still nothing|nothing (?:has |have |ever |still )?(?:come|came|arrived|turned up|happened|been done|yet|here|since|so far))(?! but)|missed (?:the|your|its|their) (?:go[- ]live|start|activation|installation|delivery) date)"
)
_ELSE = re.compile(
    r"\bin order (?:to|that|for)\b|\bout of order\b|\b(?:standing|court|direct debit|money) orders?\b|\blate (?:fee|fees|payment|payments|charge|charges|bill|bills)\b"
    r"|\b(?:delay|delayed) (?:on|in|during) (?:the |our |my |all |every )?(?:calls?|phones?|line|audio|speech|voice)\b|\b(?:repair|repairs|fix|reply|response|refund|answer|credit|cheque|letter|e-?mail)\b[^.?!;]{0,25}\b(?:delayed|late|overdue|still waiting)\b"
    r"|\b(?:still )?waiting (?:\w+ )?(?:for|on) (?:a |an |the |my |your |somebody|someone|any )*(?:refund|reply|answer|call|callback|call ?back|response|credit|repair|money|apology|cheque|letter|e-?mail)\b"
    r"|\b(?:not|never|isn't|wasn't) (?:late|delayed|overdue)\b|\b(?:router|equipment|kit|handsets?) (?:i|we) (?:sent|returned|gave) back\b|\breturn(?:ed|ing)? (?:my|our|the|your) (?:\w+ )?(?:router|equipment|kit|handsets?)\b"
)
_NEAR = re.compile(
    rf"\b(?:promised|meant to have|due) (?:\w+ ){{0,2}}(?:connection|installation|delivery)\b[^.?!;]{{0,40}}[.,;] ?(?:still )?nothing\b|\b(?:missed|moved|changed) (?:the|your|our|my|its|their) (?:\w+ )?(?:go[- ]live|start|activation|installation|delivery|connection) date|\b{_ORDER}\b[^.?!;]{{0,70}}?\b{_LATE}\b|\b{_LATE}\b[^.?!;]{{0,50}}?\b{_ORDER}\b"
)
_DUE_AND_NOT_COME = re.compile(
    r"\b(?:was|were) (?:due|meant|ment|supposed|promised|booked(?: in)?|scheduled)\b[^.?!;]{0,45}[.,;]? ?(?:and |but |still |its |it's )*"
    r"\b(?:nothing\b(?! (?:but|to|else))|(?:hasn't|haven't|has not|have not|didn't|did not|never) (?:come|came|arrived?|turned up|happened?|been)\b|no sign|not (?:here|come|arrived|happened))"
)
_NO_ORDER = re.compile(
    r"\b(?:refund|money|payment|credit|cheque|call|calls|call ?back|reply|answer|bill|invoice|letter|e-?mail|manager|somebody|someone|contract|compensation)\b"
)
_ANSWERED = re.compile(
    r"\bnot (?:been )?connected to (?:the internet|wifi|a person|anyone)\b|\bwon't connect\b"
)


def is_late_order(words: str) -> bool:
    """``words`` as ``plainly`` gives them."""
    if _DUE_AND_NOT_COME.search(words) and _NO_ORDER.search(words) is None:
        return True
    return _NEAR.search(_ANSWERED.sub(" ", _ELSE.sub(" ", words))) is not None
