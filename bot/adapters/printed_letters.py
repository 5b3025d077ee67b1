"""Letters of a provider: their words from ``bot/printed/letters``, and their page from ``bot/printed/letter.html``."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from bot.decisions.errors import BrokenWording
from bot.decisions.letter_marks import Sheet, day_of
from bot.decisions.letter_record import LetterKind
from bot.decisions.letters import LetterFacts
from bot.decisions.mail import Letter
from bot.decisions.reference import ALPHABET, PREFIX

FOLDER = Path(__file__).resolve().parents[1] / "printed"


class PrintedLetters:
    """Fulfils ``LetterWriter``. A fact that a template uses and was not given raises."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._words = Environment(
            loader=FileSystemLoader(folder / "letters"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # noqa: S701 (plain text: escaping would print &amp; in somebody's name)
        )
        self._page = Environment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=True,
        )
        self._page.globals["day"] = day_of
        self._page.filters["whole"] = _whole
        phrases = folder / "letters" / "phrases.yml"
        self._phrases: dict[str, str] = yaml.safe_load(phrases.read_text(encoding="utf-8"))

    def words(self, kind: LetterKind, facts: LetterFacts) -> Letter:
        """Raises ``BrokenWording`` naming the template."""
        given = asdict(facts)
        try:
            text = self._words.get_template(f"{kind.value}.txt").render(**given, self_=given).strip()
        except (TemplateError, TypeError) as error:
            raise BrokenWording(f"Letter '{kind.value}' cannot be written: {error}") from error
        first, _, body = text.partition("\n")
        subject = " ".join(first.removeprefix("Subject:").split())
        if not first.startswith("Subject:") or not subject or not body.strip():
            raise BrokenWording(f"Letter '{kind.value}' must begin with 'Subject: …' and have a body.")
        return Letter(subject, _tidy(body))

    def phrase(self, key: str, **facts: object) -> str:
        try:
            return self._phrases[key].format_map(facts)
        except (KeyError, ValueError, IndexError) as error:
            raise BrokenWording(f"Phrase '{key}' of the letters cannot be said: {error}") from error

    def page(self, sheet: Sheet) -> str:
        try:
            return self._page.get_template("letter.html").render(sheet=sheet, head=sheet.head)
        except (TemplateError, TypeError) as error:
            raise BrokenWording(f"The page of a letter cannot be made: {error}") from error


_UNBROKEN = re.compile(
    rf"\b(?:{PREFIX}-[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}-[{ALPHABET}]{{4}}|[A-Z]{{2,4}}-\d{{4}}-\d{{4,}})\b"
)


def _whole(text: str) -> Markup:
    """``text`` with each reference and number of a letter on one line."""
    parts, end = [], 0
    for found in _UNBROKEN.finditer(text):
        parts += [escape(text[end : found.start()]), Markup('<span class="whole">{}</span>').format(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def _tidy(body: str) -> str:
    """One empty line between two paragraphs, and no blanks at the end of a line."""
    lines = "\n".join(line.rstrip() for line in body.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"
