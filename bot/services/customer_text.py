"""What a customer typed: once as it is kept, once as the engine may have it."""

from __future__ import annotations

import unicodedata

from bot.decisions.redaction import Redacted, redact

_INVISIBLE = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_KEPT_CONTROLS = "\n\t"


def mend(text: str) -> str:
    """The text with lone surrogate halves (a cut emoji) replaced: they can be written to no file and no
    database."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def as_kept(text: str) -> str:
    """As typed, without what nobody may keep (card numbers, passwords, …). NUL goes too: PostgreSQL cannot hold it."""
    return without_secrets(text).text


def without_secrets(text: str) -> Redacted:
    """As ``as_kept``, and what was taken out."""
    return redact(mend(text).replace("\x00", ""))


def for_engine(text: str) -> str:
    """Without control characters, and without white space, invisible characters and slashes in front.

    Rasa takes a line that begins with a slash, also after white space, for a command (``/restart``,
    ``/greet{"slot": …}``). Empty when nothing is left to be understood.
    """
    plain = "".join(
        character
        for character in text
        if character in _KEPT_CONTROLS or unicodedata.category(character) != "Cc"
    )
    start, end = 0, len(plain)
    while start < end and (plain[start] == "/" or _is_invisible(plain[start])):
        start += 1
    while end > start and _is_invisible(plain[end - 1]):
        end -= 1
    return plain[start:end]


def is_blank(text: str) -> bool:
    """Nothing that anybody could see."""
    return all(_is_invisible(character) for character in text)


def _is_invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in _INVISIBLE
