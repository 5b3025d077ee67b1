"""The PDF of an issued letter, for a mail that takes it along."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.decisions.errors import PdfUnavailable, Unsound
from bot.services.context import Context

logger = logging.getLogger(__name__)


def letter_pdf(context: Context, draw: Callable[[str], bytes], letter_id: str) -> bytes | None:
    """Drawn from the page that was issued. ``None`` where no PDF can be drawn on this machine: the words of the
    letter are in the mail itself, so it goes without. Raises ``Unsound`` for one that is not there, or not issued."""
    with context.store.read() as tx:
        letter = tx.letters.get(letter_id)
    if letter is None or not letter.page:
        raise Unsound("the payload names a letter that is not there")
    try:
        return draw(letter.page)
    except PdfUnavailable as error:
        logger.warning("A letter goes without its PDF: %s", error)
        return None
