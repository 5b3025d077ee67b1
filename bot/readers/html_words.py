"""The words of a mail that is HTML only, without what it quotes."""

from __future__ import annotations

from typing import Final

from inscriptis import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml import html as parser
from lxml.etree import ParserError

_QUOTED: Final = (
    "//blockquote[@type='cite']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' gmail_quote ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' yahoo_quoted ')]",
    "//*[@id='OLK_SRC_BODY_SECTION']",
)
_ALL_BEHIND: Final = (
    "//*[@id='divRplyFwdMsg' or @id='appendonsend' or @id='mail-editor-reference-message-container']"
)
"""Where Outlook's quotation begins: it and all that comes after it in its own box."""
_NO_WORDS: Final = "//script|//style|//head|//title|//template|//noscript"
LARGEST: Final = 2_000_000
"""Characters of HTML; what is behind them is not read."""


def html_words(content: str) -> str:
    """Empty where there are none. Nothing in it is run or fetched."""
    try:
        page = parser.fromstring(content[:LARGEST].replace("\x00", ""))
    except (ParserError, ValueError, AssertionError):
        return ""
    for mark in page.xpath(_ALL_BEHIND):
        for later in [*mark.itersiblings(), mark]:
            _take_out(later)
    for part in [found for path in (*_QUOTED, _NO_WORDS) for found in page.xpath(path)]:
        _take_out(part)
    try:
        text = Inscriptis(page, ParserConfig(display_links=False, display_images=False)).get_text()
    except RecursionError:
        return ""
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def _take_out(part: parser.HtmlElement) -> None:
    parent = part.getparent()
    if parent is not None:
        part.drop_tree()
