"""A case as a PDF that a screen reader can read (PDF/UA): tagged, with its language and a title."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.decisions.calendar import in_london
from bot.decisions.case_export import CaseExport
from bot.decisions.errors import PdfUnavailable
from bot.decisions.file_size import size_in_words

FOLDER = Path(__file__).resolve().parents[1] / "printed"


def case_html(export: CaseExport, large: bool = False) -> str:
    """The page that the PDF is drawn from. What people wrote is text in it and nothing else. ``large``: large print."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(london=in_london, size=size_in_words)
    return made.get_template("case.html").render(case=export, large=large)


def case_pdf(export: CaseExport, large: bool = False) -> bytes:
    """The PDF. Fetches nothing, from no network and no disk. Raises ``PdfUnavailable`` where Pango is missing."""
    page = case_html(export, large)
    try:
        from weasyprint import HTML  # here, as it takes a second and a half, and needs Pango
    except OSError:
        raise PdfUnavailable(
            "A PDF cannot be made here: Pango is missing (Debian: apt-get install libpangoft2-1.0-0)."
        ) from None
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # its warnings quote the page
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    drawn = HTML(string=page, url_fetcher=_nothing).write_pdf(pdf_variant="pdf/ua-1")
    return bytes(drawn)


def _nothing(url: str, *_: Any, **__: Any) -> Any:
    """Whatever a page asks for: ours ask for nothing."""
    raise ValueError("A printed page fetches nothing.")
