"""The languages that customers write in and we do not answer in, from ``bot/languages.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from bot.adapters.yaml_files import read
from bot.decisions.errors import BrokenRule
from bot.decisions.language import Languages

LANGUAGES: Final = Path(__file__).resolve().parents[1] / "languages.yml"


@cache
def load_languages(path: Path = LANGUAGES) -> Languages:
    """Raises ``BrokenRule`` for a file that cannot be read, a key that is not known, or a value of the wrong kind."""
    try:
        return Languages.model_validate(read(path).data)
    except ValidationError as error:
        raise BrokenRule(f"{path.name} is not sound: {error}") from error
