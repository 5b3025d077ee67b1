"""Rows of ``tests/vectors``, for parametrize: each is a test of its own, named by its id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def rows(*names: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for name in names for line in (VECTORS / name).read_text("utf-8").splitlines()]
    assert found, f"no rows in {names}"
    return found


def cases(*names: str) -> list[Any]:
    return [pytest.param(row, id=row["id"]) for row in rows(*names)]
