"""What in a message is meant for us and answers nothing: a question, a wish for a person, leaving, a courtesy."""

from __future__ import annotations

import re

from bot.readers.message import DONT_KNOW, SKIP, Message, plain

_OPENS = r"(?:(?:hi|hello|hey|ok(?:ay)?|but|and|so|well|wait|er+m?|um+|sorry|actually|please|also|yes|no|anyway|now|then)\W+){0,3}"
_ASKS = (
    r"(?:why\b|how (?:come|do|does|did|can|could|long|much|many|often|will|would|is|are|about|should|am)\b"
    r"|(?:what|when|where|who|which|how)(?:'s\b| (?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|am|if|happens|about|else)\b)"
    r"|(?:what|where|who|when|how)s\b(?! (?:it worth|ever)\b)"
    r"|what (?:number|time|day|kind|sort|information|for)\b"
    r"|(?:can|could|may|should|shall|will|would|do|did|am|have|must) (?:i|you|we|u|they)\b"
    r"|(?:does|is|has|will|was) (?:it|this|that|there|he|she|any(?:one|body)|some(?:one|body))\b"
    r"|(?:sh[uo]u?l?d|sh?ud|shld|cud|cld|wud|wld|kin|cn|dose|r) (?:i|we|you|they|it|u|yous?|yis)\b"
    r"|(?:can|could|will|would|should|does|did|is|are|was|has|must) (?:a|an|the|any|my|your|our|their|his|her|yous|yis|somebody|someone|(?!going|being|nothing|something|anything|everything)\w+ing|cisas|ofcom|ombudsman)\b"
    r"|(?:one|any good|any use) for (?:the )?(?:cisas|ombudsman|scheme|ofcom)\b"
    r"|are (?:you|there|they|we|these)\b)"
)
_QUESTION = re.compile(rf"^\W*{_OPENS}{_ASKS}", re.IGNORECASE)
_PARTS = re.compile(
    rf"(?<=[.?!;\n])\s+|[,;]\s+(?=(?:(?:and|but|so|anyway|also|now|then|please|well) )?{_ASKS})"
    r"|\s+(?=(?:and|but) (?:(?:also|then|so) )?(?:(?:can|could|may|should|shall|do|am) (?:i|we)\b|how (?:long|much|many|soon|do|does|can)\b|(?:what|where|when) (?:can|do|does|if|will) \w|what happens\b)[^.?!\n]*\?)",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether one sentence asks something."""
    return text.rstrip().endswith("?") or _QUESTION.search(text.replace("’", "'")) is not None


def statements(text: str) -> str:
    """The text without its questions: "44120. How long will it take?" says only the number; empty if all is asked."""
    return " ".join(part for part in _PARTS.split(text.strip()) if part and not is_question(part)).strip()


_LEAST_WORDS = 3
"""Words: so many ask something by themselves, and so many tell something beside it."""


def asked_besides(text: str) -> str | None:
    """The question in a message that tells something too: "it has been off since Monday. How long do you take?"

    The last one, if there are several; ``None`` when all is asked, or nothing, or too little of either.
    """
    parts = [part for part in _PARTS.split(text.strip()) if part]
    asks = _questions(text)
    told = [part for part in parts if not is_question(part)]
    if not asks or len(" ".join(told).split()) < _LEAST_WORDS:
        return None
    return asks[-1]


def two_questions(text: str) -> tuple[str, str] | None:
    """The first and the last question of a message that asks several: "how long do you take, and what if you don't?"."""
    asks = _questions(text)
    return (asks[0], asks[-1]) if len(asks) > 1 else None


def _questions(text: str) -> list[str]:
    parts = [part for part in _PARTS.split(text.strip()) if part]
    return [part.strip() for part in parts if is_question(part) and len(part.split()) >= _LEAST_WORDS]


_WANTS_SOMEBODY = re.compile(
    r"\b(?:speak|talk|chat|put me (?:through|on)|connect me|transfer me|get me|give me|need|want)\b(?: \w+){0,3}?"
    r" (?:person|human|someone|somebody|manager|agent|advis[eo]r|supervisor|operator|rep|representative)\b"
    r"|^\W*(?:(?:an?|the|your|real|actual|live|human|please) )*(?:person|human|agent|manager|advis[eo]r|supervisor|operator|representative)(?: please| now)*\W*$",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"^\W*(?:please )?(?:stop|cancel|quit|exit|abort|forget (?:it|this|about it)|never ?mind|drop it|leave it|scrap (?:it|that|this)|start (?:again|over)|go away"
    r"|(?:i )?(?:changed my mind|give up|can'?t be bothered))(?: (?:it|this|that|now|please|the complaint|my complaint|the chat))*\W*$",
    re.IGNORECASE,
)
_SAID_IT = re.compile(
    r"^\W*(?:i|we)(?:'ve)? (?:have )?(?:already )?(?:told|said|given|gave|answered|typed)\b[^.]{0,20}(?:you|that|it|already|before|them all)?\W*$",
    re.IGNORECASE,
)
_LOG_IT = re.compile(
    r"^\W*(?:(?:please|just|ok|yes|no|then|can you|go on) )*(?:log|submit|send|file) (?:it|this|that)?(?: (?:now|please|then))*\W*$",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\W*(?:(?:yes+|yeah|yep|yup|aye|ok(?:ay)?|hello|hi|hiya|hey|thanks?|thank you|very much|so much|a lot|ta|cheers|bye|goodbye|please|sure|fine|right|great|good"
    r"|morning|afternoon|evening|there|then|mate|of course)\b\W*)+",
    re.IGNORECASE,
)


def is_for_us(text: str) -> bool:
    """A wish for a person, for leaving or for logging it now, or "I told you already": no answer to any question."""
    words = text.replace("’", "'")
    return any(each.search(words) for each in (_WANTS_SOMEBODY, _LEAVES, _SAID_IT, _LOG_IT))


def is_courtesy(text: str) -> bool:
    """Yes, hello, thanks, and nothing else."""
    return _COURTESY.fullmatch(text) is not None


_NO_ANSWER_IN_IT = re.compile(
    rf"(?:{DONT_KNOW.pattern}) (?:why|how|what'?s|what is|what to)\b", re.IGNORECASE
)


def is_unknown(message: Message) -> bool:
    """Skipped, or said not to be known; "I don't know why" is not about the answer."""
    if SKIP.search(message.text):
        return True
    return DONT_KNOW.search(_NO_ANSWER_IN_IT.sub(" ", plain(message.text))) is not None
