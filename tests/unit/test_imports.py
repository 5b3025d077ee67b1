"""Imports point one way: the rules of the tree, read from the source with ``ast``."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("bot", "actions", "engine")


def imports(file: Path) -> set[str]:
    """Every module that a file imports anywhere in it, with full names (``from a import b`` gives ``a.b``)."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports here are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def sources(folder: str) -> Iterator[Path]:
    for file in sorted((ROOT / folder).rglob("*.py")):
        if ".venv" not in file.parts:
            yield file


def within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def offenders(folder: str, forbidden: tuple[str, ...], but: tuple[str, ...] = ()) -> list[str]:
    """Files under ``folder``, leaving out those under ``but``, that import one of ``forbidden``."""
    return [
        f"{name} imports {module}"
        for file in sources(folder)
        if not any((name := file.relative_to(ROOT).as_posix()).startswith(spared) for spared in but)
        for module in sorted(imports(file))
        if within(module, *forbidden)
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_there_is_something_to_look_at(folder: str) -> None:
    assert any(imports(file) for file in sources(folder))


def test_decisions_import_the_standard_library_and_pydantic_only() -> None:
    allowed = (*sys.stdlib_module_names, "pydantic", "bot.decisions")
    bad = [
        f"{file.name} imports {module}"
        for file in sources("bot/decisions")
        for module in sorted(imports(file))
        if not within(module, *allowed)
    ]
    assert not bad


OUTER = (
    "bot.web",
    "bot.cli",
    "bot.commands",
    "bot.relay",
    "bot.serve",
    "bot.bootstrap",
    "bot.bootstrap_relay",
    "actions",
)


@pytest.mark.parametrize(
    "folder, forbidden",
    [
        ("bot/services", ("bot.adapters", *OUTER)),
        ("bot/readers", ("bot.adapters", "bot.services", *OUTER)),
        ("bot/adapters", ("bot.services", *OUTER)),
        ("bot/web", ("bot.adapters", "bot.relay", "bot.serve", "bot.commands", "bot.cli", "actions")),
        ("bot/relay", ("bot.adapters", "bot.web", "bot.serve", "bot.commands", "bot.cli", "actions")),
        ("actions", ("bot.adapters", "bot.web", "bot.relay", "bot.serve", "bot.commands", "bot.cli")),
        ("bot/serve", ("bot.services", "bot.web", "bot.commands", "bot.cli", "actions")),
    ],
)
def test_imports_point_inwards(folder: str, forbidden: tuple[str, ...]) -> None:
    assert not offenders(folder, forbidden)


def test_only_bootstrap_knows_services_and_adapters_both() -> None:
    both = [
        file.relative_to(ROOT).as_posix()
        for folder in ("bot", "actions")
        for file in sources(folder)
        if any(within(module, "bot.services") for module in imports(file))
        and any(within(module, "bot.adapters") for module in imports(file))
    ]
    assert sorted(both) == ["bot/bootstrap.py", "bot/bootstrap_relay.py"]


@pytest.mark.parametrize(
    "library, home",
    [
        ("sqlalchemy", ("bot/adapters/db/",)),
        ("alembic", ("bot/adapters/db/",)),
        ("holidays", ("bot/adapters/holidays.py",)),
        ("requests", ("bot/adapters/",)),
        ("rasa_sdk", ("actions/",)),
        ("fastapi", ("bot/web/", "bot/bootstrap.py", "actions/")),
        ("supervisor", ("bot/serve/",)),
    ],
)
def test_a_library_is_known_in_one_place(library: str, home: tuple[str, ...]) -> None:
    assert not [line for folder in ("bot", "actions") for line in offenders(folder, (library,), but=home)]


def test_the_engine_and_the_app_import_nothing_of_each_other() -> None:
    assert not offenders("engine", ("bot", "actions"))
    assert not offenders("bot", ("engine", "rasa"))
    assert not offenders("actions", ("engine", "rasa"))
