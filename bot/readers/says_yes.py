"""A yes to the question that was just asked, however it is said: "oh yes please do", "go on then dear", "yh do it"."""

from __future__ import annotations

import re

from bot.readers.message import NO, YES, plain
from bot.readers.theirs import is_question

_BEFORE = re.compile(
    r"^\W*(?:(?:oh|ooh|ah|aw|well|right|hmm+|um+|er+m?|so|and|alright|all right|hi|hello|thanks?(?: you)?|thank you(?: very much| so much)?|cheers|lovely|great|good|brilliant"
    r"|dear|love|mate|pal|then|yous?|that(?:'?s| is| would be| will be) (?:fine|ok|okay|great|good|lovely|grand|kind)|i think|i suppose|i guess)\b\W*)+"
)
_MORE_YES = re.compile(
    r"^\W*(?:yea+h*|yeh|yh|yas+|yess+|ya|yah|yip|yup+|okey(?: dokey)?|oki|k|surely|absolutely|certainly|indeed|by all means|gladly|why not|agreed|deal|alright|all right"
    r"|(?:(?:please|pls|plz|just) )*(?:do (?:it|that|so|this)|do(?=\W*$)|go (?:ahead|for it)|go on(?! \w)|go on then|carry on|let'?s(?: do it)?)"
    r"|(?:i|we) (?:do|would|will|am|are|want (?:that|it|to)|would like that|confirm)|i'?d (?:like|love) (?:that|to)|if you (?:would|could|can|please|will|don'?t mind|wouldn'?t mind)"
    r"|(?:please|pls|plz)(?: and)?(?: thanks?| thank you)?)\b"
)
_TAKEN_BACK = re.compile(
    r"\b(?:but|unless|until|till|except|only if|as long as|provided|however|though|instead|rather|if (?:i|we|they|he|she|it|the)|don'?t|do not|not|never|no|nope|nah|wait|hang on|hold on|changed my mind|keep|leave|stay)\b"
)
_NO_HARM = re.compile(
    r"\b(?:no (?:hard feelings|problem|worries|bother|rush|need to (?:reply|worry|ring|write)|more|longer|thanks needed)|not (?:needed|necessary|bothered|a problem|worth \w+)|why not|don'?t (?:worry|need|want|mind)|do not (?:need|want|mind)|wouldn'?t mind|(?:no|not) \w+ any ?more|doesn'?t matter|does not matter)\b"
)


def says_yes(text: str) -> bool:
    """Whether it says yes at its beginning, with no but, no condition and no question behind it."""
    said = plain(text)
    rest = _BEFORE.sub("", said)
    begins = any(each.search(part) for part in (said, rest) for each in (YES, _MORE_YES))
    if not begins or (is_question(said) and "?" in said) or NO.search(rest):
        return False
    return _TAKEN_BACK.search(_NO_HARM.sub(" ", said)) is None
