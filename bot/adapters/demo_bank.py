"""The made-up stories of ``bot/demo``, read from their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from bot.adapters.yaml_files import read
from bot.decisions.demo_bank import Bank
from bot.decisions.errors import Unsound

FOLDER: Final = Path(__file__).resolve().parents[1] / "demo"


def load_bank(folder: Path = FOLDER) -> Bank:
    """All of it. Raises ``Unsound``, naming the file that is to be mended."""
    parts: dict[str, Any] = {name: _data(folder / f"{name}.yml") for name in ("people", "words", "year")}
    stories = {path.stem: _data(path) for path in sorted((folder / "stories").glob("*.yml"))}
    try:
        return Bank.model_validate({**parts, "problems": stories})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise Unsound(
            f"The made-up stories in {folder.name}/ are broken at {place}: {first['msg']}."
        ) from None


def _data(path: Path) -> Any:
    found = read(path)
    if found.problems:
        first = found.problems[0]
        raise Unsound(f"{first.file}: {first.what} {first.mend}")
    return found.data
