""" "What happens now?", as a whole message: where things stand, whatever the model hears in it."""

from __future__ import annotations

import re

from bot.readers.who import asks_why_late

_WHAT_NOW = re.compile(
    r"\W*(?:(?:so|and|ok(?:ay)?|but|right|well|then|hi|hello|please|sorry|thanks?|thank you|no)\W+)*"
    r"(?:what(?:'?s| is| are| will)? (?:(?:going to |gonna )?happens?|happening|will happen|comes?|come)(?: (?:now|next|then|from here|after (?:this|that)))+"
    r"|what(?:'s| is|s)? (?:now|next|the next step)|what (?:do|should|can) (?:i|we) do (?:now|next)|now what|and (?:now|then)"
    r"|where (?:do|does|are) (?:we|things|it|my complaint|this) (?:stand|at|now|up to)(?: (?:now|with (?:it|this|that|my complaint)))*"
    r"|where (?:are|is) (?:we|things|it)(?: (?:at|up to))? now)"
    r"(?:\W+(?:then|now|please|with (?:it|this|that|my complaint)|about (?:it|this|that)|to (?:it|this|my complaint)))*\W*",
    re.IGNORECASE,
)

_WHAT = re.compile(r"\bw(?:o|a|h|ha)t('?s)?\b", re.IGNORECASE)
"""As it is typed in a hurry: wot, wat, wht."""


def asks_where_it_stands(text: str) -> bool:
    """Whether they ask only what happens now, or next, and name nothing else."""
    said = _WHAT.sub(r"what\1", text.replace("’", "'").strip())
    return _WHAT_NOW.fullmatch(said) is not None or asks_why_late(text)
