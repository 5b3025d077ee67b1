"""A case as a PDF that a screen reader can read (PDF/UA): tagged, with its language and a title."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.adapters.pdf import draw
from bot.decisions.calendar import in_london
from bot.decisions.case_export import CaseExport
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
    """The PDF. Raises ``PdfUnavailable`` where Pango is missing."""
    return draw(case_html(export, large))
