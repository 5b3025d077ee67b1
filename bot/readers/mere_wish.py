"""A message that only asks for a person, and tells nothing else: "hello, can I speak to a human please?"."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_FOR_SOMEBODY = (
    "adviser advisor agent agents anybody anyone body colleague human humans operator people person rep "
    "representative somebody someone"
)
_POLITE_OR_PLAIN = (
    "a able actual actually afternoon ai am an and any are asap ask at away be being bot but can care chance chat "
    "chatbot computer connect could customer direct directly do don't dont evening for from get give good hello hey hi "
    "hiya how i i'd i'll i'm if in instead is it just let like live love machine may me member might morning my need no "
    "not now of ok okay on one pass please pls plz possible prefer proper put rather real really right robot service "
    "services so some speak speaking staff straight support talk talking team than thank thanks that the there this "
    "through to transfer us wanna want wanting way we we'd with would yes you your"
)
_SOMEBODY = frozenset(_FOR_SOMEBODY.split())
_STOCK = frozenset(_POLITE_OR_PLAIN.split())
"""Words that say nothing of what happened."""


def is_mere_wish(text: str) -> bool:
    """Whether somebody is asked for and there is nothing else in it. Neither a greeting nor a story is one."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    asked = any(word in _SOMEBODY for word in words)
    return asked and all(word in _SOMEBODY or word in _STOCK for word in words) and not re.search(r"\d", text)
