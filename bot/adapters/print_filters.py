"""What the templates of printed pages share."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from bot.decisions.reference import ALPHABET, PREFIX

_UNBROKEN = re.compile(
    rf"\b(?:{PREFIX}-[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}-[{ALPHABET}]{{4}}|[A-Z]{{2,4}}-\d{{4}}-\d{{4,}})\b"
)


def whole(text: str) -> Markup:
    """``text`` with each reference and number of a letter on one line."""
    parts, end = [], 0
    for found in _UNBROKEN.finditer(text):
        parts += [escape(text[end : found.start()]), Markup('<span class="whole">{}</span>').format(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def tidy(body: str) -> str:
    """One empty line between two paragraphs, and no blanks at the end of a line."""
    lines = "\n".join(line.rstrip() for line in body.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"
