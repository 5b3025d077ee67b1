"""The same words as HTML, for mail programs that show it: made of the plain text, so that the two never differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.decisions.mail import Letter

FOLDER: Final = Path(__file__).resolve().parents[1] / "letters"
_ENDS_A_LINK: Final = ".,;:!?)"


@dataclass(frozen=True)
class Piece:
    """A stretch of a line. ``link``: it is an address of our own pages."""

    text: str
    link: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Lines between two empty ones. ``stands_out``: set in, as references are in the plain text."""

    lines: list[list[Piece]]
    stands_out: bool


class MailHtml:
    """Only addresses that begin with ``public_url`` become links: what a customer or anybody else typed never does."""

    def __init__(self, public_url: str, folder: Path = FOLDER) -> None:
        self._ours = re.compile(rf"{re.escape(public_url.rstrip('/'))}(?:/[^\s<>\"]*)?(?![^\s.,;:!?)])")
        made = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._template = made.get_template("mail.html")

    def __call__(self, letter: Letter) -> str:
        parts = [part for part in re.split(r"\n\s*\n", letter.body.strip("\n")) if part.strip()]
        return self._template.render(
            subject=letter.subject, paragraphs=[self._paragraph(part) for part in parts]
        )

    def _paragraph(self, part: str) -> Paragraph:
        lines = part.split("\n")
        return Paragraph([self._pieces(line.strip()) for line in lines], lines[0].startswith("    "))

    def _pieces(self, line: str) -> list[Piece]:
        pieces, end = [], 0
        for found in self._ours.finditer(line):
            link = found.group().rstrip(_ENDS_A_LINK)
            pieces += [Piece(line[end : found.start()]), Piece(link, link=True)]
            end = found.start() + len(link)
        return [piece for piece in (*pieces, Piece(line[end:])) if piece.text]
