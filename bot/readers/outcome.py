"""What the customer wants: an explanation, an apology, a correction, money back, something done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Reading, Taken
from bot.readers.logs_it import only_wants_to_complain
from bot.readers.message import Message, plain
from bot.readers.money import find_pounds
from bot.readers.telling import clauses
from bot.readers.theirs import is_courtesy, is_for_us, is_question, is_unknown, statements
from bot.readers.trouble import tells_trouble

OUTCOME, KINDS, AMOUNT = "outcome", "outcome_kinds", "amount"
CHOICES = {
    "explanation": "an explanation",
    "apology": "an apology",
    "correction": "a correction",
    "refund": "money back or a credit",
    "action": "something to be done",
}
LONGEST = 500
_FEWEST_WORDS = 3

_SERVICE = r"(?:it|this|that|them|things|everything|line|lines|broadband|internet|wi-?fi|phones?|landline|mobile|service|connection|signal|fault|problem|issue|e-?mails?|website|router|number)"
_KINDS = {
    "explanation": r"\b(?:know|told|tell me|find out|hear) (?:exactly )?(?:what (?:was|has been|got|they|he|she|you) (?:said|told|shared|passed on|disclosed|gave|given)|who (?:told|said|gave|shared|passed|let|did|saw|looked))\b|\bexplain\w*|\bexplanations?\b|\b(?:know|understand|told|tell me|find out|hear|say|see) (?:exactly )?(?:why|what (?:went wrong|happened|caused|has gone wrong)|how (?:this|it|that) (?:happened|came))\b"
    r"|\b(?:know|told|tell me|find out|hear|see|say|confirm\w*|confirmation)(?: to me| in writing)? (?:whether|if|that|of whether) (?:or not )?(?:mine|my|our|ours|anyone|anybody|any\w*)\b[^.?!]{0,40}\b(?:sent|gone|went|shared|seen|given|lost|affected|leaked|passed|read|opened|got)\b"
    r"|\b(?:written|proper) confirmation\b|\bconfirmation in writing\b"
    r"|\ba (?:proper |good |clear |straight )?reason\b|\ban? (?:honest |straight |proper )?answers?\b",
    "apology": r"\bapolog\w+|\b(?:say|saying|said) sorry\b|\ba (?:\w+ )?sorry\b",
    "correction": r"\b(?:billing|bills?|charges?|charging|payments?|direct debits?) (?:to (?:be )?)?(?:stop|stopped)\b(?! working)|\bprice (?:that (?:i|we) \w+ (?:\w+ )?)?honou?red\b|\bhonou?r (?:the|my|our|that|your) (?:\w+ )?(?:price|deal|offer|quote|contract)\b|\bcorrect(?:ed|ing|ion|ions)?\b(?<!is correct)(?<!that's correct)|\bamend\w*|\brectif\w+|\b(?:bill|invoice|account|records?|charges?|details|direct debit|price|tariff)\b[^.?!;,]{0,20}\b(?:fixed|put right|changed|updated|sorted|removed|wiped|cancelled)\b"
    r"|\b(?:fix|sort|change|update|remove|wipe|cancel|take off) (?:out )?(?:the |my |our |that |this |these |those )?(?:wrong )?(?:bill|invoice|records?|charges?|details|direct debit|late fee|fee)\b",
    "refund": r"\b(?:\d[\d,]*\.\d\d|\d[\d,.]* ?(?:pounds?|quid|p|euros?)) (?:back|refunded|credited|returned)\b|\b(?:want|wants|like|expect|be) (?:to be )?(?:paying for|paid (?:for|back))\b|\brefund\w*|\bcompo\b|\b(?:quid|pounds?)\b|\b(?:the|my) \d[\d.,]* (?:back|bak|off|refunded|returned)\b|\b(?:want|need) paying\b|\b(?:some|a bit of|(?<!took )(?<!taken )(?<!have )my) money\b|\bmoney (?:back|for (?:the|my|our|all|every|this|that|it|being|having))\b|\bcompensat\w+|\breimburs\w+|\bre-?pay\w*|\b(?:pay|paid|give|giving) (?:me |us )?(?:it )?back\b|\bgoodwill\b|\bdiscount\b|\bmoney off\b"
    r"|\bcredit(?:ed)?\b(?! (?:card|check|score|rating|file|limit|agreement))|(?:£ ?[\d.,]+k?|\b(?:quid|pounds)) (?:back|off|credit|refunded)\b",
    "action": r"\b(?:want|wants|need|like|get|give me|give us|have) (?:it|them|that|this) (?:all )?back\b|"
    rf"\ba (?:firm |real |new |definite |proper )?(?:date|day|time|slot) for (?:the|my|our|an?) (?:\w+ )?(?:install\w*|engineer|visit|appointment|connection|move|repair|delivery|switch|line|router|start)\b"
    r"|\b(?:fast(?:er)?|quick(?:er)?|better|decent|proper|full) (?:speeds?|internet|broadband|connection|wi-?fi|line|service)\b"
    r"|\b(?:give|send|get) (?:me|us) (?:my|the|our) (?:\S+ ){0,2}(?:code|pac|number|contract|statements?|bills?|files?|letters?)\b|\bmy (?:pac|code)\b|\bpac(?: code)?\b"
    r"|\b(?:word|accessible|plain text) (?:file|document|version|format|cop(?:y|ies)|bills?)s?\b"
    rf"|\b(?:no|not|stop|without) pay(?:ing)?\b|\bleave\b(?! (?:it|me|that|a|my|the|message))|\b(?:mend|{_SERVICE} mended)\b"
    rf"|\b(?:{_SERVICE})\b[^.?!;,]{{0,30}}\b(?:fixed|mended|sorted|working|repaired|restored|resolved|put right|back on|to work|installed|replaced|moved|ported|done)\b"
    r"|\b(?:someone|somebody|you|engineers?|technician) to (?:\w+ )?(?:turn up|come (?:out|round|over|back|and)|show up|attend|visit)\b"
    r"|\b(?:my|our|the) (?:old |own |same )?number (?:back|ported|restored)\b|\b(?:line|phone|landline|internet|broadband|wi-?fi|service) back\b"
    rf"|\b{_SERVICE} back(?: (?:on|up|now|today|please|this week|asap|straight away))*(?=\W*$|[.,;!]| and\b| by\b)"
    rf"|\b(?:fix|mend|sort|repair|restore|resolve|replace|reconnect|install|port) (?:out )?(?:the |my |our |this )?{_SERVICE}\b|\b(?:fix|sort|put|get) {_SERVICE} (?:out|right|sorted|fixed|working|done)\b"
    r"|\b(?:send|get) (?:me |us |out |round )*(?:an? |the |another |new )*(?:engineer|router|technician|sim|replacement)\b|\b(?:an|the) engineer\b|\ba (?:new|replacement|working) (?:router|line|sim|phone|connection|hub)\b"
    r"|\b(?:something|it|this|things?) (?:to be )?(?:done|sorted|happens?|never happens?)\b|\b(?:happen|happening) again\b|\b(?:out of|end|released? (?:me )?from|let out of|leave|exit|terminate|cancel) (?:of )?(?:my|our|the|this) contract\b|\bwithout (?:a )?penalt\w+"
    r"|\bstop (?:calling|charging|ringing|billing|texting|chasing|sending)\b|\b(?:a |working |stable |reliable |the )(?:working |stable |reliable )(?:line|phone|broadband|internet|connection|service)\b|\b(?:it|line|service) (?:fixed|sorted|working)\b",
}
_OPPOSITE = re.compile(
    r"(?:\b(?:not|no|never|without|rather than|instead of|nor|refuse)\b|n't\b)(?: (?:want|wants|need|after|interested in|looking for|asking for|expect|expecting|any|an|a|the|my|about|just|your|their|more|even|like|bothered about|care about))*"
    r" (?:refunds?|money(?: back)?|compensation|credit|goodwill|discount|apolog\w+|explanations?|engineers?|correction|sorry|£ ?\d[\d,.]*\w*)(?: (?:or|nor) (?:an |a )?(?:refunds?|money(?: back)?|compensation|credit|apolog\w+|explanations?|engineers?))*"
)
_PAST_SUM = re.compile(
    r"\b(?:paid|(?<!should )(?<!must )pay|paying|charged?|charging|cost|costs|bill(?:ed)?|took|taken|offered|lost|owe|spent|said)\b"
)
_BACK = re.compile(
    _KINDS["refund"]
    + r"|\b(?:want|like|expect|give me|for|(?:should|must) (?:pay|give|credit|refund))\b[^.]{0,20}£ ?\d"
)
_KINDS["refund"] += r"|£ ?\d"
_SUM_ALONE = re.compile(
    r"\W*(?:about|around|at least|maybe|say|of|plus|the|my)*\W*£ ?[\d.,]+k?(?: (?:please|or so|maybe|back|would do it))*(?: for (?!(?:the|a|my) (?:price|bill|contract|plan)\b)[\w' ]+)?\W*"
)


def _kinds(words: str) -> list[str]:
    wanted = _OPPOSITE.sub(" ", words)
    return [kind for kind, pattern in _KINDS.items() if re.search(pattern, wanted)]


def is_plain_wish(text: str) -> bool:
    """Whether the words name something that a provider can do: "mend the wall and say sorry"."""
    return bool(_kinds(plain(text)))


def _amount(said: str) -> float | int | None:
    """The sum that is asked back; what was paid, charged or offered is another sum."""
    found = set()
    for clause in clauses(said):
        words = plain(clause)
        asked = _BACK.search(words) or _SUM_ALONE.fullmatch(words)
        worth = find_pounds(words) if asked and not _OPPOSITE.search(words) else None
        if worth is None:
            continue
        before = words.split("£")[0]
        if not (_PAST_SUM.search(before) and not _BACK.search(before)):
            found.add(worth)
    return found.pop() if len(found) == 1 else None


def _values(said: str) -> dict[str, Any]:
    kinds = _kinds(plain(said))
    values: dict[str, Any] = {OUTCOME: said[:LONGEST].rstrip(), KINDS: kinds}
    amount = _amount(said) if "refund" in kinds else None
    return values if amount is None else values | {AMOUNT: amount}


_NO_WISH = (
    r"(?:to )?(?:complain|make (?:a|my) complaint|log|raise|report|escalate|ask\b|check|speak|talk|chat|withdraw|close|stop the complaint|order|buy|upgrade|book|join|move (?:house|home)|cancel\W*$|go to|take (?:this|it) (?:to|further)|contact|hear from|see (?:a|the|your|if)|thank|add|say that|point out|tell you|change|know (?:when|(?:if|whether)(?! (?:or not )?(?:mine|my|our|any\w*)\b)|how (?:long|much|many|to|do|can|i)|where|who(?! (?:told|said|gave|shared|passed|let|did|saw|looked)\b)|what (?:is|are|time|day|the|i|you|my))|find out (?:when|(?:if|whether)(?! (?:or not )?(?:mine|my|our|any\w*)\b)))\b"
    r"|(?:an?|the|your|to see an?|to be put through to an?) (?:\w+ )?(?:manager|supervisor|person|human|agent|advis[eo]r|deadlock|final (?:response|letter)|call ?back|complaint)\b"
    r"|(?:some(?:one|body)|you) to (?:call|ring|phone|contact|speak)\b|my (?:complaint|case) (?:logged|escalated|raised)\b"
)
_WISH_TO = r"(?:want|wants|would like|should like|'d like|'d want|expect|demand|insist on|am (?:asking|looking) for|'m (?:asking for|after|looking for)|'d be happy with|would be happy with|would settle for)"
_NOT_AN_OUTCOME = re.compile(
    rf"^\W*(?:(?:i|we|all)\b(?: (?:just|only|really|now|also|still|simply))*)? ?(?:{_WISH_TO})? ?(?:{_NO_WISH})",
    re.IGNORECASE,
)
_NEXT_WISH = re.compile(r"[.,;!]\s|\band\b", re.IGNORECASE)
_POLITE_REQUEST = re.compile(
    r"^\W*(?:please )?(?:can|could|will|would) (?:you|they|somebody|someone|i have|we have|i get) (?:please |just )*\w+",
    re.IGNORECASE,
)
_NO_STORY = re.compile(
    r"@|\b(?:sorry,? i meant|my (?:name|e-?mail|number|address) is)\b|\b0\d{3,4} ?\d{3}", re.IGNORECASE
)
_ALL_KINDS = re.compile(
    r"^\W*(?:all (?:of (?:them|these|those|the above|it)|five)|the lot)\W*$", re.IGNORECASE
)
_CALL_BACK = re.compile(r"\b(?:call|ring|phone) (?:me |us )?back\b|\bcallback\b", re.IGNORECASE)
_COMPLAINS = re.compile(
    r"^\W*(?:(?:this|that|it|you|they|he|she|nobody|i|we|(?:the|my|our|your) \w+)(?:'s| (?:is|are|was|were|has|have|had|never|should|can'?t|keeps?|still|am|don'?t|didn'?t|said|told))\b|(?:the )?same as\b)",
    re.IGNORECASE,
)
"""With no wish in it, it tells what is wrong."""
_NOTHING = re.compile(
    r"^\W*(?:no|i don'?t want anything|nothing|nothing (?:really|in particular|special|specific)|no idea really|not bothered)\W*$",
    re.IGNORECASE,
)


def read_outcome(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The customer's own words and the kinds of outcome in them; the sum too if they ask one back."""
    if chosen := _chosen(message):
        return chosen
    if message.choice == UNKNOWN or _NOTHING.search(message.text):
        return Taken({OUTCOME: UNKNOWN, KINDS: []})
    tidy = re.sub(r"\s+", " ", message.text.replace("’", "'")).strip()
    asks_it = _POLITE_REQUEST.match(tidy) and bool(_kinds(plain(tidy)))
    said = tidy if asks_it else statements(tidy)
    kinds = _kinds(plain(said))
    if not said or is_courtesy(said) or _NO_STORY.search(said) or (is_for_us(said) and not kinds):
        return None
    if _ALL_KINDS.search(said) or (_CALL_BACK.search(said) and not kinds):
        return Taken({OUTCOME: said, KINDS: list(CHOICES) if _ALL_KINDS.search(said) else ["action"]})
    other = _NOT_AN_OUTCOME.search(said)
    rest = " ".join(_NEXT_WISH.split(said, maxsplit=1)[1:]) if other else said
    if _kinds(plain(rest)):
        return Taken(_values(said))
    if is_unknown(message):
        return Taken({OUTCOME: UNKNOWN, KINDS: []})
    few = len(re.findall(r"[^\W\d_]{2,}", said)) < _FEWEST_WORDS
    return None if other or few or _COMPLAINS.search(said) else Taken(_values(said))


def _chosen(message: Message) -> Taken | None:
    """One button, or on a form several with commas and the customer's own words beside them."""
    kinds = (message.choice or "").split(",")
    if not set(kinds) <= set(CHOICES):
        return None
    *most, last = [CHOICES[kind] for kind in kinds]
    said = f"{', '.join(most)} and {last}" if most else last
    words = message.text.strip()
    if not words:
        return Taken({OUTCOME: said, KINDS: kinds})
    amount = _amount(words)  # a sum is a sum, whichever box is ticked beside it
    values: dict[str, Any] = {OUTCOME: f"{said}: {words}"[:LONGEST].rstrip(), KINDS: kinds}
    return Taken(values if amount is None else values | {AMOUNT: amount})


_SENTENCE = re.compile(r"(?<=[.?!\n])\s+|\n")
_PLEASE_REFUND = re.compile(
    r"^\W*(?:(?:so|and|but|please)\W+)*(?:can|could|would|will) you (?:just )?(?:please )?(?=(?:please )?(?:refund|credit|compensate|reimburse|apologi[sz]e|correct) )(?:(?<=please )|(?=please ))",
    re.IGNORECASE,
)
_CUE = re.compile(
    rf"\b(?:i|we)(?: (?:just|only|really|now|also|still|simply|do|actually))*(?: ?{_WISH_TO})\b"
    r"|^\W*(?:(?:and|so|well|ok|look|please|just|only|also|all)\W+)*(?:want|wanna|need)\b(?! to (?:know (?:when|how|what time)|ask|speak|talk|complain)\b)"
    rf"|{_PLEASE_REFUND.pattern}|^\W*give (?:me|us) (?=(?:my|our) money back\b)"
    r"|\b(?:i|we) (?:just |only |really )?need (?=(?:an? (?:apology|explanation|refund|credit|correction|full refund|proper \w+)|(?:this|it|that|my bill) (?:fixed|sorted|corrected|refunded|explained|put right)|my money))"
    r"|\bplease (?:just |can you |could you |also )?(?:refund|credit|apologi[sz]e|explain|fix|sort|correct|compensate|replace|reimburse|repair|restore|send (?:me )?an engineer|give (?:me|us) (?:my|our|a|an)|pay)\b"
    r"|\ball (?:that )?(?:i'?m|i am|we'?re|we are|i|we) (?:want|asking for|after|ask for|ask)(?: (?:for|is))*\b|\bjust (?:give me|give us|refund|fix|mend|explain|apologi[sz]e|sort|correct)\b",
    re.IGNORECASE,
)
_WOULD_BE = re.compile(
    r"^\W*(?:i think |well |yes |ok )*(?:an? |the |some |my )?(?P<what>[^.?!]{3,80}?) would (?:be (?:fair|right|nice|good|fine|enough|great|ideal|a start|helpful)|do(?: it| me| nicely)?)\W*$",
    re.IGNORECASE,
)
"""A wish in another dress: "a refund for the month would be fair"."""
_NO_WISH_NEXT = re.compile(rf"\W*(?:{_NO_WISH})", re.IGNORECASE)
_CUE_NEGATED = re.compile(r"(?:\b(?:not|never|nor)\b|n't)(?: \w+)? ?$", re.IGNORECASE)


_WHO_AND_WHERE = re.compile(
    r"(?:[,;]|\s+(?:and|or|so))+\s+(?:(?:i'?m|i am) (?=[A-Z])|(?:my|the) (?:name|number|e-?mail|address|phone|mobile|ticket|reference|account)\b"
    r"|(?:(?:please|just|you can|you could|can you|could you) )*(?:e-?mail|ring|call|phone|text|reach|contact|write to) me\b).*$"
    r"|(?<=\w) (?:by|on|to) \S+@\S+.*$",
    re.DOTALL | re.IGNORECASE,
)
"""What follows a wish and belongs to the answer to another question: who they are and where to reach them."""


def find_outcome(text: str) -> dict[str, Any]:
    """What they want, said in a story after words of wishing; empty if they want a person, a letter or the scheme."""
    wishes = []
    for sentence in _SENTENCE.split(re.sub(r"[ \t]+", " ", text.replace("’", "'"))):
        if is_question(sentence) and not _PLEASE_REFUND.search(sentence):
            continue
        wish = next((cue for cue in _CUE.finditer(sentence) if _is_wish(sentence, cue)), None)
        said = _WHO_AND_WHERE.sub("", sentence[wish.start() :]).strip(" .,!;") if wish else ""
        if not said and (would := _WOULD_BE.search(sentence)) and not _NOT_AN_OUTCOME.search(would["what"]):
            said = would["what"].strip()
        if _kinds(plain(said)):
            wishes.append(said)
    return _values(". ".join(wishes)) if wishes else {}


def _is_wish(sentence: str, cue: re.Match[str]) -> bool:
    """Not "I don't want", and not a wish for a person, a date or the scheme."""
    if _CUE_NEGATED.search(sentence[max(0, cue.start() - 20) : cue.start()]):
        return False
    return not (_NO_WISH_NEXT.match(sentence, cue.end()) or _NOT_AN_OUTCOME.match(sentence[cue.start() :]))


_WANTS = r"(?:(?:i|we) (?:just |only |really )*(?:want|wants|wana|wanna|need|would like|'d like) |(?:give|get|send) (?:me|us) |want |wanna |wana )"
_BARE_WISH = re.compile(
    r"^\W*(?:(?:please|just|only|look|well|and|ok)\W+)*"
    r"(?:(?:an? |the |some )?(?:firm |new |definite |real |proper )*(?:date|day|time|slot) for (?:the|my|our|an?) (?!bill|payment|contract|call)\w+"
    r"|(?:(?:my|the|a|our|all|full|that|about|around) )*[£€]?\s?\d[\d,.]*(?: ?(?:pounds?|quid|euros?|p))? (?:back|refunded|credited|returned)\b"
    rf"|(?:(?:my|the|our|own|old) )*{_SERVICE} back\b(?! (?:then|in|(?:up )?(?:on|since) (?:\d|\w+day))\b)"
    r"|(?:(?:the|my|our|all|your) )*(?:billing|bills?|charges?|payments?|direct debits?) stopped\b(?! working)"
    r"|(?:(?:a|an|some|full|proper) )*(?:refund|compensation|apology|explanation) and\b"
    r"|(?:some )?money (?:back|for (?:the|my|our|all|every|this|that|being|having))\b"
    r"|(?:a |some )?(?:written |proper )?confirmation (?:that|whether|if|of|in writing)\b"
    rf"|(?:fix|mend|repair|sort out) (?:the |my |our |this )?{_SERVICE}\b"
    r"|(?:an? |all |my |every |the )*(?:\w+ ){0,2}(?:word|accessible|plain text) (?:file|document|version|format|cop(?:y|ies)|bills?)s?\b"
    r"|(?:the |my )?(?:pac(?: code)?|code)\W+now\b"
    rf"|{_WANTS}?(?:the |my |me |our |that )?(?:£ ?\d[\d.,]*|\d[\d.,]* ?(?:pounds?|quid|p))(?: \w+)? (?:back|bak|off|refunded|returned)\b"
    rf"|(?:{_WANTS}(?:the |my |me |our )?|(?:the|my|me|our) )\d[\d.,]* (?:back|bak|off|refunded|returned)\b"
    rf"|{_WANTS}?(?:(?:the|my|me|our) )?(?:old |own )?(?:number|line|phone|landline|money|internet|broadband|wi-?fi|service) (?:back|bak)\b(?! (?:up|in|on|then|at|was|since|again on)\b)"
    rf"|{_WANTS}it back and (?:i )?want (?:paying|compensation|money)\b)",
    re.IGNORECASE,
)
_BARE_LONGEST = 14
"""Words: more is a story."""


def bare_wish(text: str) -> dict[str, Any]:
    """A wish with no word of wishing in front: "mend my line", "a date for the install and money for the delay"."""
    said = " ".join(text.replace("’", "'").split())
    if len(said.split()) > _BARE_LONGEST or is_question(said) or _BARE_WISH.match(said) is None:
        return {}
    return _values(said) if _kinds(plain(said)) else {}


def whole_wish(text: str) -> dict[str, Any]:
    """A wish with its word of wishing and nothing beside it: "I want it back and I want paying for every day"."""
    said = " ".join(text.replace("’", "'").split()).strip(" .,!;")
    wish = find_outcome(said) if len(said.split()) <= _BARE_LONGEST else {}
    return wish if wish.get(OUTCOME) == said else {}


_OF_COMPLAINING = re.compile(
    r"\b(?:(?:make|raise|log|lodge|put in|file|want|need|to|an?|it|this|that|as|my|the) )*(?:(?:formal|official|proper) )?complain(?:t|ing)?\b"
    r"|\blog (?:it|this|that)\b",
    re.IGNORECASE,
)
_NO_NEWS = 3
"""Words: a wish of so few beside its kind tells nothing of what happened."""


def wish_beside_complaining(text: str) -> dict[str, Any]:
    """For "I want to know what was said, and a formal complaint": what they want, where the rest only says that they
    complain; empty where it tells what happened."""
    words = text.replace("’", "'")
    wish = find_outcome(words)
    if not wish or _OF_COMPLAINING.search(words) is None:
        return {}
    rest = words
    for said in str(wish[OUTCOME]).split(". "):
        rest = rest.replace(said, " ")
    bare = _OF_COMPLAINING.sub(" ", wish[OUTCOME])
    for pattern in _KINDS.values():
        bare = re.sub(pattern, " ", bare, flags=re.IGNORECASE)
    tells = tells_trouble(bare, _NO_NEWS) or not only_wants_to_complain(f"{rest} complaint")
    return {} if tells else wish
