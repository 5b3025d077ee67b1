"""Which service it is about: broadband, a phone line, internet phones, a mobile, e-mail or hosting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Reading, Taken
from bot.readers.message import Message, plain
from bot.readers.theirs import is_for_us, is_unknown, statements

SERVICE = "service"
CHOICES = {
    "broadband": "broadband",
    "phone_line": "phone line",
    "voip": "internet phones (VoIP)",
    "mobile": "mobile",
    "hosting": "e-mail or hosting",
    "other": "something else",
}
_LONGEST, _FEW_WORDS = 80, 6

_PHONE = r"(?:tele)?phone"
_REACH = re.compile(
    rf"\b(?:on|via|from|using|to|ring|call|phone|text|reach|message|contact|answer\w*)(?: (?:me|us))?(?: back)?(?: on| at)? (?:my|our|the|your|a|his|her) (?:\w+ )?(?:mobiles?|landlines?|{_PHONE}s?)\b"
    rf"|\b(?:my|our|the|your|a) (?:mobile|landline|home {_PHONE}|{_PHONE})(?: number| no)?(?: is|'s|:)? *(?:\+44|0)[\d ()-]{{8,15}}"
    rf"|\b(?:mobile|{_PHONE}|landline|contact) (?:numbers?|no)\b|\b(?:landline|mobile) *(?:\+44|0)[\d ()-]{{8,15}}"
    rf"|\b(?:hate|do|don't do|can't do|use|afraid of) {_PHONE}s\b|\b{_PHONE}s?(?: lines?)? (?:is |are )?(?:the only|my (?:only )?lifeline|the best|manned|shut|open|close|still open)\b|\b(?:is|are|when is|when are|when do) the {_PHONE}(?:s| lines?)\b"
    rf"|\b(?:ombudsman|cisas|ofcom|scheme)(?:'s)? {_PHONE} (?:line|number)\b"
    rf"|\b(?:answer\w*|pick\w*|put\w*|slam\w*|on|over|by|down|off|hung up) (?:up )?(?:the |your |their |down the )?{_PHONE}s?\b"
    rf"|\b(?:your|their) {_PHONE}s?\b|\b{_PHONE} (?:calls?|me|us|you|back|up)\b"
    r"|\b(?:on|over|from|across) the (?:internet|web)\b|\binternet service providers?\b|\binternet (?:bank\w*|search\w*)\b|\bmobile internet\b"
    r"|\b(?:by|an?|via|your|their|no|per|this|that|last) e-?mails?\b|\be-?mail(?:ed|ing)\b|\be-?mail (?:me|us|you|address\w*|back)\b|\be-?mail is \S+(?:@| at )\S+"
    r"|\b(?:your|their|on the|on a|the|this|that|a) web ?sites?\b|\bweb ?site (?:says|said|states|shows)\b"
)
_FINE = re.compile(
    rf"\b(?:broadband|internet|wi-?fi|land ?line|phone line|{_PHONE}s?|mobiles?|e-?mails?) (?:(?:is|are|seems?) (?:still |all )?(?:fine|ok|okay|good|working|perfect)|(?:still )?works?(?: fine| ok)?)\b"
)

_BROADBAND = (
    r"\b(?:broadband|internet(?! phones?)|wi-?fi|fib(?:re|er)|fttp|fttc|adsl|leased line|ethernet line)\b"
)
_LINE = rf"\b(?:land ?lines?|{_PHONE} lines?|home {_PHONE}|isdn)\b"
_VOIP = rf"\b(?:voip|sip(?: trunks?)?|hosted (?:{_PHONE}s?|voice|telephony|pbx)|internet {_PHONE}s?|digital {_PHONE}s?|extensions?|ext\.? \d{{2,5}})\b"
_PHONES = rf"\bphones\b|\b{_PHONE} systems?\b|\b(?:my|our|office|desk|shop|house|work) {_PHONE} (?:is|isn't|was|has|hasn't|keeps|won't|doesn't|does not|can't|stopped|went|goes|died|not|service)\b"
_BESIDE_PHONES = (
    r"\b(?:hunt groups?|ivr|pbx|voicemails?|call (?:forwarding|diverts?|queues?|recording)|handsets?)\b"
)
_PORTING = r"\b(?:number porting|port(?:ing)? (?:of )?(?:my|our|the|a) numbers?|ported (?:my|our) numbers?|number (?:port|transfer))\b"
_MOBILE = (
    rf"\b(?:my|our|the|all|both) mobiles? (?:is|are|isn't|aren't|has|hasn't|have|haven't|won't|keeps?|stopped|not|doesn't|don't|cuts?|can't|went)\b(?! (?:the|best|\d|\+))"
    rf"|\bmobile (?:{_PHONE}s?|contracts?|signal|service|plans?|bills?|coverage|network|reception|tariffs?|sim|data)\b|\bsims?(?: cards?)?\b|\b{_PHONE} signal\b|\bsignal on (?:my|our) (?:mobile|{_PHONE})s?\b|\broaming\b"
)
_HOSTING = (
    r"\b(?:web )?hosting\b(?<!is hosting)|\b(?:my|our) (?:web ?sites?|domains?|mail ?box(?:es)?)\b|\bdomain names?\b"
    r"|\b(?:my|our|company|office|work|business|the) e-?mails? (?:is|are|isn't|aren't|has|have|hasn't|haven't|keeps?|won't|not|stopped|down|accounts?|servers?|hosting|service|don't|doesn't|can't)\b|\be-?mail (?:hosting|accounts?|servers?|service|box)\b"
)
_TOLD = {
    "broadband": _BROADBAND,
    "phone line": _LINE,
    "VoIP": _VOIP,
    "mobile": _MOBILE,
    "e-mail or hosting": _HOSTING,
}

_LOOSE = {
    "broadband": rf"{_BROADBAND}|\b(?:router|hub|connection|connectivity|vpn|adsl2?|full fibre|gigabit|net)\b",
    "phone line": rf"{_LINE}|\blines?\b",
    "internet phones (VoIP)": _VOIP,
    "mobile": rf"{_MOBILE}|\b(?:mobiles?|4g|5g|data|esim)\b",
    "e-mail or hosting": rf"{_HOSTING}|\b(?:e-?mails?|web ?sites?|domains?|servers?|mail ?box(?:es)?|dns)\b",
    "phones": rf"\b(?:{_PHONE}s?|telephony|calls?)\b|{_BESIDE_PHONES}",
    "number porting": _PORTING + r"|\bporting\b|\bport\b",
    "television": r"\b(?:telly|tv|television)\b",
    "billing": r"\b(?:bills?|billing|invoices?)\b",
    "an alarm or a card machine": r"\b(?:alarms?|card (?:machines?|readers?|terminals?)|cctv|lift line|door entry)\b",
}
_ALL = r"^\W*(?:all (?:of (?:it|them)|services?)|everything|the (?:lot|whole lot)|both)\W*$"
_LEAD = re.compile(
    r"^\W*(?:(?:yes|it'?s|it is|it was|that'?s|just|mainly|mostly|only|i think|my|our|about|with)\W+)*",
    re.IGNORECASE,
)
_WISH = re.compile(r"^\W*(?:please )?(?:i|we)(?:'d| would)? (?:want|like|need)\b|^\W*(?:cancel|order)\b")


def read_service(message: Message, answers: Mapping[str, Any]) -> Reading:
    """The customer's own words if they are few and name a service, else the kinds that are named."""
    if message.choice in CHOICES:
        return Taken({SERVICE: CHOICES[message.choice]})
    if plain(message.text).strip(" .!") in ("other", CHOICES["other"]):
        return Taken({SERVICE: CHOICES["other"]})
    if message.choice == UNKNOWN:
        return Taken({SERVICE: UNKNOWN})
    said = re.sub(r"\s+", " ", statements(message.text)).strip()
    words = plain(said)
    if not words or is_for_us(said) or _WISH.search(words):
        return None
    kinds = [kind for kind, pattern in _LOOSE.items() if re.search(pattern, _REACH.sub(" ", words))]
    if not kinds and not re.search(_ALL, words):
        return Taken({SERVICE: UNKNOWN}) if is_unknown(message) else None
    if "phones" in kinds and {"phone line", "internet phones (VoIP)", "mobile"} & set(kinds):
        kinds.remove("phones")
    own = _LEAD.sub("", said).strip(" .,!")
    short = len(own) <= _LONGEST and len(own.split()) <= _FEW_WORDS
    return Taken({SERVICE: own if own and short else " and ".join(kinds)})


def find_service(text: str) -> str | None:
    """The services in a story. A way to be reached ("on my mobile") and what works are left out."""
    meant = re.split(r"\b(?:i meant|i mean)\b", plain(text))[-1]
    words = _FINE.sub(" ", _REACH.sub(" ", meant))
    kinds = [kind for kind, pattern in _TOLD.items() if re.search(pattern, words)]
    if not {"phone line", "VoIP", "mobile"} & set(kinds) and re.search(f"{_PHONES}|{_BESIDE_PHONES}", words):
        kinds.append("phones")
    return " and ".join(kinds) or None
