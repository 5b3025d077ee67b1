"""Letters of a provider: their words from ``bot/printed/letters``, and their page from ``bot/printed/letter.html``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from bot.adapters.print_filters import tidy, whole
from bot.decisions.errors import BrokenWording
from bot.decisions.letter_marks import Sheet, day_of
from bot.decisions.letter_record import LetterKind
from bot.decisions.letters import LetterFacts
from bot.decisions.mail import Letter

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
        self._page.filters["whole"] = whole
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
        return Letter(subject, tidy(body))

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
