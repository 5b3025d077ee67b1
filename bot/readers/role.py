"""Whether the account is the customer's own or somebody else's, and whose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.decisions.questions import UNKNOWN
from bot.readers.heard import Reading, Taken
from bot.readers.message import SKIP, Message, plain
from bot.readers.names import read_name
from bot.readers.theirs import is_courtesy, is_for_us, is_unknown, statements

ROLE, ACTING_FOR = "role", "acting_for"
HOLDER = "account_holder"
_LONGEST, _NAME_WORDS = 80, 6

_KIN = (
    r"(?:mum|mam|mom|mother|mother-in-law|dad|father|father-in-law|parents?|husband|wife|partner|fianc[eé]e?|son|daughter|nan|nana|gran|granny|grandmother|grandma|grandad|grandfather|grandparents?|sister|brother|aunt|auntie|uncle|niece|nephew|cousin"
    r"|friend|neighbour|flatmate|housemate|boss|employer|manager|client|tenant|landlord|landlady|girlfriend|boyfriend|in-laws|carer|late (?:husband|wife|mother|father|mum|dad|partner))"
)
_THEIR_KIN = rf"(?:my|our) (?:elderly |disabled |old |late |dear )?{_KIN}(?=s?\b)|an? (?:elderly |disabled |old )?(?:friend|neighbour|client|relative|tenant)(?=s?\b)"
_NAMED = r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)?|[A-Z][a-zà-ÿ'-]+ [A-Z][\w'-]+)"
_THING = r"(?:account|name|line|phone|broadband|internet|contract|landline|mobile|service|bill|wi-?fi|number)"

_FIRM = r"(?:my|our) (?:small |own )?(?:company|employer|firm|business|charity|office|practice|shop|school|club|church)\b"

_WRITING = (
    r"(?:writing|complaining|calling|acting|asking|contacting you|ringing|doing this|here|speaking|messaging)"
)
_BEHALF = re.compile(
    rf"^\W*(?:(?:yes|no|ok|well|actually)\W+)*(?:(?:it'?s|this is|i'?m|i am|am) )?(?:{_WRITING} )?(?:(?:on )?behalf of|acting for)\s+(?P<whom>[^.,;!?]+)"
    rf"|\b(?:i'?m|i am|am|this is|complaint)\b[^.,;!?]{{0,30}}?\b(?:on behalf of|acting for)\s+(?P<whom2>[^.,;!?]+)"
    rf"|\b(?:i'?m|i am) {_WRITING} (?:this )?for\s+(?P<whom3>[^.,;!?]+)|\b(?:doing this|i do (?:it|this|everything|that)) for\s+(?P<whom4>[^.,;!?]+)"
    r"|\b(?:executor|attorney|deputy) (?:for|of)\s+(?P<whom5>[^.,;!?]+)",
    re.IGNORECASE,
)
_FOR = re.compile(r"^\W*(?:(?:yes|no|ok|well|it'?s|this is)\W+)*for\s+(?P<whom>\S.*)$", re.IGNORECASE)
"""Only where the role is asked for."""
_WHOM = re.compile(
    rf"(?:(?i:{_THEIR_KIN})(?!'?s \w)(?:[ ,(]+(?P<name>{_NAMED}))?|(?P<only>{_NAMED}|(?i:(?:mr|mrs|ms|miss|dr)\.? [a-z][a-z'-]+))|(?i:{_FIRM}|someone else|somebody else))"
)
_THEIRS = re.compile(
    rf"\b(?:it'?s|it is|it was|that'?s|account (?:is|belongs to)|is|belongs to|no|under|in)\W+(?:(?:the|all|in|under)\W+)*(?:account (?:is )?(?:in )?)?(?P<kin>{_THEIR_KIN})(?:(?:'s?|s'?)(?: {_THING})?(?!\w)|(?: {_THING})?\W*(?:$|[,.;(]))",
    re.IGNORECASE,
)
_THEIRS_ALONE = re.compile(rf"^\W*(?P<kin>(?i:{_THEIR_KIN}))(?:'?s?'?(?: {_THING})?)\W*(?=$|[A-Z,;.])")
_KIN_IS_HOLDER = re.compile(
    rf"\b(?P<kin>{_THEIR_KIN}) (?:is|was) the (?:account ?holder|bill ?payer)\b", re.IGNORECASE
)
_HOLDER_IS = rf"(?i:account ?holder(?:'s name)?|account|bill ?payer) (?i:is|was)(?i: called| named| in the name of| under)? (?P<holder>{_NAMED})"
_NOT_HOLDER = re.compile(
    r"\b(?:i'?m not|i am not|not) the (?:account ?holder|bill ?payer|customer)\b|^\W*(?:acting for|somebody else|someone else)\b|\b(?:for|it'?s|is) (?:somebody|someone) else(?:'s)?\b|\bpower of attorney\b|\b(?:her|his|their) (?:carer|attorney|executor|daughter|son|wife|husband)\b|\bexecutor\b|\bnot (?:mine|my account|in my name)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\bjoint(?:ly)?\b|\bmine and\b|\band (?:i|me|mine|myself)\b(?=\W*(?:$|[,.;])| (?:are|both|have (?:a |it )?joint)\b)|\bme and my\b|\bboth (?:of )?our names\b|\bboth of us\b",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"\b(?:i'?m|i am|it'?s me,?|that'?s me,?|yes,?|me,?) (?:the|an?) (?:named |main |lead )?(?:account ?holder|bill ?payer|customer)\b|^\W*(?:(?:yes|the|i'?m|i am|just|main|joint)\W+)*(?:account ?holder|bill ?payer|owner)\W*$|^\W*(?:yes\W+)?mine\b\W*[,.]"
    r"|\b(?:it'?s|it is|account is|is|all|that'?s|yes,?|this is) (?:in )?(?:mine|my own(?: account| name)?|my account|my name|our (?:\w+ )?account|ours|me)\b|^\W*(?:just |only |yes,? )?(?:mine|me|myself|my own|my account|my own account|in my name|for (?:me|myself)|i am|yes i am|yes it is|i'?m the one who pays|own account)\W*$"
    r"|\bnot (?:acting|writing|doing (?:it|this)) for (?:anyone|anybody|someone|somebody)(?: else)?\b|\bi pay the bills?\b",
    re.IGNORECASE,
)


_HERS = re.compile(
    rf"\b(?i:it'?s|it is|that'?s|the account is|account'?s)(?: (?i:in|all in))? (?i:her|his|their|(?:{_THEIR_KIN})(?:'s|s'?))(?: (?i:own))? (?i:account|name|contract)\b(?! (?i:team|manager|people|department|handler))"
)
"""Somebody spoken of: "my mum's phone crackles. It's her account", "it's my mum's account"."""
_CALLED = re.compile(
    rf"\b(?i:s?he'?s|s?he is|they'?re|(?:her|his|their) name(?:'s| is| was)|called)(?: (?i:called))? (?P<name>{_NAMED})"
)
_KIN_NAMED = re.compile(rf"\b(?i:{_THEIR_KIN})")


def read_role(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Their own account or somebody else's, with the name or the words for whom."""
    if message.choice in (HOLDER, ACTING_FOR, UNKNOWN):
        return Taken({ROLE: message.choice})
    said = statements(message.text).replace("’", "'")
    if not said or is_courtesy(said) or is_for_us(said):
        return None
    if SKIP.search(said):
        return Taken({ROLE: UNKNOWN})
    values = _role(said)
    if values:
        return Taken(values)
    return Taken({ROLE: UNKNOWN}) if is_unknown(message) else None


def _role(said: str) -> dict[str, Any]:
    if _JOINT.search(said):
        return {ROLE: HOLDER}
    holder = re.search(_HOLDER_IS, said)
    if holder:
        return {ROLE: ACTING_FOR, ACTING_FOR: holder["holder"]}
    theirs = _THEIRS.search(said) or _KIN_IS_HOLDER.search(said) or _THEIRS_ALONE.search(said)
    behalf = _on_behalf(said, _BEHALF)
    if behalf is None:
        behalf = _on_behalf(said, _FOR)
    if theirs or behalf is not None:
        if _HOLDER.search(said) and not _NOT_HOLDER.search(said):
            return {}
        whom = (_name_of(said[theirs.start() :]) or _own_words(theirs["kin"])) if theirs else behalf
        return {ROLE: ACTING_FOR, ACTING_FOR: whom} if whom else {ROLE: ACTING_FOR}
    if both := _THEIRS_AND_MINE.search(said):
        return {ROLE: ACTING_FOR, ACTING_FOR: both["name"]}
    if _HOLDER.search(said) and not _NOT_HOLDER.search(said):
        return {ROLE: HOLDER}
    if _NOT_HOLDER.search(said):
        whom = _named(said)
        return {ROLE: ACTING_FOR, ACTING_FOR: whom} if whom else {ROLE: ACTING_FOR}
    return {}


def _on_behalf(said: str, pattern: re.Pattern[str]) -> str | None:
    """Whom the words "on behalf of" name; empty for "somebody else", ``None`` if it is not a person they act for."""
    match = pattern.search(said)
    if match is None:
        return None
    begins = next(match.start(group) for group, whom in match.groupdict().items() if whom)
    whom = _WHOM.match(said, begins)
    if whom is None:
        return None
    named = whom["name"] or whom["only"]
    return named or ("" if " else" in whom[0].lower() else _own_words(whom[0]))


def _named(said: str) -> str | None:
    """A name in capitals: after "my mum", after a comma, after "name is"."""
    match = re.search(
        rf"(?:{_KIN}(?:'s)?(?: {_THING})?(?: is)?[ ,(:-]+|[Hh](?:er|is) name(?: is| was|'s) |[Nn]ame(?:'s| is| was) |[,;.:(] ?)"
        rf"(?!(?:I|It|That|He|She|We|They|You)['’ ])({_NAMED})",
        said,
    )
    return match[1] if match else None


def _name_of(said: str) -> str | None:
    called = _CALLED.search(said)
    return called["name"] if called else _named(said)


def _own_words(kin: str) -> str:
    return plain(kin)


_LEAD = re.compile(
    r"^\W*(?:(?:it'?s|it is|that'?s|yes|for|on behalf of|acting for|the account is|account|her|his|their|the (?:account|name)|name(?:'s)?|is|in the name of|called|in|under|belongs to|s?he'?s|s?he is)\b\W*)*",
    re.IGNORECASE,
)
_BEHIND = re.compile(r",? \d.*$| and s?he\b.*$|,? (?:who|she|he)(?:'s| is)\b.*$", re.IGNORECASE)
_TAIL = re.compile(rf"(?:'s|s')(?: {_THING})?$|(?<=[a-z])s? (?:account|contract|line)$")


def read_acting_for(message: Message, answers: Mapping[str, Any]) -> Reading:
    """Whose account it is: a name, or "my mum". "It's my own" changes the role instead."""
    if message.choice == UNKNOWN:
        return Taken({ACTING_FOR: UNKNOWN})
    said = re.sub(r"\s+", " ", statements(message.text)).replace("’", "'").strip()
    if not said or is_courtesy(said) or is_for_us(said):
        return None
    if is_unknown(message):
        return Taken({ACTING_FOR: UNKNOWN})
    role = _role(said)
    if re.search(r"\bno ?-?one\b|\bnobody\b", said, re.IGNORECASE):
        return None
    if role.get(ROLE) == HOLDER:
        return Taken({ROLE: HOLDER})
    named = re.fullmatch(rf"({_THEIR_KIN}) [A-Z][a-z]+", _LEAD.sub("", said).strip(" .,!"))
    if role.get(ACTING_FOR) and not named:
        return Taken({ACTING_FOR: role[ACTING_FOR]})
    whom = _BEHIND.sub("", _LEAD.sub("", said)).strip(" .,!")
    if re.fullmatch(rf"(?:{_THEIR_KIN}) [A-Z][a-z]+", whom):
        return Taken({ACTING_FOR: whom})
    if re.fullmatch(rf"(?:{_THEIR_KIN})(?:'?s)?(?: {_THING})?", whom, re.IGNORECASE):
        return Taken({ACTING_FOR: plain(_TAIL.sub("", whom))})
    if len(whom) > _LONGEST or len(whom.split()) > _NAME_WORDS or re.search(r"\d", whom):
        return None
    read = read_name(Message(_TAIL.sub("", whom), message.today), {}) if whom else None
    if not isinstance(read, Taken):
        return None
    return Taken({ACTING_FOR: whom if whom.startswith("the ") else next(iter(read.values.values()))})


_SAYS_HOLDER = re.compile(
    r"\b(?:i am|i'?m) the (?:named |main )?(?:account ?holder|bill ?payer)\b(?!'?s)", re.IGNORECASE
)
_SAYS_NOT_HOLDER = re.compile(r"\b(?:i'?m|i am) not the (?:account ?holder|bill ?payer)\b", re.IGNORECASE)


_ON_OUR_BILL = "husband|wife|partner|son|daughter|girlfriend|boyfriend|boss|employer|manager|client|tenant|landlord|landlady"
"""Whose line may well be on the account of whoever complains: there it is asked."""
_THEIR_THING = re.compile(
    rf"\b(?P<kin>(?!(?i:\w+ (?:\w+ )?(?:{_ON_OUR_BILL})\b|\w+ (?:{_ON_OUR_BILL})s\b))(?i:{_THEIR_KIN}))(?:'s|s'?) (?i:(?:\w+ )?{_THING})\b(?=.*\b(?i:s?he|they)(?i:'s| is| was| can'?t| cannot| has| had| needs| lives| relies| doesn'?t| isn'?t)\b)",
    re.DOTALL,
)
"""What is theirs, and then something of them: "my mums broadband is down, she is housebound"."""
_OWN_ACCOUNT = re.compile(
    r"\b(?:my|our) (?:own )?(?:account|contract|bill|name|direct debit)\b|\bi pay\b|\b(?:charged|billed) (?:me|us)\b",
    re.IGNORECASE,
)


def _somebody_told_of(text: str) -> dict[str, Any]:
    """For "my mum's phone crackles. It's her account, she's Joan Price": by name, else as they call them."""
    if not _HERS.search(text):
        return {}
    called, kin = _CALLED.search(text), _KIN_NAMED.search(text)
    if called is None and kin is None:
        return {}
    return {ROLE: ACTING_FOR, ACTING_FOR: called["name"] if called else _own_words(kin[0] if kin else "")}


_THEIRS_AND_MINE = re.compile(
    rf"\b(?i:his|her|their) (?i:full )?(?i:name)(?i:'s| is| was) (?P<name>{_NAMED})\b.*?\b(?i:i'?m|i am|my name(?:'s| is)|mine is) [A-Z]",
    re.DOTALL,
)
"""For "his name is Dev Shah, I'm Meera Shah": whoever writes acts for the other."""


def find_role(text: str) -> dict[str, Any]:
    """The role told in a story, by clear words only; empty without them."""
    text = text.replace("’", "'")
    behalf = _on_behalf(text, _BEHALF)
    if behalf is not None:
        return {ROLE: ACTING_FOR, ACTING_FOR: behalf} if behalf else {ROLE: ACTING_FOR}
    holder = re.search(_HOLDER_IS.replace("|account|", "|"), text)
    if holder:
        return {ROLE: ACTING_FOR, ACTING_FOR: holder["holder"]}
    if kin := _KIN_IS_HOLDER.search(text):
        return {ROLE: ACTING_FOR, ACTING_FOR: _own_words(kin["kin"])}
    if told_of := _somebody_told_of(text):
        return told_of
    if both := _THEIRS_AND_MINE.search(text):
        return {ROLE: ACTING_FOR, ACTING_FOR: both["name"]}
    if _SAYS_NOT_HOLDER.search(text):
        return {ROLE: ACTING_FOR}
    theirs = _THEIR_THING.search(text)
    if theirs and not _OWN_ACCOUNT.search(text) and not _SAYS_HOLDER.search(text):
        return {ROLE: ACTING_FOR, ACTING_FOR: _own_words(theirs["kin"])}
    return {ROLE: HOLDER} if _SAYS_HOLDER.search(text) else {}
