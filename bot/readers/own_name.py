"""Their own name, told by the way: "im joan price", "His name is Dev Shah, I'm Meera Shah", "07700 900456 mick"."""

from __future__ import annotations

import re
from typing import Any, Final

from bot.decisions.questions import Question
from bot.readers.contact import find_contact
from bot.readers.days import MONTHS, WEEKDAYS
from bot.readers.heard import Taken
from bot.readers.message import Message
from bot.readers.names import read_name
from bot.readers.no_names import is_no_name
from bot.readers.reach_times import find_reach_note
from bot.readers.refs import bare_account

_PLAIN = r"[a-zà-ÿ][a-zà-ÿ'-]*[a-zà-ÿ]"
_ENDS = r"(?=\s*(?:$|[.,;!?\n])| (?:and|but|here|from|of)\b)"
_SAYS_NAME = re.compile(
    rf"\b(?<!her )(?<!his )(?<!their )(?<!whose )(?<!'s )(?:my|the) names?(?:'s| is|:)? (?!is\b)(?P<name>{_PLAIN}(?: {_PLAIN}){{0,2}}?){_ENDS}",
    re.IGNORECASE,
)
_I_AM = re.compile(
    rf"(?:^|[.,;!?\n]\s*|\b(?:hi|hello|hiya|complain|complaint|yes|and|ok) )(?:i'?m|i am|this is|it'?s) (?P<name>{_PLAIN} {_PLAIN}){_ENDS}",
    re.IGNORECASE,
)
_WORDS: Final = """
    a able about absolutely afraid after again all alone also always an and angry annoyed another any anyone anything appalled as
    ashamed asking at away awful back bad because been behind being beyond bit blind bloody bothered broke broken but by can cant
    coming complaining complete completely concerned confused constantly customer customers dead deaf desperate did disabled disappointed
    disgusted doing done down due elderly ever every everyone extremely far fed feeling fibre fine finished first for forever frustrated
    fuming furious getting giving glad going gonna good great had happening happy hard has having he hearing her here high his home
    hoping hopeless housebound how ill impossible in inside internet is isolated it its just kind late leaving left like literally
    livid living locked long losing lost mad me messed mid missing more most moving much my nearly never new no nobody nothing not now
    of off ok okay old on online only or our out over overcharged paying pensioner phone phoning please poor poorly pregnant pretty
    proper put quite raging rather ready really registered retired ridiculous right ringing robbed rude same saying seething self
    serious shaking she shocked sick single slow so sorry sort speaking still struggling stuck stupid such supposed sure telling terrible
    than thank that the their them there they thinking this thoroughly tired to today tomorrow too totally trapped trying two unable
    under unhappy unwell up upset useless using utterly very waiting was well were what when where which while who why wifi with without
    working worried worse wrong yes yesterday yet you your broadband router bill month months week weeks day days times time line
    shambles joke disgrace nightmare disaster scandal mess mum dad wife husband son daughter carer holder account
    number email mail reply pac code name names mobile landline evenings mornings afternoons anytime any urgent asap cheers thanks ta
    ring call text message work number is
    """
_NO_NAME: Final = frozenset(_WORDS.split())
"""Words that stand where a name may stand: "im so angry", "it's still slow", "ring evenings"."""
_SUFFIX = re.compile(r"(?:ing|ed|ly|ful|less|n't)$", re.IGNORECASE)
_NAMED_IN_ED: Final = frozenset(
    {"ahmed", "mohammed", "muhammed", "mohamed", "fred", "ned", "ted", "ed", "reed", "ali", "lily", "molly", "sally", "billy", "holly", "emily",
     "kelly", "polly", "reilly", "riley", "connolly", "donnelly", "kennelly", "bailey", "manning", "king", "harding", "browning", "fleming",
     "golding", "dowling", "keating", "ming", "ling", "xing", "ying", "jing", "beverly", "kimberly", "carly", "charly", "elly", "kiely",
     "saeed", "waheed", "sayed", "hameed", "rashed", "lessing", "irving", "sterling", "darling"}
)  # fmt: skip
"""Names that end as other words do."""


def names_somebody(name: str) -> bool:
    """Whether every word may be part of a name, also in small letters."""
    words = name.lower().replace("’", "'").split()
    if not words or is_no_name(name):
        return False
    for word in words:
        if word in _NO_NAME or word in MONTHS or word in WEEKDAYS:
            return False
        if _SUFFIX.search(word) and word not in _NAMED_IN_ED:
            return False
    return True


def find_own_name(message: Message) -> str | None:
    """The name that they say is theirs, with capitals; never that of somebody they speak of."""
    text = message.text.replace("’", "'")
    for pattern in (_SAYS_NAME, _I_AM):
        for found in pattern.finditer(text):
            if names_somebody(found["name"]) and (name := _as_name(found["name"], message)):
                return name
    return None


def _as_name(words: str, message: Message) -> str | None:
    read = read_name(Message(words, message.today), {})
    name = read.values.get(Question.NAME) if isinstance(read, Taken) else None
    return name if isinstance(name, str) else None


_NUMBER = re.compile(r"\S+@\S+|\+?\(?0\d[\d ()-]{7,}\d")
_GLUE = re.compile(
    r"\b(?:my|the|and|is|its|it'?s|im|i'?m|i am|this is|name|names|number|no|account|acc|phone|mobile|mob|tel|e-?mail|ring|call|text|reply|me|us"
    r"|on|at|by|to|for|please|pls|thanks|thank you|cheers|yes|ok|contact|here)\b|[^\w\s'-]",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 3
_LONGEST: Final = 60


def name_and_number(message: Message) -> dict[str, Any]:
    """A name with a number, an address or an account number and nothing else, in either order and in any letters. Empty
    without both."""
    text = message.text.replace("’", "'").strip()
    if len(text) > _LONGEST or find_reach_note(text, asked=True):
        return {}
    account = next((number for word in re.split(r"[\s,;]+", text) if (number := bare_account(word))), None)
    contact = find_contact(text)
    values: dict[str, Any] = {}
    rest = text
    if isinstance(contact, Taken) and contact.values[Question.REPLY_BY] in ("email", "phone"):
        values |= {str(key): value for key, value in contact.values.items()}
        rest = _NUMBER.sub(" ", rest)
    if account is not None:
        values[Question.ACCOUNT.value] = account
        rest = rest.replace(account, " ")
    bare = " ".join(_GLUE.sub(" ", rest).split())
    if not values or not 0 < len(bare.split()) <= _MOST_WORDS or re.search(r"\d", bare):
        return {}
    if not names_somebody(bare) or (name := _as_name(bare, message)) is None:
        return {}
    return {**values, Question.NAME.value: name}
