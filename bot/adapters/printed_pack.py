"""The words of a pack for the ADR scheme, from ``bot/printed/pack``, and the page of one of its documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from bot.adapters.print_filters import tidy, whole
from bot.decisions.adr_pack import PackDocument
from bot.decisions.errors import BrokenWording

FOLDER = Path(__file__).resolve().parents[1] / "printed"


class PrintedPack:
    """Fulfils ``PackWriter``."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._words = Environment(
            loader=FileSystemLoader(folder / "pack"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # noqa: S701 (plain text: escaping would print &amp; in somebody's name)
        )
        words = (folder / "pack" / "words.yml").read_text(encoding="utf-8")
        self._groups: dict[str, dict[str, str]] = yaml.safe_load(words)

    def group(self, name: str) -> Mapping[str, str]:
        return self._groups[name]

    def say(self, key: str, **facts: object) -> str:
        try:
            return self._groups["said"][key].format_map(facts)
        except (KeyError, ValueError, IndexError) as error:
            raise BrokenWording(f"'{key}' of the pack cannot be said: {error}") from error

    def words(self, document: str, facts: Mapping[str, Any]) -> str:
        try:
            return tidy(self._words.get_template(f"{document}.txt").render(**{**self._groups, **facts}))
        except (TemplateError, TypeError) as error:
            raise BrokenWording(f"Document '{document}' of the pack cannot be written: {error}") from error


def document_page(document: PackDocument, foot: str, folder: Path = FOLDER) -> str:
    """The document as a whole HTML page that asks for nothing from outside; ``foot`` stands under each page."""
    made = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    made.filters["whole"] = whole
    template = made.get_template("document.html")
    return template.render(title=document.title, blocks=document.blocks, foot=foot)
