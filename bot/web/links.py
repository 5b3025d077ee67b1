"""Text as HTML: references that stay on one line, addresses that are links, and long links of ours under a name.

All else is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from bot.decisions.reference import ALPHABET, PREFIX
from bot.web.pages import templates

_REFERENCE = re.compile(rf"\b{PREFIX}-[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}-[{ALPHABET}]{{4}}\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_OF_A_CASE = re.compile(r"https?://[^\s<>\"/]+(?:/[^\s<>\"]*)?/case/[\w.~-]+(/letter)?")
_PAGE, _LETTER = "the page of the complaint", "the letter for the customer"


def refs(text: str) -> Markup:
    """``text`` with each reference of a case on one line."""
    return _replaced(
        _REFERENCE, str(text), lambda found: Markup('<span class="nowrap">{}</span>').format(found[0])
    )


def linked(text: str) -> Markup:
    """As ``refs``, and each web address as a link: for words that we wrote, such as those of a mail."""

    def link(found: re.Match[str]) -> Markup:
        return Markup('<a href="{0}" rel="noreferrer noopener">{0}</a>').format(found[0])

    return _replaced(_ADDRESS, str(text), link, refs)


def case_links(text: str, public_url: str) -> Markup:
    """As ``refs``, and the signed addresses of a case, hundreds of characters long, as links with a name. Only those
    that begin with ``public_url`` are ours; any other stays as it was written."""

    def named(found: re.Match[str]) -> Markup:
        address = found[0].rstrip(".")  # a token has dots in it, and a sentence may end after it
        if not address.startswith(f"{public_url}/case/"):
            return escape(found[0])
        name = _LETTER if found[1] else _PAGE
        link = Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(address, name)
        return link + found[0][len(address) :]

    return _replaced(_OF_A_CASE, str(text), named, refs)


def _replaced(
    pattern: re.Pattern[str],
    text: str,
    made: Callable[[re.Match[str]], Markup],
    between: Callable[[str], Markup] = escape,
) -> Markup:
    parts, end = [], 0
    for found in pattern.finditer(text):
        parts += [between(text[end : found.start()]), made(found)]
        end = found.end()
    return Markup("").join([*parts, between(text[end:])])


templates.env.filters["refs"] = refs
templates.env.filters["linked"] = linked
templates.env.filters["case_links"] = case_links
