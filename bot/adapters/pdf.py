"""Pages drawn as a PDF that a screen reader can read (PDF/UA). Nothing is fetched, from no network and no disk."""

from __future__ import annotations

import logging
from typing import Any, Final

from bot.decisions.errors import PdfUnavailable

LARGE: Final = (
    "html { font-size: 18pt !important } "
    "@page { margin: 16mm 15mm 24mm !important; @bottom-center { font-size: 18pt !important } }"
)
"""Large print: every size of our pages is a multiple of that of the root."""


def draw(page: str, large: bool = False) -> bytes:
    """The PDF of an HTML page; ``large``: no letter of its text smaller than 18 point. Raises ``PdfUnavailable`` where
    Pango is missing."""
    try:
        from weasyprint import CSS, HTML  # here, as it takes a second and a half, and needs Pango
    except OSError:
        raise PdfUnavailable(
            "A PDF cannot be made here: Pango is missing (Debian: apt-get install libpangoft2-1.0-0)."
        ) from None
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # its warnings quote the page
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    styles = [CSS(string=LARGE, url_fetcher=_nothing)] if large else []
    drawn = HTML(string=page, url_fetcher=_nothing).write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1")
    return bytes(drawn)


def _nothing(url: str, *_: Any, **__: Any) -> Any:
    """Whatever a page asks for: ours ask for nothing."""
    raise ValueError("A printed page fetches nothing.")
