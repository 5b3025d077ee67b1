"""Letters and e-mails from the templates in ``bot/letters``: the first line is ``Subject: …``, the rest the body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound

from bot.decisions.errors import BrokenWording
from bot.decisions.mail import Letter

FOLDER = Path(__file__).resolve().parents[1] / "letters"


class TemplateLetters:
    """Renders plain text. A fact that a template uses and was not given raises; optional ones ask ``is defined``."""

    def __init__(self, folder: Path = FOLDER) -> None:
        # Plain text, never HTML: escaping would print &amp; in somebody's name.
        self._templates = Environment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # noqa: S701
        )

    def names(self) -> list[str]:
        """Every template there is, without ``.txt``."""
        return sorted(
            name.removesuffix(".txt") for name in self._templates.list_templates(extensions=["txt"])
        )

    def render(self, template: str, facts: Mapping[str, Any]) -> Letter:
        """Subject and body of letter ``template``. Raises ``BrokenWording`` naming the template."""
        if not re.fullmatch(r"[a-z0-9_]+", template):
            raise BrokenWording(f"'{template}' is not the name of a letter.")
        try:
            text = self._templates.get_template(f"{template}.txt").render(**facts)
        except TemplateNotFound:
            raise BrokenWording(f"There is no letter '{template}' in bot/letters.") from None
        except (TemplateError, TypeError) as error:
            raise BrokenWording(f"Letter '{template}' cannot be rendered: {error}") from error
        first, _, body = text.partition("\n")
        subject = " ".join(first.removeprefix("Subject:").split())
        if not first.startswith("Subject:") or not subject or not body.strip():
            raise BrokenWording(f"Letter '{template}' must begin with 'Subject: …' and have a body.")
        # An optional paragraph that is absent leaves a gap.
        return Letter(subject=subject, body=re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n")
